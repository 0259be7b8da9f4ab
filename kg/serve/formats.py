"""What answers can be written as: media types, and which of them a client likes best."""

from collections.abc import Mapping, Sequence

from kg.serve.pages.accept import best

# The first of each is what is told unless another was asked for by its name.
RESULT_TYPES: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
TRIPLE_TYPES: Mapping[str, tuple[str, ...]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples",),
    "rdfxml": ("application/rdf+xml",),
    "jsonld": ("application/ld+json",),
}

HTML = "text/html"
_TEXT = "text/"


def accepted(header: str | None, *kinds: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Formats that a client takes, best first, each with the media type to tell.

    >>> accepted("text/csv;q=0.5, application/json", RESULT_TYPES)
    {'json': 'application/json', 'csv': 'text/csv; charset=utf-8'}
    """
    offered = {media: name for kind in kinds for name, types in kind.items() for media in types}
    first = sorted(offered, key=lambda media: media != _first(offered[media], kinds))
    found: dict[str, str] = {}
    while first and (media := best(header, first)):
        found.setdefault(offered[media], f"{media}; charset=utf-8" if media.startswith(_TEXT) else media)
        first.remove(media)
    return found


def _first(name: str, kinds: Sequence[Mapping[str, Sequence[str]]]) -> str:
    return next(kind[name][0] for kind in kinds if name in kind)
