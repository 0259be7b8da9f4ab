"""CSV: a header that names the columns, then one record per row, as RFC 4180 has it."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kg.model import Problem
from kg.read.columns import COLUMNS, BadRecordError, Row, quoted, record
from kg.read.record import Page, Record, Shape, noted, skipped

_DELIMITERS = ",;\t"
_HEADER_MOST = 10_000
_CELL_MOST = (1 << 31) - 1
_NAME_MOST_WORDS = 4
_ROWS_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A header at a line, its columns in order (empty where we know none by that name), and what parts them."""

    line: int
    columns: tuple[str, ...]
    delimiter: str


def _recognises(page: Page) -> bool:
    return _table(page) is not None


def _table(page: Page) -> _Table | None:
    first = next((number for number, line in enumerate(page.lines, 1) if line.strip()), None)
    if not first or len(page.lines[first - 1]) > _HEADER_MOST:
        return None
    header = page.lines[first - 1]
    for delimiter in _DELIMITERS:
        cells = _cells(header, delimiter)
        names = tuple(name if name in COLUMNS else "" for name in map(_column, cells))
        has_text = "title" in names or "abstract" in names
        known = sum(map(bool, names))
        if has_text and (known > 1 or cells in (["title"], ["abstract"]) or (delimiter in header and known)):
            return _Table(line=first, columns=names, delimiter=delimiter)
    return None


def foreign_columns(page: Page) -> tuple[str, ...]:
    """The columns of a page that is a table, but has neither a title nor an abstract; none for another page.

    What is called CSV is a table where its second row has as many cells as its first; any other page has to have one
    of our columns as well.
    """
    rows = [line for line in page.lines if line.strip()][:2]
    if len(rows) < _ROWS_LEAST or len(rows[0]) > _HEADER_MOST:
        return ()
    is_called_csv = page.name.lower().removesuffix(".gz").endswith((".csv", ".tsv"))
    for delimiter in _DELIMITERS:
        names = [cell.strip() for cell in _cells(rows[0], delimiter)]
        is_header = all(0 < len(name.split()) <= _NAME_MOST_WORDS for name in names) and len(names) > 1
        if is_header and len(names) == len(_cells(rows[1], delimiter)):
            known = {_column(name) for name in names} & set(COLUMNS)
            return tuple(names) if known or is_called_csv else ()
    is_one_column = is_called_csv and len(rows[0].split()) == 1
    return (rows[0].strip(),) if is_one_column else ()


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _column(cell: str) -> str:
    return "_".join(cell.strip().casefold().split())


def _records(page: Page) -> Iterator[Record | Problem]:
    table = _table(page)
    if not table:
        return
    yield from _twice(page, table)
    csv.field_size_limit(_CELL_MOST)
    number = table.line + 1
    while number <= len(page.lines):
        if not page.lines[number - 1].strip():
            number += 1
            continue
        cells, end = _row(page, number, table.delimiter)
        if cells is None:
            yield skipped(page, number, "a quoted cell is not closed, or text follows its closing quote")
        else:
            yield from _record(page, table, cells, (number, end))
        number = end


def _twice(page: Page, table: _Table) -> Iterator[Problem]:
    """A note for each name that the header gives more than once; the first column of that name counts."""
    for name, times in Counter(filter(None, table.columns)).items():
        if times > 1:
            yield noted(page, table.line, f"the header has {times} columns {name!r}; only the first of them was read")


def _row(page: Page, number: int, delimiter: str) -> tuple[list[str] | None, int]:
    """The cells of the row at a line and the line after it; after a broken row, reading goes on at its second line."""
    below = (page.lines[n] + "\n" for n in range(number - 1, len(page.lines)))
    reader = csv.reader(below, delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return None, number + 1
    return cells, number + reader.line_num


def _record(page: Page, table: _Table, cells: list[str], span: tuple[int, int]) -> Iterator[Record | Problem]:
    number, end = span
    if any(cell.strip() for cell in cells[len(table.columns) :]):
        message = f"the row has {len(cells)} cells where the header has {len(table.columns)}; quote cells that hold "
        yield skipped(page, number, message + f"{table.delimiter!r}")
        return
    columns = {name: cell for name, cell in reversed(list(zip(table.columns, cells, strict=False))) if name}
    evidence = partial(_evidence, number, page.lines[number - 1 : end - 1], columns)
    try:
        read, notes = record(Row(line=number, columns=columns, evidence=evidence))
    except BadRecordError as error:
        yield skipped(page, number, str(error))
        return
    yield read
    yield from (noted(page, number, note) for note in notes)


def _evidence(start: int, lines: Sequence[str], columns: Mapping[str, str], column: str, value: str) -> tuple[int, str]:
    """The first of a row's lines that holds the cell, else the value, else the first; of a long one what is around."""
    cell = columns.get(column, "").strip() or value
    for words in (cell, value):
        for number, line in enumerate(lines, start):
            if (at := line.find(words)) >= 0:
                at = max(at, line.find(value, at, at + len(words)))
                return number, quoted(line, at, at + min(len(words), len(value)))
    return start, quoted(lines[0], 0, 0)


CSV_TABLE = Shape(name="CSV", recognises=_recognises, records=_records)
