"""From a Doc to its entities."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.entities.candidates import Candidate, Place, candidates
from kg.extract.entities.choice import choose
from kg.extract.entities.features import Features
from kg.extract.entities.groups import CLASSES, NOTHING, Group, collected, families, held, merged
from kg.extract.entities.judge import ROLE_CLASSES, Chosen, Judge
from kg.extract.entities.variants import join_variants
from kg.extract.entities.view import PROPER, View, shape, view
from kg.model import Concept, LocalEntity, Mention, Span

_FAINT = 0.05
"""Candidates less probable than this are not looked at."""
ROLES = {
    "Method": ("proposed", "used", "compared", "background"),
    "Benchmark": ("introduced", "evaluated", "trained", "background"),
    "Dataset": ("introduced", "evaluated", "trained", "background"),
    "Task": ("addressed", "background"),
    "Metric": ("reported",),
}

_TRAINED = (
    *("trained", "train", "training", "pretrained", "pre-trained"),
    *("fine-tuned", "fine-tune", "finetuned", "finetune"),
)


@dataclass(frozen=True, kw_only=True)
class EntityFinder:
    """Finds the entities of a Doc that went through the pipeline."""

    concepts: Mapping[str, Concept]

    def __call__(self, doc: Doc, judge: Judge) -> tuple[LocalEntity, ...]:
        """The entities in the order of their first mentions; no two mentions overlap, no form belongs to two."""
        seen = view(doc)
        chosen = join_variants(choose(self.groups(seen, judge), judge.thresholds, judge.per_word), seen.text)
        roles = self.roles_of(chosen, judge)
        return tuple(self._entity(seen, *found, role, judge) for found, role in zip(chosen, roles, strict=True))

    def groups(self, seen: View, judge: Judge) -> list[Group]:
        """Every candidate thing with the probabilities of its classes."""
        found = candidates(seen, self.concepts)
        if not found:
            return []
        described = describe(seen, found, self.concepts)
        rows = dict(zip(found, judge.classes(found, described), strict=True))
        nothing = CLASSES.index(NOTHING)
        groups = []
        for family in families(found):
            mean = sum(rows[c.key] for c in family) / len(family)
            if mean[nothing] > 1.0 - _FAINT:
                continue
            odds = dict(zip(CLASSES, map(float, mean), strict=True))
            concept = self.concepts.get(self._concept(family) or "")
            features = merged([described[c.key] for c in family])
            groups.append(Group(family, features, held(collected(odds, features), concept)))
        return groups

    def roles_of(self, chosen: list[Chosen], judge: Judge) -> list[str]:
        """The role of each group: the most probable one that its type allows."""
        if not chosen:
            return []
        out = []
        for (group, _), row in zip(chosen, judge.roles(chosen), strict=True):
            score = dict(zip(ROLE_CLASSES, map(float, row), strict=True))
            out.append("trained" if _only_learnt(group) else max(ROLES[group.type], key=lambda role: score[role]))
        return out

    def _entity(self, seen: View, group: Group, places: list[Place], role: str, judge: Judge) -> LocalEntity:
        type_ = group.type
        confidence = judge.confidence(group)
        spans = [_own(seen.text, p) for p in places]
        texts = [span.of(seen.text) for span in spans]
        mentions = tuple(
            Mention(span=span, text=text, type=type_, confidence=confidence, extractor=judge.extractor)
            for span, text in zip(spans, texts, strict=True)
        )
        forms = sorted(dict.fromkeys(texts), key=lambda text: (-len(text.split()), -len(text), texts.index(text)))
        return LocalEntity(
            type=type_,
            name=forms[0],
            aliases=tuple(forms[1:]),
            named=group.named if type_ == "Method" else _proper(forms),
            role=role,
            mentions=mentions,
            confidence=confidence,
            extractor=judge.extractor,
            concept=self._concept(group.members),
        )

    def _concept(self, members: list[Candidate]) -> str | None:
        return next((m.concept for m in members if m.concept), None)


def describe(
    seen: View, found: Mapping[str, Candidate], concepts: Mapping[str, Concept]
) -> dict[str, dict[str, float]]:
    """The features of every candidate by its key."""
    features = Features(seen, concepts)
    return {key: features.of(candidate, found) for key, candidate in found.items()}


def _only_learnt(group: Group) -> bool:
    """Whether the text only ever trains on this collection."""
    share = sum(group.features.get(f"verb before={verb}", 0.0) for verb in _TRAINED)
    return "trained" in ROLES[group.type] and share >= 1.0 and "before=in" not in group.features


def _own(text: str, place: Place) -> Span:
    """The name's own letters, without a possessive `'s` that the tokenizer left on it."""
    words = text[place.first : place.last]
    bare = words.removesuffix("'s").removesuffix("’s")
    return Span(place.first, place.first + len(bare or words))


def _proper(forms: list[str]) -> bool:
    """Whether a form is spelt like a name: capitals in every form, or a spelling no ordinary word has."""
    return all(any(c.isupper() for c in form) for form in forms) or any(
        shape(word) in PROPER for form in forms for word in form.split()
    )
