"""Every question depends on what it asks about: a triple taken out of the small literature changes its answer."""

import re
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.sparql.questions import Question, question, questions
from tests.questions.conftest import CASES, Case, Literature

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TERM = re.compile(r"\b(?:kg|rdf|rdfs|skos|dcterms|prov):\w+")

PLANTED = {
    "baselines-of-paper": ("method:gammanet", "kg:comparedWith", "method:basenet", "rdf:object"),
    "benchmark-concentration": ("paper:betanet", "kg:mentions", "benchmark:transbench", None),
    "benchmark-organizations": ("paper:transbench", "kg:introduces", "benchmark:transbench", None),
    "benchmarks-of-method": ("method:alphanet", "kg:evaluatedOn", "dataset:corpusb", "kg:polarity"),
    "built-on": ("method:treeparse", "kg:uses", "method:basenet", "kg:evidenceText"),
    "co-authors": ("paper:alphanet2", "dcterms:creator", "author:bo-chen", None),
    "co-authors-on-benchmark": ("paper:gammanet", "dcterms:creator", "author:greta-grun", None),
    "contradictions": ("method:alphanet", "kg:outperforms", "method:betanet", "kg:context"),
    "coverage": ("paper:treeparse", "kg:proposes", "method:treeparse", None),
    "evaluation-gaps": ("method:alphanet", "kg:isA", "method:transformer", None),
    "first-papers": ("paper:transbench", "dcterms:issued", "2019-02-01", None),
    "forgotten-benchmarks": ("paper:trans-2019-2", "kg:mentions", "benchmark:oldbench", None),
    "genealogy": ("method:transformer", "kg:uses", "method:alphanet-2", "rdf:predicate"),
    "growing-methods": ("paper:trans-2024-1", "kg:mentions", "method:basenet", None),
    "incomparable-results": ("metric:bleu", "skos:prefLabel", "BLEU", None),
    "kinds-of-method": ("method:betanet-3", "kg:versionOf", "method:betanet", None),
    "mention-share": ("paper:trans-2024-2", "kg:mentions", "benchmark:hardtrans", None),
    "merged-forms": ("benchmark:transbench", "skos:prefLabel", "TransBench", None),
    "method-benchmark": ("method:gammanet", "kg:evaluatedOn", "dataset:corpusc", "kg:fromPaper"),
    "methods-by-support": ("method:alphanet", "kg:addresses", "task:translation", "kg:fromPaper"),
    "methods-for": ("method:treeparse", "kg:addresses", "task:parsing", "rdf:subject"),
    "methods-on-benchmark": ("method:treeparse", "kg:evaluatedOn", "benchmark:hardtrans", "kg:confidence"),
    "metrics-of-task": ("metric:perplexity", "kg:higherIsBetter", "false", None),
    "names-of": ("method:alpha-network", "dcterms:isReplacedBy", "method:alphanet", None),
    "negated-or-hedged": ("method:betanet", "kg:outperforms", "method:transformer", "kg:polarity"),
    "new-benchmarks": ("paper:oldbench", "kg:introducesBenchmark", "benchmark:oldbench", "kg:polarity"),
    "new-datasets": ("paper:corpora", "kg:introducesDataset", "dataset:corpusa", "kg:confidence"),
    "new-methods": ("paper:gammanet", "kg:proposes", "method:gammanet", "kg:evidenceText"),
    "opposite-winners": ("metric:accuracy", "kg:higherIsBetter", "true", None),
    "organizations": ("paper:hardtrans", "kg:affiliatedWith", "organization:z-labs", None),
    "outperforms-chain": ("method:alphanet-2", "kg:outperforms", "method:alphanet", None),
    "outperforms-circles": ("method:gammanet", "kg:outperforms", "method:deltanet", None),
    "output-by-year": ("paper:betanet", "kg:affiliatedWith", "organization:z-labs", None),
    "papers-about": ("paper:treeparse", "kg:mentions", "task:parsing", "kg:role"),
    "papers-by-year": ("paper:treeparse", "dcterms:issued", "--05-27", None),
    "papers-of": ("paper:treeparse", "dcterms:creator", "author:bo-chen", "rdf:object"),
    "papers-with-code": ("resource:alphanet2", "kg:resourceKind", "code", None),
    "popular-benchmarks": ("method:deltanet", "kg:evaluatedOn", "benchmark:sumbench", "rdf:object"),
    "related-benchmarks": ("method:gammanet", "kg:evaluatedOn", "dataset:corpusc", None),
    "reported-values": ("metric:perplexity", "kg:higherIsBetter", "false", None),
    "results-of": ("method:alphanet-2", "skos:prefLabel", "AlphaNet-2", None),
    "results-on": ("benchmark:sumbench", "skos:prefLabel", "SumBench", None),
    "run-differences": ("method:gammanet", "kg:isA", "method:transformer", "prov:wasGeneratedBy"),
    "self-reported-wins": ("paper:betanet", "kg:proposes", "method:betanet", None),
    "single-statement-edges": ("method:deltanet", "kg:uses", "method:gammanet", "kg:evidenceText"),
    "statements-about": ("method:betanet", "kg:outperforms", "method:transformer", "kg:polarity"),
    "tasks-of-dataset": ("paper:alphanet", "kg:mentions", "task:translation", None),
    "train-or-test-only": ("method:betanet", "kg:trainedOn", "dataset:corpusa", "rdf:subject"),
    "trained-and-tested-on-same": ("method:alphanet", "kg:trainedOn", "dataset:corpusb", "rdf:object"),
    "version-differences": ("paper:alphanet", "kg:saysInOneVersion", "All code is public.", "kg:fromDocument"),
    "versions": ("paper:alphanet", "dcterms:hasVersion", "document:alphanet-v2", None),
    "weak-edges": ("method:alphanet", "kg:evaluatedOn", "dataset:corpusb", "kg:confidence"),
    "what-builds-on": ("method:alphanet", "kg:isA", "method:transformer", "rdf:predicate"),
    "what-is-outperformed-by": ("method:alphanet-2", "kg:outperforms", "method:alphanet", "kg:context"),
    "what-outperforms": ("method:deltanet", "kg:outperforms", "method:betanet", "rdf:predicate"),
}
"""A fact by its ends, and the property of its statement to take away, or None for the edge itself."""


def texts_of(name: str, literature: Literature) -> dict[str, Case]:
    return {literature.text(question(name), case.given): case for case in CASES if case.name == name}


def changes_an_answer(quad: Quad, texts: dict[str, Case], literature: Literature) -> bool:
    """Whether a case of a question has other rows without this triple."""
    literature.store.remove(quad)
    try:
        return any(literature.rows(text) != list(case.rows) for text, case in texts.items())
    finally:
        literature.store.add(quad)


def planted(name: str, literature: Literature) -> list[Quad]:
    subject, predicate, object_, of_statement = PLANTED[name]
    long, find = literature.long, literature.store.quads_for_pattern
    edges = [
        quad for quad in find(long(subject), long(predicate), None, None) if literature.shown(quad.object) == object_
    ]
    if of_statement is None:
        return edges
    statements = [
        quad.subject
        for quad in find(None, NamedNode(f"{RDF}subject"), long(subject), None)
        if isinstance(quad.subject, NamedNode)
        and literature.has(quad.subject, f"{RDF}predicate", long(predicate).value)
        and any(
            literature.shown(o.object) == object_ for o in find(quad.subject, NamedNode(f"{RDF}object"), None, None)
        )
    ]
    return [quad for statement in statements for quad in find(statement, long(of_statement), None, None)]


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_the_triple_that_was_planted_for_a_question_counts(found: Question, literature: Literature) -> None:
    quads = planted(found.name, literature)
    assert quads
    texts = texts_of(found.name, literature)
    assert any(changes_an_answer(quad, texts, literature) for quad in quads)


def candidates(term: NamedNode, cells: set[str], literature: Literature) -> Iterator[Quad]:
    """The triples with this property or about this class or predicate, those near the question's rows first."""
    find, shown = literature.store.quads_for_pattern, literature.shown
    near = {
        quad.subject
        for quad in literature.store
        if (isinstance(quad.object, Literal) and quad.object.value in cells) or shown(quad.subject) in cells
    }
    quads = [*find(None, term, None, None), *find(None, None, term, None)]
    yield from sorted(quads, key=lambda quad: (quad.subject not in near, shown(quad.object) not in cells, str(quad)))


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_every_term_of_a_question_matters(found: Question, literature: Literature) -> None:
    texts = texts_of(found.name, literature)
    cells = {cell for case in texts.values() for row in case.rows for cell in row}
    body = "\n".join(line for line in found.text.split("\n") if not line.startswith("#"))
    idle = [
        term
        for term in sorted(set(TERM.findall(body)))
        if not any(
            changes_an_answer(quad, texts, literature) for quad in candidates(literature.long(term), cells, literature)
        )
    ]
    assert idle == []
