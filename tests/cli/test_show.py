"""`kg show`: which address it opens, for what people call things, with and without a browser."""

import os
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kg.graph import KnowledgeGraph, graphml
from kg.graph.layout import lay_out
from kg.model import Literal, Node
from kg.view.page import write_page

THINGS = "https://w3id.org/papergraph/id"
NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": ""}


@pytest.fixture
def folder(doubtful: KnowledgeGraph, tmp_path: Path) -> Path:
    """A built folder, as far as the command reads it."""
    paper = doubtful.nodes("Paper")[0]
    doubtful.add_node(Node(iri=paper.iri, type="Paper", label="Trust regions for teams: a study", aliases=()))
    doubtful.identities.add_retired({f"{THINGS}/method/old": [f"{THINGS}/method/act"]})
    statement = doubtful.about(paper.iri)[0]
    told = {name: getattr(statement, name) for name in ("paper", "evidence", "confidence", "extractor")}
    doubtful.add_statement(
        type(statement)(iri=f"{THINGS}/statement/id", subject=paper.iri, predicate="identifier",
                        object=Literal(value="arxiv:2304.09870"), **told)
    )  # fmt: skip
    built = tmp_path / "my outputs"
    built.mkdir()
    graphml.write(doubtful, built / "graph.graphml")
    write_page(doubtful, lay_out(doubtful), built / "graph.html")
    return built


def opened(folder: Path, address: str) -> str:
    """The part of an address that says what is opened."""
    page, _, fragment = address.strip().partition("#")
    assert page == (folder / "graph.html").resolve().as_uri()
    return unquote(fragment).replace(f"{THINGS}/", "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Isaac Gym", "node=benchmark/isaac-gym"),
        ("isaac-gym", "node=benchmark/isaac-gym"),
        ("Reward Modelling", "node=method/reward-model"),
        ("Bo Liu", "node=author/bo-liu"),
        ("Trust regions for teams: a study", "node=paper/p001"),
        ("arXiv:2304.09870", "node=paper/p001"),
        (f"{THINGS}/benchmark/issac-gym", "node=benchmark/issac-gym"),
        (f"{THINGS}/method/old", "node=method/act"),
        (f"{THINGS}/document/p001", "node=paper/p001"),
        (f"{THINGS}/statement/by-p001", "from=paper/p001&to=author/bo-liu"),
        (f"{THINGS}/statement/id", "node=paper/p001"),
    ],
)
def test_any_name_of_a_thing_leads_to_its_card(folder: Path, kg: Any, name: str, expected: str) -> None:
    done = kg("show", "--print", "--graph", folder, name)
    assert done.returncode == 0, done.stderr
    assert opened(folder, done.stdout) == expected
    assert done.stderr == ""


def test_of_several_things_of_one_name_one_is_shown_and_the_others_are_listed(folder: Path, kg: Any) -> None:
    done = kg("show", "--print", "--graph", folder, "ACT")
    assert opened(folder, done.stdout) == "node=method/act"
    assert done.stderr == (
        f"showing 'ACT' (Method) <{THINGS}/method/act>; 'ACT' is also: 'ACT' (Method) <{THINGS}/method/act-2>\n"
    )


def test_an_unknown_name_offers_names_that_hold_it_or_are_near(folder: Path, kg: Any) -> None:
    done = kg("show", "--print", "--graph", folder, "trust regions")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"names that hold it: 'Trust regions for teams: a study' (Paper) <{THINGS}/paper/p001>" in done.stderr
    done = kg("show", "--print", "--graph", folder, "isac gymn")
    assert done.returncode == 2
    assert "nearest: Is" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_where_there_is_no_screen_the_address_is_printed(folder: Path, kg: Any) -> None:
    done = kg("show", "--graph", folder, "Isaac Gym", environment=NO_SCREEN)
    assert done.returncode == 0
    assert opened(folder, done.stdout) == "node=benchmark/isaac-gym"
    assert "no browser" in done.stderr


def browser(folder: Path, name: str) -> Path:
    """A program that writes down what it is asked to open."""
    program = folder / name
    program.write_text(
        f'#!/bin/sh\nprintf "%s" "$1" > "{folder}/asked.part"\n/bin/mv "{folder}/asked.part" "{folder}/asked"\n'
        "/bin/sleep 1\n"  # to webbrowser, a program that ends at once has failed
    )
    program.chmod(0o755)
    return folder / "asked"


def told(asked: Path) -> str:
    """What the program was asked to open; nobody waits for it to end."""
    for _ in range(200):
        if asked.exists():
            break
        time.sleep(0.05)
    return asked.read_text(encoding="utf-8")


def test_the_browser_that_the_user_chose_is_given_the_address(folder: Path, kg: Any, tmp_path: Path) -> None:
    asked = browser(tmp_path, "mine")
    done = kg("show", "--graph", folder, "Isaac Gym", environment={**NO_SCREEN, "BROWSER": f"{tmp_path}/mine %s"})
    assert (done.returncode, done.stderr) == (0, "")
    assert told(asked) == done.stdout.strip()


@pytest.mark.skipif(os.name != "posix", reason="xdg-open is of Linux")
def test_where_the_system_cuts_addresses_a_page_of_its_own_leads_there(folder: Path, kg: Any, tmp_path: Path) -> None:
    asked = browser(tmp_path, "xdg-open")
    screen = {**NO_SCREEN, "DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "", "PATH": str(tmp_path),
              "TMPDIR": str(tmp_path)}  # fmt: skip
    done = kg("show", "--graph", folder, "Isaac Gym", environment=screen)
    assert (done.returncode, done.stderr) == (0, "")
    door = told(asked)
    assert "#" not in door
    assert done.stdout.strip() in Path(unquote(door.removeprefix("file://"))).read_text(encoding="utf-8")
    asked.unlink()
    kg("show", "--graph", folder, "Isaac Gym", environment={**screen, "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"})
    assert told(asked) == done.stdout.strip()
