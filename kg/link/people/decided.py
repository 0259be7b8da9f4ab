"""What people decided about persons, put into the terms of appearances."""

from collections.abc import Iterable, Sequence

from kg.link.labels import clean
from kg.link.people.apart import Apart
from kg.link.people.appearances import Appearance
from kg.link.people.names import parse
from kg.link.people.persons import CURATION, Join, Persons
from kg.model import Decision, Subject, Verdict

_TYPE = "Author"


class Decided:
    """The decisions that two names are one person, or two; decisions of other kinds are left to others.

    A subject means every appearance of that name, or that in its record only.
    """

    def __init__(self, decisions: Iterable[Decision], appearances: Sequence[Appearance]) -> None:
        self._named: dict[str, list[int]] = {}
        for number, one in enumerate(appearances):
            for key in sorted({one.name.key, *(name.text for _, _, name in one.credits)}):
                self._named.setdefault(key, []).append(number)
        self._appearances = appearances
        self._meant: list[tuple[Decision, list[int], list[int]]] = []
        for decision in decisions:
            if decision.verdict in (Verdict.SAME, Verdict.DIFFERENT):
                left, right = (self._numbers(subject) for subject in decision.subjects)
                if left and right and left != right:
                    self._meant.append((decision, left, right))
        self._meant.sort(key=lambda meant: (meant[0].verdict, meant[1], meant[2], meant[0].source, meant[0].line))

    def follow(self, persons: Persons) -> list[Apart]:
        """Part and join what was decided, before all other evidence; the parted pairs come back."""
        apart = []
        for decision, left, right in self._meant:
            if decision.verdict is Verdict.DIFFERENT:
                others = [number for number in right if number not in left]
                persons.part(left, others)
                apart += [
                    Apart(left=left[0], right=number, rule=CURATION, detail=_who(decision)) for number in others[:1]
                ]
        for decision, left, right in self._meant:
            if decision.verdict is Verdict.SAME:
                first, *others = [*left, *right]
                for number in others:
                    join = Join(left=first, right=number, rule=CURATION, confidence=1.0, detail=_who(decision))
                    persons.join(join, decided=True)
        return apart

    def applied(self, persons: Persons) -> tuple[Decision, ...]:
        """The decisions that hold of these persons."""
        return tuple(
            decision
            for decision, left, right in self._meant
            if (len({persons.root(number) for number in (*left, *right)}) == 1) is (decision.verdict is Verdict.SAME)
        )

    def _numbers(self, subject: Subject) -> list[int]:
        if subject.type not in (None, _TYPE):
            return []
        found = {
            *self._named.get(clean(subject.name), ()),
            *self._named.get(parse(subject.name).key, ()),
        }
        return sorted(number for number in found if self._stands(subject, self._appearances[number]))

    def _stands(self, subject: Subject, one: Appearance) -> bool:
        document = subject.document
        return document is None or any(document in (credited.id, credited.key) for credited, _, _ in one.credits)


def _who(decision: Decision) -> str:
    """The file alone: which line it is says nothing about the graph."""
    return f"{decision.source}: {decision.reason}" if decision.reason else decision.source
