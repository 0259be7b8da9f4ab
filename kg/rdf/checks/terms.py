"""What each term of a file is, and what is wrong with those that are not as `kg` writes them."""

import re

from kg.errors import TermError
from kg.model import Literal, Ontology
from kg.rdf.checks.extras import DATATYPES
from kg.rdf.terms import XSD, check_iri, check_literal, quote, unquote

_PLAIN = re.compile(r'"[^"\\\x00-\x1f\x7f\ufffe\uffff]*"')
_LITERAL = re.compile(r'("[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*")(?:\^\^<([^<>\s]*)>|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?')
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_ESCAPE = re.compile(r"\\(?:[btnfr\"'\\]|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_VALID = {
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "boolean": re.compile(r"true|false|0|1"),
}

Fault = tuple[str, str]
"""A rule, and what is wrong."""


class Terms(dict[str, str]):
    """Kinds of terms (see `kg.rdf.checks.graph.Graph`), worked out once; `wrong` are those with a fault."""

    def __init__(self, ontology: Ontology) -> None:
        super().__init__()
        self.wrong: dict[str, Fault] = {}
        known = {property_.datatype for property_ in ontology.properties.values() if property_.datatype}
        self._datatypes = known.union(*DATATYPES.values())

    def __missing__(self, term: str) -> str:
        self[term] = kind = "string" if _PLAIN.fullmatch(term) else self._kind(term)
        return kind

    def canonical(self, term: str) -> str:
        """A term as it should have been written, where it can be understood."""
        match = _LITERAL.fullmatch(term)
        if not match or self[term] == "?":
            return term
        quoted, end = quote(unquote(match[1][1:-1])), term[len(match[1]) :]
        found = quoted if end == f"^^<{XSD}string>" else quoted + end
        self.setdefault(found, self[term])
        return found

    def _kind(self, term: str) -> str:
        if not term:
            return ""
        if term.startswith("<"):
            return self._iri(term)
        if term.startswith("_:"):
            self.wrong[term] = "blank node", f"{term} is a blank node, and things of the graph have IRIs"
            return "blank"
        match = _LITERAL.fullmatch(term)
        if not match or "\\" in _ESCAPE.sub("", match[1]):
            self.wrong[term] = "literal", f"{term[:60]} is no literal as N-Triples writes one"
            return "?"
        return self._literal(term, *match.groups())

    def _iri(self, term: str) -> str:
        try:
            check_iri(term[1:-1])
        except TermError as error:
            if _SCHEME.match(term):
                self.wrong[term] = "well-formed IRI", str(error)
            else:
                self.wrong[term] = "absolute IRI", f"{term} is relative: nobody knows to what"
        return "iri"

    def _literal(self, term: str, quoted: str, datatype: str | None, language: str | None) -> str:
        value = unquote(quoted[1:-1])
        if quote(value) != quoted:
            self.wrong[term] = "escapes", "escapes characters that canonical N-Triples does not, or otherwise"
        if language:
            self.wrong[term] = "no language", f"has the language {language}, and texts of the graph have none"
            return f"@{language.lower()}"
        if datatype is None:
            return "string"
        name = datatype.removeprefix(XSD)
        if name not in self._datatypes or name == datatype:
            self.wrong[term] = "datatype of the schema", f"has the datatype <{datatype}>, which the schema does not use"
            return datatype
        return self._typed(term, value, name)

    def _typed(self, term: str, value: str, name: str) -> str:
        if name == "string":
            self.wrong[term] = "plain string", "names xsd:string, which canonical N-Triples leaves out"
            return name
        try:
            check_literal(Literal(value=value, datatype=name))
        except TermError as error:
            self.wrong[term] = "canonical literal", str(error)
            return name if name in _VALID and _VALID[name].fullmatch(value) else f"{name}!"
        return name
