"""A server with a limit of one second under the attack corpus: it stays, answers in time, and calls nobody."""

import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

Corpus = Any
Served = Any

SECONDS = 1.0
IN_TIME = SECONDS + 1.0
AT_ONCE = 6
BUSY = 503
OUT_OF_TIME = 504


class Trap:
    """A listener on this machine that nobody may call."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.called = 0
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._wait, daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        try:
            while True:
                self._listening.accept()[0].close()
                self.called += 1
        except OSError:
            return

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    found = Trap()
    yield found
    found.close()


@pytest.fixture(scope="module")
def served(folder: Path, spawned: Any) -> Iterator[Served]:
    limits = {"seconds": SECONDS, "memory_mb": 384, "rows": 10_000, "answer_mb": 8}
    with spawned(folder, limits=limits, header=SECONDS, body=SECONDS, idle=SECONDS, write=SECONDS, workers=4) as found:
        yield found


def status_of(served: Served, data: bytes) -> tuple[int, float, bytes]:
    """The status that bytes are answered with (0 where the connection is closed), after how long, and all that came."""
    began = time.monotonic()
    answer = b""
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        with suppress(OSError):  # refused while it was still being sent
            connection.sendall(data)
        with suppress(ConnectionResetError):
            while b"\r\n\r\n" not in answer and (part := connection.recv(1 << 16)):
                answer += part
        taken = time.monotonic() - began
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return (int(found[1]) if found else 0), taken, answer


def honest(served: Served) -> None:
    """An honest query gets the right answer, when there is room for it, and the server is the process it was."""
    for _ in range(10):
        answer = served.client.get(query="SELECT (COUNT(*) AS ?n) { ?s <https://ex.org/number> ?o }")
        if answer.status != BUSY:
            break
        time.sleep(0.2)
    assert (answer.status, answer.rows) == (200, [{"n": "1000"}])
    assert served.process.poll() is None
    assert psutil.Process(served.process.pid).memory_info().rss < 300 * 2**20


def check(served: Served, trap: Trap, attacks: list[tuple[bytes, frozenset[int], str]]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(lambda attack: status_of(served, attack[0]), attacks))
    for at, ((status, _, _), (data, wanted, _)) in enumerate(zip(found, attacks, strict=True)):
        if status in {BUSY, OUT_OF_TIME} - wanted:  # a machine that is busy with other things; ask it alone
            found[at] = status_of(served, data)
    wrong = [
        f"{status} not in {sorted(wanted)} after {taken:.2f} s: {shown[:120]} -> {answer[-200:]!r}"
        for (status, taken, answer), (_, wanted, shown) in zip(found, attacks, strict=True)
        if status not in wanted or taken > IN_TIME
    ]
    assert not wrong, "\n".join(wrong)
    assert not any(b"root:" in answer for _, _, answer in found)
    honest(served)
    assert trap.called == 0


def test_hostile_queries_of_a_family_are_answered_rightly(
    query_family: str, corpus: Corpus, served: Served, trap: Trap
) -> None:
    attacks = [attack for attack in corpus.queries if attack.family == query_family]
    check(served, trap, [(one.request(served.port, trap.address), one.wanted, one.text) for one in attacks])


def test_odd_requests_of_a_family_are_answered_rightly(
    request_family: str, corpus: Corpus, served: Served, trap: Trap
) -> None:
    attacks = [attack for attack in corpus.requests if attack.family == request_family]
    check(served, trap, [(one.data, one.wanted, repr(one.data)) for one in attacks])


def test_the_corpus_holds_hundreds_of_attacks_in_dozens_of_families(corpus: Corpus) -> None:
    families = Counter(attack.family for attack in (*corpus.queries, *corpus.requests))
    assert sum(families.values()) >= 300
    assert len(families) >= 40
    assert len({attack.text for attack in corpus.queries if attack.way == "post"}) >= 200


def test_a_slow_header_is_cut_off(served: Served) -> None:
    assert dripped(served, b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 1000) == 408
    honest(served)


def test_a_slow_body_is_cut_off(served: Served) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
    kind = b"Content-Type: application/sparql-query\r\n\r\n"
    assert dripped(served, head + kind + b"x" * 5000, at_once=len(head + kind)) == 408
    honest(served)


def dripped(served: Served, data: bytes, *, at_once: int = 0) -> int:
    """The status that bytes are answered with when they come one by one."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(data[:at_once])
        connection.settimeout(0.02)
        for at in range(at_once, len(data)):
            try:
                connection.sendall(data[at : at + 1])
                answer = connection.recv(100)
            except TimeoutError:
                continue
            assert time.monotonic() - began <= IN_TIME
            return int(answer.split()[1])
    raise AssertionError("never answered")


def test_clients_that_say_nothing_or_half_of_it_are_let_go(served: Served) -> None:
    silent = [socket.create_connection(("127.0.0.1", served.port), timeout=10) for _ in range(20)]
    half = [socket.create_connection(("127.0.0.1", served.port), timeout=10) for _ in range(20)]
    for connection in half:
        connection.sendall(b"GET /sparql?query=ASK%7B%7D HT")
    honest(served)
    began = time.monotonic()
    assert [connection.recv(100) for connection in silent] == [b""] * 20
    assert {connection.recv(12) for connection in half} == {b"HTTP/1.1 408"}
    assert time.monotonic() - began <= IN_TIME
    for connection in (*silent, *half):
        connection.close()


def test_slow_readers_are_cut_off_and_harm_nobody(served: Served) -> None:
    target = "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+.+%3Fs+%3Fq+%3Fr+%7D+LIMIT+9999"
    readers = []
    for _ in range(8):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", served.port))
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        readers.append(connection)
    while served.connections() < len(readers):
        time.sleep(0.01)
    began = time.monotonic()
    try:
        while served.connections() > 0 and time.monotonic() - began < 3 * IN_TIME:
            honest(served)
            time.sleep(0.1)
        assert served.connections() == 0
    finally:
        for connection in readers:
            connection.close()


def test_a_client_that_hangs_up_takes_its_query_with_it(served: Served) -> None:
    text = b"SELECT+(COUNT(*)+AS+%3Fn)+%7B+%3Fa+%3Fb+%3Fc+.+%3Fd+%3Fe+%3Ff+.+%3Fg+%3Fh+%3Fi+%7D"
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", served.port)) as connection:
            connection.sendall(b"GET /sparql?query=" + text + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    began = time.monotonic()
    honest(served)
    assert time.monotonic() - began < IN_TIME


def test_requests_that_were_sent_ahead_are_answered_in_order(served: Served) -> None:
    asks = b"".join(
        f"GET /sparql?query=SELECT({n}+AS+%3Fn)%7B%7D HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/csv\r\n\r\n".encode()
        for n in range(50)
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(
            asks + b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )
        answer = b""
        while part := connection.recv(1 << 16):
            answer += part
    assert [int(n) for n in re.findall(rb"n\r\n(\d+)\r\n", answer)] == list(range(50))
    honest(served)


def test_more_connections_than_are_allowed_are_told_so(folder: Path, serving: Any) -> None:
    with serving(folder, per_address=10, workers=1) as client:
        held = [client.connected() for _ in range(12)]
        time.sleep(0.2)
        assert held[-1].recv(12) == b"HTTP/1.1 503"
        held[0].sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert held[0].recv(12) == b"HTTP/1.1 200"
        for connection in held:
            connection.close()
        time.sleep(0.2)
        assert client.get(query="ASK {}").boolean


def test_connections_that_ask_for_nothing_give_way_to_those_who_ask(folder: Path, serving: Any) -> None:
    with serving(folder, per_address=10, workers=1) as client:
        silent = [client.connected() for _ in range(9)]
        half = client.connected()
        half.sendall(b"GET /sparql?query=ASK%7B%7D HT")
        time.sleep(1.2)
        for _ in range(5):
            assert client.get(query="ASK {}").boolean
        silent[-1].sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert silent[-1].recv(12) == b"HTTP/1.1 200"
        with suppress(ConnectionResetError):
            assert silent[0].recv(12) == b""
        for connection in (*silent, half):
            connection.close()
