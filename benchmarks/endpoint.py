"""The endpoint under load, and beside the Oxigraph server.

    python benchmarks/big_graph.py outputs big
    python benchmarks/endpoint.py load big [--seconds 60]     32 clients, first all honest, then one of them hostile
    python benchmarks/endpoint.py peer big [--rounds 3]       throughput beside `oxigraph serve-read-only`, same store

`load`: each honest client asks the questions in an order of its own, one after the other without a pause, and compares
every answer with the one that it got when nobody else asked. `peer`: each question that takes 20 ms or more is asked by
several clients at once, of either server in turns; then the small ones, one at a time, for what HTTP and the pool cost.
"""

import argparse
import asyncio
import json
import random
import re
import shutil
import socket
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.model import Literal
from kg.model.places import default_folder
from kg.ontology import load_ontology
from kg.rdf.names import Names
from kg.sparql.given import filled
from kg.sparql.questions import questions

CLIENTS = 32
OK, BUSY = 200, 503
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


class Client:
    """One connection that is kept; asks one query after the other."""

    def __init__(self, port: int, path: str = "/sparql") -> None:
        self._port, self._path = port, path
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, text: str) -> tuple[int, bytes]:
        """Status and body of the answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        reader, writer = self._streams
        body = b"query=" + quote(text).encode()
        writer.write(
            f"POST {self._path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            "Accept: application/sparql-results+json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        found = await self._body(reader, head)
        if b"connection: close" in head:
            self.close()
        return int(head.split(b" ", 2)[1]), found

    async def _body(self, reader: asyncio.StreamReader, head: bytes) -> bytes:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0].strip()
        if length:
            return await reader.readexactly(int(length))
        parts = []
        while size := int(await reader.readline(), 16):
            parts.append(await reader.readexactly(size + 2))
        await reader.readline()
        return b"".join(part[:-2] for part in parts)

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


@dataclass(frozen=True)
class Asked:
    """A question as a query, its rows in any order, and how long it took when nobody else asked."""

    name: str
    text: str
    rows: str
    seconds: float
    seen: set[bytes] = field(default_factory=set)

    def holds(self, body: bytes) -> bool:
        """Whether an answer is the right one; what was found right once is not read again."""
        if body not in self.seen:
            if rows(body) != self.rows:
                return False
            self.seen.add(body)
        return True


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


def texts() -> dict[str, str]:
    """The questions without narrowing, with the prefixes that they use declared."""
    prefixes = Names(load_ontology()).prefixes
    found = {}
    for question in questions():
        given = {
            p.name: Literal(value=p.default, datatype=p.types[0]) for p in question.parameters if p.default is not None
        }
        text = filled(question.text, given)
        used = sorted(name for name in set(re.findall(r"(\w+):", text)) if name in prefixes)
        found[question.name] = "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used) + text
    return found


def rows(body: bytes) -> str:
    """Rows in an order that does not depend on the server."""
    found = json.loads(body)
    bindings = found.get("results", {}).get("bindings", [])
    return json.dumps(sorted(json.dumps(row, sort_keys=True) for row in bindings) or found.get("boolean"))


async def alone(client: Client, *, longest: float) -> list[Asked]:
    """Every question, answered alone; those that take longer than `longest` are named and left out."""
    found = []
    for name, text in texts().items():
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            status, body = await client.ask(text)
            best = min(best, time.perf_counter() - start)
            if best > longest:
                break
        if status == OK and best <= longest:
            found.append(Asked(name, text, rows(body), best))
        else:
            print(f"left out: {name} (status {status}, {best:.2f} s)")
    return found


@asynccontextmanager
async def started(arguments: Sequence[str], ready: str) -> AsyncIterator[str]:
    """A server, until the block ends; gives the line that says it is ready."""
    process = await asyncio.create_subprocess_exec(
        *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    line = ""
    while ready not in line:
        line = (await process.stdout.readline()).decode()
        if not line:
            raise SystemExit(f"{arguments[0]} did not start")
    try:
        yield line
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def ours(folder: Path, *options: str) -> AsyncIterator[int]:
    """Our server's port."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options]
    async with started(command, "http://") as line:
        yield int(line.split(":")[2].partition("/")[0])


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


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


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


async def peer(folder: Path, rounds: int, together: int) -> None:
    """Print the throughput of both servers, question by question."""
    oxigraph = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    async with ours(folder) as port:
        stores = sorted((default_folder() / "stores").glob("oxigraph-*"), key=lambda place: place.stat().st_mtime)
        theirs = free_port()
        command = [oxigraph, "serve-read-only", "--location", str(stores[-1]), "--bind", f"127.0.0.1:{theirs}"]
        async with started(command, "Listening"):
            asked = await alone(Client(port), longest=LONGEST)
            clients = [
                [Client(at, path) for _ in range(together)] for at, path in ((port, "/sparql"), (theirs, "/query"))
            ]
            for one in asked:
                status, body = await clients[1][0].ask(one.text)
                if status != OK or rows(body) != one.rows:
                    print(f"{one.name}: their answer differs (status {status})")
            await compared(clients, [one for one in asked if one.seconds >= SLOW], rounds)
            small = sorted((one for one in asked if one.seconds < SLOW), key=lambda one: one.seconds)
            for one in [Asked("ask", "ASK {}", "", 0.0), *small[:: max(1, len(small) // 5)]]:
                each = [[await throughput(pair[:1], one.text, 1) for _ in range(50)] for pair in clients]
                mine, other = (1000 * statistics.median(times) for times in each)
                print(f"small: {one.name:28} {mine:7.2f} ms  {other:7.2f} ms  + {mine - other:.2f} ms")


async def compared(clients: list[list[Client]], asked: list[Asked], rounds: int) -> None:
    """The big questions, by both servers in turns."""
    sums = [0.0, 0.0]
    for one in asked:
        times = max(len(clients[0]), min(24, int(1.0 / one.seconds)))
        spent = [0.0, 0.0]
        for turn in range(rounds):
            for way in (0, 1) if turn % 2 else (1, 0):
                spent[way] += await throughput(clients[way], one.text, times)
        sums = [total + seconds / times for total, seconds in zip(sums, spent, strict=True)]
        mine, theirs = (times * rounds / seconds for seconds in spent)
        print(
            f"{one.name:30} alone {1000 * one.seconds:6.0f} ms  {mine:7.1f}/s  {theirs:7.1f}/s  {mine / theirs:.2f}",
            flush=True,
        )
    print(f"{len(asked)} questions of 20 ms or more, throughput of the mix ours / theirs: {sums[1] / sums[0]:.2f}")


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
    arguments = parser.parse_args()
    if arguments.what == "load":
        asyncio.run(load(arguments.folder, arguments.seconds, arguments.limit, arguments.hostile))
    else:
        asyncio.run(peer(arguments.folder, arguments.rounds, arguments.together))


if __name__ == "__main__":
    main()
