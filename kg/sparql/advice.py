"""What a query that can be answered may still have got wrong: terms of our namespace that the schema does not have."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kg.model import Ontology
from kg.rdf.names import Names
from kg.sparql.guard import declared
from kg.sparql.tokens import resolved, tokens, unescaped

_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownTerm:
    """A term of our namespace that nothing can have, where it first stands, and those that are spelt most like it."""

    term: str
    line: int
    column: int
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        meant = f"; did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        return f"line {self.line}, column {self.column}: the schema has no {self.term}{meant}"


def unknown_terms(text: str, ontology: Ontology) -> tuple[UnknownTerm, ...]:
    """The terms of a query that only look like ours, each once, in order of appearance. Raises QueryError."""
    names = Names(ontology)
    known = {term.iri for terms in (ontology.classes, ontology.properties) for term in terms.values()}
    known |= {ontology.namespace, ontology.namespace.rstrip("#/")}
    ours = {iri.removeprefix(ontology.namespace): iri for iri in known if iri.startswith(ontology.namespace)}
    found = dict[str, UnknownTerm]()
    for iri, (line, column) in _terms(text, names):
        if not iri.startswith(ontology.namespace) or iri in known or iri in found:
            continue
        near = get_close_matches(iri.removeprefix(ontology.namespace), sorted(filter(None, ours)), n=_MOST)
        nearest = tuple(names.short(ours[name]) for name in near)
        found[iri] = UnknownTerm(term=names.short(iri), line=line, column=column, nearest=nearest)
    return tuple(found.values())


def _terms(text: str, names: Names) -> Iterator[tuple[str, tuple[int, int]]]:
    """The IRIs that a query names, and where."""
    source = resolved(text)
    query = [token for token in tokens(source.text) if token.kind not in {"space", "comment"}]
    prefixes = names.prefixes | declared(query)
    for at, token in enumerate(query):
        if token.kind == "PNAME":
            prefix, _, local = token.text.partition(":")
            if prefix in prefixes:
                yield prefixes[prefix] + local, source.place(token.at)
        elif token.kind == "IRIREF" and query[at - 2].kind != "PREFIX":
            yield unescaped(token.text[1:-1]), source.place(token.at)
