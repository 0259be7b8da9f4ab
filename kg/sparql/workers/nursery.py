"""The process that all workers come from: it opens the store once and forks, so that a new worker takes milliseconds.

It has one thread, waits for orders (`fork`, `kill`), and tells who was born and who died, and of what.
"""

import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.sparql.guard import admit
from kg.sparql.limits import Limits
from kg.sparql.workers.answering import Answerer
from kg.sparql.workers.messages import packed
from kg.sparql.workers.opening import opener
from kg.sparql.workers.wire import receive
from kg.sparql.workers.worker import begin, confine, serve

_SAID = 1 << 16


class _Nursery:
    def __init__(self, control: socket.socket, make: Callable[[], Answerer], limits: Limits) -> None:
        self._control, self._make, self._limits = control, make, limits
        self._errors: dict[int, int] = {}  # of each worker, the end of the pipe that its last words come out of

    def run(self) -> None:
        """Takes orders until the other side hangs up; then no worker is left."""
        waking, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(waking, selectors.EVENT_READ)
            try:
                while True:
                    for key, _ in selector.select():
                        if key.fileobj is self._control:
                            self._obey(receive(self._control)[0])
                        else:
                            os.read(waking, _SAID)
                    self._bury()
            except (EOFError, OSError):
                for pid in self._errors:
                    os.kill(pid, signal.SIGKILL)

    def _obey(self, order: dict[str, Any]) -> None:
        if "fork" in order:
            self._fork()
        elif order["kill"] in self._errors:  # not yet buried: the number is still its own
            os.kill(order["kill"], signal.SIGKILL)

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        heard, said = os.pipe()
        os.set_blocking(said, False)
        pid = os.fork()
        if not pid:
            self._become_worker(theirs, said)
        os.close(said)
        theirs.close()
        self._errors[pid] = heard
        with ours:
            socket.send_fds(self._control, [packed({"born": pid})], [ours.fileno()])

    def _become_worker(self, connection: socket.socket, errors: int) -> None:
        """Never returns: what follows in the parent is not for the child."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            begin(errors)
            _close_all_but(connection.fileno())
            answerer = self._make()
            confine(self._limits)
            serve(connection, answerer)
            status = 0
        except (KgError, OSError) as error:
            sys.stderr.write(str(error))
            sys.stderr.flush()
        finally:
            os._exit(status)

    def _bury(self) -> None:
        """Tell of all who died."""
        for pid in sorted(self._errors):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                heard = self._errors.pop(pid)
                os.set_blocking(heard, False)
                said = b""
                with suppress(BlockingIOError):
                    said = os.read(heard, _SAID)
                os.close(heard)
                died = {"died": pid, "status": status, "said": said[-2000:].decode("utf-8", "replace")}
                self._control.sendall(packed(died))


def _close_all_but(kept: int) -> None:
    """Standard streams stay, too."""
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))


def main(control: socket.socket) -> None:
    """Opens the store that the first message names, says so, and takes orders."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    order, _ = receive(control)
    limits = Limits(**order["limits"])
    try:
        make = opener(Path(order["folder"]), order["prefixes"], limits, large=order["large"])
        admit("ASK {}", order["prefixes"], limits)  # what is made on first use is made once, for all workers
    except (KgError, OSError) as error:
        control.sendall(packed({"failed": str(error)}))
        return
    control.sendall(packed({"ready": True}))
    _Nursery(control, make, limits).run()


if __name__ == "__main__":
    main(socket.socket(fileno=int(json.loads(sys.argv[1]))))
