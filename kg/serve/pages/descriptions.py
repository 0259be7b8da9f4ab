"""Things in RDF: what the graph says of a thing, and every statement about it with its evidence."""

from collections.abc import Sequence

from kg.serve.messages import Request
from kg.serve.pages.accept import best
from kg.serve.pages.asking import Asking, iri

_FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
}
OFFERED = ("text/html", *_FORMATS)


def wanted(request: Request, offered: Sequence[str] = OFFERED) -> str | None:
    """The media type that a request asks for, by `?format=` or else by its Accept header; None for none of these."""
    asked = request.first("format")
    if asked is not None:
        by_name = {"html": "text/html", **{name: media for media, name in _FORMATS.items()}}
        media = by_name.get(asked)
        return media if media in offered else None
    return best(request.headers.get("accept"), offered)


async def described(about: str, media: str, asking: Asking) -> bytes:
    """The description of a thing in RDF: its own triples, the statements about it, and what those things are called."""
    text = f"""CONSTRUCT {{ ?s ?p ?o . ?end rdfs:label ?label }} WHERE {{
      {{ BIND ({iri(about)} AS ?s) ?s ?p ?o }}
      UNION {{ ?s rdf:subject {iri(about)} ; ?p ?o }} UNION {{ ?s rdf:object {iri(about)} ; ?p ?o }}
      UNION {{ {iri(about)} ?link ?end . ?end rdfs:label ?label }}
      UNION {{ ?at rdf:object {iri(about)} ; rdf:subject ?end . ?end rdfs:label ?label }}
    }}"""
    return (await asking.site.ask(text, _FORMATS[media])).body
