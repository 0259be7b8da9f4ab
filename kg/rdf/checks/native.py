"""The shapes, interpreted on a graph in one pass: what pySHACL finds with them, in a hundredth of its time.

What a constraint says of a value depends on the value, or on its kind alone; either is asked once per property. What it
says of a thing's classes, and of properties that the thing lacks, is asked once for all things alike in both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kg.rdf.checks.constraints import BY_KIND, BY_VALUE, WHOLE
from kg.rdf.checks.graph import RDF_TYPE, Graph, Values
from kg.rdf.checks.shapes import Constraint, NodeShape


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint of a shape, on the values of a property or, where there is no path, on the thing itself."""

    shape: str
    path: str | None
    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a thing breaks, and the value that breaks it, if it is one value."""

    rule: Rule
    focus: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """Rules for each value of one property; `good` are values, or kinds of values, that are known to keep them all."""

    path: str
    rules: tuple[Rule, ...]
    good: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Plan:
    """What is asked of all things with the same classes and properties; all of them break what is `broken`."""

    broken: list[tuple[Rule, str | None]] = field(default_factory=list)
    itself: list[Rule] = field(default_factory=list)
    most: list[tuple[str, int, Rule]] = field(default_factory=list)
    whole: list[Rule] = field(default_factory=list)
    by_kind: list[_Asked] = field(default_factory=list)
    by_value: list[_Asked] = field(default_factory=list)


def _rules(shape: NodeShape) -> Iterator[Rule]:
    yield from (Rule(shape.name, None, constraint) for constraint in shape.constraints)
    for one in shape.properties:
        yield from (Rule(one.name, one.path, constraint) for constraint in one.constraints)


def _by(kinds: Mapping[str, str] | None, things: Sequence[Values], path: str) -> dict[str, str]:
    """The values of a property, one of each kind; without kinds, each by itself."""
    values = chain.from_iterable([values[path] for values in things])
    return {kinds[value]: value for value in values} if kinds else dict.fromkeys(values, "")


class Native:
    """Shapes and the graph that they are interpreted on."""

    def __init__(self, shapes: tuple[NodeShape, ...], graph: Graph) -> None:
        self._graph = graph
        self._rules: dict[tuple[str, str], list[Rule]] = {}
        for shape in shapes:
            self._rules.setdefault((shape.target, shape.of), []).extend(_rules(shape))
        self._asked: dict[tuple[int, ...], _Asked] = {}

    def breaches(self) -> Iterator[Breach]:
        """Every breach of every shape, in the order of the things."""
        things, kinds, lines = self._graph.things, self._graph.kinds, self._graph.lines
        alike: dict[tuple[str, ...], list[str]] = {}
        for iri, values in things.items():
            alike.setdefault((kinds[iri], *values), []).append(iri)
        found: list[Breach] = []
        for group in alike.values():
            plan = self._plan(group[0], things[group[0]])
            if not self._kept(plan, group):
                found += [breach for iri in group for breach in self._of_plan(plan, iri, things[iri])]
        yield from sorted(found, key=lambda breach: lines[breach.focus])

    def _kept(self, plan: _Plan, group: list[str]) -> bool:
        """Whether all things of a group keep all that is asked: the quick way, for all values of a property at once."""
        things, kinds = [self._graph.things[iri] for iri in group], self._graph.kinds
        return (
            not plan.broken
            and all(max(len(values[path]) for values in things) <= most for path, most, _ in plan.most)
            and all(self._learned(asked, _by(kinds, things, asked.path)) for asked in plan.by_kind)
            and all(self._learned(asked, _by(None, things, asked.path)) for asked in plan.by_value)
            and not any(breach for rule in plan.itself for iri in group for breach in self._ask(rule, iri, iri))
            and not any(
                breach
                for rule in plan.whole
                for iri, values in zip(group, things, strict=True)
                for breach in self._compare(rule, iri, values)
            )
        )

    def _learned(self, asked: _Asked, found: Mapping[str, str]) -> bool:
        """Whether values keep rules, each under what it is known by; those that do are remembered."""
        new = found.keys() - asked.good
        return not any(
            breach for known_by in new for breach in self._ask_all(asked, "", found[known_by] or known_by, known_by)
        )

    def _of_plan(self, plan: _Plan, iri: str, values: Values) -> Iterator[Breach]:
        for rule, value in plan.broken:
            yield Breach(rule, iri, iri if rule.path is None else value)
        for rule in plan.itself:
            yield from self._ask(rule, iri, iri)
        for path, most, rule in plan.most:
            if len(values[path]) > most:
                yield Breach(rule, iri)
        yield from self._of_values(plan, iri, values)
        for rule in plan.whole:
            yield from self._compare(rule, iri, values)

    def _of_values(self, plan: _Plan, iri: str, values: Values) -> Iterator[Breach]:
        kinds = self._graph.kinds
        for asked in plan.by_kind:
            for value in values[asked.path]:
                if kinds[value] not in asked.good:
                    yield from self._ask_all(asked, iri, value, kinds[value])
        for asked in plan.by_value:
            for value in values[asked.path]:
                if value not in asked.good:
                    yield from self._ask_all(asked, iri, value, value)

    def _ask_all(self, asked: _Asked, iri: str, value: str, known_by: str) -> Iterator[Breach]:
        found = [breach for rule in asked.rules for breach in self._ask(rule, iri, value)]
        if not found:
            asked.good.add(known_by)
        yield from found

    def _ask(self, rule: Rule, iri: str, value: str) -> Iterator[Breach]:
        parameter = rule.constraint.parameter
        holds = BY_KIND.get(parameter) or BY_VALUE[parameter]
        if not holds(self._graph, rule.constraint, value):
            yield Breach(rule, iri, value)

    def _compare(self, rule: Rule, iri: str, values: Values) -> Iterator[Breach]:
        at = values.get(rule.path or "", [])
        for value in WHOLE[rule.constraint.parameter](rule.constraint, at, values):
            yield Breach(rule, iri, value)

    def _plan(self, iri: str, values: Values) -> _Plan:
        plan = _Plan()
        at: dict[str, list[Rule]] = {}
        for rule in self._rules_for(values):
            if rule.path is None:
                self._of_itself(plan, rule, iri)
            else:
                self._of_property(plan, rule, values, at.setdefault(rule.path, []))
        for path, rules in at.items():
            for known, asked in ((BY_KIND, plan.by_kind), (BY_VALUE, plan.by_value)):
                found = tuple(rule for rule in rules if rule.constraint.parameter in known)
                if found:
                    key = tuple(map(id, found))
                    asked.append(self._asked.setdefault(key, _Asked(path, found)))
        return plan

    def _rules_for(self, values: Values) -> Iterator[Rule]:
        for class_ in dict.fromkeys(values.get(RDF_TYPE, ())):
            yield from self._rules.get(("targetClass", class_), ())
        for path in values:
            yield from self._rules.get(("targetSubjectsOf", path), ())

    def _of_itself(self, plan: _Plan, rule: Rule, iri: str) -> None:
        parameter = rule.constraint.parameter
        if parameter in BY_VALUE:
            plan.itself.append(rule)
        elif not BY_KIND[parameter](self._graph, rule.constraint, iri):
            plan.broken.append((rule, None))

    def _of_property(self, plan: _Plan, rule: Rule, values: Values, at: list[Rule]) -> None:
        parameter, path = rule.constraint.parameter, rule.path or ""
        present = values.get(path, [])
        if path == RDF_TYPE or parameter == "minCount":
            plan.broken += [(rule, value) for value in self._broken_by_all(rule, present, values)]
        elif parameter == "equals":
            plan.whole.append(rule)
        elif present and parameter == "maxCount":
            plan.most.append((path, int(rule.constraint.values[0]), rule))
        elif present and parameter in WHOLE:
            plan.whole.append(rule)
        elif present:
            at.append(rule)

    def _broken_by_all(self, rule: Rule, present: list[str], values: Values) -> Iterator[str | None]:
        """What breaks a rule on classes, or on a property that all or none of the things have."""
        if rule.constraint.parameter in WHOLE:
            yield from WHOLE[rule.constraint.parameter](rule.constraint, present, values)
        else:
            yield from (breach.value for value in present for breach in self._ask(rule, "", value))
