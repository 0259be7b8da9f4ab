"""Bare abstracts, one after each `Abstract:`, and the plain text of a single abstract."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Problem
from kg.read.paragraphs import Paragraph, has_title_case, joined, paragraphs, reads_as_prose, reads_as_title
from kg.read.record import Page, Record, Shape, skipped

_MARK = re.compile(r"\s*abstract\s*(?:[:.—–]|-(?!\w))\s*", re.IGNORECASE)
_HEADING = re.compile(r"\s*abstract\s*[:.]?\s*", re.IGNORECASE)


def _is_marked(page: Page) -> bool:
    return any(map(_MARK.match, page.lines))


def _marked_records(page: Page) -> Iterator[Record | Problem]:
    starts = [number for number, line in enumerate(page.lines, 1) if _MARK.match(line)]
    title = _title_above(_between(page, 0, starts[0]))
    for start, end in pairwise([*starts, len(page.lines) + 1]):
        first = _MARK.sub("", page.lines[start - 1], count=1)
        below = _between(page, start, end)
        following = _title_above(below[1:]) if end <= len(page.lines) else None
        text = joined(paragraphs([(start, first)]) + (below[:-1] if following else below))
        if text:
            line = title.line if title else start
            yield Record(line=line, title=title.text if title else None, abstract=text)
        else:
            yield skipped(page, start, "nothing follows 'Abstract:'")
        title = following


def _between(page: Page, after: int, before: int) -> list[Paragraph]:
    return paragraphs([(number, page.lines[number - 1]) for number in range(after + 1, before)])


def _title_above(above: list[Paragraph]) -> Paragraph | None:
    """The paragraph right above a mark, where it reads as a headline."""
    text = above[-1].text if above else ""
    return above[-1] if reads_as_title(text) and has_title_case(text) else None


def _is_one_text(page: Page) -> bool:
    _, body = _title_and_body(page)
    return any(reads_as_prose(part.text) for part in body)


def _one_record(page: Page) -> Iterator[Record | Problem]:
    title, body = _title_and_body(page)
    line = title.line if title else body[0].line
    yield Record(line=line, title=title.text if title else None, abstract=joined(body))


def _title_and_body(page: Page) -> tuple[Paragraph | None, list[Paragraph]]:
    rows = [(number, _MARK.sub("", line, count=1)) for number, line in enumerate(page.lines, 1)]
    parts = paragraphs([(number, "" if _HEADING.fullmatch(line) else line) for number, line in rows])
    has_title = len(parts) > 1 and reads_as_title(parts[0].text) and reads_as_prose(parts[1].text, parts[0].text)
    return (parts[0], parts[1:]) if has_title else (None, parts)


ABSTRACTS = Shape(name="bare abstracts", recognises=_is_marked, records=_marked_records)
ONE_ABSTRACT = Shape(name="one abstract", recognises=_is_one_text, records=_one_record)
