"""Files in, documents out: five shapes of source, each recognised by its content."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document, Problem, Reading, Source
from kg.read import sources
from kg.read.abstracts import ABSTRACTS, ONE_ABSTRACT
from kg.read.author_page import AUTHOR_PAGE
from kg.read.csv_table import CSV_TABLE
from kg.read.daily_list import DAILY_LIST
from kg.read.decoding import decode, lines
from kg.read.json_lines import JSON_LINES, is_own_output
from kg.read.record import Page, Record, Shape

__all__ = ["read", "read_in_order", "read_text"]

SHAPES: tuple[Shape, ...] = (JSON_LINES, CSV_TABLE, AUTHOR_PAGE, ABSTRACTS, DAILY_LIST, ONE_ABSTRACT)
"""Tried in this order."""

_STDIN = "stdin"
_KEY_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    source: Source
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


def read(paths: Sequence[Path]) -> Reading:
    """Everything that the files, and those below the folders, hold, in order of source name, hash and line.

    The order of the paths and whether a folder or its files are named makes no difference; a file named twice is read
    once. Raises ReadError for a source that cannot be read; a record that cannot be read is a problem in the result.
    """
    return _reading(sorted(_files(paths), key=lambda file: file.source))


def read_in_order(paths: Sequence[Path]) -> Reading:
    """The same documents in the order of the paths, those of a folder by path. Raises ReadError."""
    return _reading(list(_files(paths)))


def read_text(data: bytes, name: str = _STDIN) -> Reading:
    """The one abstract that some text holds, its title above it if it has one. Raises ReadError."""
    text, problems = decode(data, name, name)
    page = Page(name=name, lines=lines(text))
    records = tuple(found for found in ONE_ABSTRACT.records(page) if isinstance(found, Record))
    if not records:
        raise ReadError(name, "holds no abstract")
    return _reading([_File(source=_source(name, data), records=records, problems=problems)])


def _files(paths: Sequence[Path]) -> Iterator[_File]:
    seen: set[Source] = set()
    for path in paths:
        for file, found in sources.files(Path(path)):
            data = sources.contents(file)
            source = _source(sources.base_name(file), data)
            if source not in seen:
                seen.add(source)
                yield from _file(file, data, source, found=found)


def _file(path: Path, data: bytes, source: Source, *, found: bool) -> Iterator[_File]:
    text, mended = decode(data, str(path), source.name)
    page = Page(name=source.name, lines=lines(text))
    shape = next((shape for shape in SHAPES if shape.recognises(page)), None)
    if shape:
        read = tuple(shape.records(page))
        records = tuple(item for item in read if isinstance(item, Record))
        problems = (*mended, *(item for item in read if isinstance(item, Problem)))
        if not records and not problems:
            raise ReadError(str(path), f"holds no record ({shape.name})")
        yield _File(source=source, records=records, problems=problems)
    elif not is_own_output(page):
        raise ReadError(str(path), _unknown(page), line=_first(page))
    elif not found:
        raise ReadError(str(path), "is what kg extract wrote; name the papers it was made from")


def _unknown(page: Page) -> str:
    first = page.lines[_first(page) - 1].lstrip()
    if first.startswith("<"):
        return "is HTML or XML; save the page as text"
    if first.startswith(("[", "{")):
        return "is JSON, but not JSON Lines: write one object with title or abstract on each line"
    shapes = "an author page, 'Abstract:' lines, a list of daily papers, one abstract, JSON Lines or CSV"
    return f"is of an unknown shape; what can be read is {shapes}"


def _first(page: Page) -> int:
    return next(number for number, line in enumerate(page.lines, 1) if line.strip())


def _source(name: str, data: bytes) -> Source:
    return Source(name=name, sha256=hashlib.sha256(data).hexdigest())


def _reading(files: list[_File]) -> Reading:
    """One reading of the files in their order; keys do not depend on that order."""
    used: Counter[str] = Counter()
    documents: dict[Source, list[Document]] = {}
    for file in sorted(files, key=lambda file: file.source):
        documents[file.source] = [_document(file.source, record, used) for record in file.records]
    return Reading(
        documents=tuple(document for file in files for document in documents[file.source]),
        problems=tuple(problem for file in files for problem in file.problems),
        sources=tuple(file.source for file in files),
    )


def _document(source: Source, record: Record, used: Counter[str]) -> Document:
    stem = sources.stem(source.name)
    document = Document(
        key="",
        id=record.id or f"{stem}#{record.line}",
        source=source,
        line=record.line,
        title=record.title,
        abstract=record.abstract,
        facts=record.facts,
    )
    content = "\0".join([source.name, record.id or "", document.text])
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    key = f"{_slug(stem)}-{digest}"
    used[key] += 1
    return replace(document, key=key if used[key] == 1 else f"{key}-{used[key]}")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_KEY_MOST].strip("-") or "source"
