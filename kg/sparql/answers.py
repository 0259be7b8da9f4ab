"""Answers of the engine as tables of terms.

The engine writes an answer as TSV several times faster than it makes Python objects of it, and a term that comes again
is read but once.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

from kg.collector import collector_at_rest
from kg.rdf.terms import XSD, unquote
from kg.sparql.results import Answer, Term

_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9\-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_TRIPLE = re.compile(rb"(\S+) (\S+) (.*) \.", re.DOTALL)
_TRUTH = {truth: Term(kind="literal", value=str(truth).lower(), datatype=f"{XSD}boolean") for truth in (True, False)}


def _terms(cells: Iterable[bytes]) -> dict[bytes, Term | None]:
    """Terms by how the engine writes them in TSV and N-Triples, blank nodes named in order of appearance."""
    found, make, blank = dict[bytes, Term | None](), Term._make, 0
    for cell in dict.fromkeys(cells):
        text = cell.decode()
        first = text[:1]
        if first == '"' and text[-1] == '"' and "\\" not in text:
            found[cell] = make(("literal", text[1:-1], None, None))
        elif first == "<" and text[1:3] != "<(":
            found[cell] = make(("iri", text[1:-1], None, None))
        elif first == "_":
            found[cell] = make(("blank", f"b{blank}", None, None))
            blank += 1
        else:
            found[cell] = _read(text) if text else None
    return found


def _read(text: str) -> Term:
    if text[0] == "<":
        return Term(kind="triple", value=text)
    if text[0] != '"':
        return Term("literal", text, _datatype(text))
    match = _LITERAL.fullmatch(text)
    assert match is not None
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
    with collector_at_rest():
        return _triples(found, most) if isinstance(found, QueryTriples) else _solutions(found, order)


def _triples(found: QueryTriples, most: int) -> Answer:
    written = serialize(islice(found, most), format=RdfFormat.N_TRIPLES) or b""
    matches = map(_TRIPLE.fullmatch, dict.fromkeys(written.split(b"\n")))
    triples = sorted((match.groups() for match in matches if match), key=_nameless)
    columns = ("subject", "predicate", "object")
    return Answer(columns=columns, rows=_rows([cell for triple in triples for cell in triple], len(columns)))


def _nameless(triple: tuple[bytes, ...]) -> list[bytes]:
    """What triples are sorted by: the engine names blank nodes at random."""
    return [b"_:" if cell.startswith(b"_:") else cell for cell in triple]


def _solutions(found: QuerySolutions, order: Sequence[str]) -> Answer:
    columns = tuple(variable.value for variable in found.variables)
    _, _, body = (found.serialize(format=QueryResultsFormat.TSV) or b"").partition(b"\n")
    if not columns:
        return Answer(columns=(), rows=((),) * len(body))
    rows = _rows(body[:-1].replace(b"\n", b"\t").split(b"\t") if body else [], len(columns))
    if order:
        places = sorted(range(len(columns)), key=lambda at: order.index(columns[at]))
        rows = tuple([tuple([row[at] for at in places]) for row in rows])
        columns = tuple(columns[at] for at in places)
    return Answer(columns=columns, rows=rows)


def _rows(cells: Sequence[bytes], width: int) -> tuple[tuple[Term | None, ...], ...]:
    """The cells as terms, in rows of this width."""
    return tuple(zip(*[map(_terms(cells).__getitem__, cells)] * width, strict=True))


def _datatype(text: str) -> str:
    """The datatype of a literal that stands without quotes."""
    if text in {"true", "false"}:
        return f"{XSD}boolean"
    return f"{XSD}double" if "e" in text.lower() else f"{XSD}decimal" if "." in text else f"{XSD}integer"
