"""The errors that `kg` raises on purpose.

KgError                 the base: one clear line for the user, exit status 2
├── ReadError           a source that cannot be read: names file, line and the mend
├── CurationError       a curation file that cannot be read or contradicts itself: names file, lines and the mend
├── OntologyError       a schema or vocabulary file that contradicts itself
├── ModelError          weights that are not there or cannot be loaded
├── UnknownTermError    a class, property or name that does not exist: names the nearest
├── QueryError          a SPARQL query that cannot be parsed or answered: says where
│   ├── RefusedError    one that asks for what no query may do here: leave the machine, write, read another dataset
│   ├── LimitError      one that goes beyond a limit: says which
│   ├── FormatError     one whose answer has none of the formats that were asked for
│   └── EngineError     one that the engine failed on
├── BusyError           more is being asked than can be answered: says when to ask again
├── TermError           an IRI or a literal that RDF cannot carry
├── UnsoundError        a graph that was built and does not pass `kg check`: names the violations
└── OutputError         a folder that cannot be written, or holds what is not ours
"""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Limit = Literal["time", "memory", "rows", "size", "depth", "length"]
"""What a query can have too much of: seconds, memory, rows, bytes of its answer, nesting, bytes of its own text."""


class KgError(Exception):
    """What went wrong, where, and what would be right: one line."""

    def __reduce__(self) -> "tuple[Callable[..., KgError], tuple[object, ...]]":
        return _revived, (type(self), str(self), dict(self.__dict__))


def _revived(kind: type[KgError], message: str, attributes: "dict[str, object]") -> KgError:
    """The same error in another process, without asking for what its message was made of."""
    error = kind.__new__(kind, message)
    error.__dict__.update(attributes)
    return error


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
        folded: dict[str, str] = {}
        for term in sorted(known):
            folded.setdefault(term.casefold(), term)
        near = [folded[term] for term in get_close_matches(name.casefold(), folded, n=3)]
        hint = f"; nearest: {', '.join(near)}" if near else ""
        super().__init__(f"there is no {kind} {name!r}{hint}")


class ModelError(KgError):
    """Weights of an extractor that are not there or cannot be loaded."""


class QueryError(KgError):
    """A SPARQL query that cannot be parsed or answered; line and column count from 1, None where no place is known."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class RefusedError(QueryError):
    """A query that asks for what no query may do here: leave the machine, write, or read another dataset."""


class LimitError(QueryError):
    """A query, or its answer, that goes beyond a limit."""

    def __init__(self, limit: Limit, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.limit = limit
        super().__init__(message, line=line, column=column)


class FormatError(QueryError):
    """A query whose answer cannot be written in any of the formats that were asked for."""


class EngineError(QueryError):
    """A query that the engine failed on, or that brought its process down."""


class BusyError(KgError):
    """More is being asked than can be answered; `seconds` says when to ask again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many queries are waiting; ask again in {seconds} s")


class TermError(KgError):
    """An IRI or a literal that RDF cannot carry, or that would not come back as it was written."""


class UnsoundError(KgError):
    """A graph that was built and does not pass the check; the message names the first violations."""

    _NAMED = 5

    def __init__(self, violations: "Sequence[str]") -> None:
        self.violations = tuple(violations)
        named = "; ".join(violations[: self._NAMED])
        more = f"; and {len(violations) - self._NAMED} more" if len(violations) > self._NAMED else ""
        whose = "an error of papergraph or of its ontology folder, not of the papers: please report it with the papers"
        super().__init__(f"what was built is not sound, and the outputs stay as they were: {named}{more} ({whose})")


class OutputError(KgError):
    """An output folder that cannot be written, or that holds what is not ours."""
