"""Which decisions contradict each other, and which say nothing new."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model import Decision, Subject, Verdict

Fault = tuple[int, str]
"""A line, and what is wrong with it."""

_PAIRS = (Verdict.SAME, Verdict.DIFFERENT)
_JUDGED = (Verdict.CONFIRM, Verdict.REJECT)


def duplicates(decisions: Iterable[Decision]) -> dict[int, int]:
    """Lines that say what an earlier line says, each with that line."""
    first: dict[object, int] = {}
    return {d.line: first[said(d)] for d in decisions if first.setdefault(said(d), d.line) != d.line}


def said(decision: Decision) -> tuple[str, tuple[Subject, ...], str | None]:
    """What a decision says, wherever it stands: `same` and `different` of a pair in either order."""
    subjects = decision.subjects
    if decision.verdict in _PAIRS:
        subjects = tuple(sorted(subjects, key=subject_order))
    return decision.verdict.value, subjects, decision.value


def subject_order(subject: Subject) -> tuple[str, str, str]:
    """The order of subjects: by name, class and record."""
    return subject.name, subject.type or "", subject.document or ""


def contradictions(decisions: Sequence[Decision]) -> Iterator[Fault]:
    """The lines that cannot hold together with an earlier one or a chain of others, and what to do about it."""
    names = _Sameness(decisions)
    for decision in decisions:
        if decision.verdict in _PAIRS and _is_one(*decision.subjects):
            end = _told(decision.subjects[0])
            yield decision.line, f"both ends are {end}; write `in RECORD` behind each to tell them apart"
        elif decision.verdict is Verdict.DIFFERENT:
            yield from _joined(decision, names)
    for verdict in (Verdict.TYPE, Verdict.RENAME):
        yield from _disputed([d for d in decisions if d.verdict is verdict], names)
    yield from _dropped(decisions)
    yield from _judged(decisions)


def _is_one(left: Subject, right: Subject) -> bool:
    return _covers(left, right) or _covers(right, left)


def _covers(general: Subject, special: Subject) -> bool:
    """Whether what is said of one holds of the other too: it speaks of the same name, and is no narrower."""
    return (
        general.name == special.name
        and general.type in (None, special.type)
        and general.document in (None, special.document)
    )


class _Sameness:
    """What `same` decisions join, also in chains and through names that are meant everywhere."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        decisions = tuple(decisions)
        self._subjects = sorted({s for d in decisions for s in d.subjects}, key=subject_order)
        self._at: dict[Subject, list[Decision]] = {}
        self._members: dict[int, list[Subject]] = {}
        by_name: dict[str, list[Subject]] = {}
        for subject in self._subjects:
            by_name.setdefault(subject.name, []).append(subject)
        self._by_name = by_name
        for decision in decisions:
            if decision.verdict is Verdict.SAME:
                self._members[decision.line] = [s for end in decision.subjects for s in self.below(end)]
                for member in self._members[decision.line]:
                    self._at.setdefault(member, []).append(decision)

    def below(self, subject: Subject) -> list[Subject]:
        """The subjects of the file that a subject covers, itself among them."""
        return [other for other in self._by_name.get(subject.name, ()) if _covers(subject, other)]

    def chain(self, starts: Iterable[Subject], ends: Iterable[Subject]) -> list[int] | None:
        """The lines of the shortest chain of `same` from a start to an end; None where none leads there."""
        goal = set(ends)
        ways: dict[Subject, list[int]] = {start: [] for start in starts}
        queue = list(ways)
        for subject in queue:
            if subject in goal and ways[subject]:
                return sorted(ways[subject])
            for decision in self._at.get(subject, ()):
                for member in self._members[decision.line]:
                    if member not in ways:
                        ways[member] = [*ways[subject], decision.line]
                        queue.append(member)
        return None


def _joined(decision: Decision, names: _Sameness) -> Iterator[Fault]:
    left, right = decision.subjects
    lines = names.chain(names.below(left), names.below(right))
    if lines is not None:
        yield (
            decision.line,
            f"says that {_told(left)} and {_told(right)} are different, and {_lines(lines)} that they are the same; "
            "remove one, or say with `in RECORD` which is meant",
        )


def _disputed(decisions: Sequence[Decision], names: _Sameness) -> Iterator[Fault]:
    """Two classes, or two labels, for one thing."""
    for place, decision in enumerate(decisions):
        subject, what = decision.subjects[0], "class" if decision.verdict is Verdict.TYPE else "label"
        for earlier in decisions[:place]:
            if earlier.value == decision.value:
                continue
            other = earlier.subjects[0]
            lines = [] if subject == other else names.chain(names.below(other), names.below(subject))
            if lines is not None:
                joined = f" (the same thing by {_lines(lines)})" if lines else ""
                yield (
                    decision.line,
                    f"gives {_told(subject)} the {what} “{decision.value}”, and line {earlier.line} gives "
                    f"{_told(other)}{joined} the {what} “{earlier.value}”; remove one",
                )


def _dropped(decisions: Sequence[Decision]) -> Iterator[Fault]:
    dropped = {d.subjects[0]: d.line for d in decisions if d.verdict is Verdict.DROP}
    for decision in decisions:
        if decision.verdict is Verdict.DROP or decision.verdict in _JUDGED:
            continue
        for subject in decision.subjects:
            if subject in dropped:
                yield (
                    decision.line,
                    f"speaks of {_told(subject)}, which line {dropped[subject]} drops; remove one of the two",
                )


def _judged(decisions: Sequence[Decision]) -> Iterator[Fault]:
    first: dict[Subject, Decision] = {}
    for decision in decisions:
        if decision.verdict in _JUDGED:
            known = first.setdefault(decision.subjects[0], decision)
            if known.verdict is not decision.verdict:
                yield (
                    decision.line,
                    f"{decision.verdict}s the statement that line {known.line} {known.verdict}s; remove one",
                )


def _told(subject: Subject) -> str:
    told = f"{subject.type} “{subject.name}”" if subject.type else f"“{subject.name}”"
    return f"{told} in {subject.document}" if subject.document is not None else told


def _lines(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    return f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
