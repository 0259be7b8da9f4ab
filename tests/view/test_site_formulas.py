"""Formulas on the pages of the server, in a real Chromium, against the server as a user starts it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kg.model import Evidence, Span
from kg.ontology import load_ontology
from kg.rdf.files.export import write_all

SENTENCE = r"We test $\alpha$-DPO on \textit{SMAC} for \$5 in $\mathcal{O}(n^2)$."
NAME = r"$\alpha$-DPO"


@pytest.fixture
def address(make: Any, tmp_path: Path) -> Iterator[str]:
    paper = make.node("paper/happo", "Paper", r"An $\mathcal{O}(n^2)$ bound")
    document = make.node(
        "document/one", "Document", "one", text=SENTENCE, title="one", sourceName="$one$.txt", line="3", recordId="1"
    )
    method = make.node("method/alpha", "Method", NAME)
    at = SENTENCE.index(NAME)
    evidence = Evidence(
        kind="text", document=document, source="$one$.txt", line=3, text=SENTENCE, start=0, end=len(SENTENCE),
        subject=Span(at, at + len(NAME)), object=Span(SENTENCE.index("SMAC"), SENTENCE.index("SMAC") + 4),
    )  # fmt: skip
    make.say(method, "evaluatedOn", make.node("benchmark/smac", "Benchmark", "SMAC"), evidence)
    make.say(paper, "mentions", method, evidence)
    files = {path.name: "" for path in write_all(make.graph, load_ontology(), tmp_path)}
    (tmp_path / "build.json").write_text(json.dumps({"generator": "papergraph", "files": files}))
    command = [sys.executable, "-m", "kg", "serve", str(tmp_path), "--port", "0", "--workers", "1"]
    with subprocess.Popen(
        command, env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().split("  ")[0].rstrip("/")
        server.terminate()


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Page]:
    tab = chromium.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(f"{address}/id/method/alpha")
    yield tab
    tab.context.close()
    assert complaints == []


def test_names_and_sentences_show_signs_and_keep_their_marks(tab: Page) -> None:
    assert tab.locator("h1 bdi").text_content() == "α-DPO"
    sentence = tab.locator(".sentence").first
    assert sentence.text_content() == "We test α-DPO on SMAC for $5 in O(n^2)."
    assert sentence.locator("mark").all_text_contents() == ["α-DPO", "SMAC"]
    assert sentence.locator(".formula").first.get_attribute("title") == r"$\alpha$"
    assert tab.locator("bdi").filter(has_text="bound").first.text_content() == "An O(n^2) bound"
