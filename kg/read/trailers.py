"""What stands below an abstract in a list of daily papers: `• 4 authors · Sep 4, 2023`, on one line or several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Fact, Problem
from kg.read import dates
from kg.read.record import Page, noted

_COUNT = re.compile(r"\s*[•·*-]?\s*\d+\s+authors?\s*", re.ASCII)
_DOT = re.compile(r"\s*·\s*")
_DATE = re.compile(rf"\s*(?P<date>{dates.WRITTEN})(?:\s+\d+)?\s*", re.ASCII)
"""The number after the day or the year counts something else."""

_ONE_LINE = re.compile(rf"(?P<who>.{{0,120}}?)\s*·\s*(?P<when>{_DATE.pattern})", re.ASCII)
_HANDLE = re.compile(r"\s*[•*-]?\s*(?P<handle>[\w.-]+)\s+(?P<label>\S.*?)\s*")
_LINE_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """Lines `[start, end)`, counted from 1; `who` and `when` are the lines that name an organisation and a date."""

    start: int
    end: int
    who: int | None
    when: int | None


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else but a stray number."""
    return len(line) <= _LINE_MOST and _DATE.fullmatch(line) is not None


def trailers(page: Page) -> Iterator[Trailer]:
    """The trailers of a page in their order."""
    number = 1
    while number <= len(page.lines):
        found = _trailer_at(page, number)
        if found:
            yield found
        number = found.end if found else number + 1


def facts(page: Page, trailer: Trailer) -> tuple[list[Fact], list[Problem]]:
    """The date and the organisation that a trailer names; a count of authors is none."""
    found: list[Fact] = []
    problems: list[Problem] = []
    if trailer.when:
        line = page.lines[trailer.when - 1]
        written = line.rpartition("·")[2].strip()
        date = _DATE.fullmatch(written)
        when = dates.iso(date["date"]) if date else None
        if when:
            found.append(Fact(property="issued", value=when, line=trailer.when, text=line))
        else:
            problems.append(noted(page, trailer.when, f"there is no such day: {written!r}"))
    if trailer.who:
        found += _organisation(page, trailer.who)
    return found, problems


def _organisation(page: Page, number: int) -> list[Fact]:
    line = page.lines[number - 1]
    who = line.partition("·")[0].strip()
    named = _HANDLE.fullmatch(who)
    label, handle = (named["label"], named["handle"]) if named else (who.lstrip("•*- "), None)
    return [Fact(property="affiliatedWith", value=label, line=number, text=line, handle=handle)] if label else []


def _trailer_at(page: Page, start: int) -> Trailer | None:
    line = page.lines[start - 1]
    if len(line) > _LINE_MOST:
        return None
    if one := _ONE_LINE.fullmatch(line):
        who = one["who"].strip()
        return Trailer(start=start, end=start + 1, who=None if not who or _COUNT.fullmatch(who) else start, when=start)
    if _COUNT.fullmatch(line):
        dot = _next(page, start)
        if not dot or not _DOT.fullmatch(page.lines[dot - 1]):
            return Trailer(start=start, end=start + 1, who=None, when=None)
        return _dated(page, start, dot, who=None)
    if _DOT.fullmatch(line):
        return _dated(page, start, start, who=None)
    dot = start + 1
    is_who = line.strip() and dot <= len(page.lines)
    return _dated(page, start, dot, who=start) if is_who and _DOT.fullmatch(page.lines[dot - 1]) else None


def _dated(page: Page, start: int, dot: int, who: int | None) -> Trailer:
    """A trailer whose date, if any, follows the dot: at once, or after a blank line where it is certainly a date."""
    after = _next(page, dot)
    if after and (after == dot + 1 or is_date(page.lines[after - 1])):
        return Trailer(start=start, end=after + 1, who=who, when=after)
    return Trailer(start=start, end=dot + 1, who=who, when=None)


def _next(page: Page, number: int) -> int | None:
    """The next line that is not blank."""
    return next((n for n in range(number + 1, len(page.lines) + 1) if page.lines[n - 1].strip()), None)
