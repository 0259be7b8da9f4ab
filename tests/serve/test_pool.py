"""The pool of workers: who comes first, and what happens when processes die."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import psutil  # type: ignore[import-untyped]
import pytest

from kg.errors import BusyError, EngineError, LimitError, ReadError
from kg.sparql.limits import Limits
from kg.sparql.workers import Pool, Task, ask_once
from kg.sparql.workers.turns import Turns

Given = TypeVar("Given")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUICK = Task(text="ASK {}", formats=("json",))


def task(text: str) -> Task:
    return Task(text=text, formats=("json", "turtle"))


def in_a_thread(main: Coroutine[Any, Any, Given]) -> Given:
    """What a coroutine gives, in a loop of its own: a browser that other tests opened may keep one in this thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, main).result()


def in_pool(folder: Path, use: Callable[[Pool], Coroutine[Any, Any, None]], *, size: int = 1, **limits: Any) -> None:
    async def main() -> None:
        async with Pool(folder, prefixes={}, limits=Limits(**limits), size=size) as pool:
            await use(pool)

    in_a_thread(main())


OTHERS: set[int] = set()
"""Nurseries that were there before a test began, of servers that other tests keep open."""


def nurseries() -> list[psutil.Process]:
    born = [one for one in psutil.Process().children() if "kg.sparql.workers.nursery" in one.cmdline()]
    return [one for one in born if one.pid not in OTHERS]


@pytest.fixture(autouse=True)
def remember_others() -> None:
    OTHERS.clear()
    OTHERS.update([one.pid for one in nurseries()])


def children() -> list[psutil.Process]:
    """The nursery of this test's pool, and its workers."""
    return [*nurseries(), *(worker for one in nurseries() for worker in one.children(recursive=True))]


def nursery() -> psutil.Process:
    return nurseries()[0]


def test_no_process_is_left_behind(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        await pool.run(QUICK)
        assert len(children()) == 3

    in_pool(folder, use)
    assert children() == []


def test_a_cancelled_query_loses_its_process_and_its_place(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        running = [asyncio.ensure_future(pool.run(task(ENDLESS))) for _ in range(2)]
        await asyncio.sleep(0.5)
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        assert (await pool.run(QUICK)).body

    in_pool(folder, use, seconds=20)


def test_a_pool_that_closes_while_workers_are_born_and_renewed_keeps_no_socket(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.sparql.workers.pool.SLOW", 0)  # each query is slow, and asks for a new thread

    async def use(moment: int, pool: Pool) -> None:
        given_up = asyncio.ensure_future(pool.run(task(ENDLESS)))
        await asyncio.sleep(0.1)
        given_up.cancel()
        assert (await pool.run(QUICK)).body
        for _ in range(moment):
            await asyncio.sleep(0)

    before = psutil.Process().num_fds()
    for moment in (0, 1, 2, 20):
        in_pool(folder, partial(use, moment))
        assert psutil.Process().num_fds() == before


@pytest.mark.parametrize("born", [1, 2])
def test_a_pool_that_is_given_up_while_it_opens_leaves_no_process(folder: Path, born: int) -> None:
    async def main() -> None:
        opening = asyncio.ensure_future(Pool(folder, prefixes={}, size=1).__aenter__())
        while len(children()) < born:
            await asyncio.sleep(0.001)
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening

    in_a_thread(main())
    assert children() == []


def test_slow_queries_leave_room_for_quick_ones(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        slow = asyncio.ensure_future(pool.run(task(ENDLESS), "greedy"))
        await asyncio.sleep(0.5)
        for _ in range(5):
            assert (await pool.run(QUICK, "modest")).body
        assert not slow.done()
        with pytest.raises(LimitError) as told:
            await slow
        assert told.value.limit == "time"

    in_pool(folder, use, seconds=4)


def test_the_pool_recovers_when_all_its_processes_are_killed(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        nursery().kill()
        answers = []
        for _ in range(20):
            try:
                answers.append((await pool.run(QUICK)).body)
            except EngineError:
                await asyncio.sleep(0.2)
        assert len(answers) >= 10

    in_pool(folder, use, seconds=10)


def test_a_worker_that_dies_of_itself_is_told_and_replaced(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        running = asyncio.ensure_future(pool.run(task(ENDLESS)))
        await asyncio.sleep(0.3)
        busy = max(nursery().children(), key=lambda one: sum(one.cpu_times()[:2]))
        os.kill(busy.pid, signal.SIGSEGV)
        with pytest.raises(EngineError, match="brought down"):
            await running
        assert (await pool.run(QUICK)).body

    in_pool(folder, use, seconds=20)


def test_a_worker_that_fails_in_an_unforeseen_way_ends_and_is_replaced(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        with pytest.raises(EngineError, match="brought down"):
            await pool.run(replace(QUICK, formats=([],)))  # type: ignore[arg-type]
        for _ in range(5):
            assert (await pool.run(QUICK)).body

    in_pool(folder, use, seconds=20)


def test_workers_can_open_no_socket_and_write_no_file(folder: Path) -> None:
    async def use(pool: Pool) -> None:
        await pool.run(QUICK)
        for worker in nursery().children():
            held = [int(entry.name) for entry in Path(f"/proc/{worker.pid}/fd").iterdir()]
            assert worker.rlimit(psutil.RLIMIT_NOFILE)[0] <= max(held) + 1
            assert worker.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
            assert worker.net_connections("inet") == []

    in_pool(folder, use)


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"graph\.nt"):
        in_a_thread(ask_once(tmp_path, QUICK, prefixes={}, limits=Limits()))


def test_one_query_can_be_asked_without_a_server(folder: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    reply = in_a_thread(ask_once(folder, task(text), prefixes={}, limits=Limits()))
    assert b'"3000"' in reply.body
    with pytest.raises(LimitError):
        in_a_thread(ask_once(folder, task(ENDLESS), prefixes={}, limits=Limits(seconds=0.5)))


def test_whoever_has_used_least_comes_first() -> None:
    async def main() -> list[str]:
        turns, order = Turns(size=1, waiting=10), list[str]()
        await turns.enter("greedy", patience=1)
        turns.leave("greedy", seconds=9.0, slow=False)
        await turns.enter("modest", patience=1)

        async def one(client: str) -> None:
            await turns.enter(client, patience=1)
            order.append(client)
            turns.leave(client, seconds=0.1, slow=False)

        waiting = [asyncio.ensure_future(one(client)) for client in ("greedy", "greedy", "modest", "modest")]
        await asyncio.sleep(0)
        turns.leave("modest", seconds=0.1, slow=False)
        await asyncio.gather(*waiting)
        return order

    assert in_a_thread(main()) == ["modest", "modest", "greedy", "greedy"]


def test_a_full_queue_drops_the_latest_of_whoever_has_most_in_it() -> None:
    async def main() -> tuple[int, str]:
        turns = Turns(size=1, waiting=4)
        await turns.enter("running", patience=5)
        greedy = [asyncio.ensure_future(turns.enter("greedy", patience=5)) for _ in range(4)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await turns.enter("greedy", patience=5)
        modest = asyncio.ensure_future(turns.enter("modest", patience=5))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        dropped = sum(one.done() and isinstance(one.exception(), BusyError) for one in greedy)
        turns.leave("running", seconds=1, slow=False)
        await asyncio.wait([modest, *greedy], return_when=asyncio.FIRST_COMPLETED)
        first = "modest" if modest.done() else "greedy"
        for one in (modest, *greedy):
            one.cancel()
        await asyncio.gather(modest, *greedy, return_exceptions=True)
        return dropped, first

    assert in_a_thread(main())[0] == 1


def test_waiting_longer_than_there_is_patience_is_told_with_a_time_to_come_again() -> None:
    async def main() -> None:
        turns = Turns(size=1, waiting=4)
        await turns.enter("running", patience=1)
        with pytest.raises(BusyError) as told:
            await turns.enter("waiting", patience=0.05)
        assert told.value.seconds >= 1
        assert turns.waiting == 0

    in_a_thread(main())
