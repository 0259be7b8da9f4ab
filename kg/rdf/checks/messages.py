"""Breaches of shapes, told so that a person can act on them."""

from kg.rdf.checks.constraints import WHOLE
from kg.rdf.checks.graph import Graph
from kg.rdf.checks.native import Breach
from kg.rdf.checks.report import Violation
from kg.rdf.checks.shapes import Constraint
from kg.rdf.terms import XSD


def violation(breach: Breach, graph: Graph) -> Violation:
    """The violation that a breach is: at the line of the triple where there is one, else at that of the thing."""
    rule = breach.rule
    told = _of_property(breach, graph) if rule.path else _of_itself(breach, graph)
    value = breach.value if rule.path else None
    return Violation(
        rule=f"sh:{rule.constraint.parameter}",
        where=graph.where(breach.focus, rule.path, value),
        message=told,
        shape=rule.shape,
        focus=breach.focus,
        value=breach.value,
    )


def _of_itself(breach: Breach, graph: Graph) -> str:
    constraint = breach.rule.constraint
    if constraint.parameter == "pattern":
        return f"is a thing of class {_classes(breach.focus, graph)}, and its IRI is not like {constraint.values[0]}"
    allowed = _any_of(constraint, graph)
    if breach.rule.shape in graph.ontology.classes:
        return f"is of class {_classes(breach.focus, graph)}, and has to be {allowed} too"
    name = graph.short(graph.iris[breach.rule.shape])
    return f"is of class {_classes(breach.focus, graph)} and has {name}, which is for {allowed}"


def _of_property(breach: Breach, graph: Graph) -> str:
    constraint, path = breach.rule.constraint, breach.rule.path or ""
    name, wanted = graph.short(path), _any_of(constraint, graph)
    found = graph.things.get(breach.focus, {}).get(path, [])
    value = graph.short(breach.value) if breach.value else ""
    if constraint.parameter in WHOLE:
        return {
            "minCount": f"needs {wanted} {name}, and has {len(found)}",
            "maxCount": f"has {len(found)} {name}, and may have {wanted}",
            "uniqueLang": f"has more than one {name} in one language",
            "hasValue": f"needs {name} {wanted} too",
            "equals": f"{value} is not at both {name} and {wanted}, which should be the same",
            "disjoint": f"{value} is at both {name} and {wanted}, which should differ",
            "lessThan": f"{value} at {name} is not below its {wanted}",
        }[constraint.parameter]
    what = f"{name} is {value}{_kind(breach.value or '', graph)}"
    return {
        "class": f"{what}, and should be of class {wanted}",
        "datatype": f"{what}, and should be {wanted}",
        "or": f"{what}, and should be {wanted}",
        "nodeKind": f"{what}, and should be an IRI",
        "in": f"{what}, and should be one of {wanted}",
        "pattern": f"{what}, and should match {wanted}",
        "minLength": f"{what}, and should not be empty",
        "minInclusive": f"{what}, and should be at least {wanted}",
        "maxInclusive": f"{what}, and should be at most {wanted}",
    }[constraint.parameter]


def _any_of(constraint: Constraint, graph: Graph) -> str:
    """The values of a constraint for people."""
    values = [graph.short(value) if value.startswith("<") else value for value in constraint.values]
    return ", ".join(values[:-1]) + " or " + values[-1] if len(values) > 1 else values[0]


def _classes(iri: str, graph: Graph) -> str:
    kind = graph.kinds.get(iri, "")
    return ", ".join(graph.short(class_) for class_ in kind.split(" ")) if kind.startswith("<") else "none"


def _kind(value: str, graph: Graph) -> str:
    """What a value is, where that is not to be seen."""
    if value.startswith("<"):
        return f" (of class {_classes(value, graph)})" if value in graph.things else " (not described)"
    kind = graph.kinds.get(value, "string")
    if kind.startswith("@"):
        return f" (in the language {kind[1:]})"
    return f" (an ill-formed xsd:{kind[:-1]})" if kind.endswith("!") else f" (xsd:{kind.removeprefix(XSD)})"
