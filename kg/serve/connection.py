"""One connection of a client: HTTP/1.1, one request after the other, each step within its time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

import h11

from kg.errors import BusyError
from kg.serve.doors import guarded
from kg.serve.fields import RequestError, decoded_fields
from kg.serve.messages import Request, Response
from kg.serve.problems import failed, problem
from kg.serve.settings import Settings

Respond = Callable[[Request, str], Awaitable[Response]]
"""What answers a request of a client."""

_PIECE = 1 << 16
_LINGERING = 1.0
_LINGERED = 1 << 22
_VERSIONS = {b"1.0", b"1.1"}
_SINGLE = (b"content-type", b"origin", b"host")
_BODILESS = {204, 304}


class Held:
    """How many bytes of answers are being sent at the moment, and how many may be."""

    def __init__(self, most: int) -> None:
        self._most, self._now = most, 0

    def take(self, size: int) -> bool:
        """Whether there is room for an answer; it is taken until `give` is called."""
        if self._now and self._now + size > self._most:
            return False
        self._now += size
        return True

    def give(self, size: int) -> None:
        """An answer was sent, or will not be."""
        self._now -= size


class Connection:
    """Reads requests, has them answered, writes the answers."""

    def __init__(
        self,
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        respond: Respond,
        settings: Settings,
        held: Held,
    ) -> None:
        self._reader, self._writer = streams
        self._respond, self._settings, self._held = respond, settings, held
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=settings.head_kb * 1024)
        host, port = self._writer.get_extra_info("peername")[:2]
        self._client = f"{host} {port}" if settings.loopback else str(host)
        self.silent_since: float | None = asyncio.get_running_loop().time()
        """When the wait for a whole request began; None while one is answered."""

    async def run(self) -> None:
        """Returns when the connection is closed, however that came about."""
        try:
            while await self._cycle():
                self._http.start_next_cycle()
        except (OSError, EOFError, h11.LocalProtocolError):
            self._writer.transport.abort()  # the client is gone, or takes nothing in
        finally:
            await self._close()

    async def _cycle(self) -> bool:
        """One request and its answer; whether there may be another."""
        request = None
        self.silent_since = asyncio.get_running_loop().time()
        try:
            head = await self._head()
            if head is None:
                return False
            request = await self._whole(head)
            self.silent_since = None
            response = await self._answered(request)
        except h11.RemoteProtocolError as error:
            response = _closing(problem(request, error.error_status_hint, f"this cannot be read: {error}"))
        except RequestError as error:
            response = _closing(problem(request, error.status, str(error)))
        await self._send(request, response)
        return self._http.our_state is h11.DONE and self._http.their_state is h11.DONE

    async def _head(self) -> h11.Request | None:
        """The next request without its body, or None where the client has no more."""
        if self._http.trailing_data[0] == b"":
            try:
                async with asyncio.timeout(self._settings.idle):
                    first = await self._reader.read(_PIECE)
            except TimeoutError:
                return None
            if not first:
                return None
            self._http.receive_data(first)
        try:
            async with asyncio.timeout(self._settings.header):
                event = await self._event()
        except TimeoutError:
            raise RequestError(408, f"the header did not come within {self._settings.header:g} s") from None
        if isinstance(event, h11.ConnectionClosed):
            return None
        if not isinstance(event, h11.Request):
            raise RequestError(400, "this is no request")
        return event

    async def _event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """What comes next, however long it takes."""
        while (event := self._http.next_event()) is h11.NEED_DATA:
            if self._http.they_are_waiting_for_100_continue:
                await self._write(self._http.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
            part = await self._reader.read(_PIECE)
            if not part:
                raise EOFError
            self._http.receive_data(part)
        return event

    async def _whole(self, head: h11.Request) -> Request:
        """The request with its body. Raises RequestError."""
        _check(head)
        length = next((int(value) for name, value in head.headers if name == b"content-length"), 0)
        body = bytearray()
        try:
            async with asyncio.timeout(self._settings.body):
                while length <= self._settings.body_bytes and isinstance(event := await self._event(), h11.Data):
                    body += event.data
                    length = max(length, len(body))
        except TimeoutError:
            raise RequestError(408, f"the body did not come within {self._settings.body:g} s") from None
        if length > self._settings.body_bytes:
            raise RequestError(413, f"the body is longer than {self._settings.body_bytes:,} bytes")
        return _request(head, bytes(body))

    async def _answered(self, request: Request) -> Response:
        """The answer; nothing is asked any longer for a client that hangs up meanwhile."""
        asked = asyncio.ensure_future(self._respond(request, self._client))
        gone = asyncio.ensure_future(self._gone())
        try:
            await asyncio.wait({asked, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not asked.done():
                raise EOFError
            error = asked.exception()
            if error is None:
                return asked.result()
            context = {"message": f"{request.method} {request.path} failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)
            return problem(request, 500, "the server failed on this request", error="server")
        finally:
            for task in (asked, gone):
                task.cancel()
            await asyncio.gather(asked, gone, return_exceptions=True)

    async def _gone(self) -> None:
        """Returns when the client has hung up; what it sends ahead is kept, within bounds."""
        most = self._settings.body_bytes
        while len(self._http.trailing_data[0]) <= most:
            part = await self._reader.read(_PIECE)
            if not part:
                return
            self._http.receive_data(part)
        await asyncio.get_running_loop().create_future()

    async def _send(self, request: Request | None, response: Response) -> None:
        size = len(response.body) if isinstance(response.body, bytes) else 0
        if not self._held.take(size):
            response, size = failed(request, BusyError(1)), 0
        try:
            await self._written(request, response)
        finally:
            self._held.give(size)

    async def _written(self, request: Request | None, response: Response) -> None:
        headers = [("Date", formatdate(usegmt=True)), *guarded(request, response, self._settings).items()]
        empty = response.status in _BODILESS or (request is not None and request.method == "HEAD")
        told = {name.lower() for name, _ in headers}
        if isinstance(response.body, bytes) and response.status not in _BODILESS and "content-length" not in told:
            headers.append(("Content-Length", str(len(response.body))))
        phrase = HTTPStatus(response.status).phrase.encode()
        pending = self._http.send(h11.Response(status_code=response.status, reason=phrase, headers=headers)) or b""
        if not empty:
            for piece in _pieces(response.body):
                if len(pending) >= _PIECE:
                    await self._write(pending)
                    pending = b""
                pending += self._http.send(h11.Data(data=piece)) or b""
        await self._write(pending + (self._http.send(h11.EndOfMessage()) or b""))

    async def _write(self, data: bytes) -> None:
        """Raises TimeoutError where the client does not take it in."""
        self._writer.write(data)
        async with asyncio.timeout(self._settings.write):
            await self._writer.drain()

    async def _close(self) -> None:
        """Close so that the client can still read the last answer, even if it is sending."""
        with suppress(OSError, TimeoutError, RuntimeError):
            async with asyncio.timeout(_LINGERING):
                if self._http.their_state is h11.SEND_BODY or self._http.their_state is h11.ERROR:
                    self._writer.write_eof()
                    left = _LINGERED
                    while left > 0 and (part := await self._reader.read(_PIECE)):
                        left -= len(part)
                self._writer.close()
                await self._writer.wait_closed()
        self._writer.transport.abort()


def _pieces(body: bytes | Iterable[bytes]) -> Iterable[bytes]:
    if not isinstance(body, bytes):
        return body
    return (body[at : at + _PIECE] for at in range(0, len(body), _PIECE))


def _check(head: h11.Request) -> None:
    """Raises RequestError for what could be read in two ways, or is no HTTP/1 request."""
    names = [name for name, _ in head.headers]
    if bytes(head.http_version) not in _VERSIONS:
        raise RequestError(505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
    if b"transfer-encoding" in names and (b"content-length" in names or head.http_version == b"1.0"):
        raise RequestError(400, "the length of the body is told in two ways")
    for name in _SINGLE:
        if names.count(name) > 1:
            raise RequestError(400, f"there is more than one {name.decode()}")
    if next((value for name, value in head.headers if name == b"content-encoding"), b"identity") != b"identity":
        raise RequestError(415, "bodies are read as they are, without Content-Encoding")


def _request(head: h11.Request, body: bytes) -> Request:
    """Raises RequestError where the address cannot be read."""
    headers: dict[str, str] = {}
    for name, value in head.headers:
        key, text = name.decode("ascii"), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    target = head.target.decode("ascii")
    if "://" in target.partition("?")[0]:
        target, headers["host"] = _address(target)  # which counts more than Host (RFC 9112, section 3.2.2)
    raw, _, query = target.partition("#")[0].partition("?")
    try:
        path = unquote(raw, errors="strict")
    except UnicodeDecodeError:
        raise RequestError(400, "the escapes of the path are not UTF-8") from None
    fields = tuple(decoded_fields(query))
    return Request(method=head.method.decode("ascii"), path=path, raw=raw, query=fields, headers=headers, body=body)


def _address(target: str) -> tuple[str, str]:
    """Path and host of a target that is a whole address. Raises RequestError."""
    try:
        parts = urlsplit(target)
    except ValueError:
        raise RequestError(400, "the address cannot be read") from None
    if parts.scheme not in {"http", "https"}:
        raise RequestError(400, f"{parts.scheme!r} is not spoken here")
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), parts.netloc


def _closing(response: Response) -> Response:
    return replace(response, headers={**response.headers, "Connection": "close"})
