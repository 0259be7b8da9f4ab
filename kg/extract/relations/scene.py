"""A document as the relation rules see it: sentences with the things they name, and what "our method" means."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from kg.model import LocalEntity, Span

_NOUN = (
    r"(?:methods?|approach(?:es)?|frameworks?|models?|algorithms?|systems?|architectures?|pipelines?|techniques?|"
    r"networks?|agents?|polic(?:y|ies)|solutions?|strateg(?:y|ies)|planners?|controllers?|libraries|library|"
    r"toolkits?|paradigms?|designs?|modules?|mechanisms?|procedures?|schemes?|estimators?|formulations?|proposals?|"
    r"representations?|components?|objectives?|loss|attacks?|defens[ec]s?|optimi[sz]ers?|learners?|detectors?|"
    r"solvers?)"
)
_OURS = re.compile(
    rf"\b(?:our|(?:the|this) (?:proposed|presented|resulting|final|new|full)|the present|"
    rf"ours)\b(?: [\w-]+){{0,3}}? {_NOUN}\b|\b(?:our results|our experiments|ours|this (?:work|paper|study|survey|"
    rf"article))\b",
    re.IGNORECASE,
)
_THIS = re.compile(rf"\b(?:this|these|the) (?:[\w-]+ )?{_NOUN}\b|(?<![\w-])(?:[Ii]t|[Tt]hey)(?![\w-])", re.IGNORECASE)
_WE = re.compile(r"(?<![\w-])(?:[Ww]e|[Oo]ur|[Ii]n this (?:work|paper|study))(?![\w-])")
_PROPOSAL = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|develop(?:s|ed|ing)?|design(?:s|ed|ing)?|devis\w+|describ\w+|"
    r"call(?:ed)?|named|dubbed|termed|term|namely|offer|releas\w+|contribut\w+|build|built|formulat\w+|construct\w*|"
    r"deriv\w+|establish\w*)\b",
    re.IGNORECASE,
)
LONGEST = 4000
_MOST = 80
"""Characters and places beyond which something is no sentence, and nothing is read in it."""
_GAP = 120
"""Characters between two items of one enumeration."""
_TITLE_HEAD = 3
"""Characters of the title before which a name stands at its head, whatever markup opens it."""
_MEANS = re.compile(r"\b(?:via|with|through|using|by|from|of)\b", re.IGNORECASE)

_LIST = re.compile(
    r"^[\s\])}]*(?:\([^()]{0,60}\))?\s*(?:,|;|/|\+|and|or|&|with)?\s*(?:,|and|or|&|as well as)?\s*(?:then|finally|a|"
    r"an|the|both|either|also)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entity is named, or meant by "our method", "it", "we"."""

    entity: LocalEntity
    span: Span
    word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its places in text order; `own` where it speaks of the paper's own work."""

    number: int
    span: Span
    text: str
    title: bool
    own: bool
    places: tuple[Place, ...] = field(repr=False)
    stand_ins: tuple[Place, ...] = field(repr=False)

    def of(self, *types: str) -> Iterator[Place]:
        """The places of entities of these classes."""
        return (place for place in self.places if place.entity.type in types)

    def between(self, left: Span, right: Span) -> str:
        """The words between two places of the sentence, empty where they touch or overlap."""
        return self.text[left.end - self.span.start : max(left.end, right.start) - self.span.start]

    def at(self, start: int) -> Span | None:
        """The place of the sentence that starts there."""
        return next((place.span for place in self.places if place.span.start == start), None)

    def place_of(self, entity: LocalEntity) -> Place | None:
        """The first place of an entity: by name, else by a word that stands for it."""
        named = (place for place in self.places if place.entity is entity)
        return next(named, next((place for place in self.stand_ins if place.entity is entity), None))


class Scene:
    """The entities of one document in its sentences."""

    def __init__(self, doc: Doc, entities: Sequence[LocalEntity]) -> None:
        self.text = doc.text
        self.entities = tuple(entities)
        spans = [_trimmed(s.start_char, s.end_char, self.text) for s in doc.sents]
        self._spans = [span for span in spans if span is not None]
        self._starts = [span.start for span in self._spans]
        self._title_end: int = doc._.title_end

    def of(self, type_: str, *roles: str) -> tuple[LocalEntity, ...]:
        """Entities of a class in these roles (any where none is given), in text order."""
        found = (e for e in self._ordered if e.type == type_ and (not roles or e.role in roles))
        return tuple(found)

    @cached_property
    def main(self) -> LocalEntity | None:
        """The method that the paper is about: of those it proposes, the one that the title and the text name first.

        A name that many papers know is seldom what a paper is about.
        """
        proposed = self.of("Method", "proposed")
        return max(proposed, key=self._prominence, default=None)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that hold anything at all, in text order."""
        places: list[list[Place]] = [[] for _ in self._spans]
        for entity in self._ordered:
            for mention in entity.mentions:
                number = bisect_right(self._starts, mention.span.start) - 1
                if number >= 0 and mention.span.start < self._spans[number].end:
                    places[number].append(Place(entity=entity, span=mention.span))
        for number, span in enumerate(self._spans):
            if span.end - span.start > LONGEST or len(places[number]) > _MOST:
                places[number] = []
        found, focus = [], self.main
        for number, span in enumerate(self._spans):
            here = tuple(sorted(places[number], key=lambda p: (p.span, p.entity.type, p.entity.name)))
            sentence = self._sentence(number, span, here, focus)
            found.append(sentence)
            focus = self._focus(sentence, focus)
        return tuple(found)

    def places_of(self, entity: LocalEntity) -> tuple[tuple[Sentence, Place], ...]:
        """Every place where an entity is named, in text order."""
        return self._places.get((entity.type, entity.name), ())

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[tuple[Sentence, Place], ...]]:
        found: dict[tuple[str, str], list[tuple[Sentence, Place]]] = {}
        for sentence in self.sentences:
            for place in sentence.places:
                found.setdefault((place.entity.type, place.entity.name), []).append((sentence, place))
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _ordered(self) -> tuple[LocalEntity, ...]:
        return tuple(sorted(self.entities, key=lambda e: (e.mentions[0].span, e.type, e.name)))

    def _prominence(self, entity: LocalEntity) -> tuple[float, int]:
        first, title = entity.mentions[0].span.start, self.text[: self._title_end]
        score = min(len(entity.mentions), 4) * 0.5 + entity.named - (2 if entity.concept else 0)
        if first < self._title_end:
            heads_title = first < _TITLE_HEAD and ":" in title[first:]
            score += 4 if heads_title else 0 if _MEANS.search(title[:first]) else 2
        return score, -first

    def _sentence(self, number: int, span: Span, places: tuple[Place, ...], focus: LocalEntity | None) -> Sentence:
        text, title = span.of(self.text), span.end <= self._title_end
        stand_ins = tuple(self._stand_ins(text, span.start, places, focus)) if focus and not title else ()
        own = bool(_WE.search(text)) or any(p.entity.role == "proposed" for p in places)
        own = own or any(p.entity is self.main for p in stand_ins)
        return Sentence(number=number, span=span, text=text, title=title, own=own, places=places, stand_ins=stand_ins)

    def _stand_ins(self, text: str, start: int, places: tuple[Place, ...], focus: LocalEntity) -> Iterator[Place]:
        taken = [p.span for p in places]
        for pattern, entity in ((_OURS, self.main), (_WE, self.main), (_THIS, focus)):
            for match in pattern.finditer(text):
                span = Span(start + match.start(), start + match.end())
                if entity is None or any(span.overlaps(other) for other in taken):
                    continue
                taken.append(span)
                yield Place(entity=entity, span=span, word=True)

    def _focus(self, sentence: Sentence, focus: LocalEntity | None) -> LocalEntity | None:
        """What "it" of the next sentence means: the method that this sentence proposes, else its first own method."""
        own = [p for p in sentence.of("Method") if p.entity.role == "proposed"]
        if not own or sentence.title:
            return focus
        for place in own:
            before = sentence.text[: place.span.start - sentence.span.start]
            if _PROPOSAL.search(before[-80:]):
                return place.entity
        return own[0].entity


def _trimmed(start: int, end: int, text: str) -> Span | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def before_list(sentence: Sentence, place: Place, *types: str) -> tuple[Place, ...]:
    """The places of these classes before the enumeration in which `place` stands, in text order."""
    kept = [p for p in sentence.of(*types) if p.span.start < place.span.start]
    last = place
    while kept and _listed(sentence, kept[-1], last):
        last = kept.pop()
    return tuple(kept)


def _listed(sentence: Sentence, left: Place, right: Place) -> bool:
    words = sentence.between(left.span, right.span)
    return len(words) <= _GAP and bool(_LIST.match(words))
