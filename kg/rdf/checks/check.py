"""Is a built folder whole, and its graph sound?"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model import Ontology
from kg.rdf.checks.described import Described
from kg.rdf.checks.soundness import ABOUT_FACTS, RULES
from kg.rdf.files import ntriples
from kg.rdf.files.export import NTRIPLES

MANIFEST = "build.json"
_AGAIN = "run kg build again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that does not hold, where, and what is wrong or would mend it."""

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} ({self.rule})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found; `triples` says how much it looked at."""

    violations: tuple[Violation, ...]
    triples: int

    @property
    def sound(self) -> bool:
        return not self.violations


def check(folder: Path, ontology: Ontology) -> Report:
    """Everything that is wrong with a built folder, in the order of the rules and of the file."""
    manifest = _manifest(folder)
    if isinstance(manifest, Violation):
        return Report(violations=(manifest,), triples=0)
    found = list(_files(folder, manifest))
    try:
        text = (folder / NTRIPLES).read_text(encoding="utf-8")
        triples = tuple(ntriples.read(text, NTRIPLES))
    except (OSError, UnicodeDecodeError, KgError) as error:
        found.append(Violation(rule="readable", where=NTRIPLES, message=str(error)))
        return Report(violations=tuple(found), triples=0)
    found += _sorted(text)
    graph = Described(triples, ontology)
    for rule in RULES:
        name = rule.__name__.replace("_", " ")
        found += [Violation(rule=name, where=graph.names.short(iri), message=what) for iri, what in rule(graph)]
    found += _counts(graph, manifest)
    return Report(violations=tuple(found), triples=len(triples))


def _manifest(folder: Path) -> dict[str, Any] | Violation:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Violation(rule="files whole", where=str(path), message=f"is not there; {_AGAIN}")
    except (OSError, ValueError) as error:
        return Violation(rule="files whole", where=str(path), message=f"cannot be read: {error}; {_AGAIN}")
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(key), dict) for key in ("files", "counts")):
        return Violation(rule="files whole", where=str(path), message=f"names no files or no counts; {_AGAIN}")
    return manifest


def _files(folder: Path, manifest: dict[str, Any]) -> Iterator[Violation]:
    for name, digest in sorted(manifest["files"].items()):
        path = folder / name
        if not path.is_file():
            yield Violation(rule="files whole", where=name, message=f"is named in {MANIFEST} and not there; {_AGAIN}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            message = f"is not what the build wrote: its SHA-256 differs from {MANIFEST}; {_AGAIN}"
            yield Violation(rule="files whole", where=name, message=message)
    if NTRIPLES not in manifest["files"]:
        yield Violation(rule="files whole", where=NTRIPLES, message=f"is not named in {MANIFEST}; {_AGAIN}")


def _sorted(text: str) -> Iterator[Violation]:
    for number, (line, following) in enumerate(pairwise(text.removesuffix("\n").split("\n")), 1):
        if following <= line:
            message = f"the line after it is the same or comes before it; {_AGAIN}"
            yield Violation(rule="lines sorted", where=f"{NTRIPLES}:{number}", message=message)
            return


def _counts(graph: Described, manifest: dict[str, Any]) -> Iterator[Violation]:
    told = [(statement, graph.told(statement)) for statement in graph.of_class("Statement")]
    asserted = {fact for iri, fact in told if fact and graph.text(iri, "polarity") == "asserted"}
    found: dict[str, Counter[str | None]] = {
        "nodes": Counter(name for name in graph.class_of.values() if name not in ABOUT_FACTS),
        "facts": Counter(graph.properties.get(predicate, predicate) for _, predicate, _ in asserted),
        "statements": Counter(graph.text(iri, "polarity") for iri, _ in told),
    }
    for name, counted in found.items():
        claimed = manifest["counts"].get(name)
        if not isinstance(claimed, dict):
            yield Violation(rule="counts agree", where=MANIFEST, message=f"counts no {name}; {_AGAIN}")
            continue
        for key in sorted({*counted, *claimed}, key=str):
            if counted[key] != claimed.get(key, 0):
                message = f"{name} of {key}: the graph has {counted[key]}, {MANIFEST} says {claimed.get(key, 0)}"
                yield Violation(rule="counts agree", where=MANIFEST, message=message)
