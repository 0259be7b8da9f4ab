"""Short names for IRIs: the prefixes that files, queries and answers share."""

import re
from functools import cache

from kg.model import Ontology
from kg.rdf.terms import RDF, RDFS, SKOS, XSD

_STANDARD = {
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}

# The part of Turtle's and SPARQL's PN_LOCAL that needs no escape in either.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")


class Names:
    """Prefixes of a schema: its own, the standard ones, and one per class for things (`method:`, `paper:`, …).

    >>> names = Names(Ontology(namespace="https://ex.org/ontology#", classes={}, properties={}, prefixes={}))
    >>> names.short("http://www.w3.org/2004/02/skos/core#prefLabel"), names.short("https://ex.org/ontology#uses")
    ('skos:prefLabel', 'kg:uses')
    """

    def __init__(self, ontology: Ontology) -> None:
        self.things = f"{ontology.namespace.rpartition('/')[0]}/id/"
        per_class = {name.lower(): f"{self.things}{name.lower()}/" for name in sorted(ontology.classes)}
        self.prefixes = dict(sorted({**per_class, **ontology.prefixes, **_STANDARD, "kg": ontology.namespace}.items()))
        self._prefix_of = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self.short = cache(self._short)

    def split(self, iri: str) -> tuple[str, str] | None:
        """Prefix and local name, or None where no prefix fits or the rest would need an escape."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix, local = self._prefix_of.get(iri[:cut]), iri[cut:]
        return (prefix, local) if prefix is not None and _LOCAL.fullmatch(local) else None

    def _short(self, iri: str) -> str:
        """`prefix:local` where a prefix fits, else `<iri>`."""
        parts = self.split(iri)
        return ":".join(parts) if parts else f"<{iri}>"
