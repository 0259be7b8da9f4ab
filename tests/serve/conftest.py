"""A small graph that is served, and a client that says exactly what it is told to."""

import asyncio
import http.client
import importlib.util
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode, urlsplit

import psutil  # type: ignore[import-untyped]
import pytest

from kg.serve.server import serve_until
from kg.serve.settings import Settings

EX = "https://ex.org/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FOAF_DOCUMENT = "http://xmlns.com/foaf/0.1/Document"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def boolean(self) -> object:
        return json.loads(self.body)["boolean"]

    @property
    def rows(self) -> list[dict[str, str]]:
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]


@dataclass(frozen=True)
class Client:
    """Speaks to one server."""

    port: int
    timeout: float = 30.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout)

    def raw(self, data: bytes, *, method: str = "GET") -> Answer:
        """The answer to bytes, sent as they are."""
        with self.connected() as connection:
            connection.sendall(data)
            return read_answer(connection, method)

    def request(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        sent = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        if body is not None:
            sent["Content-Length"] = str(len(body))
        head = f"{method} {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        return self.raw(head.encode("latin-1") + b"\r\n" + (body or b""), method=method)

    def get(self, accept: str | None = None, **fields: str | list[str]) -> Answer:
        query = urlencode({name.replace("_", "-"): value for name, value in fields.items()}, doseq=True)
        return self.request("GET", f"/sparql?{query}", {"Accept": accept} if accept else {})

    def post(self, body: bytes, type_: str | None, target: str = "/sparql", accept: str | None = None) -> Answer:
        headers = {"Content-Type": type_} if type_ else {}
        return self.request("POST", target, headers | ({"Accept": accept} if accept else {}), body)


def read_answer(connection: socket.socket, method: str = "GET") -> Answer:
    response = http.client.HTTPResponse(connection, method=method)
    try:
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(status=response.status, headers=headers, body=response.read())
    finally:
        response.close()


Serving = Callable[..., AbstractContextManager[Client]]


@contextmanager
def serving(folder: Path, **settings: object) -> Iterator[Client]:
    """A server of the folder, in a thread of this process."""
    started, addresses, failures = threading.Event(), list[str](), list[BaseException]()
    stopping: list[Callable[[], None]] = []

    async def main() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()

        def end() -> None:
            loop.call_soon_threadsafe(stop.set)

        stopping.append(end)

        def tell(address: str) -> None:
            addresses.append(address)
            started.set()

        await serve_until(stop, folder, Settings(port=0, **settings), tell)  # type: ignore[arg-type]

    def run() -> None:
        try:
            asyncio.run(main())
        except BaseException as error:  # noqa: BLE001 - told in the test's own thread
            failures.append(error)
        finally:
            started.set()

    thread = threading.Thread(target=run)
    thread.start()
    started.wait()
    try:
        if addresses:
            port = urlsplit(addresses[0]).port
            assert port is not None
            yield Client(port)
    finally:
        if addresses:
            stopping[0]()
        thread.join()
        if failures:
            raise failures[0]


def written(folder: Path, triples: str, quads: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "graph.nt").write_text(triples, encoding="utf-8")
    (folder / "graph.nq").write_text(quads, encoding="utf-8")
    files = {"graph.nt": "", "graph.nq": ""}
    manifest = json.dumps({"generator": "papergraph", "files": files})
    (folder / "build.json").write_text(manifest, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand things in the default graph; graphs 0 to 3 that each call themselves a document, 1 and 2 share one."""
    things = "".join(
        f'<{EX}thing/{n}> <{EX}number> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        f"<{EX}thing/{n}> <{EX}next> <{EX}thing/{(n + 1) % 1000}> .\n"
        f'<{EX}thing/{n}> <{EX}label> "thing {n} {"a" * 28}" .\n'
        for n in range(1000)
    )
    graphs = "".join(f"<{EX}data/{n}> <{RDF_TYPE}> <{FOAF_DOCUMENT}> <{EX}data/{n}> .\n" for n in range(4)) + "".join(
        f'<{EX}shared> <{EX}label> "shared" <{EX}data/{n}> .\n' for n in (1, 2)
    )
    return written(tmp_path_factory.mktemp("built") / "outputs", things, graphs)


@pytest.fixture(scope="session", name="serving")
def serving_fixture() -> Serving:
    return serving


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[Client]:
    with serving(folder) as found:
        yield found


@dataclass(frozen=True)
class Spawned:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    client: Client

    @property
    def port(self) -> int:
        return self.client.port

    def connections(self) -> int:
        """How many clients are connected at the moment."""
        found = psutil.Process(self.process.pid).net_connections("tcp")
        return sum(one.status == psutil.CONN_ESTABLISHED for one in found)


_MAIN = """
import asyncio, json, sys
from pathlib import Path
from kg.serve.server import serve
from kg.serve.settings import Settings
from kg.sparql.limits import Limits
folder, settings = json.loads(sys.argv[1])
limits = Limits(**settings.pop("limits", {}))
tell = lambda address: print(address, flush=True)
asyncio.run(serve(Path(folder), Settings(port=0, limits=limits, **settings), tell))
"""


@contextmanager
def spawned(folder: Path, **settings: Any) -> Iterator[Spawned]:
    """A server of the folder in a process of its own, which ends with status 0."""
    arguments = [sys.executable, "-c", _MAIN, json.dumps([str(folder), settings])]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = urlsplit(process.stdout.readline()).port
        assert port is not None
        yield Spawned(process, Client(port))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


@pytest.fixture(scope="session", name="spawned")
def spawned_fixture() -> Callable[..., AbstractContextManager[Spawned]]:
    return spawned


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _queries() -> tuple[Any, ...]:
    attacks = _module("attacks")
    exhausting = (
        attacks.Attack(query.family, query.text, query.wanted, accept=query.accept)
        for query in _module("exhausting_queries").QUERIES
    )
    return (*attacks.QUERIES, *exhausting, *attacks.of_families(_module("subtle_queries").FAMILIES))


@dataclass(frozen=True)
class Corpus:
    """All that hostile clients send."""

    queries: tuple[Any, ...] = _queries()
    requests: tuple[Any, ...] = _module("odd_requests").REQUESTS


CORPUS = Corpus()


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return CORPUS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, attacks in (("query_family", CORPUS.queries), ("request_family", CORPUS.requests)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, sorted({attack.family for attack in attacks}))
