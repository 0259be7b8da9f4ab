"""Numbers that the text reports for a method, with the metric and the collection they belong to."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.alignment import aligned, is_respective
from kg.extract.attributes import kind_of, metric_of, place_of_test
from kg.extract.polarity import polarity_at
from kg.extract.relations.scene import LONGEST, Place, Scene, Sentence
from kg.extract.values import Value, find_values, is_against
from kg.model import LocalEntity, RelationMention, ResultMention

EXTRACTOR = "results"
"""What finds results, as it stands in their provenance."""
PRECISION = {"percent": 0.55, "times": 0.55, "number": 0.55, "unit": 0.28, "rank": 0.3, "word": 0.4}
"""How often value, metric and method are all right where the method surely is one: measured on annotated abstracts of
640 papers. (The value alone is right in 93 of 100.)"""
_DOUBT = 3
"""A doubtful method makes a doubtful reading of the whole text: the exponent that fits the same annotations."""
_NO_METHOD = 0.1
_NEXT_TO = re.compile(
    r"^(?:['’]s)?\)?\s*(?:\(|:|achiev\w*|reach\w*|attain\w*|obtain\w*|scor\w*|at|=|gains?|with|is|(?:ris|improv)es from"
    r"|gets|hits)?\s*(?:an?|only|just|from|about|up to)?\s*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"^\)?\s(?:(?:accuracy|success|score) )?(?:for|by|with|from) (?:the )?$")
_MOST = 40
"""Numbers beyond which a sentence is a table."""
_NEAR = 40
_OPENING = 24
"""Characters in which a method opens a sentence as its subject."""


def find_results(
    doc: Doc, entities: Sequence[LocalEntity], relations: Sequence[RelationMention]
) -> tuple[ResultMention, ...]:
    """The numeric results of a document in text order, whatever their polarity."""
    scene = Scene(doc, entities)
    baselines = {r.evidence: r for r in reversed(relations) if r.type == "outperforms"}
    return tuple(
        result
        for sentence in scene.sentences
        if not sentence.title and len(sentence.text) <= LONGEST
        for result in _in_sentence(scene, sentence, baselines.get(sentence.span))
    )


def _in_sentence(scene: Scene, sentence: Sentence, win: RelationMention | None) -> Iterator[ResultMention]:
    names = [p.span for p in sentence.places if p.entity.type != "Metric"]
    values = find_values(scene.text, sentence.span, names, [p.span for p in sentence.of("Metric")])
    for number, value in enumerate(values if len(values) <= _MOST else ()):
        method = method_of(scene, sentence, values, number)
        kind = kind_of(sentence, values, number)
        start = value.span.start - sentence.span.start
        name = method.name if method else None
        yield ResultMention(
            method=name,
            on=place_of_test(scene, sentence, values, number),
            metric=metric_of(sentence, values, number),
            value=value.text,
            kind=kind,
            baseline=baseline_of(win, method, kind),
            evidence=sentence.span,
            value_span=value.span,
            polarity=polarity_at(sentence.text, start, start + 1),
            confidence=round(PRECISION[value.form] * method.confidence**_DOUBT if method else _NO_METHOD, 4),
            extractor=f"{EXTRACTOR}: {value.form}",
        )


def baseline_of(win: RelationMention | None, method: LocalEntity | None, kind: str) -> str | None:
    """What the method gains over: whom the sentence says that it beats."""
    return win.tail if win and method and win.head == method.name and kind != "absolute" else None


def method_of(scene: Scene, sentence: Sentence, values: Sequence[Value], number: int) -> LocalEntity | None:
    """Whose number it is: a method right before it, else the sentence's own one, its subject, the main one."""
    value = values[number]
    before = [p for p in sentence.of("Method") if p.span.end <= value.span.start]
    if given := _given(sentence, values, number):
        return given.entity
    if number and is_against(sentence.text, sentence.span, values[number - 1], value):
        winner = method_of(scene, sentence, values, number - 1)
        rivals = [p for p in before if p.entity.role == "compared" and p.entity is not winner]
        if rivals:
            return rivals[-1].entity
    first_of_two = number + 1 < len(values) and is_against(sentence.text, sentence.span, value, values[number + 1])
    if before and not first_of_two and _is_next_to(sentence, before[-1], value):
        return before[-1].entity
    return _subject(scene, sentence, value, before)


def _given(sentence: Sentence, values: Sequence[Value], number: int) -> Place | None:
    """The method that the words right after the number give it to, or that a list gives it to respectively."""
    value = values[number]
    limit = values[number + 1].span.start if number + 1 < len(values) else sentence.span.end
    after = next((p for p in sentence.of("Method") if value.span.end <= p.span.start < limit), None)
    if after and _FOR.match(sentence.between(value.span, after.span)):
        return after
    return aligned(sentence, values, number, "Method") if is_respective(sentence, value) else None


def _is_next_to(sentence: Sentence, place: Place, value: Value) -> bool:
    words = sentence.between(place.span, value.span)
    return len(words) < _NEAR and bool(_NEXT_TO.match(words))


def _subject(scene: Scene, sentence: Sentence, value: Value, before: Sequence[Place]) -> LocalEntity | None:
    stand_ins = [p for p in sentence.stand_ins if p.span.end <= value.span.start]
    own = sorted([*(p for p in before if p.entity.role == "proposed"), *stand_ins], key=lambda p: p.span)
    if own:
        return max(own, key=lambda p: (p.entity.named, p.span)).entity
    if before and before[0].span.start - sentence.span.start <= _OPENING:
        return before[0].entity
    if scene.main or before:
        return scene.main or before[0].entity
    others = (*(p.entity for p in sentence.of("Method")), *scene.of("Method", "compared"))
    return next(iter(others), None)
