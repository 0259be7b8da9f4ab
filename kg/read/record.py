"""What the readers of all shapes give: records, and problems where a record cannot be had."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.model import Fact, Problem

_MOST = 200_000
"""Characters that a title and an abstract may have: a hundred times as many as most have."""


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


def fitting(page: Page, items: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
    """The same, but for records that are too long to be an abstract: each of these is a problem."""
    for item in items:
        length = len(item.title or "") + len(item.abstract) if isinstance(item, Record) else 0
        yield (
            item
            if length <= _MOST
            else skipped(page, item.line, f"title and abstract have {length:,} characters; the limit is {_MOST:,}")
        )


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
