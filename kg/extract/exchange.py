"""An extraction in the exchange form of the annotation guidelines."""

from typing import Any

from kg.model import Extraction, LocalEntity, Polarity, RelationMention, ResourceMention, ResultMention


def to_exchange(extraction: Extraction) -> dict[str, Any]:
    """The guidelines' object for one document, with confidences and offsets as extra keys."""
    text = extraction.document.text
    out: dict[str, Any] = {
        "id": extraction.document.id,
        "entities": [_entity(entity) for entity in extraction.entities],
        "relations": [_relation(relation, text) for relation in extraction.relations],
        "results": [_result(result, text) for result in extraction.results],
    }
    marked = [_relation(r, text) for r in extraction.marked] + [_result(r, text) for r in extraction.marked_results]
    if marked:
        out["marked"] = marked
    if extraction.resources:
        out["resources"] = [_resource(resource, text) for resource in extraction.resources]
    return out


def _entity(entity: LocalEntity) -> dict[str, Any]:
    first = entity.mentions[0].span
    out: dict[str, Any] = {
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "named": entity.named,
        "role": entity.role,
        "confidence": entity.confidence,
        "start": first.start,
        "end": first.end,
        "mentions": [[m.span.start, m.span.end] for m in entity.mentions],
    }
    return out | ({"concept": entity.concept} if entity.concept else {})


def _relation(relation: RelationMention, text: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "head": relation.head,
        "type": relation.type,
        "tail": relation.tail,
        "evidence": relation.evidence.of(text),
        "confidence": relation.confidence,
        "start": relation.evidence.start,
        "end": relation.evidence.end,
    }
    return out | _polarity(relation.polarity)


def _result(result: ResultMention, text: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "method": result.method,
        "on": result.on,
        "metric": result.metric,
        "value": result.value,
        "kind": result.kind,
        "baseline": result.baseline,
        "evidence": result.evidence.of(text),
        "confidence": result.confidence,
        "start": result.value_span.start,
        "end": result.value_span.end,
    }
    return out | _polarity(result.polarity)


def _resource(resource: ResourceMention, text: str) -> dict[str, Any]:
    return {
        "url": resource.url,
        "kind": resource.kind,
        "evidence": resource.evidence.of(text),
        "confidence": resource.confidence,
        "start": resource.span.start,
        "end": resource.span.end,
    }


def _polarity(polarity: Polarity) -> dict[str, str]:
    return {} if polarity is Polarity.ASSERTED else {"polarity": polarity.value}
