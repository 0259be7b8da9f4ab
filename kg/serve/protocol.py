"""SPARQL 1.1 Protocol, read-only: what a request asks, and the answer to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from kg.errors import BusyError, FormatError, QueryError, RefusedError
from kg.serve.description import description_query
from kg.serve.fields import RequestError, decoded_fields
from kg.serve.formats import HTML, RESULT_TYPES, TRIPLE_TYPES, accepted
from kg.serve.messages import Request, Response
from kg.serve.pages.accept import best
from kg.serve.problems import failed, problem
from kg.sparql.workers import Reply, Task

PATH = "/sparql"

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ALLOWED = "GET, HEAD, POST, OPTIONS"

Run = Callable[[Task], Awaitable[Reply]]
"""What answers a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Answers requests to `/sparql`."""

    about: str | None
    _described: dict[tuple[str, str], Reply] = field(default_factory=dict)

    async def respond(self, request: Request, run: Run) -> Response:
        """The answer; `run` is what queries are put to."""
        if request.method not in {"GET", "HEAD", "POST"}:
            message = f"{request.method} is not allowed here; ask with GET or POST"
            return problem(request, 405, message, headers={"Allow": _ALLOWED})
        try:
            text, defaults, named = _asked(request)
            if text is None:
                return await self._describe(request, run)
            offers = accepted(request.headers.get("accept"), RESULT_TYPES, TRIPLE_TYPES)
            if not offers:
                raise FormatError(f"none of {request.headers['accept']!r} can be written; {_written_as()}")
            task = Task(text=text, formats=tuple(offers), default_graphs=defaults, named_graphs=named)
            reply = await run(task)
        except RequestError as error:
            return problem(request, error.status, str(error), error="request")
        except (QueryError, BusyError) as error:
            return failed(request, error)
        return _answer(reply, offers[reply.format])

    async def _describe(self, request: Request, run: Run) -> Response:
        """The service description in RDF; browsers are shown the page where queries are written."""
        accept = request.headers.get("accept")
        preferred = [types[0] for types in TRIPLE_TYPES.values()]
        if best(accept, [*preferred, HTML]) == HTML:
            return Response(status=303, headers={"Location": "/query", "Vary": "Accept"})
        offers = accepted(accept, TRIPLE_TYPES)
        if not offers:
            raise FormatError(f"the description of the service is RDF: {', '.join(preferred)}")
        base = f"http://{request.headers.get('host', 'localhost')}"
        at = base, next(iter(offers))
        if at not in self._described:
            about = f"{base}{self.about}" if self.about else None
            found = await run(Task(text=description_query(base + PATH, about=about), formats=tuple(offers)))
            if len(self._described) >= len(TRIPLE_TYPES):
                self._described.clear()
            self._described[at] = found
        return _answer(self._described[at], offers[at[1]])


def _answer(reply: Reply, media_type: str) -> Response:
    headers = {"Content-Type": media_type, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(headers=headers, body=reply.body)


def _asked(request: Request) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """The query that a request holds, its default graphs and its named graphs; no query where it asks for nothing."""
    fields = [*request.query]
    texts = []
    if request.method == "POST":
        form, text = _posted(request)
        fields += form
        texts += text
    if any(name == "update" for name, _ in fields):
        raise RefusedError("updates are refused: nothing can be written here")
    texts += [value for name, value in fields if name == "query"]
    defaults = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    if len(texts) > 1:
        raise RequestError(400, f"there are {len(texts)} queries; ask one at a time")
    if not texts and (request.method == "POST" or defaults or named):
        raise RequestError(400, "there is no query; send it as the parameter 'query'")
    return (texts[0] if texts else None), defaults, named


def _posted(request: Request) -> tuple[list[tuple[str, str]], list[str]]:
    """The fields of a form, or the query that a body is."""
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    media_type = media_type.strip()
    if media_type not in {_FORM, _QUERY, _UPDATE}:
        what = repr(media_type) if media_type else "without a Content-Type"
        raise RequestError(415, f"a body {what} cannot be read; send {_FORM} with 'query=', or {_QUERY}")
    _check_charset(parameters)
    if media_type == _UPDATE:
        raise RefusedError("updates are refused: nothing can be written here")
    try:
        text = request.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"the body is not UTF-8: see byte {error.start + 1}") from None
    return (decoded_fields(text), []) if media_type == _FORM else ([], [text])


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in {"utf-8", "utf8", "us-ascii"}:
            raise RequestError(400, f"the body must be UTF-8, not {value.strip()}")


def _written_as() -> str:
    types = [types[0] for kind in (RESULT_TYPES, TRIPLE_TYPES) for types in kind.values()]
    return f"answers are written as {', '.join(types)}"
