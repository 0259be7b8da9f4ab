"""Asserted sentences and their negated and hedged twins, judged where they stand and read end to end."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.extract import make_extractor
from kg.extract.polarity import polarity_at
from kg.model import Document, Extraction, Polarity, Source
from kg.ontology import load_vocabulary

PAIRS = Path(__file__).with_name("polarity_pairs.txt")
MARKS = {"+": Polarity.ASSERTED, "-": Polarity.NEGATED, "?": Polarity.HEDGED}
EXTRACT = make_extractor(load_vocabulary(), model="rules")
NEEDED = 0.97
FOUND = 0.5
"""The share of claims that must be found at all, asserted or marked, for the test to say anything."""


@dataclass(frozen=True, kw_only=True)
class Row:
    block: int
    claim: tuple[str, str, str]
    marked: str
    expected: Polarity

    @property
    def text(self) -> str:
        return self.marked.replace(" || ", " ").replace("[", "").replace("]", "")

    @property
    def cue(self) -> tuple[str, int, int]:
        """The sentence of the claim, and where its brackets stand."""
        sentence = self.marked.split(" || ")[-1]
        return sentence.replace("[", "").replace("]", ""), sentence.index("["), sentence.index("]") - 1

    @property
    def anchors(self) -> Iterator[tuple[str, int, int]]:
        """Other places from which a claim may be judged: from the head's end on, and at the tail alone."""
        sentence = self.cue[0]
        head, _, tail = self.claim
        first, last = sentence.find(head), sentence.rfind(tail)
        if 0 <= first < last:
            yield sentence, first + len(head), last + 1
        if last >= 0:
            yield sentence, last, last + 1


@cache
def rows() -> tuple[Row, ...]:
    found: list[Row] = []
    blocks = PAIRS.read_text(encoding="utf-8").split("\n\n")
    for number, block in enumerate(blocks):
        lines = [line for line in block.strip().split("\n") if not line.startswith("#")]
        if lines:
            head, type_, tail = lines[0].split(" | ")
            found.extend(
                Row(block=number, claim=(head, type_, tail), marked=line[2:], expected=MARKS[line[0]])
                for line in lines[1:]
            )
    return tuple(found)


@cache
def extraction(row: Row) -> Extraction:
    source = Source(name="x.txt", sha256="0")
    return next(iter(EXTRACT([Document(key="k", id="i", source=source, line=1, title=None, abstract=row.text)])))


def asserts(row: Row) -> bool:
    found = extraction(row)
    if row.claim[1] == "result":
        return any(r.value.startswith(row.claim[2]) for r in found.results)
    return any((r.head, r.type, r.tail) == row.claim for r in found.relations)


def marks(row: Row) -> bool:
    found = extraction(row)
    if row.claim[1] == "result":
        return any(r.value.startswith(row.claim[2]) for r in found.marked_results)
    return any((r.head, r.type, r.tail) == row.claim for r in found.marked)


def test_there_are_at_least_150_pairs_and_each_block_asserts_something_and_leaves_something_unasserted() -> None:
    blocks: dict[int, list[Polarity]] = {}
    for row in rows():
        blocks.setdefault(row.block, []).append(row.expected)
    assert all(Polarity.ASSERTED in kinds and set(kinds) > {Polarity.ASSERTED} for kinds in blocks.values())
    assert sum(row.expected is Polarity.NEGATED for row in rows()) >= 150
    assert sum(row.expected is Polarity.HEDGED for row in rows()) >= 145


@pytest.mark.parametrize("polarity", list(Polarity))
def test_at_least_97_of_100_claims_of_each_kind_are_judged_right_at_their_cue(polarity: Polarity) -> None:
    kind = [row for row in rows() if row.expected is polarity]
    wrong = [row.marked for row in kind if polarity_at(*row.cue) is not polarity]
    assert len(wrong) <= (1 - NEEDED) * len(kind), wrong


def test_a_claim_is_judged_the_same_from_its_head_on_and_at_its_tail() -> None:
    places = [(row, place) for row in rows() for place in row.anchors]
    wrong = [row.marked for row, place in places if polarity_at(*place) is not row.expected]
    assert len(wrong) <= (1 - NEEDED) * len(places), wrong


def test_a_denied_or_open_claim_is_never_an_edge() -> None:
    kind = [row for row in rows() if row.expected is not Polarity.ASSERTED]
    wrong = [row.marked for row in kind if asserts(row)]
    assert len(wrong) <= 0.01 * len(kind), wrong


def test_an_asserted_claim_is_never_marked() -> None:
    kind = [row for row in rows() if row.expected is Polarity.ASSERTED]
    wrong = [row.marked for row in kind if marks(row) and not asserts(row)]
    assert len(wrong) <= 0.01 * len(kind), wrong


def test_most_claims_are_found_so_that_the_rest_is_no_empty_promise() -> None:
    stated = [row for row in rows() if row.expected is Polarity.ASSERTED]
    others = [row for row in rows() if row.expected is not Polarity.ASSERTED]
    assert sum(map(asserts, stated)) >= FOUND * len(stated)
    assert sum(map(marks, others)) >= FOUND * len(others)


def test_of_most_found_pairs_one_twin_is_an_edge_and_the_other_is_marked() -> None:
    blocks: dict[int, list[Row]] = {}
    for row in rows():
        blocks.setdefault(row.block, []).append(row)
    pairs = [
        (stated, twin)
        for block in blocks.values()
        for stated in block[:1]
        for twin in block[1:]
        if asserts(stated) and (asserts(twin) or marks(twin))
    ]
    assert len(pairs) >= 150
    right = [pair for pair in pairs if marks(pair[1]) and not asserts(pair[1]) and not marks(pair[0])]
    assert len(right) >= NEEDED * len(pairs)
