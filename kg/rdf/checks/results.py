"""What must hold of results: that their parts are what the text's own digits say, and that a paper reports them."""

from collections.abc import Iterator

from kg.graph.assembly.numbers import number, unit
from kg.rdf.checks.graph import Graph, text
from kg.rdf.checks.report import Violation
from kg.rdf.checks.statements import Statements


def numbers_agree(graph: Graph) -> Iterator[Violation]:
    """The number and the unit are those of the text's own words."""
    for iri in graph.of_class("Result"):
        words = graph.first(iri, "valueText")
        if words is None:
            continue
        value, measured = graph.first(iri, "value"), graph.first(iri, "unit")
        if number(text(words)) != (value and text(value)):
            what = f"its value is {value and text(value)}, and {graph.short(words)} says {number(text(words))}"
            yield graph.violation("value as written", iri, what)
        if unit(text(words)) != (measured and text(measured)):
            what = f"its unit is {measured and text(measured)}, and {graph.short(words)} says {unit(text(words))}"
            yield graph.violation("unit as written", iri, what)


def baselines_for_differences(graph: Graph) -> Iterator[Violation]:
    """Only a gain or a reduction is counted from something."""
    for iri in graph.of_class("Result"):
        absolute = graph.first(iri, "resultKind") == '"absolute"'
        if absolute and (graph.values(iri, "baseline") or graph.values(iri, "baselineText")):
            what = "is an absolute number, and has a baseline: one of them is wrong"
            yield graph.violation("baseline of difference", iri, what)


def reported(statements: Statements) -> Iterator[Violation]:
    """Every result is reported in a paper, by a statement that may negate or hedge it."""
    graph = statements.graph
    told = {one.subject for one in statements.said if one.predicate == "reportedIn"}
    for iri in graph.of_class("Result"):
        if iri not in told:
            yield graph.violation("reported in a paper", iri, "is reported in no paper: no statement says where")
