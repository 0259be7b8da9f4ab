import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Layout
from kg.model import Evidence, Literal
from kg.view import inlining
from kg.view.island.columns import based
from kg.view.page import render, write_page

STATIC = Path(str(files("kg.view"))) / "static"
SCRIPTS = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))
NOWHERE = Layout(places={}, communities=())


def block(html: str, name: str) -> Any:
    found = re.search(f'<script type="application/octet-stream" id="block-{name}">([^<>&"]*)</script>', html)
    assert found
    lacking, digits = int(found[1][0]), found[1][1:].translate(str.maketrans(":,.", "&<>"))
    data = base64.b85decode(digits)
    return json.loads(zlib.decompress(data[: len(data) - lacking]))


@pytest.fixture
def html(graph: KnowledgeGraph, layout: Layout) -> str:
    return render(graph, layout)


def test_every_node_fact_and_sentence_of_the_graph_is_in_the_page(graph: KnowledgeGraph, html: str) -> None:
    core, names, said = (block(html, name) for name in ("core", "names", "said"))
    things = [node for node in graph.nodes() if node.type != "Document"]
    rule = [
        f"{core['types'][type_][0].lower()}/{re.sub('[^a-z0-9]+', '-', label.lower()).strip('-')}"
        for type_, label in zip(core["nodes"]["type"], core["nodes"]["label"], strict=True)
    ]
    iris = [core["base"] + (iri or rule[place]) for place, iri in enumerate(names["iri"])]
    assert sorted(iris) == [node.iri for node in things]
    assert len(said["statements"]["fact"]) == len(graph.statements())
    assert len(core["facts"]["subject"]) - len(core["facts"]["open"]) == len(graph.facts())
    titles = [core["nodes"]["label"][paper] for paper in said["documents"]["paper"]]
    documents = zip(titles, block(html, "text-0"), strict=True)
    texts = "\n".join(text for title, (whole, *others) in documents for text in (title + whole, *others))
    assert all(statement.evidence.text in texts for statement in graph.statements())


def test_a_text_is_stored_once(html: str) -> None:
    assert json.dumps(block(html, "text-0")).count("We test HAPPO on the StarCraft") == 1


@given(st.binary(max_size=200))
def test_digits_to_base_85_are_bytes_again_and_mean_nothing_in_a_page(data: bytes) -> None:
    whole = data + bytes(-len(data) % 4)
    digits = based(whole)
    assert not set(digits) & set("<>&\"'\\/")
    assert base64.b85decode(digits.translate(str.maketrans(":,.", "&<>"))) == whole


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    own = re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)
    blocks = [block(html, "vis-network"), *(text for _, text in sorted(own))]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in blocks]
    assert re.findall(r"sha256-([^&']+)", policy[1]) == hashes
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_the_page_refers_to_nothing_outside(html: str) -> None:
    shell = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", shell)
    assert "@import" not in html
    assert "url(" not in (STATIC / "page.css").read_text()


def test_vis_network_is_the_one_that_pyvis_brings_with_its_licence(html: str) -> None:
    assert "vis.js is dual licensed under both" in block(html, "vis-network")


@pytest.mark.parametrize("script", SCRIPTS)
def test_our_scripts_never_make_markup_or_code_from_text(script: str) -> None:
    source = (STATIC / script).read_text(encoding="utf-8")
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(\s*[\"'`]|srcdoc"
    )
    assert not re.findall(banned, source)
    assert source.count("\n") <= 300


def test_hostile_text_cannot_end_a_block(make: Any) -> None:
    payload = "</script><script>alert(1)</script><!-- & \u2028 \ud800"
    make.node("x/1", "Method", payload)
    html = render(make.graph, NOWHERE)
    assert html.count("</script>") == 5
    assert "alert(1)" not in html
    assert block(html, "core")["nodes"]["label"] == [payload.replace("\ud800", "\ufffd")]
    html.encode()


def test_a_hostile_title_is_text(graph: KnowledgeGraph, layout: Layout) -> None:
    html = render(graph, layout, title="</title><img src=x>\ud800\0")
    assert "<img" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    html.encode()


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import runpy, sys, pathlib; from kg.view.page import write_page; from kg.view.tables import write_tables;"
        f"c = runpy.run_path({str(Path(__file__).with_name('conftest.py'))!r}); g = c['hand_made']();"
        "out = pathlib.Path(sys.argv[1]); out.mkdir(); write_tables(g, out);"
        "write_page(g, c['laid'](g), out / 'graph.html')"
    )
    for seed in ("0", "4242"):
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in ("0", "4242"))
    assert first == second


def test_the_order_in_which_a_graph_was_filled_does_not_show(graph: KnowledgeGraph, layout: Layout) -> None:
    turned = KnowledgeGraph()
    for node in reversed(graph.nodes()):
        turned.add_node(node)
        turned.add_merges(node.iri, graph.merges(node.iri))
    for statement in reversed(graph.statements()):
        turned.add_statement(statement)
    assert render(turned, layout) == render(graph, layout)


def test_a_pyvis_without_vis_network_is_named_with_the_mend(
    graph: KnowledgeGraph, layout: Layout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(inlining, "_VIS", "templates/lib/vis-0/none.js")
    with pytest.raises(KgError, match="pip install --force-reinstall"):
        write_page(graph, layout, tmp_path / "graph.html")


def test_an_empty_graph_gives_a_page(tmp_path: Path) -> None:
    write_page(KnowledgeGraph(), NOWHERE, tmp_path / "graph.html")
    assert block((tmp_path / "graph.html").read_text(encoding="utf-8"), "names")["iri"] == []


def test_a_node_without_a_known_place_and_a_fact_with_a_literal_are_kept(make: Any) -> None:
    iri = make.node("paper/a", "Paper", "A")
    make.node("document/one", "Document", "A")
    evidence = page_evidence(make)
    make.say(iri, "title", Literal(value="A"), evidence)
    html = render(make.graph, NOWHERE)
    core = block(html, "core")
    assert core["facts"]["object"] == [-1]
    assert block(html, "names")["literals"] == [0]
    assert core["nodes"]["x"] == [0]


def page_evidence(make: Any) -> Any:
    return Evidence(kind="metadata", document=make.graph.nodes("Document")[0].iri, source="s.txt", line=1, text="A")
