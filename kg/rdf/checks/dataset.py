"""What must hold of `dataset.ttl`: that it counts what the graph holds, and tells the files as they are."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rdflib import Graph as Document
from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.rdf.checks.graph import FILE, RDF_TYPE, Graph
from kg.rdf.checks.report import Violation

DATASET = "dataset.ttl"
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_AGAIN = "run kg build again"


def agrees(folder: Path, graph: Graph, manifest: Mapping[str, Any]) -> Iterator[Violation]:
    """Every number in it is that of the graph, and every digest that of `build.json`."""
    try:
        text = (folder / DATASET).read_text(encoding="utf-8")
        document = Document(bind_namespaces="none").parse(data=text, format="turtle")
    except (OSError, ValueError, LookupError, AssertionError, BadSyntax) as error:  # rdflib runs off the end of some
        what = " ".join(str(error).split())[:200]
        yield _violation("description readable", f"cannot be read as Turtle: {what}; {_AGAIN}")
        return
    whole = next(document.subjects(VOID.classes), None)
    if whole is None:
        yield _violation("whole described", f"describes no dataset with its void:classes; {_AGAIN}")
        return
    yield from _Description(document, whole, graph).violations()
    yield from _files(document, whole, manifest)


class _Description:
    """What a document counts, and what there is to count."""

    def __init__(self, document: Document, whole: Node, graph: Graph) -> None:
        self._document, self._whole = document, whole
        self._classes = _spread(Counter(tuple(values.get(RDF_TYPE, ())) for values in graph.things.values()))
        self._subjects = _spread(Counter(map(tuple, graph.things.values())))
        columns: dict[str, list[str]] = {}
        for values in graph.things.values():
            for property_, found in values.items():
                columns.setdefault(property_, []).extend(found)
        self._triples = {property_: len(found) for property_, found in columns.items()}
        self._objects = {property_: set(found) for property_, found in columns.items()}
        self._things = len(graph.things)

    def violations(self) -> Iterator[Violation]:
        for told in self._differ(self._whole, self._of_all(), "the graph"):
            yield _violation("whole counted", told)
        classes = {iri: {"entities": count} for iri, count in self._classes.items()}
        for told in self._parts(VOID.classPartition, VOID["class"], classes):
            yield _violation("classes counted", told)
        properties = {iri: self._of(iri) for iri in self._triples}
        for told in self._parts(VOID.propertyPartition, VOID.property, properties):
            yield _violation("properties counted", told)

    def _of_all(self) -> dict[str, int]:
        return {
            "triples": sum(self._triples.values()),
            "entities": self._things,
            "distinctSubjects": self._things,
            "distinctObjects": len(set().union(*self._objects.values())),
            "classes": len(self._classes),
            "properties": len(self._triples),
        }

    def _of(self, property_: str) -> dict[str, int]:
        return {
            "triples": self._triples[property_],
            "distinctSubjects": self._subjects[property_],
            "distinctObjects": len(self._objects[property_]),
        }

    def _parts(self, partition: URIRef, term: URIRef, expected: Mapping[str, dict[str, int]]) -> Iterator[str]:
        parts = {
            f"<{self._document.value(part, term)}>": part for part in self._document.objects(self._whole, partition)
        }
        for iri in sorted({*parts, *expected}):
            if iri not in expected:
                yield f"counts {iri}, and {FILE} has none"
            elif iri not in parts:
                yield f"does not count {iri}"
            else:
                yield from self._differ(parts[iri], expected[iri], iri)

    def _differ(self, part: Node, expected: Mapping[str, int], name: str) -> Iterator[str]:
        for count, number in expected.items():
            told = self._document.value(part, VOID[count])
            if str(told) != str(number):
                yield f"says void:{count} of {name} is {told}, and in {FILE} it is {number}"


def _spread(shapes: Mapping[tuple[str, ...], int]) -> Counter[str]:
    """How often each member stands, from how often each tuple of different ones does."""
    found: Counter[str] = Counter()
    for shape, count in shapes.items():
        found.update(dict.fromkeys(shape, count))
    return found


def _files(document: Document, whole: Node, manifest: Mapping[str, Any]) -> Iterator[Violation]:
    """The digests of the files that it offers are those of `build.json`."""
    for distribution in document.objects(whole, DCAT.distribution):
        name = str(document.value(distribution, DCTERMS.title))
        checksum = document.value(distribution, _SPDX.checksum)
        told = document.value(checksum, _SPDX.checksumValue) if checksum is not None else None
        if str(told) != manifest["files"].get(name):
            yield _violation(
                "files described", f"says that the SHA-256 of {name} is {told}, and build.json says otherwise"
            )


def _violation(rule: str, what: str) -> Violation:
    return Violation(rule=rule, where=DATASET, message=what)
