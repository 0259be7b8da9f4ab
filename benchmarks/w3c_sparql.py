"""Runs the W3C's SPARQL 1.1 query tests through our query path, and prints the count and every miss with its reason.

    pip download rdflib==7.6.0 --no-binary :all: --no-deps
    python benchmarks/w3c_sparql.py rdflib-7.6.0.tar.gz

The tests are in rdflib's source distribution, and newer ones in a checkout of github.com/w3c/rdf-tests, whose folder
sparql/sparql11 may be named instead; nothing of them is kept here. Tests of updates, of the protocol and of
entailment are not about queries over a plain graph and are left out. Numbers and booleans count as equal by value:
the engine writes "01"^^xsd:integer as "1".
"""

import argparse
import csv
import io
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QueryResultsFormat, Store, parse, parse_query_results
from pyoxigraph import Literal as EngineLiteral
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.errors import EngineError, KgError
from kg.model import Ontology
from kg.rdf.names import Names
from kg.sparql.graph import RdfGraph
from kg.sparql.guard import admit
from kg.sparql.limits import Limits
from kg.sparql.results import Answer, Term, formatted

SUITE = "test/data/suites/w3c/sparql11"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
LEFT_OUT = {"entailment"}
KINDS = {"QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"}
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "boolean")}
ONTOLOGY = Ontology(namespace="urn:none#", classes={}, properties={}, prefixes={})
FORMATS = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV}
NAMES = Names(ONTOLOGY)

_NO_SERVICE = "refused on purpose: no query leaves the machine, so there is no SERVICE"
_RDF_11 = "expects what RDF 1.0 said of plain literals; in RDF 1.1 they are xsd:string"
_NOWHERE = "the engine has no path of length zero for a constant that the graph does not have"
_CONCAT = "the engine's GROUP_CONCAT keeps a language tag that all its texts share; the test wants plain text"
_GRAPH = "the engine does not keep the graph of GRAPH ?g through VALUES, MINUS and an empty group"

REASONS: dict[str, str] = {
    **dict.fromkeys(
        (f"property-path/zero_or_{n}_set_{at}" for n in ("more", "one") for at in ("start", "end")), _NOWHERE
    ),
    **dict.fromkeys(("aggregates/agg-groupconcat-04", "aggregates/agg-groupconcat-06"), _CONCAT),
    **dict.fromkeys(("aggregates/agg-empty-group-count-graph", "bindings/graph", "negation/graph-minus"), _GRAPH),
    "functions/bnode01": "the engine's BNODE(x) gives one node for equal x in all rows, not in each row",
    "csv-tsv-res/tsv03": "the engine keeps xsd:negativeInteger as xsd:integer; no build writes such literals",
    "aggregates/agg-empty-group": "expects one row for no groups; the W3C has changed the test since",
    **dict.fromkeys(("functions/strdt03", "functions/strlang03"), _RDF_11),
    **dict.fromkeys((f"service/service{one}" for one in ("1", "2", "3", "4a", "5", "6", "7")), _NO_SERVICE),
    **dict.fromkeys((f"syntax-fed/test_{number}" for number in (1, 2, 3)), _NO_SERVICE),
    "syntax-query/test_42": "refused on purpose: FROM names a graph that is not in the store",
}
"""Why a test may miss, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One test of a manifest."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None


def tests(folder: Path) -> Iterator[Test]:
    """The query tests of all manifests, in their order."""
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        if manifest.parent.name not in LEFT_OUT:
            yield from _tests_of(manifest)


def _tests_of(manifest: Path) -> Iterator[Test]:
    graph = Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    for entries in graph.objects(None, URIRef(MF + "entries")):
        for test in graph.items(entries):
            kind = str(graph.value(test, URIRef(RDF + "type")) or "").removeprefix(MF)
            if kind not in KINDS:
                continue
            action = graph.value(test, URIRef(MF + "action"))
            result = graph.value(test, URIRef(MF + "result"))
            query = graph.value(action, URIRef(QT + "query")) or action
            yield Test(
                name=f"{manifest.parent.name}/{str(test).rpartition('#')[2]}",
                kind=kind,
                query=_path(query),
                data=tuple(map(_path, graph.objects(action, URIRef(QT + "data")))),
                graphs=tuple(_path(_graph_of(graph, one)) for one in graph.objects(action, URIRef(QT + "graphData"))),
                result=_path(result) if isinstance(result, URIRef) else None,
            )


def _graph_of(graph: Graph, node: Node) -> Node | None:
    return node if isinstance(node, URIRef) else graph.value(node, URIRef(QT + "graph"))


def _path(iri: object) -> Path:
    return Path(str(iri).removeprefix("file://"))


def failure(test: Test) -> str | None:
    """What is wrong with our answer; None where it is right."""
    graph = RdfGraph(_store(test), ONTOLOGY)
    text = f"BASE <{test.query.as_uri()}>\n{test.query.read_text(encoding='utf-8')}"
    try:
        answer = graph.query(text)
    except EngineError as error:
        return None if "Syntax" in test.kind else f"EngineError: {error}"
    except KgError as error:
        return None if test.kind.startswith("Negative") else f"{type(error).__name__}: {error}"
    if test.kind.startswith("Negative"):
        return "was accepted"
    if test.kind.startswith("Positive") or test.result is None:
        return None
    return None if _same(answer, test.result) else f"other rows: {_brief(answer)}"


def _store(test: Test) -> Store:
    store = Store()
    for path in test.data:
        store.load(path=path, base_iri=path.as_uri())
    for path in (*test.graphs, *(_from(test) if "Evaluation" in test.kind else ())):
        store.load(path=path, base_iri=path.as_uri(), to_graph=NamedNode(path.as_uri()))
        store.add_graph(NamedNode(path.as_uri()))
    return store


def _from(test: Test) -> list[Path]:
    """The files that FROM names, which are data too."""
    text = f"BASE <{test.query.as_uri()}>\n{test.query.read_text(encoding='utf-8')}"
    with suppress(KgError):
        return [_path(iri) for iri in admit(text, {}, Limits()).froms]
    return []


def _same(answer: Answer, expected: Path) -> bool:
    if expected.suffix == ".csv":
        return _csv_rows(formatted(answer, "csv", NAMES)) == _csv_rows(expected.read_text(encoding="utf-8"))
    if expected.suffix in {".ttl", ".rdf", ".nt"} and answer.columns == ("subject", "predicate", "object"):
        found = parse(path=expected, base_iri=expected.as_uri())
        rows = [(_of_engine(t.subject), _of_engine(t.predicate), _of_engine(t.object)) for t in found]
        ours = [tuple(map(_of_term, row)) for row in answer.rows]
        return isomorphic(_as_graph(ours, "spo"), _as_graph(rows, "spo"))
    names, theirs = _expected(expected)
    if isinstance(theirs, bool):
        return answer.boolean is theirs
    if answer.boolean is not None or sorted(answer.columns) != names:
        return False
    order = [answer.columns.index(name) for name in names]
    ours = [tuple(_of_term(row[at]) for at in order) for row in answer.rows]
    return isomorphic(_as_graph(ours, names), _as_graph(theirs, names))


def _expected(path: Path) -> tuple[list[str], bool | list[tuple[object, ...]]]:
    """The columns, sorted, and rows of a file of results, or the truth of ASK."""
    if path.suffix == ".ttl":
        return _result_set(Graph().parse(path, format="turtle", publicID=path.as_uri()))
    with path.open("rb") as file:
        results = parse_query_results(file, format=FORMATS[path.suffix])
        if isinstance(results, QueryBoolean):
            return [], bool(results)
        names = sorted(variable.value for variable in results.variables)
        return names, [tuple(_of_engine(row[name]) for name in names) for row in results]


def _result_set(graph: Graph) -> tuple[list[str], bool | list[tuple[object, ...]]]:
    """Results written as RDF, in the words of the working group."""
    truth = graph.value(None, URIRef(RS + "boolean"))
    if truth is not None:
        return [], str(truth) == "true"
    names = sorted(map(str, graph.objects(None, URIRef(RS + "resultVariable"))))
    rows = []
    for solution in graph.objects(None, URIRef(RS + "solution")):
        bindings = list(graph.objects(solution, URIRef(RS + "binding")))
        row = {str(graph.value(b, URIRef(RS + "variable"))): graph.value(b, URIRef(RS + "value")) for b in bindings}
        rows.append(tuple(_of_rdflib(row.get(name)) for name in names))
    return names, rows


def _of_rdflib(term: Node | None) -> object:
    if isinstance(term, RdfLiteral):
        return _literal(str(term), str(term.datatype) if term.datatype else None, term.language)
    return term


def _csv_rows(text: str) -> list[list[tuple[str, object]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted((sorted((name, _number(cell)) for name, cell in row.items()) for row in rows), key=repr)


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return "_:" if text.startswith("_:") else text


def _as_graph(rows: Iterable[Sequence[object]], names: Sequence[str]) -> Graph:
    """Rows as a graph, so that blank nodes can be matched: each row a node, each distinct row with its count."""
    graph = Graph()
    for row in rows:
        node = BNode()
        for name, cell in zip(names, row, strict=True):
            if cell is not None:
                graph.add((node, URIRef(f"urn:column:{name}"), cell))  # type: ignore[arg-type]
        graph.add((node, URIRef("urn:a"), URIRef("urn:row")))
    return graph


def _of_term(term: Term | None) -> object:
    if term is None:
        return None
    if term.kind == "iri":
        return URIRef(term.value)
    if term.kind == "blank":
        return BNode(f"ours-{term.value}")
    return _literal(term.value, term.datatype, term.language)


def _of_engine(term: object) -> object:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(f"theirs-{term.value}")
    assert isinstance(term, EngineLiteral)
    return _literal(term.value, term.datatype.value, term.language)


def _literal(value: str, datatype: str | None, language: str | None) -> RdfLiteral:
    """A literal that equals those of its value: numbers by what they count, tags in any case."""
    if language:
        return RdfLiteral(value, lang=language.lower())
    if datatype in NUMBERS:
        with suppress(ValueError):
            number = {"true": 1.0, "false": 0.0}.get(value)
            value = repr(float(value) if number is None else number)
    return RdfLiteral(value, datatype=URIRef(f"urn:of:{datatype or XSD + 'string'}"))


def _brief(answer: Answer) -> str:
    if answer.boolean is not None:
        return str(answer.boolean)
    shown = "; ".join(", ".join(cell.value if cell else "-" for cell in row) for row in answer.rows[:4])
    return f"{len(answer.rows)} rows ({shown[:160]})"


def main() -> int:
    """Print the count and the misses; 1 where a miss has no reason."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("suite", type=Path, help="rdflib's source distribution, or a folder of manifests' folders")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = arguments.suite.resolve()
        if folder.is_file():
            with tarfile.open(folder) as archive:
                members = [one for one in archive.getmembers() if f"/{SUITE}/" in one.name]
                archive.extractall(place, members, filter="data")
            folder = next(Path(place).resolve().glob(f"*/{SUITE}"))
        found = [(test, failure(test)) for test in tests(folder)]
    misses = [(test.name, what) for test, what in found if what is not None]
    for name, what in misses:
        print(f"{name}\n    {what}\n    reason: {REASONS.get(name, 'NONE')}")
    refused = sum("refused on purpose" in REASONS.get(name, "") for name, _ in misses)
    print(f"{len(found) - len(misses)} of {len(found)} tests; of the misses, {refused} are refusals on purpose")
    return int(any(name not in REASONS for name, _ in misses))


if __name__ == "__main__":
    sys.exit(main())
