"""From documents to things: which records are one paper, which names are one entity, and why."""

from collections.abc import Sequence

from kg.link.entities.linking import link
from kg.link.entities.parting import part
from kg.link.entities.things import entities
from kg.link.labels import clean
from kg.link.papers.grouping import group
from kg.link.papers.grouping import retired as retired_papers
from kg.link.people import authors, organizations
from kg.model import Decision, Extraction, Resolution, Vocabulary

__all__ = ["clean", "group", "part", "resolve"]


def resolve(
    extractions: Sequence[Extraction], vocabulary: Vocabulary, decisions: Sequence[Decision] = ()
) -> Resolution:
    """The papers and entities of a corpus, each with the reasons for every merge; entities sorted by IRI.

    Decisions of people come before all other reasons. The outcome depends on the documents and decisions alone, not
    on their order.
    """
    extractions = part(extractions, decisions)
    papers = group(extractions)
    records = {extraction.document.key: extraction.document.id for extraction in extractions}
    linking = link(extractions, papers, vocabulary, decisions)
    things = entities(linking, vocabulary, records)
    people, places = authors(papers, decisions), organizations(papers)
    meant = {
        (local.document, local.entity.type, local.entity.name): entity.iri
        for entity, thing in things.found
        for local in thing.locals
    }
    everything = [*(entity for entity, _ in things.found), *people.entities, *places.entities]
    return Resolution(
        papers=papers,
        entities=tuple(sorted(everything, key=lambda entity: entity.iri)),
        entity_of={**meant, **people.meant, **places.meant},
        near=tuple(sorted([*things.near, *people.near, *places.near])),
        retired={**retired_papers(papers, extractions), **things.retired, **people.retired, **places.retired},
        families=things.families,
        applied=tuple(dict.fromkeys([*linking.decided.applied, *people.applied])),
    )
