"""The errors that `kg` raises on purpose.

KgError                 the base: one clear line for the user, exit status 2
├── ReadError           a source that cannot be read: names file, line and the mend
├── CurationError       a curation file that cannot be read or contradicts itself: names file, lines and the mend
├── OntologyError       a schema or vocabulary file that contradicts itself
├── ModelError          weights that are not there or cannot be loaded
├── UnknownTermError    a class, property or name that does not exist: names the nearest
├── QueryError          a SPARQL query that cannot be parsed, or that asks for what is not allowed
├── TermError           an IRI or a literal that RDF cannot carry
└── OutputError         a folder that cannot be written, or holds what is not ours
"""

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class KgError(Exception):
    """What went wrong, where, and what would be right: one line."""


class ReadError(KgError):
    """A source, or one record of it, that cannot be read."""

    def __init__(self, where: str, what: str, *, line: int | None = None) -> None:
        self.where, self.what, self.line = where, what, line
        super().__init__(f"{where}:{line}: {what}" if line else f"{where}: {what}")


class CurationError(KgError):
    """A curation file that cannot be read, or decisions in it that contradict each other."""


class OntologyError(KgError):
    """A schema or vocabulary file that contradicts itself or another."""


class UnknownTermError(KgError):
    """A name that nothing answers to; the message offers the nearest ones."""

    def __init__(self, kind: str, name: str, known: "Iterable[str]") -> None:
        self.kind, self.name = kind, name
        near = get_close_matches(name, sorted(known), n=3)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        super().__init__(f"there is no {kind} {name!r}{hint}")


class ModelError(KgError):
    """Weights of an extractor that are not there or cannot be loaded."""


class QueryError(KgError):
    """A SPARQL query that cannot be parsed or is not allowed."""


class TermError(KgError):
    """An IRI or a literal that RDF cannot carry, or that would not come back as it was written."""


class OutputError(KgError):
    """An output folder that cannot be written, or that holds what is not ours."""
