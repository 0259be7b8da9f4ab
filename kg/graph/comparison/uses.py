"""Where a thing is used: the documents that speak of it, and the form that each of them has for it."""

import re
from collections.abc import Iterator

from kg.graph.knowledge_graph import PROVENANCE_TYPES, KnowledgeGraph
from kg.model import Node, Statement

Use = tuple[str, str]
"""A document's text and a form, without case and punctuation."""

_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[\W_]+")


def texts(graph: KnowledgeGraph) -> dict[str, str]:
    """What each document reads, by IRI: a file may have been renamed or its lines numbered anew."""
    found = {node.iri: " ".join(v.value for v in node.properties.get("text", ())) for node in graph.nodes("Document")}
    return {iri: _plain(text) or iri for iri, text in found.items()}


def uses(graph: KnowledgeGraph) -> dict[str, frozenset[Use]]:
    """The uses of every paper and of every thing that papers speak of, by IRI."""
    found: dict[str, frozenset[Use]] = {}
    read = texts(graph)
    for node in graph.nodes():
        if node.type == "Paper":
            found[node.iri] = frozenset((read[document.iri], "") for document in graph.versions(node.iri))
        elif forms := graph.identities.forms(node.iri):
            found[node.iri] = frozenset((read[at], _key(form)) for form, places in forms.items() for at in places)
        elif node.type not in (*PROVENANCE_TYPES, "Result"):
            found[node.iri] = frozenset(_used(node, graph.about(node.iri), read))
    return found


def _used(node: Node, statements: tuple[Statement, ...], read: dict[str, str]) -> Iterator[Use]:
    """The forms that stand in a document, where nobody says which; all where none does, as where markup was cleaned."""
    forms = [(_plain(form), _key(form)) for form in (node.label, *node.aliases)]
    said: dict[str, set[str]] = {}
    for statement in statements:
        document = statement.evidence.document
        words = said.setdefault(read.get(document, document), set())
        if statement.evidence.kind != "text":
            words.add(statement.evidence.text)
    for document, lines in said.items():
        where = [document, *(_plain(line) for line in lines)]
        standing = [key for form, key in forms if any(_stands(form, text) for text in where)]
        for key in standing or [key for _, key in forms]:
            yield document, key


def _key(form: str) -> str:
    return _MARKS.sub("", form.casefold()) or form


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).casefold()


def _stands(form: str, text: str) -> bool:
    """Whether a form stands in a text as words of its own."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (text[at - 1 : at].isalnum() and form[:1].isalnum()) and not (
            text[end : end + 1].isalnum() and form[-1:].isalnum()
        ):
            return True
        at = text.find(form, at + 1)
    return False
