"""A file of canonical N-Triples, line by line: what is no triple as `kg` writes it is told with its line."""

import re
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from kg.rdf.checks.graph import Graph
from kg.rdf.checks.report import Violation
from kg.rdf.checks.terms import Terms

_TERM = r'(<[^<>"\s]*>|_:[^\s<>"]+|"[^"\\\n]*(?:\\.[^"\\\n]*)*"(?:\^\^<[^<>\s]*>|@[A-Za-z0-9-]+)?)'
_LOOSE = re.compile(rf"\s*{_TERM}\s+{_TERM}\s+{_TERM}\s*\.\s*")
_AGAIN = "run kg build again"
_MARK = "\ufeff"
_RETURN = "\r"
_PARTS = 3
_NONE = ("", "", "")
_STOP = " .\n"


def read(path: Path, graph: Graph) -> Iterator[Violation]:
    """Read a file into a graph; yields what is wrong with its lines. Lines that are no triple at all are left out."""
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield from _Reader(graph, path.name).read(stream)
    except UnicodeDecodeError:
        where = f"{path.name}:{_line_of_wrong_bytes(path)}"
        yield Violation(rule="encoded as UTF-8", where=where, message=f"is not UTF-8; {_AGAIN}")
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}; {_AGAIN}"
        yield Violation(rule="readable", where=path.name, message=message)
    graph.finish()


def _line_of_wrong_bytes(path: Path) -> int:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0


class _Iris(dict[str, str]):
    """Sound IRIs, one object for all equal ones; empty for whatever is none."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, term: str) -> str:
        if self._terms[term] != "iri" or term in self._terms.wrong:
            return ""
        self[term] = term
        return term


class _Ends(_Iris):
    """Sound objects by how their lines end."""

    def __missing__(self, end: str) -> str:
        term = end[: -len(_STOP)]
        if not end.endswith(_STOP) or not self._terms[term] or term in self._terms.wrong:
            return ""
        self[end] = term
        return term


class _Reader:
    """One file on its way into a graph."""

    def __init__(self, graph: Graph, name: str) -> None:
        self._graph, self._name = graph, name
        self._terms = Terms(graph.ontology)
        self._told: set[str] = set()
        graph.kinds = self._terms

    def read(self, stream: Iterator[str]) -> Iterator[Violation]:
        graph, things, lines = self._graph, self._graph.things, self._graph.lines
        iris, ends, before, subject = _Iris(self._terms), _Ends(self._terms), "", ""
        values: dict[str, list[str]] = {}
        for number, line in enumerate(stream, 1):
            if line <= before:
                yield self._out_of_order(number, line, before)
                if line == before:
                    continue
            before = line
            parts = line.split(" ", _PARTS - 1)
            first, verb, last = (iris[parts[0]], iris[parts[1]], ends[parts[2]]) if len(parts) == _PARTS else _NONE
            if not (first and verb and last):
                first, verb, last = yield from self._mended(number, line)
                if not first:
                    continue
            if first != subject:
                subject = first
                values = things.setdefault(first, {})
                lines.setdefault(first, number)
            values.setdefault(verb, []).append(last)
        graph.triples = sum(len(found) for values in things.values() for found in values.values())
        if not graph.triples:
            yield Violation(rule="any triple", where=self._name, message=f"holds no triple; {_AGAIN}")

    def _out_of_order(self, number: int, line: str, before: str) -> Violation:
        if line == before:
            return self._violation("once", number, "is the same as the line before it")
        return self._violation("sorted", number, "comes before the line above it in the order of code points")

    def _mended(self, number: int, line: str) -> Generator[Violation, None, Sequence[str]]:
        """Tell what is wrong with a line, and return its three terms, empty where there are not three."""
        if line.startswith(_MARK):
            yield self._violation("byte order mark", number, "begins with a byte order mark: save it without")
            line = line.removeprefix(_MARK)
        if not line.endswith("\n"):
            yield self._violation("last line", number, f"ends without a line feed: the file was cut off; {_AGAIN}")
        if line.endswith("\r\n") and _RETURN not in self._told:
            self._told.add(_RETURN)
            yield self._violation("line feeds", number, "ends with a carriage return: save the file with line feeds")
        match = _LOOSE.fullmatch(line)
        if not match:
            if line.endswith("\n"):
                yield self._violation("three terms", number, f"is no triple as kg writes it; {_AGAIN}")
            return _NONE
        parts = list(match.groups())
        if line.rstrip("\r\n") != f"{' '.join(parts)} .":
            yield self._violation("spaces", number, "has other white space than one space between terms")
        yield from self._terms_of(number, parts)
        understood = parts[0][0] != '"' != parts[1][0] and self._terms[parts[2]] != "?"
        return [self._terms.canonical(term) for term in parts] if understood else _NONE

    def _terms_of(self, number: int, parts: list[str]) -> Iterator[Violation]:
        for place, term in enumerate(parts):
            kind = self._terms[term]
            if place < _PARTS - 1 and kind not in ("iri", "blank"):
                yield self._violation(
                    "subject and predicate", number, f"{term[:60]} is a literal, and should be an IRI"
                )
            elif term in self._terms.wrong and term not in self._told:
                self._told.add(term)
                rule, what = self._terms.wrong[term]
                yield self._violation(rule, number, what)

    def _violation(self, rule: str, number: int, what: str) -> Violation:
        return Violation(rule=rule, where=f"{self._name}:{number}", message=what)
