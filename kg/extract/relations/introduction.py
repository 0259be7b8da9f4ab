"""`proposes`, `introducesBenchmark`, `introducesDataset`: what the paper brings."""

import re
from collections.abc import Iterator

from kg.extract.relations.claims import Claim
from kg.extract.relations.scene import Scene, Sentence
from kg.model import LocalEntity, Span

_ROLE = {"Method": "proposed", "Benchmark": "introduced", "Dataset": "introduced"}
_TYPE = {"Method": "proposes", "Benchmark": "introducesBenchmark", "Dataset": "introducesDataset"}
_BRING = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|develop\w*|design\w*|devis\w+|releas\w+|contribut\w+|build|"
    r"built|construct\w*|creat\w+|collect\w*|curat\w+|establish\w*|call(?:ed)?|named|dubbed|termed|term|namely|"
    r"offer\w*|provid\w+|describ\w+|formulat\w+|deriv\w+|publish\w*|open-sourc\w+|assembl\w+|compil\w+|annotat\w+|"
    r"generat\w+|new|novel|first|our)\b",
    re.IGNORECASE,
)
_NEAR = 120
"""Characters before a name in which a word of bringing speaks of it."""


def introduction(scene: Scene) -> Iterator[Claim]:
    """Claims that the paper proposes or introduces an entity."""
    for type_, role in _ROLE.items():
        for tail in scene.of(type_, role):
            for sentence, place in scene.places_of(tail):
                yield _claim(sentence, tail, place.span)


def _claim(sentence: Sentence, tail: LocalEntity, span: Span) -> Claim:
    start = span.start - sentence.span.start
    cue = None
    for found in _BRING.finditer(sentence.text, max(0, start - _NEAR), start):
        cue = found
    how = "title" if sentence.title else "stated" if cue else "mentioned"
    first = sentence.span.start + cue.start() if cue else span.start
    return Claim(
        head=None,
        type=_TYPE[tail.type],
        tail=tail,
        rule=f"{_TYPE[tail.type]} {how}",
        sentence=sentence,
        cue=Span(first, span.end),
        tail_span=span,
        certain=cue is None,
    )
