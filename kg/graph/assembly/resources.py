"""Web addresses as nodes: one for each address, however it is written."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from kg.model import Literal, Node

_WEB = re.compile(r"(?:https?://)?(?:www\.)?([^\s/?#:@]+\.[^\s/?#:@]+(?::\d+)?)(\S*)", re.IGNORECASE)
_KINDS = ("code", "data", "demo", "page")
"""Kinds of address; of several, the first counts."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")


def address(url: str) -> str | None:
    """What all spellings of one web address share; None for what is no web address.

    >>> address("https://www.GitHub.com/a/B.git/"), address("github.com/a/B"), address("javascript:alert(1)")
    ('github.com/a/B', 'github.com/a/B', None)
    """
    match = _WEB.fullmatch(url.strip())
    if match is None or "://" in match[1] or _UNSAFE.search(match[0]):
        return None
    return f"{match[1].casefold()}{match[2].rstrip('/').removesuffix('.git')}"


def resource_iri(things: str, key: str) -> str:
    """The IRI of an address."""
    return f"{things}/resource/{quote(key, safe='-._~')}"


def resource_node(iri: str, key: str, urls: Iterable[str], kinds: Iterable[str]) -> Node:
    """The node of an address: its URL as most secure and shortest written, its most telling kind."""
    whole = [url if "://" in url else f"https://{url}" for url in urls]
    url = min(whole, key=lambda one: (not one.startswith("https"), len(one), one))
    kind = min(kinds, key=_KINDS.index)
    properties = {"resourceKind": (Literal(value=kind),), "url": (Literal(value=url, datatype="anyURI"),)}
    return Node(iri=iri, type="Resource", label=key, properties=properties)
