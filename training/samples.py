"""Samples for the network: what its heads are asked of annotated abstracts, with the right answers.

Every abstract is seen in two ways: with its annotated entities, and with those that the rules find, fitted to other
abstracts, so that the heads for pairs and numbers learn from entities as they will meet them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import entities as rules
import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extract.entities import EntityFinder
from kg.extract.entities.candidates import Candidate, candidates
from kg.extract.entities.finder import describe
from kg.extract.entities.groups import CLASSES, Group, families, merged
from kg.extract.entities.judge import ROLE_CLASSES, RulesJudge
from kg.extract.entities.keys import form_key
from kg.extract.entities.view import view
from kg.extract.neural.candidates import candidate_input, role_input
from kg.extract.neural.inputs import Input
from kg.extract.neural.numbers import KINDS, SLOTS, Number, numbers, slot_input, value_input
from kg.extract.neural.pairs import RELATIONS, Pair, pair_input, pairs
from kg.extract.neural.pieces import Pieces
from kg.extract.neural.reading import pieces_of
from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.relations import all_claims, find_relations
from kg.extract.relations.scene import Scene
from kg.model import LocalEntity, Mention, Span, Vocabulary

Row = Mapping[str, Any]
IGNORED = -100


@dataclass(slots=True)
class Asked:
    """An input of a head in compact form, and the answers: their shape is the head's own."""

    places: NDArray[numpy.int64]
    views: int
    numbers: NDArray[numpy.float32]
    answers: NDArray[numpy.float32]


@dataclass(slots=True)
class Sample:
    """One abstract: its pieces, and per head what is asked of it."""

    id: str
    pieces: Pieces
    asked: dict[str, list[Asked]]


class Sampler:
    """Turns annotated abstracts into samples, with the names that a vocabulary knows."""

    def __init__(self, vocabulary: Vocabulary, tokenizer: Any, names: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._nlp = make_pipeline(vocabulary)
        self._finder = EntityFinder(concepts=dict(vocabulary.concepts))
        self._tokenizer = tokenizer
        self._names = names

    def __call__(self, paper: Row, gold: Row, judge: RulesJudge) -> Sample:
        """The sample of one paper."""
        doc = self._nlp(make_doc(self._nlp, rules.document(paper)))
        pieces = pieces_of(doc, self._tokenizer, self._vocabulary)
        asked = self._of_entities(doc, pieces, gold, judge)
        for listed in (annotated(doc.text, gold), self._finder(doc, judge)):
            owner = owners(listed, gold["entities"])
            self._relations(doc, pieces, listed, owner, gold, asked)
            self._results(doc, pieces, listed, owner, gold, asked)
        return Sample(paper["id"], pieces, asked)

    def claimed(self, paper: Row, gold: Row, judge: RulesJudge) -> set[str]:
        """The names of the rules that claim something of this paper."""
        doc = self._nlp(make_doc(self._nlp, rules.document(paper)))
        out = set()
        for listed in (annotated(doc.text, gold), self._finder(doc, judge)):
            out |= {claim.rule for claim in all_claims(Scene(doc, listed)) if claim.head is not None}
        return out

    def _of_entities(self, doc: Doc, pieces: Pieces, gold: Row, judge: RulesJudge) -> dict[str, list[Asked]]:
        seen = view(doc)
        found = candidates(seen, self._vocabulary.concepts)
        described = describe(seen, found, self._vocabulary.concepts)
        judged = judge.classes(found, described)
        truth = {form_key(form): e for e in gold["entities"] for form in (e["name"], *e["aliases"])}
        answers = [CLASSES.index(rules.class_of(truth.get(key))) for key in found]
        out = {"candidates": [asked_of(candidate_input(pieces, found, described, judged), answers)], "roles": []}
        groups, roles = [], []
        for family in families(found):
            entity = next((truth[c.key] for c in family if c.key in truth), None)
            if entity:
                groups.append(self._group(family, described, entity))
                roles.append(ROLE_CLASSES.index(entity["role"]))
        if groups:
            chosen = [(group, group.places) for group in groups]
            out["roles"].append(asked_of(role_input(pieces, chosen, judge.roles(chosen)), roles))
        return out

    def _group(self, family: list[Candidate], described: Mapping[str, Mapping[str, float]], entity: Row) -> Group:
        odds = {name: float(name == rules.class_of(entity)) for name in CLASSES}
        return Group(family, merged([described[c.key] for c in family]), odds)

    def _relations(
        self,
        doc: Doc,
        pieces: Pieces,
        listed: Sequence[LocalEntity],
        owner: Mapping[str, str],
        gold: Row,
        asked: dict[str, list[Asked]],
    ) -> None:
        scene = Scene(doc, listed)
        found = pairs(scene, all_claims(scene))
        if not found:
            return
        stated = {(r["head"], r["type"], r["tail"]) for r in gold["relations"]}
        answers = [[_holds(pair, name, owner, stated) for name in RELATIONS] for pair in found]
        asked.setdefault("pairs", []).append(asked_of(pair_input(scene, pieces, found, self._names), answers))

    def _results(
        self,
        doc: Doc,
        pieces: Pieces,
        listed: Sequence[LocalEntity],
        owner: Mapping[str, str],
        gold: Row,
        asked: dict[str, list[Asked]],
    ) -> None:
        scene = Scene(doc, listed)
        found = numbers(doc, scene, find_relations(doc, listed))
        if not found:
            return
        results = list(_placed(doc.text, gold.get("results") or []))
        home = {form_key(f): e["name"] for e in gold["entities"] for f in (e["name"], *e["aliases"])}
        values, slots = [], []
        for number in found:
            result = next((r for span, r in results if span.overlaps(number.value.span)), None)
            kind = KINDS.index(result["kind"]) if result and result["kind"] in KINDS else IGNORED
            values.append([float(result is not None), float(kind)])
            for at, slot in enumerate(SLOTS):
                question = float(len(values) * len(SLOTS) + at)
                slots.extend([right, question] for right in _right(number, slot, result, owner, home))
        asked.setdefault("numbers", []).append(asked_of(value_input(pieces, found), values))
        asked.setdefault("slots", []).append(asked_of(slot_input(scene, pieces, found), slots))


def asked_of(given: Input, answers: Any) -> Asked:
    """The compact form of an input with its answers."""
    places = numpy.array(given.places, dtype=numpy.int64).reshape(-1, 4)
    return Asked(places, given.views, given.dense(), numpy.array(answers, dtype=numpy.float32))


def annotated(text: str, gold: Row) -> list[LocalEntity]:
    """The annotated entities with all their places in the text."""
    forms = {}
    for n, e in enumerate(gold["entities"]):
        for form in (e["name"], *e["aliases"]):
            forms.setdefault(form, n)
    places: dict[int, list[Span]] = {}
    taken: list[Span] = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                places.setdefault(forms[form], []).append(span)
    return [_local(gold["entities"][n], sorted(spans), text) for n, spans in sorted(places.items())]


def _local(entity: Row, spans: Sequence[Span], text: str) -> LocalEntity:
    mentions = tuple(
        Mention(span=s, text=s.of(text), type=entity["type"], confidence=1.0, extractor="gold") for s in spans
    )
    return LocalEntity(
        type=entity["type"],
        name=entity["name"],
        aliases=tuple(entity["aliases"]),
        named=entity["named"],
        role=entity["role"],
        mentions=mentions,
        confidence=1.0,
        extractor="gold",
    )


def owners(listed: Sequence[LocalEntity], truth: Sequence[Row]) -> dict[str, str]:
    """For each found entity, by name, the annotated one that it is."""
    home = {(e["type"], form_key(form)): e["name"] for e in truth for form in (e["name"], *e["aliases"])}
    out = {}
    for entity in listed:
        names = [home[key] for form in entity.forms if (key := (entity.type, form_key(form))) in home]
        if names:
            out[entity.name] = names[0]
    return out


def _holds(pair: Pair, name: str, owner: Mapping[str, str], stated: set[tuple[str, str, str]]) -> float:
    """1 where the annotation says so, 0 where it does not, ignored where the schema rules it out or an end is none."""
    if name not in pair.types or pair.head.name not in owner or pair.tail.name not in owner:
        return float(IGNORED)
    return float((owner[pair.head.name], name, owner[pair.tail.name]) in stated)


def _placed(text: str, results: Sequence[Row]) -> Iterator[tuple[Span, Row]]:
    """Each result with the place of its number."""
    for result in results:
        value, evidence = result["value"], result.get("evidence") or ""
        at = text.find(evidence)
        inside = evidence.find(value)
        start = at + inside if at >= 0 <= inside and evidence else text.find(value)
        if start >= 0:
            yield Span(start, start + len(value)), result


def _right(
    number: Number, slot: str, result: Row | None, owner: Mapping[str, str], home: Mapping[str, str]
) -> Iterator[float]:
    """1 for right choices, 0 for wrong ones, ignored where the number is no result or no choice is right."""
    listed = number.slots[slot]
    if result is None:
        yield from (float(IGNORED) for _ in listed)
        return
    wanted = result.get(slot)
    right = [_is_right(choice.words, wanted, owner, home) for choice in listed]
    if any(right):
        yield from map(float, right)
    else:
        yield from (float(IGNORED) for _ in listed)


def _is_right(words: str | None, wanted: str | None, owner: Mapping[str, str], home: Mapping[str, str]) -> bool:
    if wanted is None or words is None:
        return wanted is None and words is None
    key = form_key(wanted)
    return owner.get(words, "") == home.get(key, "-") or form_key(words) == key
