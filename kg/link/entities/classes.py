"""Which class a name has where documents differ in it.

Two versions of one paper agree, and a proper name that only one thing bears is of one class in every paper: what the
vocabulary says, else what the name itself says, else what most papers say, weighted by confidence. General terms and
tasks stay what each paper makes of them, and so does an acronym that is short, ordinary or spelled out in two ways.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.link.entities import reasons
from kg.link.entities.glossary import Glossary
from kg.link.entities.known import Known
from kg.link.entities.local import Local
from kg.link.entities.names import FUNCTION_WORDS, group_of, is_acronym, name_key, words
from kg.model import Extraction, Paper

_LETTERS, _DEFINED_LETTERS = 4, 3
"""Letters from which an acronym is taken for the name of one thing: at all, and where a text spells it out."""
_OWN_LETTERS = 5
"""Letters from which an acronym that other papers spell out is the same thing where it is not spelled out."""
_INTRODUCED = 2.0
"""What the word of a paper that introduces a thing counts for, beyond its confidence: as much as two others."""
_HEADS: Mapping[str, str] = {
    "benchmark": "Benchmark",
    "bench": "Benchmark",
    "leaderboard": "Benchmark",
    "competition": "Benchmark",
    "dataset": "Dataset",
    "corpus": "Dataset",
}
"""Last words of a name that say what it is."""
_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(["benchmark", "dataset", "environment", "suite", "simulator", "corpus"], "Benchmark"),
    **dict.fromkeys(["algorithm", "method", "framework", "approach", "architecture", "library"], "Method"),
    "metric": "Metric",
}
"""Nouns right after a name that say what the text takes it for."""
_NEXT = re.compile(r"\s+([A-Za-z]+)")
_SETTLED = ("Benchmark", "Method", "Metric")
"""Groups of classes among which a proper name is of one only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruling:
    """The group of classes that a name is of, what says so, and how sure that is."""

    group: str
    type: str
    says: str
    confidence: float


class _Bearers:
    """Sets of local entities that bear one name; those that one document tells apart are never in one."""

    def __init__(self, locals_: Sequence[Local]) -> None:
        self._locals = locals_
        self._home = [{local.document: [index]} for index, local in enumerate(locals_)]

    def join(self, one: int, other: int) -> None:
        """Make two sets one, the smaller into the larger, unless a document tells two of theirs apart."""
        large, small = sorted((self._home[one], self._home[other]), key=len, reverse=True)
        if large is small or any(
            _told_apart(self._locals[a], self._locals[b])
            for document, found in small.items()
            for a in large.get(document, ())
            for b in found
        ):
            return
        for document, found in small.items():
            large.setdefault(document, []).extend(found)
            for index in found:
                self._home[index] = large

    def sets(self) -> list[list[int]]:
        """Each set once, its members and the sets in the order of the local entities."""
        homes = {id(home): home for home in self._home}
        return [sorted(index for found in home.values() for index in found) for home in homes.values()]


class Classes:
    """Settles the classes of the local entities of a corpus."""

    def __init__(self, extractions: Iterable[Extraction], papers: Iterable[Paper], known: Known) -> None:
        self._texts = {extraction.document.key: extraction.document.text for extraction in extractions}
        self._records = {document.key: document.id for paper in papers for document in paper.documents}
        self._paper_of = {document.key: paper.iri for paper in papers for document in paper.documents}
        self._known = known

    def settle(self, locals_: Sequence[Local], glossary: Glossary) -> list[Local]:
        """The same local entities in the same order, each of the class that its name has."""
        proper = [self._proper_names(local, glossary) for local in locals_]
        found = list(locals_)
        for members in self._borne_together(locals_, proper):
            names = sorted({name for index in members for name in proper[index]})
            self._settle([(index, locals_[index]) for index in members], names, found)
        return found

    def _borne_together(self, locals_: Sequence[Local], proper: Sequence[Sequence[str]]) -> list[list[int]]:
        """The places of what bears one name: in one paper any name or known concept, elsewhere a proper name."""
        bearers = _Bearers(locals_)
        first: dict[tuple[str, str], int] = {}
        for index, local in enumerate(locals_):
            paper = self._paper_of[local.document]
            here = [(paper, name_key(name)) for name in _names(local)]
            here += [(paper, local.entity.concept)] if local.entity.concept else []
            for place in [*here, *(("", name_key(name)) for name in proper[index])]:
                bearers.join(first.setdefault(place, index), index)
        return bearers.sets()

    def _proper_names(self, local: Local, glossary: Glossary) -> tuple[str, ...]:
        if not local.entity.named or local.group not in _SETTLED:
            return ()
        return tuple(name for name in _names(local) if self._is_proper(name, local, glossary))

    def _is_proper(self, name: str, local: Local, glossary: Glossary) -> bool:
        """Whether a name is borne by one thing only, as far as its form and the corpus tell."""
        found = glossary.meanings(name_key(name))
        meanings = len(found)
        if meanings > 1 or self._known.ordinary(name):
            return False
        short = is_acronym(name) and sum(c.isalnum() for c in name) < _OWN_LETTERS
        if short and meanings and not local.definitions and all(d.concept is None for d in found[0].definitions):
            return False  # what others spell out may be something else here, of another class
        if self._known.types(name):
            return True
        if is_acronym(name):
            return sum(c.isalnum() for c in name) >= (_DEFINED_LETTERS if meanings else _LETTERS)
        content = [word.text for word in words(name) if word.key not in FUNCTION_WORDS]
        return len(content) > 1 and all(text[:1].isupper() or is_acronym(text) for text in content)

    def _settle(self, members: Sequence[tuple[int, Local]], names: Sequence[str], found: list[Local]) -> None:
        locals_ = [local for _, local in members]
        differ = len({local.group for local in locals_}) > 1
        ruling = self._by_name(locals_, names, differ=differ) or (self._by_votes(locals_) if differ else None)
        if ruling is None:
            return
        one_paper = len({self._paper_of[local.document] for local in locals_}) == 1
        there = next(((o.type, self._records[o.document]) for o in locals_ if o.type == ruling.type), None)
        for index, local in members:
            if local.group != ruling.group:
                merge = reasons.one_class(
                    local.full,
                    (local.type, self._records[local.document]),
                    there,
                    ruling.says.format(type=ruling.type.lower()),
                    rule="same paper" if one_paper and differ else "same proper name",
                    confidence=ruling.confidence,
                )
                found[index] = replace(local, recast=ruling.type, why=merge)

    def _by_name(self, locals_: Sequence[Local], names: Sequence[str], *, differ: bool) -> _Ruling | None:
        """What the vocabulary says of the name, else what its last word says."""
        spelled = names or sorted({name for local in locals_ for name in _names(local)} if differ else ())
        types = {type_ for name in spelled for type_ in self._known.types(name)}
        groups = {group_of(type_) for type_ in types}
        if len(groups) == 1 and (differ or groups <= set(_SETTLED)):
            group = groups.pop()
            return _Ruling(
                group=group,
                type=_within(locals_, group, min(types)),
                says="the vocabulary lists it as a {type}",
                confidence=0.95,
            )
        heads = {type_ for name in names if (type_ := _head(name)) is not None}
        if not heads:
            return None
        says = "its own name says that it is a {type}"
        return _Ruling(group="Benchmark", type=_within(locals_, "Benchmark", min(heads)), says=says, confidence=0.9)

    def _by_votes(self, locals_: Sequence[Local]) -> _Ruling:
        """What most papers say; a paper has one voice, whatever number of versions, and more if it introduces it."""
        voices: dict[tuple[str, str], float] = {}
        nouns: set[tuple[str, str]] = set()
        for local in locals_:
            paper = self._paper_of[local.document]
            bonus = _INTRODUCED if local.entity.role in ("proposed", "introduced") else 0.0
            place = (paper, local.group)
            voices[place] = max(voices.get(place, 0.0), local.entity.confidence + bonus)
            nouns |= {(paper, group) for group in self._nouns(local)}
        votes: dict[str, float] = {}
        for _, group in sorted(voices):
            votes.setdefault(group, 0.0)
        for (_, group), voice in sorted(voices.items()):
            votes[group] += voice
        for _, group in sorted(nouns):
            votes[group] = votes.get(group, 0.0) + _INTRODUCED
        voted = {group: vote for group, vote in votes.items() if any(local.group == group for local in locals_)}
        best = min(voted, key=lambda group: (-round(voted[group], 6), group))
        return _Ruling(
            group=best,
            type=_within(locals_, best, best),
            says="most of what the papers say speaks for a {type}",
            confidence=round(min(voted[best] / sum(voted.values()), 0.9), 4),
        )

    def _nouns(self, local: Local) -> set[str]:
        """The groups of classes of the nouns that stand right after the name."""
        text = self._texts[local.document]
        after = (_NEXT.match(text, mention.span.end) for mention in local.entity.mentions)
        keys = {words(found[1])[0].key for found in after if found}
        return {_NOUNS[key] for key in keys if key in _NOUNS}


def _told_apart(one: Local, other: Local) -> bool:
    """Whether one document itself puts two names into different classes: a short form of both is no reason then.

    One name, or one concept of the vocabulary, in two classes of one document is a slip of the extractor.
    """
    alike = name_key(one.full) == name_key(other.full) or one.entity.concept == other.entity.concept is not None
    return one.document == other.document and one.group != other.group and not alike


def _names(local: Local) -> tuple[str, ...]:
    return (local.full, *local.variants, *(d.short for d in local.definitions if d.whole))


def _within(locals_: Iterable[Local], group: str, otherwise: str) -> str:
    """The class within a group: that which some document gives it, Benchmark over Dataset."""
    return min((local.type for local in locals_ if local.group == group), default=otherwise)


def _head(name: str) -> str | None:
    """The class that the last word of a name says."""
    last = words(name)[-1].key if words(name) else ""
    return _HEADS.get(last) or ("Benchmark" if last.endswith("bench") else None)
