from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kg.model import Document, Fact, Reading
from kg.read import read

Seed = Callable[[str], Document]


SEEDS = Path(__file__).parents[2] / "seeds"


def values(document: Document, kind: str) -> list[str]:
    return [fact.value for fact in document.facts if fact.property == kind]


def facts(document: Document, kind: str) -> list[Fact]:
    return [fact for fact in document.facts if fact.property == kind]


def test_the_seeds_hold_182_records_and_no_problem(seeds: Reading) -> None:
    assert seeds.records == len(seeds.documents) == 182
    assert not seeds.problems
    per_page = Counter(document.source.name[:3] for document in seeds.documents)
    assert per_page == {"000": 50, "001": 10, "002": 10, "003": 28, "004": 84}


def test_keys_are_unique(seeds: Reading) -> None:
    assert len({document.key for document in seeds.documents}) == 182


def test_every_fact_quotes_the_line_it_stands_on(seeds: Reading) -> None:
    lines = {path.name: path.read_text(encoding="utf-8").split("\n") for path in SEEDS.iterdir()}
    for document in seeds.documents:
        for fact in document.facts:
            assert lines[document.source.name][fact.line - 1] == fact.text


def test_titles_and_abstracts_stand_in_the_page_as_they_are(seeds: Reading) -> None:
    pages = {path.name: path.read_text(encoding="utf-8").split("\n") for path in SEEDS.iterdir()}
    for document in seeds.documents:
        lines = {line.removeprefix("Abstract:") for line in pages[document.source.name]}
        assert document.abstract in lines
        assert document.title is None or document.title in lines


def test_bare_abstracts_have_no_title(seeds: Reading) -> None:
    untitled = [document for document in seeds.documents if document.title is None]
    assert {document.source.name[:3] for document in untitled} == {"001", "002"}
    assert len(untitled) == 20


def test_a_badge_gives_date_and_category(seed: Seed) -> None:
    document = seed("000_b55bccdd82ba2cfc#12")
    assert values(document, "issued") == ["2022-06-17"]
    assert values(document, "subject") == ["RO"]
    assert {fact.text for fact in facts(document, "subject")} == {"36.1ROJun 17, 2022Code"}


def test_a_date_without_a_year_stays_without_one(seed: Seed) -> None:
    assert values(seed("000_b55bccdd82ba2cfc#89"), "issued") == ["--05-27"]


def test_a_byline_gives_authors_and_organisations(seed: Seed) -> None:
    document = seed("000_b55bccdd82ba2cfc#12")
    named = [fact.value for fact in facts(document, "creator") if fact.kind == "metadata"]
    assert named == ["Yuanpei Chen", "Tianhao Wu", "Shengjie Wang"]
    assert values(document, "affiliatedWith") == ["baidu", "pku"]


def test_the_owner_is_an_author_of_every_paper_with_less_confidence(seeds: Reading) -> None:
    papers = [document for document in seeds.documents if document.source.name.startswith("000")]
    for document in papers:
        mine = [fact for fact in facts(document, "creator") if fact.value == "Yaodong Yang"]
        assert len(mine) == 1
        if mine[0].kind == "page":
            assert mine[0].confidence < 1.0
            assert (mine[0].line, mine[0].text) == (1, "Yaodong Yang")
    kinds = Counter(fact.kind for document in papers for fact in facts(document, "creator"))
    assert kinds == {"metadata": 150, "page": 48}


def test_a_trailer_gives_a_date_and_a_count_gives_no_author(seed: Seed) -> None:
    document = seed("004_bc16c12d34595f1a#13")
    assert values(document, "issued") == ["2023-09-04"]
    assert [fact.property for fact in document.facts] == ["issued"]


def test_a_trailing_number_is_neither_day_nor_year(seed: Seed) -> None:
    assert values(seed("004_bc16c12d34595f1a#61"), "issued") == ["--08-11"]
    assert values(seed("004_bc16c12d34595f1a#129"), "issued") == ["2024-05-29"]


def test_a_trailer_names_an_organisation_by_handle_and_label(seeds: Reading) -> None:
    found = [
        (fact.handle, fact.value, fact.text)
        for document in seeds.documents
        for fact in facts(document, "affiliatedWith")
        if fact.handle
    ]
    assert found == [
        ("zai-org", "Z.ai", "zai-org Z.ai"),
        ("stanfordnlp", "Stanford NLP", "stanfordnlp Stanford NLP"),
    ]


def test_a_missing_trailer_gives_nothing(seed: Seed) -> None:
    assert seed("004_bc16c12d34595f1a#85").facts == ()
    assert seed("004_bc16c12d34595f1a#457").facts == ()


def test_the_date_in_a_page_header_is_no_papers(seeds: Reading) -> None:
    page = [document for document in seeds.documents if document.source.name.startswith("003")]
    assert not any(document.facts for document in page)


def test_folder_and_files_read_the_same_in_any_order(seeds: Reading) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    assert read(files) == seeds
    assert read([*reversed(files), files[0], SEEDS]) == seeds
