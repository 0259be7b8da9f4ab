"""RDF terms as canonical N-Triples writes them, and the refusal of those that RDF cannot carry."""

import re
from collections.abc import Callable
from datetime import date

from kg.errors import TermError
from kg.model import Literal

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = f"{RDF}type"
LABEL = f"{RDFS}label"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"

Triple = tuple[str, str, str | Literal]
"""Subject, predicate and object, each an IRI; the object may be a literal."""

# RFC 3987, section 2.2, without addresses in brackets. Unicode spaces, which the RFC lets pass, are left out: rdflib
# ends an IRI there.
_ASCII = "[A-Za-z0-9._~!$&'()*+,;=:@/?-]*+"
_UCS = (
    "\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U000e1000-\U000efffd"
)
_NAME = f"(?:[A-Za-z0-9._~!$&'()*+,;=-]|[{_UCS}]|%[0-9A-Fa-f]{{2}})"
_REST = f"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|[{_UCS}]|%[0-9A-Fa-f]{{2}})*+"
_AUTHORITY = rf"//(?:(?:{_NAME}|:)*+@)?{_NAME}*+(?::[0-9]*+)?(?![^/?\#])"
_IRI = re.compile(
    rf"https?://[A-Za-z0-9.-]++/{_ASCII}(?:\#{_ASCII})?"  # as most are: told in half the time
    rf"|[A-Za-z][A-Za-z0-9+.-]*+:(?=.)(?:(?!//)|{_AUTHORITY}){_REST}(?:\#{_REST})?"
)

_SURROGATE = re.compile("[\ud800-\udfff]")

# RDF 1.2 N-Triples, section "A Canonical form of N-Triples": what is escaped, and how; all else stands as it is.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f\ufffe\uffff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LONG = {short[1]: char for char, short in _SHORT.items()} | {"'": "'"}


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_DECIMAL = re.compile(r"(?!-0\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_INTEGER = re.compile(r"(?!-0\Z)-?(?:0|[1-9][0-9]*)")

# Only what rdflib and Oxigraph both give back unchanged: no trailing zero, no zone, no double.
_WELL_FORMED: dict[str, Callable[[str], object]] = {
    "string": lambda _text: True,
    "decimal": _DECIMAL.fullmatch,
    "integer": _INTEGER.fullmatch,
    "boolean": {"true", "false"}.__contains__,
    "date": _is_date,
    "gMonthDay": lambda text: text.startswith("--") and _is_date(f"2000{text[1:]}"),
    "gYear": re.compile("[0-9]{4}").fullmatch,
    "hexBinary": re.compile("(?:[0-9a-f]{2})*").fullmatch,
    "anyURI": re.compile(r"[^\s\x00-\x1f\x7f]+").fullmatch,
}


def check_iri(iri: str) -> str:
    """The same IRI. Raises TermError where it is relative or ill-formed (RFC 3987)."""
    if not _IRI.fullmatch(iri):
        raise TermError(f"{iri!r} is no IRI: give an absolute one, other characters as %XX")
    return iri


def check_literal(literal: Literal) -> Literal:
    """The same literal. Raises TermError where an RDF engine would refuse it or give it back otherwise."""
    check_value(literal.value, literal.datatype)
    return literal


def check_value(value: str, datatype: str) -> str:
    """The same text, if it is a literal of that datatype. Raises TermError as `check_literal` does."""
    well_formed = _WELL_FORMED.get(datatype)
    if well_formed is None:
        raise TermError(f"literals of xsd:{datatype} are not written; known: {', '.join(sorted(_WELL_FORMED))}")
    if not well_formed(value):
        raise TermError(f"{value[:80]!r} is not written as a canonical xsd:{datatype}")
    if not value.isprintable() and _SURROGATE.search(value):
        raise TermError(f"{value[:80]!r} holds half of a surrogate pair, which is no Unicode text")
    return value


def iri_text(iri: str) -> str:
    """An IRI between angle brackets. Raises TermError."""
    return f"<{check_iri(iri)}>"


def literal_text(literal: Literal) -> str:
    """A literal in quotes, with its datatype unless that is `xsd:string`. Raises TermError."""
    return value_text(literal.value, literal.datatype)


def value_text(value: str, datatype: str) -> str:
    """The same for a literal that is told by its parts. Raises TermError."""
    quoted = quote(check_value(value, datatype))
    return quoted if datatype == "string" else f"{quoted}^^<{XSD}{datatype}>"


def quote(text: str) -> str:
    """A text in quotes, escaped as canonical N-Triples does; Turtle reads it too."""
    if text.isprintable():  # most are, and the check is ten times as fast as the substitution
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def unquote(text: str) -> str:
    """What stood between the quotes before it was escaped."""
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def decimal(number: float) -> Literal:
    """A number rounded to four digits, as a canonical `xsd:decimal`."""
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return Literal(value="0" if text == "-0" else text, datatype="decimal")


def integer(number: int) -> Literal:
    """A whole number as a canonical `xsd:integer`."""
    return Literal(value=str(number), datatype="integer")


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def _unescape(match: re.Match[str]) -> str:
    four, eight, short = match.groups()
    return _LONG[short] if short else chr(int(four or eight, 16))
