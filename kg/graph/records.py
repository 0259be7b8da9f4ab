"""Nodes, statements, merges and near misses as plain values, and back: what GraphML attributes carry."""

from collections.abc import Mapping
from typing import Any

from kg.model import Evidence, Literal, Merge, NearMiss, Node, Polarity, Span, Statement

Plain = dict[str, Any]
"""A JSON object; absent keys are None or the default."""


def node_to_plain(node: Node) -> Plain:
    """Aliases and properties; the rest are attributes of their own."""
    properties = {name: [[v.value, v.datatype] for v in values] for name, values in sorted(node.properties.items())}
    return _without_none({"aliases": list(node.aliases) or None, "properties": properties or None})


def node_of_plain(iri: str, type_: str, label: str, *, named: bool, more: Mapping[str, Any]) -> Node:
    """The node again."""
    properties = {
        name: tuple(Literal(value=value, datatype=datatype) for value, datatype in values)
        for name, values in more.get("properties", {}).items()
    }
    aliases = tuple(more.get("aliases", ()))
    return Node(iri=iri, type=type_, label=label, aliases=aliases, named=named, properties=properties)


def statement_to_plain(statement: Statement) -> Plain:
    """All that a statement says but its IRI, subject and, where it is a node, object."""
    evidence = statement.evidence
    object_ = statement.object
    return _without_none(
        {
            "predicate": statement.predicate,
            "value": object_.value if isinstance(object_, Literal) else None,
            "datatype": object_.datatype if isinstance(object_, Literal) else None,
            "confidence": statement.confidence,
            "polarity": statement.polarity.value,
            "role": statement.role,
            "context": " ".join(statement.context) or None,
            "run": statement.run,
            "paper": statement.paper,
            "extractor": statement.extractor,
            "evidenceKind": evidence.kind,
            "evidenceText": evidence.text,
            "evidenceLine": evidence.line,
            "evidenceStart": evidence.start,
            "evidenceEnd": evidence.end,
            "subjectStart": evidence.subject.start if evidence.subject else None,
            "subjectEnd": evidence.subject.end if evidence.subject else None,
            "objectStart": evidence.object.start if evidence.object else None,
            "objectEnd": evidence.object.end if evidence.object else None,
            "document": evidence.document,
            "source": evidence.source,
        }
    )


def statement_of_plain(iri: str, subject: str, object_: str | None, plain: Mapping[str, Any]) -> Statement:
    """The statement again; `object_` is a node's IRI, or None where the plain form holds a value."""
    literal = Literal(value=plain["value"], datatype=plain["datatype"]) if object_ is None else None
    return Statement(
        iri=iri,
        subject=subject,
        predicate=plain["predicate"],
        object=literal or str(object_),
        paper=plain["paper"],
        evidence=Evidence(
            kind=plain["evidenceKind"],
            document=plain["document"],
            source=plain["source"],
            line=plain["evidenceLine"],
            text=plain["evidenceText"],
            start=plain.get("evidenceStart"),
            end=plain.get("evidenceEnd"),
            subject=_span(plain.get("subjectStart"), plain.get("subjectEnd")),
            object=_span(plain.get("objectStart"), plain.get("objectEnd")),
        ),
        confidence=plain["confidence"],
        extractor=plain["extractor"],
        polarity=Polarity(plain["polarity"]),
        role=plain.get("role"),
        context=tuple(plain.get("context", "").split()),
        run=plain.get("run"),
    )


def merge_to_plain(merge: Merge) -> Plain:
    """All that a merge says."""
    return _without_none(
        {
            "left": merge.left,
            "right": merge.right,
            "rule": merge.rule,
            "reason": merge.reason,
            "confidence": merge.confidence,
            "document": merge.document,
            "start": merge.span.start if merge.span else None,
            "end": merge.span.end if merge.span else None,
        }
    )


def merge_of_plain(plain: Mapping[str, Any]) -> Merge:
    """The merge again."""
    return Merge(
        left=plain["left"],
        right=plain["right"],
        rule=plain["rule"],
        reason=plain["reason"],
        confidence=plain["confidence"],
        document=plain.get("document"),
        span=_span(plain.get("start"), plain.get("end")),
    )


def near_miss_to_plain(near: NearMiss) -> Plain:
    """All that a near miss says but its left IRI."""
    return {
        "right": near.right,
        "leftForm": near.left_form,
        "rightForm": near.right_form,
        "rule": near.rule,
        "reason": near.reason,
        "likeness": near.likeness,
        "doubtful": near.doubtful,
    }


def near_miss_of_plain(left: str, plain: Mapping[str, Any]) -> NearMiss:
    """The near miss again."""
    return NearMiss(
        left=left,
        right=plain["right"],
        left_form=plain["leftForm"],
        right_form=plain["rightForm"],
        rule=plain["rule"],
        reason=plain["reason"],
        likeness=plain["likeness"],
        doubtful=plain["doubtful"],
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _without_none(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if value is not None}
