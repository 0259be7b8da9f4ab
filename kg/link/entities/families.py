"""Versions and sizes, linked to the name that they are versions of."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.link.entities.names import Word, key, words
from kg.link.entities.vertex import Vertex

_SUFFIXES = frozenset(
    [
        *("instruct", "chat", "base", "pro", "hard", "verified", "mini", "lite", "plus", "large", "small", "tiny"),
        *("xl", "xxl", "turbo", "preview", "max", "ultra", "nano", "medium"),
    ]
)
"""Words behind a name that tell one of a family from the others."""
_MARK = re.compile(r"\d[\d.,]*[a-z]?|[+*#%]+|v\d[\d.]*")
_ENDING = re.compile(r"(?P<stem>.*?[^\W\d])(?:v?\d[\d.,]*[a-ce-z]?)$")
_POINT = re.compile(r"(?P<whole>\d+)[.,][\d.,]*[a-z]?")
_SHORTEST = 3
"""Letters of a family's name."""


def families(
    used: Sequence[Vertex], names: Mapping[Vertex, str], named: Mapping[Vertex, bool]
) -> Iterator[tuple[Vertex, Vertex]]:
    """Pairs of a proper name and the one that it is a version or size of: the longest that the corpus has."""
    known = {vertex for vertex in used if named[vertex] and not vertex.variant}
    for vertex in used:
        if vertex in known:
            found = ((Vertex(vertex.group, name), glued) for name, glued in _shorter(words(names[vertex])))
            family = next(
                (
                    other
                    for other, glued in found
                    if other in known and other != vertex and (not glued or names[vertex].startswith(names[other]))
                ),
                None,
            )
            if family is not None:
                yield vertex, family


def _shorter(parts: tuple[Word, ...]) -> Iterator[tuple[str, bool]]:
    """The keys of the name without more and more of the numbers, marks and suffixes at its end.

    And whether the last number was one word with what is left: then the two must be spelled alike (`Zero123` is no
    `ZeRO`).
    """
    while parts:
        glued = False
        last = parts[-1]
        ending = _ENDING.fullmatch(last.key)
        point = _POINT.fullmatch(last.key)
        if len(parts) > 1 and point:
            parts = (*parts[:-1], Word(point["whole"], point["whole"], last.joined))
        elif len(parts) > 1 and (_MARK.fullmatch(last.key) or last.key in _SUFFIXES):
            parts = parts[:-1]
        elif ending:
            glued = True
            parts = (*parts[:-1], Word(ending["stem"], ending["stem"], last.joined))
        else:
            return
        if sum(len(part.key) for part in parts) >= _SHORTEST:
            yield key(parts), glued
