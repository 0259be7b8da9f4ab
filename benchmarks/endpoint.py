"""The endpoint under load, and beside the Oxigraph server.

    python benchmarks/big_graph.py outputs big
    python benchmarks/endpoint.py load big [--seconds 60]     32 clients, first all honest, then one of them hostile
    python benchmarks/endpoint.py peer big [--rounds 3]       throughput beside `oxigraph serve-read-only`, same store

`load`: each honest client asks the questions in an order of its own, one after the other without a pause, and compares
every answer with the one that it got when nobody else asked. `peer`: each question that takes 20 ms or more is asked by
several clients at once, of either server in turns, for answers a second and for CPU time an answer, which neighbours on
the machine disturb less; then the small ones, one at a time, for what HTTP and the pool cost. Both have the same store
on disk; `--in-memory` lets ours keep the graph in memory, as it does with one of this size unless told otherwise.
"""

import argparse
import asyncio
import random
import shutil
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.asking import OK, Asked, Client, alone, free_port, ours, rows, started
from kg.model.places import default_folder

CLIENTS = 32
BUSY = 503
SLOW = 0.02
LONGEST = 2.0
"""Seconds; questions that take longer alone are left out of the load, where they would say more of the engine."""

HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a (!<a:b>)* ?b }",
    "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f FILTER(STR(?a) < STR(?d)) }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { " + "{ " * 20000,
    "SELECT (REGEX(GROUP_CONCAT(?c), '(a*)*b') AS ?x) { ?a ?b ?c }",
    "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
)


@dataclass
class Outcome:
    """What clients saw."""

    times: list[float] = field(default_factory=list)
    wrong: int = 0
    busy: int = 0
    hostile: dict[int, int] = field(default_factory=dict)

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        return 1000 * sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))]


async def loaded(port: int, asked: list[Asked], seconds: float, *, hostile: int) -> Outcome:
    """What honest clients saw in so many seconds beside so many hostile ones."""
    outcome = Outcome()
    end = time.perf_counter() + seconds

    async def honest(number: int) -> None:
        client, order = Client(port), random.Random(number)
        while (start := time.perf_counter()) < end:
            question = order.choice(asked)
            status, body = await client.ask(question.text)
            if status == BUSY:
                outcome.busy += 1
                continue
            outcome.times.append(time.perf_counter() - start)
            outcome.wrong += status != OK or not question.holds(body)
        client.close()

    async def attack(number: int) -> None:
        client, at = Client(port), number
        while time.perf_counter() < end:
            status, _ = await client.ask(HOSTILE[at % len(HOSTILE)])
            outcome.hostile[status] = outcome.hostile.get(status, 0) + 1
            at += 1
        client.close()

    tasks = [honest(number) for number in range(CLIENTS - hostile)] + [attack(number) for number in range(hostile)]
    await asyncio.gather(*tasks)
    return outcome


async def load(folder: Path, seconds: float, limit: float, hostile: int) -> None:
    """Print what honest clients see without and with a hostile one."""
    async with ours(folder, "--seconds", str(limit)) as port:
        asked = [one for one in await alone(Client(port), longest=LONGEST) if one.seconds < 10 * SLOW]
        print(f"{len(asked)} questions, median {1000 * statistics.median(one.seconds for one in asked):.1f} ms alone")
        p95 = []
        for attackers in (0, hostile, 0, hostile):
            found = await loaded(port, asked, seconds / 2, hostile=attackers)
            p95.append(found.percentile(0.95))
            rate = 2 * len(found.times) / seconds
            print(
                f"{attackers} hostile: {rate:.1f} answers/s, {found.wrong} wrong, {found.busy} told to wait,", end=" "
            )
            print(f"p50 {found.percentile(0.5):.0f} ms, p95 {p95[-1]:.0f} ms; hostile: {found.hostile}", flush=True)
        print(f"p95 attacked / unattacked: {(p95[1] + p95[3]) / (p95[0] + p95[2]):.2f}")


async def throughput(client: Sequence[Client], text: str, times: int) -> float:
    """Seconds for so many answers, asked by all clients at once."""
    left = iter(range(times))

    async def some(one: Client) -> None:
        for _ in left:
            status, _body = await one.ask(text)
            assert status == OK

    start = time.perf_counter()
    await asyncio.gather(*(some(one) for one in client))
    return time.perf_counter() - start


@dataclass(kw_only=True)
class Server:
    """One of the two, its clients, and what it has spent on the question that is being asked."""

    process: psutil.Process
    clients: list[Client]
    seconds: float = 0.0
    work: float = 0.0

    async def ask(self, text: str, times: int) -> None:
        """Have all clients ask, and note the time and the CPU time that it took."""
        before = self._worked()
        self.seconds += await throughput(self.clients, text, times)
        self.work += self._worked() - before

    def _worked(self) -> float:
        """CPU seconds of the server and all that it started, those that have ended too."""
        everyone = (self.process, *self.process.children(recursive=True))
        spent = [process.cpu_times() for process in everyone]
        return float(sum(sum(times[:4]) for times in spent))


async def peer(folder: Path, rounds: int, together: int, *, in_memory: bool) -> None:
    """Print the throughput of both servers, question by question."""
    oxigraph = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    if in_memory:
        async with ours(folder, "--in-memory", "0"):  # makes the store on disk, if there is none yet
            pass
    async with ours(folder, *(() if in_memory else ("--in-memory", "0"))) as port:
        stores = sorted((default_folder() / "stores").glob("oxigraph-*"), key=lambda place: place.stat().st_mtime)
        theirs = free_port()
        command = [oxigraph, "serve-read-only", "--location", str(stores[-1]), "--bind", f"127.0.0.1:{theirs}"]
        async with started(command, "Listening"):
            asked = await alone(Client(port), longest=LONGEST)
            running = {"serve-read-only" in process.cmdline(): process for process in psutil.Process().children()}
            servers = [
                Server(process=running[is_peer], clients=[Client(at, path) for _ in range(together)])
                for is_peer, at, path in ((False, port, "/sparql"), (True, theirs, "/query"))
            ]
            for one in asked:
                status, body = await servers[1].clients[0].ask(one.text)
                if status != OK or rows(body) != one.rows:
                    print(f"{one.name}: their answer differs (status {status})")
            await compared(servers, [one for one in asked if one.seconds >= SLOW], rounds)
            await small(servers, [one for one in asked if one.seconds < SLOW])


async def compared(servers: Sequence[Server], asked: list[Asked], rounds: int) -> None:
    """The big questions, by both servers in turns."""
    counted, mix = 0, [[0.0, 0.0], [0.0, 0.0]]
    for one in asked:
        times = max(len(servers[0].clients), min(24, int(1.0 / one.seconds)))
        for server in servers:
            server.seconds = server.work = 0.0
        for turn in range(rounds):
            for server in servers if turn % 2 else servers[::-1]:
                await server.ask(one.text, times)
        mine, theirs = (times * rounds / server.seconds for server in servers)
        work = [1000 * server.work / times / rounds for server in servers]
        if work[1] >= 1000 * SLOW:  # by the clock, neighbours make some of the quick ones slow
            counted += 1
            for sums, server in zip(mix, servers, strict=True):
                sums[0] += server.seconds / times
                sums[1] += server.work / times
        print(
            f"{one.name:30} alone {1000 * one.seconds:6.0f} ms  {mine:7.1f}/s  {theirs:7.1f}/s  {mine / theirs:.2f}",
            f"  CPU {work[0]:6.1f} ms {work[1]:6.1f} ms  {work[1] / work[0]:.2f}",
            flush=True,
        )
    print(f"{counted} questions of 20 ms or more, the mix: throughput {mix[1][0] / mix[0][0]:.2f} of theirs,", end=" ")
    print(f"by CPU time {mix[1][1] / mix[0][1]:.2f}")


async def small(servers: Sequence[Server], asked: list[Asked]) -> None:
    """The small questions, one at a time."""
    asked.sort(key=lambda one: one.seconds)
    for one in [Asked("ask", "ASK {}", "", 0.0), *asked[:: max(1, len(asked) // 5)]]:
        each = [[await throughput(server.clients[:1], one.text, 1) for _ in range(50)] for server in servers]
        mine, other = (1000 * statistics.median(times) for times in each)
        print(f"small: {one.name:28} {mine:7.2f} ms  {other:7.2f} ms  + {mine - other:.2f} ms")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("load", "peer"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0, help="of load, without and with attack each")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds a query may take under load")
    parser.add_argument("--hostile", type=int, default=1, help="hostile clients of the 32")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--together", type=int, default=8, help="clients that ask at once, beside the peer")
    parser.add_argument("--in-memory", action="store_true", help="our graph in memory, the peer's on disk")
    arguments = parser.parse_args()
    if arguments.what == "load":
        asyncio.run(load(arguments.folder, arguments.seconds, arguments.limit, arguments.hostile))
    else:
        asyncio.run(peer(arguments.folder, arguments.rounds, arguments.together, in_memory=arguments.in_memory))


if __name__ == "__main__":
    main()
