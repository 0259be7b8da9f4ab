import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import LimitError, QueryError, RefusedError
from kg.sparql.grammar import table
from kg.sparql.guard import Admitted, admit
from kg.sparql.limits import Limits

PREFIXES = {"kg": "https://w3id.org/papergraph/ontology#", "method": "https://w3id.org/papergraph/id/method/"}
KEYWORDS = ("SERVICE", "LOAD", "INSERT", "DELETE", "DROP", "FROM", "CLEAR", "CREATE", "WITH", "MOVE", "COPY", "ADD")


def admitted(text: str, limits: Limits | None = None, graphs: tuple[str, ...] | None = ()) -> Admitted:
    return admit(text, PREFIXES, limits or Limits(), graphs=graphs)


def test_one_token_of_look_ahead_settles_every_rule() -> None:
    rules, empty = table()
    for name, rule in empty.items():
        assert rule == () or all(symbol in empty for symbol in rule), name
    assert set(rules["Query"]) == {"BASE", "PREFIX", "VERSION", "SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}


def spelt(word: str) -> st.SearchStrategy[str]:
    """A keyword in any case, any of its letters escaped."""
    letters = [st.sampled_from([c.upper(), c.lower(), f"\\u{ord(c):04X}", f"\\U{ord(c.lower()):08x}"]) for c in word]
    return st.tuples(*letters).map("".join)


GAPS = st.sampled_from([" ", "\n", "\t", " #x\n", "#SELECT\r\n  "])


@given(spelt("SERVICE"), GAPS, st.sampled_from(["", "SILENT "]), st.sampled_from(["<http://x/>", "?s", "kg:x"]))
def test_service_is_refused_however_it_is_spelt(word: str, gap: str, silent: str, where: str) -> None:
    for query in (
        f"SELECT * {{{word}{gap}{silent}{where} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 12{word}{gap}{where} {{ }} }}",
        f"ASK {{ FILTER EXISTS {{ {{ SELECT * {{ OPTIONAL {{ {word}{gap}{silent}{where}{{}} }} }} }} }} }}",
    ):
        with pytest.raises(RefusedError, match=r"^SERVICE is refused"):
            admitted(query)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/passwd>", "LOAD SILENT <http://x/> INTO GRAPH <a:b>", "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { ?s ?p ?o }", "DELETE DATA { <a:b> <a:c> 1 }", "DROP ALL", "CLEAR DEFAULT", "CREATE GRAPH <a:b>",
        "ADD <a:b> TO <a:c>", "MOVE <a:b> TO <a:c>", "COPY <a:b> TO <a:c>", "ASK {} ; DROP ALL", "ASK {} INSERT {}",
        "WITH <a:b> DELETE { ?s ?p ?o } INSERT { } USING <a:c> WHERE { ?s ?p ?o }", "PREFIX x: <a:b> D\\u0052OP ALL",
    ],
)  # fmt: skip
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(RefusedError, match=r"^updates are refused"):
        admitted(update)


@given(st.sampled_from(KEYWORDS), st.sampled_from(["{0}", "{0} <a:b> {{", "{0}\\n", "' {0} <a:b>", "{0}#"]))
def test_a_keyword_in_a_comment_a_string_or_a_name_is_harmless(word: str, form: str) -> None:
    text = form.format(word)
    for query in (
        f"# {word} <a:b> {{\nSELECT * {{ ?s ?p ?o }}",
        f'SELECT * {{ ?s ?p """{text}""" }}',
        f"SELECT ?{word} {{ ?{word} kg:{word} method:{word} , <http://{word}/{word}> , 'x'@{word} }}",
        f"PREFIX {word}: <a:b> SELECT ${word} {{ _:{word} {word}:{word} ${word} }}",
    ):
        assert admitted(query).form == "SELECT"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT*FROMNAMED<a:b>{}", "ASKFROM<a:b>{}", "SELECT * { {}SERVICESILENT<http://x/>{} }", "selectdistinct * {}",
        "SELECT * {} LIMIT10", "SELECT * { FILTER NOTEXISTS {} }", "SELECT (1AS?x)FROMNAMED<a:b>{}",
    ],
)  # fmt: skip
def test_keywords_run_together_are_no_keywords_though_the_engine_takes_them(query: str) -> None:
    Store().query(query)
    with pytest.raises(QueryError, match="does not fit"):
        admitted(query)


def test_from_names_graphs_of_the_store_only() -> None:
    here = "https://w3id.org/papergraph/ontology#g"
    found = admitted("SELECT * FROM kg:g FROM NAMED <https://w3id.org/papergraph/\\u006Fntology#g> {}", graphs=(here,))
    assert (found.froms, found.named) == ((here,), (here,))
    assert admitted("BASE <http://b/c> BASE <d/e> ASK FROM <f> {}", graphs=None).froms == ("http://b/d/f",)
    with pytest.raises(QueryError, match="in full"):
        admitted("ASK FROM <f> {}", graphs=None)
    for query in (
        "SELECT * FROM <file:///etc/passwd> {}", "SELECT * FROM NAMED <http://localhost:9/> {}",
        "ASK FROM <file:///etc/passwd> {}", "DESCRIBE ?s FROM <file:///etc/passwd> { ?s ?p ?o }",
        "CONSTRUCT FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "PREFIX f: <file:///etc/> ASK F\\u0052OM f:passwd {}",
    ):  # fmt: skip
        with pytest.raises(RefusedError, match=r"^FROM is refused"):
            admitted(query)


NESTED: dict[str, Callable[[int], str]] = {
    "groups": lambda n: "SELECT * " + "{" * n + "?s ?p ?o" + "}" * n,
    "expressions": lambda n: "ASK { FILTER" + "(" * n + "1" + ")" * n + "}",
    "functions": lambda n: "ASK { FILTER(" + "STR(" * n + "1" + ")" * n + ")}",
    "blank nodes": lambda n: "ASK { ?s ?p " + "[ ?p " * n + "1" + "]" * n + "}",
    "lists": lambda n: "ASK { ?s ?p " + "(" * n + "1" + ")" * n + "}",
    "paths": lambda n: "ASK { ?s " + "(" * n + "kg:a" + ")" * n + "?o }",
    "inverse paths": lambda n: "ASK { ?s " + "^(" * n + "kg:a" + ")" * n + "?o }",
    "not": lambda n: "ASK { FILTER(" + "!" * n + "?o) }",
    "not exists": lambda n: "ASK {" + "FILTER NOT EXISTS {" * n + "}" * n + "}",
    "exists": lambda n: "ASK {" + "FILTER EXISTS {" * n + "?s ?p ?o" + "}" * n + "}",
    "sub-selects": lambda n: "SELECT * {" * n + "?s ?p ?o" + "}" * n,
    "optional": lambda n: "ASK {" + "?s ?p ?o OPTIONAL {" * n + "}" * n + "}",
    "graph": lambda n: "ASK {" + "GRAPH ?g {" * n + "}" * n + "}",
    "triple terms": lambda n: "ASK { ?s ?p " + "<<( ?s ?p " * n + "?o" + " )>>" * n + "}",
    "reified triples": lambda n: "ASK { " + "<< " * n + "?s ?p ?o" + " >> ?p ?o" * (n - 1) + " >> ?p ?o }",
    "annotations": lambda n: "ASK { ?s ?p ?o " + "{| ?p ?o " * n + "|}" * n + "}",
    "or": lambda n: "ASK { FILTER(" + " || ".join(["?o"] * n) + ") }",
    "and": lambda n: "ASK { FILTER(" + "&&".join(["?o"] * n) + ") }",
    "sums": lambda n: "ASK { FILTER(?o" + "+1" * n + ") }",
    "products": lambda n: "ASK { FILTER(?o" + "*?o" * n + ") }",
    "unions": lambda n: "ASK { " + "UNION".join(["{}"] * n) + "}",
    "sequences": lambda n: "ASK { ?s " + "/".join(["kg:a"] * n) + " ?o }",
    "alternatives": lambda n: "ASK { ?s " + "|".join(["kg:a"] * n) + " ?o }",
    "minus": lambda n: "ASK {" + "MINUS {}" * n + "}",
    "filters": lambda n: "ASK {" + "FILTER(1)" * n + "}",
    "binds": lambda n: "ASK {" + "".join(f"BIND(1 AS ?x{at})" for at in range(n)) + "}",
    "having": lambda n: "SELECT (1 AS ?x) {} GROUP BY ?y HAVING" + "(1)" * n,
    "selected": lambda n: "SELECT" + "".join(f"(1 AS ?x{at})" for at in range(n)) + "{}",
    "both ways": lambda n: "ASK { FILTER(" + "(1+1+1+1+1+1+1+1+1+1+1+" * (n // 10) + "1" + ")" * (n // 10) + ") }",
}


@pytest.mark.parametrize("family", NESTED)
def test_what_is_nested_beyond_the_limit_is_refused_before_the_engine_sees_it(family: str) -> None:
    with pytest.raises(LimitError) as caught:
        admitted(NESTED[family](1200), Limits(query_kb=1024))
    assert caught.value.limit == "depth"
    assert caught.value.column is not None
    if family != "reified triples":
        assert admitted(NESTED[family](40)).text


PROGRAM = """
import json, sys
from pyoxigraph import Store
from kg.errors import LimitError
from kg.sparql.guard import admit
from kg.sparql.limits import Limits
ran = 0
for text in json.load(sys.stdin):
    try:
        Store().query(admit(text, {"kg": "k:"}, Limits()).text, prefixes={"kg": "k:"})
        ran += 1
    except (LimitError, SyntaxError):
        continue
print(ran)
"""


def test_what_the_limits_let_pass_does_not_overflow_the_engine() -> None:
    """In a process of its own, with the stack that a process has."""
    limits = Limits()
    deep = [make(number) for make in NESTED.values() for number in (limits.depth - 4, limits.links - 10)]
    mixed = ("ASK {" + "FILTER EXISTS {" * 50 + f"FILTER({'+'.join('1' * 380)})" + "}" * 51, *deep)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(mixed),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > len(NESTED)


def test_long_lists_are_not_nested() -> None:
    values = " ".join(f"method:m{number}" for number in range(3000))
    assert admitted(f"SELECT * {{ VALUES ?m {{ {values} }} ?m ?p ?o }}").form == "SELECT"
    listed = ", ".join(f"method:m{number}" for number in range(3000))
    assert admitted(f"SELECT * {{ ?m ?p ?o FILTER(?m IN ({listed})) }}").form == "SELECT"


def test_a_query_beyond_the_length_is_refused() -> None:
    with pytest.raises(LimitError, match="65,537 bytes; 65,536 are the limit") as caught:
        admitted("#" * 65_537)
    assert caught.value.limit == "length"
    with pytest.raises(LimitError):
        admitted("#" + "é" * 32_768)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * {}", "SELECT * {} LIMIT 6"),
        ("SELECT * {} # LIMIT 3", "SELECT * {} LIMIT 6 # LIMIT 3"),
        ("SELECT * {} LIMIT 3", "SELECT * {} LIMIT 3"),
        ("SELECT * {} limit 6", "SELECT * {} limit 6"),
        ("SELECT * {} LIMIT 7 OFFSET 2", "SELECT * {} LIMIT 6 OFFSET 2"),
        ("SELECT * {} OFFSET 2", "SELECT * {} OFFSET 2 LIMIT 6"),
        ("SELECT * {} OFFSET 2 LIMIT 99999999999999999999999", "SELECT * {} OFFSET 2 LIMIT 6"),
        ("SELECT * { { SELECT * {} LIMIT 9 } }", "SELECT * { { SELECT * {} LIMIT 9 } } LIMIT 6"),
        ("SELECT * {} VALUES ?x { 1 }", "SELECT * {} LIMIT 6 VALUES ?x { 1 }"),
        ("SELECT * {} ORDER BY ?x", "SELECT * {} ORDER BY ?x LIMIT 6"),
        ("SELECT ?limit { ?limit kg:LIMIT 'LIMIT 3' }", "SELECT ?limit { ?limit kg:LIMIT 'LIMIT 3' } LIMIT 6"),
        ("ASK {}", "ASK {}"),
        ("CONSTRUCT WHERE {}", "CONSTRUCT WHERE {}"),
    ],
)
def test_a_select_gives_one_row_more_than_its_limit_at_most(query: str, expected: str) -> None:
    found = admitted(query, Limits(rows=5)).text
    assert " ".join(found.split()) == expected


def test_a_limit_may_have_any_number_of_digits() -> None:
    found = [admitted(f"SELECT * {{}} LIMIT {digits}", Limits(rows=5)) for digits in ("9" * 5000, "0" * 5000 + "7")]
    assert [one.text for one in found] == ["SELECT * {} LIMIT 6"] * 2
    assert admitted(f"SELECT * {{}} LIMIT {'0' * 5000}3", Limits(rows=5)).text.endswith("03")


@pytest.mark.parametrize("escape", [r"\U00110000", r"\uD800", r"\UFFFFFFFF", r"\udfff"])
@pytest.mark.parametrize(
    "query", ["PREFIX a: <{}> ASK {{}}", "BASE <{}> ASK {{}}", "ASK FROM <a:{}> {{}}", r"ASK {{ ?s ?p '\\{}' }}"]
)
def test_an_escape_that_stands_for_no_character_is_told_with_its_place(query: str, escape: str) -> None:
    text = query.format(escape)
    with pytest.raises(QueryError, match="stands for no character") as told:
        admitted(text, graphs=None)
    assert (told.value.line, told.value.column) == (1, text.index(escape) + 1)


def test_what_looks_like_such_an_escape_in_a_comment_or_behind_a_backslash_is_harmless() -> None:
    assert admitted(r"ASK { ?s ?p '\\uD800' } # \U00110000").form == "ASK"


def test_a_graph_that_base_cannot_complete_is_told_with_its_place() -> None:
    with pytest.raises(QueryError, match="line 1, column 26: this is no IRI"):
        admitted("BASE <http://[> ASK FROM <x> {}", graphs=None)


def test_the_form_is_that_of_the_outermost_query() -> None:
    assert admitted("ASK { { SELECT * {} } }").form == "ASK"
    assert admitted("PREFIX SELECT: <a:> DESCRIBE SELECT:x").form == "DESCRIBE"
    assert admitted("construct { ?s ?p ?o } where { ?s ?p ?o }").form == "CONSTRUCT"


@given(st.text(max_size=60))
def test_any_text_is_admitted_or_refused_with_one_line(text: str) -> None:
    said = ""
    try:
        admitted(text)
    except QueryError as error:
        said = str(error)
    assert "\n" not in said
    assert len(said) < 400


@settings(deadline=None)  # the first example makes the table of the grammar
@given(
    st.lists(
        st.sampled_from(
            ("SELECT", "*", "?x", "{", "}", "kg:a", "a", ".", ";", ",", "FILTER", "(", ")", "1", "'t'", "OPTIONAL",
             "UNION", "LIMIT", "BIND", "AS", "GROUP", "BY", "ORDER", "VALUES", "<a:b>", "[", "]", "^", "/", "|", "!"),
        ),
        max_size=14,
    )
)  # fmt: skip
def test_what_the_engine_takes_the_grammar_takes_and_the_reverse(words: list[str]) -> None:
    text = "SELECT * { " + " ".join(words) + " }"
    try:
        admitted(text)
    except QueryError:
        ours = False
    else:
        ours = True
    try:
        Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        theirs = bool(re.search(r"variable|VALUES|expected \[_\]", str(error)))
        assert not ours or theirs or "BIND" in words or "[" in words, text
    else:
        assert ours, text


NINE = "<http://127.0.0.1:9/>"
HIDDEN = (
    f"SELECT * {{ ?s ?p 'x SERVICE {NINE} {{}} ' }}",
    f"SELECT * {{ # SERVICE {NINE} {{}}\n ?s ?p ?o }}",
    f'ASK {{ ?s ?p """ "a" SERVICE {NINE} {{}} """ , "b" }}',
    f"SELECT * {{ ?s ?p ' SERVICE {NINE} {{}} ', \"it's\" FILTER(?a < ?b) }} # SERVICE {NINE} {{}}",
)
PUT_IN = (
    '"', "'", '"""', "'''", "\\", "\\u0022", "\\u0027", "\\u003C", "\\u0023", "\\u000A", "#", "\n", "\r", "<", ">",
    "\u2028", "\u0085", "{", "}", "(", ")", "\\'", '\\"', "\u00a0", "\ufeff", "S\\u0045", "\u017f", "\x00", "{|", "|}",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(HIDDEN), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PUT_IN)), max_size=4))
def test_nothing_put_into_a_query_brings_out_what_its_strings_hide(query: str, put: list[tuple[float, str]]) -> None:
    for at, piece in put:
        place = int(at * len(query))
        query = query[:place] + piece + query[place:]
    try:
        text = admitted(query).text
    except QueryError:
        return
    with suppress(SyntaxError):
        Store().query(text)  # SERVICE would raise OSError: the engine asks no such port
