import re
from decimal import Decimal
from heapq import merge
from itertools import groupby
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.errors import ReadError, TermError
from kg.model import Literal
from kg.rdf.files import ntriples
from kg.rdf.terms import Triple, check_iri, check_literal, decimal, integer, iri_text, literal_text, quote, unquote
from kg.rdf.triples import Things, gathered

SCALARS = st.text(st.characters(exclude_categories=["Cs"]))
S, P = "https://example.org/s", "https://example.org/p"


@given(SCALARS)
def test_any_text_comes_back_from_rdflib_as_it_was(text: str) -> None:
    line = "".join(ntriples.lines({S: {P: [Literal(value=text)]}}))
    ((_, _, found),) = Graph().parse(data=line, format="nt")
    assert str(found) == text


@given(SCALARS)
def test_any_text_comes_back_from_our_own_reader_as_it_was(text: str) -> None:
    triple = (S, P, Literal(value=text))
    assert list(ntriples.read("".join(ntriples.lines({triple[0]: {triple[1]: [triple[2]]}})), "x.nt")) == [triple]


def test_every_character_that_canonical_form_escapes_comes_back() -> None:
    text = "".join(map(chr, range(0xA0))) + "\u0085\u2028\u2029\ufffe\uffff\ufeff\U0010ffff"
    line = "".join(ntriples.lines({S: {P: [Literal(value=text)]}}))
    assert line.count("\n") == 1
    assert [str(o) for o in Graph().parse(data=line, format="nt").objects()] == [text]
    assert [o for _, _, o in ntriples.read(line, "x.nt")] == [Literal(value=text)]


def test_escapes_are_those_of_canonical_n_triples() -> None:
    assert quote('\x00\b\t\n\x0b\f\r\x1f"\\\x7f\x80é\u2028\ufffe🧪') == (
        '"\\u0000\\b\\t\\n\\u000B\\f\\r\\u001F\\"\\\\\\u007F\x80é\u2028\\uFFFE🧪"'
    )


@given(SCALARS)
def test_unquote_undoes_quote(text: str) -> None:
    assert unquote(quote(text)[1:-1]) == text


@given(SCALARS)
def test_an_iri_is_written_as_it_is_or_not_at_all(text: str) -> None:
    iri = f"https://example.org/{text}"
    try:
        line = "".join(ntriples.lines({iri: {P: [iri]}}))
    except TermError:
        return
    assert {str(s) for s in Graph().parse(data=line, format="nt").subjects()} == {iri}
    assert [quad.subject for quad in ox.parse(line, format=ox.RdfFormat.N_TRIPLES)] == [ox.NamedNode(iri)]
    assert list(ntriples.read(line, "x.nt")) == [(iri, P, iri)]


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "relative/path",
        "https://a b",
        "https://a>b",
        "http://a\n",
        "http://x/%zz",
        "http://x/{a}",
        "http:",
        "é:x",
        "http://x/\u00a0",
        "http://x/\u2028",
        "http://x/\ud800",
        'http://x/"',
        "http://x/\\",
        "_:b0",
        "http://x/\ufffe",
        "http://x/\U0001fffe",
        "http://x/[",
        "http://x/a#b#c",
        "http://a@b@c/",
        "http://a:80:80/",
        "http://a:b/",
    ],
)
def test_an_ill_formed_iri_is_an_error(iri: str) -> None:
    with pytest.raises(TermError, match="is no IRI"):
        iri_text(iri)


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/papergraph/id/method/überraschung-東京",
        "urn:x:1",
        "http://x/%C3%A9",
        "mailto:a@b",
        "http://a:b@x:80/y?z#é",
        "http://é.org?x",
    ],
)
def test_a_well_formed_iri_is_kept(iri: str) -> None:
    assert check_iri(iri) == iri


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("0.90", "decimal"),
        ("1.", "decimal"),
        ("-0", "decimal"),
        ("1e3", "decimal"),
        ("+1", "integer"),
        ("01", "integer"),
        ("True", "boolean"),
        ("2022-13-01", "date"),
        ("2022-02-30", "date"),
        ("20220617", "date"),
        ("--02-30", "gMonthDay"),
        ("-05-27", "gMonthDay"),
        ("http://a b", "anyURI"),
        ("x\ud800", "string"),
        ("1.5", "double"),
        ("2022-W01-1", "date"),
    ],
)
def test_a_literal_that_would_not_come_back_is_an_error(value: str, datatype: str) -> None:
    with pytest.raises(TermError):
        check_literal(Literal(value=value, datatype=datatype))


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("0.9", "decimal"),
        ("95.4", "decimal"),
        ("1", "decimal"),
        ("-12.05", "decimal"),
        ("30207", "integer"),
        ("true", "boolean"),
        ("2022-06-17", "date"),
        ("--02-29", "gMonthDay"),
        ("2022", "gYear"),
        ("http://a/b", "anyURI"),
    ],
)
def test_a_canonical_literal_is_a_fixed_point_of_rdflib(value: str, datatype: str) -> None:
    line = f"<{S}> <{P}> {literal_text(Literal(value=value, datatype=datatype))} .\n"
    again = Graph().parse(data=line, format="nt").serialize(format="nt")
    assert again.strip() == line.strip()


@given(st.floats(min_value=-1000, max_value=1000))
def test_decimals_are_canonical_and_right_to_four_digits(number: float) -> None:
    found = check_literal(decimal(number))
    assert abs(Decimal(found.value) - Decimal(number)) <= Decimal("0.00005")


def test_lines_are_sorted_and_each_there_once() -> None:
    things: Things = {
        iri: {P: [Literal(value=value) for value in "badcab"], f"{P}#": [iri]} for iri in (S, f"{S}/", P, f"{S}-")
    }
    found = "".join(ntriples.lines(things)).splitlines()
    assert found == sorted(set(found))
    assert len(found) == 4 * 5


IRIS = st.sampled_from([S, f"{S}/", f"{S}-", f"{S}#", P, f"{P}é", f"{P}%20", "urn:x:1"])
VALUES = st.builds(Literal, value=SCALARS) | st.integers().map(integer)
ROWS = st.lists(st.tuples(IRIS, IRIS, IRIS | VALUES), max_size=30)


@given(ROWS, st.randoms())
def test_rows_in_any_order_and_any_number_come_to_the_same_lines(rows: list[Triple], chance: Random) -> None:
    found = "".join(ntriples.canonical(rows))
    assert found == "".join(ntriples.lines(gathered(rows)))
    again = rows + chance.choices(rows, k=5) if rows else rows
    assert "".join(ntriples.canonical(chance.sample(again, len(again)))) == found
    assert found.split("\n")[:-1] == sorted(
        {line for row in rows for line in "".join(ntriples.canonical([row])).split("\n")} - {""}
    )


@given(ROWS)
def test_shards_that_are_merged_are_the_whole(rows: list[Triple]) -> None:
    whole = "".join(ntriples.canonical(rows)).split("\n")[:-1]
    for shards in (1, 4, 16):
        parts = ("".join(ntriples.canonical(rows[at::shards])).split("\n")[:-1] for at in range(shards))
        assert [line for line, _ in groupby(merge(*parts))] == whole


def test_an_ill_formed_iri_is_refused_wherever_it_stands() -> None:
    for row in (("http://a b", P, S), (S, "p", S), (S, P, "http://a>b"), (S, P, "_:b")):
        with pytest.raises(TermError, match="is no IRI"):
            list(ntriples.canonical([(S, P, S), row]))


def test_a_long_iri_of_hostile_length_is_checked_in_no_time() -> None:
    long = "https://example.org/" + "a%41é" * 50_000
    assert check_iri(long) == long
    with pytest.raises(TermError):
        check_iri(f"{long} ")


@pytest.mark.parametrize(
    "bad", ["<a:b> <a:c> .", "# comment", "<a:b> <a:c> <a:d>.", '<a:b> <a:c> "x"@en .', "_:b <a:c> <a:d> ."]
)
def test_a_line_of_another_shape_is_named_by_its_number(bad: str) -> None:
    good = f"<{S}> <{P}> <{S}> .\n"
    with pytest.raises(ReadError, match=re.escape("x.nt:2:")):
        list(ntriples.read(f"{good}{bad}\n{good}", "x.nt"))
    with pytest.raises(ReadError, match=re.escape("x.nt:2:")):
        list(ntriples.read(f"{good}{bad}", "x.nt"))
