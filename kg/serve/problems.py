"""Answers that say what went wrong, to people as text and to programs as JSON."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from kg.errors import BusyError, EngineError, FormatError, KgError, LimitError, QueryError, RefusedError
from kg.serve.messages import Request, Response
from kg.serve.pages.accept import best

TEXT = "text/plain; charset=utf-8"
_JSON = "application/json"
_AS_JSON = (_JSON, "application/problem+json", "application/sparql-results+json", "application/ld+json")

# What is beyond a limit is never an answer: 504 because the engine gave none in time, 507 because there is no room for
# what the query would need; 413 is for what the client itself sent.
_LIMITS = {"time": 504, "memory": 507, "rows": 507, "size": 507, "length": 413, "depth": 400}
_KINDS: tuple[tuple[type[KgError], str, int], ...] = (
    (RefusedError, "refused", 403),
    (FormatError, "format", 406),
    (EngineError, "engine", 500),
    (BusyError, "busy", 503),
    (QueryError, "syntax", 400),
)


def problem(
    request: Request | None, status: int, message: str, *, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """An answer with the status that says why: as JSON where the request asks for JSON by name, else as text."""
    accept = request.headers.get("accept", "") if request else ""
    told = dict(headers or {}) | {"Cache-Control": "no-store", "Vary": "Accept"}
    if best(accept or None, ["text/plain", *_AS_JSON]) in _AS_JSON:
        fields = {"status": status, "title": HTTPStatus(status).phrase, "message": message, **more}
        return Response(status=status, headers=told | {"Content-Type": _JSON}, body=json.dumps(fields).encode() + b"\n")
    return Response(status=status, headers=told | {"Content-Type": TEXT}, body=f"{message}\n".encode())


def failed(request: Request | None, error: KgError) -> Response:
    """The answer to a request whose query failed."""
    kind, status = next((kind, status) for class_, kind, status in _KINDS if isinstance(error, class_))
    more: dict[str, object] = {}
    if isinstance(error, QueryError) and error.line is not None:
        more = {"line": error.line, "column": error.column}
    if isinstance(error, LimitError):
        kind, status = "limit", _LIMITS[error.limit]
        more["limit"] = error.limit
        if error.limit == "length" and request and request.method != "POST":
            status = HTTPStatus.REQUEST_URI_TOO_LONG
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, BusyError) else {}
    return problem(request, status, str(error), headers=headers, error=kind, **more)
