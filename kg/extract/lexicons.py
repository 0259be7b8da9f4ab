"""The word lists of `lexicon/`: general words of scientific English, no names."""

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The entries of `lexicon/<name>.txt`: one or several to a line, parted by blanks; `#` starts a comment."""
    return frozenset(entry.replace("_", " ") for line in _lines(name) for entry in line.split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of `lexicon/<name>.txt`, each one phrase, in their order."""
    return tuple(_lines(name))


def _lines(name: str) -> list[str]:
    text = (files("kg.extract") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in (row.split("#")[0].strip() for row in text.splitlines()) if line]
