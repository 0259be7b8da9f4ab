"""Extractions in one SQLite file: several builds may share it, and none fails for its sake."""

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from kg.model import Document, Extraction
from kg.model.places import VARIABLE, default_folder
from kg.model.plain import of_plain, to_plain

FILE = "extractions-1.sqlite"
"""The number is that of the table's form."""
MOST = 512 * 1024 * 1024
"""Bytes that the entries may take: about 150,000 abstracts."""

_KEPT = 0.75
"""How much of that is left when room is made."""
_ASKED = 500
_WAIT = 30.0
_DAY = 86_400
_KEEP = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)"
_TOUCH = "UPDATE entries SET used = ? WHERE key = ?"
_DROP = "DELETE FROM entries WHERE key IN (SELECT key FROM entries ORDER BY used, key LIMIT ?)"
_TABLE = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"


class Cache:
    """Extractions by key; a context manager.

    Whatever goes wrong with the file is said in `trouble`, and from then on the cache gives nothing and keeps nothing.
    `reused` counts the documents that it served. Above `most` bytes, those entries
    go that were not used for the longest time.
    """

    def __init__(self, folder: Path | None = None, *, most: int = MOST) -> None:
        self.path = (folder or default_folder()) / FILE
        self.reused = 0
        self.trouble: str | None = None
        self._most = most
        self._today = int(time.time()) // _DAY
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> "Cache":
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level="IMMEDIATE")
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
        self._safely(lambda connection: connection.execute(_TABLE))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._safely(self._prune)
        self._close()

    def find(self, wanted: Mapping[bytes, Document]) -> dict[bytes, Extraction]:
        """The extractions that are kept, each of its document; an entry that cannot be read is as none."""
        rows: list[tuple[bytes, int, bytes]] = []
        self._safely(lambda connection: rows.extend(_rows(connection, list(wanted))))
        found = {}
        for key, _, value in rows:
            with suppress(zlib.error, ValueError, TypeError, KeyError, AttributeError):
                found[key] = _unpacked(value, wanted[key])
        stale = [(self._today, key) for key, used, _ in rows if key in found and used != self._today]
        if stale:
            self._safely(lambda connection: connection.executemany(_TOUCH, stale))
        return found

    def keep(self, fresh: Iterable[tuple[bytes, Extraction]]) -> None:
        """Keep these, each under its key."""
        rows = [(key, self._today, _packed(extraction)) for key, extraction in fresh]
        if rows:
            self._safely(lambda connection: connection.executemany(_KEEP, rows))

    def _safely(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Work on the file in one transaction; without it from now on where that fails."""
        if self._connection is None:
            return
        try:
            with self._connection:
                work(self._connection)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: OSError | sqlite3.Error) -> None:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        mend = "delete it" if isinstance(error, sqlite3.DatabaseError) and not _busy(error) else f"see {VARIABLE}"
        self.trouble = f"{self.path}: the cache cannot be used ({why}); {mend}, or build with --no-cache"
        self._close()

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _prune(self, connection: sqlite3.Connection) -> None:
        ((pages,),), ((free,),), ((size,),) = (
            connection.execute(f"PRAGMA {name}").fetchall() for name in ("page_count", "freelist_count", "page_size")
        )
        held = (pages - free) * size
        if held > self._most:
            ((count,),) = connection.execute("SELECT count(*) FROM entries").fetchall()
            connection.execute(_DROP, (round(count * (1 - _KEPT * self._most / held)),))


def _busy(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is sound, but cannot be had or written."""
    return isinstance(error, sqlite3.OperationalError)


def _rows(connection: sqlite3.Connection, keys: list[bytes]) -> Iterable[tuple[bytes, int, bytes]]:
    for at in range(0, len(keys), _ASKED):
        some = keys[at : at + _ASKED]
        marks = ",".join("?" * len(some))
        yield from connection.execute(f"SELECT key, used, value FROM entries WHERE key IN ({marks})", some).fetchall()


def _packed(extraction: Extraction) -> bytes:
    """The extraction without its document, which another record of the same words may have brought."""
    plain = to_plain(extraction)
    del plain["document"]
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode())


def _unpacked(value: bytes, document: Document) -> Extraction:
    plain = json.loads(zlib.decompress(value))
    nowhere = {"key": "", "id": "", "source": {"name": "", "sha256": ""}, "line": 0, "title": None, "abstract": ""}
    return replace(of_plain(Extraction, {**plain, "document": nowhere}), document=document)
