"""What the server hands to those who answer, and what they hand back."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.model import Ontology
from kg.rdf.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, read whole: the path percent-decoded, the query as decoded pairs, header names in lower case.

    A header that came more than once is one value with commas. `raw` is the path as it was sent: an IRI's own escapes
    (`%2F` within a key) are part of the IRI.
    """

    method: str
    path: str
    raw: str = ""
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def first(self, name: str) -> str | None:
        """The first value of a query parameter."""
        return next((value for key, value in self.query if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer; where the body is an iterable, its length is not told in advance and it is sent in chunks.

    The server adds Content-Length, Date and the security headers that are not set here.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Iterable[bytes] = b""


class Answered(Protocol):
    """A whole answer to a SPARQL query, written in the format that was asked for."""

    @property
    def media_type(self) -> str: ...

    @property
    def body(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the pages answer from.

    `ask(text, format)` runs a query under all limits and gives it written in a format by its short name: `json`, `xml`,
    `csv`, `tsv` for SELECT and ASK, `turtle`, `ntriples`, `rdfxml`, `jsonld` for CONSTRUCT and DESCRIBE. It raises
    QueryError (its subclasses RefusedError, LimitError) and BusyError. `files` are the names in `folder` that may be
    given away.
    """

    ask: Callable[[str, str], Awaitable[Answered]]
    names: Names
    ontology: Ontology
    folder: Path
    files: frozenset[str]
