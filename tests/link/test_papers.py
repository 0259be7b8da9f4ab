import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.link.papers.grouping import group
from kg.model import Document, Extraction, Fact, LocalEntity, Mention, Paper, Source, Span
from kg.read import read

SEEDS = Path(__file__).parents[2] / "seeds"
PAGE = Source(name="page.jsonl", sha256="0" * 64)

OPENING = (
    "Large language models have shown strong results in many tasks, yet their alignment with human values remains an "
    "open problem that calls for careful evaluation in practice. "
)
BODY = (
    "It splits each prompt into parts, ranks the parts by a learned score, and answers them one after the other while "
    "a critic watches for mistakes. We evaluate it on four public tasks and find consistent gains over strong "
    "baselines, with less memory and fewer calls, and we release code and data for later work."
)


def document(number: int, abstract: str, title: str | None = None, **more: object) -> Document:
    facts = tuple(
        Fact(property=kind, value=value, line=number, text=str(more))
        for kind, values in more.items()
        if kind != "id"
        for value in values  # type: ignore[attr-defined]
    )
    return Document(
        key=f"k{number}",
        id=str(more.get("id", f"page#{number}")),
        source=PAGE,
        line=number,
        title=title,
        abstract=abstract,
        facts=facts,
    )


def papers(*documents: Document) -> tuple[Paper, ...]:
    return group([Extraction(document=each) for each in documents])


def claiming(each: Document, name: str) -> Extraction:
    """An extraction in which the document proposes what it calls by that name."""
    start = each.text.index(name)
    mention = Mention(span=Span(start, start + len(name)), text=name, type="Method", confidence=1.0, extractor="test")
    entity = LocalEntity(
        type="Method", name=name, named=True, role="proposed", mentions=(mention,), confidence=1.0, extractor="test"
    )
    return Extraction(document=each, entities=(entity,))


@pytest.fixture(scope="module")
def seeds() -> tuple[Extraction, ...]:
    return tuple(Extraction(document=each) for each in read([SEEDS]).documents)


def pairs(found: tuple[Paper, ...]) -> set[tuple[str, ...]]:
    return {tuple(each.id for each in paper.documents) for paper in found if len(paper.documents) > 1}


def test_the_182_seed_records_are_168_papers(seeds: tuple[Extraction, ...]) -> None:
    found = group(seeds)
    assert len(found) == 168
    assert sum(len(paper.documents) for paper in found) == 182
    rules = sorted(merge.rule for paper in found for merge in paper.merges)
    assert rules == ["nearly the same text"] + ["same proposal"] * 4 + ["same text"] * 9


def test_versions_among_the_seeds_are_those_a_reader_finds(seeds: tuple[Extraction, ...]) -> None:
    here, there = "000_b55bccdd82ba2cfc", "001_41891d86efab3cdc"
    versions = {(here, 75, there, 1), (here, 306, there, 4), (here, 152, there, 5), (here, 124, there, 8)}
    versions |= {(here, 236, there, 9)}
    assert {(f"{a}#{m}", f"{b}#{n}") for a, m, b, n in versions} <= pairs(group(seeds))


def test_titles_are_not_needed(seeds: tuple[Extraction, ...]) -> None:
    bare = [Extraction(document=replace(each.document, title=None, facts=())) for each in seeds]
    assert len(group(bare)) == 168


def test_iris_are_of_papers_and_unique(seeds: tuple[Extraction, ...]) -> None:
    found = group(seeds)
    assert len({paper.iri for paper in found}) == 168
    assert [paper.iri for paper in found] == sorted(paper.iri for paper in found)
    by_title = {paper.title: paper.iri for paper in found}
    assert by_title["GOAT: GO to Any Thing"] == "https://w3id.org/papergraph/id/paper/goat-go-to-any-thing"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(seeds: tuple[Extraction, ...], chance: random.Random) -> None:
    some = chance.sample(seeds, 60)
    assert group(some) == group(sorted(some, key=lambda each: each.document.key))


def test_papers_keep_their_iri_when_others_are_added(seeds: tuple[Extraction, ...]) -> None:
    first = [each for each in seeds if each.document.source.name.startswith("004")]
    alone = {paper.documents[0].key: paper.iri for paper in group(first)}
    together = {each.key: paper.iri for paper in group(seeds) for each in paper.documents}
    assert all(together[key] == iri for key, iri in alone.items())


def test_untitled_papers_are_called_by_what_they_propose(seeds: tuple[Extraction, ...]) -> None:
    labels = {paper.documents[0].id: paper.label for paper in group(seeds) if not paper.title}
    assert len(labels) == 10
    assert labels["002_c39e863e7bcfb6d6#1"].startswith("Stream Aligner: a novel alignment paradigm that combines")
    assert labels["002_c39e863e7bcfb6d6#7"].startswith("A hierarchical policy learning framework")


def test_every_word_of_an_untitled_label_is_the_texts_own(seeds: tuple[Extraction, ...]) -> None:
    for paper in group(seeds):
        if not paper.title:
            text = paper.documents[0].text.lower()
            assert all(word in text for word in paper.label.lower().replace("…", "").replace(":", "").split())


def test_labels_are_clean_and_titles_as_read() -> None:
    (paper,) = papers(document(1, OPENING + BODY, r"D$^2$GS: 90$\times$ Faster, 5\% Better"))
    assert paper.label == "D^2GS: 90× Faster, 5% Better"
    assert paper.title == r"D$^2$GS: 90$\times$ Faster, 5\% Better"
    assert paper.iri.endswith("/paper/d-2gs-90-faster-5-better")


def test_different_papers_that_share_an_opening_stay_apart() -> None:
    first = document(1, f"{OPENING}We propose AlphaRank, a ranker. AlphaRank sorts answers by length and tone.")
    second = document(2, f"{OPENING}We propose BetaTune, a tuner. BetaTune adapts weights while a model serves.")
    assert len(papers(first, second)) == 2


def test_papers_that_share_most_words_and_propose_different_things_stay_apart() -> None:
    first = document(1, f"{OPENING}We propose AlphaRank. {BODY} AlphaRank wins.")
    second = document(2, f"{OPENING}We propose BetaTune. {BODY} BetaTune wins.")
    assert len(papers(first, second)) == 2
    extractions = [claiming(first, "AlphaRank"), claiming(second, "BetaTune")]
    assert len(group(extractions)) == 2


def test_one_proposal_in_other_words_is_one_paper() -> None:
    first = document(1, f"{OPENING}We propose AlphaRank, a ranker. AlphaRank sorts answers by length and tone.")
    second = document(2, f"{OPENING}Here we introduce AlphaRank. With AlphaRank, replies are ordered by their style.")
    (paper,) = papers(first, second)
    (merge,) = paper.merges
    assert (merge.left, merge.right, merge.rule) == ("k1", "k2", "same proposal")
    assert "AlphaRank" in merge.reason


def test_a_paper_that_builds_on_another_stays_apart() -> None:
    first = document(1, f"{OPENING}We propose AlphaRank, a ranker. AlphaRank sorts answers by length and tone.")
    second = document(2, f"{OPENING}Based on AlphaRank, we propose GammaRank. GammaRank beats AlphaRank in all tests.")
    assert len(papers(first, second)) == 2


def test_names_from_the_extraction_count_where_the_words_give_none() -> None:
    first = document(1, f"{OPENING}Our idea is called walnut sorting. Walnut sorting cracks it. Answers come fast.")
    second = document(2, f"{OPENING}Our idea is called pecan tuning. Pecan tuning splits the weights by layer.")
    assert len(group([claiming(first, "walnut sorting"), claiming(second, "pecan tuning")])) == 2


def test_the_same_text_is_one_paper_whatever_the_markup_and_case() -> None:
    first = document(1, OPENING + BODY, "A Title of Some Length")
    second = document(2, (OPENING + BODY).replace("critic", r"\emph{critic}"))
    (paper,) = papers(first, second)
    assert paper.merges[0].rule == "same text"
    assert paper.title == "A Title of Some Length"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("arxiv:2312.00690", "arxiv:2312.00690v4"),
        ("doi:10.48550/arXiv.2312.00690", "arxiv:2312.00690"),
        ("doi:10.1234/ABC", "doi:10.1234/abc"),
        ("https://arxiv.org/abs/2312.00690v2", "arxiv:2312.00690"),
    ],
)
def test_one_identifier_is_one_paper(left: str, right: str) -> None:
    first = document(1, "One text.", "A Title", identifier=[left] if ":" in left[:6] else (), hasResource=[left])
    second = document(2, "Quite another text.", "Another Title", identifier=[right])
    (paper,) = papers(first, second)
    assert paper.merges[0].rule == "same identifier"


def test_different_identifiers_are_different_papers() -> None:
    first = document(1, f"{OPENING}We propose AlphaRank. {BODY}", identifier=["arxiv:2312.00690"])
    second = document(2, f"{OPENING}We propose AlphaRank. {BODY} More.", identifier=["arxiv:2401.00001"])
    third = document(3, f"{OPENING}We propose AlphaRank. {BODY} And more.")
    found = papers(first, second, third)
    assert len(found) == 2
    assert not any({"k1", "k2"} <= {each.key for each in paper.documents} for paper in found)


def test_one_record_id_with_two_texts_is_two_versions_of_one_paper() -> None:
    first = document(1, "One text.", "A Title", id="p7")
    second = document(2, "Quite another text.", "Another Title", id="p7")
    (paper,) = papers(first, second)
    assert [each.abstract for each in paper.documents] == ["One text.", "Quite another text."]
    elsewhere = replace(second, source=Source(name="other.jsonl", sha256="1" * 64))
    assert len(papers(first, elsewhere)) == 2


def test_one_title_needs_a_second_sign() -> None:
    title = "Learning to Rank Answers Well"
    first = document(1, f"{OPENING}{BODY}", title, creator=["Ann Lee", "Bo Ray"])
    second = document(2, "We count walnuts in the woods of Norway.", title, creator=["A. Lee"])
    third = document(3, "A study of pecans, their shells and prices in the south.", title, creator=["Cy Fox"])
    assert sorted(len(paper.documents) for paper in papers(first, second, third)) == [1, 2]
    iris = [paper.iri for paper in papers(first, third)]
    assert len(set(iris)) == 2


def test_a_title_alone_joins_its_abstract() -> None:
    title = "Learning to Rank Answers Well"
    assert len(papers(document(1, "", title), document(2, OPENING + BODY, title))) == 1


def test_parts_of_a_series_stay_apart() -> None:
    first = document(1, f"{OPENING}{BODY[:200]}", "Secrets of Ranking Part I: Basics")
    second = document(2, f"{OPENING}We look at sorting by style instead.", "Secrets of Ranking Part II: Basics")
    assert len(papers(first, second)) == 2


def test_many_versions_of_one_text_are_one_paper() -> None:
    versions = [document(n, f"{OPENING}We propose AlphaRank. {BODY} Run {n} of it.") for n in range(1, 31)]
    assert len(papers(*versions)) == 1


def test_hostile_titles_make_safe_iris() -> None:
    titles = ["<script>alert(1)</script>", "../../etc/passwd", "论文 标题", "\u202eabc %2F?#", "x" * 5000, "a b\nc"]
    found = papers(*(document(n, f"Text {n}.", title) for n, title in enumerate(titles, 1)))
    assert len(found) == len(titles)
    for paper in found:
        key = paper.iri.removeprefix("https://w3id.org/papergraph/id/paper/")
        assert key.isascii()
        assert key.replace("-", "").isalnum()
        assert len(key) < 100
        assert paper.label
