"""Files in, documents out: five shapes of source, each recognised by its content."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document, Problem, Reading, Source
from kg.read import sources
from kg.read.abstracts import ABSTRACTS, ONE_ABSTRACT
from kg.read.author_page import AUTHOR_PAGE
from kg.read.corpus import Held, is_corpus, joined, of_text, to_text
from kg.read.csv_table import CSV_TABLE, foreign_columns
from kg.read.daily_list import DAILY_LIST
from kg.read.decoding import decode, lines
from kg.read.json_lines import JSON_LINES, is_own_output
from kg.read.record import Page, Record, Shape, fitting

__all__ = ["Held", "files", "joined", "of_text", "read", "read_in_order", "read_text", "reading", "to_text"]

SHAPES: tuple[Shape, ...] = (JSON_LINES, CSV_TABLE, AUTHOR_PAGE, ABSTRACTS, DAILY_LIST, ONE_ABSTRACT)
"""Tried in this order."""

_TEXTS = (ABSTRACTS, ONE_ABSTRACT)
_STDIN = "stdin"
_KEY_MOST = 40
_REASONS = 3
_COLUMNS_TOLD = 12
_OWN_OUTPUT = "is what kg extract wrote; name the papers it was made from"


def read(paths: Sequence[Path]) -> Reading:
    """Everything that the files, and those below the folders, hold, in order of source name, hash and line.

    The order of the paths and whether a folder or its files are named makes no difference; a file named twice is read
    once. Raises ReadError for a named file, or a folder of which nothing can be read; a file of a folder and a record
    that cannot be read are problems in the result.
    """
    return reading(files(paths))


def files(paths: Sequence[Path]) -> tuple[Held, ...]:
    """The same, file by file. Raises ReadError."""
    return joined(_files(paths))


def read_in_order(paths: Sequence[Path]) -> Reading:
    """The same documents in the order of the paths, those of a folder by path. Raises ReadError."""
    return reading(list(_files(paths)))


def read_text(data: bytes, name: str = _STDIN) -> Reading:
    """The one abstract that some text holds, its title above it if it has one. Raises ReadError."""
    text, problems = decode(data, name, name)
    page = Page(name=name, lines=lines(text))
    records, more = _read(page, ONE_ABSTRACT)
    if not records:
        raise ReadError(name, more[0].message if more else "holds no abstract")
    return reading([Held(source=_source(name, data), records=records, problems=(*problems, *more))])


def _files(paths: Sequence[Path]) -> Iterator[Held]:
    seen: set[Source] = set()
    for path in paths:
        listing = sources.listing(Path(path))
        found = [held for file in listing.files for held in (_found(file) if listing.is_folder else _named(file))]
        if all(file.left_out for file in found):
            reasons = "; ".join(f"{file.source.name} {file.left_out}" for file in found[:_REASONS])
            more = f"; and {len(found) - _REASONS} more" if len(found) > _REASONS else ""
            raise ReadError(str(path), f"holds nothing that can be read: {reasons}{more}")
        if listing.left_out:
            found.append(_left_out(sources.base_name(path), listing.left_out))
        for file in found:
            if file.source not in seen:
                seen.add(file.source)
                yield file


def _found(path: Path) -> tuple[Held, ...]:
    """A file of a folder: where it cannot be read it is left out, and told unless it is an output of our own."""
    try:
        return _named(path)
    except ReadError as error:
        left_out = _left_out(sources.base_name(path), error.what, line=error.line or 1)
        return (replace(left_out, problems=()) if error.what == _OWN_OUTPUT else left_out,)


def _named(path: Path) -> tuple[Held, ...]:
    """A file, or those that the list of documents of a build holds. Raises ReadError."""
    data = sources.contents(path)
    return of_text(data, str(path)) if is_corpus(data) else (_file(path, data),)


def _left_out(name: str, why: str, line: int = 1) -> Held:
    problem = Problem(source=name, line=line, message=f"left out: {why}", skipped=False)
    return Held(source=_source(name, why.encode()), records=(), problems=(problem,), left_out=why)


def _file(path: Path, data: bytes) -> Held:
    """What a file holds. Raises ReadError."""
    name = sources.base_name(path)
    text, mended = decode(data, str(path), name)
    page = Page(name=name, lines=lines(text))
    shape = _shape(path, page)
    records, problems = _read(page, shape)
    if not records and problems and shape in _TEXTS:
        raise ReadError(str(path), problems[0].message, line=problems[0].line)
    if not records and not problems and not mended:
        raise ReadError(str(path), f"holds no record ({shape.name})")
    return Held(source=_source(name, data), records=records, problems=(*mended, *problems))


def _read(page: Page, shape: Shape) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    items = tuple(fitting(page, shape.records(page)))
    records = tuple(item for item in items if isinstance(item, Record))
    return records, tuple(item for item in items if isinstance(item, Problem))


def _shape(path: Path, page: Page) -> Shape:
    for shape in SHAPES:
        if shape is DAILY_LIST and (columns := foreign_columns(page)):
            raise ReadError(str(path), _without_text(columns), line=_first(page))
        if shape.recognises(page):
            return shape
    if is_own_output(page):
        raise ReadError(str(path), _OWN_OUTPUT)
    raise ReadError(str(path), _unknown(page), line=_first(page))


def _without_text(columns: tuple[str, ...]) -> str:
    more = " and more" if len(columns) > _COLUMNS_TOLD else ""
    has = ", ".join(repr(name[:80]) for name in columns[:_COLUMNS_TOLD]) + more
    return f"is CSV without a column 'title' or 'abstract', and one of them is needed; its columns are {has}"


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


def reading(corpus: Sequence[Held]) -> Reading:
    """One reading of files in their order; the documents' keys do not depend on that order."""
    used: Counter[str] = Counter()
    documents: dict[Source, list[Document]] = {}
    for file in sorted(corpus, key=lambda file: file.source):
        documents[file.source] = [_document(file.source, record, used) for record in file.records]
    return Reading(
        documents=tuple(document for file in corpus for document in documents[file.source]),
        problems=tuple(problem for file in corpus for problem in file.problems),
        sources=tuple(file.source for file in corpus if not file.left_out),
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
