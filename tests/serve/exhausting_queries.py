"""The attack corpus: queries that would take all time, memory or depth there is, by family."""

from collections.abc import Iterator
from dataclasses import dataclass

WRONG = frozenset({400})
TOO_DEEP = frozenset({400, 413})
LIMITED = frozenset({504, 507})
HARMLESS = frozenset({200})
EITHER = HARMLESS | LIMITED  # complete, or an error: both are right, and which depends on the machine
ANY_WAY = EITHER | TOO_DEEP


@dataclass(frozen=True)
class Query:
    """A query, the statuses that are right for it, and what it is asked to be written as."""

    family: str
    text: str
    wanted: frozenset[int]
    accept: str = "*/*"


def _family(name: str, wanted: frozenset[int], *texts: str, accept: str = "*/*") -> Iterator[Query]:
    yield from (Query(name, text, wanted, accept) for text in texts)


def _nested() -> Iterator[Query]:
    for depth in (100, 2000):
        shapes = {
            "groups": ("{ ", "?s ?p ?o", " }"),
            "optionals": ("OPTIONAL { ", "?s ?p ?o", " }"),
            "exists": ("FILTER EXISTS { ", "?s ?p ?o", " }"),
            "minus": ("?s ?p ?o MINUS { ", "?s ?p ?o", " }"),
            "unions": ("{} UNION { ", "?s ?p ?o", " }"),
            "subqueries": ("{ SELECT * { ", "?s ?p ?o", " } }"),
            "graphs": ("GRAPH ?g { ", "?s ?p ?o", " }"),
            "blank nodes": ("?s ?p [ <a:p> ", "1", " ] "),
            "lists": ("?s ?p ( ", "1", " ) "),
        }
        for opening, middle, closing in shapes.values():
            yield Query("nesting of patterns", f"SELECT * {{ {opening * depth}{middle}{closing * depth} }}", TOO_DEEP)
        for opening, closing in (("(", ")"), ("STR(", ")"), ("!(", ")"), ("-(", ")"), ("IF(true, ", ", 1)")):
            text = f"SELECT * {{ FILTER({opening * depth}1{closing * depth}) }}"
            yield Query("nesting of expressions", text, TOO_DEEP)
        for opening, closing in (("(", ")*"), ("(", ")+"), ("^(", ")"), ("(", "/<a:q>)")):
            yield Query("nesting of paths", f"SELECT * {{ ?s {opening * depth}<a:p>{closing * depth} ?o }}", TOO_DEEP)
    yield from _family("unclosed nesting", TOO_DEEP, *(f"SELECT * {{ {mark * 20000}" for mark in "{([<!-"))


def _chains() -> Iterator[Query]:
    for many in (300, 3000):
        for sign in (" || 1 = 2", " && 1 = 1", " + 1", " * 1", " - 1"):
            yield Query("long chains", f"SELECT * {{ FILTER(1 = 1{sign * many}) }}", ANY_WAY)
        yield Query("long chains", f"SELECT * {{ {{}}{' UNION {}' * many} }}", ANY_WAY)
        yield Query("long chains", f"SELECT * {{ ?s <a:p>{'/<a:p>' * many} ?o }}", ANY_WAY)
        yield Query("long chains", f"SELECT * {{ ?s <a:p>{'|<a:p>' * many} ?o }}", ANY_WAY)
        binds = " ".join(f"BIND(?x{n} + ?x{n} AS ?x{n + 1})" for n in range(many))
        yield Query("growing values", f"SELECT * {{ BIND(1 AS ?x0) {binds} }}", ANY_WAY)
        yield Query("huge lists", f"ASK {{ ?s ?p ?o FILTER(?o IN ({', '.join(map(str, range(many * 3)))})) }}", ANY_WAY)
        yield Query("huge lists", f"ASK {{ VALUES ?x {{ {' '.join(map(str, range(many * 3)))} }} }}", ANY_WAY)
        prefixes = "".join(f"PREFIX p{n}: <a:{n}> " for n in range(many))
        yield Query("many prefixes", f"{prefixes} ASK {{ ?s p1:x ?o }}", ANY_WAY)
        columns = " ".join(f"(COUNT(DISTINCT ?s) AS ?c{n})" for n in range(many // 3))
        yield Query("many columns", f"SELECT {columns} {{ ?s ?p ?o }}", ANY_WAY)
        yield Query("many columns", f"SELECT {' '.join(f'?c{n}' for n in range(many))} {{ ?s ?p ?o }}", ANY_WAY)
        exists = " ".join(f"FILTER EXISTS {{ ?s ?p{n} ?o{n} }}" for n in range(many // 10))
        yield Query("many exists", f"SELECT * {{ ?s ?p ?o {exists} }}", ANY_WAY)


def _regular() -> Iterator[Query]:
    patterns: tuple[str, ...] = (
        "^(a+)+$",
        "(a|a)*b",
        "(.*a){50}",
        "((a{0,100}){0,100}){0,100}",
        "(a*)*b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
    )
    patterns += ("a{1,100000}", "(?:a?){60}a{60}", "[" * 500, "(" * 400, "\\\\p{L}+" * 50, "|".join(["a*"] * 500))
    things = "?s <https://ex.org/label> ?l"
    for pattern in patterns:
        for text in (f"FILTER REGEX(?l, '{pattern}', 'i')", f"BIND(REPLACE(?l, '{pattern}', 'b') AS ?r)"):
            yield Query("regular expressions", f"SELECT (COUNT(*) AS ?n) {{ {things} {text} }}", EITHER)


def _products() -> Iterator[Query]:
    triples = [f"?s{n} ?p{n} ?o{n}" for n in range(6)]
    three, four = " . ".join(triples[:3]), " . ".join(triples[:4])
    yield from _family(
        "cross products",
        LIMITED,
        f"SELECT (COUNT(*) AS ?n) {{ {three} }}",
        f"SELECT (COUNT(DISTINCT ?o1) AS ?n) {{ {three} }}",
        f"SELECT (SUM(STRLEN(STR(?o0))) AS ?n) {{ {four} }}",
        f"SELECT * {{ {three} }} ORDER BY ?o2 ?o1",
        f"SELECT DISTINCT ?s0 ?s1 ?s2 {{ {three} }} ORDER BY ?s2",
        f"SELECT ?p0 (COUNT(*) AS ?n) {{ {three} }} GROUP BY ?p0",
        f"SELECT ?o0 ?o1 (COUNT(*) AS ?n) {{ {three} }} GROUP BY ?o0 ?o1 HAVING (?n > 1)",
        f"SELECT * {{ {three} FILTER(STR(?o0) = CONCAT(STR(?o1), 'x', STR(?o2))) }}",
        f"ASK {{ {four} FILTER(STRLEN(STR(?o0)) + STRLEN(STR(?o1)) < 0) }}",
        f"SELECT (COUNT(*) AS ?n) {{ {triples[0]} OPTIONAL {{ {triples[1]} OPTIONAL {{ {triples[2]} }} }} }}",
        "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } } { SELECT * { ?d ?e ?f } } { SELECT * { ?g ?h ?i } } }",
        f"CONSTRUCT {{ ?s0 ?p1 ?o2 }} WHERE {{ {three} }}",
        f"DESCRIBE ?s0 ?s1 WHERE {{ {three} FILTER(?o0 = ?o1 && ?o1 = ?o2 && ?s0 != ?s1) }}",
    )
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        yield from _family("huge results", LIMITED, "SELECT * { ?a ?b ?c . ?d ?e ?f }", accept=accept)
        yield from _family("huge results", LIMITED, f"SELECT * {{ {three} }} LIMIT 1000000000", accept=accept)
    template = " . ".join(f"?s0 <a:{n}> ?o1" for n in range(300))
    for accept in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        text = f"CONSTRUCT {{ {template} }} WHERE {{ {triples[0]} . {triples[1]} }}"
        yield from _family("templates that grow", LIMITED, text, accept=accept)


def _growth() -> Iterator[Query]:
    for call in (
        "CONCAT(?x{0}, ?x{0}, ?x{0}, ?x{0})",
        "REPLACE(?x{0}, 'a', 'aaaa')",
        "ENCODE_FOR_URI(CONCAT('%', ?x{0}))",
    ):
        binds = " ".join(f"BIND({call.format(n)} AS ?x{n + 1})" for n in range(40))
        yield Query("growing strings", f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaa' AS ?x0) {binds} }}", EITHER)
    selects = "{ SELECT ('aaaaaaaaaa' AS ?x0) {} }"
    for n in range(12):
        selects = f"{{ SELECT (CONCAT(?x{n}, ?x{n}, ?x{n}, ?x{n}) AS ?x{n + 1}) {{ {selects} }} }}"
    yield Query("growing strings", f"SELECT ?x12 {{ {selects} }}", EITHER)
    pairs = "?a <https://ex.org/label> ?l . ?b <https://ex.org/label> ?m . ?c <https://ex.org/label> ?k"
    for separator in ("", "; SEPARATOR='------------------------------'"):
        text = f"SELECT (GROUP_CONCAT(CONCAT(?l, ?m){separator}) AS ?x) {{ {pairs} }}"
        yield Query("growing groups", text, LIMITED)
    yield Query("growing groups", f"SELECT (GROUP_CONCAT(DISTINCT CONCAT(?l, ?m, ?k)) AS ?x) {{ {pairs} }}", LIMITED)
    values = " ".join(map(str, range(100)))
    product = " ".join(f"VALUES ?v{n} {{ {values} }}" for n in range(5))
    yield Query("growing values", f"SELECT * {{ {product} }}", LIMITED)
    yield Query("growing values", f"SELECT (COUNT(*) AS ?n) {{ {product} }}", LIMITED)
    for digits in (1000, 20000):
        yield Query("huge numbers", f"SELECT ({'9' * digits} * {'9' * digits} AS ?n) {{}}", EITHER | WRONG)
        yield Query("huge numbers", f"SELECT (1.{'3' * digits} AS ?n) {{}} OFFSET {'9' * digits}", EITHER | WRONG)


def _paths() -> Iterator[Query]:
    step = "<https://ex.org/next>"
    for path in (f"{step}*", f"{step}+", f"({step}*)*", f"({step}|^{step})*", "(!<a:b>)*", f"(({step}/{step})*)+"):
        yield Query("path bombs", f"SELECT * {{ ?a {path} ?b }}", LIMITED)
        yield Query("path bombs", f"SELECT (COUNT(*) AS ?n) {{ ?a {path} ?b . ?b {path} ?c . ?c {path} ?d }}", LIMITED)
    for levels in (10, 25):
        opening = "".join(f"?s{n} ?p{n} ?o{n} FILTER EXISTS {{ " for n in range(levels))
        middle = f"?x ?y ?z FILTER(?z = {levels})"
        yield Query("deep exists", f"SELECT * {{ {opening}{middle}{' }' * levels} }} LIMIT 5", ANY_WAY)


QUERIES: tuple[Query, ...] = (*_nested(), *_chains(), *_regular(), *_products(), *_growth(), *_paths())
