"""What the readers of all shapes give: records, and problems where a record cannot be had."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.model import Fact, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of one source, all of them text that outputs can hold; `lines[0]` is line 1."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as its source gives it; `id` is None where it has none of its own."""

    line: int
    title: str | None
    abstract: str
    id: str | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A kind of source: a test of its content, and a reader of its records in the order of their lines."""

    name: str
    recognises: Callable[[Page], bool]
    records: Callable[[Page], Iterator[Record | Problem]]


def skipped(page: Page, line: int, message: str) -> Problem:
    """A record that was left out."""
    return Problem(source=page.name, line=line, message=message)


def noted(page: Page, line: int, message: str) -> Problem:
    """Something left out of a record that was read."""
    return Problem(source=page.name, line=line, message=message, skipped=False)
