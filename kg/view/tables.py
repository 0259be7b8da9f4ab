"""The CSV tables: what spreadsheets, pandas and people with neither RDF nor Python read.

RFC 4180 in UTF-8 with a header row, sorted, the same bytes for the same graph. Several values in one cell are joined
by " | ". Names come from texts that anybody may have written, and a spreadsheet runs a cell that begins with = + - or @
as a formula; such a cell, unless it is a plain number, gets an apostrophe in front, and so does one that begins with an
apostrophe already: taking one leading apostrophe off gives the text back.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.graph.knowledge_graph import PROVENANCE_TYPES, KnowledgeGraph
from kg.model import Literal, Node, Polarity, Statement

NAMES = ("papers.csv", "entities.csv", "statements.csv", "results.csv", "method_benchmark.csv")

_PAPER_COLUMNS = (
    "iri", "label", "title", "date", "authors", "organizations", "identifiers", "subjects", "resources", "versions",
    "sources", "methods", "benchmarks", "datasets", "tasks", "metrics", "results",
)  # fmt: skip
_ENTITY_COLUMNS = ("iri", "type", "label", "aliases", "named", "paper_count", "papers", "merge_reasons")
_STATEMENT_COLUMNS = (
    "iri", "subject", "subject_label", "predicate", "object", "object_label", "paper", "paper_label", "polarity",
    "role", "confidence", "extractor", "evidence_kind", "sentence", "start", "end", "source", "line",
    "context",
)  # fmt: skip
_RESULT_COLUMNS = (
    "iri", "paper", "paper_label", "method", "on", "metric", "value", "value_text", "unit", "kind", "baseline",
    "confidence", "sentence", "split", "setting", "reported_as", "higher_is_better",
)  # fmt: skip
_COUNTED = ("Method", "Benchmark", "Dataset", "Task", "Metric")
_OTHERS = frozenset({*PROVENANCE_TYPES, "Paper", "Result"})

Row = Sequence[str | int | float]


def write_tables(graph: KnowledgeGraph, folder: Path) -> None:
    """Write the five tables of `NAMES` into a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    index = _Index(graph)
    tables = (
        (_PAPER_COLUMNS, _papers(index)),
        (_ENTITY_COLUMNS, _entities(index)),
        (_STATEMENT_COLUMNS, _statements(index)),
        (_RESULT_COLUMNS, _results(index)),
        _matrix(index),
    )
    for name, (columns, rows) in zip(NAMES, tables, strict=True):
        (folder / name).write_bytes(_csv(columns, rows))


class _Index:
    """The graph by subject and by paper, read once."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.nodes = {node.iri: node for node in graph.nodes()}
        self.statements = graph.statements()
        self.asserted = tuple(s for s in self.statements if s.polarity is Polarity.ASSERTED)
        self.by_subject: dict[str, list[Statement]] = defaultdict(list)
        self.papers_of: dict[str, set[str]] = defaultdict(set)
        self.documents_of: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
        self.results_of: dict[str, set[str]] = defaultdict(set)
        for statement in self.asserted:
            self.by_subject[statement.subject].append(statement)
            if statement.predicate == "reportedIn":
                self.results_of[statement.paper].add(statement.subject)
            for end in (statement.subject, statement.object):
                if isinstance(end, str):
                    self.papers_of[end].add(statement.paper)
        for statement in self.statements:
            evidence = statement.evidence
            self.documents_of[statement.paper].add(self._origin(evidence.document, evidence.source, evidence.line))

    def _origin(self, document: str, source: str, line: int) -> tuple[str, int, str]:
        """Where a document begins: its own node knows; a graph without one gives the evidence's own line."""
        node = self.nodes.get(document)
        if node is None:
            return source, line, document
        return value(node, "sourceName") or source, int(value(node, "line") or line), document

    def label(self, end: str | Literal) -> str:
        if isinstance(end, Literal):
            return end.value
        return self.nodes[end].label if end in self.nodes else ""

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Labels of the objects, each once, in order."""
        found = (self.label(s.object) for s in self.by_subject[subject] if s.predicate == predicate)
        return sorted(dict.fromkeys(found))

    def ends(self, subject: str, predicate: str) -> set[str]:
        return {s.object for s in self.by_subject[subject] if s.predicate == predicate and isinstance(s.object, str)}

    def values(self, subject: str, predicate: str, name: str) -> list[str]:
        """What the objects have at a property of their own, each value once, in order."""
        held = (value(self.nodes[end], name) for end in self.ends(subject, predicate))
        return sorted({found for found in held if found})


def _papers(index: _Index) -> Iterable[Row]:
    for node in index.graph.nodes("Paper"):
        places = sorted(index.documents_of[node.iri])
        mentioned = index.ends(node.iri, "mentions")
        yield (
            node.iri,
            node.label,
            *(_joined(index.objects(node.iri, name)) for name in ("title", "issued", "creator", "affiliatedWith")),
            *(_joined(index.objects(node.iri, name)) for name in ("identifier", "subject", "hasResource")),
            len({document for _, _, document in places}),
            _joined(dict.fromkeys(f"{source}:{line}" for source, line, _ in places)),
            *(sum(index.nodes[end].type == type_ for end in mentioned) for type_ in _COUNTED),
            len(index.results_of[node.iri]),
        )


def _entities(index: _Index) -> Iterable[Row]:
    for node in index.graph.nodes():
        if node.type in _OTHERS:
            continue
        papers = sorted(index.papers_of[node.iri])
        yield (
            node.iri,
            node.type,
            node.label,
            _joined(node.aliases),
            "true" if node.named else "false",
            len(papers),
            _joined(papers),
            _joined(dict.fromkeys(merge.reason for merge in index.graph.merges(node.iri))),
        )


def _statements(index: _Index) -> Iterable[Row]:
    for s in index.statements:
        evidence = s.evidence
        yield (
            s.iri,
            s.subject,
            index.label(s.subject),
            s.predicate,
            "" if isinstance(s.object, Literal) else s.object,
            index.label(s.object),
            s.paper,
            index.label(s.paper),
            s.polarity.value,
            s.role or "",
            _number(s.confidence),
            s.extractor,
            evidence.kind,
            evidence.text,
            "" if evidence.start is None else evidence.start,
            "" if evidence.end is None else evidence.end,
            evidence.source,
            evidence.line,
            _joined(index.label(iri) for iri in s.context),
        )


def _results(index: _Index) -> Iterable[Row]:
    for node in index.graph.nodes("Result"):
        reported = [s for s in index.by_subject[node.iri] if s.predicate == "reportedIn"]
        on = [label for name in ("benchmark", "dataset", "task") for label in index.objects(node.iri, name)]
        for s in reported:
            yield (
                node.iri,
                s.paper,
                index.label(s.paper),
                _first(index.objects(node.iri, "method"), node, "methodText"),
                _first(on, node, "onText"),
                _first(index.objects(node.iri, "metric"), node, "metricText"),
                value(node, "value"),
                value(node, "valueText"),
                value(node, "unit"),
                value(node, "resultKind"),
                _first(index.objects(node.iri, "baseline"), node, "baselineText"),
                _number(s.confidence),
                s.evidence.text,
                *(_joined(index.objects(node.iri, name)) for name in ("split", "setting", "reportedAs")),
                _joined(index.values(node.iri, "metric", "higherIsBetter")),
            )


def _matrix(index: _Index) -> tuple[Row, Iterable[Row]]:
    """Methods by benchmarks and datasets: how many papers say that the method was evaluated there.

    Wide, as people read it; the long form is in statements.csv, with the sentences. Blank, not 0, where no paper says
    so. Names that two things share are told apart by the end of their IRI.
    """
    cells: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in index.asserted:
        if s.predicate == "evaluatedOn" and isinstance(s.object, str):
            cells[s.subject, s.object].add(s.paper)
    names = _told_apart(index, {end for cell in cells for end in cell})
    methods = sorted({method for method, _ in cells}, key=lambda iri: (names[iri].casefold(), iri))
    columns = sorted({column for _, column in cells}, key=lambda iri: (names[iri].casefold(), iri))
    rows = (
        (names[method], *(len(cells[method, column]) if (method, column) in cells else "" for column in columns))
        for method in methods
    )
    return ("method", *(names[column] for column in columns)), rows


def _told_apart(index: _Index, iris: Iterable[str]) -> dict[str, str]:
    by_label: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(iris):
        by_label[index.label(iri)].append(iri)
    return {
        iri: label if len(same) == 1 else f"{label} ({'/'.join(iri.rsplit('/', 2)[-2:])})"
        for label, same in by_label.items()
        for iri in same
    }


def value(node: Node, name: str) -> str:
    """The first value of a node's property, or nothing."""
    values = node.properties.get(name, ())
    return values[0].value if values else ""


def _first(labels: Sequence[str], node: Node, fallback: str) -> str:
    """The entities' labels; where the text's words name no entity, the words."""
    return _joined(labels) if labels else value(node, fallback)


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)


def _number(confidence: float) -> str:
    return f"{confidence:.4f}".rstrip("0").rstrip(".")


_FORMULA = re.compile(r"[=+\-@\t\r']")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def _cell(content: str | float) -> str:
    text = _UNWRITABLE.sub("\ufffd", str(content))
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def _csv(columns: Row, rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (columns, *rows):
        writer.writerow([_cell(content) for content in row])
    return buffer.getvalue().encode()
