"""What must hold of `build.json`: that it tells the files and the graph as they are."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.rdf.checks.graph import FILE, Graph, text
from kg.rdf.checks.report import Violation
from kg.rdf.checks.statements import Statements

MANIFEST = "build.json"
_AGAIN = "run kg build again"
_UNCOUNTED = ("Statement", "Merge", "Form", "RetiredIdentifier")
_ALWAYS = (FILE,)


def read(folder: Path) -> dict[str, Any] | Violation:
    """What `build.json` says, or why it says nothing."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _violation("manifest", f"is not in {folder}: this is no finished build; {_AGAIN}")
    except (OSError, ValueError) as error:
        return _violation("manifest is JSON", f"cannot be read: {error}; {_AGAIN}")
    if not isinstance(found, dict) or not all(isinstance(found.get(key), dict) for key in ("files", "counts")):
        return _violation("manifest tells", f"names no files or no counts; {_AGAIN}")
    return found


def files_whole(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Violation]:
    """The files that it names are there and what the build wrote; the graph is among them."""
    for name, digest in sorted(manifest["files"].items()):
        path = folder / name
        if not path.is_file():
            what = f"is named in {MANIFEST}, and not there; {_AGAIN}"
            yield Violation(rule="file there", where=name, message=what)
        elif _digest(path) != digest:
            what = f"is not what the build wrote: its SHA-256 is not the one in {MANIFEST}; {_AGAIN}"
            yield Violation(rule="file unchanged", where=name, message=what)
    for name in _ALWAYS:
        if name not in manifest["files"]:
            yield _violation("file named", f"does not name {name}; {_AGAIN}")


def counts_agree(statements: Statements, manifest: Mapping[str, Any]) -> Iterator[Violation]:
    """It counts what the graph holds."""
    graph, counts = statements.graph, manifest["counts"]
    asserted = Counter(predicate for _, predicate, _ in statements.asserted)
    polarities = Counter(text(one.polarity) for one in statements.said if one.polarity)
    nodes = {name: number for name, number in graph.counts().items() if name not in _UNCOUNTED}
    for told in _differences("nodes", nodes, counts):
        yield _violation("nodes counted", told)
    for told in _differences("facts", asserted, counts):
        yield _violation("facts counted", told)
    for told in _differences("statements", polarities, counts):
        yield _violation("statements counted", told)
    documents = len(graph.of_class("Document"))
    if "documents" in counts and counts["documents"] != documents:
        yield _violation("documents counted", f"documents: {FILE} has {documents}, and it says {counts['documents']}")


def _differences(name: str, found: Mapping[str, int], counts: Mapping[str, Any]) -> Iterator[str]:
    claimed = counts.get(name)
    if not isinstance(claimed, dict):
        yield f"counts no {name}; {_AGAIN}"
        return
    for key in sorted({*found, *claimed}):
        if found.get(key, 0) != claimed.get(key, 0):
            yield f"{name} of {key}: {FILE} has {found.get(key, 0)}, and it says {claimed.get(key, 0)}"


def sources_known(graph: Graph, manifest: Mapping[str, Any]) -> Iterator[Violation]:
    """Every document is from a source that it names."""
    sources = manifest.get("sources")
    if not isinstance(sources, list):
        return
    known = {(one.get("name"), one.get("sha256")) for one in sources if isinstance(one, dict)}
    for iri in graph.of_class("Document"):
        name, digest = graph.first(iri, "sourceName"), graph.first(iri, "sourceHash")
        if name and digest and (text(name), text(digest)) not in known:
            what = f"is from {text(name)} with the hash {text(digest)[:12]}…, and {MANIFEST} names no such source"
            yield graph.violation("source named", iri, what)


def runs_agree(graph: Graph, manifest: Mapping[str, Any]) -> Iterator[Violation]:
    """The run that made the statements is the one that it names, and made some."""
    told = manifest.get("run")
    made = {run for iri in graph.of_class("Statement") for run in graph.values(iri, "generatedBy")}
    for iri in graph.of_class("Run"):
        if iri not in made:
            yield graph.violation("run made statements", iri, "made no statement: none has it at prov:wasGeneratedBy")
        found = {name: graph.first(iri, name) for name in ("software", "model", "settings")}
        plain = {name: value and text(value) for name, value in found.items()}
        if isinstance(told, dict) and plain != {name: told.get(name) for name in plain}:
            yield graph.violation("run named", iri, f"is {plain}, and {MANIFEST} names the run {told}")


def _violation(rule: str, what: str) -> Violation:
    return Violation(rule=rule, where=MANIFEST, message=what)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
