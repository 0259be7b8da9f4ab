"""The graph of the real seeds: what holds for any extractor."""

import random
from pathlib import Path

import pytest

from kg.extract import make_extractor
from kg.graph import KnowledgeGraph, assemble, graphml
from kg.graph.layout import lay_out
from kg.link import resolve
from kg.model import Extraction, Resolution
from kg.ontology import load_ontology, load_vocabulary
from kg.read import read

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    return list(make_extractor(load_vocabulary(), model="rules")(read([SEEDS]).documents))


@pytest.fixture(scope="module")
def resolution(extractions: list[Extraction]) -> Resolution:
    return resolve(extractions, load_vocabulary())


@pytest.fixture(scope="module")
def seeds(extractions: list[Extraction], resolution: Resolution) -> KnowledgeGraph:
    return assemble(extractions, resolution, load_ontology(), extractor="rules")


def test_every_record_is_a_document_of_a_paper(seeds: KnowledgeGraph) -> None:
    assert seeds.class_counts()["Document"] == 182
    assert seeds.class_counts()["Paper"] == 168
    assert sum(len(seeds.versions(paper.iri)) for paper in seeds.nodes("Paper")) == 182


def test_textual_evidence_is_the_text_at_its_offsets(seeds: KnowledgeGraph) -> None:
    for statement in seeds.statements():
        evidence = statement.evidence
        if evidence.kind == "text":
            text = seeds.node(evidence.document).properties["text"][0].value
            assert evidence.text == text[evidence.start : evidence.end]


def test_evidence_from_a_record_is_its_line_verbatim(seeds: KnowledgeGraph) -> None:
    lines = {path.name: path.read_text(encoding="utf-8").splitlines() for path in SEEDS.iterdir()}
    found = [s.evidence for s in seeds.statements() if s.evidence.kind != "text"]
    assert len(found) > 300
    assert all(evidence.text == lines[evidence.source][evidence.line - 1] for evidence in found)


def test_what_two_versions_say_differently_stands_with_each(seeds: KnowledgeGraph) -> None:
    for number in ("30,207", "333,963"):
        assert any(number in statement.evidence.text for statement in seeds.statements())
    papers = {s.paper for s in seeds.statements() for number in ("30,207", "333,963") if number in s.evidence.text}
    assert len(papers) == 1


def test_the_schema_allows_every_statement(seeds: KnowledgeGraph) -> None:
    ontology = load_ontology()
    for s in seeds.statements():
        if isinstance(s.object, str):
            assert ontology.allows(seeds.node(s.subject).type, s.predicate, seeds.node(s.object).type)


def test_the_owner_of_an_author_page_is_an_author_of_all_its_papers(seeds: KnowledgeGraph) -> None:
    owner = seeds.find("Yaodong Yang")
    written = [s.evidence for s in seeds.about(owner.iri) if s.predicate == "creator"]
    assert len({evidence.document for evidence in written if evidence.source.startswith("000")}) == 50
    assert {evidence.kind for evidence in written} == {"metadata", "page"}


def test_one_acronym_with_two_meanings_is_two_things(extractions: list[Extraction], resolution: Resolution) -> None:
    """Two papers define ASP, and differently."""
    meant: dict[str, set[str]] = {}
    for extraction in extractions:
        for words in ("Adaptive Staircase Policy Space Response Oracle", "Answer Set Programming"):
            if words in extraction.document.text:
                for entity in extraction.entities:
                    if any(form == "ASP" or form.startswith(words) for form in entity.forms):
                        key = (extraction.document.key, entity.type, entity.name)
                        meant.setdefault(words, set()).add(resolution.entity_of[key])
    staircase, programming = meant.values()
    assert not staircase & programming


def test_every_merge_that_names_a_place_stands_there(seeds: KnowledgeGraph, resolution: Resolution) -> None:
    texts = {document.key: document.text for paper in resolution.papers for document in paper.documents}
    for entity in resolution.entities:
        for merge in entity.merges:
            if merge.document is not None and merge.span is not None:
                assert merge.span.of(texts[merge.document]).strip()
            assert merge.reason.endswith(".")
            assert 0 < merge.confidence <= 1
        assert seeds.merges(entity.iri) == entity.merges


def test_the_order_of_the_records_makes_no_difference(extractions: list[Extraction], seeds: KnowledgeGraph) -> None:
    shuffled = random.Random(7).sample(extractions, len(extractions))
    again = assemble(shuffled, resolve(shuffled, load_vocabulary()), load_ontology(), extractor="rules")
    assert again == seeds


def test_graphml_gives_the_same_graph_back(seeds: KnowledgeGraph, tmp_path: Path) -> None:
    graphml.write(seeds, tmp_path / "graph.graphml")
    assert KnowledgeGraph.load(tmp_path) == seeds


def test_every_node_but_documents_has_a_place_on_the_map(seeds: KnowledgeGraph) -> None:
    places = lay_out(seeds).places
    assert len(places) == len(seeds) - 182
    assert len(set(places.values())) == len(places)


@pytest.mark.parametrize("name", ["LLMs", "large language model", "Large Language Models"])
def test_spellings_of_a_common_name_are_one_node(name: str, seeds: KnowledgeGraph) -> None:
    assert seeds.find(name).iri == "https://w3id.org/papergraph/id/method/large-language-model"


def test_papers_that_share_nothing_with_others_may_come_and_go(
    extractions: list[Extraction], resolution: Resolution
) -> None:
    spread: dict[str, set[str]] = {}
    for (document, _, _), iri in resolution.entity_of.items():
        spread.setdefault(iri, set()).add(document)
    social = {document for documents in spread.values() if len(documents) > 1 for document in documents}
    social |= {d.key for paper in resolution.papers if len(paper.documents) > 1 for d in paper.documents}
    kept = [extraction for extraction in extractions if extraction.document.key in social]
    assert 0 < len(kept) < len(extractions)
    before = resolve(kept, load_vocabulary())
    assert {key: resolution.entity_of[key] for key in before.entity_of} == dict(before.entity_of)
