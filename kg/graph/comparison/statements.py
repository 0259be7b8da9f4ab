"""What two graphs' papers say, compared statement by statement, and what people decided about it meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kg.graph.assembly.verdicts import CURATED
from kg.graph.comparison.uses import texts
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Polarity, Statement

Key = tuple[object, ...]
Called = Callable[[str], str]
"""What stands for a thing in both graphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Statements of the new graph alone (`said`), of the old one alone (`unsaid`), and those of both that a person
    judged in one of them only, or otherwise; `altered` counts those of both with other details.

    All but `unsaid` are the new graph's.
    """

    said: tuple[Statement, ...]
    unsaid: tuple[Statement, ...]
    rejected: tuple[Statement, ...]
    confirmed: tuple[Statement, ...]
    undecided: tuple[Statement, ...]
    altered: int


def compared(old: KnowledgeGraph, new: KnowledgeGraph, then: Called, now: Called) -> Compared:
    """What became of the statements of the old graph; `then` and `now` name the things of each."""
    before, after = _by_key(old, then), _by_key(new, now)
    gone, came = before.keys() - after.keys(), after.keys() - before.keys()
    turned = _turned(before, after, gone, came)
    replaced = {key for keys in turned.values() for key in keys}
    pairs = [(before[key], s) for key, s in after.items() if key in before]
    pairs += [(before[keys[0]], after[key]) for key, keys in turned.items()]
    judged = [(verdict, s) for then_, s in pairs if (verdict := _verdict(s)) != _verdict(then_)]
    decided = {s.iri for _, s in judged}
    return Compared(
        said=tuple(s for key, s in after.items() if key in came and key not in turned),
        unsaid=tuple(s for key, s in before.items() if key in gone and key not in replaced),
        rejected=tuple(s for verdict, s in judged if verdict == "rejected"),
        confirmed=tuple(s for verdict, s in judged if verdict == "confirmed"),
        undecided=tuple(s for verdict, s in judged if not verdict),
        altered=sum(_detail(one) != _detail(s) for one, s in pairs if s.iri not in decided),
    )


def _by_key(graph: KnowledgeGraph, called: Called) -> dict[Key, Statement]:
    read = texts(graph)
    return {_key(s, called, read): s for s in graph.statements()}


def _turned(
    before: Mapping[Key, Statement], after: Mapping[Key, Statement], gone: set[Key], came: set[Key]
) -> dict[Key, list[Key]]:
    """What was read the same in both graphs and is rejected in one of them only: the new key, and the old ones."""
    then: dict[Key, list[Key]] = {}
    for key in before:
        if key in gone:
            then.setdefault(key[:-1], []).append(key)
    found = {}
    for key, s in after.items():
        if key in came:
            rejected = s.polarity is Polarity.REJECTED
            keys = [k for k in then.get(key[:-1], ()) if rejected or before[k].polarity is Polarity.REJECTED]
            if keys:
                found[key] = keys
    return found


def _key(s: Statement, called: Called, read: Mapping[str, str]) -> Key:
    """What makes a statement the same one: its ends, where it stands, and, last, whether it is denied."""
    place = () if s.predicate == "mentions" else (s.evidence.start, s.evidence.end, s.evidence.text)
    object_ = called(s.object) if isinstance(s.object, str) else s.object
    return called(s.subject), s.predicate, object_, read[s.evidence.document], place, s.polarity


def _verdict(s: Statement) -> str:
    """What a person said of a statement; empty where nobody did."""
    if s.polarity is Polarity.REJECTED:
        return "rejected"
    return "confirmed" if s.extractor.endswith(CURATED) else ""


def _detail(s: Statement) -> Key:
    evidence = replace(s.evidence, subject=None, object=None, document="", source="", line=0)
    return s.confidence, s.extractor, s.role, evidence
