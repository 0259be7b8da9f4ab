"""A list of daily papers: a page header, then title and abstract in turn, sometimes with a trailer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Problem
from kg.read import trailers
from kg.read.bylines import byline
from kg.read.paragraphs import Paragraph, has_title_case, joined, paragraphs, reads_as_prose, reads_as_title
from kg.read.record import Page, Record, Shape, skipped
from kg.read.trailers import Trailer

_CHROME_WORDS = 4
"""A paragraph of fewer words between two papers belongs to the page."""

_MASTHEADS = frozenset({"daily papers", "trending papers", "get trending papers in your email inbox!"})
_LISTED = 2
"""Papers that make a list."""

_PAGE_WORDS = re.compile(
    r"about|careers|company|datasets|docs|login|models|more|next|previous|pricing|privacy|share|spaces|subscribe|tos"
    r"|upvote|website",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:we|our|code|project|website|homepage|demo|available|accepted|published|presented|to appear|comments?|keywords?"
    r"|key words|index terms|ccs concepts|copyright|figure|fig|table|note|version|arxiv|doi)\b",
    re.IGNORECASE,
)
"""How a line begins that often stands below an abstract and belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """The paragraphs up to a trailer, with it, or those after the last."""

    parts: list[Paragraph]
    trailer: Trailer | None
    is_bare: bool
    """Whether its page is nothing but titles and texts: without trailers and words of its own."""

    def lone(self, below: list[Paragraph]) -> int:
        """How many of the paragraphs below an abstract, counted from the last, are titles that nothing follows.

        Where a page has words of its own, these come in rows: one such line at its very end is a title, more are not.
        """
        found = 0
        while found < len(below) and _is_lone_title(below[-1 - found]):
            found += 1
        if self.is_bare:
            return found
        is_end = not self.trailer and bool(below) and below[-1] is self.parts[-1]
        return found if is_end and found == 1 else 0


def _recognises(page: Page) -> bool:
    stretches = list(_stretches(page))
    titles = [_titles(stretch.parts) for stretch in stretches]
    if not stretches[0].is_bare:
        return any(titles)
    if not titles[0]:
        return False
    _, _, *below = stretches[0].parts[titles[0][-1] :]
    return len(titles[0]) + stretches[0].lone(below) >= _LISTED


def _records(page: Page) -> Iterator[Record | Problem]:
    for n, stretch in enumerate(_stretches(page)):
        parts = stretch.parts
        titles = _titles(parts)
        above = parts[: titles[0]] if titles else parts
        if n or (stretch.trailer and not titles):
            yield from _half_written(page, above, stretch.lone(above) if not titles and len(above) == 1 else 0)
        for title, end in pairwise([*titles, len(parts)]):
            yield from _paper(page, stretch, title, end)


def _paper(page: Page, stretch: _Stretch, start: int, end: int) -> Iterator[Record | Problem]:
    """The paper of a title, and any below it that lack an abstract."""
    title, first, *below = stretch.parts[start:end]
    trailer = stretch.trailer if end == len(stretch.parts) else None
    lone = stretch.lone(below)
    kept = [first, *(part for part in below[: len(below) - lone] if not _is_stray(part))]
    facts, problems = trailers.facts(page, trailer) if trailer else ([], [])
    yield Record(line=title.line, title=title.text, abstract=joined(kept), facts=tuple(facts))
    yield from problems
    yield from _half_written(page, below, lone)


def _half_written(page: Page, parts: list[Paragraph], lone: int) -> Iterator[Problem]:
    """A problem for each title without an abstract; the last `lone` paragraphs are known to be such."""
    for n, part in enumerate(parts, 1):
        if n > len(parts) - lone or (reads_as_title(part.text) and has_title_case(part.text)):
            yield skipped(page, part.line, f"a title without an abstract: {part.text!r}")


def _is_lone_title(part: Paragraph) -> bool:
    """Whether a paragraph that no text follows is a title, and no last line of an abstract or word of the page."""
    text = part.text
    if not reads_as_title(text) or trailers.is_date(text) or not _is_name(text) or reads_as_prose(text):
        return False
    is_byline = "," in text and byline(text) is not None
    return not is_byline and not _NO_TITLE.match(text) and not _PAGE_WORDS.fullmatch(text)


def _is_name(text: str) -> bool:
    """Whether a text is more than one plain word in lower case."""
    return not (text.isalpha() and text.islower())


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
        if could_be and (n == 0 or _is_name(part.text)) and n - 1 not in found[-1:]:
            found += [n] if reads_as_prose(parts[n + 1].text, part.text) else []
    return found


def _stretches(page: Page) -> Iterator[_Stretch]:
    start = 1
    is_bare = not any(line.strip().casefold() in _MASTHEADS for line in page.lines)
    for trailer in trailers.trailers(page):
        is_bare = False
        yield _Stretch(parts=_paragraphs(page, start, trailer.start), trailer=trailer, is_bare=False)
        start = trailer.end
    yield _Stretch(parts=_paragraphs(page, start, len(page.lines) + 1), trailer=None, is_bare=is_bare)


def _paragraphs(page: Page, start: int, end: int) -> list[Paragraph]:
    return paragraphs([(number, page.lines[number - 1]) for number in range(start, end)])


DAILY_LIST = Shape(name="list of daily papers", recognises=_recognises, records=_records)
