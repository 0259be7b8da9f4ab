"""What a curation file may say, and how it is told what is wrong with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curation import Curation, appended, decision_line, parse, read
from kg.errors import CurationError
from kg.model import Decision, Subject, Verdict
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
CLASSES = ("Benchmark", "Dataset", "Method", "Metric", "Task")


def parsed(text: str) -> Curation:
    return parse(text, "some/curation.kg", ONTOLOGY)


def refused(text: str) -> str:
    with pytest.raises(CurationError) as caught:
        parsed(text)
    return str(caught.value)


def test_every_kind_of_line_is_read() -> None:
    found = parsed(
        """# what we decided
same "Issac Gym" "Isaac Gym"              # a slip of the pen
different "ACT" in p001  Method "ACT" in arxiv:2401.00001v1
type "MuJoCo" Benchmark

rename "SMAC" "StarCraft Multi-Agent Challenge"#no space before
drop Method "policy" in seeds_000#12
confirm 3f9a0c21b7e4
reject <https://w3id.org/papergraph/id/statement/0123>
drop <https://w3id.org/papergraph/id/method/x>\r
"""
    ).decisions
    assert [(d.verdict.value, d.subjects, d.value, d.reason, d.line) for d in found] == [
        ("same", (Subject(name="Issac Gym"), Subject(name="Isaac Gym")), None, "a slip of the pen", 2),
        (
            "different",
            (
                Subject(name="ACT", document="p001"),
                Subject(name="ACT", type="Method", document="arxiv:2401.00001v1"),
            ),
            None,
            "",
            3,
        ),
        ("type", (Subject(name="MuJoCo"),), "Benchmark", "", 4),
        ("rename", (Subject(name="SMAC"),), "StarCraft Multi-Agent Challenge", "no space before", 6),
        ("drop", (Subject(name="policy", type="Method", document="seeds_000#12"),), None, "", 7),
        ("confirm", (Subject(name="3f9a0c21b7e4"),), None, "", 8),
        ("reject", (Subject(name="https://w3id.org/papergraph/id/statement/0123"),), None, "", 9),
        ("drop", (Subject(name="https://w3id.org/papergraph/id/method/x"),), None, "", 10),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sme “A” “B”", "straight double quotes"),
        ('sme "A" "B"', "nearest: same"),
        ('"A" same "B"', "begins with same, different"),
        ("same 'A' 'B'", 'straight double quotes: "A"'),
        ("same “A” “B”", 'straight double quotes: "A"'),
        ('same "A"', "lacks a name in double quotes; write it like same"),
        ('same "A" "B" "C"', "one word too many"),
        ('same "A" "B', "is not closed"),
        ('same "A""B"', "put a space between"),
        ("same A B", 'should be a name in double quotes: "A"'),
        ('same "A" "  "', "a name is empty"),
        ('type "A" benchmark', "nearest: Benchmark"),
        ('type "A" Bencmark', "nearest: Benchmark"),
        ('type "A" Entity', "the classes are Benchmark, Dataset, Method, Metric, Task"),
        ('type "A"', "lacks a class: Benchmark, Dataset, Method, Metric or Task"),
        ('drop Metod "A"', "nearest: Method"),
        ('rename Author "A" "B"', "authors can only be told same or different"),
        ('drop "A" in', "lacks the id of a record"),
        ('drop "A" in <https://x.org>', "the id of a record"),
        ('rename "A" B', 'the new label in double quotes: "B"'),
        (r'drop "\oni"', r"write \\ for a backslash"),
        ("drop <http://x y>", "stands between < and >"),
        ("reject 12", "is no statement"),
        ('reject "A"', "12 hexadecimal digits"),
        ("confirm", "the key or the IRI of a statement"),
    ],
)
def test_an_error_names_file_line_and_the_mend(line: str, told: str) -> None:
    message = refused(f"# one\n\n{line}\n")
    assert message.startswith("some/curation.kg:3: ")
    assert told in message
    assert "\n" not in message


def test_every_wrong_line_is_named_and_the_first_in_full() -> None:
    message = refused('drop\nsame "A"\ndrop "B"\nkeep "C"\n')
    assert message.startswith("some/curation.kg:1: drop lacks")
    assert message.endswith("(also wrong: lines 2, 4)")


@pytest.mark.parametrize(
    ("text", "line", "other"),
    [
        ('same "A" "B"\ndifferent "B" "A"', 2, "line 1"),
        ('different "A" "C"\nsame "A" "B"\nsame "C" "B"', 1, "lines 2 and 3"),
        ('same "ACT" "Action Chunking"\ndifferent "ACT" in p1 "ACT" in p2', 2, "line 1"),
        ('same "A" in p1 "B"\ndifferent "A" "B"', 2, "line 1"),
        ('different "A" "A"', 1, "in RECORD"),
        ('same "A" "A" in p1', 1, "in RECORD"),
        ('type "A" Method\ntype "A" Task', 2, "line 1"),
        ('type "A" Method\nsame "A" "B"\ntype "B" Task', 3, "line 1"),
        ('rename "A" "X"\nrename "A" "Y"', 2, "line 1"),
        ('rename "A" "X"\nsame "A" "B"\nsame "B" "C"\nrename "C" "Y"', 4, "lines 2 and 3"),
        ('drop "A"\ntype "A" Method', 2, "line 1"),
        ("confirm 3f9a0c21b7e4\nreject 3f9a0c21b7e4", 2, "line 1"),
    ],
)
def test_a_contradiction_names_both_lines(text: str, line: int, other: str) -> None:
    message = refused(text)
    assert message.startswith(f"some/curation.kg:{line}: ")
    assert other in message


@pytest.mark.parametrize(
    "text",
    [
        'different "ACT" "ACT-R"\ndifferent "ACT" in p1 "ACT" in p2',
        'same "ACT" in p1 "Action Chunking"\ndifferent "ACT" in p1 "ACT" in p2\nsame "ACT" in p2 "Adaptive"',
        'same "A" "B"\nsame "C" "D"\ndifferent "A" "C"',
        'type "A" Method\ntype "A" in p1 Task',
        'same "A" "B"\ntype "A" Task\ntype "B" Task',
        'drop Method "policy"\ntype Dataset "policy" Benchmark',
        'different "MATH" "Math"',
    ],
)
def test_what_can_hold_together_is_no_contradiction(text: str) -> None:
    assert len(parsed(text).decisions) == len(text.split("\n"))


def test_what_is_said_twice_counts_once_and_is_warned_of() -> None:
    found = parsed('same "A" "B"\n# between\nsame "B" "A" # again\n')
    assert [decision.line for decision in found.decisions] == [1]
    assert [(w.line, w.message) for w in found.warnings] == [(3, "says the same as line 1; remove one")]


def test_a_file_may_begin_with_a_byte_order_mark_and_must_be_text(tmp_path: Path) -> None:
    path = tmp_path / "curation.kg"
    path.write_bytes('\ufeffdrop "A"\r\n'.encode())
    assert read(path, ONTOLOGY).decisions[0].subjects == (Subject(name="A"),)
    path.write_bytes(b'drop "A"\ndrop "\xff"\n')
    with pytest.raises(CurationError, match=r"curation\.kg:2: is not UTF-8"):
        read(path, ONTOLOGY)
    with pytest.raises(CurationError, match="there is no such file"):
        read(tmp_path / "none.kg", ONTOLOGY)


def test_appending_leaves_every_byte_before_it() -> None:
    decision = Decision(verdict=Verdict.DROP, subjects=(Subject(name="B"),), source="", line=0)
    for text in ('# ours\n\n  drop "A"   # why\n', '# ours\r\ndrop "A"\r\n', "# no end of line"):
        longer = appended(text, [decision], ["a sentence\nof two lines"])
        assert longer.startswith(text)
        assert "# a sentence of two lines" in longer
        assert parsed(longer).decisions[-1].subjects == decision.subjects
    assert len(parsed(appended("", [decision])).decisions) == 1


texts = st.text(st.characters(codec=None, categories=None), min_size=1).filter(lambda text: bool(text.strip()))
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).map(lambda w: w.strip())
subjects = st.builds(
    Subject,
    name=texts,
    type=st.none() | st.sampled_from(CLASSES),
    document=st.none() | texts,
)
people = st.builds(Subject, name=texts, type=st.just("Author"), document=st.none() | texts)
keys = st.text("0123456789abcdef", min_size=12, max_size=12).map(lambda key: Subject(name=key))
iris = st.text("abc/#-._~é", min_size=1).map(lambda path: Subject(name=f"https://x.org/{path}"))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    verdict = draw(st.sampled_from(Verdict))
    value = None
    about: tuple[Subject, ...]
    if verdict in (Verdict.CONFIRM, Verdict.REJECT):
        about = (draw(keys | iris),)
    elif verdict in (Verdict.SAME, Verdict.DIFFERENT):
        about = (draw(subjects | people | iris), draw(subjects | people | iris))
    else:
        about = (draw(subjects | iris),)
        if verdict is Verdict.TYPE:
            value = draw(st.sampled_from(CLASSES))
        elif verdict is Verdict.RENAME:
            value = draw(texts)
    reason = " ".join(draw(st.lists(words, max_size=4)))
    return Decision(verdict=verdict, subjects=about, source="curation.kg", line=1, value=value, reason=reason)


@given(decisions())
def test_every_decision_reads_back_as_it_was_written(decision: Decision) -> None:
    line = decision_line(decision)
    assert "\n" not in line
    line.encode("utf-8")
    try:
        found = parsed(line).decisions
    except CurationError as error:
        assert "both ends are" in str(error)  # noqa: PT017 - a pair of one thing may be drawn
    else:
        assert found == (decision,)


@given(st.text() | st.text('same"AB\\ #<>in p1drop\n'))
def test_any_text_is_decisions_or_a_clear_error(text: str) -> None:
    try:
        parsed(text)
    except CurationError as error:
        assert str(error).startswith("some/curation.kg:")  # noqa: PT017 - either outcome is right
