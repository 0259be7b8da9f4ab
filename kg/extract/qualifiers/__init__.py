"""What a sentence says of a reported number besides what it measures: split, setting, and whose number it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.qualifiers.binding import bound
from kg.extract.qualifiers.cues import find_cues
from kg.extract.qualifiers.origin import origins
from kg.extract.relations.scene import Scene, Sentence
from kg.model import Qualifier, ResultMention, Span

PRECISION = {"split": 0.93, "setting": 0.93, "reportedAs": 0.93}
"""How often what is said of a number is right, and the number one that is reported: read by hand in 230 abstracts."""
_MOST = 40
"""Numbers beyond which a sentence is a table, in which nothing stands beside its number."""


def qualified(scene: Scene, results: Sequence[ResultMention]) -> tuple[ResultMention, ...]:
    """The results in text order, each with what the sentence that reports it says of it."""
    by_sentence: dict[Span, list[ResultMention]] = {}
    for result in sorted(results, key=lambda found: found.value_span):
        by_sentence.setdefault(result.evidence, []).append(result)
    sentences = {sentence.span: sentence for sentence in scene.sentences}
    return tuple(
        replace(result, qualifiers=tuple(sorted(said)))
        for span, held in by_sentence.items()
        for result, said in zip(held, _said(sentences.get(span), held), strict=True)
    )


def _said(sentence: Sentence | None, results: Sequence[ResultMention]) -> Iterator[list[Qualifier]]:
    if sentence is None or len(results) > _MOST:
        yield from ([] for _ in results)
        return
    start = sentence.span.start
    places = [(result.value_span.start - start, result.value_span.end - start) for result in results]
    cues = find_cues(sentence.text)
    held = bound(sentence.text, cues, places) if cues else {}
    for place, origin in zip(places, origins(sentence, results), strict=True):
        said = [
            _qualifier(cue.property, cue.value, Span(start + cue.start, start + cue.end)) for cue in held.get(place, ())
        ]
        if origin is not None:
            said.append(_qualifier("reportedAs", origin.value, origin.span))
        yield said


def _qualifier(property_: str, value: str, span: Span) -> Qualifier:
    return Qualifier(property=property_, value=value, span=span, confidence=PRECISION[property_])
