"""What benchmarks of the endpoint share: a client, the questions with their right answers, and servers."""

import asyncio
import json
import re
import socket
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.model import Literal
from kg.ontology import load_ontology
from kg.rdf.names import Names
from kg.sparql.given import filled
from kg.sparql.questions import questions

OK = 200


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


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
