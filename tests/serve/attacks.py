"""The attack corpus: what hostile clients send, by family, and what each may be answered.

`wanted` are the statuses that are right; 0 is a connection that is closed without an answer. Queries name `{trap}`, a
listener on this machine that nobody may ever call.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

REFUSED = frozenset({403})
WRONG = frozenset({400})
NOT_ALLOWED = frozenset({400, 403})
TOO_DEEP = frozenset({400, 413})
LIMITED = frozenset({504, 507})
HARMLESS = frozenset({200})
EITHER = HARMLESS | LIMITED  # complete, or an error: both are right, and which depends on the machine
ANY_WAY = EITHER | TOO_DEEP


@dataclass(frozen=True)
class Attack:
    """A query that is sent in a way: `post` (as it is), `form` or `get`."""

    family: str
    text: str
    wanted: frozenset[int]
    way: str = "post"
    accept: str = "*/*"

    def request(self, port: int, trap: str) -> bytes:
        text = self.text.replace("{trap}", trap)
        host = f"Host: 127.0.0.1:{port}\r\nAccept: {self.accept}\r\n"
        if self.way == "get":
            return f"GET /sparql?query={quote(text)} HTTP/1.1\r\n{host}\r\n".encode()
        body = text.encode("utf-8", "surrogatepass")
        kind = "application/sparql-query"
        if self.way == "form":
            body, kind = f"query={quote(text)}".encode(), "application/x-www-form-urlencoded"
        head = f"POST /sparql HTTP/1.1\r\n{host}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


def _family(name: str, wanted: frozenset[int], *texts: str, **more: str) -> Iterator[Attack]:
    yield from (Attack(name, text, wanted, **more) for text in texts)


def _service() -> Iterator[Attack]:
    inner = "{ ?s ?p ?o }"
    yield from _family(
        "service",
        REFUSED,
        f"SELECT * {{ SERVICE <{{trap}}> {inner} }}",
        f"SELECT * {{ SERVICE SILENT <{{trap}}> {inner} }}",
        f"SELECT * {{ sErViCe <{{trap}}> {inner} }}",
        f"SELECT * {{ service<{{trap}}>{inner} }}",
        f"SELECT * {{ SERVICE # comment\n <{{trap}}> {inner} }}",
        f"SELECT * {{ SERVICE\r\n\t<{{trap}}> {inner} }}",
        f"SELECT * {{ SERVICE ?where {inner} VALUES ?where {{ <{{trap}}> }} }}",
        f"SELECT * {{ BIND(<{{trap}}> AS ?where) SERVICE ?where {inner} }}",
        f"PREFIX t: <{{trap}}> SELECT * {{ SERVICE t: {inner} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE <{{trap}}> {inner} }} }} }}",
        f"SELECT * {{ OPTIONAL {{ SERVICE <{{trap}}> {inner} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{{trap}}> {inner} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ SERVICE <{{trap}}> {inner} }} }}",
        f"SELECT * {{ ?a ?b ?c MINUS {{ SERVICE <{{trap}}> {inner} }} }}",
        f"SELECT * {{ GRAPH ?g {{ SERVICE <{{trap}}> {inner} }} }}",
        f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ SERVICE <{{trap}}> {inner} }} }}",
        f"ASK {{ SERVICE <{{trap}}> {inner} }}",
        f"CONSTRUCT {inner} WHERE {{ SERVICE <{{trap}}> {inner} }}",
        f"DESCRIBE ?s WHERE {{ SERVICE <{{trap}}> {inner} }}",
        f"SELECT (EXISTS {{ SERVICE <{{trap}}> {inner} }} AS ?x) {{}}",
    )
    yield from _family("service by get", REFUSED, f"SELECT * {{ SERVICE <{{trap}}> {inner} }}", way="get")
    yield from _family("service by form", REFUSED, f"SELECT * {{ SERVICE <{{trap}}> {inner} }}", way="form")


def _escaped() -> Iterator[Attack]:
    yield from _family(
        "escaped keywords",
        NOT_ALLOWED,
        "SELECT * { SER\\u0056ICE <{trap}> { ?s ?p ?o } }",
        "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 <{trap}> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <{trap}> { ?s ?p ?o } }",
        'SELECT * { ?a ?b "\\u0022 . SERVICE <{trap}> { ?s ?p "\\u0022 } }',
        "INS\\u0045RT DATA { <a:s> <a:p> 1 }",
        "\\u004COAD <{trap}>",
        "SELECT * FR\\u004FM <{trap}> { ?s ?p ?o }",
        "SELECT * { SERVICE <\\u0068ttp://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * \\u007B SERVICE <{trap}> \\u007B ?s ?p ?o \\u007D \\u007D",
    )

    yield from _family(
        "escaped line ends",  # whether they end a comment or not, nobody may be called
        NOT_ALLOWED | HARMLESS,
        "SELECT * { # \\u000A SERVICE <{trap}> { ?s ?p ?o } }",
        "SELECT * { # \\u000A SERVICE <{trap}> { ?s ?p ?o }\n }",
        "SELECT * { # \\u000D SERVICE <{trap}> { ?s ?p ?o }\n }",
        "SELECT * { # \r SERVICE <{trap}> { ?s ?p ?o }\n }",
        "SELECT * { # \u2028 SERVICE <{trap}> { ?s ?p ?o }\n }",
    )


def _writing() -> Iterator[Attack]:
    updates = (
        "LOAD <{trap}>",
        "LOAD SILENT <{trap}>",
        "load <{trap}> into graph <a:g>",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <a:s> <a:p> 1 }",
        "DELETE DATA { <a:s> <a:p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT { ?s <a:p> 1 } WHERE { ?s ?p ?o }",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
        "CREATE GRAPH <a:g>",
        "COPY DEFAULT TO <a:g>",
        "MOVE DEFAULT TO <a:g>",
        "ADD DEFAULT TO <a:g>",
        "PREFIX a: <a:> # comment\n INSERT DATA { a:s a:p 1 }",
        "BASE <a:b> DROP SILENT ALL",
    )
    for way in ("post", "get", "form"):
        yield from _family(f"updates by {way}", NOT_ALLOWED, *updates[:: 1 if way == "post" else 3], way=way)
    yield from _family("updates after a query", NOT_ALLOWED, *(f"ASK {{}} ; {text}" for text in updates[::4]))


def _elsewhere() -> Iterator[Attack]:
    yield from _family(
        "from elsewhere",
        NOT_ALLOWED,
        "SELECT * FROM <{trap}> { ?s ?p ?o }",
        "SELECT * FROM NAMED <{trap}> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROMNAMED<{trap}>{ GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///proc/self/environ> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }",
        "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
        "SELECT * FROM <https://ex.org/data/1> FROM <{trap}> { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } FROM <{trap}> WHERE { ?s ?p ?o }",
        "DESCRIBE ?s FROM <{trap}> WHERE { ?s ?p ?o }",
        "ASK FROM <data:text/turtle,> { ?s ?p ?o }",
    )


def _lookalikes() -> Iterator[Attack]:
    yield from _family(
        "honest lookalikes",
        HARMLESS,
        "SELECT ('SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }' AS ?x) {}",
        "SELECT * { ?service <a:LOAD> ?insert } # SERVICE <{trap}> {}",
        "PREFIX service: <a:> SELECT * { ?s service:from service:delete }",
        'SELECT ("""DROP ALL ; "quoted" LOAD <x>""" AS ?x) {}',
        "ASK { ?s <https://ex.org/SERVICE> <https://ex.org/#DELETE> }",
        "SELECT (STRLEN('\\u0053ERVICE') AS ?n) {}",
    )


def _nested() -> Iterator[Attack]:
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
            yield Attack("nesting of patterns", f"SELECT * {{ {opening * depth}{middle}{closing * depth} }}", TOO_DEEP)
        for opening, closing in (("(", ")"), ("STR(", ")"), ("!(", ")"), ("-(", ")"), ("IF(true, ", ", 1)")):
            text = f"SELECT * {{ FILTER({opening * depth}1{closing * depth}) }}"
            yield Attack("nesting of expressions", text, TOO_DEEP)
        for opening, closing in (("(", ")*"), ("(", ")+"), ("^(", ")"), ("(", "/<a:q>)")):
            yield Attack("nesting of paths", f"SELECT * {{ ?s {opening * depth}<a:p>{closing * depth} ?o }}", TOO_DEEP)
    yield from _family("unclosed nesting", TOO_DEEP, *(f"SELECT * {{ {mark * 20000}" for mark in "{([<!-"))


def _chains() -> Iterator[Attack]:
    for many in (300, 3000):
        for sign in (" || 1 = 2", " && 1 = 1", " + 1", " * 1", " - 1"):
            yield Attack("long chains", f"SELECT * {{ FILTER(1 = 1{sign * many}) }}", ANY_WAY)
        yield Attack("long chains", f"SELECT * {{ {{}}{' UNION {}' * many} }}", ANY_WAY)
        yield Attack("long chains", f"SELECT * {{ ?s <a:p>{'/<a:p>' * many} ?o }}", ANY_WAY)
        yield Attack("long chains", f"SELECT * {{ ?s <a:p>{'|<a:p>' * many} ?o }}", ANY_WAY)
        binds = " ".join(f"BIND(?x{n} + ?x{n} AS ?x{n + 1})" for n in range(many))
        yield Attack("growing values", f"SELECT * {{ BIND(1 AS ?x0) {binds} }}", ANY_WAY)
        yield Attack(
            "huge lists", f"ASK {{ ?s ?p ?o FILTER(?o IN ({', '.join(map(str, range(many * 3)))})) }}", ANY_WAY
        )
        yield Attack("huge lists", f"ASK {{ VALUES ?x {{ {' '.join(map(str, range(many * 3)))} }} }}", ANY_WAY)
        prefixes = "".join(f"PREFIX p{n}: <a:{n}> " for n in range(many))
        yield Attack("many prefixes", f"{prefixes} ASK {{ ?s p1:x ?o }}", ANY_WAY)
        columns = " ".join(f"(COUNT(DISTINCT ?s) AS ?c{n})" for n in range(many // 3))
        yield Attack("many columns", f"SELECT {columns} {{ ?s ?p ?o }}", ANY_WAY)
        yield Attack("many columns", f"SELECT {' '.join(f'?c{n}' for n in range(many))} {{ ?s ?p ?o }}", ANY_WAY)
        exists = " ".join(f"FILTER EXISTS {{ ?s ?p{n} ?o{n} }}" for n in range(many // 10))
        yield Attack("many exists", f"SELECT * {{ ?s ?p ?o {exists} }}", ANY_WAY)


def _regular() -> Iterator[Attack]:
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
            yield Attack("regular expressions", f"SELECT (COUNT(*) AS ?n) {{ {things} {text} }}", EITHER)


def _products() -> Iterator[Attack]:
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


def _growth() -> Iterator[Attack]:
    for call in (
        "CONCAT(?x{0}, ?x{0}, ?x{0}, ?x{0})",
        "REPLACE(?x{0}, 'a', 'aaaa')",
        "ENCODE_FOR_URI(CONCAT('%', ?x{0}))",
    ):
        binds = " ".join(f"BIND({call.format(n)} AS ?x{n + 1})" for n in range(40))
        yield Attack("growing strings", f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaa' AS ?x0) {binds} }}", EITHER)
    selects = "{ SELECT ('aaaaaaaaaa' AS ?x0) {} }"
    for n in range(12):
        selects = f"{{ SELECT (CONCAT(?x{n}, ?x{n}, ?x{n}, ?x{n}) AS ?x{n + 1}) {{ {selects} }} }}"
    yield Attack("growing strings", f"SELECT ?x12 {{ {selects} }}", EITHER)
    pairs = "?a <https://ex.org/label> ?l . ?b <https://ex.org/label> ?m . ?c <https://ex.org/label> ?k"
    for separator in ("", "; SEPARATOR='------------------------------'"):
        text = f"SELECT (GROUP_CONCAT(CONCAT(?l, ?m){separator}) AS ?x) {{ {pairs} }}"
        yield Attack("growing groups", text, LIMITED)
    yield Attack("growing groups", f"SELECT (GROUP_CONCAT(DISTINCT CONCAT(?l, ?m, ?k)) AS ?x) {{ {pairs} }}", LIMITED)
    values = " ".join(map(str, range(100)))
    product = " ".join(f"VALUES ?v{n} {{ {values} }}" for n in range(5))
    yield Attack("growing values", f"SELECT * {{ {product} }}", LIMITED)
    yield Attack("growing values", f"SELECT (COUNT(*) AS ?n) {{ {product} }}", LIMITED)
    for digits in (1000, 20000):
        yield Attack("huge numbers", f"SELECT ({'9' * digits} * {'9' * digits} AS ?n) {{}}", EITHER | WRONG)
        yield Attack("huge numbers", f"SELECT (1.{'3' * digits} AS ?n) {{}} OFFSET {'9' * digits}", EITHER | WRONG)


def _paths() -> Iterator[Attack]:
    step = "<https://ex.org/next>"
    for path in (f"{step}*", f"{step}+", f"({step}*)*", f"({step}|^{step})*", "(!<a:b>)*", f"(({step}/{step})*)+"):
        yield Attack("path bombs", f"SELECT * {{ ?a {path} ?b }}", LIMITED)
        yield Attack("path bombs", f"SELECT (COUNT(*) AS ?n) {{ ?a {path} ?b . ?b {path} ?c . ?c {path} ?d }}", LIMITED)
    for levels in (10, 25):
        opening = "".join(f"?s{n} ?p{n} ?o{n} FILTER EXISTS {{ " for n in range(levels))
        middle = f"?x ?y ?z FILTER(?z = {levels})"
        yield Attack("deep exists", f"SELECT * {{ {opening}{middle}{' }' * levels} }} LIMIT 5", ANY_WAY)


def _characters() -> Iterator[Attack]:
    yield from _family(
        "odd characters",
        WRONG | HARMLESS,
        "SELECT ('\\uD800' AS ?x) {}",
        "SELECT ('\\U00110000' AS ?x) {}",
        "SELECT ('\\uFFFF' AS ?x) {}",
        "SELECT ('\x00' AS ?x) {}",
        "\ufeffASK {}",
        "ASK {\u202e}",
        "ASK\u00a0{}",
        "SELECT ('\ud800' AS ?x) {}",
        "ASK { <a:\x01> ?p ?o }",
        "ASK { <a:b c> ?p ?o }",
        f"SELECT ?{'x' * 30000} {{}}",
        "\x00",
        "%00",
        "ASK {} \x1a",
    )
    yield Attack("too long", f"ASK {{}} # {'x' * 80000}", frozenset({413}))
    yield Attack("too long", f"SELECT ('{'x' * 70000}' AS ?y) {{}}", frozenset({413}), way="form")
    yield Attack("too long", f"ASK {{}} # {'x' * 80000}", frozenset({414, 431}), way="get")


def of_families(families: Mapping[str, tuple[set[int], tuple[str, ...]]]) -> Iterator[Attack]:
    """Attacks from the statuses and queries of each family."""
    for name, (wanted, texts) in families.items():
        yield from _family(name, frozenset(wanted), *texts)


QUERIES: tuple[Attack, ...] = (
    *_service(), *_escaped(), *_writing(), *_elsewhere(), *_lookalikes(), *_nested(), *_chains(), *_regular(),
    *_products(), *_growth(), *_paths(), *_characters(),
)  # fmt: skip
