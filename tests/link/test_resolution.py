"""What holds of resolution on a real corpus: order, growth, undoing, and pairs of names that look alike."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.link import resolve
from kg.link.entities.names import name_key
from kg.model import (
    Concept,
    Decision,
    Document,
    Extraction,
    LocalEntity,
    Mention,
    Merge,
    Resolution,
    Source,
    Span,
    Subject,
    Verdict,
    Vocabulary,
)
from kg.ontology import load_vocabulary
from kg.read import read

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "benchmarks" / "gold"
ON_REAL_INPUT = settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KINDS = ("version", "size", "mark", "acronym", "type", "family", "platform", "near-spelling", "word-order", "word")
FOUND = 0.9
"""Share of true pairs that must be found, so that a resolver which never merges fails."""


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def corpus(vocabulary: Vocabulary) -> list[Extraction]:
    """Two of the seeds, as the rules read them."""
    sources = sorted((ROOT / "seeds").iterdir())[:2]
    return list(extract(read(sources).documents, vocabulary, model="rules", jobs=1))


@pytest.fixture(scope="module")
def whole(corpus: list[Extraction], vocabulary: Vocabulary) -> Resolution:
    return resolve(corpus, vocabulary)


def things(found: Resolution) -> set[frozenset[tuple[str, str, str]]]:
    """Which names are one thing, whatever it is called."""
    by_iri: dict[str, set[tuple[str, str, str]]] = {}
    for name, iri in found.entity_of.items():
        by_iri.setdefault(iri, set()).add(name)
    return {frozenset(names) for names in by_iri.values()}


@ON_REAL_INPUT
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(
    corpus: list[Extraction], whole: Resolution, vocabulary: Vocabulary, order: random.Random
) -> None:
    shuffled = list(corpus)
    order.shuffle(shuffled)
    assert resolve(shuffled, vocabulary) == whole


@ON_REAL_INPUT
@given(draw=st.randoms(use_true_random=False))
def test_no_iri_of_a_smaller_corpus_is_lost_in_a_larger_one(
    corpus: list[Extraction], whole: Resolution, vocabulary: Vocabulary, draw: random.Random
) -> None:
    part = resolve([one for one in corpus if draw.random() < 0.6], vocabulary)
    live = {entity.iri for entity in whole.entities} | {paper.iri for paper in whole.papers}
    before = {entity.iri for entity in part.entities} | {paper.iri for paper in part.papers}
    assert before <= live | whole.retired.keys()
    assert len(before & live) > 0.97 * len(before)
    assert all(set(ends) <= live for ends in whole.retired.values())
    assert not live & whole.retired.keys()


def decided(verdict: Verdict, *names: str) -> Decision:
    subjects = tuple(Subject(name=name) for name in names)
    return Decision(verdict=verdict, subjects=subjects, source="curation.kg", line=1)


def merged(found: Resolution) -> list[tuple[str, Merge]]:
    """Merges of two different names, with the class of the thing."""
    return [
        (entity.type, merge)
        for entity in found.entities
        for merge in entity.merges
        if merge.left != merge.right and entity.type in ("Method", "Benchmark", "Dataset", "Task", "Metric")
    ]


def test_saying_again_what_was_found_changes_nothing(
    corpus: list[Extraction], whole: Resolution, vocabulary: Vocabulary
) -> None:
    bearers = Counter(
        named for entity in whole.entities for named in {(entity.type, name_key(form.text)) for form in entity.forms}
    )
    again = [
        Decision(
            verdict=Verdict.SAME,
            subjects=(Subject(name=merge.left, type=type_), Subject(name=merge.right, type=type_)),
            source="curation.kg",
            line=line,
        )
        for line, (type_, merge) in enumerate(merged(whole), 1)
        if max(bearers[type_, name_key(name)] for name in (merge.left, merge.right)) == 1
        and merge.rule not in ("named so in one document", "context")
    ]
    assert len(again) > 50
    found = things(resolve(corpus, vocabulary, again))
    assert found - things(whole) == set()


@pytest.mark.parametrize("number", range(8))
def test_a_merge_is_undone_by_one_line_and_comes_back_without_it(
    corpus: list[Extraction], whole: Resolution, vocabulary: Vocabulary, number: int
) -> None:
    rules = ("acronym definition", "normalised form", "initials", "vocabulary")
    listed = [(type_, merge) for type_, merge in merged(whole) if merge.rule in rules]
    type_, merge = random.Random(number).choice(listed)
    names = [Subject(name=name, type=type_) for name in (merge.left, merge.right)]
    apart = Decision(verdict=Verdict.DIFFERENT, subjects=(names[0], names[1]), source="curation.kg", line=1)
    found = resolve(corpus, vocabulary, [apart])
    assert apart in found.applied
    together = [
        entity
        for entity in found.entities
        if entity.type == type_ and {merge.left, merge.right} <= {form.text for form in entity.forms}
    ]
    assert not together, merge
    assert resolve(corpus, vocabulary, []) == whole


def test_what_a_person_joins_is_one_thing_whatever_speaks_against_it(
    corpus: list[Extraction], whole: Resolution, vocabulary: Vocabulary
) -> None:
    near = next(n for n in whole.near if n.rule in ("version", "vocabulary", "narrower"))
    found = resolve(corpus, vocabulary, [decided(Verdict.SAME, near.left_form, near.right_form)])
    assert len(found.entities) < len(whole.entities)
    joined = [e for e in found.entities if {near.left_form, near.right_form} <= {form.text for form in e.forms}]
    assert [merge.confidence for merge in joined[0].merges if merge.rule == "curation"] == [1.0]


def test_a_name_can_be_dropped_renamed_and_given_another_class(
    corpus: list[Extraction], whole: Resolution, vocabulary: Vocabulary
) -> None:
    ours = [entity for entity in whole.entities if entity.type == "Method" and entity.named and not entity.concept]
    gone, renamed, recast = ours[:3]
    found = resolve(
        corpus,
        vocabulary,
        [
            decided(Verdict.DROP, gone.label),
            Decision(
                verdict=Verdict.RENAME,
                subjects=(Subject(name=renamed.label),),
                value="A Better Name",
                source="curation.kg",
                line=2,
            ),
            Decision(
                verdict=Verdict.TYPE,
                subjects=(Subject(name=recast.label),),
                value="Benchmark",
                source="curation.kg",
                line=3,
            ),
        ],
    )
    by_iri = {entity.iri: entity for entity in found.entities}
    assert gone.iri not in by_iri
    assert by_iri[renamed.iri].label == "A Better Name"
    assert recast.iri not in by_iri
    assert found.retired[recast.iri] == (recast.iri.replace("/method/", "/benchmark/"),)
    assert len(found.applied) == 3


# pairs of names


def alone(pair: Mapping[str, Any], side: str) -> Extraction:
    """A paper that has one of the two names, and says what it stands for where the pair says so."""
    name, long = pair[side], pair.get(f"{side}_long")
    type_ = pair.get(f"{side}_type", pair["type"])
    source = Source(name="pairs", sha256="0" * 64)
    said = f"{long} ({name})" if long else name
    document = Document(
        key=side, id=side, source=source, line=1, title=f"A {side} paper", abstract=f"The {side} one has {said} ."
    )
    forms = (long, name) if long else (name,)
    mentions = tuple(
        Mention(span=Span(m.start(), m.end()), text=form, type=type_, confidence=0.9, extractor="hand")
        for form in forms
        for m in re.finditer(re.escape(form), document.text)
    )
    entity = LocalEntity(
        type=type_,
        name=forms[0],
        aliases=forms[1:],
        named=pair.get(f"{side}_named", True),
        role="used",
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        confidence=0.9,
        extractor="hand",
    )
    return Extraction(document=document, entities=(entity,))


def about(pair: Mapping[str, Any], by_word: Mapping[str, Sequence[Concept]]) -> Vocabulary:
    """The concepts that share a word with either name: all that can bear on the pair, and quicker than everything."""
    spelled = " ".join(str(pair.get(key, "")) for key in ("left", "right", "left_long", "right_long"))
    found = {c.iri: c for word in letters(spelled) for c in by_word.get(word, ())}
    return Vocabulary(concepts=found)


def letters(text: str) -> set[str]:
    return {word[:4] for word in re.findall(r"[a-z0-9]+", text.casefold())}


def one_thing(pair: Mapping[str, Any], known: Vocabulary) -> bool:
    sides = [alone(pair, "left"), alone(pair, "right")]
    found = resolve(sides, known)
    names = ((one.document.key, one.entities[0].type, one.entities[0].name) for one in sides)
    return len({found.entity_of[name] for name in names}) == 1


@pytest.fixture(scope="module")
def by_word(vocabulary: Vocabulary) -> dict[str, list[Concept]]:
    found: dict[str, list[Concept]] = {}
    for concept in vocabulary.concepts.values():
        for word in letters(" ".join((concept.label, *concept.aliases))):
            found.setdefault(word, []).append(concept)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_only_look_alike_stay_two_and_spellings_of_one_name_are_one(
    kind: str, by_word: dict[str, list[Concept]]
) -> None:
    pairs = [pair for pair in lines(GOLD / "pairs.jsonl") if pair["kind"] == kind]
    told = [(pair, one_thing(pair, about(pair, by_word))) for pair in pairs]
    assert _named([pair for pair, one in told if one and not pair["same"]]) == []
    true = [one for pair, one in told if pair["same"]]
    assert len(true) >= 15
    assert sum(true) >= FOUND * len(true)


def _named(pairs: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{pair['left']} | {pair['right']}" for pair in pairs]


def test_versions_are_linked_to_the_longest_name_they_are_versions_of() -> None:
    names = ("Foo", "Foo-2", "Foo-2 7B", "Foo-3.5 Instruct", "MATH", "MATH500", "Bar++", "Bar")
    pairs = [{"left": name, "right": name, "type": "Method"} for name in names]
    sides = [alone({**pair, f"n{n}": pair["left"]}, f"n{n}") for n, pair in enumerate(pairs)]
    found = resolve(sides, Vocabulary(concepts={}))
    label = {entity.iri: entity.label for entity in found.entities}
    assert {label[one]: label[family] for one, family in found.families.items()} == {
        "Foo-2": "Foo",
        "Foo-2 7B": "Foo-2",
        "Foo-3.5 Instruct": "Foo",
        "MATH500": "MATH",
        "Bar++": "Bar",
    }
