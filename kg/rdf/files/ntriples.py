"""Canonical N-Triples: one way to write a triple, lines sorted by code point, each once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from operator import eq

from kg.collector import collector_at_rest
from kg.errors import ReadError
from kg.model import Literal
from kg.rdf.terms import XSD, Triple, iri_text, unquote, value_text
from kg.rdf.triples import Properties

_IRI = r'<([^<>"{}|^`\\\x00-\x20]+)>'
_LINE = re.compile(rf'{_IRI} {_IRI} (?:{_IRI}|"((?:[^"\\\n\r]|\\.)*)"(?:\^\^<{re.escape(XSD)}(\w+)>)?) \.\n')
_LONG = 100

Columns = dict[str, list[str]]
"""Objects as N-Triples writes them, by the IRI of their predicate."""


def lines(things: Mapping[str, Properties]) -> Iterator[str]:
    """The lines of one thing after the other. Raises TermError on what RDF cannot carry."""
    return (text(iri, said) for iri, said in stated(things))


def stated(things: Mapping[str, Properties], columns: Columns | None = None) -> Iterator[tuple[str, list[str]]]:
    """Each thing with what is said of it: predicate and object as N-Triples writes them, sorted, each once.

    `columns` comes to hold the objects of every predicate, as often as they stand there. Raises TermError on what RDF
    cannot carry.
    """
    iris, values = Iris(), Values()
    kept: Columns = {} if columns is None else columns
    verbs = cache(lambda shape: sorted((f"{iri_text(verb)} ", verb, kept.setdefault(verb, [])) for verb in shape))
    for subject in sorted(map(iris.__getitem__, things)):
        iri = subject[1:-1]
        properties = things[iri]
        found: list[str] = []
        for verb, predicate, column in verbs(tuple(properties)):
            objects = properties[predicate]
            if len(objects) == 1:
                (one,) = objects
                text = iris[one] if isinstance(one, str) else values[one.datatype][one.value]
                found.append(verb + text)
                column.append(text)
            else:
                texts = {iris[one] if isinstance(one, str) else values[one.datatype][one.value] for one in objects}
                found += [verb + text for text in sorted(texts)]
                column.extend(texts)
        yield iri, found


def canonical(rows: Iterable[Triple]) -> Iterator[str]:
    """The lines of triples that come in any order, and some of them twice. Raises TermError as `lines` does."""
    iris, values, verbs = Iris(), Values(), cache(iri_text)
    said: defaultdict[str, list[str]] = defaultdict(list)
    with collector_at_rest():
        for s, p, o in rows:
            said[s].append(f"{verbs(p)} {iris[o] if isinstance(o, str) else values[o.datatype][o.value]}")
    for subject in sorted(map(iris.__getitem__, said)):
        found = said[subject[1:-1]]
        found.sort()
        if any(map(eq, found, islice(found, 1, None))):
            found = list(dict.fromkeys(found))
        yield text(subject[1:-1], found)


def text(iri: str, said: list[str], end: str = "") -> str:
    """What is said of a thing (see `stated`) as lines; `end` stands before their dots."""
    start, end = f"<{iri}> ", f"{end} .\n"
    return f"{start}{(end + start).join(said)}{end}" if said else ""


class Terms:
    """Every term as the file has it."""

    def __init__(self) -> None:
        self.iris, self.values = Iris(), Values()

    def __call__(self, term: str | Literal) -> str:
        """An IRI or a literal. Raises TermError on what RDF cannot carry."""
        return self.iris[term] if isinstance(term, str) else self.values[term.datatype][term.value]


class Iris(dict[str, str]):
    """Every IRI as the file has it, worked out once."""

    def __missing__(self, iri: str) -> str:
        self[iri] = text = iri_text(iri)
        return text


class Values(dict[str, "_Values"]):
    """Every literal as the file has it, by datatype and value."""

    def __missing__(self, datatype: str) -> "_Values":
        self[datatype] = values = _Values(datatype)
        return values


class _Values(dict[str, str]):
    """The literals of one datatype, worked out once unless they are long: those are rarely there twice."""

    def __init__(self, datatype: str) -> None:
        super().__init__()
        self._datatype = datatype

    def __missing__(self, value: str) -> str:
        text = value_text(value, self._datatype)
        if len(value) < _LONG:
            self[value] = text
        return text


def read(contents: str, where: str) -> Iterator[Triple]:
    """The triples that `lines` wrote, in its order. Raises ReadError at the first line of another shape."""
    end = 0
    for number, match in enumerate(_LINE.finditer(contents), 1):
        if match.start() != end:
            raise _strange(where, number)
        end = match.end()
        subject, predicate, object_, value, datatype = match.groups()
        yield subject, predicate, object_ or Literal(value=unquote(value), datatype=datatype or "string")
    if end != len(contents):
        raise _strange(where, contents.count("\n", 0, end) + 1)


def _strange(where: str, line: int) -> ReadError:
    return ReadError(where, "is no triple as kg writes it; build the graph again", line=line)
