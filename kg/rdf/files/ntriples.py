"""Canonical N-Triples: one way to write a triple, lines sorted by code point, each once."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.errors import ReadError
from kg.model import Literal
from kg.rdf.terms import XSD, Triple, iri_text, literal_text, unquote

_IRI = r'<([^<>"{}|^`\\\x00-\x20]+)>'
_LINE = re.compile(rf'{_IRI} {_IRI} (?:{_IRI}|"((?:[^"\\\n\r]|\\.)*)"(?:\^\^<{re.escape(XSD)}(\w+)>)?) \.\n')


def lines(triples: Iterable[Triple]) -> dict[str, Triple]:
    """The triples by their lines, sorted and without repeats. Raises TermError on what RDF cannot carry."""
    iri, literal = cache(iri_text), cache(literal_text)
    found = {f"{iri(s)} {iri(p)} {iri(o) if isinstance(o, str) else literal(o)} .\n": (s, p, o) for s, p, o in triples}
    return {line: found[line] for line in sorted(found)}


def read(text: str, where: str) -> Iterator[Triple]:
    """The triples of a text that `lines` wrote, in its order. Raises ReadError at the first line of another shape."""
    end = 0
    for number, match in enumerate(_LINE.finditer(text), 1):
        if match.start() != end:
            raise ReadError(where, "is no triple as kg writes it; build the graph again", line=number)
        end = match.end()
        subject, predicate, object_, value, datatype = match.groups()
        yield subject, predicate, object_ or Literal(value=unquote(value), datatype=datatype or "string")
    if end != len(text):
        raise ReadError(where, "is no triple as kg writes it; build the graph again", line=text.count("\n", 0, end) + 1)
