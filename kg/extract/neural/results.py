"""The numeric results of a document as the network decides them."""

from collections.abc import Iterator, Sequence

import numpy
from spacy.tokens import Doc

from kg.extract.neural.inputs import Floats
from kg.extract.neural.numbers import KINDS, Choice, Number, choices_of, numbers, slot_input, value_input
from kg.extract.neural.reading import Reading
from kg.extract.polarity import polarity_at
from kg.extract.relations.scene import Scene
from kg.model import LocalEntity, RelationMention, ResultMention

EXTRACTOR = "results"
"""What finds results, as it stands in their provenance."""


def find_results(
    doc: Doc, entities: Sequence[LocalEntity], relations: Sequence[RelationMention], reading: Reading
) -> tuple[ResultMention, ...]:
    """The numeric results of a document in text order, whatever their polarity."""
    scene = Scene(doc, entities)
    listed = numbers(doc, scene, relations)
    if not listed:
        return ()
    values = reading.score("numbers", value_input(reading.pieces, listed))
    slots = reading.score("slots", slot_input(scene, reading.pieces, listed))[:, 0]
    answers = _answers(listed, slots)
    settings = reading.network.settings
    out = []
    for number, row, answer in zip(listed, values, answers, strict=True):
        chance = float(1.0 / (1.0 + numpy.exp(-row[0])))
        if chance >= settings.results:
            kind = KINDS[int(row[1:].argmax())]
            sure = chance * answer["method"][1] * answer["metric"][1]
            out.append(_mention(number, kind, answer, settings.calibration["results"]("result", sure)))
    return tuple(out)


Answer = dict[str, tuple[Choice, float]]


def _answers(listed: Sequence[Number], scores: Floats) -> Iterator[Answer]:
    """For each number the likeliest choice of every slot, with its probability."""
    rows: dict[tuple[int, str], list[float]] = {}
    for (n, slot, _), score in zip(choices_of(listed), scores, strict=True):
        rows.setdefault((n, slot), []).append(float(score))
    for n, number in enumerate(listed):
        out: Answer = {}
        for slot, choices in number.slots.items():
            held = numpy.array(rows[n, slot])
            chances = numpy.exp(held - held.max())
            best = int(chances.argmax())
            out[slot] = choices[best], float(chances[best] / chances.sum())
        yield out


def _mention(number: Number, kind: str, answer: Answer, confidence: float) -> ResultMention:
    sentence, value = number.sentence, number.value
    start = value.span.start - sentence.span.start
    said = {slot: choice.words for slot, (choice, _) in answer.items()}
    rival = said["baseline"] if said["baseline"] != said["method"] and kind != "absolute" else None
    return ResultMention(
        method=said["method"],
        on=said["on"],
        metric=said["metric"],
        value=value.text,
        kind=kind,
        baseline=rival,
        evidence=sentence.span,
        value_span=value.span,
        polarity=polarity_at(sentence.text, start, start + 1),
        confidence=confidence,
        extractor=f"{EXTRACTOR}: {value.form}",
    )
