"""Records given by column: what JSON Lines and CSV have in common."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.model import Fact
from kg.read import contributors, dates, exports
from kg.read.decoding import mend, replaced, unfit
from kg.read.record import Record

COLUMNS = (
    "id",
    "title",
    "abstract",
    "authors",
    "author",
    "organizations",
    "affiliations",
    "published",
    "categories",
    "doi",
    "arxiv_id",
    "url",
    "source",
)
_NO_TEXT = {"source", "author", "organizations", "affiliations"}
"""Columns that are not read as such, or among those of `authors`."""
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_ARXIV = re.compile(
    r"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_CATEGORY = re.compile(r"[a-z-]+\.[A-Za-z-]{2,}|[a-z]+-[a-z]+", re.ASCII)


_QUOTED = 300
"""Characters of a long field or line that are quoted for what a record says in it."""


class BadRecordError(ValueError):
    """Why a record cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record's columns; `evidence(column, value)` is the line that gives a value there, and what of it says so."""

    line: int
    columns: Mapping[str, Any]
    evidence: Callable[[str, str], tuple[int, str]]


def record(row: Row) -> tuple[Record, list[str]]:
    """The record of a row, and what of it was left out. Raises BadRecordError."""
    row = replace(row, columns=exports.columns(row.columns))
    title, abstract = _text(row.columns, "title"), _text(row.columns, "abstract")
    if not title and not abstract:
        raise BadRecordError("there is neither title nor abstract")
    notes = _replaced(row.columns)
    own = _own_id(row.columns.get("id"), notes)
    facts = tuple(_facts(row, own, notes))
    return Record(line=row.line, title=title or None, abstract=abstract, id=own, facts=facts), notes


def quoted(text: str, start: int, end: int) -> str:
    """A text, or of a long one what stands around a place of it."""
    before = max(0, min(start - max(0, _QUOTED - (end - start)) // 2, len(text) - _QUOTED))
    return text[before : max(before + _QUOTED, end)]


def _replaced(columns: Mapping[str, Any]) -> list[str]:
    """What is said of the columns that hold characters which `mend` replaces."""
    texts = {name: "".join(_strings(columns.get(name))) for name in COLUMNS if name not in _NO_TEXT}
    bad = {name: unfit(text) for name, text in (texts | {"authors": "".join(contributors.strings(columns))}).items()}
    found = [name for name, chars in bad.items() if chars]
    return [f"{replaced(char for name in found for char in bad[name])} in {', '.join(found)}"] if found else []


def _strings(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        text = item.get("name") if isinstance(item, dict) else item
        if isinstance(text, str):
            yield text


def _text(columns: Mapping[str, Any], name: str) -> str:
    value = columns.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecordError(f"{name} is {_kind(value)}, not a string")
    return mend(value) if value.strip() else ""


def _own_id(value: Any, notes: list[str]) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        return " ".join(mend(value).split()) or None
    if value is not None:
        notes.append(f"id is {_kind(value)}, not a string, so it was left out")
    return None


def _facts(row: Row, own: str | None, notes: list[str]) -> Iterator[Fact]:
    yield from _people(row, notes)
    found = [
        *_one(row.columns, "published", "issued", dates.iso, notes),
        *(("categories", "subject", name) for name in _categories(row.columns, notes)),
        *_identifiers(row.columns, own, notes),
        *_one(row.columns, "url", "hasResource", _url, notes),
    ]
    column_of: dict[tuple[str, str], str] = {}
    for column, kind, value in found:
        column_of.setdefault((kind, value), column)
    for (kind, value), column in column_of.items():
        line, text = row.evidence(column, value)
        yield Fact(property=kind, value=value, line=line, text=text)


def _people(row: Row, notes: list[str]) -> Iterator[Fact]:
    """Authors with their identifiers and affiliations, then organisations: the record's, then the authors'."""
    authors = contributors.authors(row.columns, notes)
    organizations = contributors.organizations(row.columns, notes)
    by, at = contributors.columns_of(row.columns)
    where = dict.fromkeys(organizations, at)
    for home in (home for author in authors for home in author.affiliations):
        where.setdefault(home, by)
    for kind, found in (("creator", dict.fromkeys(authors, by)), ("affiliatedWith", where)):
        for one, column in found.items():
            line, text = row.evidence(column, one.name)
            yield Fact(
                property=kind,
                value=one.name,
                line=line,
                text=text,
                identifiers=one.identifiers,
                affiliations=tuple(home.name for home in one.affiliations),
            )


def _identifiers(columns: Mapping[str, Any], own: str | None, notes: list[str]) -> Iterator[tuple[str, str, str]]:
    yield from _one(columns, "doi", "identifier", _doi, notes)
    yield from _one(columns, "arxiv_id", "identifier", _arxiv, notes)
    if own and own.lower().startswith("doi:"):
        yield from _one({"id": own}, "id", "identifier", _doi, notes)
    if own and own.lower().startswith("arxiv:"):
        yield from _one({"id": own}, "id", "identifier", _arxiv, notes)


def _one(
    columns: Mapping[str, Any], name: str, kind: str, read: Callable[[str], str | None], notes: list[str]
) -> Iterator[tuple[str, str, str]]:
    """The column, the kind of fact and its value, if it has one."""
    value = columns.get(name)
    if value is None or value == "":
        return
    found = read(mend(value).strip()) if isinstance(value, str) else None
    if found:
        yield name, kind, found
    elif not isinstance(value, str) or value.strip():
        shown = repr(value[:80]) if isinstance(value, str) else _kind(value)
        notes.append(f"{name} is {shown}, which is no {_WANTED[name]}, so it was left out")


def _many(columns: Mapping[str, Any], name: str, notes: list[str]) -> list[str]:
    """The names in a list, or in a string that parts them by `;`."""
    value = columns.get(name)
    if value is None:
        return []
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, list):
        notes.append(f"{name} is {_kind(value)}, not a list of names, so it was left out")
        return []
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    if not all(isinstance(item, str) for item in names):
        notes.append(f"{name} holds what is no name, and that was left out")
    return [plain for item in names if isinstance(item, str) and (plain := " ".join(mend(item).split()))]


def _categories(columns: Mapping[str, Any], notes: list[str]) -> list[str]:
    """As names; a string of arXiv categories may part them by spaces or commas."""
    value = columns.get("categories")
    words = re.split(r"[\s,;]+", value.strip()) if isinstance(value, str) else []
    if len(words) > 1 and all(_CATEGORY.fullmatch(word) for word in words):
        return words
    return _many(columns, "categories", notes)


def _doi(text: str) -> str | None:
    found = _DOI.fullmatch(text)
    return f"doi:{found[1].lower()}" if found else None


def _arxiv(text: str) -> str | None:
    found = _ARXIV.fullmatch(text)
    return f"arxiv:{found[1]}" if found else None


def _url(text: str) -> str | None:
    return text if _URL.fullmatch(text) else None


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "something else")


_WANTED = {
    "published": "date",
    "doi": "DOI",
    "arxiv_id": "arXiv number",
    "id": "DOI or arXiv number",
    "url": "web address",
}
