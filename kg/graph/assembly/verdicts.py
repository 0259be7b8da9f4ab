"""What a person decided about single statements.

A rejected statement stays in the graph with its sentence, as `rejected`, and makes no edge: nothing is lost, queries
for what papers assert no longer find it, and without the decision it is what it was. A confirmed one is certain. Both
say by their extractor that a person looked, and keep the IRI of what was read.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.graph.assembly.statements import digest
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Decision, Literal, Node, Polarity, Span, Statement, Verdict

CURATED = "+curation"
"""How the extractor of a statement ends that a person decided about."""
REPORTED = "reportedIn"
"""What a number and all that is said of it hang on."""
_KEY = 12
_FAMILIES = {
    **dict.fromkeys(("proposes", "introducesBenchmark", "introducesDataset"), "introduces"),
    **dict.fromkeys(("benchmark", "dataset", "task"), "on"),
}
"""Predicates that follow the class of what they lead to, and change with it."""
_READING = ("resultKind", "methodText", "onText", "metricText", "baselineText", "valueText")
"""What a number was read to say, in the words of the paper."""


def statement_key(graph: KnowledgeGraph, statement: Statement) -> str:
    """What a decision calls a statement: 12 hexadecimal digits that stay when the corpus grows.

    They stand for the sentence, what was read from it and which of its words the two ends are: not for IRIs, which
    change where a thing is merged, nor for files and lines. What a record says outside its text counts with the
    paper's title instead of a sentence. The same reading of the same sentence has one key wherever it stands. All that
    is said of a number depends on the whole reading of it: read as another claim, it has other keys.
    """
    evidence = statement.evidence
    ends = [_end(graph, statement, statement.subject, evidence.subject)]
    ends.append(_end(graph, statement, statement.object, evidence.object))
    source = ("text", evidence.text) if evidence.kind == "text" else ("record", _paper(graph, statement))
    claim = _claim(graph.node(statement.subject))
    return digest((*source, _FAMILIES.get(statement.predicate, statement.predicate), *ends, *claim))[:_KEY]


def judge(graph: KnowledgeGraph, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that found their statement, in their order, after the graph has followed them.

    A reported number whose `reportedIn` is rejected is rejected with all that is said of it.
    """
    asked = [decision for decision in decisions if decision.verdict in (Verdict.CONFIRM, Verdict.REJECT)]
    if not asked:
        return ()
    called: dict[str, list[Statement]] = {}
    for statement in graph.statements():
        called.setdefault(statement.iri, []).append(statement)
        called.setdefault(statement_key(graph, statement), []).append(statement)
    meant = [(decision, called.get(decision.subjects[0].name, ())) for decision in asked]
    rejected = {
        judged.iri: judged
        for decision, found in meant
        for statement in found
        if decision.verdict is Verdict.REJECT
        for judged in _whole(graph, statement)
    }
    for statement in rejected.values():
        graph.add_statement(replace(statement, polarity=Polarity.REJECTED, extractor=_curated(statement)))
    for decision, found in meant:
        for statement in found:
            if decision.verdict is Verdict.CONFIRM and statement.iri not in rejected:
                graph.add_statement(replace(statement, confidence=1.0, extractor=_curated(statement)))
    return tuple(decision for decision, found in meant if found)


def _whole(graph: KnowledgeGraph, statement: Statement) -> Iterable[Statement]:
    """The statement, and those that mean nothing without it."""
    if statement.predicate != REPORTED:
        return (statement,)
    return [said for said in graph.about(statement.subject) if said.evidence.document == statement.evidence.document]


def _claim(node: Node) -> Iterable[str]:
    """What the words of a number say it is, of what, on what and against what; nothing for other things."""
    if node.type != "Result":
        return ()
    return [f"{name} {value.value}" for name in _READING for value in node.properties.get(name, ())]


def _curated(statement: Statement) -> str:
    return f"{statement.extractor.removesuffix(CURATED)}{CURATED}"


def _paper(graph: KnowledgeGraph, statement: Statement) -> str:
    """The title of the document, or its text where it has none; case and spacing make no difference."""
    properties = graph.node(statement.evidence.document).properties
    said = properties.get("title") or properties.get("text", ())
    return " ".join(" ".join(value.value for value in said).casefold().split())


def _end(graph: KnowledgeGraph, statement: Statement, end: str | Literal, place: Span | None) -> str:
    """Where an end stands in its sentence; else the form of it that does; else what the document calls it elsewhere.

    Words in its place that do not name it (`it`, `our method`) come with what the document calls it. The last part of
    its IRI is the end only where nobody says which documents use which form.
    """
    evidence = statement.evidence
    if isinstance(end, Literal):
        return f"value {end.value}"
    if end == statement.paper:
        return "paper"
    node = graph.node(end)
    own = [form for form, documents in graph.identities.forms(end).items() if evidence.document in documents]
    if place is not None and evidence.start is not None:
        here = Span(place.start - evidence.start, place.end - evidence.start)
        named = not own or here.of(evidence.text).casefold() in {form.casefold() for form in own}
        return f"place {here.start} {here.end}{'' if named else f' {_longest(own)}'}"
    forms = own or [form for form in (node.label, *node.aliases) if form]
    standing = [form for form in forms if _stands(form, evidence.text)]
    if standing:
        return f"form {_longest(standing)}"
    return f"thing {_longest(own) if own else end.rpartition('/')[2]}"


def _longest(forms: Iterable[str]) -> str:
    return min(forms, key=lambda form: (-len(form), form)).casefold()


def _stands(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE) is not None
