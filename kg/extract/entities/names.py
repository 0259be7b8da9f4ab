"""What the parts of a coined name say of its type: `GraspBench`, `Qwen-2-72B`, `FastUMI-100K`, `HATD3`."""

import re
from collections.abc import Iterator

from kg.extract.entities.view import PROPER

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+(?:\.\d+)?")
_SIZES = (
    (re.compile(r"\d(?:\.\d+)?[Bb](?:-|$)"), "billions"),
    (re.compile(r"\d(?:\.\d+)?[Mm](?:-|$)"), "millions"),
    (re.compile(r"\d(?:\.\d+)?[Kk](?:-|$)"), "thousands"),
    (re.compile(r"[A-Za-z]-?\d+\.\d+"), "version"),
    (re.compile(r"\d$"), "digit"),
    (re.compile(r"[+*]$"), "sign"),
)
_FAMILY = 3
"""Letters at the end of an acronym that it shares with its family (`HATRPO`, `MAPPO`)."""


def name_parts(word: str, shape: str) -> Iterator[str]:
    """Features of a word that is spelt like a name: its first and last part, the size or version it ends in."""
    if shape not in PROPER:
        return
    parts = _PARTS.findall(word)
    if len(parts) > 1:
        yield f"part first={parts[0].lower()}"
        yield f"part last={parts[-1].lower()}"
    yield from (f"ends in {name}" for pattern, name in _SIZES if pattern.search(word))
    letters = next((part for part in reversed(parts) if part[0].isalpha()), "")
    if letters:
        yield f"last letters={letters.lower()}"
        if letters.isupper() and len(letters) > _FAMILY:
            yield f"family={letters[-_FAMILY:].lower()}"
            yield f"family={letters[-_FAMILY + 1 :].lower()}"
