"""A graph with something of everything that can be in doubt, made by hand, in a folder."""

from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph, graphml
from kg.model import Evidence, Literal, Merge, NearMiss, Node, Span, Statement

THINGS = "https://w3id.org/papergraph/id"
TEXTS = {
    "p001": "We train ACT in Isaac Gym. ACT outperforms a reward model by \x1b[31mfar\x1b[0m.",
    "p002": "ACT is a halting scheme, run in Issac Gym and scored on TeamSet.",
    "p003": "TeamSet trains the Reward Modelling of Isaac Gym users, at a Nash Equilibrium.",
}


def _iri(kind: str, name: str) -> str:
    return f"{THINGS}/{kind}/{name}"


class Made:
    """The graph on its way."""

    def __init__(self) -> None:
        self.graph = KnowledgeGraph()
        for key, text in TEXTS.items():
            properties = {"recordId": (Literal(value=key),), "text": (Literal(value=text),)}
            paper = Node(iri=_iri("paper", key), type="Paper", label=f"Paper {key}")
            document = Node(iri=_iri("document", key), type="Document", label=key, properties=properties)
            self.graph.add_node(paper)
            self.graph.add_node(document)
            self.graph.add_version(paper.iri, document.iri)

    def thing(self, type_: str, slug: str, label: str, *aliases: str) -> str:
        iri = _iri(type_.lower(), slug)
        self.graph.add_node(Node(iri=iri, type=type_, label=label, aliases=aliases))
        return iri

    def said(
        self, key: str, predicate: str, end: str, form: str, sure: float = 0.9, subject: tuple[str, str] | None = None
    ) -> None:
        text = TEXTS[key]
        places = [Span(text.index(words), text.index(words) + len(words)) for words in (form, *(subject or ())[1:])]
        evidence = Evidence(
            kind="text",
            document=_iri("document", key),
            source="made.jsonl",
            line=1,
            text=text,
            start=0,
            end=len(text),
            subject=places[1] if subject else None,
            object=places[0],
        )
        self.graph.add_statement(
            Statement(
                iri=_iri("statement", f"{len(self.graph.statements()):04}"),
                subject=subject[0] if subject else _iri("paper", key),
                predicate=predicate,
                object=end,
                paper=_iri("paper", key),
                evidence=evidence,
                confidence=sure,
                extractor="rules 1.0/made",
            )
        )


def near(
    left: str, right: str, forms: tuple[str, str], rule: str, likeness: float, *, doubtful: bool = True
) -> NearMiss:
    return NearMiss(
        left=left,
        right=right,
        left_form=forms[0],
        right_form=forms[1],
        rule=rule,
        reason=f"“{forms[0]}” and “{forms[1]}” resemble each other.",
        likeness=likeness,
        doubtful=doubtful,
    )


@pytest.fixture
def doubtful() -> KnowledgeGraph:
    made = Made()
    isaac, issac = made.thing("Benchmark", "isaac-gym", "Isaac Gym"), made.thing("Benchmark", "issac-gym", "Issac Gym")
    chunking, halting = made.thing("Method", "act", "ACT"), made.thing("Method", "act-2", "ACT")
    method, dataset = made.thing("Method", "teamset", "TeamSet"), made.thing("Dataset", "teamset", "TeamSet")
    reward = made.thing("Method", "reward-model", "reward model", "Reward Modelling")
    nash = made.thing("Metric", "nash", "Nash Equilibrium")
    author = made.thing("Author", "bo-liu", "Bo Liu")
    made.said("p001", "mentions", isaac, "Isaac Gym")
    made.said("p003", "mentions", isaac, "Isaac Gym")
    made.said("p002", "mentions", issac, "Issac Gym")
    made.said("p001", "mentions", chunking, "ACT")
    made.said("p002", "mentions", halting, "ACT")
    made.said("p002", "mentions", method, "TeamSet")
    made.said("p003", "mentions", dataset, "TeamSet")
    made.said("p001", "mentions", reward, "reward model")
    made.said("p003", "mentions", reward, "Reward Modelling")
    made.said("p003", "mentions", nash, "Nash Equilibrium")
    made.said("p001", "outperforms", reward, "reward model", 0.4, (chunking, "ACT"))
    for key in ("p001", "p002"):
        evidence = Evidence(kind="metadata", document=_iri("document", key), source="made.jsonl", line=1, text="Bo Liu")
        made.graph.add_statement(
            Statement(
                iri=_iri("statement", f"by-{key}"),
                subject=_iri("paper", key),
                predicate="creator",
                object=author,
                paper=_iri("paper", key),
                evidence=evidence,
                confidence=1.0,
                extractor="reader",
            )
        )
    for iri, left, right, rule, sure in (
        (reward, "reward model", "Reward Modelling", "named so in one document", 0.6),
        (nash, "Nash Equilibrium", "Nash Equilibrium", "same proper name", 0.5),
        (author, "Bo Liu", "Bo Liu", "same name", 0.7),
    ):
        told = f"“{left}” and “{right}” are one by {rule}."
        made.graph.add_merges(iri, [Merge(left=left, right=right, rule=rule, reason=told, confidence=sure)])
    made.graph.add_near_misses(
        [
            near(isaac, issac, ("Isaac Gym", "Issac Gym"), "spelling", 0.9),
            near(chunking, halting, ("ACT", "ACT"), "acronym", 0.5),
            near(dataset, method, ("TeamSet", "TeamSet"), "classes", 0.7),
            near(isaac, nash, ("Isaac Gym", "Nash Equilibrium"), "version", 0.8, doubtful=False),
        ]
    )
    return made.graph


@pytest.fixture
def folder(doubtful: KnowledgeGraph, tmp_path: Path) -> Path:
    """A working directory with that graph in `outputs`."""
    (tmp_path / "outputs").mkdir()
    graphml.write(doubtful, tmp_path / "outputs" / "graph.graphml")
    return tmp_path
