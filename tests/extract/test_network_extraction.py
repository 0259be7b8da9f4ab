"""The default extractor as a whole: any text, long texts, and the same answer whatever else is read."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract, make_extractor, to_exchange
from kg.extract.entities.candidates import candidates
from kg.extract.entities.view import view
from kg.extract.extractor import NetworkExtractor
from kg.extract.neural.network import OnnxNetwork
from kg.extract.neural.pieces import LONGEST
from kg.model import PAPER, Concept, Document, Extraction, Polarity, Source, Vocabulary

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "benchmarks" / "gold" / "dev_papers.jsonl"
SOURCE = Source(name="a.jsonl", sha256="0" * 64)
IMAGENET = Concept(iri="https://x.org/imagenet", type="Dataset", label="ImageNet")
VOCABULARY = Vocabulary(concepts={IMAGENET.iri: IMAGENET})
REAL = tuple(
    Document(key=row["id"], id=row["id"], source=SOURCE, line=n, title=row["title"], abstract=row["abstract"])
    for n, row in enumerate(map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()), start=1)
)
MANY = tuple(
    Document(key=f"s{n}", id=f"s{n}", source=SOURCE, line=n, title=None, abstract=text)
    for n, text in enumerate(
        (
            f"We propose Foo{n}Net for image classification, which outperforms ResNet-{n} by {n}.5% on ImageNet."
            for n in range(61)
        ),
        start=1,
    )
)
LAST = " Finally, ZorbNet outperforms ResNet-50 by 12.5% in accuracy on ImageNet."
ROLES = {
    "Method": {"proposed", "used", "compared", "background"},
    "Benchmark": {"introduced", "evaluated", "trained", "background"},
    "Dataset": {"introduced", "evaluated", "trained", "background"},
    "Task": {"addressed", "background"},
    "Metric": {"reported"},
}


def said(found: Sequence[Extraction]) -> list[str]:
    return [json.dumps(to_exchange(extraction), ensure_ascii=False) for extraction in found]


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    """What the trained model says of some abstracts, each read by an extractor of its own."""
    return {d.id: said(list(make_extractor(VOCABULARY)([d])))[0] for d in (*REAL[:6], *MANY[:3])}


def test_a_document_says_the_same_alone_in_any_order_and_after_others(alone: dict[str, str]) -> None:
    read = make_extractor(VOCABULARY)
    documents = [*REAL[:6], *MANY[:3]]
    for order in (documents, documents[::-1], [*REAL[6:9], *documents[4:], *documents]):
        found = list(read(order))
        assert [e.document for e in found] == order
        for document, words in zip(order, said(found), strict=True):
            assert words == alone.get(document.id, words)


def test_two_processes_say_what_one_says_in_the_same_order(alone: dict[str, str]) -> None:
    documents = (*REAL[:3], *MANY)
    assert len(documents) >= 64
    one = said(list(extract(documents, VOCABULARY, jobs=1)))
    two = said(list(extract(documents, VOCABULARY, jobs=2)))
    assert one == two
    assert one[:6] == [alone[d.id] for d in documents[:6]]


def test_the_bytes_do_not_depend_on_the_hash_seed(kg: Any, tmp_path: Path) -> None:
    rows = [{"id": d.id, "title": d.title, "abstract": d.abstract} for d in REAL[:8]]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = [kg("extract", tmp_path / "in.jsonl", environment={"PYTHONHASHSEED": seed}) for seed in ("1", "4242")]
    assert [d.returncode for d in done] == [0, 0]
    assert done[0].stdout == done[1].stdout
    assert len(done[0].stdout.splitlines()) == 8


def test_a_text_that_fits_one_window_has_the_same_vectors_whatever_was_read_before(
    read: Any, network: OnnxNetwork
) -> None:
    text = REAL[0].abstract
    _, first = read(text, network)
    assert len(first.pieces.ids) <= LONGEST
    for other in (REAL[1].abstract * 6, "Short.", REAL[2].abstract):
        read(other, network)
        assert (read(text, network)[1].vectors == first.vectors).all()


def long_text(words: int = 3000) -> str:
    """About so many words of real abstracts."""
    text = ""
    for document in REAL:
        text += document.abstract + " "
        if len(text.split()) > words:
            break
    return text.strip()


def test_a_long_text_is_read_to_its_last_sentence(read: Any, network: OnnxNetwork) -> None:
    doc, reading = read(long_text() + LAST, network)
    pieces = reading.pieces
    assert len(pieces.ids) > 5 * LONGEST
    assert len(reading.vectors) == 1 + len(pieces.ids)
    assert pieces.ends[-1] == len(doc.text)
    assert numpy.isfinite(reading.vectors).all()
    assert (numpy.abs(reading.vectors).sum(axis=1) > 0).all()
    last = [
        place
        for candidate in candidates(view(doc), {}).values()
        for place in candidate.places
        if place.first > len(doc.text) - len(LAST)
    ]
    assert {"ZorbNet", "ImageNet"} <= {doc.text[place.first : place.last] for place in last}
    for place in last:
        start, end = pieces.at(place.first, place.last)
        assert pieces.starts[start] <= place.first
        assert pieces.ends[end - 1] >= place.last


def test_what_the_last_sentence_of_a_long_text_says_changes_its_own_vectors_alone(
    read: Any, network: OnnxNetwork
) -> None:
    text = long_text()
    one, other = (read(text + last, network)[1] for last in (LAST, LAST.replace("ImageNet", "a table")))
    differs = numpy.abs(one.vectors[1:] - other.vectors[1:][: len(one.vectors) - 1][: len(other.vectors) - 1])
    changed = numpy.flatnonzero(differs.max(axis=1) > 1e-4)
    assert len(changed)
    assert changed.min() > len(one.pieces.ids) - 2 * LONGEST
    assert one.pieces.starts[changed.max()] > len(text)


def test_entities_relations_and_results_are_found_in_the_last_sentence_of_a_long_text(opinion: Any) -> None:
    before = long_text(1200)
    document = Document(key="k", id="k", source=SOURCE, line=1, title=None, abstract=before + LAST)
    (found,) = NetworkExtractor(VOCABULARY, network=opinion(says=9.0))([document])
    assert {"ZorbNet", "ImageNet"} <= {m.text for e in found.entities for m in e.mentions if m.span.start > len(before)}
    assert [r.value for r in found.results if r.value_span.start > len(before)] == ["12.5%"]


def test_a_text_of_nothing_says_nothing() -> None:
    documents = [
        Document(key="k", id="k", source=SOURCE, line=1, title=title, abstract=abstract)
        for title, abstract in ((None, ""), (None, " \n "), (None, "\u200b"), ("", "\x00"), (None, "."))
    ]
    for found in make_extractor(VOCABULARY)(documents):
        assert not found.entities
        assert not found.relations
        assert not found.results


def check(found: Extraction) -> None:
    text = found.document.text
    spans = [mention.span for e in found.entities for mention in e.mentions]
    named = {e.name: e for e in found.entities}
    assert len(named) == len(found.entities)
    assert all(not a.overlaps(b) for n, a in enumerate(spans) for b in spans[:n])
    for e in found.entities:
        assert e.role in ROLES[e.type]
        assert 0 < e.confidence <= 1
        assert {mention.text for mention in e.mentions} == set(e.forms)
        assert all(mention.span.of(text) == mention.text for mention in e.mentions)
    for r in (*found.relations, *found.marked):
        assert {r.head, r.tail} <= {PAPER, *named}
        assert r.evidence in found.sentences
    for n in (*found.results, *found.marked_results):
        assert n.evidence in found.sentences
        assert n.value_span.of(text) == n.value
        assert all(words is None or words in text for words in (n.method, n.on, n.metric, n.baseline))
    assert all(r.polarity is Polarity.ASSERTED for r in found.relations)
    assert all(r.polarity is not Polarity.ASSERTED for r in found.marked)
    json.dumps(to_exchange(found))


WORDS = (
    *("We propose", "ZorbNet", "outperforms", "ResNet-50", "(RL)", "reinforcement learning", "on", "ImageNet", "by"),
    *("5.2%", "12", "does not", ".", ",", "and", "accuracy", "of", "\n", "\u200b", "\x1f", "</script>", "é", "𝒳", "$"),
)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), title=st.text(max_size=40), seed=st.integers(0, 99))
def test_any_text_gives_what_stands_where_it_says(opinion: Any, text: str, title: str, seed: int) -> None:
    document = Document(key="k", id="k", source=SOURCE, line=1, title=title or None, abstract=text)
    for read in (make_extractor(VOCABULARY), NetworkExtractor(VOCABULARY, network=opinion(seed=seed))):
        check(next(iter(read([document]))))


@settings(max_examples=100, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40), title=st.booleans(), seed=st.integers(0, 99))
def test_any_order_of_words_gives_what_stands_where_it_says(
    opinion: Any, words: list[str], title: bool, seed: int
) -> None:
    document = Document(
        key="k",
        id="k",
        source=SOURCE,
        line=1,
        title="ZorbNet: RL on ImageNet" if title else None,
        abstract=" ".join(words),
    )
    for network in (opinion(says=9.0), opinion(seed=seed)):
        check(next(iter(NetworkExtractor(VOCABULARY, network=network)([document]))))


@pytest.mark.parametrize("unit", ["a", "(", "novel model ", "GPT-4, "])
def test_ten_kilobytes_of_one_thing_take_little_time(unit: str, document: Any) -> None:
    (found,) = make_extractor(VOCABULARY)([document(unit * (10_000 // len(unit)))])
    check(found)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on memory there")
def test_a_page_of_many_names_fits_into_little_memory(tmp_path: Path) -> None:
    rows = " ".join(f"Zorb{n}Net outperforms Quux{n}Net by {n % 90}.5% in success rate." for n in range(150))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "from kg.cli.main import run; sys.exit(run(['extract', sys.argv[1], '--jobs', '1']))\n"
    )
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "x", "abstract": rows}) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "in.jsonl")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
