"""The attack corpus: queries that would leave the store, write, or be taken for something else.

`wanted` are the statuses that are right; 0 is a connection that is closed without an answer. Queries name `{trap}`, a
listener on this machine that nobody may ever call.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

REFUSED = frozenset({403})
WRONG = frozenset({400})
NOT_ALLOWED = frozenset({400, 403})
HARMLESS = frozenset({200})


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
    *_service(), *_escaped(), *_writing(), *_elsewhere(), *_lookalikes(), *_characters(),
)  # fmt: skip
