"""What people decided about names, put into the terms of linking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.link.entities import reasons
from kg.link.entities.known import Known
from kg.link.entities.local import Local
from kg.link.entities.names import group_of, name_key
from kg.link.entities.parting import same_form
from kg.link.entities.vertex import Edge, Vertex
from kg.link.iris import THINGS, slug
from kg.link.labels import clean
from kg.model import Decision, Subject, Verdict

RANK = -1
"""A person's word is weighed before everything else."""


class Decided:
    """The decisions about names: what they do to local entities, which joins they make and which they forbid.

    A subject means every local entity that it names: by its identifying name, another spelling of it or its own short
    form. `applied` collects the decisions that had an effect.
    """

    def __init__(self, decisions: Iterable[Decision], records: Mapping[str, str], known: Known) -> None:
        self._records = records
        self._known = known
        self._by_verdict: dict[Verdict, list[Decision]] = {}
        for decision in sorted(decisions, key=_order):
            self._by_verdict.setdefault(decision.verdict, []).append(decision)
        self._apart: dict[tuple[Vertex, Vertex], Decision] = {}
        self._one: dict[Decision, list[tuple[Vertex, Vertex]]] = {}
        self._applied: dict[Decision, None] = {}

    def __bool__(self) -> bool:
        return bool(self._by_verdict)

    @property
    def applied(self) -> tuple[Decision, ...]:
        return tuple(sorted(self._applied, key=_order))

    def recast(self, locals_: Sequence[Local]) -> list[Local]:
        """The local entities without those that were dropped, each of the class that was decided.

        Where two forms of one local entity were told apart, the form that identifies it less stays behind.
        """
        found = list(locals_)
        for decision in self._all(Verdict.DROP):
            kept = [local for local in found if not self._means(decision.subjects[0], local)]
            self._note(decision, applied=len(kept) < len(found))
            found = kept
        for decision in self._all(Verdict.TYPE):
            found = [self._typed(decision, local) for local in found]
        for decision in self._all(Verdict.DIFFERENT):
            found = [self._parted(decision, local) for local in found]
        return found

    def place(self, locals_: Sequence[Local], vertex_of: dict[int, Vertex]) -> None:
        """Give names that are spelled alike but told apart vertices of their own; note what is one and what is not."""
        for decision in self._all(Verdict.DIFFERENT):
            left, right = self._ends(decision, locals_, vertex_of)
            if {vertex_of[id(x)] for x in left} & {vertex_of[id(x)] for x in right}:
                self._split(decision, left, right, vertex_of)
                left, right = self._ends(decision, locals_, vertex_of, placed=True)
            ends = [
                _vertices(found, vertex_of) or self._concepts(subject)
                for found, subject in zip((left, right), decision.subjects, strict=True)
            ]
            pairs = [(a, b) for a in ends[0] for b in ends[1] if a != b]
            pairs += self._concept_leaves(decision, ends)
            for one, other in pairs:
                self._apart[one, other] = self._apart[other, one] = decision
            self._note(decision, applied=bool(pairs))
        for decision in self._all(Verdict.SAME):
            left, right = self._ends(decision, locals_, vertex_of)
            both = [_vertices(found, vertex_of) for found in (left, right)]
            shared = {vertex.group for vertex in both[0]} & {vertex.group for vertex in both[1]}
            for group in sorted(shared):
                found = [vertex for vertex in (*both[0], *both[1]) if vertex.group == group]
                self._one.setdefault(decision, []).extend((found[0], other) for other in found[1:])
            self._note(decision, applied=bool(shared))

    def edges(self) -> Iterator[Edge]:
        """The joins that were decided."""
        for decision, pairs in self._one.items():
            left, right = (subject.name for subject in decision.subjects)
            merge = reasons.decided(left, right, _place(decision), decision.reason)
            for one, other in pairs:
                yield Edge(rank=RANK, left=one, right=other, merge=merge)

    def apart(self, one: Vertex, other: Vertex) -> str | None:
        """The clause that keeps two names apart, where a person said so."""
        decision = self._apart.get((one, other))
        if decision is None:
            return None
        return f"a person decided so ({_place(decision)})" + (f": {decision.reason}" if decision.reason else "")

    def label(self, locals_: Iterable[Local]) -> str | None:
        """The label that was decided for the thing that these local entities are."""
        found = list(locals_)
        for decision in self._all(Verdict.RENAME):
            if any(self._means(decision.subjects[0], local) for local in found):
                self._note(decision, applied=True)
                return decision.value
        return None

    def _all(self, verdict: Verdict) -> list[Decision]:
        return self._by_verdict.get(verdict, [])

    def _note(self, decision: Decision, *, applied: bool) -> None:
        if applied:
            self._applied[decision] = None

    def _means(self, subject: Subject, local: Local) -> bool:
        if not self._concerns(subject, local):
            return False
        forms = _own_forms(local)
        if subject.document is not None:
            forms += local.loose
        if subject.name.startswith(THINGS):
            return any(subject.name == f"{THINGS}/{local.type.lower()}/{slug(form)}" for form in forms)
        return any(name_key(form) == name_key(subject.name) for form in forms)

    def _concerns(self, subject: Subject, local: Local) -> bool:
        """Whether a local entity is of the subject's class and document, where it has them."""
        if subject.type not in (None, local.type):
            return False
        return subject.document in (None, self._records[local.document], local.document)

    def _typed(self, decision: Decision, local: Local) -> Local:
        if not self._means(decision.subjects[0], local):
            return local
        self._note(decision, applied=True)
        if local.type == decision.value or decision.value is None:
            return local
        why = reasons.recast(local.full, decision.value, _place(decision), decision.reason)
        return replace(local, recast=decision.value, why=why)

    def _parted(self, decision: Decision, local: Local) -> Local:
        """The local entity without the short forms that its text spells out and a person told apart from it.

        Forms of one entity were parted before (`parting`); what stands beside a name in brackets joins them again.
        """
        same = same_form(decision)
        one, other = (same(subject.name) for subject in decision.subjects)
        if not all(self._concerns(subject, local) for subject in decision.subjects) or one == other:
            return local
        away = one if same(local.full) == other else other
        loose = local.loose if any(subject.document for subject in decision.subjects) else ()
        parts = [definition.short for definition in local.definitions]
        own = {same(form) for form in (*_own_forms(local), *parts, *loose)}
        if same(local.full) == away or not ({one, other} <= own or (same is clean and away in own)):
            return local
        self._note(decision, applied=True)
        return replace(
            local,
            variants=tuple(form for form in local.variants if same(form) != away),
            definitions=tuple(d for d in local.definitions if same(d.short) != away),
            loose=tuple(form for form in local.loose if same(form) != away),
            dropped=(*local.dropped, *(form for form in local.entity.forms if same(form) == away)),
        )

    def _ends(
        self, decision: Decision, locals_: Sequence[Local], vertex_of: Mapping[int, Vertex], *, placed: bool = False
    ) -> tuple[list[Local], list[Local]]:
        """The local entities that each subject means; those spelled exactly so, where both are one name otherwise."""
        one, other = decision.subjects
        left, right = ([local for local in locals_ if self._means(subject, local)] for subject in (one, other))
        if same_form(decision) is clean:
            left = [local for local in left if clean(local.full) != clean(other.name)]
            right = [local for local in right if clean(local.full) == clean(other.name)]
        if placed:
            own = {vertex_of[id(local)] for local in right if vertex_of[id(local)].variant.startswith(_APART)}
            left = [local for local in left if vertex_of[id(local)] not in own]
            right = [local for local in right if vertex_of[id(local)] in own]
        return left, right

    def _concept_leaves(self, decision: Decision, ends: Sequence[Sequence[Vertex]]) -> list[tuple[Vertex, Vertex]]:
        """Pairs of a name and the concept that lists both names: the concept stays with its preferred label."""
        one, other = decision.subjects
        both = [c for c in self._known.concepts(one.name) if c in self._known.concepts(other.name)]
        return [
            (vertex, Vertex(vertex.group, concept=concept.iri))
            for concept in both
            for vertex in ends[0 if name_key(concept.label) == name_key(other.name) else 1]
            if vertex.group == group_of(concept.type) and not vertex.concept
        ]

    def _concepts(self, subject: Subject) -> list[Vertex]:
        """The concepts of the vocabulary that a name means which no text has."""
        found = self._known.concepts(subject.name)
        groups = [(group_of(concept.type), concept) for concept in found if subject.type in (None, concept.type)]
        return [Vertex(group, concept=concept.iri) for group, concept in groups]

    def _split(
        self, decision: Decision, left: Sequence[Local], right: Sequence[Local], vertex_of: dict[int, Vertex]
    ) -> None:
        """Move the right one's local entities to a vertex of their own."""
        subject = decision.subjects[1]
        mine = {id(local) for local in left}
        for local in right:
            if id(local) not in mine:
                vertex = vertex_of[id(local)]
                variant = f"{_APART}{clean(subject.name)}:{subject.document or ''}"
                vertex_of[id(local)] = Vertex(vertex.group, vertex.name, variant)


_APART = "apart:"


def _own_forms(local: Local) -> list[str]:
    """The names that are its own, and not those of a part of it."""
    return [local.full, *local.variants, *(definition.short for definition in local.definitions if definition.whole)]


def _vertices(locals_: Iterable[Local], vertex_of: Mapping[int, Vertex]) -> list[Vertex]:
    return sorted({vertex_of[id(local)] for local in locals_})


def _place(decision: Decision) -> str:
    """The file alone: which line it is says nothing about the graph."""
    return decision.source


def _order(decision: Decision) -> tuple[str, tuple[tuple[str, str, str], ...], str, int]:
    subjects = tuple((s.name, s.type or "", s.document or "") for s in decision.subjects)
    return (decision.verdict.value, subjects, decision.source, decision.line)
