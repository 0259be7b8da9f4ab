"""What changed between two graphs is told by what the papers say, not by IRIs."""

from collections.abc import Sequence
from dataclasses import fields

from kg.graph import KnowledgeGraph, judge, statement_key
from kg.graph.comparison import Change, Difference, compare
from kg.model import Decision, Evidence, Literal, Merge, NearMiss, Node, Span, Statement, Subject, Verdict

IRI = "https://w3id.org/papergraph/id"
TEXTS = {
    "d1": "FooNet beats BarNet on planning.",
    "d2": "Foo-Net (FN) is a method for planning.",
    "d3": "We use BarNet, FN and Quux.",
}
Thing = tuple[str, str, Sequence[str], Sequence[str]]
"""IRI, label, aliases, documents; the class is the IRI's first part."""
FOO: Thing = ("method/foonet", "FooNet", ["Foo-Net", "FN"], ["d1", "d2", "d3"])
BAR: Thing = ("method/barnet", "BarNet", [], ["d1", "d3"])
PLAN: Thing = ("task/planning", "planning", [], ["d1", "d2"])


def said(subject: str, predicate: str, object_: str, document: str, confidence: float = 0.9) -> Statement:
    text = TEXTS[document]
    return Statement(
        iri=f"{IRI}/statement/{subject}-{predicate}-{object_}-{document}",
        subject=f"{IRI}/{subject}",
        predicate=predicate,
        object=f"{IRI}/{object_}",
        paper=f"{IRI}/paper/{document}",
        evidence=Evidence(
            kind="text",
            document=f"{IRI}/document/{document}",
            source="a.txt",
            line=1,
            text=text,
            start=0,
            end=len(text),
            object=Span(0, 3),
        ),
        confidence=confidence,
        extractor="x",
    )


def graph(
    *things: Thing, more: Sequence[Statement] = (), merges: dict[str, list[Merge]] | None = None
) -> KnowledgeGraph:
    made = KnowledgeGraph()
    for document, text in TEXTS.items():
        made.add_node(Node(iri=f"{IRI}/paper/{document}", type="Paper", label=document.upper()))
        properties = {"text": (Literal(value=text),)}
        made.add_node(Node(iri=f"{IRI}/document/{document}", type="Document", label=document, properties=properties))
        made.add_version(f"{IRI}/paper/{document}", f"{IRI}/document/{document}")
    for iri, label, aliases, _ in things:
        type_ = iri.split("/")[0].capitalize()
        made.add_node(Node(iri=f"{IRI}/{iri}", type=type_, label=label, aliases=tuple(aliases)))
    for iri, _, _, documents in things:
        for document in documents:
            made.add_statement(said(f"paper/{document}", "mentions", iri, document))
    for statement in more:
        made.add_statement(statement)
    for iri, found in (merges or {}).items():
        made.add_merges(f"{IRI}/{iri}", found)
    return made


def kinds(found: Difference) -> set[str]:
    """The fields that hold something."""
    return {field.name for field in fields(found) if getattr(found, field.name)}


def names(changes: Sequence[Change]) -> list[tuple[list[str], list[str]]]:
    return [([node.label for node in change.old], [node.label for node in change.new]) for change in changes]


def test_equal_graphs_have_no_difference() -> None:
    assert not compare(graph(FOO, BAR), graph(BAR, FOO))
    assert compare(graph(FOO), graph(FOO)) == Difference()


def test_what_only_one_of_them_has_was_added_or_is_gone() -> None:
    found = compare(graph(FOO, PLAN), graph(FOO, BAR))
    assert [node.label for node in found.added] == ["BarNet"]
    assert [node.label for node in found.gone] == ["planning"]
    assert [statement.evidence.document[-2:] for statement in found.said] == ["d1", "d3"]
    assert not found.merged


def test_another_iri_with_the_same_uses_is_the_same_thing_renamed() -> None:
    old = graph(FOO, BAR, more=[said("method/foonet", "outperforms", "method/barnet", "d1")])
    other: Thing = ("method/foo-net", "Foo-Net", ["FooNet", "FN"], FOO[3])
    new = graph(other, BAR, more=[said("method/foo-net", "outperforms", "method/barnet", "d1")])
    found = compare(old, new)
    assert names(found.renamed) == [(["FooNet"], ["Foo-Net"])]
    assert kinds(found) == {"renamed"}


def test_another_class_is_the_same_thing_retyped() -> None:
    found = compare(graph(FOO, PLAN), graph(FOO, ("method/planning", "planning", [], PLAN[3])))
    assert [(change.old[0].type, change.new[0].type) for change in found.retyped] == [("Task", "Method")]
    assert kinds(found) == {"retyped"}


def test_two_that_became_one_were_merged_and_the_reason_is_told() -> None:
    apart: list[Thing] = [
        ("method/foonet", "FooNet", [], ["d1"]),
        ("method/fn", "Foo-Net", ["FN"], ["d2", "d3"]),
    ]
    reasons = [
        Merge(left="FooNet", right="Foo-Net", rule="normalised form", reason="hyphens aside.", confidence=1.0),
        Merge(left="Foo-Net", right="FN", rule="acronym definition", reason="defined.", confidence=1.0),
    ]
    new = graph(FOO, BAR, merges={"method/foonet": reasons})
    (change,) = compare(graph(*apart, BAR), new).merged
    assert names([change]) == [(["Foo-Net", "FooNet"], ["FooNet"])]
    assert change.reasons == ("FooNet = Foo-Net: hyphens aside.",)
    found = compare(new, graph(*apart, BAR))
    assert names(found.split) == [(["FooNet"], ["Foo-Net", "FooNet"])]
    assert kinds(found) - {"altered"} == {"split"}


def test_what_split_off_with_a_new_iri_is_no_new_thing() -> None:
    new = graph(("method/foonet", "FooNet", [], ["d1"]), ("method/fn-2", "FN", ["Foo-Net"], ["d2", "d3"]), BAR)
    found = compare(graph(FOO, BAR), new)
    assert names(found.split) == [(["FooNet"], ["FN", "FooNet"])]
    assert not found.added


def test_a_form_that_went_from_one_thing_to_another_was_moved() -> None:
    old = graph(FOO, ("method/barnet", "BarNet", [], ["d1", "d3"]))
    new = graph(
        ("method/foonet", "FooNet", ["Foo-Net"], ["d1", "d2"]), ("method/barnet", "BarNet", ["FN"], ["d1", "d2", "d3"])
    )
    found = compare(old, new)
    assert names(found.moved) == [(["FooNet"], ["BarNet"])]
    assert not kinds(found) & {"merged", "split", "gone"}


def test_a_namesake_of_another_class_is_not_taken_for_it() -> None:
    namesake: Thing = ("benchmark/foonet", "FooNet", [], ["d1"])
    assert not compare(graph(FOO, namesake), graph(namesake, FOO))
    found = compare(graph(FOO), graph(FOO, namesake))
    assert [node.iri for node in found.added] == [f"{IRI}/benchmark/foonet"]
    assert not found.split


def test_a_short_form_inside_another_word_is_no_use_of_it() -> None:
    inside: Thing = ("method/net", "Net", [], ["d2"])
    found = compare(graph(FOO, inside), graph(FOO))
    assert [node.label for node in found.gone] == ["Net"]
    assert not found.moved


def test_a_papers_versions_are_followed_whatever_its_iri() -> None:
    old, new = graph(BAR), graph(BAR)
    two = KnowledgeGraph()
    for node in new.nodes():
        if node.iri != f"{IRI}/paper/d2":
            two.add_node(node)
    for document in ("d1", "d2"):
        two.add_version(f"{IRI}/paper/d1", f"{IRI}/document/{document}")
    two.add_version(f"{IRI}/paper/d3", f"{IRI}/document/d3")
    found = compare(old, two)
    assert names(found.merged) == [(["D1", "D2"], ["D1"])]


def test_another_confidence_is_the_same_statement_with_other_details() -> None:
    found = compare(
        graph(FOO, BAR, more=[said("method/foonet", "outperforms", "method/barnet", "d1", 0.9)]),
        graph(FOO, BAR, more=[said("method/foonet", "outperforms", "method/barnet", "d1", 0.5)]),
    )
    assert found.altered == {"statements": 1}
    assert kinds(found) == {"altered"}


def test_forms_that_a_graph_knows_by_document_are_followed() -> None:
    old, new = graph(FOO, BAR), graph(("method/foo", "Foo", [], ["d1", "d2"]), ("method/fn", "FN", [], ["d3"]), BAR)
    places = {"FooNet": [f"{IRI}/document/d1"], "Foo-Net": [f"{IRI}/document/d2"], "FN": [f"{IRI}/document/d3"]}
    old.identities.add_forms(f"{IRI}/method/foonet", places)
    new.identities.add_forms(f"{IRI}/method/foo", {"Foonet": places["FooNet"], "Foo-Net": places["Foo-Net"]})
    new.identities.add_forms(f"{IRI}/method/fn", {"FN": places["FN"]})
    miss = NearMiss(
        left=f"{IRI}/method/fn",
        right=f"{IRI}/method/foo",
        left_form="FN",
        right_form="Foo",
        rule="acronym",
        reason="nobody says so.",
        likeness=0.5,
    )
    new.add_near_misses([miss])
    (change,) = compare(old, new).split
    assert names([change]) == [(["FooNet"], ["FN", "Foo"])]
    assert change.reasons == ("FN ≠ Foo: nobody says so.",)


def judged(verdict: Verdict) -> KnowledgeGraph:
    made = graph(FOO, BAR, more=[said("method/foonet", "outperforms", "method/barnet", "d1")])
    (asked,) = (s for s in made.statements() if s.predicate == "outperforms")
    assert judge(
        made, [Decision(verdict=verdict, subjects=(Subject(name=statement_key(made, asked)),), source="c", line=1)]
    )
    return made


def test_what_a_person_decided_is_told_once_and_as_a_decision() -> None:
    plain = graph(FOO, BAR, more=[said("method/foonet", "outperforms", "method/barnet", "d1")])
    rejected, confirmed = judged(Verdict.REJECT), judged(Verdict.CONFIRM)
    for old, new, kind in (
        (plain, rejected, "rejected"),
        (plain, confirmed, "confirmed"),
        (rejected, confirmed, "confirmed"),
        (confirmed, rejected, "rejected"),
        (rejected, plain, "undecided"),
        (confirmed, plain, "undecided"),
    ):
        found = compare(old, new)
        assert kinds(found) == {kind}
        assert [s.predicate for s in getattr(found, kind)] == ["outperforms"]
    assert not compare(rejected, judged(Verdict.REJECT))


def test_a_rejected_statement_that_the_old_graph_lacks_is_new() -> None:
    found = compare(graph(FOO, BAR), judged(Verdict.REJECT))
    assert [s.polarity.value for s in found.said] == ["rejected"]
    assert kinds(found) == {"said"}
