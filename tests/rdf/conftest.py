"""A small graph with everything that is hard: negation, contradiction, aliases, two versions, no year, hostile text."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Evidence, Literal, Merge, Node, Ontology, Polarity, Span, Statement
from kg.ontology import load_ontology
from kg.rdf.files import export

THINGS = "https://w3id.org/papergraph/id"

HOSTILE = '=HYPERLINK("http://x") </script><img src=x onerror=alert(1)> a|b \x1b[31m\x00 "q" \\ \u2028\ud7ff\U0001f9ea'

TEXTS = {
    "d1": "HAPPO for Teams\nWe propose HAPPO. HAPPO outperforms QMIX on SMAC. HAPPO reaches 95.40% win rate on SMAC.",
    "d2": "HAPPO for Teams\nWe propose HAPPO. HAPPO outperforms QMIX on StarCraft Multi-Agent Challenge (SMAC) widely.",
    "d3": "QMIX Again\nQMIX outperforms HAPPO on SMAC. HAPPO does not outperform PPO. HAPPO may beat MAPPO.",
    "d4": "GridWorld Plus: A Benchmark\nWe introduce GridWorld Plus and GridData. PPO is evaluated on GridWorld Plus.",
    "d5": f"Odd {HOSTILE}\nNothing is measured here. Zoë Ünal wrote {HOSTILE}.",
}
PAPERS = {"d1": "happo", "d2": "happo", "d3": "again", "d4": "grid", "d5": "odd"}


def thing(class_: str, key: str) -> str:
    return f"{THINGS}/{class_}/{key}"


PAPER = {document: thing("paper", key) for document, key in PAPERS.items()}


def _nodes() -> list[Node]:
    documents = [
        Node(
            iri=thing("document", key),
            type="Document",
            label=text.partition("\n")[0],
            properties={
                "text": (Literal(value=text),),
                "title": (Literal(value=text.partition("\n")[0]),),
                "sourceName": (Literal(value="seeds.txt"),),
                "line": (Literal(value="7", datatype="integer"),),
            },
        )
        for key, text in TEXTS.items()
    ]
    papers = [Node(iri=PAPER[d], type="Paper", label=TEXTS[d].partition("\n")[0]) for d in ("d1", "d3", "d4", "d5")]
    entities = [
        Node(iri=thing("method", "happo"), type="Method", label="HAPPO"),
        Node(iri=thing("method", "qmix"), type="Method", label="QMIX", aliases=("Q-Mix",)),
        Node(iri=thing("method", "ppo"), type="Method", label="PPO", aliases=("Proximal Policy Optimization",)),
        Node(iri=thing("method", "mappo"), type="Method", label="MAPPO"),
        Node(iri=thing("method", "trust-region"), type="Method", label="trust region learning", named=False),
        Node(
            iri=thing("benchmark", "smac"),
            type="Benchmark",
            label="StarCraft Multi-Agent Challenge",
            aliases=("SMAC", "starcraft multi-agent challenge"),
        ),
        Node(iri=thing("benchmark", "gridworld-plus"), type="Benchmark", label="GridWorld Plus"),
        Node(iri=thing("dataset", "griddata"), type="Dataset", label="GridData"),
        Node(iri=thing("task", "marl"), type="Task", label="cooperative multi-agent RL", named=False),
        Node(iri=thing("metric", "win-rate"), type="Metric", label="win rate", named=False),
        Node(iri=thing("author", "ada"), type="Author", label="Ada Lovelace"),
        Node(iri=thing("author", "zoe"), type="Author", label="Zoë Ünal"),
        Node(
            iri=thing("organization", "z-ai"),
            type="Organization",
            label="Z.ai",
            properties={"handle": (Literal(value="zai-org"),)},
        ),
        Node(
            iri=thing("resource", "r1"),
            type="Resource",
            label="https://example.org/code",
            properties={
                "url": (Literal(value="https://example.org/code", datatype="anyURI"),),
                "resourceKind": (Literal(value="code"),),
            },
        ),
        Node(
            iri=thing("result", "r1"),
            type="Result",
            label="HAPPO: 95.40% win rate on SMAC",
            properties={
                "value": (Literal(value="95.4", datatype="decimal"),),
                "valueText": (Literal(value="95.40%"),),
                "unit": (Literal(value="%"),),
                "resultKind": (Literal(value="absolute"),),
                "methodText": (Literal(value="HAPPO"),),
                "onText": (Literal(value="SMAC"),),
                "metricText": (Literal(value="win rate"),),
            },
        ),
    ]
    return [*documents, *papers, *entities]


def _statement(subject: str, predicate: str, object_: str | Literal, evidence: Evidence, **more: object) -> Statement:
    document = evidence.document.rpartition("/")[2]
    draft = Statement(
        iri="",
        subject=subject,
        predicate=predicate,
        object=object_,
        paper=PAPER[document],
        evidence=evidence,
        confidence=0.8,
        extractor="rules 0.1.0",
    )
    draft = replace(draft, **more)  # type: ignore[arg-type]
    return replace(draft, iri=thing("statement", sha256(repr(draft).encode()).hexdigest()[:16]))


def said(document: str, sentence: str, subject: str | None = None, object_: str | None = None) -> Evidence:
    """The evidence that is this sentence of a document, with the places of the two names in it."""
    text = TEXTS[document]
    start = text.index(sentence)

    def place(name: str | None) -> Span | None:
        at = text.find(name, start) if name else -1
        return Span(at, at + len(name)) if name and at >= 0 else None

    return Evidence(
        kind="text",
        document=thing("document", document),
        source="seeds.txt",
        line=7,
        text=sentence,
        start=start,
        end=start + len(sentence),
        subject=place(subject),
        object=place(object_),
    )


def told(document: str, line: str) -> Evidence:
    """Evidence from beside the text."""
    return Evidence(kind="metadata", document=thing("document", document), source="seeds.txt", line=3, text=line)


def _statements() -> list[Statement]:
    happo, qmix, ppo, mappo = (thing("method", key) for key in ("happo", "qmix", "ppo", "mappo"))
    smac, grid = thing("benchmark", "smac"), thing("benchmark", "gridworld-plus")
    result, no = thing("result", "r1"), Polarity.NEGATED
    won = "HAPPO outperforms QMIX on SMAC."
    reached = said("d1", "HAPPO reaches 95.40% win rate on SMAC.", "HAPPO", "SMAC")
    also = said("d2", "HAPPO outperforms QMIX on StarCraft Multi-Agent Challenge (SMAC) widely.", "HAPPO", "QMIX")
    lost = said("d3", "QMIX outperforms HAPPO on SMAC.", "QMIX", "HAPPO")
    built = said("d4", "We introduce GridWorld Plus and GridData.")
    day = Literal(value="2021-09-23", datatype="date")
    no_year = Literal(value="--05-27", datatype="gMonthDay")
    byline = "Ada Lovelace, Zoë Ünal · z-ai"
    return [
        _statement(PAPER["d1"], "proposes", happo, said("d1", "We propose HAPPO.", None, "HAPPO"), confidence=1.0),
        _statement(PAPER["d2"], "proposes", happo, said("d2", "We propose HAPPO.", None, "HAPPO"), confidence=1.0),
        _statement(PAPER["d1"], "mentions", happo, said("d1", "We propose HAPPO.", None, "HAPPO"), role="proposed"),
        _statement(happo, "outperforms", qmix, said("d1", won, "HAPPO", "QMIX"), confidence=0.85),
        _statement(happo, "outperforms", qmix, also, confidence=0.91239),
        _statement(happo, "evaluatedOn", smac, said("d1", won, "HAPPO", "SMAC")),
        _statement(qmix, "evaluatedOn", smac, said("d1", won, "QMIX", "SMAC"), confidence=0.6),
        _statement(qmix, "outperforms", happo, lost),
        _statement(
            happo, "outperforms", ppo, said("d3", "HAPPO does not outperform PPO.", "HAPPO", "PPO"), polarity=no
        ),
        _statement(happo, "outperforms", mappo, said("d3", "HAPPO may beat MAPPO.", "HAPPO"), polarity=Polarity.HEDGED),
        _statement(happo, "uses", thing("method", "trust-region"), said("d1", won, "HAPPO")),
        _statement(happo, "isA", ppo, said("d1", won, "HAPPO")),
        _statement(happo, "addresses", thing("task", "marl"), said("d1", won, "HAPPO")),
        _statement(PAPER["d4"], "introducesBenchmark", grid, built, confidence=0.95),
        _statement(PAPER["d4"], "introducesDataset", thing("dataset", "griddata"), built, confidence=0.95),
        _statement(ppo, "evaluatedOn", grid, said("d4", "PPO is evaluated on GridWorld Plus.", "PPO")),
        _statement(ppo, "trainedOn", thing("dataset", "griddata"), said("d4", "PPO is evaluated on GridWorld Plus.")),
        _statement(result, "reportedIn", PAPER["d1"], reached),
        _statement(result, "method", happo, reached),
        _statement(result, "benchmark", smac, reached),
        _statement(result, "metric", thing("metric", "win-rate"), reached),
        _statement(PAPER["d1"], "creator", thing("author", "ada"), told("d1", byline), confidence=1.0),
        _statement(PAPER["d1"], "creator", thing("author", "zoe"), told("d1", byline), confidence=1.0),
        _statement(PAPER["d4"], "creator", thing("author", "ada"), told("d4", "Ada Lovelace")),
        _statement(PAPER["d4"], "creator", thing("author", "zoe"), told("d4", "Zoë Ünal")),
        _statement(PAPER["d5"], "creator", thing("author", "zoe"), told("d5", HOSTILE)),
        _statement(PAPER["d1"], "affiliatedWith", thing("organization", "z-ai"), told("d1", byline)),
        _statement(PAPER["d1"], "issued", day, told("d1", "Sep 23, 2021")),
        _statement(PAPER["d3"], "issued", no_year, told("d3", "15.9AIMay 27")),
        _statement(PAPER["d1"], "saysInOneVersion", Literal(value=won), said("d1", won)),
        _statement(PAPER["d5"], "title", Literal(value=f"Odd {HOSTILE}"), told("d5", HOSTILE)),
        _statement(PAPER["d4"], "hasResource", thing("resource", "r1"), told("d4", "Code")),
    ]


def _merges() -> dict[str, list[Merge]]:
    at = TEXTS["d2"].index("StarCraft")
    return {
        thing("benchmark", "smac"): [
            Merge(
                left="StarCraft Multi-Agent Challenge",
                right="SMAC",
                rule="acronym definition",
                reason="the text defines SMAC",
                confidence=0.98,
                document="d2",
                span=Span(at, at + 38),
            )
        ],
        PAPER["d1"]: [Merge(left="d1", right="d2", rule="same title", reason="one title", confidence=0.9)],
    }


def assembled(order: Callable[[list], list] = list) -> KnowledgeGraph:  # type: ignore[type-arg]
    """The graph, put together in the given order."""
    graph = KnowledgeGraph()
    for node in order(_nodes()):
        graph.add_node(node)
    for statement in order(_statements()):
        graph.add_statement(statement)
    for iri, merges in order(list(_merges().items())):
        graph.add_merges(iri, merges)
    for document, paper in order(list(PAPER.items())):
        graph.add_version(paper, thing("document", document))
    return graph


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def graph() -> KnowledgeGraph:
    return assembled()


@pytest.fixture(scope="session")
def assembled_in() -> Callable[..., KnowledgeGraph]:
    """The same graph, put together in another order."""
    return assembled


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The documents' texts, by the last part of their IRIs."""
    return TEXTS


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def outputs(graph: KnowledgeGraph, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three RDF files of the small graph."""
    folder = tmp_path_factory.mktemp("outputs")
    export.write_all(graph, ontology, folder)
    return folder
