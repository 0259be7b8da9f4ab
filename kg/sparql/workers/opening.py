"""What the workers of a folder answer from."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.sparql.limits import Limits
from kg.sparql.workers.answering import Answerer


def opener(folder: Path, prefixes: Mapping[str, str], limits: Limits) -> Callable[[], Answerer]:
    """What gives each new worker its answerer: the store in memory is one for all, that on disk is opened by each.

    Raises ReadError where there is no graph.
    """
    store = Store()
    store.bulk_load(path=folder / "graph.nt")
    if (folder / "graph.nq").exists():
        store.bulk_load(path=folder / "graph.nq")
    return lambda: Answerer(store=store, prefixes=prefixes, limits=limits)
