"""Where the pages of things and terms are: the IRIs' own paths, on this server."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from kg.model import Ontology
from kg.view.site.nouns import Thing

_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """From IRIs to the paths of their pages and back."""

    ontology: Ontology

    @property
    def things(self) -> str:
        """What the IRIs of all things of the graph begin with."""
        return f"{self.ontology.namespace.rpartition('/')[0]}/id/"

    def path(self, iri: str) -> str | None:
        """The address of an IRI's page: on this server for what is ours, outside for http and https, else none."""
        if iri.startswith(self.things):
            return f"/id/{quote(iri.removeprefix(self.things), safe='/%:@!$&()*+,;=~-._')}"
        if iri.startswith(self.ontology.namespace):
            return f"/ontology#{quote(iri.removeprefix(self.ontology.namespace), safe='-._')}"
        return iri if urlsplit(iri).scheme in {"http", "https"} else None

    def iri(self, path: str) -> str:
        """The IRI whose page has this path, as the request line gives it; letters beyond ASCII stand as they are.

        >>> from kg.ontology import load_ontology
        >>> Addresses(load_ontology()).iri("/id/method/%CE%BB")
        'https://w3id.org/papergraph/id/method/λ'
        """
        rest = path.removeprefix("/id/")
        return self.things + _ESCAPED.sub(lambda found: _decoded(found[0]), rest)

    def type_(self, iri: str) -> str:
        """The class of a thing, by the part of its IRI that names it; "" where that names none."""
        key = iri.removeprefix(self.things).partition("/")[0] if iri.startswith(self.things) else ""
        return next((name for name in self.ontology.classes if name.lower() == key), "")

    def thing(self, iri: str, label: str = "") -> Thing:
        """The thing, to be linked to; one without a label goes by the end of its IRI."""
        named = label or unquote(re.split(r"[/#]", iri)[-1]) or iri
        return Thing(iri=iri, label=named, type=self.type_(iri), href=self.path(iri))


def _decoded(escapes: str) -> str:
    try:
        return unquote(escapes, errors="strict")
    except UnicodeDecodeError:
        return escapes
