"""What the network is asked of numbers: is it a result, of which kind, and which of the things around belong to it?"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.attributes import kind_of, metric_of, place_of_test
from kg.extract.neural.inputs import DOCUMENT, Input
from kg.extract.neural.phrases import phrases
from kg.extract.neural.pieces import Pieces
from kg.extract.relations.scene import LONGEST, Place, Scene, Sentence
from kg.extract.results import baseline_of, method_of
from kg.extract.values import Value, all_values, find_values
from kg.model import LocalEntity, RelationMention, Span

VALUE_VIEWS = 3
"""The number, the pieces around it, its sentence."""
SLOT_VIEWS = 5
"""The number, the thing, what is between, the sentence, and all places of the thing."""
SLOTS = ("method", "metric", "on", "baseline")
KINDS = ("absolute", "gain", "reduction")
FORMS = ("percent", "times", "unit", "number", "rank", "word")
_TYPES = {"method": ("Method",), "metric": ("Metric",), "on": ("Benchmark", "Dataset", "Task"), "baseline": ("Method",)}
_IN_WORDS = ("metric", "on")
_CLASSES = ("Method", "Metric", "Benchmark", "Dataset", "Task")
_ROLES = ("proposed", "used", "compared", "background", "evaluated", "introduced", "trained")
_PREPOSITIONS = ("on", "in", "across", "for", "over", "under", "of", "at", "by", "to", "with", "and")
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "all", "both", "average", "overall", "various", "more"})
_AROUND = 40
"""Characters on each side of a number."""
_MOST = 40
"""Numbers beyond which a sentence is a table, and things beyond which a slot is not weighed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer for a slot: the words, the entity where it is one, its nearest place; no words mean none."""

    words: str | None
    entity: LocalEntity | None = None
    span: Span | None = None
    ruled: bool = False


@dataclass(slots=True)
class Number:
    """A number in its sentence; `ruled` where the rules take it for a result, of the kind that they say."""

    sentence: Sentence
    value: Value
    ruled: bool
    kind: str
    slots: dict[str, list[Choice]] = field(default_factory=dict)


def numbers(doc: Doc, scene: Scene, relations: Sequence[RelationMention]) -> list[Number]:
    """Every number that may be a result, in text order; `relations` say who beats whom."""
    words = phrases(doc)
    wins = {r.evidence: r for r in reversed(relations) if r.type == "outperforms"}
    return [
        number
        for sentence in scene.sentences
        if not sentence.title and len(sentence.text) <= LONGEST
        for number in _in_sentence(scene, sentence, wins.get(sentence.span), words)
    ]


def _in_sentence(
    scene: Scene, sentence: Sentence, win: RelationMention | None, words: Sequence[Span]
) -> Iterator[Number]:
    here = [span for span in words if sentence.span.contains(span)][:_MOST]
    names = [p.span for p in sentence.places if p.entity.type != "Metric"]
    metrics = [p.span for p in sentence.of("Metric")]
    sure = find_values(scene.text, sentence.span, names, metrics)
    taken = {value.span for value in sure}
    doubtful = [v for v in all_values(scene.text, sentence.span, names, metrics) if not _meets(v, sure)]
    for value in sorted((*sure, *doubtful), key=lambda v: v.span)[:_MOST]:
        values = sorted((*sure, value), key=lambda v: v.span) if value.span not in taken else list(sure)
        at = values.index(value)
        method = method_of(scene, sentence, values, at)
        kind = kind_of(sentence, values, at)
        number = Number(sentence, value, value.span in taken, kind)
        said = {
            "method": method.name if method else None,
            "metric": metric_of(sentence, values, at),
            "on": place_of_test(scene, sentence, values, at),
            "baseline": baseline_of(win, method, kind),
        }
        number.slots = {slot: list(_choices(scene, number, slot, answer, here)) for slot, answer in said.items()}
        yield number


def _meets(value: Value, others: Sequence[Value]) -> bool:
    return any(value.span.overlaps(other.span) for other in others)


def _choices(scene: Scene, number: Number, slot: str, said: str | None, words: Sequence[Span]) -> Iterator[Choice]:
    """No answer, the entities of the slot's classes, and where the text may say it in other words, its phrases."""
    yield Choice(None, ruled=said is None)
    known = False
    taken = [number.value.span]
    for type_ in _TYPES[slot]:
        for entity in scene.of(type_)[:_MOST]:
            ruled = said in entity.forms if said else False
            known = known or ruled
            taken += [p.span for p in number.sentence.places if p.entity is entity]
            yield Choice(entity.name, entity, _nearest(number, entity), ruled)
    for span in words if slot in _IN_WORDS else ():
        phrase = span.of(scene.text)
        if not any(span.overlaps(other) for other in taken):
            known = known or phrase == said
            yield Choice(phrase, None, span, ruled=phrase == said)
    if said is not None and not known:
        yield Choice(said, None, _stands(number.sentence, said), ruled=True)


def _stands(sentence: Sentence, words: str) -> Span | None:
    at = sentence.text.find(words)
    start = sentence.span.start + at
    return Span(start, start + len(words)) if at >= 0 else None


def _nearest(number: Number, entity: LocalEntity) -> Span | None:
    """The place of the entity in the number's sentence that is nearest to it, by name before a word for it."""
    for listed in (number.sentence.places, number.sentence.stand_ins):
        spans = [p.span for p in listed if p.entity is entity]
        if spans:
            return min(spans, key=lambda span: (_gap(span, number.value.span), span))
    return None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def value_input(pieces: Pieces, listed: Sequence[Number]) -> Input:
    """A row per number: what its kind and its standing are decided by."""
    out = Input(VALUE_VIEWS)
    for number in listed:
        value, sentence = number.value, number.sentence
        row = out.add(
            [
                float(number.ruled),
                *(float(number.kind == kind) for kind in KINDS),
                *(float(value.form == form) for form in FORMS),
                float("." in value.text),
                float(value.text[0] in "+-−"),
                float(any(True for _ in sentence.of("Metric"))),
                float(sentence.own),
            ]
        )
        out.look_at(0, row, pieces, value.span)
        around = Span(
            max(sentence.span.start, value.span.start - _AROUND), min(sentence.span.end, value.span.end + _AROUND)
        )
        out.look_at(1, row, pieces, around)
        out.look_at(2, row, pieces, sentence.span)
    return out


def slot_input(scene: Scene, pieces: Pieces, listed: Sequence[Number]) -> Input:
    """A row per choice of every slot of every number, in the order of `choices_of`."""
    out = Input(SLOT_VIEWS)
    for number in listed:
        for slot in SLOTS:
            for choice in number.slots[slot]:
                row = out.add(list(_slot_numbers(scene, number, slot, choice)))
                _look(out, row, pieces, number, choice)
    return out


def choices_of(listed: Sequence[Number]) -> Iterator[tuple[int, str, int]]:
    """For each row of `slot_input`: the number, the slot, the place of the choice in it."""
    for n, number in enumerate(listed):
        for slot in SLOTS:
            for at in range(len(number.slots[slot])):
                yield n, slot, at


def _look(out: Input, row: int, pieces: Pieces, number: Number, choice: Choice) -> None:
    out.look_at(0, row, pieces, number.value.span)
    if choice.span:
        out.look_at(1, row, pieces, choice.span)
        first, last = sorted((choice.span, number.value.span))
        start, end = pieces.at(first.start, first.end)[1], pieces.at(last.start, last.end)[0]
        out.look(2, row, start, end)
    out.look_at(3, row, pieces, number.sentence.span)
    if choice.entity:
        for mention in choice.entity.mentions:
            out.look_at(4, row, pieces, mention.span)
    else:
        out.look(4, row, DOCUMENT, DOCUMENT + 1)


def _slot_numbers(scene: Scene, number: Number, slot: str, choice: Choice) -> Iterator[float]:
    entity, span, value = choice.entity, choice.span, number.value.span
    for name in SLOTS:
        here = name == slot
        yield float(here)
        yield float(here and choice.ruled)
        yield float(here and choice.words is None)
        yield float(here and choice.words is not None and entity is None)
        yield float(here and span is not None)
        yield float(here and span is not None and span.start < value.start)
        yield math.log1p(_gap(span, value)) / 5 if here and span else 0.0
        yield float(here and entity is not None and entity is scene.main)
        yield float(here and number.kind == "absolute")
    yield from (float(entity is not None and entity.type == type_) for type_ in _CLASSES)
    yield from (float(entity is not None and entity.role == role) for role in _ROLES)
    yield float(entity is not None and entity.named)
    yield float(number.ruled)
    before = _before(scene.text, span) if span else ""
    yield from (float(before == word) for word in _PREPOSITIONS)
    between = [p for p in number.sentence.places if span and _is_between(p, span, value)]
    yield min(len(between), 5) / 5
    yield float(any(p.entity.type == entity.type for p in between) if entity else 0.0)
    yield float(span is not None and entity is not None and _is_word(number.sentence, span, entity))


def _before(text: str, span: Span) -> str:
    """The word before a place, articles and the like aside."""
    words = text[max(0, span.start - _AROUND) : span.start].lower().split()
    return next((word for word in reversed(words) if word not in _ARTICLES), "")


def _is_between(place: Place, one: Span, other: Span) -> bool:
    left, right = sorted((one, other))
    return left.end <= place.span.start and place.span.end <= right.start


def _is_word(sentence: Sentence, span: Span, entity: LocalEntity) -> bool:
    """Whether the entity is only meant there, by a word such as `our method`."""
    return any(p.span == span and p.entity is entity for p in sentence.stand_ins)
