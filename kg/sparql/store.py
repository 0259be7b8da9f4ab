"""The triples of a build where the engine finds them: in memory, or on disk where there are many."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock
from pyoxigraph import RdfFormat, Store

from kg.errors import ReadError
from kg.model import Literal
from kg.model.places import default_folder
from kg.rdf.files.export import NQUADS, NTRIPLES
from kg.rdf.terms import iri_text, literal_text

LARGE = 192 * 2**20
"""Bytes of N-Triples and N-Quads from which on a store is kept on disk: about a million triples."""

_KEPT = 3
_LAYOUT = "oxigraph-0.5"
"""Changes when the engine changes how its folders look."""


def of_triples(triples: Iterable[tuple[str, str, str | Literal]]) -> Store:
    """A store in memory with the triples in its default graph. Raises TermError."""
    lines = (
        f"{iri_text(s)} {iri_text(p)} {literal_text(o) if isinstance(o, Literal) else iri_text(o)} .\n"
        for s, p, o in triples
    )
    store = Store()
    store.load("".join(lines), format=RdfFormat.N_TRIPLES)
    return store


def opened(folder: Path, *, named: bool = False, large: int = LARGE, cache: Path | None = None) -> Store:
    """The store of a built folder: its triples in the default graph and, if `named`, those of each paper in a graph.

    What has more than `large` bytes is kept on disk, in `cache` or the user's own folder for such things, and opened to
    be read only, by as many processes as like. Raises ReadError where there is no graph, or none of ours.
    """
    found = located(folder, named=named, large=large, cache=cache)
    return found if isinstance(found, Store) else Store.read_only(str(found))


def located(folder: Path, *, named: bool = False, large: int = LARGE, cache: Path | None = None) -> Store | Path:
    """As `opened`, but of a store on disk only its folder, so that each process can open it for itself."""
    paths = [folder / NTRIPLES]
    if named and (folder / NQUADS).exists():
        paths.append(folder / NQUADS)
    try:
        size = sum(path.stat().st_size for path in paths)
        if size > large:
            return _on_disk(paths, (cache or default_folder()) / "stores")
        store = Store()
        for path in paths:
            _load(store.load, path)
    except FileNotFoundError:
        raise ReadError(str(paths[0]), "is not there; run kg build, or name the folder of another build") from None
    except OSError as error:
        where = error.filename or paths[0]
        raise ReadError(str(where), f"cannot be read: {error.strerror or error}") from None
    return store


def _on_disk(paths: Sequence[Path], home: Path) -> Path:
    """The folder of a store that holds these files, made now where there is none; old ones make room."""
    place = home / f"{_LAYOUT}-{_digest(paths)[:32]}"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(home / "lock"):
        if not place.exists():
            part = home / f"{place.name}.part"
            shutil.rmtree(part, ignore_errors=True)
            store = Store(str(part))
            for path in paths:
                _load(store.bulk_load, path)
            store.optimize()
            store.flush()
            del store  # lets go of the folder
            part.rename(place)
        os.utime(place)
        _make_room(home, place)
    return place


def _make_room(home: Path, place: Path) -> None:
    """Remove all but the stores that were opened last; one that is open elsewhere keeps what it has open."""
    with suppress(OSError):
        stores = sorted(home.glob("oxigraph-*"), key=lambda store: store.stat().st_mtime, reverse=True)
        for old in stores[_KEPT:]:
            if old != place:
                shutil.rmtree(old, ignore_errors=True)


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _load(load: Callable[..., None], path: Path) -> None:
    try:
        load(path=path, format=RdfFormat.N_QUADS if path.name == NQUADS else RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        what = "is not UTF-8" if "UTF-8" in str(error) else "is no triple"
        raise ReadError(str(path), f"{what}; build the graph again", line=error.lineno) from None
