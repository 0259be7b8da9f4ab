"""Is a built folder whole, and its graph sound?"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.collector import collector_at_rest
from kg.errors import UnsoundError
from kg.model import Ontology
from kg.rdf.checks import dataset, evidence, lines, manifest, quads, results, statements, things
from kg.rdf.checks.graph import FILE, Graph
from kg.rdf.checks.messages import violation
from kg.rdf.checks.native import Native
from kg.rdf.checks.report import Report, Violation
from kg.rdf.checks.shapes import shapes
from kg.rdf.checks.statements import Statements

_OF_GRAPH: tuple[Callable[[Graph], Iterator[Violation]], ...] = (
    things.terms_defined,
    things.things_described,
    things.concepts_described,
    things.documents_whole,
    things.forms_known,
    things.replacements_live,
    evidence.documents_of_papers,
    evidence.texts_stand,
    evidence.lines_agree,
    results.numbers_agree,
    results.baselines_for_differences,
)
_OF_STATEMENTS: tuple[Callable[[Statements], Iterator[Violation]], ...] = (
    statements.predicates_defined,
    statements.ends_allowed,
    statements.asserted_have_edges,
    statements.edges_have_statements,
    statements.qualified,
    statements.told_once,
    results.reported,
)


def check(folder: Path, ontology: Ontology, *, fresh: bool = False) -> Report:
    """Everything that is wrong with a built folder, in the order of the rules and of the file.

    The files of a `fresh` one are not compared with their digests, which were taken a moment ago.
    """
    told = manifest.read(folder)
    if isinstance(told, Violation):
        return Report(violations=(told,), triples=0)
    graph = Graph(ontology)
    with collector_at_rest():
        found = [] if fresh else list(manifest.files_whole(folder, told))
        of_lines = list(lines.read(folder / FILE, graph))
        found += of_lines
        if graph.triples:
            found += _of_graph(folder, graph, told, whole=not of_lines)
    return Report(violations=tuple(found), triples=graph.triples)


def pass_gate(folder: Path, ontology: Ontology) -> None:
    """Check a folder that a build has just written. Raises UnsoundError where anything is wrong."""
    report = check(folder, ontology, fresh=True)
    if not report.sound:
        raise UnsoundError([str(one) for one in report.violations])


def _of_graph(folder: Path, graph: Graph, told: Mapping[str, Any], *, whole: bool) -> Iterator[Violation]:
    """What is wrong with a graph; other files are compared with it where it is `whole`."""
    yield from (violation(breach, graph) for breach in Native(shapes(graph.ontology), graph).breaches())
    for rule in _OF_GRAPH:
        yield from rule(graph)
    said = Statements(graph)
    for law in _OF_STATEMENTS:
        yield from law(said)
    yield from manifest.counts_agree(said, told)
    yield from manifest.sources_known(graph, told)
    yield from manifest.runs_agree(graph, told)
    if whole and quads.QUADS in told["files"]:
        yield from quads.agree(folder, graph)
    if whole and dataset.DATASET in told["files"]:
        yield from dataset.agrees(folder, graph, told)
