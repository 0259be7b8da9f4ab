"""The pool's side of the nursery: has workers born and killed, and learns what they died of."""

import asyncio
import json
import math
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import EngineError, ReadError
from kg.sparql.limits import Limits
from kg.sparql.workers.messages import HEAD, packed
from kg.sparql.workers.wire import Channel

_PIECE = 1 << 16
_FDS = 16
_SLOWER, _SLOWEST = 10, 19

# The engine takes and gives back thousands of small pieces for each row that it looks up: a thread keeps up to 512 of a
# size (each at most a kilobyte) instead of 7, and none are merged that are asked for again at once.
_TUNABLES = "glibc.malloc.tcache_count=512:glibc.malloc.mxfast=0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """How a worker ended: the signal that ended it (0 for none), and its last words."""

    signal: int
    said: str


@dataclass(slots=True, kw_only=True, eq=False)
class Worker:
    """A process that answers, the thread in it that does, and how long that had worked before the last answer."""

    pid: int
    channel: Channel
    thread: int = 0
    before: float = 0.0
    death: asyncio.Future[Death] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def worked(self) -> float:
        """Seconds of work since the last answer; where the system does not tell, more than any bound."""
        try:
            fields = Path(f"/proc/{self.pid}/task/{self.thread}/stat").read_text(encoding="ascii").rpartition(")")[2]
        except OSError:
            return math.inf
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") - self.before

    def give_way(self) -> None:
        """Let the thread run only where others leave room; where only whole processes have a pace, nothing changes."""
        if sys.platform == "linux":
            with suppress(OSError):
                pace = os.getpriority(os.PRIO_PROCESS, self.pid) + _SLOWER
                os.setpriority(os.PRIO_PROCESS, self.thread, min(pace, _SLOWEST))


class Keeper:
    """Starts a nursery for a folder and speaks with it."""

    def __init__(self, folder: Path, prefixes: Mapping[str, str], limits: Limits, *, large: int) -> None:
        order = {"folder": str(folder.absolute()), "prefixes": dict(prefixes), "limits": asdict(limits)}
        self._order = {**order, "large": large}
        self._folder = str(folder)
        self._ready: asyncio.Future[None] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._workers: dict[int, Worker] = {}
        self._births: deque[asyncio.Future[Worker]] = deque()
        self._heard, self._fds = bytearray(), deque[int]()

    @property
    def alive(self) -> bool:
        """Whether there is a nursery to ask."""
        return self._control is not None

    async def start(self) -> None:
        """Returns when the store is open. Raises ReadError where it cannot be opened."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.sparql.workers.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, **_environment()},
                start_new_session=True,
            )
        ours.setblocking(False)
        self._control, self._heard = ours, bytearray()
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        loop.add_reader(ours, self._listen)
        self._send(self._order)
        try:
            await self._ready
        except BaseException:
            self.close()
            raise

    async def born(self) -> Worker:
        """A new worker; nobody may cancel this, for the worker would be nobody's. Raises EngineError."""
        birth: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._births.append(birth)
        self._send({"fork": True})
        worker = await birth
        try:
            await renewed(worker)
        except (OSError, EOFError):
            death = await worker.death
            worker.channel.close()
            raise EngineError(f"no worker can be started: {death.said}") from None
        return worker

    def kill(self, worker: Worker) -> None:
        """End a worker, whatever it does."""
        worker.channel.close()
        self._send({"kill": worker.pid})

    def close(self) -> None:
        """End the nursery and all workers."""
        if self._control is not None:
            self._lose("the server stops")
        if self._process is not None:
            self._process.wait()

    def _send(self, order: dict[str, Any]) -> None:
        if self._control is None:
            self._lose("there is no process to start it from")
            return
        try:
            self._control.setblocking(True)  # orders are short and rare
            self._control.sendall(packed(order))
            self._control.setblocking(False)
        except OSError:
            self._lose("the process that starts them has ended")

    def _listen(self) -> None:
        if self._control is None:
            return
        try:
            part, fds, _, _ = socket.recv_fds(self._control, _PIECE, _FDS)
        except BlockingIOError:
            return
        except OSError:
            part, fds = b"", []
        if not part:
            self._lose("the process that starts them has ended")
            return
        self._heard += part
        self._fds.extend(fds)
        while len(self._heard) >= HEAD.size:
            end = HEAD.size + HEAD.unpack_from(self._heard)[0]
            if len(self._heard) < end:
                return
            fields = json.loads(self._heard[HEAD.size : end])
            del self._heard[:end]
            self._learn(fields)

    def _learn(self, fields: dict[str, Any]) -> None:
        if "born" in fields:
            worker = Worker(pid=fields["born"], channel=Channel(socket.socket(fileno=self._fds.popleft())))
            self._workers[worker.pid] = worker
            self._births.popleft().set_result(worker)
        elif "died" in fields:
            worker = self._workers.pop(fields["died"])
            status = fields["status"]
            worker.death.set_result(
                Death(signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, said=fields["said"])
            )
        elif self._ready is not None and not self._ready.done():
            if "failed" in fields:
                self._ready.set_exception(ReadError(self._folder, fields["failed"]))
            else:
                self._ready.set_result(None)

    def _lose(self, why: str) -> None:
        """The nursery is no more, and no worker is."""
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        for worker in self._workers.values():
            worker.channel.hang_up()
            worker.death.set_result(Death(signal=0, said=why))
        self._workers.clear()
        for waiting in (*self._births, *([self._ready] if self._ready else ())):
            if not waiting.done():
                waiting.set_exception(EngineError(f"no worker can be started: {why}"))
        self._births.clear()
        while self._fds:
            os.close(self._fds.popleft())


async def renewed(worker: Worker) -> None:
    """Learn which thread of a worker answers now. Raises OSError or EOFError where it has ended."""
    fields, _ = await worker.channel.receive()
    worker.thread, worker.before = fields["thread"], 0.0


def _environment() -> dict[str, str]:
    """The same package whatever the current folder; one arena, so that memory goes back; short last words."""
    path = os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, [os.environ.get("PYTHONPATH")])])
    tunables = ":".join(filter(None, [_TUNABLES, os.environ.get("GLIBC_TUNABLES")]))
    return {"PYTHONPATH": path, "MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": tunables, "RUST_BACKTRACE": "0"}
