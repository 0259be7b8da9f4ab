"""Rows of the graph, asked under the limits that every query has."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from kg.model import Ontology
from kg.rdf.terms import check_iri, quote
from kg.serve.messages import Site
from kg.view.site.addresses import Addresses
from kg.view.site.nouns import Thing


class Row(dict[str, Any]):
    """One solution: terms by variable, as SPARQL's JSON has them."""

    def text(self, name: str) -> str:
        """The value of a variable; "" where it is unbound."""
        return str(self[name]["value"]) if name in self else ""

    def number(self, name: str) -> int | None:
        """The whole number that a variable holds."""
        return int(self[name]["value"]) if name in self else None

    def is_iri(self, name: str) -> bool:
        return name in self and self[name]["type"] == "uri"


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions to the graph of one site."""

    site: Site
    predicates: Mapping[str, str]
    """Local names of the properties by IRI."""

    @classmethod
    def of(cls, site: Site) -> Self:
        """Questions to the graph of a site."""
        return cls(site, {found.iri: found.name for found in site.ontology.properties.values()})

    @property
    def ontology(self) -> Ontology:
        return self.site.ontology

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.site.ontology)

    async def rows(self, text: str) -> list[Row]:
        """The solutions of a SELECT query. Raises QueryError and BusyError."""
        answered = await self.site.ask(text, "json")
        return [Row(row) for row in json.loads(answered.body)["results"]["bindings"]]

    def thing(self, row: Row, name: str, label: str) -> Thing | None:
        """The thing that a variable holds, called what another variable holds."""
        return self.addresses.thing(row.text(name), row.text(label)) if row.is_iri(name) else None

    def predicate(self, iri: str) -> str:
        """The local name of a property; of one that the schema lacks, the end of its IRI."""
        return self.predicates.get(iri) or iri.rpartition("/")[2].rpartition("#")[2]


def iri(text: str) -> str:
    """An IRI as SPARQL writes it. Raises TermError."""
    return f"<{check_iri(text)}>"


def string(text: str) -> str:
    """A text as SPARQL writes it."""
    return quote(text)


def values(name: str, iris: Sequence[str]) -> str:
    """A clause that lets a variable be these only."""
    return f"VALUES ?{name} {{ {' '.join(map(iri, iris))} }}"
