"""Where answers are written: memory that ends the query when the answer is too long or has too many rows."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from pyoxigraph import QueryResultsFormat, Triple, parse_query_results

from kg.errors import LimitError
from kg.sparql.limits import Limits

_QUOTED = re.compile(rb'"[^"]*"')

# One to a row (JSON: to a bound term); none can stand within a value, where these characters are escaped.
_XML_ROW = b"<result>"
_SIGNS = {QueryResultsFormat.XML: _XML_ROW, QueryResultsFormat.JSON: b'{"type":"', QueryResultsFormat.TSV: b"\n"}


class Sink(BytesIO):
    """A binary file in memory that holds an answer in one of the formats of results.

    Writing raises LimitError as soon as it is certain that the answer is too long or has too many rows.
    """

    def __init__(self, limits: Limits, format_: QueryResultsFormat | None = None, columns: int = 1) -> None:
        super().__init__()
        self._limits, self._columns = limits, max(columns, 1)
        self._format, self._sign = format_, _SIGNS.get(format_) if format_ else None
        self._size, self._signs = 0, 0

    def write(self, part: bytes) -> int:  # type: ignore[override]
        """Takes a part, in whole. Raises LimitError."""
        self._size += len(part)
        if self._size > self._limits.answer_mb * 2**20:
            raise LimitError("size", f"the answer is longer than {self._limits.answer_mb} MiB; ask for less of it")
        if self._sign:
            self._signs += part.count(self._sign)
            per_row = self._columns if self._format == QueryResultsFormat.JSON else 1
            if self._signs > (self._limits.rows + 1) * per_row:
                raise _too_many(self._limits)
        return super().write(part)

    def settle(self) -> None:
        """Raises LimitError where the rows that were written are too many: exactly counted."""
        if self._format is not None and self._at_most() > self._limits.rows and self._rows() > self._limits.rows:
            raise _too_many(self._limits)

    def _at_most(self) -> int:
        """Rows, or more than there are: found without reading the answer."""
        if self._format == QueryResultsFormat.JSON:
            return self.getvalue().count(b",{") + 1
        return self.getvalue().count(_XML_ROW if self._format == QueryResultsFormat.XML else b"\n")

    def _rows(self) -> int:
        if self._format == QueryResultsFormat.CSV:
            return _QUOTED.sub(b"", self.getvalue()).count(b"\n") - 1
        found = parse_query_results(self.getvalue(), format=self._format)
        return sum(1 for _ in found) if isinstance(found, Iterable) else 1


def counted(triples: Iterable[Triple], limits: Limits) -> Iterator[Triple]:
    """The same triples. Raises LimitError at the first one that is too many."""
    for at, triple in enumerate(triples):
        if at == limits.rows:
            raise _too_many(limits)
        yield triple


def _too_many(limits: Limits) -> LimitError:
    return LimitError("rows", f"the answer has more than {limits.rows} rows; ask for fewer with LIMIT")
