"""Answers of the engine as tables of terms.

The engine writes an answer as TSV several times faster than it makes Python objects of it, and a term that comes again
is read but once.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

from kg.rdf.terms import XSD, unquote
from kg.sparql.results import Answer, Term

_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9\-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_TRIPLE = re.compile(r"(\S+) (\S+) (.*) \.", re.DOTALL)
_BLANK = re.compile(r"^_:.*")
_TRUTH = {truth: Term(kind="literal", value=str(truth).lower(), datatype=f"{XSD}boolean") for truth in (True, False)}


class _Terms(dict[str, Term | None]):
    """Terms by how the engine writes them in TSV and N-Triples; blank nodes are named in order of appearance."""

    blank = 0

    def __missing__(self, text: str) -> Term | None:
        self[text] = term = self._read(text)
        return term

    def _read(self, text: str) -> Term | None:
        if not text:
            return None
        if text.startswith("<<("):
            return Term(kind="triple", value=text)
        if text[0] == "<":
            return Term(kind="iri", value=text[1:-1])
        if text.startswith("_:"):
            self.blank += 1
            return Term(kind="blank", value=f"b{self.blank - 1}")
        match = _LITERAL.fullmatch(text)
        if match is None:
            return Term(kind="literal", value=text, datatype=_datatype(text))
        value, language, datatype = match.groups()
        return Term(kind="literal", value=unquote(value), datatype=datatype, language=language)


def answer(found: QuerySolutions | QueryBoolean | QueryTriples, most: int, order: Sequence[str] = ()) -> Answer:
    """All rows that the engine finds; of triples, sorted and each once, those of the first `most` that it finds.

    `order` is that of the columns, where it is not the engine's. Blank nodes are named anew, in order of appearance.
    Raises what the engine raises.
    """
    if isinstance(found, QueryBoolean):
        truth = bool(found)
        return Answer(columns=("answer",), rows=((_TRUTH[truth],),), boolean=truth)
    if isinstance(found, QueryTriples):
        written = serialize(islice(found, most), format=RdfFormat.N_TRIPLES)
        triples = [match.groups() for match in map(_TRIPLE.fullmatch, dict.fromkeys(_lines(written))) if match]
        triples.sort(key=lambda triple: [_BLANK.sub("_:", text) for text in triple])
        return Answer(columns=("subject", "predicate", "object"), rows=_rows(triples))
    columns = tuple(variable.value for variable in found.variables)
    lines = _lines(found.serialize(format=QueryResultsFormat.TSV))[1:]
    if not columns:
        return Answer(columns=(), rows=((),) * len(lines))
    rows = _rows(line.split("\t") for line in lines)
    if order:
        places = sorted(range(len(columns)), key=lambda at: order.index(columns[at]))
        rows = tuple([tuple([row[at] for at in places]) for row in rows])
        columns = tuple(columns[at] for at in places)
    return Answer(columns=columns, rows=rows)


def _lines(written: bytes | None) -> list[str]:
    return (written or b"").decode().split("\n")[:-1]


def _rows(texts: Iterable[Iterable[str]]) -> tuple[tuple[Term | None, ...], ...]:
    read = _Terms().__getitem__
    return tuple([tuple(map(read, row)) for row in texts])


def _datatype(text: str) -> str:
    """The datatype of a literal that stands without quotes."""
    if text in {"true", "false"}:
        return f"{XSD}boolean"
    return f"{XSD}double" if "e" in text.lower() else f"{XSD}decimal" if "." in text else f"{XSD}integer"
