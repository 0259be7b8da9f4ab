"""A worker process: it answers one task after the other, confined, and may be killed at any time."""

import contextlib
import ctypes
import os
import resource
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from kg.errors import LimitError, QueryError
from kg.sparql.limits import Limits
from kg.sparql.workers.answering import Answerer
from kg.sparql.workers.messages import Task, error_fields, packed, read_task, reply_fields
from kg.sparql.workers.wire import receive

STACK = 256 * 2**20
"""Room for the engine's recursion: what the guard lets pass takes far less."""

_PARENT_DEATH_SIGNAL = 1


def serve(connection: socket.socket, answerer: Answerer) -> None:
    """Answers tasks until the other side hangs up.

    Each thread begins by telling its number, so that it can be made to yield to others. One that was made to do so
    cannot be given its pace back without privileges; another takes its place.
    """
    threading.stack_size(STACK)
    grown = _peak() + answerer.limits.memory_mb * 2**18
    while True:
        thread = _Turns(connection, answerer, grown)
        thread.start()
        thread.join()
        if thread.last:
            return


class _Turns(threading.Thread):
    """A thread that answers until it is made to yield to others, or the worker is to end (`last`)."""

    def __init__(self, connection: socket.socket, answerer: Answerer, grown: int) -> None:
        super().__init__(daemon=True)
        self.last = self._retires = False
        self._connection, self._answerer, self._grown = connection, answerer, grown

    def run(self) -> None:
        try:
            self._connection.sendall(packed({"thread": self.native_id}))
            while not self._retires:
                self._turn()
        except (OSError, EOFError):
            self.last = True
        except BaseException:
            self.last = True  # what is out of order answers nothing more
            raise

    def _turn(self) -> None:
        fields, _ = receive(self._connection)
        answer, body = _answered(self._answerer, read_task(fields))
        self.last = _peak() > self._grown  # memory that was once taken is not all given back
        self._retires = self.last or self._gives_way()  # looked at once: what is told is what is done
        told = {"worked": time.thread_time(), "last": self.last, "retires": self._retires}
        self._connection.sendall(packed({**answer, **told}, body))
        self._connection.sendall(body)

    def _gives_way(self) -> bool:
        return os.getpriority(os.PRIO_PROCESS, 0) > os.getpriority(os.PRIO_PROCESS, os.getpid())


def _answered(answerer: Answerer, task: Task) -> tuple[dict[str, object], bytes]:
    try:
        reply = answerer.answer(task)
    except QueryError as error:
        return error_fields(error), b""
    except MemoryError:
        return error_fields(too_much_memory(answerer.limits)), b""
    return reply_fields(reply), reply.body


def too_much_memory(limits: Limits) -> LimitError:
    """What is said of a query that takes too much memory."""
    return LimitError("memory", f"the query takes more than {limits.memory_mb} MiB of memory; ask for less at once")


def begin(errors: int) -> None:
    """Make a process that was just forked a worker: it dies with its parent, and first where memory is short."""
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(errors, 2)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def confine(limits: Limits) -> None:
    """Take from this process what a query needs no more: memory beyond its limit, new files and sockets, writing."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        size = pages * resource.getpagesize() + STACK + limits.memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    beyond = os.dup(2)
    os.close(beyond)
    resource.setrlimit(resource.RLIMIT_NOFILE, (beyond, beyond))


def _peak() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
