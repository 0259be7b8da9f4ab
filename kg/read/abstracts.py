"""Bare abstracts, one after each `Abstract:`, and the plain text of a single abstract."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Fact, Problem
from kg.read.bylines import byline, people_facts
from kg.read.paragraphs import Paragraph, has_title_case, joined, paragraphs, reads_as_prose, reads_as_title
from kg.read.record import Page, Record, Shape, skipped

_MARK = re.compile(r"\s*abstract\s*(?:[:.—–]|-(?!\w))\s*", re.IGNORECASE)
_HEADING = re.compile(r"\s*abstract\s*[:.]?\s*", re.IGNORECASE)


def _is_marked(page: Page) -> bool:
    return any(map(_MARK.match, page.lines))


def _marked_records(page: Page) -> Iterator[Record | Problem]:
    starts = [number for number, line in enumerate(page.lines, 1) if _MARK.match(line)]
    title = _title_above(paragraphs(enumerate(page.lines[: starts[0] - 1], 1)))
    for start, end in pairwise([*starts, len(page.lines) + 1]):
        rows = enumerate(page.lines[start - 1 : end - 1], start)
        parts = paragraphs((number, _unmarked(line) if number == start else line) for number, line in rows)
        following = _title_above(parts[1:]) if end <= len(page.lines) else None
        text = joined(parts[:-1] if following else parts)
        if text:
            line = title.line if title else start
            yield Record(line=line, title=title.text if title else None, abstract=text)
        else:
            yield skipped(page, start, "nothing follows 'Abstract:'")
        title = following


def _title_above(above: list[Paragraph]) -> Paragraph | None:
    """The paragraph right above a mark, where it reads as a headline."""
    text = above[-1].text if above else ""
    return above[-1] if reads_as_title(text) and has_title_case(text) else None


def _unmarked(line: str) -> str:
    """A line without a mark at its start."""
    mark = _MARK.match(line)
    return line[mark.end() :] if mark else line


def _is_one_text(page: Page) -> bool:
    return any(reads_as_prose(part.text) for part in _one_text(page).body)


def _one_record(page: Page) -> Iterator[Record | Problem]:
    text = _one_text(page)
    if not text.body:
        yield skipped(page, 1, "holds no abstract")
        return
    first = text.title or text.body[0]
    title = text.title.text if text.title else None
    yield Record(line=first.line, title=title, abstract=joined(text.body), facts=text.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The parts of a page that holds one abstract."""

    title: Paragraph | None
    people: tuple[Fact, ...]
    body: list[Paragraph]


def _one_text(page: Page) -> _Text:
    """A title stands above the abstract, and between them at most a byline and the word `Abstract`."""
    marked = next((n for n, line in enumerate(page.lines) if _MARK.match(line) or _HEADING.fullmatch(line)), None)
    rows = [(n, "" if _HEADING.fullmatch(line) else _unmarked(line)) for n, line in enumerate(page.lines, 1)]
    parts = paragraphs(rows)
    above = [part for part in parts if marked is not None and part.line <= marked] or _above_prose(parts)
    if not above or len(above) == len(parts) or not reads_as_title(above[0].text):
        return _Text(title=None, people=(), body=parts)
    bylines = [(part, byline(part.text)) for part in above[1:] if len(part.lines) == 1]
    people = tuple(fact for part, found in bylines if found for fact in people_facts(found, part))
    if marked is None and len(above) > 1 + sum(found is not None for _, found in bylines):
        return _Text(title=None, people=(), body=parts)
    return _Text(title=above[0], people=people, body=parts[len(above) :])


def _above_prose(parts: list[Paragraph]) -> list[Paragraph]:
    prose = next((n for n, part in enumerate(parts) if n and reads_as_prose(part.text, parts[n - 1].text)), 0)
    return parts[:prose] if all(reads_as_title(part.text) for part in parts[:prose]) else []


ABSTRACTS = Shape(name="bare abstracts", recognises=_is_marked, records=_marked_records)
ONE_ABSTRACT = Shape(name="one abstract", recognises=_is_one_text, records=_one_record)
