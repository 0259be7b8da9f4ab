from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document, Fact
from kg.read import read

TEXT = (
    "We propose FooNet, a network for parsing. It is evaluated on ImageNet by Doe et al. and improves accuracy by 3.5% "
    "over BarNet, e.g. on small pictures. Code is at https://example.org/foo and results hold across seeds."
)
OWNER = "Jane Doe\n\nLG\nh-index32\n12papers\n1,234citations\n\n12 Papers\n\n"
BADGED = f"36.1ROJun 17, 2022Code\nA Title Here\n\nAnn Lee, Bo Ray et al. · baidu, pku\n\n{TEXT}\n\n"
HEADER = "new\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nNov 28\n\n"
PAPER = f"Foo Networks for Parsing\n\n{TEXT}\n\n"
OTHER = f"Goo Networks for Parsing\n\n{TEXT}\n\n"
TRAILER = "  • 4 authors\n·\nSep 4, 2023\n\n"


Write = Callable[..., Path]


def values(document: Document, kind: str) -> list[str]:
    return [fact.value for fact in document.facts if fact.property == kind]


def facts(document: Document, kind: str) -> list[Fact]:
    return [fact for fact in document.facts if fact.property == kind]


def test_an_author_page_is_known_by_content_and_not_by_name(write: Write) -> None:
    (document,) = read([write(OWNER + BADGED, "whatever.csv")]).documents
    assert (document.title, document.abstract) == ("A Title Here", TEXT)
    assert values(document, "creator") == ["Ann Lee", "Bo Ray", "Jane Doe"]


def test_an_owner_in_the_byline_is_named_once(write: Write) -> None:
    page = OWNER.replace("Jane Doe", "Ann  Lee") + BADGED
    (document,) = read([write(page)]).documents
    assert [(fact.value, fact.kind) for fact in facts(document, "creator")] == [
        ("Ann Lee", "metadata"),
        ("Bo Ray", "metadata"),
    ]


def test_a_page_without_header_has_no_owner(write: Write) -> None:
    (document,) = read([write(BADGED)]).documents
    assert values(document, "creator") == ["Ann Lee", "Bo Ray"]


def test_a_page_without_byline_keeps_the_whole_abstract(write: Write) -> None:
    (document,) = read([write(f"{OWNER}3.3GTMay 3\nA Title\n\n{TEXT}\n")]).documents
    assert document.abstract == TEXT


def test_an_abstract_of_several_paragraphs_is_one_text(write: Write) -> None:
    (document,) = read([write(f"{BADGED}More of it, in a second paragraph.\n\nCode: https://x.org/y\n")]).documents
    assert document.abstract == f"{TEXT}\nMore of it, in a second paragraph.\nCode: https://x.org/y"


@pytest.mark.parametrize(
    "rest", ["15.9AIMay 27\n", "15.9AIMay 27\nOnly a Title\n", "15.9AIMay 27\nT\n\nAnn Lee et al."]
)
def test_a_half_written_paper_is_reported_with_its_line(write: Write, rest: str) -> None:
    reading = read([write(OWNER + BADGED + rest)])
    assert len(reading.documents) == 1
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(17, True)]
    assert reading.records == 2


def test_a_day_that_does_not_exist_is_reported_and_left_out(write: Write) -> None:
    reading = read([write(OWNER + BADGED.replace("Jun 17", "Feb 31"))])
    assert values(reading.documents[0], "issued") == []
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(10, False)]


def test_abstract_marks_part_records(write: Write) -> None:
    documents = read([write(f"Abstract:{TEXT}\nABSTRACT: {TEXT}\n\nIn two paragraphs.\n")]).documents
    assert [document.abstract for document in documents] == [TEXT, f"{TEXT}\nIn two paragraphs."]
    assert [document.line for document in documents] == [1, 2]


def test_hard_wrapped_lines_are_one_text(write: Write) -> None:
    wrapped = TEXT.replace("accuracy by", "accuracy\nby").replace("on small", "on\nsmall")
    assert read([write(f"Abstract: {wrapped}")]).documents[0].abstract == TEXT
    assert read([write(wrapped)]).documents[0].abstract == TEXT


def test_an_empty_abstract_is_reported(write: Write) -> None:
    reading = read([write(f"Abstract:\nAbstract:{TEXT}\n")])
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(1, True)]
    assert reading.records == 2


@pytest.mark.parametrize(
    "page", [f"{PAPER}", f"Foo Networks for Parsing\n{TEXT}", f"Foo Networks for Parsing\n\nAbstract\n\n{TEXT}"]
)
def test_a_plain_text_is_one_abstract_with_the_title_above_it(write: Write, page: str) -> None:
    (document,) = read([write(page)]).documents
    assert (document.title, document.abstract) == ("Foo Networks for Parsing", TEXT)


def test_a_byline_between_title_and_text_gives_authors(write: Write) -> None:
    (document,) = read([write(f"Foo Networks for Parsing\n\nAnn Lee, Bo Ray\n\nAbstract\n\n{TEXT}")]).documents
    assert values(document, "creator") == ["Ann Lee", "Bo Ray"]
    assert document.abstract == TEXT


def test_a_list_of_papers_needs_no_known_header(write: Write) -> None:
    documents = read([write(PAPER + OTHER)]).documents
    assert [document.title for document in documents] == ["Foo Networks for Parsing", "Goo Networks for Parsing"]


def test_a_list_of_one_paper_is_known_by_its_header(write: Write) -> None:
    (document,) = read([write(HEADER + PAPER)]).documents
    assert (document.title, document.abstract) == ("Foo Networks for Parsing", TEXT)


@pytest.mark.parametrize(
    ("trailer", "found"),
    [
        ("  • 4 authors\n·\nSep 4, 2023\n", [("issued", "2023-09-04", None)]),
        ("• 4 authors · Sep 4, 2023\n", [("issued", "2023-09-04", None)]),
        ("• 1 author · Aug 11 3\n", [("issued", "--08-11", None)]),
        ("• 12 authors\n\n·\n\nMay 29, 2024 1\n", [("issued", "2024-05-29", None)]),
        ("zai-org Z.ai\n·\nOct 13 2\n", [("issued", "--10-13", None), ("affiliatedWith", "Z.ai", "zai-org")]),
        ("zai-org Z.ai · Oct 13 2\n", [("issued", "--10-13", None), ("affiliatedWith", "Z.ai", "zai-org")]),
        ("• 4 authors\n", []),
        ("", []),
    ],
)
def test_trailers_in_all_their_forms(write: Write, trailer: str, found: list[tuple[str, str, str | None]]) -> None:
    first, second = read([write(HEADER + PAPER + trailer + "\n" + OTHER + TRAILER)]).documents
    assert [(fact.property, fact.value, fact.handle) for fact in first.facts] == found
    assert (first.abstract, second.abstract) == (TEXT, TEXT)


def test_a_list_reports_days_that_do_not_exist(write: Write) -> None:
    reading = read([write(HEADER + PAPER + TRAILER.replace("Sep 4", "Feb 30"))])
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(17, False)]


@pytest.mark.parametrize("line", ["Results", "(1) It Is Fast And Small", "Project page: https://x.org/y", "- one item"])
def test_lines_of_an_abstract_that_look_like_titles_stay_in_it(write: Write, line: str) -> None:
    first, second = read([write(f"{HEADER}{PAPER}{line}\n\n{TEXT}\n\n{TRAILER}{OTHER}")]).documents
    assert first.abstract == f"{TEXT}\n{line}\n{TEXT}"
    assert second.title == "Goo Networks for Parsing"


def test_long_titles_are_titles(write: Write) -> None:
    title = "A Very Long Title About Networks " * 12
    documents = read([write(f"{HEADER}{title}\n\n{TEXT}\n\n{PAPER}")]).documents
    assert documents[0].title == title.strip()


def test_a_title_without_an_abstract_is_reported(write: Write) -> None:
    reading = read([write(f"{HEADER}{PAPER}Only a Title With No Text\n\n{OTHER}{TRAILER}Another Title With No Text\n")])
    assert [document.abstract for document in reading.documents] == [TEXT, TEXT]
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(15, True), (25, True)]


@pytest.mark.parametrize("title", ["WeatherBank", "Attention", "xLSTM", "3DGS", "pi0", "FOO: Bar"])
@pytest.mark.parametrize("head", ["", HEADER])
def test_a_title_may_be_one_word(write: Write, head: str, title: str) -> None:
    page = f"{head}{PAPER}{title}\n\n{TEXT} First.\n\nGoo Networks for Parsing\n\n{TEXT} Second.\n"
    reading = read([write(page)])
    assert [document.title for document in reading.documents] == [
        "Foo Networks for Parsing",
        title,
        "Goo Networks for Parsing",
    ]
    assert [document.abstract for document in reading.documents] == [TEXT, f"{TEXT} First.", f"{TEXT} Second."]
    assert reading.problems == ()


def test_two_papers_make_a_list_also_where_the_second_title_is_one_word(write: Write) -> None:
    documents = read([write(f"{PAPER}WeatherBank\n\n{TEXT}\n")]).documents
    assert [(document.title, document.line) for document in documents] == [
        ("Foo Networks for Parsing", 1),
        ("WeatherBank", 5),
    ]


@pytest.mark.parametrize("heading", ["Results", "Experiments", "Main Results", "Materials and Methods", "new"])
def test_headings_inside_an_abstract_are_no_titles(write: Write, heading: str) -> None:
    first, second = read([write(f"{PAPER}{heading}\n\n{TEXT}\n\n{OTHER}")]).documents
    assert first.abstract.endswith(TEXT)
    assert first.abstract.count(TEXT) == 2
    assert second.abstract == TEXT


@pytest.mark.parametrize("lone", ["WeatherBank", "Foo Networks", "Learning to walk", "Learning to see in the dark"])
@pytest.mark.parametrize(("page", "records"), [(PAPER, 1), (PAPER + OTHER, 2), (HEADER + PAPER + TRAILER, 1)])
def test_a_lone_title_at_the_end_is_reported_with_its_line(write: Write, page: str, records: int, lone: str) -> None:
    reading = read([write(f"{page}{lone}\n")])
    assert [document.abstract for document in reading.documents] == [TEXT] * records
    (problem,) = reading.problems
    assert (problem.line, problem.skipped) == (page.count("\n") + 1, True)
    assert problem.message == f"a title without an abstract: {lone!r}"


def test_a_title_without_an_abstract_between_two_papers_is_reported(write: Write) -> None:
    reading = read([write(f"{PAPER}WeatherBank\n\n{OTHER}RainBank\n\nSnowBank\n")])
    assert [document.abstract for document in reading.documents] == [TEXT, TEXT]
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(5, True), (11, True), (13, True)]


@pytest.mark.parametrize("last", ["Keywords: graphs, parsing", "Code is at github", "Ann Lee, Bo Ray", "see the page"])
def test_the_last_line_of_an_abstract_is_no_title(write: Write, last: str) -> None:
    (document,) = read([write(f"{PAPER}{last}\n")]).documents
    assert document.abstract == f"{TEXT}\n{last}"


def test_words_of_the_page_below_the_last_paper_are_left_out(write: Write) -> None:
    documents = read([write(f"{HEADER}{PAPER}{OTHER}{TRAILER}Previous\n\nNext\n\nCompany\n")]).documents
    assert [document.abstract for document in documents] == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("buy milk\ncall mum\n", "unknown shape"),
        ("<!DOCTYPE html><html><body>x</body></html>", "HTML"),
        ('[{"title": "x"}]', "JSON Lines"),
        ('{\n "title": "x"\n}', "JSON Lines"),
    ],
)
def test_unknown_shapes_are_errors_that_name_file_and_line(write: Write, content: str, words: str) -> None:
    path = write(content)
    with pytest.raises(ReadError, match=words) as error:
        read([path])
    assert str(error.value).startswith(f"{path}:1: ")
    assert "\n" not in str(error.value)
