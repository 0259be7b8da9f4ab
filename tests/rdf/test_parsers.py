"""Whoever reads the files reads the same triples."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef
from rdflib.term import Node

from kg.errors import TermError
from kg.graph import KnowledgeGraph
from kg.model import Literal
from kg.ontology import load_ontology
from kg.rdf.files import ntriples
from kg.rdf.files.jsonld import jsonld
from kg.rdf.files.turtle import turtle
from kg.rdf.memory import in_memory, to_rdflib
from kg.rdf.terms import XSD
from kg.rdf.triples import Things, rows

# What rdflib's own parser and properties of a Dataset say of each other.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")

Read = tuple[str, str, str, str]
"""A triple: subject, predicate, object, and the object's datatype, or "" where it is an IRI."""

FORMATS = {
    ".nt": (ox.RdfFormat.N_TRIPLES, "nt", "ntriples"),
    ".nq": (ox.RdfFormat.N_QUADS, "nquads", "nquads"),
    ".ttl": (ox.RdfFormat.TURTLE, "turtle", "turtle"),
    ".jsonld": (ox.RdfFormat.JSON_LD, "json-ld", ""),
}
NAMES = ("graph.nt", "graph.nq", "graph.ttl", "graph.jsonld", "dataset.ttl")
S, P = "https://example.org/s", "https://w3id.org/papergraph/ontology#text"
ONTOLOGY = load_ontology()
DRAWN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def oxigraph(data: bytes, format_: ox.RdfFormat) -> set[Read]:
    found = set()
    for quad in ox.parse(data, format=format_):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode | ox.Triple)
        datatype = quad.object.datatype.value if isinstance(quad.object, ox.Literal) else ""
        found.add((quad.subject.value, quad.predicate.value, quad.object.value, datatype))
    return found


def _rdflib(s: Node, p: Node, o: Node) -> Read:
    datatype = "" if isinstance(o, URIRef) else str(getattr(o, "datatype", None) or f"{XSD}string")
    return str(s), str(p), str(o), datatype


def rdflib(path: Path) -> set[Read]:
    format_ = FORMATS[path.suffix][1]
    if path.suffix == ".nq":
        return {_rdflib(s, p, o) for s, p, o, _ in Dataset().parse(path, format=format_).quads()}
    return {_rdflib(*triple) for triple in Graph().parse(path, format=format_)}


def tool(path: Path, *command: str) -> set[Read]:
    """What a program reads from a file, as it writes it again; missing, the test skips, or fails if CI=true."""
    if shutil.which(command[0]) is None:
        say = f"no {command[0]} found; on Debian: sudo apt-get install raptor2-utils serdi"
        pytest.fail(say) if os.environ.get("CI") == "true" else pytest.skip(say)
    done = subprocess.run([*command, path], capture_output=True, check=True)
    assert done.stderr == b""
    return oxigraph(done.stdout, ox.RdfFormat.N_QUADS)


NOT_RAPTOR = re.compile("[\0\ufffe\uffff]")
"""Raptor ends a text at U+0000, and reads no file that holds one of the other two, escaped as they are."""


def read_alike(path: Path, expected: set[Read], *, slowly: bool = True) -> None:
    """`slowly` has rdflib read it too."""
    oxigraph_format, _, name = FORMATS[path.suffix]
    assert oxigraph(path.read_bytes(), oxigraph_format) == expected
    assert not slowly or rdflib(path) == expected
    if name:
        written = "nquads" if path.suffix == ".nq" else "ntriples"
        assert tool(path, "serdi", "-i", name, "-o", written) == expected
        if not any(NOT_RAPTOR.search(o) for _, _, o, _ in expected):
            assert tool(path, "rapper", "-q", "-i", name, "-o", "ntriples") == expected


def expected_of(graph: Graph) -> set[Read]:
    return {_rdflib(*triple) for triple in graph}


@pytest.mark.parametrize("name", NAMES)
def test_four_parsers_read_the_same_triples_of_the_small_graph(name: str, outputs: Path, graph: KnowledgeGraph) -> None:
    path = outputs / name
    described = oxigraph(path.read_bytes(), FORMATS[path.suffix][0])
    expected = described if name == "dataset.ttl" else expected_of(to_rdflib(graph))
    assert len(expected) > 150
    read_alike(path, expected)


@pytest.fixture(scope="module")
def triples_of_seeds(seeds_folder: Path) -> set[Read]:
    return expected_of(to_rdflib(seeds_folder))


@pytest.mark.parametrize("name", NAMES)
def test_four_parsers_read_the_same_triples_of_the_seeds(
    name: str, seeds_folder: Path, triples_of_seeds: set[Read]
) -> None:
    path = seeds_folder / name
    described = oxigraph(path.read_bytes(), FORMATS[path.suffix][0])
    expected = described if name == "dataset.ttl" else triples_of_seeds
    read_alike(path, expected, slowly=path.suffix in {".ttl", ".jsonld"})  # a line of the others is one of any graph


def write(things: Things, folder: Path) -> list[Path]:
    paths = [folder / f"x{suffix}" for suffix in (".nt", ".ttl", ".jsonld")]
    parts = (ntriples.lines(things), turtle(things, ONTOLOGY), jsonld(things, ONTOLOGY))
    for path, part in zip(paths, parts, strict=True):
        path.write_text("".join(part), encoding="utf-8", newline="\n")
    return paths


def test_every_unicode_scalar_value_comes_back_from_every_parser(tmp_path: Path) -> None:
    scalars = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    for text in (scalars, NOT_RAPTOR.sub("", scalars)):
        blocks = [text[at : at + 997] for at in range(0, len(text), 997)]
        things: Things = {f"{S}/{at}": {P: [Literal(value=block)]} for at, block in enumerate(blocks)}
        expected = {(iri, P, one.value, f"{XSD}string") for iri, _, one in rows(things) if isinstance(one, Literal)}
        for path in write(things, tmp_path):
            read_alike(path, expected)


@DRAWN
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, min_size=1, max_size=5))
def test_hostile_literals_come_back_from_every_parser_that_keeps_text(texts: list[str], tmp_path: Path) -> None:
    hostile = [f'{text}"""\\u0041\\"\'\'\'<{text}>^^@en .\r\n\t# {text}\\' for text in texts]
    things: Things = {S: {P: [Literal(value=text) for text in hostile]}}
    expected = {(S, P, text, f"{XSD}string") for text in hostile}
    for path in write(things, tmp_path):
        assert oxigraph(path.read_bytes(), FORMATS[path.suffix][0]) == expected
        assert rdflib(path) == expected


VALUES = {
    "string": st.text(st.characters(exclude_categories=["Cs"])),
    "decimal": st.decimals(allow_nan=False, allow_infinity=False, places=4).map(lambda d: f"{d.normalize():f}"),
    "integer": st.integers().map(str),
    "boolean": st.sampled_from(["true", "false"]),
    "date": st.dates().map(str),
    "gMonthDay": st.dates().map(lambda day: f"--{day:%m-%d}"),
    "gYear": st.integers(1000, 9999).map(str),
    "hexBinary": st.binary().map(bytes.hex),
    "anyURI": st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
}


@DRAWN
@given(st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(VALUES[name], st.just(name))))
def test_a_literal_is_refused_or_survives_a_store_of_either_library(drawn: tuple[str, str]) -> None:
    value, datatype = drawn
    try:
        line = "".join(ntriples.lines({S: {P: [Literal(value=value, datatype=datatype)]}}))
    except TermError:
        return
    store = ox.Store()
    store.load(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dumped is not None
    expected = {(S, P, value, XSD + datatype)}
    assert oxigraph(dumped, ox.RdfFormat.N_TRIPLES) == expected
    again = Graph().parse(data=line, format="nt").serialize(format="nt")
    assert oxigraph(again.encode(), ox.RdfFormat.N_TRIPLES) == expected


def test_the_graph_in_rdflibs_memory_is_what_rdflib_parses(outputs: Path, graph: KnowledgeGraph) -> None:
    parsed = set(Graph().parse(outputs / "graph.nt", format="nt"))
    assert set(to_rdflib(graph)) == set(to_rdflib(outputs)) == set(to_rdflib(str(outputs))) == parsed
    assert "PREFIX" not in str(to_rdflib(graph).query("SELECT ?x { ?x a kg:Method } LIMIT 1").bindings)
    assert set(in_memory([])) == set()
