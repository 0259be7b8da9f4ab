"""The shapes as Turtle, and what pySHACL finds with them: the reference for `kg.rdf.checks.native`."""

from collections.abc import Iterator
from pathlib import Path

import pyshacl
from rdflib import BNode, Literal, URIRef
from rdflib import Graph as RdflibGraph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import ReadError
from kg.model import Ontology
from kg.rdf.checks import lines
from kg.rdf.checks.graph import FILE, Graph
from kg.rdf.checks.messages import violation
from kg.rdf.checks.native import Breach, Rule
from kg.rdf.checks.report import Violation
from kg.rdf.checks.shapes import Constraint, NodeShape, PropertyShape, shapes
from kg.rdf.names import Names
from kg.rdf.terms import quote

_HEADER = """\
# What must hold in a graph of papergraph, in the core of SHACL. Written by `kg check --shapes` from ontology/schema.ttl
# (classes, domains, ranges, datatypes) and the tables of kg/rdf/checks/extras.py (how often, which values).
"""
_AND = ",\n        "


def turtle(found: tuple[NodeShape, ...], ontology: Ontology) -> str:
    """The document with these shapes, the same text every time."""
    writer = _Writer(ontology)
    parts = [writer.node(shape) for shape in found]
    return "\n".join([_HEADER, *writer.prefixes(parts), "", *parts])


class _Writer:
    """Shapes under the short names of a schema."""

    def __init__(self, ontology: Ontology) -> None:
        names = Names(ontology)
        self._split = names.split
        self._prefixes = {**names.prefixes, "sh": str(SH), "shape": shapes_namespace(ontology)}

    def prefixes(self, parts: list[str]) -> Iterator[str]:
        text = "\n".join(parts)
        for prefix, namespace in sorted(self._prefixes.items()):
            if f" {prefix}:" in f" {text}" or f"\n{prefix}:" in text:
                yield f"@prefix {prefix}: <{namespace}> ."

    def node(self, shape: NodeShape) -> str:
        told = [f"sh:{shape.target} {self._term(shape.of)}", *map(self._constraint, shape.constraints)]
        if shape.properties:
            told.append(f"sh:property {_AND.join(f'shape:{one.name}' for one in shape.properties)}")
        text = _block(f"shape:{shape.name}", "sh:NodeShape", told)
        return "\n".join([text, *map(self._property, shape.properties)])

    def _property(self, shape: PropertyShape) -> str:
        told = [f"sh:path {self._term(shape.path)}", *map(self._constraint, shape.constraints)]
        return _block(f"shape:{shape.name}", "sh:PropertyShape", told)

    def _constraint(self, constraint: Constraint) -> str:
        values = [self._term(value) for value in constraint.values]
        if constraint.parameter == "or":
            return f"sh:or ( {' '.join(f'[ sh:{constraint.kind} {value} ]' for value in values)} )"
        if constraint.parameter == "in":
            return f"sh:in ( {' '.join(values)} )"
        return f"sh:{constraint.parameter} {', '.join(values)}"

    def _term(self, term: str) -> str:
        if not term.startswith("<"):
            return term
        iri = term[1:-1]
        if iri.startswith(str(SH)):
            return f"sh:{iri.removeprefix(str(SH))}"
        parts = self._split(iri)
        return ":".join(parts) if parts else term


def _block(name: str, class_: str, told: list[str]) -> str:
    return " ;\n    ".join([f"{name} a {class_}", *told]) + " .\n"


def shapes_namespace(ontology: Ontology) -> str:
    """Where shapes have their IRIs, from the namespace of the schema."""
    return f"{ontology.namespace.rpartition('/')[0]}/shapes#"


def reference(path: Path, asked: tuple[NodeShape, ...], ontology: Ontology) -> list[Breach]:
    """What pySHACL finds wrong in a file of N-Triples, in the order of the shapes' names and the things."""
    data = RdflibGraph().parse(path, format="nt")
    document = RdflibGraph().parse(data=turtle(asked, ontology), format="turtle")
    _, found, _ = pyshacl.validate(data, shacl_graph=document, inference="none", allow_warnings=False)
    rules = _rules(asked, shapes_namespace(ontology))
    breaches = [_breach(found, result, rules) for result in found.subjects(RDF.type, SH.ValidationResult)]
    return sorted(breaches, key=lambda breach: (breach.rule.shape, breach.focus, breach.value or ""))


def _rules(asked: tuple[NodeShape, ...], namespace: str) -> dict[tuple[str, str], Rule]:
    """Rules by the IRIs of their shape and constraint component."""
    found = {}
    parts: list[tuple[str, str | None, tuple[Constraint, ...]]]
    for shape in asked:
        parts = [(shape.name, None, shape.constraints)]
        parts += [(one.name, one.path, one.constraints) for one in shape.properties]
        for name, path, constraints in parts:
            for constraint in constraints:
                found[f"{namespace}{name}", f"{SH}{constraint.component}"] = Rule(name, path, constraint)
    return found


def _breach(found: RdflibGraph, result: Node, rules: dict[tuple[str, str], Rule]) -> Breach:
    def one(predicate: URIRef) -> Node | None:
        return found.value(result, predicate)

    rule = rules[str(one(SH.sourceShape)), str(one(SH.sourceConstraintComponent))]
    value = one(SH.value)
    return Breach(rule, term(one(SH.focusNode)), None if value is None else term(value))


def term(node: Node | None) -> str:
    """A term of rdflib as canonical N-Triples writes it."""
    if not isinstance(node, Literal):
        return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"
    if node.language:
        return f"{quote(str(node))}@{node.language}"
    plain = node.datatype is None or str(node.datatype).endswith("#string")
    return quote(str(node)) if plain else f"{quote(str(node))}^^<{node.datatype}>"


def violations(folder: Path, ontology: Ontology) -> list[Violation]:
    """What pySHACL finds in the graph of a folder, told as `kg.rdf.checks.check` tells it. Raises ReadError."""
    graph = Graph(ontology)
    for wrong in lines.read(folder / FILE, graph):
        raise ReadError(wrong.where, f"{wrong.message}, and pySHACL has to read it")
    return [violation(breach, graph) for breach in reference(folder / FILE, shapes(ontology), ontology)]
