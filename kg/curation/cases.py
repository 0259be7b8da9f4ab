"""Doubtful cases: what a person could decide about a graph, and what each answer would write."""

from collections.abc import Iterable

from kg.curation.case import STATEMENT, Answer, Case
from kg.curation.claims import claim
from kg.curation.conflicts import said
from kg.curation.order import ordered
from kg.curation.things import PERSON, Things
from kg.curation.tokens import tidy
from kg.graph import CURATED, REPORTED, KnowledgeGraph, statement_key
from kg.model import Decision, Literal, Merge, NearMiss, Node, Polarity, Statement, Subject, Verdict

UNSURE_MERGE = 0.75
UNSURE_STATEMENT = 0.6
_CLASSES = ("Benchmark", "Dataset", "Method", "Metric", "Task")
_ASKED = (*_CLASSES, PERSON)
_CURATION = "curation"
"""The rule of what a person decided already."""


def open_cases(
    graph: KnowledgeGraph,
    near: Iterable[NearMiss],
    decisions: Iterable[Decision],
    source: str,
    about: str | None = None,
) -> list[Case]:
    """The cases that nobody has decided, in the order to ask them; `source` is the name of the file that answers go to.

    With `about`, the IRI of a node: all that could be decided of that node, in doubt or not.
    """
    done = {said(decision) for decision in decisions}
    made = _Cases(graph, source, about)
    found = [*made.kept_apart(near), *made.merged(), *made.statements()]
    asked = {tuple(case.answers.values()): case for case in found if not _decided(case, done)}
    return ordered(asked.values())


def _decided(case: Case, done: set[tuple[str, tuple[Subject, ...], str | None]]) -> bool:
    return any(said(decision) in done for answer in case.answers.values() for decision in answer.decisions)


def _because(merge: Merge) -> str:
    return f"{merge.reason} ({merge.rule}, {merge.confidence:.2f})"


def _judged(s: Statement) -> bool:
    return s.extractor.endswith(CURATED) or s.polarity is Polarity.REJECTED


class _Cases:
    """Makes cases of one graph."""

    def __init__(self, graph: KnowledgeGraph, source: str, about: str | None) -> None:
        self._graph = graph
        self._facts = graph.facts()
        self._about = about
        self._things = Things(graph)
        self._source = source

    def kept_apart(self, near: Iterable[NearMiss]) -> list[Case]:
        """Pairs that resemble each other."""
        open_ = [
            miss
            for miss in near
            if miss.rule != _CURATION and all(self._graph.node(iri).type in _ASKED for iri in (miss.left, miss.right))
        ]
        if self._about is None:
            return [self._near(miss) for miss in open_ if miss.doubtful]
        return [self._near(miss) for miss in open_ if self._about in (miss.left, miss.right)]

    def merged(self) -> list[Case]:
        """Forms that are one thing."""
        found: list[Case] = []
        for node in self._graph.nodes() if self._about is None else (self._graph.node(self._about),):
            for merge in self._graph.merges(node.iri) if node.type in _ASKED else ():
                asked = merge.confidence < UNSURE_MERGE or self._about is not None
                if asked and merge.rule != _CURATION:
                    found += self._merge(node, merge)
        return found

    def _near(self, miss: NearMiss) -> Case:
        left, right = self._graph.node(miss.left), self._graph.node(miss.right)
        one, other = self._things.spelled(left, miss.left_form), self._things.spelled(right, miss.right_form)
        if left.type == right.type:
            ends = (self._things.subject(left, one, right), self._things.subject(right, other, left))
        else:
            ends = (Subject(name=one, type=left.type), Subject(name=other, type=right.type))
        answers = {"n": Answer(label="two things", decisions=(self._pair(Verdict.DIFFERENT, ends),))}
        if left.type == right.type:
            answers = {"y": Answer(label="one thing", decisions=(self._pair(Verdict.SAME, ends),))} | answers
        else:
            answers = self._one_class(ends) | answers
        what = "person" if left.type == PERSON else "thing"
        return Case(
            kind="kept apart",
            question=f"Is every “{one}” one {what}?" if one == other else f"Are “{one}” and “{other}” one {what}?",
            evidence=(miss.reason, *self._things.told(left, one), *self._things.told(right, other)),
            answers=answers,
            value=miss.likeness * min(len(self._graph.about(miss.left)), len(self._graph.about(miss.right))),
        )

    def _merge(self, node: Node, merge: Merge) -> list[Case]:
        if self._things.key(merge.left) != self._things.key(merge.right):
            return [self._forms(node, merge)]
        return self._namesakes(node, merge) if node.type == PERSON else [self._class(node, merge)]

    def statements(self) -> list[Case]:
        """What papers were read to say with little confidence, each reading of a sentence once.

        What is said of a number is asked with the number, where that is in doubt itself.
        """
        if self._about is None:
            unsure = [s for s in self._graph.statements() if s.confidence < UNSURE_STATEMENT and not _judged(s)]
        else:
            unsure = [s for s in self._graph.about(self._about) if not _judged(s)]
        numbers = {s.subject for s in unsure if s.predicate == REPORTED}
        found: dict[str, list[Statement]] = {}
        for s in unsure:
            if s.predicate == REPORTED or s.subject not in numbers:
                found.setdefault(statement_key(self._graph, s), []).append(s)
        return [self._statement(key, same) for key, same in sorted(found.items())]

    def _forms(self, node: Node, merge: Merge) -> Case:
        """Two names of one thing: in one record, where the evidence is from there alone."""
        record = self._things.record_with(merge.document)
        ends = [self._things.subject_in(node, form, record) for form in (merge.left, merge.right)]
        if record is None:
            moved = min(self._things.uses(node, merge.left), self._things.uses(node, merge.right))
        else:
            moved = sum(self._things.record_of(s) == record for s in self._graph.about(node.iri))
        what = "person" if node.type == PERSON else "thing"
        sentences = self._things.quoted(node, (merge.left, merge.right), record)
        return Case(
            kind="merged",
            question=f"Are “{merge.left}” and “{merge.right}” one {what}{f' in {record}' if record else ''}?",
            evidence=(_because(merge), self._things.summary(node, merge.left), *sentences),
            answers={
                "y": Answer(label="one thing", decisions=(self._pair(Verdict.SAME, tuple(ends)),)),
                "n": Answer(label="two things", decisions=(self._pair(Verdict.DIFFERENT, tuple(ends)),)),
            },
            value=(1 - merge.confidence) * max(1, moved),
        )

    def _namesakes(self, node: Node, merge: Merge) -> list[Case]:
        """One name in several records: the first against each of the others."""
        first, *others = self._things.records(node) or [""]
        cases = []
        for other in others:
            ends = tuple(Subject(name=merge.left, type=node.type, document=record) for record in (first, other))
            places = [self._things.record(node, record) for record in (first, other)]
            cases.append(
                Case(
                    kind="merged",
                    question=f"Is “{merge.left}” in both records one person?",
                    evidence=(_because(merge), *places),
                    answers={
                        "y": Answer(label="one", decisions=(self._pair(Verdict.SAME, ends),)),
                        "n": Answer(label="two", decisions=(self._pair(Verdict.DIFFERENT, ends),)),
                    },
                    value=(1 - merge.confidence) * len(self._graph.about(node.iri)) / (len(others) + 1),
                )
            )
        return cases

    def _class(self, node: Node, merge: Merge) -> Case:
        """One name that papers use for things of several classes."""
        subject = Subject(name=merge.left)
        others = [type_ for type_ in _CLASSES if type_ != node.type]
        keys = {"y": node.type, **{str(at): type_ for at, type_ in enumerate(others, 1)}}
        return Case(
            kind="class",
            question=f"Is “{node.label}” a {node.type.lower()}?",
            evidence=(_because(merge), *self._things.told(node, merge.left)),
            answers={
                key: Answer(label=type_, decisions=(self._made(Verdict.TYPE, (subject,), type_),))
                for key, type_ in keys.items()
            },
            value=(1 - merge.confidence) * len(self._graph.about(node.iri)),
        )

    def _statement(self, key: str, found: list[Statement]) -> Case:
        s = found[0]
        parts = [part for part in self._graph.about(s.subject) if not _judged(part)] if s.predicate == REPORTED else [s]
        keys = sorted(
            {statement_key(self._graph, part) for part in parts if part.confidence < UNSURE_STATEMENT} - {key}
        )
        backed = self._facts.get((s.subject, s.predicate, s.object), (s,))
        reading, sentence, record = self._reading(s), self._things.sentence(s), self._things.record_of(s)
        mark = "" if s.polarity is Polarity.ASSERTED else f", read as {s.polarity}"
        return Case(
            kind=STATEMENT,
            question=f"Does the sentence say this: {reading}?",
            evidence=(f"“{sentence}”", f"in {record}; {s.extractor}, confidence {s.confidence:.2f}{mark}"),
            answers={
                "y": Answer(label="yes", decisions=tuple(self._word(Verdict.CONFIRM, name) for name in (key, *keys))),
                "n": Answer(label="no", decisions=(self._word(Verdict.REJECT, key),)),
            },
            value=(1 - s.confidence) * len(parts) * min(1.0, len(found) / len(backed)),
            about=(f"{record}: {reading} — “{sentence}”",),
        )

    def _reading(self, s: Statement) -> str:
        denied = (
            " (denied)" if s.polarity is Polarity.NEGATED else " (left open)" if s.polarity is Polarity.HEDGED else ""
        )
        if s.predicate == REPORTED:
            return f"the paper reports “{self._end(s, s.subject)}”{denied}"
        end = s.object.value if isinstance(s.object, Literal) else self._end(s, s.object)
        role = f" as {s.role}" if s.role else ""
        return tidy(f"{self._end(s, s.subject)} — {s.predicate} → {end}{role}{denied}")

    def _end(self, s: Statement, iri: str) -> str:
        node = self._graph.node(iri)
        return "the paper" if iri == s.paper else claim(node) if node.type == "Result" else node.label

    def _one_class(self, ends: tuple[Subject, Subject]) -> dict[str, Answer]:
        """Two classes for what may be one thing: a key for each class that it could have."""
        found = {}
        for key, keeps, gives in (("1", *ends), ("2", *ends[::-1])):
            decisions = [self._made(Verdict.TYPE, (gives,), keeps.type)]
            if self._things.key(keeps.name) != self._things.key(gives.name):
                decisions.append(self._pair(Verdict.SAME, (Subject(name=keeps.name), Subject(name=gives.name))))
            found[key] = Answer(label=f"one {(keeps.type or '').lower()}", decisions=tuple(decisions))
        return found

    def _pair(self, verdict: Verdict, ends: tuple[Subject, ...]) -> Decision:
        return self._made(verdict, ends)

    def _word(self, verdict: Verdict, key: str) -> Decision:
        return self._made(verdict, (Subject(name=key),))

    def _made(self, verdict: Verdict, subjects: tuple[Subject, ...], value: str | None = None) -> Decision:
        return Decision(verdict=verdict, subjects=subjects, source=self._source, line=0, value=value)
