"""The part of the attack corpus that is about HTTP: bytes that are sent as they are, and what each may be answered."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

CLOSED = 0
BAD = frozenset({400, CLOSED})
NOT_FOUND = frozenset({400, 404, 405})
ASK = "query=ASK%20%7B%7D"
HOST = b"Host: 127.0.0.1\r\n"


@dataclass(frozen=True)
class OddRequest:
    """Bytes, and the statuses that are right (0: closed without an answer)."""

    family: str
    data: bytes
    wanted: frozenset[int]


def _get(target: str, *headers: str, host: bytes = HOST) -> bytes:
    lines = "".join(f"{header}\r\n" for header in headers)
    return f"GET {target} HTTP/1.1\r\n".encode("latin-1") + host + lines.encode("latin-1") + b"\r\n"


def _post(
    body: bytes, *headers: str, kind: str = "application/x-www-form-urlencoded", length: str | None = None
) -> bytes:
    told = [f"Content-Type: {kind}", *headers]
    if length != "":
        told.append(f"Content-Length: {len(body) if length is None else length}")
    return (
        b"POST /sparql HTTP/1.1\r\n" + HOST + "".join(f"{line}\r\n" for line in told).encode("latin-1") + b"\r\n" + body
    )


def _all(family: str, wanted: set[int] | frozenset[int], *requests: bytes) -> Iterator[OddRequest]:
    yield from (OddRequest(family, data, frozenset(wanted)) for data in requests)


def _encodings() -> Iterator[OddRequest]:
    query = "application/sparql-query"
    yield from _all(
        "wrong encodings",
        {400},
        _post("ASK {}".encode("utf-16"), kind=query),
        _post("ASK {}".encode("utf-16"), kind=f"{query}; charset=utf-16"),
        _post("ASK {}".encode("utf-32"), kind=f'{query}; charset="UTF-32"'),
        _post("ASK { ?s ?p 'é' }".encode("latin-1"), kind=query),
        _post(b"ASK { ?s ?p '\xc0\xaf' }", kind=query),
        _post(b"ASK { ?s ?p '\xed\xa0\x80' }", kind=query),
        _post(b"ASK {} #\xf8\x88\x80\x80\x80", kind=query),
        _post(b"+ADw-", kind=f"{query}; charset=utf-7"),
        _post(b"query=ASK%20%7B%7D%20%23%FF"),
        _post(b"query=%C0%80"),
        _post(b"query=\xff\xfe"),
        _get("/sparql?query=ASK%20%7B%7D%20%23%ED%A0%80"),
        _get("/sparql?query=%FF%FEA%00S%00K%00"),
        _get("/%FF"),
    )
    yield from _all(
        "percent tricks",
        {400},
        _get("/sparql?query=ASK%2520%257B%257D"),
        _get("/sparql?query=%"),
        _get("/sparql?query=%zz%0"),
        _get("/sparql?query=ASK%u007B%u007D"),
        _get("/sparql?query=%00"),
        _get("/sparql?query=ASK%00%7B%7D"),
        _get("/sparql?query=" + "%25" * 500),
        _get("/sparql?" + "&".join(f"x{n}" for n in range(5000))),
        _get(f"/sparql?{ASK}&{ASK}"),
        _get("/sparql?query="),
        _get("/sparql?default-graph-uri=%00"),
        _get(f"/sparql?{ASK}&default-graph-uri=%0d%0aSet-Cookie:x"),
    )
    yield from _all("percent tricks", {403}, _get("/sparql?q%75ery=ASK%7B%7D&upd%61te=CLEAR+ALL"))


def _bodies() -> Iterator[OddRequest]:
    long = b"query=" + b"A" * 400_000
    yield from _all(
        "oversized bodies",
        {413},
        _post(b"", length="10000000000"),
        _post(long),
        _post(
            b"64\r\n" + b"x" * 100 + b"\r\n" + b"61a80\r\n" + b"x" * 400_000, "Transfer-Encoding: chunked", length=""
        ),
        _post(b"7fffffff\r\n" + b"x" * 500_000, "Transfer-Encoding: chunked", length=""),
        _post(b"query=ASK+%7B%7D+%23" + b"x" * 70_000),
    )
    yield from _all(
        "wrong bodies",
        {400, 415},
        _post(gzip.compress(b"query=ASK+%7B%7D", mtime=0), "Content-Encoding: gzip"),
        _post(b"query=ASK+%7B%7D", kind="multipart/form-data; boundary=x"),
        _post(b"query=ASK+%7B%7D", kind="text/plain"),
        _post(b'{"query": "ASK {}"}', kind="application/json"),
        _post(b"<query/>", kind="application/xml"),
        _post(b"ASK {}", kind="application/sparql-query/../x"),
        _post(b"ASK {}", kind=";" * 5000),
        _post(b"", kind="application/x-www-form-urlencoded"),
        _post(b"q=ASK+%7B%7D"),
    )


def _headers() -> Iterator[OddRequest]:
    yield from _all(
        "oversized headers",
        {414, 431, 400},
        _get("/" + "a" * 200_000),
        _get(f"/sparql?{ASK}%23" + "a" * 200_000),
        _get(f"/sparql?{ASK}", "X: " + "a" * 200_000),
        _get(f"/sparql?{ASK}", *(f"X{n}: {n}" for n in range(20_000))),
        b"A" * 200_000,
        b"\r\n" * 100_000,
    )
    yield from _all(
        "odd headers",
        {200, 400, 406, 415},
        _get(f"/sparql?{ASK}", "Accept: " + ", ".join(f"a/{n}" for n in range(5000))),
        _get(f"/sparql?{ASK}", "Accept: " + "*/*;q=" * 3000),
        _get(f"/sparql?{ASK}", "Accept: ;;;,,,;q=,/"),
        _get(f"/sparql?{ASK}", "Accept: */*;q=NaN, text/csv;q=1e9"),
        _get(f"/sparql?{ASK}", "Accept: \xff\xfe"),
        _get(f"/sparql?{ASK}", "X: a", " folded: b"),
        _get(f"/sparql?{ASK}", "Range: bytes=0-0,1-1,2-2", "If-None-Match: *"),
        _get(f"/sparql?{ASK}", "Expect: 100-continue"),
        _get(f"/sparql?{ASK}", "Expect: nothing"),
        _get(f"/sparql?{ASK}", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: x"),
        _get(f"/sparql?{ASK}", "Connection: Content-Length, Host"),
    )
    yield from _all(
        "broken headers",
        BAD,
        _get(f"/sparql?{ASK}", "no colon here"),
        _get(f"/sparql?{ASK}", ": no name"),
        _get(f"/sparql?{ASK}", "X : space"),
        _get(f"/sparql?{ASK}", "X: nul \x00 in it"),
        _get(f"/sparql?{ASK}", "X: bare \r return"),
        _get(f"/sparql?{ASK}", host=b""),
        _get(f"/sparql?{ASK}", "Host: 127.0.0.1"),
        _get(f"/sparql?{ASK}", "Origin: a", "Origin: b"),
        b"GET\r\n\r\n",
        b"GET / \r\n\r\n",
        b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /\xff HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.1 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 50,
        b"\x00" * 1000 + b"\r\n\r\n",
    )
    yield from _all(
        "other protocols",
        {400, 505},
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/0.9\r\n" + HOST + b"\r\n",
        b"GET / HTTP/3.0\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.11\r\n" + HOST + b"\r\n",
        b"EHLO example.org\r\n\r\n",
    )


def _smuggling() -> Iterator[OddRequest]:
    hidden = b"0\r\n\r\nGET /build.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    chunked = "Transfer-Encoding: chunked"
    yield from _all(
        "smuggling",
        {400, 408, 501, 415, CLOSED},
        _post(hidden, chunked),
        _post(hidden, chunked, length="4"),
        _post(hidden, chunked, chunked, length=""),
        _post(hidden, "Transfer-Encoding: xchunked", length=""),
        _post(hidden, "Transfer-Encoding: chunked, identity", length=""),
        _post(hidden, "Transfer-Encoding: identity", "Transfer-Encoding: chunked", length=""),
        _post(hidden, "Transfer-Encoding : chunked", length=""),
        _post(hidden, "Transfer-Encoding:\x0bchunked", length=""),
        _post(hidden, "X: y\rTransfer-Encoding: chunked", length="5"),
        _post(b"query=ASK+%7B%7D", "Content-Length: 5", length="16"),
        _post(b"query=ASK+%7B%7D", length="+16"),
        _post(b"query=ASK+%7B%7D", length="-1"),
        _post(b"query=ASK+%7B%7D", length="0x10"),
        _post(b"query=ASK+%7B%7D", length="16, 5"),
        _post(b"query=ASK+%7B%7D", length="9" * 30),
        _post(b"fffffffffffffffff\r\nx", chunked, length=""),
        _post(b"-1\r\nx", chunked, length=""),
        _post(b"0x5\r\nhello\r\n0\r\n\r\n", chunked, length=""),
        _post(b"5;" + b"x" * 100_000 + b"\r\nhello\r\n0\r\n\r\n", chunked, length=""),
        _post(b"5\r\nhelloXX0\r\n\r\n", chunked, length=""),
        b"POST /sparql HTTP/1.0\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n" + hidden,
    )


def _places() -> Iterator[OddRequest]:
    paths: tuple[str, ...] = (
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
    )
    paths += (
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/..\\..\\etc\\passwd",
        "/%5c..%5c",
    )
    paths += ("/graph.nt%00.html", "/graph.nt/../../etc/passwd", "/./.git/config", "/graph.nt/", "/file:///etc/passwd")
    paths += (
        "/tables/../../etc/passwd",
        "/id/../../etc/passwd",
        "/id/%2e%2e/%00",
        "/%252e%252e/etc/passwd",
        "/proc/self/environ",
    )
    yield from _all("path traversal", NOT_FOUND, *(_get(path) for path in paths))
    turtle = "Accept: text/turtle"
    no_hosts = ("127.0.0.1?x", "127.0.0.1#x", "127.0.0.1#> . <a:b> <a:c> <d:e", "[::1%25lo]", "127.0.0.1,localhost")
    yield from _all(
        "hosts that are none", {400}, *(_get("/sparql", turtle, host=f"Host: {one}\r\n".encode()) for one in no_hosts)
    )
    yield from _all(
        "whole addresses",
        {400, 421},
        _get(f"http://evil.example/sparql?{ASK}"),
        _get(f"ftp://127.0.0.1/sparql?{ASK}"),
        _get(f"http://127.0.0.1@evil.example/sparql?{ASK}"),
        _get(f"http://[/sparql?{ASK}"),
    )
    site, image, frame = "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: image", "Sec-Fetch-Dest: iframe"
    yield from _all(
        "embedded in pages of elsewhere",
        {403},
        _get(f"/sparql?{ASK}", site, image, "Sec-Fetch-Mode: no-cors"),
        _get("/", site, frame, "Sec-Fetch-Mode: navigate"),
        _get(f"/sparql?{ASK}", "Sec-Fetch-Site: same-site", "Sec-Fetch-Dest: script"),
    )
    evil = b"Host: evil.example\r\n"
    yield from _all(
        "names of elsewhere",
        {421, 400},
        _get(f"/sparql?{ASK}", host=evil),
        _get("/", host=evil),
        _get("/build.json", host=b"Host: 127.0.0.1.evil.example\r\n"),
        _get("/", host=b"Host: 127.0.0.1@evil.example\r\n"),
        _get("/", host=b"Host: localhost.\r\n"),
        _get("/", host=b"Host: 0.0.0.0\r\n"),
        _get("/", host=b"Host: [::ffff:1.2.3.4]\r\n"),
        _get("/", host=b"Host: \r\n"),
        _get(f"http://evil.example/sparql?{ASK}", host=evil),
    )
    yield from _all(
        "pages of elsewhere",
        {403},
        _get(f"/sparql?{ASK}", "Origin: https://evil.example"),
        _get(f"/sparql?{ASK}", "Origin: null"),
        _get("/build.json", "Origin: http://127.0.0.1.evil.example"),
        b"OPTIONS /sparql HTTP/1.1\r\n" + HOST + b"Origin: https://evil.example\r\n\r\n",
    )
    methods = ("TRACE", "CONNECT", "DELETE", "PUT", "PATCH", "PROPFIND", "get", "X" * 1000, "DEBUG", "TRACK")
    requests = (f"{method} /sparql?{ASK} HTTP/1.1\r\n".encode() + HOST + b"\r\n" for method in methods)
    yield from _all("methods", {400, 405}, *requests)


REQUESTS: tuple[OddRequest, ...] = (*_encodings(), *_bodies(), *_headers(), *_smuggling(), *_places())
