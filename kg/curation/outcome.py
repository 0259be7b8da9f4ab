"""What became of each decision in a build."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kg.curation.conflicts import said
from kg.curation.file import Curation
from kg.curation.writing import decision_line
from kg.errors import UnknownTermError
from kg.graph import KnowledgeGraph
from kg.graph.knowledge_graph import ENTITY_TYPES
from kg.model import Decision, Node, Subject, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A decision that nothing in the corpus answers to, and what is nearest."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A curation file and what became of its decisions, both in its order."""

    curation: Curation
    applied: tuple[Decision, ...]
    stale: tuple[Stale, ...]


def outcome(curation: Curation, applied: Iterable[Decision], graph: KnowledgeGraph) -> Outcome:
    """The decisions of a file, parted into those that were applied to a graph and those whose subject is gone."""
    done = {said(decision) for decision in applied}
    names = _Names(graph)
    return Outcome(
        curation=curation,
        applied=tuple(decision for decision in curation.decisions if said(decision) in done),
        stale=tuple(
            Stale(decision=decision, reason=names.missing(decision))
            for decision in curation.decisions
            if said(decision) not in done
        ),
    )


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions in an order that does not depend on the lines they stand on."""
    return tuple(sorted(decisions, key=lambda decision: repr(said(decision))))


def stale_line(stale: Stale) -> str:
    """A stale decision as the file has it, without its comment, and why."""
    line = decision_line(replace(stale.decision, reason=""))
    return f"stale: {line}: {stale.reason}"


class _Names:
    """What a graph calls its things and records."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        documents = graph.nodes("Document")
        self._records = {value.value: node.iri for node in documents for value in node.properties.get("recordId", ())}

    def missing(self, decision: Decision) -> str:
        """What of a decision the graph lacks."""
        if decision.verdict in (Verdict.CONFIRM, Verdict.REJECT):
            return "no statement has this key any more; its sentence is gone or is read differently now"
        reasons = [reason for subject in decision.subjects for reason in self._missing(subject)]
        return "; ".join(dict.fromkeys(reasons)) or self._without_effect(decision)

    def _speaks(self, record: str, nodes: Iterable[Node]) -> bool:
        document = self._records[record]
        return any(s.evidence.document == document for node in nodes for s in self._graph.about(node.iri))

    def _without_effect(self, decision: Decision) -> str:
        classes = [{node.type for node in self._graph.find_all(subject.name)} for subject in decision.subjects]
        if decision.verdict is Verdict.SAME and not classes[0] & classes[1]:
            return (
                f"they are of different classes ({', '.join(sorted(classes[0] | classes[1]))}); say first with `type`"
            )
        return "what it names is there, and it changes nothing"

    def _missing(self, subject: Subject) -> Iterator[str]:
        if subject.document is not None and subject.document not in self._records:
            yield f"there is no record {subject.document}{_nearest(subject.document, self._records)}"
            return
        try:
            found = self._graph.find_all(subject.name)
        except UnknownTermError as error:
            yield str(error)
            return
        classes = sorted({node.type for node in found})
        if subject.type is not None and subject.type not in classes:
            yield f"“{subject.name}” is of class {' and '.join(classes)} here, not {subject.type}"
        elif not set(classes) & {*ENTITY_TYPES, "Author"}:
            yield f"“{subject.name}” is of class {' and '.join(classes)}, which no decision is about"
        elif subject.document is not None and not self._speaks(subject.document, found):
            yield f"record {subject.document} says nothing of “{subject.name}”"


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=3)
    return f"; nearest: {', '.join(near)}" if near else ""
