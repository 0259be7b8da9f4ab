"""What is asked of a worker and what it says, and how both travel through a socket."""

import json
from dataclasses import asdict, dataclass
from struct import Struct
from typing import Any

from kg.errors import EngineError, FormatError, LimitError, QueryError, RefusedError

HEAD = Struct("!IQ")
"""Before each message: bytes of its JSON part, bytes of the body after it."""

# The special ones first.
_ERRORS: dict[str, type[QueryError]] = {
    "refused": RefusedError,
    "format": FormatError,
    "engine": EngineError,
    "syntax": QueryError,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One query to be answered.

    `formats` are the short names of what may be written, best first; the first one that fits the query's form is taken.
    Graphs that are named here take the place of the query's own FROM and FROM NAMED.
    """

    text: str
    formats: tuple[str, ...]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer: what kind of query it was, the answer as written, and the seconds that the engine took."""

    form: str
    format: str
    media_type: str
    body: bytes
    seconds: float = 0.0


def packed(fields: dict[str, Any], body: bytes | bytearray = b"") -> bytes:
    """The message but for its body, whose length it tells."""
    text = json.dumps(fields).encode()
    return HEAD.pack(len(text), len(body)) + text


def task_fields(task: Task) -> dict[str, Any]:
    """A task as JSON carries it."""
    return asdict(task)


def read_task(fields: dict[str, Any]) -> Task:
    """The task in a message."""
    return Task(
        text=fields["text"],
        formats=tuple(fields["formats"]),
        default_graphs=tuple(fields["default_graphs"]),
        named_graphs=tuple(fields["named_graphs"]),
    )


def reply_fields(reply: Reply) -> dict[str, Any]:
    """A reply as JSON carries it, without its body."""
    return {"form": reply.form, "format": reply.format, "media_type": reply.media_type, "seconds": reply.seconds}


def error_fields(error: QueryError) -> dict[str, Any]:
    """An error as JSON carries it."""
    kinds = [name for name, class_ in _ERRORS.items() if isinstance(error, class_)]
    found = {"error": kinds[0], "message": str(error), "line": error.line, "column": error.column}
    return {**found, "limit": error.limit} if isinstance(error, LimitError) else found


def read_reply(fields: dict[str, Any], body: bytes) -> Reply:
    """The reply in a message. Raises the QueryError that it tells instead."""
    if "error" not in fields:
        return Reply(**fields, body=body)
    place = {"line": fields["line"], "column": fields["column"]}
    if "limit" in fields:
        raise LimitError(fields["limit"], fields["message"], **place)
    raise _ERRORS[fields["error"]](fields["message"], **place)
