import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document, Fact, Reading
from kg.read import read

Write = Callable[..., Path]


def values(document: Document, kind: str) -> list[str]:
    return [fact.value for fact in document.facts if fact.property == kind]


def facts(document: Document, kind: str) -> list[Fact]:
    return [fact for fact in document.facts if fact.property == kind]


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def messages(reading: Reading) -> list[tuple[int, bool]]:
    return [(problem.line, problem.skipped) for problem in reading.problems]


def test_all_columns_of_json_lines_become_facts(write: Write) -> None:
    record = {
        "id": "p1",
        "title": "A Title",
        "abstract": "A text.",
        "authors": ["Ann Lee", "Bo Ray"],
        "organizations": "MIT; ETH",
        "published": "2023-01-02T03:04:05Z",
        "categories": ["cs.LG"],
        "doi": "https://doi.org/10.1234/ABC",
        "arxiv_id": "2312.00690v4",
        "url": "https://x.org/p",
        "source": "somewhere",
    }
    (document,) = read([write(lines(record), "a.txt")]).documents
    assert (document.id, document.title, document.text) == ("p1", "A Title", "A Title\nA text.")
    assert values(document, "creator") == ["Ann Lee", "Bo Ray"]
    assert values(document, "affiliatedWith") == ["MIT", "ETH"]
    assert values(document, "issued") == ["2023-01-02"]
    assert values(document, "subject") == ["cs.LG"]
    assert values(document, "identifier") == ["doi:10.1234/abc", "arxiv:2312.00690"]
    assert values(document, "hasResource") == ["https://x.org/p"]
    quoted = {fact.property: fact.text for fact in document.facts}
    assert quoted["creator"] == f'"authors": {json.dumps(record["authors"])}'
    assert quoted["issued"] == '"published": "2023-01-02T03:04:05Z"'
    assert all(fact.text in json.dumps(record) for fact in document.facts)


def test_a_fact_of_json_quotes_at_most_300_characters_around_what_says_it(write: Write) -> None:
    names = [f"Ann{n} Lee{n}" for n in range(200)]
    apart = [["Müller", f"Ann{n}", ""] for n in range(200)]
    given = [
        {"title": "A", "authors": names},
        {"title": "B", "authors_parsed": apart},
        {"title": "C", "author": "É Li"},
    ]
    first, second, third = read([write(lines(*given), "a.jsonl")]).documents
    for document in (first, second):
        line = lines(*given).split("\n")[document.line - 1]
        assert len(facts(document, "creator")) == 200
        for fact in facts(document, "creator"):
            assert len(fact.text) == 300
            assert fact.text in line
    assert all(f'"{fact.value}"' in fact.text for fact in facts(first, "creator"))
    assert all(f'"{fact.value.split()[0]}"' in fact.text for fact in facts(second, "creator"))
    assert [fact.text for fact in facts(third, "creator")] == ['"author": "\\u00c9 Li"']


def test_a_fact_of_a_long_csv_row_quotes_what_is_around_its_cell(write: Write) -> None:
    page = f"title,authors,abstract\nBo Ray,Ann Lee; Bo Ray,{'word ' * 200}\n{'word ' * 200},Li,b\n"
    first, second = read([write(page, "a.csv")]).documents
    assert [fact.text for fact in facts(first, "creator")] == [page.split("\n")[1][:300]] * 2
    (fact,) = facts(second, "creator")
    assert fact.text == page.split("\n")[2][-300:]


def test_a_record_without_id_is_named_by_stem_and_line(write: Write) -> None:
    reading = read([write("\n" + lines({"title": "A"}, {"abstract": "b"}), "papers.jsonl")])
    assert [document.id for document in reading.documents] == ["papers#2", "papers#3"]
    assert [document.text for document in reading.documents] == ["A", "b"]


def test_records_alike_in_all_things_are_all_kept_under_keys_of_their_own(write: Write) -> None:
    reading = read([write(lines(*[{"id": "x", "title": "A"}] * 3))])
    assert [document.id for document in reading.documents] == ["x"] * 3
    assert len({document.key for document in reading.documents}) == 3


def test_text_is_kept_to_the_code_point(write: Write) -> None:
    title, abstract = "  A\tTitle 𝒳 ", " Two\n\nparagraphs, $\\alpha^2$ & <b>.\n"
    (document,) = read([write(lines({"title": title, "abstract": abstract}))]).documents
    assert document.text == f"{title}\n{abstract}"


def test_what_no_output_can_hold_is_replaced_one_for_one(write: Write) -> None:
    (document,) = read([write('{"abstract": "a\\u0000b\\ud800c\\r\\nd\\ufffee"}\n')]).documents
    assert document.abstract == "a\ufffdb\ufffdc \nd\ufffde"


@pytest.mark.parametrize(
    "line",
    [
        *('{"title": "cut', '{"title": 5}', '{"abstract": ["x"]}', '{"title": null, "abstract": " "}'),
        *("[1]", '"x"', "{}", "[" * 100_000, "1" * 5000, "garbage"),
    ],
)
def test_a_broken_record_is_skipped_and_counted(write: Write, line: str) -> None:
    reading = read([write(lines({"title": "A"}) + line + "\n" + lines({"title": "B"}), "a.jsonl")])
    assert [document.title for document in reading.documents] == ["A", "B"]
    assert messages(reading) == [(2, True)]
    assert reading.records == 3


def test_a_file_may_begin_with_a_broken_line(write: Write) -> None:
    reading = read([write('{"title": \n' + lines({"title": "B"}))])
    assert [document.title for document in reading.documents] == ["B"]


@pytest.mark.parametrize(
    "field",
    [
        {"published": "2023"},
        {"published": "2023-02-30"},
        {"published": 2023},
        {"doi": "11.1/x"},
        {"arxiv_id": "none"},
        {"url": "javascript:alert(1)"},
        {"authors": 5},
        {"authors": ["Ann Lee", 5]},
        {"id": ["x"]},
        {"categories": {"a": 1}},
    ],
)
def test_a_field_of_the_wrong_kind_is_left_out_and_noted(write: Write, field: dict[str, object]) -> None:
    reading = read([write(lines({"title": "A", **field}))])
    assert messages(reading) == [(1, False)]
    assert reading.records == 1
    assert {fact.property for fact in reading.documents[0].facts} <= {"creator"}


def test_arxiv_categories_may_stand_in_one_string(write: Write) -> None:
    (document,) = read([write(lines({"title": "A", "categories": "cs.LG stat.ML"}))]).documents
    assert values(document, "subject") == ["cs.LG", "stat.ML"]


def test_gzip_is_read_whatever_its_name(write: Write) -> None:
    data = lines({"title": "A"}).encode()
    reading = read([write(gzip.compress(data) + gzip.compress(data), "papers.jsonl.gz")])
    assert [document.id for document in reading.documents] == ["papers#1", "papers#2"]


def test_a_truncated_archive_gives_what_it_holds(write: Write) -> None:
    records = [{"title": f"Title {n}", "abstract": f"{n * 7919 % 10007} " * 5} for n in range(2000)]
    data = gzip.compress(lines(*records).encode())
    reading = read([write(data[: len(data) // 2], "papers.jsonl.gz")])
    assert 0 < len(reading.documents) < 2000
    assert any("cut short" in problem.message and not problem.skipped for problem in reading.problems)
    assert reading.records - len(reading.documents) <= 1


def test_an_archive_without_content_is_an_error(write: Write) -> None:
    with pytest.raises(ReadError, match="cut short"):
        read([write(gzip.compress(b"x" * 100)[:10])])


def test_csv_rows_become_records(write: Write) -> None:
    page = 'Title,Abstract,Authors,arXiv ID\r\nA,"x ""y""\r\nz",Ann Lee; Bo Ray,2312.00690\r\nB,,,\r\n'
    first, second = read([write(page, "a.csv")]).documents
    assert (first.title, first.abstract, first.line) == ("A", 'x "y"\nz', 2)
    assert values(first, "creator") == ["Ann Lee", "Bo Ray"]
    assert values(first, "identifier") == ["arxiv:2312.00690"]
    assert next((fact.line, fact.text) for fact in facts(first, "creator")) == (3, 'z",Ann Lee; Bo Ray,2312.00690')
    assert (second.title, second.id, second.facts) == ("B", "a#4", ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_may_be_parted_by_comma_semicolon_or_tab(write: Write, delimiter: str) -> None:
    page = "id,title,abstract\n7,A,b\n".replace(",", delimiter)
    (document,) = read([write("\ufeff" + page)]).documents
    assert (document.id, document.text) == ("7", "A\nb")


@pytest.mark.parametrize("row", [",,", "T,a,b,c", 'T,"unclosed', 'T,"a"b', "  ,\t"])
def test_a_broken_row_is_skipped_and_counted(write: Write, row: str) -> None:
    reading = read([write(f"title,abstract,authors\nA,x,\n{row}\nB,y,\n")])
    assert [document.title for document in reading.documents] == ["A", "B"]
    assert messages(reading) == [(3, True)]


def test_a_table_without_rows_is_an_error(write: Write) -> None:
    with pytest.raises(ReadError, match="no record"):
        read([write("title,abstract\n")])


@pytest.mark.parametrize("page", ['{{"title": "A", "abstract": "{}"}}\n', 'title,abstract\nA,"{}"\n'])
def test_a_record_of_ten_megabytes_is_skipped_with_its_length_and_the_limit(write: Write, page: str) -> None:
    reading = read([write(page.format("word " * 2_000_000))])
    assert [problem.skipped for problem in reading.problems] == [True]
    assert "10,000,001 characters; the limit is 200,000" in reading.problems[0].message
    assert read([write(page.format("word " * 39_999))]).problems == ()


@pytest.mark.parametrize("mark", ["Abstract:", ""])
def test_a_plain_text_that_is_too_long_is_an_error(write: Write, mark: str) -> None:
    with pytest.raises(ReadError, match=r"page\.txt:1: title and abstract have .* the limit is 200,000"):
        read([write(f"{mark}We say many words. " + "word " * 2_000_000)])


def test_one_paper_among_others_that_is_too_long_is_skipped(write: Write) -> None:
    reading = read([write(f"Abstract:We parse.\nAbstract:{'word ' * 50_000}\n")])
    assert [document.abstract for document in reading.documents] == ["We parse."]
    assert messages(reading) == [(2, True)]


def test_characters_behind_json_escapes_are_told_where_they_are_replaced(write: Write) -> None:
    reading = read([write('{"title": "a\\ud800b", "abstract": "c\\u0000 \\u001b", "authors": ["A\\u0001 B"]}\n')])
    assert messages(reading) == [(1, False)]
    kinds = "U+0000, U+0001, U+001B, U+D800"
    what = f"4 character(s) that no text may hold ({kinds}) replaced in title, abstract, authors"
    assert reading.problems[0].message == what


def test_a_column_named_twice_is_told_and_the_first_one_is_read(write: Write) -> None:
    reading = read([write("title,abstract,Abstract\nA,first,second\n")])
    assert reading.documents[0].abstract == "first"
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(1, False)]
    assert "2 columns 'abstract'" in reading.problems[0].message


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.csv", "name,text\nFoo,We parse many sentences with one small network. It works.\n"),
        ("a.csv.gz", "name;text\nFoo;x\n"),
        ("a.txt", "doi,text\n10.1/x,We parse.\n"),
    ],
)
def test_a_table_without_title_and_abstract_is_told_what_it_has_and_needs(write: Write, name: str, page: str) -> None:
    with pytest.raises(ReadError, match=r"'title' or 'abstract'.*'text'"):
        read([write(page, name)])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"title": "cut', "the JSON is broken: unterminated string starting at character 11"),
        ('{"title": }', "the JSON is broken: expecting value at character 11"),
        ("[1]", "the line is no JSON object"),
        ("{}", "there is neither title nor abstract"),
        ("[" * 100_000, "the JSON is nested too deeply"),
    ],
)
def test_a_skipped_line_says_why_in_a_whole_sentence(write: Write, line: str, message: str) -> None:
    (problem,) = read([write(lines({"title": "A"}) + line, "a.jsonl")]).problems
    assert problem.message == message


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    titles=st.lists(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=8), min_size=1, max_size=6),
)
def test_read_is_kept_plus_reported_whatever_is_corrupted(write: Write, data: st.DataObject, titles: list[str]) -> None:
    whole = bytearray(lines({"title": "Kept", "abstract": "Always."}, *({"title": f"T{t}"} for t in titles)).encode())
    first = whole.index(b"\n") + 1
    for at in data.draw(st.lists(st.integers(first, len(whole) - 1), max_size=5)):
        whole[at] = data.draw(st.integers(32, 126))
    cut = data.draw(st.integers(first, len(whole)))
    content = bytes(whole[:cut])
    reading = read([write(content, "a.jsonl")])
    records = [line for line in content.decode().splitlines() if line.strip()]
    assert reading.records == len(records)
    assert reading.documents[0].title == "Kept"
