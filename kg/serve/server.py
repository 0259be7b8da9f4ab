"""The server: listens, keeps the number of connections in bounds, and ends without leaving anything behind."""

import asyncio
import signal
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError
from kg.ontology import load_ontology
from kg.rdf.names import Names
from kg.serve.application import Application
from kg.serve.connection import Connection, Held, Respond
from kg.serve.messages import Answered, Site
from kg.serve.protocol import Endpoint
from kg.serve.settings import Settings
from kg.sparql.workers import Pool, Task
from kg.staging import MANIFEST, manifest

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 1\r\n"
    b"Connection: close\r\nContent-Length: 25\r\n\r\ntoo many connections now\n"
)
_GRACE = 2.0
_PATIENCE = 1.0  # so long a connection may be silent even where another needs its place
_SENT_AHEAD = 1 << 18
_DESCRIPTION = "dataset.ttl"


async def serve(folder: Path, settings: Settings, started: Callable[[str], None]) -> None:
    """Serves a built folder until SIGINT or SIGTERM; `started` is told the address.

    Raises KgError where the folder holds no graph, or the port cannot be had.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await serve_until(stop, folder, settings, started)


async def serve_until(stop: asyncio.Event, folder: Path, settings: Settings, started: Callable[[str], None]) -> None:
    """As `serve`, until the event is set."""
    found = manifest(folder)
    if found is None:
        raise KgError(f"{folder}: no graph was built there; run 'kg build --out {folder}' first")
    files = found.get("files")
    names = Names(ontology := load_ontology())
    given = frozenset({*(files if isinstance(files, dict) else ()), MANIFEST})
    listening = _listening(settings)
    with listening:
        limits = settings.limits
        async with Pool(
            folder,
            prefixes=names.prefixes,
            limits=limits,
            size=settings.workers,
            waiting=settings.waiting,
            large=settings.in_memory_mb * 2**20,
        ) as pool:

            async def ask(text: str, format_: str) -> Answered:
                return await pool.run(Task(text=text, formats=(format_,)))

            site = Site(ask=ask, names=names, ontology=ontology, folder=folder, files=given)
            endpoint = Endpoint(about=f"/{_DESCRIPTION}" if _DESCRIPTION in given else None)
            application = Application(pool=pool, site=site, endpoint=endpoint, settings=settings)
            door = _Door(application.respond, settings)
            server = await asyncio.start_server(door.enter, sock=listening, limit=1 << 16)
            async with server:
                started(_address(listening, settings))
                await stop.wait()
                server.close()
                await door.closed()


class _Door:
    """Lets connections in, so many at once, and so many of one address."""

    def __init__(self, respond: Respond, settings: Settings) -> None:
        self._respond, self._settings = respond, settings
        self._held = Held(settings.held_mb * 2**20)
        self._open: dict[asyncio.Task[None], tuple[Connection, str]] = {}
        self._from: Counter[str] = Counter()

    async def enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection."""
        peer = writer.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        if self._is_full(address) and not self._made_room(address):
            writer.write(_FULL)
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None
        connection = Connection((reader, writer), self._respond, self._settings, self._held)
        self._open[task] = connection, address
        self._from[address] += 1
        try:
            await connection.run()
        except asyncio.CancelledError:
            writer.transport.abort()  # the server ends, or another needs the place
        finally:
            del self._open[task]
            self._from[address] -= 1
            if not self._from[address]:
                del self._from[address]

    def _is_full(self, address: str) -> bool:
        return len(self._open) >= self._settings.connections or self._from[address] >= self._settings.per_address

    def _made_room(self, address: str) -> bool:
        """Whether a connection that asks for nothing was closed for a new one: the one that has done so longest.

        Where one address has too many, it is one of its own.
        """
        own = self._from[address] >= self._settings.per_address
        longest = asyncio.get_running_loop().time() - _PATIENCE
        chosen = None
        for task, (connection, of) in self._open.items():
            since = connection.silent_since
            if since is not None and since < longest and (of == address or not own):
                chosen, longest = task, since
        if chosen is None:
            return False
        self._open[chosen][0].silent_since = None
        chosen.cancel()
        return True

    async def closed(self) -> None:
        """Returns when no connection is left: they have a short time to end by themselves."""
        tasks = [*self._open]
        if tasks:
            await asyncio.wait(tasks, timeout=_GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _listening(settings: Settings) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SENT_AHEAD)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # what the kernel holds for a client ends, too
            milliseconds = int(1000 * settings.write)
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
        listening.bind(address)
    except OSError as error:
        where = f"port {settings.port} of {settings.host}"
        raise KgError(f"{where} cannot be had ({error.strerror}); try another with --port, or --port 0") from None
    listening.setblocking(False)
    return listening


def _address(listening: socket.socket, settings: Settings) -> str:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host if settings.host != "localhost" else "localhost"
    return f"http://{shown}:{port}/"
