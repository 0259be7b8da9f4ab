from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Variable

from kg.model import Ontology
from kg.sparql.graph import RdfGraph

NODES = [f"urn:x:{letter}" for letter in "abcd"]
TERMS = st.sampled_from([*(f"?{letter}" for letter in "vwxyz"), *(f"<{node}>" for node in NODES[:2])])
# rdflib itself drops solutions of sequences where it meets both ends bound, so not those; and it may repeat solutions
# of paths and drop repeats that UNION makes, so solutions are compared without how often they come.
PATHS = st.sampled_from(["^<urn:x:a>", "<urn:x:a>+", "<urn:x:b>*", "!<urn:x:a>"])
TRIPLES = st.lists(st.tuples(*[st.sampled_from(NODES)] * 3), min_size=3, max_size=14, unique=True)

pattern = st.tuples(TERMS, st.one_of(TERMS, TERMS, PATHS), TERMS).map(lambda spo: f"{' '.join(spo)} .")
block = st.lists(pattern, min_size=1, max_size=3).map(" ".join)
condition = st.tuples(st.sampled_from("vwxyz"), st.sampled_from(["=", "!="]), st.sampled_from("vwxyz"))
check = st.one_of(
    condition.map(lambda c: f"FILTER (?{c[0]} {c[1]} ?{c[2]})"),
    st.sampled_from("vwxyz").map(lambda v: f"FILTER (BOUND(?{v}))"),
    block.map(lambda inner: f"FILTER EXISTS {{ {inner} }}"),
    block.map(lambda inner: f"FILTER NOT EXISTS {{ {inner} }}"),
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = inner.map(lambda text: f"{{ {text} }}")
    part = st.one_of(
        pattern,
        group,
        st.tuples(group, group).map(" UNION ".join),
        group.map(lambda text: f"OPTIONAL {text}"),
        group.map(lambda text: f"MINUS {text}"),
        st.just("VALUES (?v ?w) { (<urn:x:a> <urn:x:b>) (<urn:x:b> UNDEF) (UNDEF <urn:x:a>) }"),
        check,
    )
    return st.tuples(block, st.lists(part, max_size=3)).map(lambda parts: " ".join([parts[0], *parts[1]]))


GROUPS = grown(grown(block))


def ours(triples: list[tuple[str, str, str]], query: str) -> Counter[tuple[str | None, ...]]:
    ontology = Ontology(namespace="https://ex.org/o#", classes={}, properties={}, prefixes={})
    found = RdfGraph(triples, ontology).query(query).rows
    return Counter(tuple(cell.value if cell else None for cell in row) for row in found)


@settings(max_examples=100, deadline=None)
@given(TRIPLES, GROUPS)
@example(
    [("urn:x:a", "urn:x:a", "urn:x:a")],
    "?v ?v ?v . { ?v ?v ?v . ?y ?v ?v . } { ?v ?v ?v . FILTER (BOUND(?y)) }",
)
def test_any_pattern_has_the_solutions_that_rdflib_finds(triples: list[tuple[str, str, str]], group: str) -> None:
    query = f"SELECT ?v ?w ?x ?y ?z {{ {group} }}"
    plain = Graph().parse(data="".join(f"<{s}> <{p}> <{o}> .\n" for s, p, o in triples), format="nt")
    names = [Variable(name) for name in "vwxyz"]
    rows = plain.query(query).bindings
    expected = {tuple(str(row[name]) if name in row else None for name in names) for row in rows}
    assert set(ours(triples, query)) == expected, query


@settings(max_examples=60, deadline=None)
@given(TRIPLES, TERMS, TERMS)
def test_a_path_of_steps_is_its_steps_one_after_the_other(
    triples: list[tuple[str, str, str]], start: str, end: str
) -> None:
    path = f"SELECT ?v ?w ?x ?y ?z {{ {start} <urn:x:a>/^<urn:x:b>/<urn:x:c> {end} }}"
    steps = f"{start} <urn:x:a> ?one . ?two <urn:x:b> ?one . ?two <urn:x:c> {end}"
    assert ours(triples, path) == ours(triples, f"SELECT ?v ?w ?x ?y ?z {{ {steps} }}")
