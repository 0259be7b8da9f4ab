"""`kg curate`: which cases are asked, in which order, and what answers write."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.curate import command
from kg.curation import Case, open_cases, parse
from kg.curation.claims import claim
from kg.curation.order import ordered
from kg.curation.quotes import Quotes
from kg.graph import KnowledgeGraph, judge
from kg.model import Decision, Literal, Merge, NearMiss, Node, Subject, Verdict
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()


def cases(graph: KnowledgeGraph, decisions: tuple[Decision, ...] = ()) -> list[Case]:
    return open_cases(graph, graph.near_misses(), decisions, "curation.kg")


def curate(folder: Path, answers: str, *arguments: str) -> Result:
    here = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(command, list(arguments), input=answers, catch_exceptions=False)
    finally:
        os.chdir(here)


def lines(folder: Path) -> list[str]:
    text = (folder / "curation.kg").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_every_kind_of_doubt_is_asked_once_and_what_is_sure_is_not(doubtful: KnowledgeGraph) -> None:
    assert sorted((case.kind, case.question) for case in cases(doubtful)) == sorted(
        [
            ("class", "Is “Nash Equilibrium” a metric?"),
            ("kept apart", "Is every “ACT” one thing?"),
            ("kept apart", "Are “Isaac Gym” and “Issac Gym” one thing?"),
            ("kept apart", "Is every “TeamSet” one thing?"),
            ("merged", "Are “reward model” and “Reward Modelling” one thing?"),
            ("merged", "Is “Bo Liu” in both records one person?"),
            ("statement", "Does the sentence say this: ACT — outperforms → reward model?"),
        ]
    )


def test_with_a_name_all_that_is_said_of_that_thing_is_asked(folder: Path) -> None:
    shown = curate(folder, "", "Isaac Gym", "--list").output
    assert shown.count("Does the sentence say this: the paper — mentions → Isaac Gym?") == 2
    assert "Are “Isaac Gym” and “Nash Equilibrium” one thing?" not in curate(folder, "", "--list").output
    assert '1: type Metric "Nash Equilibrium" Benchmark' in shown
    assert "Bo Liu" not in shown


def test_papers_are_not_asked_to_be_parted_or_joined(doubtful: KnowledgeGraph) -> None:
    ones = [node.iri for node in doubtful.nodes("Paper")]
    why = Merge(left="Paper p001", right="Paper one", rule="same title", reason="alike.", confidence=0.5)
    doubtful.add_merges(ones[0], [why])
    apart = NearMiss(
        left=ones[0],
        right=ones[1],
        left_form="Paper p001",
        right_form="Paper p002",
        rule="title",
        reason="alike.",
        likeness=0.9,
        doubtful=True,
    )
    for about in (None, *ones):
        asked = open_cases(doubtful, [*doubtful.near_misses(), apart], (), "curation.kg", about)
        decisions = [d for case in asked for answer in case.answers.values() for d in answer.decisions]
        assert decisions
        assert not [d for d in decisions for s in d.subjects if s.name.startswith("Paper") or s.type == "Paper"]


def test_what_mends_most_comes_first(doubtful: KnowledgeGraph) -> None:
    values = [case.value for case in cases(doubtful) if case.kind != "statement"]
    assert values == sorted(values, reverse=True)
    assert min(values) > 0


def a_case(kind: str, value: float, sentence: str, number: int = 0) -> Case:
    return Case(kind=kind, question=f"{kind} {number}?", evidence=(sentence,), answers={}, value=value)


def test_names_come_before_statements_that_are_worth_no_more() -> None:
    name, like, more = a_case("merged", 1.5, "x"), a_case("statement", 3.0, "a"), a_case("statement", 9.0, "b")
    assert ordered([like, name, more]) == [more, name, like]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.1, 9)), max_size=12))
def test_a_sentence_is_asked_twice_in_a_row_at_most_while_another_is_left(made: list[tuple[str, float]]) -> None:
    given_ = [a_case("statement", value, sentence, at) for at, (sentence, value) in enumerate(made)]
    found = ordered(given_)
    assert sorted(case.question for case in found) == sorted(case.question for case in given_)
    for at in range(2, len(found)):
        row = {case.evidence for case in found[at - 2 : at + 1]}
        assert len(row) > 1 or {case.evidence for case in found[at:]} == row


def test_both_names_that_are_asked_about_are_quoted_and_marked(doubtful: KnowledgeGraph) -> None:
    (asked,) = (case for case in cases(doubtful) if "Reward Modelling" in case.question)
    assert any("»reward model«" in line for line in asked.evidence)
    assert any("»Reward Modelling«" in line for line in asked.evidence)
    (asked,) = (case for case in cases(doubtful) if "Issac Gym" in case.question)
    assert any("»Isaac Gym«" in line for line in asked.evidence)
    assert any("»Issac Gym«" in line for line in asked.evidence)


def test_a_name_is_quoted_from_the_documents_that_use_it_and_outside_longer_names() -> None:
    texts = {
        "p1": "Deep RL\nWe study »deep RL« <b>RL</b>. Nobody knows why RL works.",
        "p2": "On RL\nDeep  RL, e.g. deep-RL, is RL. It helps.",
    }
    graph = KnowledgeGraph()
    node = Node(iri="https://x.org/m", type="Method", label="deep RL", aliases=("RL",))
    graph.add_node(node)
    for key, text in texts.items():
        properties = {"recordId": (Literal(value=key),), "text": (Literal(value=text),)}
        graph.add_node(Node(iri=f"https://x.org/{key}", type="Document", label=key, properties=properties))
    graph.identities.add_forms(node.iri, {"RL": ["https://x.org/p1"], "deep RL": ["https://x.org/p2"]})
    assert list(Quotes(graph).around(node, ("RL", "deep RL"))) == [
        "  p1: “We study »»deep RL«« <b>»RL«</b>.”",
        "  p1: “Nobody knows why »RL« works.”",
        "  p2: “»Deep RL«, e.g. »deep-RL«, is »RL«.”",
    ]
    assert list(Quotes(graph).around(node, ("RL",), "p2")) == [
        "  p2: “On »RL«”",
        "  p2: “Deep »RL«, e.g. deep-»RL«, is »RL«.”",
    ]


@pytest.mark.parametrize(
    ("kind", "texts", "label", "told"),
    [
        (
            "reduction",
            {"methodText": "ASP", "metricText": "gap", "valueText": "19\\%"},
            "ASP: 19% gap on CVRP",
            "ASP: decrease of 19% in gap on CVRP",
        ),
        ("gain", {"valueText": "5.2 points"}, "5.2 points against B", "gain of 5.2 points against B"),
        ("gain", {"methodText": "R2", "valueText": "2"}, "R2: 2", "R2: gain of 2"),
        ("absolute", {"methodText": "ASP", "valueText": "19%"}, "ASP: 19%", "ASP: 19%"),
    ],
)
def test_a_change_is_asked_as_a_change(kind: str, texts: dict[str, str], label: str, told: str) -> None:
    properties = {name: (Literal(value=text),) for name, text in {"resultKind": kind, **texts}.items()}
    assert claim(Node(iri="https://x.org/r", type="Result", label=label, properties=properties)) == told


def test_what_was_decided_is_not_asked_again(doubtful: KnowledgeGraph) -> None:
    found = cases(doubtful)
    for case in found:
        for answer in case.answers.values():
            left = cases(doubtful, answer.decisions)
            assert [other.question for other in left] == [o.question for o in found if o.question != case.question]


def test_a_judged_statement_is_not_asked_even_without_the_file(doubtful: KnowledgeGraph) -> None:
    asked = next(case for case in cases(doubtful) if case.kind == "statement")
    assert judge(doubtful, asked.answers["n"].decisions)
    assert all(case.kind != "statement" for case in cases(doubtful))


def test_every_answer_can_be_read_back_and_names_alike_are_told_apart(folder: Path) -> None:
    shown = curate(folder, "", "--list").output
    for line in (
        'y: same "Isaac Gym" "Issac Gym"',
        'n: different "ACT" in p001 "ACT" in p002',
        '2: type Dataset "TeamSet" Method',
        'n: different Dataset "TeamSet" Method "TeamSet"',
        'n: different Author "Bo Liu" in p001 Author "Bo Liu" in p002',
        'y: type "Nash Equilibrium" Metric',
        'n: different "reward model" "Reward Modelling"',
    ):
        assert line in shown
    for line in shown.splitlines():
        key, _, written = line.strip().partition(": ")
        if key in ("y", "n", "1", "2", "3", "4"):
            assert parse(written, "curation.kg", ONTOLOGY).decisions
    assert not (folder / "curation.kg").exists()


def test_answers_from_standard_input_are_written_at_once_with_their_notes(folder: Path) -> None:
    done = curate(folder, "y a slip of the pen\ns\ny\nq\n")
    assert done.exit_code == 0
    assert "1 of 7" in done.output
    assert "2 decisions written to curation.kg; run kg build to apply them." in done.output
    written = lines(folder)
    assert len(written) == 2
    assert written[0].endswith("  # a slip of the pen")
    again = curate(folder, "")
    assert "1 of 5" in again.output
    assert "Nothing was written." in again.output
    assert lines(folder) == written


def test_skipping_everything_writes_no_file(folder: Path) -> None:
    assert curate(folder, "s\n" * 20).exit_code == 0
    assert not (folder / "curation.kg").exists()


def test_undo_gives_back_the_bytes_and_the_question(folder: Path) -> None:
    before = b'# ours\r\n\r\n  drop "x"   # why\r\n'
    (folder / "curation.kg").write_bytes(before)
    done = curate(folder, "y\nu\ns\nu\nu\nq\n")
    assert done.output.count("1 of 7") == 4
    assert "there is nothing to undo" in done.output
    assert (folder / "curation.kg").read_bytes() == before
    (folder / "curation.kg").unlink()
    curate(folder, "y\nu\n")
    assert not (folder / "curation.kg").exists()


def test_all_that_a_file_holds_stays_where_answers_are_added(folder: Path) -> None:
    before = '# ours\n\n  drop "x"   # why\nsame "b" "a"'
    (folder / "curation.kg").write_text(before, encoding="utf-8")
    curate(folder, "y\n")
    assert (folder / "curation.kg").read_text(encoding="utf-8").startswith(before + "\n")


def test_an_answer_that_contradicts_the_file_is_refused_and_asked_again(folder: Path) -> None:
    decided = 'same "Isaac Gym" "gym"\nsame "gym" "Issac Gym"\n'
    (folder / "curation.kg").write_text(decided, encoding="utf-8")
    question = cases(KnowledgeGraph.load(folder / "outputs"))
    at = [case.question for case in question].index("Are “Isaac Gym” and “Issac Gym” one thing?")
    done = curate(folder, "s\n" * at + "n\nq\n")
    assert "not written: curation.kg:3: says that" in done.output
    assert "lines 1 and 2" in done.output
    assert (folder / "curation.kg").read_text(encoding="utf-8") == decided


def test_the_number_of_questions_can_be_limited(folder: Path) -> None:
    shown = curate(folder, "", "--list", "--limit", "2").output
    assert "2 of 2" in shown
    assert "3 of" not in shown


def test_evidence_is_only_ever_text(folder: Path) -> None:
    shown = curate(folder, "?\nq\n", "--limit", "7").output + curate(folder, "", "--list").output
    assert "\x1b" not in shown
    assert "u  undo the last answer and ask again" in shown


def test_a_statement_is_written_with_its_sentence_above_it(folder: Path) -> None:
    asked = cases(KnowledgeGraph.load(folder / "outputs"))
    at = [case.kind for case in asked].index("statement")
    curate(folder, "s\n" * at + "n\n")
    text = (folder / "curation.kg").read_text(encoding="utf-8")
    assert "# p001: ACT — outperforms → reward model — “We train ACT" in text
    assert parse(text, "curation.kg", ONTOLOGY).decisions[0].verdict is Verdict.REJECT


def test_evidence_from_one_record_is_asked_of_that_record_alone(doubtful: KnowledgeGraph) -> None:
    node = doubtful.find("reward model")
    weak = Merge(
        left="reward model",
        right="Reward Modelling",
        rule="named so in one document",
        reason="p003 calls one thing both.",
        confidence=0.4,
        document="p003",
    )
    doubtful.add_merges(node.iri, [weak])
    asked = next(case for case in cases(doubtful) if case.kind == "merged" and "reward" in case.question)
    assert asked.question.endswith("one thing in p003?")
    assert all("p001" not in line for line in asked.evidence)
    (decision,) = asked.answers["n"].decisions
    assert decision.subjects[1] == Subject(name="Reward Modelling", document="p003")
