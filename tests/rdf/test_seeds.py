"""What holds for the RDF of the real seeds, whatever the extractor finds in them."""

from pathlib import Path

from rdflib import RDF, Namespace

from kg.model import Ontology
from kg.rdf.checks.check import check

KG = Namespace("https://w3id.org/papergraph/ontology#")


def test_the_build_of_the_seeds_is_sound(seeds_folder: Path, ontology: Ontology) -> None:
    report = check(seeds_folder, ontology)
    assert [str(violation) for violation in report.violations] == []
    assert report.triples > 10_000


def test_the_seeds_make_168_papers_of_182_documents(seeds_folder: Path) -> None:
    lines = (seeds_folder / "graph.nt").read_text(encoding="utf-8").split("\n")
    assert sum(line.endswith(f"<{RDF.type}> <{KG.Paper}> .") for line in lines) == 168
    assert sum(line.endswith(f"<{RDF.type}> <{KG.Document}> .") for line in lines) == 182
    assert lines[:-1] == sorted(set(lines[:-1]))
