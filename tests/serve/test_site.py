"""The pages of things, over a real server and a graph made by hand, hostile names among it."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rdflib import Graph, URIRef

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal, Merge, Node, Polarity, Span, Statement
from kg.ontology import load_ontology
from kg.rdf.files.export import write_all

BASE = "https://w3id.org/papergraph/id/"
TITLE = "HAPPO: trust regions for teams"
TEXT = f"{TITLE}\nWe propose HAPPO \U0001f916, which outperforms QMIX on SMAC. It does not use QMIX."
HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "{{ 7 * 7 }}${7*7}<!--",
    "a\u202eb\u2066c",
    "nul\x01\x1bed",
)
MANY = 130


class Maker:
    """Adds nodes and statements with little typing."""

    def __init__(self) -> None:
        self.graph = KnowledgeGraph()
        self.count = 0

    def node(self, path: str, type_: str, label: str, *aliases: str, **values: str) -> str:
        properties = {name: (Literal(value=value),) for name, value in sorted(values.items())}
        self.graph.add_node(Node(iri=BASE + path, type=type_, label=label, aliases=aliases, properties=properties))
        return BASE + path

    def say(self, subject: str, predicate: str, object_: str | Literal, sentence: str, **more: Any) -> str:
        self.count += 1
        start = TEXT.find(sentence)
        spans = {
            name: Span(TEXT.index(words, start), TEXT.index(words, start) + len(words))
            for name in ("subject", "object")
            if (words := more.pop(f"{name}_words", None))
        }
        statement = Statement(
            iri=f"{BASE}statement/{self.count:06d}",
            subject=subject,
            predicate=predicate,
            object=object_,
            paper=more.pop("paper", f"{BASE}paper/happo"),
            evidence=Evidence(
                kind="text" if start >= 0 else "metadata",
                document=f"{BASE}document/one",
                source="one.txt",
                line=3,
                text=sentence,
                start=start if start >= 0 else None,
                end=start + len(sentence) if start >= 0 else None,
                **spans,
            ),
            confidence=more.pop("confidence", 0.9),
            extractor="patterns 1",
            **more,
        )
        self.graph.add_statement(statement)
        return statement.iri


FIRST = "We propose HAPPO \U0001f916, which outperforms QMIX on SMAC."


def made() -> KnowledgeGraph:
    maker = Maker()
    paper = maker.node("paper/happo", "Paper", TITLE)
    document = maker.node(
        "document/one", "Document", TITLE, text=TEXT, title=TITLE, sourceName="one.txt", recordId="one#3"
    )
    maker.graph.add_version(paper, document)
    happo = maker.node("method/happo", "Method", "HAPPO")
    qmix = maker.node("method/qmix", "Method", "QMIX", "Q-MIX")
    maker.node("method/λ", "Method", "λ")
    smac = maker.node("benchmark/smac", "Benchmark", "StarCraft Multi-Agent Challenge", "SMAC")
    site = maker.node("resource/github.com%2Fhappo%2Fcode", "Resource", "github.com/happo/code")
    result = maker.node("result/one", "Result", "96.50% win rate", value="96.5", unit="%", valueText="96.50%")
    maker.graph.add_merges(
        smac, [Merge(left="StarCraft Multi-Agent Challenge", right="SMAC", rule="acronym definition",
                     reason="the text defines SMAC", confidence=0.99)],
    )  # fmt: skip
    maker.say(paper, "proposes", happo, FIRST, object_words="HAPPO")
    maker.say(paper, "mentions", happo, FIRST, object_words="HAPPO")
    maker.say(happo, "outperforms", qmix, FIRST, subject_words="HAPPO", object_words="QMIX")
    maker.say(happo, "uses", qmix, "It does not use QMIX.", object_words="QMIX", polarity=Polarity.NEGATED)
    maker.say(paper, "issued", Literal(value="2023-04-19", datatype="date"), "Apr 19, 2023")
    maker.say(paper, "hasResource", site, "code: github.com/happo/code")
    maker.say(result, "reportedIn", paper, FIRST)
    maker.say(result, "method", happo, FIRST, object_words="HAPPO")
    maker.say(result, "benchmark", smac, FIRST, object_words="SMAC")
    for at in range(MANY):
        other = maker.node(f"method/other-{at}", "Method", f"Other {at:03d}")
        maker.say(other, "uses", happo, f"Other {at:03d} uses HAPPO.")
    for at, label in enumerate(HOSTILE):
        bad = maker.node(f"method/bad-{at}", "Method", label.replace("\x01", "").replace("\x1b", ""), label + "2")
        author = maker.node(f"author/bad-{at}", "Author", label)
        maker.say(paper, "creator", author, f"by {label}")
        maker.say(bad, "uses", qmix, f"{label} uses QMIX")
    return maker.graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "outputs"
    folder.mkdir()
    paths = write_all(made(), load_ontology(), folder)
    replaced = "http://purl.org/dc/terms/isReplacedBy"
    type_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    retired = (("old", ("qmix",)), ("both", ("qmix", "happo")))
    with (folder / "graph.nt").open("a", encoding="utf-8") as file:
        for old, new in retired:
            file.write(f"<{BASE}method/{old}> <{type_}> <{load_ontology().namespace}RetiredIdentifier> .\n")
            file.write(f'<{BASE}method/{old}> <{label}> "{old}" .\n')
            file.writelines(f"<{BASE}method/{old}> <{replaced}> <{BASE}method/{end}> .\n" for end in new)
    (folder / "secret.txt").write_text("not named by the build")
    (folder / "graph.html").write_text("<!doctype html><title>map</title>")
    files = {path.name: "" for path in paths} | {"graph.html": ""}
    counts = {"nodes": {"Paper": 1, "Method": 3 + MANY}}
    (folder / "build.json").write_text(json.dumps({"generator": "papergraph", "files": files, "counts": counts}))
    return folder


@pytest.fixture(scope="module")
def client(folder: Path, serving: Any) -> Iterator[Any]:
    with serving(folder) as found:
        yield found


@pytest.fixture
def get(client: Any) -> Any:
    def ask(target: str, **headers: str) -> Any:
        return client.request("GET", target, {"Accept": "text/html", **headers})

    return ask


class Shell(HTMLParser):
    """Elements, attributes and text of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("text/html;q=0.4, text/turtle;q=0.5", "text/turtle"),
        ("text/html;q=0, */*;q=0.1", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_a_thing_comes_as_what_the_client_likes_best(get: Any, accept: str, type_: str) -> None:
    answer = get("/id/method/happo", Accept=accept)
    assert answer.status == 200
    assert answer.type.partition(";")[0] == type_
    assert answer.headers["vary"] == "Accept"


def test_a_client_that_takes_nothing_that_there_is_gets_406(get: Any) -> None:
    assert get("/id/method/happo", Accept="image/png").status == 406
    assert get("/id/method/happo?format=docx").status == 406


@pytest.mark.parametrize(("name", "format_"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("ntriples", "nt")])
def test_a_description_holds_the_thing_its_statements_and_their_sentences(get: Any, name: str, format_: str) -> None:
    described = Graph().parse(data=get(f"/id/method/happo?format={name}").body, format=format_)
    texts = {str(value) for value in described.objects(None, URIRef(f"{load_ontology().namespace}evidenceText"))}
    assert FIRST in texts
    assert (URIRef(f"{BASE}method/happo"), None, None) in described


def test_all_descriptions_say_the_same(get: Any) -> None:
    graphs = [
        set(Graph().parse(data=get(f"/id/method/qmix?format={name}").body, format=format_))
        for name, format_ in (("turtle", "turtle"), ("jsonld", "json-ld"), ("ntriples", "nt"))
    ]
    assert graphs[0] == graphs[1] == graphs[2]


def test_a_page_shows_the_sentence_with_both_ends_marked_and_where_it_is_from(get: Any) -> None:
    page = get("/id/method/happo").text
    assert '<mark class="subject">HAPPO</mark> \U0001f916, which outperforms <mark class="object">QMIX</mark>' in page
    assert TITLE in page
    assert "19 April 2023" in page
    assert "90%" in page
    assert "patterns 1" in page


def test_what_is_denied_stands_apart_and_says_so(get: Any) -> None:
    facts, _, apart = get("/id/method/happo").text.partition("Denied or left open")
    assert "The text denies this" in apart
    assert "It does not use" in apart
    assert "It does not use" not in facts


def test_each_direction_of_a_relation_has_its_own_list(get: Any) -> None:
    page = get("/id/method/qmix").text
    assert 'id="outperforms-in"' in page
    assert 'id="outperforms"' not in page


def test_a_paper_shows_its_text_with_what_it_names_and_its_numbers(get: Any) -> None:
    page = get("/id/paper/happo").text
    assert re.search(r'<a class="mention line-Method" href="/id/method/happo"[^>]*>HAPPO</a>', page)
    assert "96.50%" in page
    assert "one.txt" in page


@pytest.mark.parametrize(
    "path", ["document/one", "result/one", "author/bad-0", "statement/000003", "resource/github.com%2Fhappo%2Fcode"]
)
def test_everything_has_a_page_of_its_own(get: Any, path: str) -> None:
    assert get(f"/id/{path}").status == 200


def test_a_merge_says_why_two_names_are_one(get: Any) -> None:
    target = re.search(r'href="(/id/merge/[0-9a-f]+)"', get("/id/benchmark/smac").text)
    assert target
    page = get(target[1]).text
    assert "the text defines SMAC" in page
    assert "99%" in page


def test_letters_beyond_ascii_reach_their_thing_escaped(get: Any) -> None:
    assert "<h1" in get(f"/id/method/{quote('λ')}").text
    assert get(f"/id/method/{quote('λ')}").status == 200


def test_a_retired_identifier_leads_to_what_stands_for_it(get: Any) -> None:
    answer = get("/id/method/old")
    assert (answer.status, answer.headers["location"]) == (303, "/id/method/qmix")
    several = get("/id/method/both")
    assert several.status == 200
    assert 'href="/id/method/qmix"' in several.text
    assert 'href="/id/method/happo"' in several.text
    assert b"isReplacedBy" in get("/id/method/old", Accept="text/turtle").body


def test_what_is_not_there_is_404_with_the_nearest_names(get: Any) -> None:
    answer = get("/id/method/hapo")
    assert answer.status == 404
    assert 'href="/id/method/happo"' in answer.text
    assert b"HAPPO" in get("/id/method/hapo", Accept="text/turtle").body


@pytest.mark.parametrize(
    "target",
    ["/secret.txt", "/../build.json", "/%2e%2e/secret.txt", "/static/site.css/x", "/static/../secret.txt", "/id/",
     "/id/method/%00", "/id/method/%zz", "/id/method/a%22%3E%3Cscript%3E", "/id/%F0%9F", "/nowhere"],
)  # fmt: skip
def test_paths_that_lead_nowhere_are_refused_and_nothing_breaks(get: Any, target: str) -> None:
    answer = get(target)
    assert answer.status in {400, 404}
    assert b"not named by the build" not in answer.body
    assert b"<script>" not in answer.body


def test_files_of_the_build_come_with_their_type_and_a_tag(get: Any, folder: Path) -> None:
    answer = get("/graph.nt")
    assert answer.body == (folder / "graph.nt").read_bytes()
    assert answer.type == "application/n-triples"
    assert get("/graph.nt", **{"If-None-Match": answer.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    "target", ["/", "/id/method/happo", "/query", "/ontology", "/data", "/search?q=h", "/names?q=h"]
)
def test_a_page_that_the_client_has_already_is_not_sent_again(get: Any, target: str) -> None:
    answer = get(target)
    assert answer.status == 200
    again = get(target, **{"If-None-Match": f'"other", W/{answer.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")


def test_head_gives_the_headers_alone(client: Any) -> None:
    whole = client.request("GET", "/id/method/happo", {"Accept": "text/html"})
    head = client.request("HEAD", "/id/method/happo", {"Accept": "text/html"})
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))


def test_pages_are_read_only(client: Any) -> None:
    answer = client.request("POST", "/id/method/happo", {}, b"x")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_long_list_is_cut_into_pages_that_together_hold_all_of_it(get: Any) -> None:
    first = get("/id/method/happo").text
    link = re.search(r'href="(/id/method/happo\?relation=uses[^"]*way=in[^"]*)"', first)
    assert link
    address = link[1].replace("&amp;", "&")
    pages = [get(f"{address}&page={number}").text for number in (1, 2)]
    found = [set(re.findall(r"Other \d{3}(?= uses)", page)) for page in pages]
    assert not found[0] & found[1]
    assert len(found[0] | found[1]) == MANY
    assert get("/id/method/happo?relation=nothing&way=in&polarity=asserted").status == 404


def test_names_are_found_by_label_and_alias_whole_ones_first(get: Any) -> None:
    assert [row["label"] for row in json.loads(get("/names?q=qmix").body)] == ["QMIX"]
    found = json.loads(get("/names?q=SMAC").body)
    assert (found[0]["label"], found[0]["alias"]) == ("StarCraft Multi-Agent Challenge", "SMAC")
    assert json.loads(get("/names?q=SMAC&type=Method").body) == []
    assert json.loads(get("/names?q=%22%5C%0A%7D").body) == []


TARGETS = ["/", "/query", "/ontology", "/data", "/search?q=%3Cscript%3E", "/search?type=Author", "/id/paper/happo",
           "/id/method/qmix", "/id/none/%3Cscript%3E", *(f"/id/method/bad-{n}" for n in range(len(HOSTILE))),
           *(f"/id/author/bad-{n}" for n in range(len(HOSTILE)))]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_hostile_text_stays_text(get: Any, target: str) -> None:
    answer = get(target)
    shell = Shell(answer.text)
    for tag, attributes in shell.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert (
            tag != "script" or str(attributes.get("src", "")).startswith("/static/") or attributes.get("id") == "island"
        )
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", answer.text)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("at", range(3))
def test_a_hostile_label_is_shown_letter_for_letter(get: Any, at: int) -> None:
    assert HOSTILE[at] in Shell(get(f"/id/method/bad-{at}").text).text


def test_files_come_by_head_too(client: Any, folder: Path) -> None:
    head = client.request("HEAD", "/graph.nt")
    assert (head.status, head.headers["content-length"]) == (200, str((folder / "graph.nt").stat().st_size))
    assert client.request("GET", "/graph.nt").body == (folder / "graph.nt").read_bytes()


def test_a_named_graph_leads_to_the_files_that_hold_it(get: Any) -> None:
    assert get("/id/graph/shared").headers["location"] == "/data"
    assert b"void" in get("/data", Accept="text/turtle").body
