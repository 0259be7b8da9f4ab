"""The pool: each query runs in a process of its own for as long as it takes, and that process can be killed."""

import asyncio
import os
import sys
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from kg.errors import EngineError, KgError, LimitError, QueryError
from kg.sparql.limits import Limits
from kg.sparql.store import LARGE
from kg.sparql.workers.keeper import Death, Keeper, Worker, renewed
from kg.sparql.workers.messages import Reply, Task, packed, read_reply, task_fields
from kg.sparql.workers.turns import Turns
from kg.sparql.workers.worker import too_much_memory

SLOW = 0.1
"""After so many seconds of work a query gives way to shorter ones."""

WAITING = 128
"""So many queries may wait."""

_LOOK = 0.02
_SIGKILL = 9
_AGAIN = 1.0  # seconds between attempts to start what cannot be started
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "annot allocate memory")

_Again = Literal["at once", "with a new thread", "no"]


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(slots=True)
class _Run:
    """What became known of a query while it ran: whether it is slow, and whether it has a place among the slow ones."""

    slow: bool = False
    placed: bool = False
    timer: asyncio.TimerHandle | None = None


class Pool:
    """Answers queries over a built folder, `size` at a time and as many slow ones beside them.

    A folder with more than `large` bytes of triples is answered from disk.

    An asynchronous context manager: it opens the folder's store on entering, which raises ReadError where there is
    none, and leaves no process behind.
    """

    def __init__(
        self,
        folder: Path,
        *,
        prefixes: Mapping[str, str],
        limits: Limits | None = None,
        size: int | None = None,
        waiting: int = WAITING,
        large: int = LARGE,
    ) -> None:
        self.limits = limits or Limits()
        self.size = size or max(2, cores())
        self._keeper = Keeper(folder, prefixes, self.limits, large=large)
        self._turns = Turns(size=self.size, waiting=waiting)
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._adding: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Lock()
        self._closed = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self._keeper.start()
        for _ in range(2 * self.size):
            self._begin(self._add())
        try:
            await asyncio.wait(self._adding)
        except asyncio.CancelledError:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def run(self, task: Task, client: str = "") -> Reply:
        """The answer to a query, within the time limit counted from now.

        Raises QueryError (RefusedError, LimitError, FormatError, EngineError), and BusyError where too many wait, or
        where waiting has taken half of the time. Whoever is cancelled while it runs has its process killed.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.limits.seconds
        await self._turns.enter(client, patience=self.limits.seconds / 2)
        began, run = loop.time(), _Run()
        try:
            return await self._answered(task, deadline, run)
        finally:
            self._turns.leave(client, seconds=loop.time() - began, slow=run.placed)

    async def _answered(self, task: Task, deadline: float, run: _Run) -> Reply:
        """One query on one worker; whatever becomes of the worker, there is one for the next query."""
        worker = await self._spare(deadline)
        again: _Again = "no"
        run.timer = asyncio.get_running_loop().call_later(SLOW, self._watch, worker, run)
        try:
            async with asyncio.timeout_at(deadline):
                await worker.channel.send(packed(task_fields(task)))
                fields, body = await worker.channel.receive()
            worker.before = fields.pop("worked")
            again = _again(fields.pop("last"), fields.pop("retires"), run)
        except TimeoutError:
            raise LimitError("time", f"the query takes longer than {self.limits.seconds:g} s") from None
        except (OSError, EOFError):
            raise self._cause(await worker.death) from None
        finally:
            run.timer.cancel()
            self._settle(worker, again)
        return read_reply(fields, body)

    async def _spare(self, deadline: float) -> Worker:
        """A worker that is alive and has nothing to do. Raises EngineError."""
        try:
            async with asyncio.timeout_at(deadline):
                while (worker := await self._idle.get()).death.done():
                    self._settle(worker, "no")
                return worker
        except TimeoutError:
            raise EngineError("no worker can be had at the moment; ask again") from None

    def _watch(self, worker: Worker, run: _Run) -> None:
        """Look whether a query has become slow: by its own work, however busy the machine is with other things."""
        left = SLOW - worker.worked()
        if left > 0:
            run.timer = asyncio.get_running_loop().call_later(max(left, _LOOK), self._watch, worker, run)
            return
        run.slow = True
        run.placed = self._turns.slowed()
        worker.give_way()

    def _settle(self, worker: Worker, again: _Again) -> None:
        if self._closed.is_set():
            self._keeper.kill(worker)
        elif again == "at once":
            self._idle.put_nowait(worker)
        elif again == "with a new thread":
            self._begin(self._renew(worker))
        else:
            self._keeper.kill(worker)
            self._begin(self._add())

    def _begin(self, adding: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(adding)
        self._adding.add(task)
        task.add_done_callback(self._adding.discard)

    async def _renew(self, worker: Worker) -> None:
        """This worker again, when it has a new thread; one that has ended is found out by who takes it."""
        with suppress(OSError, EOFError):
            await renewed(worker)
        self._idle.put_nowait(worker)

    async def _add(self) -> None:
        """One worker more, if need be of a new nursery."""
        while not self._closed.is_set():
            try:
                async with self._starting:
                    if not self._keeper.alive and not self._closed.is_set():
                        await self._keeper.start()
                self._idle.put_nowait(await self._keeper.born())
            except KgError:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closed.wait(), _AGAIN)
            else:
                return

    async def _close(self) -> None:
        """Hang up on all workers. Whoever adds one learns it and ends; cancelled, it could lose the one it has."""
        self._closed.set()
        self._keeper.close()
        if self._adding:
            await asyncio.wait(self._adding)
        while not self._idle.empty():
            self._idle.get_nowait().channel.close()

    def _cause(self, death: Death) -> QueryError:
        if death.signal == _SIGKILL or any(sign in death.said for sign in _OUT_OF_MEMORY):
            return too_much_memory(self.limits)
        return EngineError("the query brought down the process that answered it")


def _again(last: bool, retires: bool, run: _Run) -> _Again:
    """Whether a worker that has answered can answer another query."""
    if last or (run.slow and not retires and sys.platform == "linux"):
        return "no"
    return "with a new thread" if retires else "at once"


async def ask_once(folder: Path, task: Task, *, prefixes: Mapping[str, str], limits: Limits) -> Reply:
    """The answer to one query over a folder. Raises ReadError and QueryError."""
    async with Pool(folder, prefixes=prefixes, limits=limits, size=1) as pool:
        return await pool.run(task)
