"""Who may ask next: a bounded queue in which those who have used least come first."""

import asyncio
from collections import Counter, deque
from math import ceil

from kg.errors import BusyError

_REMEMBERED = 1024


class Turns:
    """Places for queries: `size` of them, and as many again for those that have turned out to be slow.

    Whoever waits is served by what they have used so far, in seconds, least first; a newcomer stands with the least
    of those present. Where the queue is full, whoever has most waiting loses their latest.
    """

    def __init__(self, *, size: int, waiting: int) -> None:
        self._size, self._room = size, waiting
        self._quick, self._slow = 0, 0
        self._running: Counter[str] = Counter()
        self._used: dict[str, float] = {}
        self._queues: dict[str, deque[asyncio.Future[None]]] = {}
        self._typical = 0.1

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._queues.values()))

    async def enter(self, client: str, *, patience: float) -> None:
        """Returns when it is the client's turn; `leave` must follow. Raises BusyError after `patience` seconds."""
        self._arrive(client)
        if self._may_run(client) and not self._queues:
            self._take(client)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._make_room(client)
        self._queues.setdefault(client, deque()).append(turn)
        self._next()
        try:
            async with asyncio.timeout(patience):
                await turn
        except TimeoutError:
            self._withdraw(client, turn)
            raise self._busy() from None
        except asyncio.CancelledError:
            self._withdraw(client, turn)
            raise

    def slowed(self) -> bool:
        """Tell that a query which runs is slow: its place goes to the next where slow ones have one left."""
        if self._slow >= self._size:
            return False
        self._quick, self._slow = self._quick - 1, self._slow + 1
        self._next()
        return True

    def leave(self, client: str, *, seconds: float, slow: bool) -> None:
        """Give the place back after so many seconds; `slow` as `slowed` answered."""
        self._quick, self._slow = self._quick - (not slow), self._slow - slow
        self._running[client] -= 1
        self._used[client] += seconds
        self._typical += (seconds - self._typical) / 16
        self._next()

    def _arrive(self, client: str) -> None:
        present = {*self._queues, *+self._running}
        if client not in present:
            least = min((self._used[other] for other in present), default=0.0)
            self._used[client] = max(self._used.get(client, 0.0), least)
        if len(self._used) > _REMEMBERED:
            self._used = {name: used for name, used in self._used.items() if name in present or name == client}

    def _may_run(self, client: str) -> bool:
        return self._quick < self._size and self._running[client] < self._size

    def _take(self, client: str) -> None:
        self._quick += 1
        self._running[client] += 1

    def _make_room(self, client: str) -> None:
        if self.waiting < self._room:
            return
        greediest = max(self._queues, key=lambda name: len(self._queues[name]))
        if len(self._queues[greediest]) <= len(self._queues.get(client, ())) + 1:
            raise self._busy()
        dropped = self._queues[greediest].pop()
        if not dropped.done():
            dropped.set_exception(self._busy())

    def _next(self) -> None:
        while self._quick < self._size:
            ready = [name for name in self._queues if self._running[name] < self._size]
            if not ready:
                return
            client = min(ready, key=self._used.__getitem__)
            turn = self._queues[client].popleft()
            if not self._queues[client]:
                del self._queues[client]
            if not turn.done():
                self._take(client)
                turn.set_result(None)

    def _withdraw(self, client: str, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            self.leave(client, seconds=0.0, slow=False)  # the turn came in the same moment
        elif client in self._queues and turn in self._queues[client]:
            self._queues[client].remove(turn)
            if not self._queues[client]:
                del self._queues[client]

    def _busy(self) -> BusyError:
        return BusyError(min(60, max(1, ceil(self._typical * self.waiting / self._size))))
