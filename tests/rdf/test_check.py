import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Ontology
from kg.rdf.checks.check import check
from kg.rdf.files.export import NTRIPLES

KG = "https://w3id.org/papergraph/ontology#"
ID = "https://w3id.org/papergraph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"


def sign(folder: Path, graph: KnowledgeGraph) -> None:
    """Write the manifest that a build would."""
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("graph.*"))}
    counts = {
        "nodes": Counter(node.type for node in graph.nodes()),
        "facts": Counter(predicate for _, predicate, _ in graph.facts()),
        "statements": Counter(s.polarity.value for s in graph.statements()),
    }
    (folder / "build.json").write_text(json.dumps({"files": files, "counts": counts}), encoding="utf-8")


@pytest.fixture
def built(outputs: Path, graph: KnowledgeGraph, tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    folder.mkdir()
    for path in outputs.glob("graph.*"):
        shutil.copy(path, folder)
    sign(folder, graph)
    return folder


def changed(built: Path, graph: KnowledgeGraph, change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of the graph, and sign it as if a build had written it so."""
    path = built / NTRIPLES
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    found = sorted(set(change(lines)))
    assert found != lines
    path.write_text("".join(f"{line}\n" for line in found), encoding="utf-8", newline="\n")
    sign(built, graph)


def test_a_build_as_it_was_written_is_sound(built: Path, ontology: Ontology) -> None:
    report = check(built, ontology)
    assert [str(violation) for violation in report.violations] == []
    assert report.sound
    assert report.triples > 600


def without(*parts: str) -> Callable[[list[str]], list[str]]:
    """Drop the first line that holds all these parts."""

    def change(lines: list[str]) -> list[str]:
        first = next(line for line in lines if all(part in line for part in parts))
        return [line for line in lines if line != first]

    return change


def with_line(subject: str, predicate: str, object_: str) -> Callable[[list[str]], list[str]]:
    end = object_ if object_.startswith(('"', "<")) else f"<{object_}>"
    return lambda lines: [*lines, f"<{subject}> <{predicate}> {end} ."]


def replaced(old: str, new: str, *parts: str) -> Callable[[list[str]], list[str]]:
    """Replace a text in the first line that holds it and all these parts."""

    def change(lines: list[str]) -> list[str]:
        at = next(at for at, line in enumerate(lines) if all(part in line for part in (old, *parts)))
        return [*lines[:at], lines[at].replace(old, new), *lines[at + 1 :]]

    return change


HAPPO, PPO, SMAC = f"{ID}method/happo", f"{ID}method/ppo", f"{ID}benchmark/smac"

FAULTS = {
    "an edge that only a negated statement speaks of": (
        with_line(HAPPO, f"{KG}outperforms", PPO),
        "edges backed",
        "method:happo: its edge kg:outperforms to method:ppo has no asserted statement",
    ),
    "an asserted statement without its edge": (
        without(f"<{HAPPO}> <{KG}evaluatedOn> <{SMAC}>"),
        "edges backed",
        "is asserted, and method:happo has no edge evaluatedOn",
    ),
    "an entailed edge that is missing": (
        without(f"<{KG}introduces> <{ID}benchmark/gridworld-plus>"),
        "edges backed",
        "has no edge introduces",
    ),
    "a date that no source states": (
        with_line(f"{ID}paper/grid", f"{DCTERMS}issued", f'"2020-01-01"^^<{XSD}date>'),
        "edges backed",
        "its edge dcterms:issued to 2020-01-01 has no asserted statement",
    ),
    "evidence that the text does not hold": (
        replaced("HAPPO outperforms QMIX on SMAC.", "HAPPO outperforms PPO on SMAC.", "evidenceText"),
        "evidence stands",
        "document:d1 reads 'HAPPO outperforms QMIX on SMAC.' at [",
    ),
    "evidence without its start": (without("evidenceStart", "/statement/"), "evidence stands", "without saying where"),
    "a text that was changed": (
        replaced("Teams\\nWe propose", "Teams\\nWe really propose", "document/d1"),
        "evidence stands",
        "document:d1 reads",
    ),
    "an end without a start": (without("subjectStart"), "evidence stands", "a subjectStart or a subjectEnd without"),
    "a document that is no version of the paper": (
        without(f"{DCTERMS}hasVersion> <{ID}document/d3>"),
        "evidence stands",
        "document:d3 is no version of paper:again",
    ),
    "a thing that is not described": (
        replaced(f"<{ID}method/mappo>", f"<{ID}method/nothing>", f"{RDF}object"),
        "things described",
        "method:nothing: is named by statement:",
    ),
    "a thing of no more than a general class": (
        without(f"<{HAPPO}> <{RDF}type> <{KG}Method>"),
        "things described",
        "method:happo: is an Entity, and needs a class below it",
    ),
    "a thing without a class": (
        without(f"<{ID}resource/r1> <{RDF}type>"),
        "things described",
        "resource:r1: needs one class",
    ),
    "a thing of two classes": (with_line(HAPPO, f"{RDF}type", f"{KG}Author"), "things described", "none or several"),
    "a thing without the class above its own": (
        without(f"<{SMAC}> <{RDF}type> <{KG}EvaluationResource>"),
        "things described",
        "is a Benchmark, and not an EvaluationResource",
    ),
    "a term that the schema lacks": (
        with_line(HAPPO, f"{KG}colour", '"red"'),
        "terms defined",
        "kg:colour is not defined",
    ),
    "a class that the schema lacks": (with_line(HAPPO, f"{RDF}type", f"{KG}Robot"), "terms defined", "kg:Robot is not"),
    "a second label": (with_line(HAPPO, f"{SKOS}prefLabel", '"Happo"'), "labelled", "needs one skos:prefLabel"),
    "no label": (without(f"<{HAPPO}> <{SKOS}prefLabel>"), "labelled", "needs one skos:prefLabel"),
    "an alias that is the label": (with_line(HAPPO, f"{SKOS}altLabel", '"HAPPO"'), "labelled", "among its aliases"),
    "an empty label": (replaced('"MAPPO"', '""', "#label"), "labelled", "needs one rdfs:label that is not empty"),
    "an edge from the wrong class": (
        with_line(f"{ID}author/ada", f"{KG}evaluatedOn", SMAC),
        "ends fit",
        "kg:evaluatedOn does not lead from Author to Benchmark",
    ),
    "a value of the wrong type": (
        replaced(f'"95.4"^^<{XSD}decimal>', f'"95"^^<{XSD}integer>'),
        "ends fit",
        "kg:value is xsd:integer, and should be decimal",
    ),
    "a value on the wrong class": (with_line(HAPPO, f"{KG}unit", '"%"'), "ends fit", "kg:unit is not for a Method"),
    "a statement of what cannot be": (
        replaced(f"{KG}proposes", f"{KG}trainedOn", f"{RDF}predicate"),
        "ends fit",
        "states trainedOn from Paper to Method",
    ),
    "a statement without a confidence": (
        without("/statement/", f"{KG}confidence"),
        "statements whole",
        "needs one confidence, and has 0",
    ),
    "a confidence above one": (replaced('"0.9124"', '"1.5"'), "statements whole", "is 1.5, and not between 0 and 1"),
    "a polarity of its own": (replaced('"hedged"', '"maybe"'), "statements whole", "polarity is none of"),
    "a kind of evidence of its own": (
        replaced('"metadata"', '"rumour"'),
        "statements whole",
        "evidenceKind is none of",
    ),
    "a statement without an object": (without(f"{RDF}object"), "statements whole", "needs one rdf:subject"),
    "a literal in no canonical form": (replaced('"95.4"', '"95.40"'), "well formed", "canonical xsd:decimal"),
    "a date that is none": (replaced('"2021-09-23"', '"2021-09-31"'), "well formed", "canonical xsd:date"),
    "an IRI with a space in disguise": (with_line(HAPPO, f"{KG}uses", "http://x/%zz"), "well formed", "is no IRI"),
    "a count that differs": (without(f"<{ID}resource/r1> <{RDF}type>"), "counts agree", "nodes of Resource"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_named_and_placed(fault: str, built: Path, graph: KnowledgeGraph, ontology: Ontology) -> None:
    change, rule, message = FAULTS[fault]
    changed(built, graph, change)
    report = check(built, ontology)
    found = [str(violation) for violation in report.violations if violation.rule == rule]
    assert any(message in text for text in found), [str(violation) for violation in report.violations]
    assert not report.sound
    assert all("\n" not in str(violation) for violation in report.violations)


def test_lines_out_of_order_or_twice_are_found(built: Path, graph: KnowledgeGraph, ontology: Ontology) -> None:
    path = built / NTRIPLES
    text = path.read_text(encoding="utf-8")
    lines = text.removesuffix("\n").split("\n")
    for change in ([lines[1], lines[0], *lines[2:]], [lines[0], *lines]):
        path.write_text("\n".join(change) + "\n", encoding="utf-8", newline="\n")
        sign(built, graph)
        assert check(built, ontology).violations[0].rule == "lines sorted"


def test_files_that_are_missing_or_changed_are_named(built: Path, ontology: Ontology) -> None:
    (built / "graph.ttl").unlink()
    (built / "graph.jsonld").write_text("{}", encoding="utf-8")
    found = [(violation.where, violation.rule) for violation in check(built, ontology).violations]
    assert found == [("graph.jsonld", "files whole"), ("graph.ttl", "files whole")]


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"files": 1, "counts": {}}', "\ud7ff{"])
def test_a_folder_without_a_manifest_is_one_violation(content: str | None, built: Path, ontology: Ontology) -> None:
    (built / "build.json").unlink()
    if content is not None:
        (built / "build.json").write_text(content, encoding="utf-8")
    report = check(built, ontology)
    assert [violation.rule for violation in report.violations] == ["files whole"]


def test_a_graph_that_cannot_be_read_is_one_violation_with_its_line(built: Path, ontology: Ontology) -> None:
    path = built / NTRIPLES
    path.write_text(path.read_text(encoding="utf-8").replace(" .\n", " \n", 1), encoding="utf-8", newline="\n")
    found = [str(violation) for violation in check(built, ontology).violations if violation.rule == "readable"]
    assert len(found) == 1
    assert "graph.nt:1:" in found[0]
    path.write_bytes(b"\xff")
    assert [violation.rule for violation in check(built, ontology).violations] == ["files whole", "readable"]
