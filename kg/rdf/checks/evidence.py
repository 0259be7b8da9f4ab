"""What must hold of evidence: that it stands where it is said to stand."""

from collections.abc import Iterator

from kg.rdf.checks.graph import Graph, integer, text
from kg.rdf.checks.report import Violation


def documents_of_papers(graph: Graph) -> Iterator[Violation]:
    """The document that says something is a version of the paper that says it."""
    for iri in graph.of_class("Statement"):
        document, paper = graph.first(iri, "fromDocument"), graph.first(iri, "fromPaper")
        if document and paper and document not in graph.values(paper, "hasVersion"):
            what = f"{graph.short(document)} is no version of {graph.short(paper)}: one of the two is wrong"
            yield graph.violation("document of paper", iri, what)


def texts_stand(graph: Graph) -> Iterator[Violation]:
    """The text at the offsets is the evidence, and the ends are named in it."""
    texts = {iri: text(words) for iri in graph.of_class("Document") if (words := graph.first(iri, "text"))}
    for iri in [*graph.of_class("Statement"), *graph.of_class("Merge")]:
        kind, start, end = (graph.first(iri, name) for name in ("evidenceKind", "evidenceStart", "evidenceEnd"))
        if kind == '"text"':
            document = graph.first(iri, "fromDocument") or ""
            yield from _stands(graph, iri, texts.get(document, ""), (integer(start), integer(end)))
        elif start or end:
            what = "has offsets, and its evidence is not from the text"
            yield graph.violation("offsets of text", iri, what)


def _stands(graph: Graph, iri: str, words: str, place: tuple[int | None, int | None]) -> Iterator[Violation]:
    start, end = place
    told = graph.first(iri, "evidenceText")
    if start is None or end is None:
        yield graph.violation("offsets", iri, "has evidence from a text, and does not say where it begins and ends")
        return
    if end > len(words):
        what = f"its evidence ends at {end}, and the text of its document at {len(words)}"
        yield graph.violation("offsets in text", iri, what)
        return
    evidence = text(told) if told else ""
    if words[start:end] != evidence:
        at = words.find(evidence)
        mend = f"it stands at [{at}, {at + len(evidence)})" if at >= 0 else "and it stands nowhere in the document"
        what = f"its document reads {words[start:end][:60]!r} at [{start}, {end}), not {evidence[:60]!r}: {mend}"
        yield graph.violation("text at offsets", iri, what)
    for name in ("subject", "object"):
        yield from _within(graph, iri, name, (start, end))


def _within(graph: Graph, iri: str, name: str, sentence: tuple[int, int]) -> Iterator[Violation]:
    first, last = graph.first(iri, f"{name}Start"), graph.first(iri, f"{name}End")
    if (first is None) != (last is None):
        yield graph.violation("both ends", iri, f"has kg:{name}Start or kg:{name}End without the other")
    low, high = integer(first), integer(last)
    if low is not None and high is not None and not sentence[0] <= low <= high <= sentence[1]:
        what = f"its {name} at [{low}, {high}) is outside its evidence at [{sentence[0]}, {sentence[1]})"
        yield graph.violation("name in evidence", iri, what)


def lines_agree(graph: Graph) -> Iterator[Violation]:
    """Evidence from a text is on the line where its document begins."""
    for iri in graph.of_class("Statement"):
        document, line = graph.first(iri, "fromDocument"), graph.first(iri, "evidenceLine")
        begins = graph.first(document or "", "line")
        if graph.first(iri, "evidenceKind") == '"text"' and begins and line and begins != line:
            what = f"is from line {integer(line)}, and its document begins at line {integer(begins)}"
            yield graph.violation("line of document", iri, what)
