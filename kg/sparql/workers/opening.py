"""What the workers of a folder answer from."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.errors import ReadError
from kg.sparql.limits import Limits
from kg.sparql.store import LARGE, located
from kg.sparql.workers.answering import Answerer


def opener(folder: Path, prefixes: Mapping[str, str], limits: Limits, *, large: int = LARGE) -> Callable[[], Answerer]:
    """What gives each new worker its answerer: the store in memory is one for all, that on disk is opened by each.

    What has more than `large` bytes is kept on disk. Raises ReadError where there is no graph.
    """
    found = located(folder, named=True, large=large)
    if isinstance(found, Store):
        answerer = Answerer(store=found, prefixes=prefixes, limits=limits)
        return lambda: answerer
    return lambda: Answerer(store=_opened(found), prefixes=prefixes, limits=limits)


def _opened(place: Path) -> Store:
    """Raises ReadError."""
    try:
        return Store.read_only(str(place))
    except OSError as error:
        raise ReadError(str(place), f"cannot be opened: {error}") from None
