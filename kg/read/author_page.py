"""An author's page: a header about its owner, then badge, title, byline and abstract of each paper."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Fact, Problem
from kg.read import dates
from kg.read.bylines import byline, people_facts, same_name
from kg.read.paragraphs import Paragraph, joined, paragraphs
from kg.read.record import Page, Record, Shape, noted, skipped

_BADGE = re.compile(
    rf"\s*(?P<score>\d+(?:\.\d+)?)(?P<category>[A-Z]{{2}}|[a-z-]+\.[A-Z]{{2}})(?P<date>{dates.WRITTEN})?(?P<code>Code)?\s*",
    re.ASCII,
)
"""`36.1ROJun 17, 2022Code`. That code exists is not stated as a fact: the page gives no address for it."""

_BADGE_MOST = 80
_HEADER = re.compile(r"(?:h-index\s*\d+|[\d,]+\s*(?:papers|citations))", re.IGNORECASE)
_OWNER_CONFIDENCE = 0.6
"""Pages of this kind mix people of one name."""


def _recognises(page: Page) -> bool:
    return any(map(_badge, page.lines))


def _records(page: Page) -> Iterator[Record | Problem]:
    numbered = list(enumerate(page.lines, 1))
    starts = [number for number, line in numbered if _badge(line)]
    owner = _owner(page, starts[0])
    for start, end in pairwise([*starts, len(page.lines) + 1]):
        yield from _record(page, start, numbered[start : end - 1], owner)


def _record(page: Page, start: int, below: list[tuple[int, str]], owner: Fact | None) -> Iterator[Record | Problem]:
    rows = [(number, line) for number, line in below if line.strip()]
    if not rows:
        yield skipped(page, start, "a badge without a paper: the title is missing")
        return
    title = rows[0][1].strip()
    body = paragraphs(below[rows[0][0] - start :])
    people = _people(body[0]) if body else []
    abstract = joined(body[1:] if people else body)
    if not abstract:
        yield skipped(page, start, f"a paper without an abstract: {title!r}")
        return
    badge, problems = _badge_facts(page, start)
    yield from problems
    if owner and not any(fact.property == "creator" and same_name(fact.value, owner.value) for fact in people):
        people.append(owner)
    yield Record(line=start, title=title, abstract=abstract, facts=(*badge, *people))


def _people(paragraph: Paragraph) -> list[Fact]:
    """The authors and organisations of a byline, or none where the paragraph is no byline."""
    found = byline(paragraph.text) if len(paragraph.lines) == 1 else None
    return people_facts(found, paragraph) if found else []


def _badge_facts(page: Page, line: int) -> tuple[list[Fact], list[Problem]]:
    text = page.lines[line - 1]
    badge = _badge(text)
    if not badge:
        return [], []
    facts = [Fact(property="subject", value=badge["category"], line=line, text=text)]
    if not badge["date"]:
        return facts, []
    if when := dates.iso(badge["date"]):
        return [Fact(property="issued", value=when, line=line, text=text), *facts], []
    return facts, [noted(page, line, f"there is no such day: {badge['date']!r}")]


def _owner(page: Page, first_badge: int) -> Fact | None:
    header = [(number, line) for number, line in enumerate(page.lines[: first_badge - 1], 1) if line.strip()]
    if not header or not any(_HEADER.fullmatch(line.strip()) for _, line in header):
        return None
    number, line = header[0]
    if _HEADER.fullmatch(line.strip()):
        return None
    return Fact(
        property="creator", value=line.strip(), line=number, text=line, kind="page", confidence=_OWNER_CONFIDENCE
    )


def _badge(line: str) -> re.Match[str] | None:
    found = _BADGE.fullmatch(line) if len(line) <= _BADGE_MOST else None
    return found if found and (found["date"] or found["code"]) else None


AUTHOR_PAGE = Shape(name="author page", recognises=_recognises, records=_records)
