"""A list of daily papers: a page header, then title and abstract in turn, sometimes with a trailer."""

from collections.abc import Iterator
from itertools import pairwise

from kg.model import Problem
from kg.read import trailers
from kg.read.paragraphs import Paragraph, has_title_case, joined, paragraphs, reads_as_prose, reads_as_title
from kg.read.record import Page, Record, Shape, skipped
from kg.read.trailers import Trailer

_CHROME_WORDS = 4
"""A paragraph of fewer words between two papers belongs to the page."""

_MASTHEADS = frozenset({"daily papers", "trending papers", "get trending papers in your email inbox!"})
_LISTED = 2
"""Papers that make a list."""


def _recognises(page: Page) -> bool:
    if next(trailers.trailers(page), None) or any(line.strip().casefold() in _MASTHEADS for line in page.lines):
        return any(_titles(parts) for parts, _ in _stretches(page))
    return sum(len(_titles(parts)) for parts, _ in _stretches(page)) >= _LISTED


def _records(page: Page) -> Iterator[Record | Problem]:
    for n, (parts, trailer) in enumerate(_stretches(page)):
        titles = _titles(parts)
        above = parts[: titles[0]] if titles else parts
        if n or (trailer and not titles):
            yield from _half_written(page, above)
        for title, end in pairwise([*titles, len(parts)]):
            body = parts[title + 1 : end]
            yield from _paper(page, parts[title], body, trailer if end == len(parts) else None)


def _paper(page: Page, title: Paragraph, body: list[Paragraph], trailer: Trailer | None) -> Iterator[Record | Problem]:
    """The paper of a title, and any below it that lack an abstract."""
    kept = [body[0], *(part for part in body[1:] if not _is_stray(part))]
    facts, problems = trailers.facts(page, trailer) if trailer else ([], [])
    yield Record(line=title.line, title=title.text, abstract=joined(kept), facts=tuple(facts))
    yield from problems
    yield from _half_written(page, body[1:])


def _half_written(page: Page, parts: list[Paragraph]) -> Iterator[Problem]:
    headlines = (part for part in parts if reads_as_title(part.text) and has_title_case(part.text))
    return (skipped(page, part.line, f"a title without an abstract: {part.text!r}") for part in headlines)


def _is_stray(part: Paragraph) -> bool:
    """Whether a paragraph below an abstract is no part of it: another title, a date, a word of the page's own."""
    text = part.text
    if trailers.is_date(text):
        return True
    return reads_as_title(text) and (has_title_case(text) or len(text.split()) < _CHROME_WORDS)


def _titles(parts: list[Paragraph]) -> list[int]:
    """Indices of the paragraphs that are titles: they read as one, follow no other, and running text follows."""
    found: list[int] = []
    for n, part in enumerate(parts[:-1]):
        could_be = reads_as_title(part.text) and not trailers.is_date(part.text)
        if could_be and (n == 0 or len(part.text.split()) > 1) and n - 1 not in found[-1:]:
            found += [n] if reads_as_prose(parts[n + 1].text, part.text) else []
    return found


def _stretches(page: Page) -> Iterator[tuple[list[Paragraph], Trailer | None]]:
    """The paragraphs up to each trailer, with it, and those after the last."""
    start = 1
    for trailer in trailers.trailers(page):
        yield _paragraphs(page, start, trailer.start), trailer
        start = trailer.end
    yield _paragraphs(page, start, len(page.lines) + 1), None


def _paragraphs(page: Page, start: int, end: int) -> list[Paragraph]:
    return paragraphs([(number, page.lines[number - 1]) for number in range(start, end)])


DAILY_LIST = Shape(name="list of daily papers", recognises=_recognises, records=_records)
