"""Canonical N-Triples: one way to write a triple, lines sorted by code point, each once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.errors import ReadError
from kg.model import Literal
from kg.rdf.terms import XSD, Triple, iri_text, literal_text, unquote
from kg.rdf.triples import Properties

_IRI = r'<([^<>"{}|^`\\\x00-\x20]+)>'
_LINE = re.compile(rf'{_IRI} {_IRI} (?:{_IRI}|"((?:[^"\\\n\r]|\\.)*)"(?:\^\^<{re.escape(XSD)}(\w+)>)?) \.\n')


def lines(things: Mapping[str, Properties]) -> Iterator[str]:
    """The lines of one thing after the other. Raises TermError on what RDF cannot carry."""
    return (text(said) for _, said in stated(things))


def stated(things: Mapping[str, Properties]) -> Iterator[tuple[str, list[str]]]:
    """Each thing with what is said of it: subject, predicate and object as N-Triples writes them, without the dot.

    Sorted by code point, each once. Raises TermError on what RDF cannot carry.
    """
    texts = Texts()
    verbs = cache(lambda shape: sorted((f"{iri_text(predicate)} ", predicate) for predicate in shape))
    for iri in sorted(things, key=lambda iri: f"<{iri}>"):
        properties, subject = things[iri], f"{texts[iri]} "
        found: list[str] = []
        for verb, predicate in verbs(tuple(properties)):
            objects = properties[predicate]
            if len(objects) == 1:
                found.append(f"{subject}{verb}{texts[objects[0]]}")
            else:
                found += [f"{subject}{verb}{text}" for text in sorted({texts[one] for one in objects})]
        yield iri, found


def text(said: list[str], end: str = " .\n") -> str:
    """What is said of a thing, as lines that end alike."""
    return end.join(said) + end if said else ""


class Texts(dict[str | Literal, str]):
    """Every term as the file has it, worked out once."""

    def __missing__(self, term: str | Literal) -> str:
        self[term] = text = iri_text(term) if isinstance(term, str) else literal_text(term)
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
