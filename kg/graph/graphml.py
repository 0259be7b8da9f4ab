"""The whole graph as GraphML that Gephi opens, and back again without loss.

A node carries its label and class; what GraphML has no form for (aliases, properties, forms, merges, near misses,
retired IRIs, statements that are denied, left open or about a value) stands in it as JSON. An edge is an asserted
statement, its weight the confidence, or joins a paper and a document that is a version of it. Characters that XML
cannot hold are written as U+F8FF and four hexadecimal digits.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from kg.errors import ReadError
from kg.graph.identities import Identities
from kg.graph.records import (
    Plain,
    merge_of_plain,
    merge_to_plain,
    near_miss_of_plain,
    near_miss_to_plain,
    node_of_plain,
    node_to_plain,
    statement_of_plain,
    statement_to_plain,
)
from kg.model import Node, Polarity, Statement

if TYPE_CHECKING:
    from kg.graph.knowledge_graph import KnowledgeGraph

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_VERSION = "hasVersion"
_NODE_KEYS = {"label": "string", "type": "string", "named": "boolean", "more": "string"}
_EDGE_KEYS = {
    "label": "string",
    "weight": "double",
    "role": "string",
    "paper": "string",
    "document": "string",
    "source": "string",
    "evidenceKind": "string",
    "evidenceText": "string",
    "evidenceLine": "int",
    "evidenceStart": "int",
    "evidenceEnd": "int",
    "subjectStart": "int",
    "subjectEnd": "int",
    "objectStart": "int",
    "objectEnd": "int",
    "extractor": "string",
    "context": "string",
    "run": "string",
}
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_NUMBERS = {"int": int, "double": float}

_MARK = "\uf8ff"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\uf8fe\uf900-\ufffd\U00010000-\U0010ffff]")
_WRITTEN = re.compile(f"{_MARK}([0-9a-f]{{4}})")
_XML = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;"))
"""In this order; one replacement after the other is far faster than a translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a GraphML file holds."""

    nodes: list[Node] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    versions: list[tuple[str, str]] = field(default_factory=list)
    identities: Identities = field(default_factory=Identities)


def write(graph: "KnowledgeGraph", path: Path) -> None:
    """Write a graph: the same bytes for the same graph."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(graph))


def lines(graph: "KnowledgeGraph") -> Iterator[str]:
    """The lines of the file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{NAMESPACE}">'
    for kind, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, type_ in keys.items():
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'
    yield '<graph id="papergraph" edgedefault="directed">'
    replaced: dict[str, list[str]] = {}
    for retired, stand_ins in graph.identities.retired().items():
        for end in stand_ins:
            replaced.setdefault(end, []).append(retired)
    texts = _Texts()
    for node in graph.nodes():
        yield _node(graph, node, replaced.get(node.iri, []), texts)
    for statement in graph.statements():
        if _is_edge(statement):
            yield _edge(statement, texts)
    for paper in graph.nodes():
        for document in graph.versions(paper.iri):
            ends = f'source="{texts[paper.iri]}" target="{texts[document.iri]}"'
            data = f"{_data('edge', 'label', texts[_VERSION])}{_data('edge', 'weight', '1.0')}"
            yield f"<edge {ends}>{data}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _is_edge(statement: Statement) -> bool:
    return isinstance(statement.object, str) and statement.polarity is Polarity.ASSERTED


def _node(graph: "KnowledgeGraph", node: Node, replaced: list[str], texts: "_Texts") -> str:
    more = node_to_plain(node)
    merges = [merge_to_plain(merge) for merge in graph.identities.merges(node.iri)]
    others = [_aside(s) for s in graph.about(node.iri) if s.subject == node.iri and not _is_edge(s)]
    if merges:
        more["merges"] = merges
    if others:
        more["statements"] = others
    forms = graph.identities.forms(node.iri)
    if forms:
        more["forms"] = {form: list(documents) for form, documents in forms.items()}
    near = [near_miss_to_plain(pair) for pair in graph.identities.near_misses(node.iri) if pair.left == node.iri]
    if near:
        more["near"] = near
    if replaced:
        more["replaces"] = replaced
    data = [
        _data("node", "label", texts[node.label]),
        _data("node", "type", texts[node.type]),
        _data("node", "named", str(node.named).lower()),
    ]
    if more:
        data.append(_data("node", "more", _escaped(_JSON.encode(more))))
    return f'<node id="{texts[node.iri]}">{"".join(data)}</node>'


def _aside(statement: Statement) -> Plain:
    plain = statement_to_plain(statement)
    plain["iri"] = statement.iri
    if isinstance(statement.object, str):
        plain["object"] = statement.object
    return plain


def _edge(statement: Statement, texts: "_Texts") -> str:
    plain = statement_to_plain(statement)
    plain["label"], plain["weight"] = plain.pop("predicate"), plain.pop("confidence")
    data = "".join([_data("edge", name, texts[str(plain[name])]) for name in _EDGE_KEYS if name in plain])
    ends = f'source="{texts[statement.subject]}" target="{texts[str(statement.object)]}"'
    return f'<edge id="{texts[statement.iri]}" {ends}>{data}</edge>'


def _data(kind: str, name: str, text: str) -> str:
    return f'<data key="{kind}-{name}">{text}</data>'


class _Texts(dict[str, str]):
    """Texts as XML has them, each worked out once: the same IRIs and sentences stand in many places."""

    def __missing__(self, text: str) -> str:
        self[text] = escaped = _escaped(text)
        return escaped


def _escaped(text: str) -> str:
    if _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub(lambda m: f"{_MARK}{ord(m[0]):04x}", text)
    for char, written in _XML:
        text = text.replace(char, written)
    return text


def _restored(text: str) -> str:
    return _WRITTEN.sub(lambda m: chr(int(m[1], 16)), text)


def read(path: Path) -> Contents:
    """What a file of `write` holds. Raises ReadError for a file that is missing or is not one."""
    reader = _Reader(path.name)
    try:
        reader.parse(path.read_bytes())
    except OSError as error:
        raise ReadError(str(path), f"cannot be read: {error.strerror}; give a folder that `kg build` wrote") from error
    except expat.ExpatError as error:
        raise ReadError(path.name, f"is no GraphML: {expat.errors.messages[error.code]}", line=error.lineno) from error
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(path.name, f"was not written by this program ({error!r})", line=reader.line) from error
    return reader.contents


class _Reader:
    """A GraphML file on its way to its contents."""

    def __init__(self, name: str) -> None:
        self.contents = Contents()
        self._retired: dict[str, list[str]] = {}
        self._name = name
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._element: dict[str, str] = {}
        self._data: dict[str, str] = {}
        self._key: str | None = None

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def parse(self, content: bytes) -> None:
        self._parser.Parse(content, True)
        self.contents.identities.add_retired(self._retired)

    def _refuse(self, *_: object) -> None:
        raise ReadError(self._name, "has a document type, which GraphML needs none of", line=self.line)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("node", "edge"):
            self._element, self._data = {key: _restored(value) for key, value in attributes.items()}, {}
        elif name == "data":
            self._key = attributes["key"].partition("-")[2]
            self._data[self._key] = ""

    def _text(self, text: str) -> None:
        if self._key is not None:
            self._data[self._key] += text

    def _end(self, name: str) -> None:
        if name == "data":
            self._key = None
        elif name == "node":
            self._add_node(self._element["id"], {key: _restored(value) for key, value in self._data.items()})
        elif name == "edge":
            self._add_edge({key: _restored(value) for key, value in self._data.items()})

    def _add_node(self, iri: str, data: Mapping[str, str]) -> None:
        more: dict[str, Any] = json.loads(data.get("more", "{}"))
        named = data["named"] == "true"
        self.contents.nodes.append(node_of_plain(iri, data["type"], data["label"], named=named, more=more))
        identities = self.contents.identities
        identities.add_forms(iri, more.get("forms", {}))
        identities.add_merges(iri, (merge_of_plain(plain) for plain in more.get("merges", ())))
        identities.add_near_misses(near_miss_of_plain(iri, plain) for plain in more.get("near", ()))
        for retired in more.get("replaces", ()):
            self._retired.setdefault(retired, []).append(iri)
        for plain in more.get("statements", ()):
            self.contents.statements.append(statement_of_plain(plain["iri"], iri, plain.get("object"), plain))

    def _add_edge(self, data: Mapping[str, str]) -> None:
        source, target = self._element["source"], self._element["target"]
        if "id" not in self._element and data["label"] == _VERSION:
            self.contents.versions.append((source, target))
            return
        plain: dict[str, Any] = {
            name: _NUMBERS[type_](data[name]) if type_ in _NUMBERS else data[name]
            for name, type_ in _EDGE_KEYS.items()
            if name in data
        }
        plain |= {"predicate": plain["label"], "confidence": plain["weight"], "polarity": Polarity.ASSERTED.value}
        self.contents.statements.append(statement_of_plain(self._element["id"], source, target, plain))
