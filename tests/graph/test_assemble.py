"""From extractions to statements: each with its evidence, and nothing left out in silence."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.graph import KnowledgeGraph, assemble
from kg.graph.assembly.resources import address
from kg.link import resolve
from kg.model import Concept, Evidence, Extraction, Literal, Node, Polarity, Vocabulary
from kg.ontology import load_ontology

THINGS = "https://w3id.org/papergraph/id"


def one(graph: KnowledgeGraph, predicate: str) -> Evidence:
    (found,) = [s.evidence for s in graph.statements() if s.predicate == predicate]
    return found


def text_of(graph: KnowledgeGraph, document: str) -> str:
    return graph.node(document).properties["text"][0].value


def test_versions_of_one_paper_are_documents_of_one_node(graph: KnowledgeGraph) -> None:
    assert sorted(len(graph.versions(paper.iri)) for paper in graph.nodes("Paper")) == [1, 2]
    paper = graph.find("HAPPO: trust regions for teams")
    assert [version.iri for version in graph.versions(paper.iri)] == [f"{THINGS}/document/d1", f"{THINGS}/document/d22"]


def test_what_two_versions_say_alike_is_one_fact_with_two_statements(graph: KnowledgeGraph) -> None:
    happo, qmix = graph.find("HAPPO").iri, graph.find("QMIX").iri
    statements = graph.facts()[happo, "outperforms", qmix]
    assert {s.evidence.document for s in statements} == {f"{THINGS}/document/d1", f"{THINGS}/document/d22"}
    assert len({s.iri for s in statements}) == 2


def test_what_versions_say_differently_stays_with_its_own_evidence(graph: KnowledgeGraph) -> None:
    trained = [s.evidence.text for s in graph.statements() if s.predicate == "trainedOn"]
    assert sorted("30,207" in text for text in trained) == [False, True]
    assert sorted("333,963" in text for text in trained) == [False, True]


def test_a_sentence_that_not_every_version_has_is_said_of_the_paper(graph: KnowledgeGraph) -> None:
    own = [s for s in graph.statements() if s.predicate == "saysInOneVersion"]
    assert {s.evidence.document for s in own} == {f"{THINGS}/document/d1", f"{THINGS}/document/d22"}
    for statement in own:
        assert statement.object == Literal(value=statement.evidence.text)
        others = [d.iri for d in graph.versions(statement.subject) if d.iri != statement.evidence.document]
        assert all(statement.evidence.text not in text_of(graph, other) for other in others)


def test_textual_evidence_is_the_text_at_its_offsets(graph: KnowledgeGraph) -> None:
    checked = 0
    for statement in graph.statements():
        evidence = statement.evidence
        if evidence.kind == "text":
            text = text_of(graph, evidence.document)
            assert evidence.text == text[evidence.start : evidence.end]
            for end in (evidence.subject, evidence.object):
                assert end is None or (evidence.start or 0) <= end.start < end.end <= (evidence.end or 0)
            checked += 1
    assert checked > 20


def test_the_ends_of_a_relation_have_places_of_their_own(graph: KnowledgeGraph) -> None:
    happo, smac = graph.find("HAPPO").iri, graph.find("SMAC").iri
    for statement in graph.facts()[happo, "evaluatedOn", smac]:
        assert statement.evidence.object is not None
        text = text_of(graph, statement.evidence.document)
        assert statement.evidence.object.of(text) == "SMAC"


def test_facts_of_a_record_show_its_line_verbatim(graph: KnowledgeGraph) -> None:
    paper, ada = graph.find("HAPPO: trust regions for teams").iri, graph.find("Ada Lovelace").iri
    byline, page = graph.facts()[paper, "creator", ada]
    assert (byline.evidence.kind, byline.evidence.line, byline.evidence.text) == (
        "metadata",
        7,
        "Ada Lovelace et al. · pku",
    )
    assert (page.evidence.kind, page.confidence) == ("page", 0.6)
    assert byline.extractor == "reader"


def test_dates_keep_what_the_source_says_and_no_more(graph: KnowledgeGraph) -> None:
    dates = {s.object for s in graph.statements() if s.predicate == "issued"}
    assert dates == {Literal(value="2022-06-17", datatype="date"), Literal(value="--05-27", datatype="gMonthDay")}


def test_denied_and_open_relations_are_statements_but_no_facts(graph: KnowledgeGraph) -> None:
    marked = {s.polarity: s for s in graph.statements() if s.polarity is not Polarity.ASSERTED}
    assert set(marked) == {Polarity.NEGATED, Polarity.HEDGED}
    assert not {(s.subject, s.predicate, s.object) for s in marked.values()} & set(graph.facts())
    assert "MAPPO" not in {node.label for node in graph.neighbours(graph.find("HAPPO").iri)}


def test_a_paper_mentions_every_entity_it_speaks_of_with_its_role(graph: KnowledgeGraph) -> None:
    roles = Counter(s.role for s in graph.statements() if s.predicate == "mentions")
    assert roles == {"proposed": 2, "compared": 6, "evaluated": 3, "trained": 2}


def test_a_mention_shows_the_sentence_it_stands_in(graph: KnowledgeGraph) -> None:
    paper, mappo = graph.find("HAPPO: trust regions for teams").iri, graph.find("MAPPO").iri
    assert {s.evidence.text for s in graph.facts()[paper, "mentions", mappo]} == {"HAPPO does not outperform MAPPO."}


def test_what_is_introduced_goes_by_its_class(graph: KnowledgeGraph) -> None:
    paper, teams = graph.find("HAPPO: trust regions for teams").iri, graph.find("TeamSet")
    assert teams.type == "Dataset"
    assert (paper, "introducesDataset", teams.iri) in graph.facts()


def test_what_one_version_proposes_goes_by_the_class_that_both_come_to(disputed: KnowledgeGraph) -> None:
    (paper,), bag = disputed.nodes("Paper"), disputed.find("TeamBag")
    assert bag.type == "Dataset"
    assert (paper.iri, "introducesDataset", bag.iri) in disputed.facts()
    assert {s.role for s in disputed.facts()[paper.iri, "mentions", bag.iri]} == {"introduced"}
    assert "one name is one thing" in disputed.merges(bag.iri)[0].reason


def test_results_are_nodes_with_what_they_were_measured_on(graph: KnowledgeGraph) -> None:
    result = next(node for node in graph.nodes("Result") if "value" in node.properties)
    said = {predicate: graph.node(str(o)).label for s, predicate, o in graph.facts() if s == result.iri}
    assert said.pop("reportedIn").startswith("HAPPO")
    assert said == {
        "method": "Heterogeneous-Agent PPO",
        "benchmark": "StarCraft Multi-Agent Challenge",
        "baseline": "QMIX",
    }
    assert {name: values[0].value for name, values in result.properties.items()} == {
        "value": "12.5",
        "valueText": "12.50%",
        "unit": "%",
        "resultKind": "gain",
        "methodText": "Heterogeneous-Agent PPO",
        "onText": "SMAC",
        "baselineText": "QMIX",
    }


def test_a_result_that_two_versions_report_in_one_sentence_is_one_node_with_the_word_of_each(
    graph: KnowledgeGraph,
) -> None:
    (result,) = [node for node in graph.nodes("Result") if "value" in node.properties]
    paper = graph.find("HAPPO: trust regions for teams").iri
    reported = graph.facts()[result.iri, "reportedIn", paper]
    assert {s.evidence.document for s in reported} == {f"{THINGS}/document/d1", f"{THINGS}/document/d22"}


def test_a_value_that_is_not_one_clear_number_is_kept_as_words_only(graph: KnowledgeGraph) -> None:
    (unclear,) = [node for node in graph.nodes("Result") if "value" not in node.properties]
    assert unclear.properties["valueText"][0].value == "about 3 to 5 wins"


def test_one_address_from_text_and_record_is_one_resource(graph: KnowledgeGraph) -> None:
    (resource,) = graph.nodes("Resource")
    assert resource.properties["url"][0] == Literal(value="https://github.com/team/HAPPO", datatype="anyURI")
    assert resource.properties["resourceKind"][0].value == "code"
    kinds = {s.evidence.kind for s in graph.about(resource.iri)}
    assert kinds == {"text", "metadata"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "not a url", "file:///etc/passwd", 'a.b/"x']
)
def test_what_is_no_web_address_makes_no_resource(url: str) -> None:
    assert address(url) is None


def test_nothing_is_left_out_in_silence(graph: KnowledgeGraph) -> None:
    assert Counter((refusal.what, refusal.reason) for refusal in graph.refused) == {
        ("outperforms", "'nobody' is no entity of the document"): 2,
        ("outperforms", "outperforms does not lead from Method to Benchmark"): 2,
        ("uses", "both ends are one thing"): 2,
        ("issued", "'2022-02-30' is no date"): 1,
        ("mood", "records say such things, but the graph does not hold them"): 1,
    }


def test_the_schema_allows_every_fact(graph: KnowledgeGraph) -> None:
    ontology = load_ontology()
    for subject, predicate, object_ in graph.facts():
        if isinstance(object_, str):
            assert ontology.allows(graph.node(subject).type, predicate, graph.node(object_).type)


def test_handles_of_organisations_are_kept_and_found(graph: KnowledgeGraph) -> None:
    assert graph.find("pku").label == "Peking University"


def test_statements_name_extractor_and_component(graph: KnowledgeGraph) -> None:
    assert {s.extractor for s in graph.statements()} == {
        "reader",
        "rules 1.0/names",
        "rules 1.0/patterns",
        "rules 1.0/numbers",
        "rules 1.0/links",
    }


def test_the_order_of_the_extractions_makes_no_difference(corpus: list[Extraction], graph: KnowledgeGraph) -> None:
    for seed in range(4):
        shuffled = random.Random(seed).sample(corpus, len(corpus))
        again = assemble(shuffled, resolve(shuffled, Vocabulary(concepts={})), load_ontology(), extractor="rules 1.0")
        assert again == graph
        assert again.refused == graph.refused


def test_every_node_but_documents_has_a_readable_label(graph: KnowledgeGraph) -> None:
    def fits(node: Node) -> bool:
        return bool(node.label.strip()) and "\n" not in node.label

    assert all(fits(node) for node in graph.nodes())


@pytest.mark.parametrize(("known", "said"), [(True, "true"), (False, "false"), (None, None)])
def test_a_known_metric_says_whether_higher_is_better(
    builder: Callable[..., Any], known: bool | None, said: str | None
) -> None:
    iri = f"{THINGS}/metric/win-rate"
    concept = Concept(iri=iri, type="Metric", label="win rate", named=False, higher_is_better=known)
    vocabulary = Vocabulary(concepts={iri: concept})
    made = builder("d1", None, "HAPPO has the best win rate on SMAC.").entity("Metric", "reported", "win rate").made
    made = replace(made, entities=(replace(made.entities[0], concept=iri),))
    resolution = resolve([made], vocabulary)
    graph = assemble([made], resolution, load_ontology(), extractor="rules 1.0", vocabulary=vocabulary)
    found = graph.find("win rate").properties.get("higherIsBetter", ())
    assert found == (() if said is None else (Literal(value=said, datatype="boolean"),))
