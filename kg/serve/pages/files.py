"""The files of a built folder, as the build names them, and what the build says of itself."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg.serve.messages import Response, Site
from kg.staging import MANIFEST, manifest

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv; charset=utf-8",
    ".graphml": "application/graphml+xml",
}
_WHAT = {
    "graph.html": "The map: the whole graph as one page that works offline",
    "graph.nt": "RDF as N-Triples: every edge, statement and sentence",
    "graph.nq": "RDF as N-Quads: the same, a named graph for each paper",
    "graph.ttl": "RDF as Turtle",
    "graph.jsonld": "RDF as JSON-LD",
    "graph.graphml": "The graph for Gephi, Cytoscape, yEd",
    "dataset.ttl": "What the data set is: VoID and DCAT",
    "documents.jsonl": "The records that were read",
    "tables/papers.csv": "Papers, one a row",
    "tables/entities.csv": "Methods, benchmarks, datasets, tasks, metrics, people",
    "tables/statements.csv": "Every statement with its sentence",
    "tables/results.csv": "Reported numbers",
    "tables/method_benchmark.csv": "Methods by benchmarks: how many papers",
    MANIFEST: "How and from what the graph was built",
}
_CHUNK = 1 << 18
_KILO = 1000


def file(name: str, site: Site, etag: str | None) -> Response | None:
    """A file of the build; None where the build names none of that name, or it is gone."""
    if name not in site.files:
        return None
    try:
        opened = (site.folder / name).open("rb")
    except OSError:
        return None
    known = os.fstat(opened.fileno())
    tag = f'"{known.st_size:x}-{known.st_mtime_ns:x}"'
    headers = {
        "Content-Type": _TYPES.get(Path(name).suffix, "application/octet-stream"),
        "ETag": tag,
        "Cache-Control": "no-cache",
    }
    if etag is not None and tag in (part.strip().removeprefix("W/") for part in etag.split(",")):
        opened.close()
        return Response(status=304, headers=headers)
    return Response(headers={**headers, "Content-Length": str(known.st_size)}, body=_Chunks(opened))


@dataclass(frozen=True, slots=True)
class _Chunks:
    """An open file, piece by piece; it is closed when all is read, or by `close`."""

    file: IO[bytes]

    def __iter__(self) -> Iterator[bytes]:
        with self.file:
            while chunk := self.file.read(_CHUNK):
                yield chunk

    def close(self) -> None:
        self.file.close()


def built(folder: Path) -> Mapping[str, Any]:
    """What the build says of itself; empty where it cannot be read."""
    return manifest(folder) or {}


def listed(site: Site) -> list[dict[str, Any]]:
    """The files for people to take: name, address, what it holds, size."""
    order = {name: at for at, name in enumerate(_WHAT)}
    rows = []
    for name in sorted(site.files, key=lambda one: (order.get(one, len(order)), one)):
        try:
            size = (site.folder / name).stat().st_size
        except OSError:
            continue
        rows.append({"name": name, "href": f"/{name}", "what": _WHAT.get(name, ""), "size": _size(size),
                     "download": not name.endswith((".html", ".json"))})  # fmt: skip
    return rows


def _size(count: float) -> str:
    """A number of bytes for people.

    >>> _size(999), _size(18_159_540)
    ('999 B', '18.2 MB')
    """
    unit = "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if count < _KILO:
            break
        count, unit = count / _KILO, larger
    return f"{count:.0f} B" if unit == "B" else f"{count:.1f} {unit}"
