"""A corpus of two papers written by hand, one in two versions, and its graph."""

from dataclasses import replace

import pytest

from kg.graph import KnowledgeGraph, assemble
from kg.link import resolve
from kg.model import (
    PAPER,
    Document,
    Extraction,
    Fact,
    LocalEntity,
    Mention,
    Polarity,
    RelationMention,
    ResourceMention,
    ResultMention,
    Source,
    Span,
    Vocabulary,
)
from kg.ontology import load_ontology

SOURCE = Source(name="made.txt", sha256="0" * 64)
TITLE = "HAPPO: trust regions for teams"
FIRST = (
    "We propose Heterogeneous-Agent PPO (HAPPO). HAPPO outperforms QMIX on SMAC by 12.50%. "
    "It is trained on 30,207 pairs of TeamSet. HAPPO does not outperform MAPPO. Code: https://github.com/team/HAPPO."
)
SECOND = FIRST.replace("30,207", "333,963")
OTHER = (
    "QMIX is evaluated on the StarCraft Multi-Agent Challenge (SMAC). It may outperform PPO. "
    "QMIX reaches about 3 to 5 wins."
)


class Builder:
    """One extraction, from a text and the words in it."""

    def __init__(self, key: str, title: str | None, abstract: str, *facts: Fact) -> None:
        document = Document(key=key, id=key, source=SOURCE, line=len(key), title=title, abstract=abstract, facts=facts)
        self.made = Extraction(document=document)

    def span(self, words: str, after: str = "") -> Span:
        text = self.made.document.text
        start = text.index(words, text.index(after) if after else 0)
        return Span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        text = self.made.document.text
        start = text.index(words)
        end = text.find(". ", start)
        return Span(start, len(text) if end < 0 else end + 1)

    def entity(self, type_: str, role: str, *forms: str) -> "Builder":
        mentions = tuple(
            Mention(span=self.span(form), text=form, type=type_, confidence=0.9, extractor="names") for form in forms
        )
        found = LocalEntity(
            type=type_,
            name=forms[0],
            aliases=forms[1:],
            named=True,
            role=role,
            mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
            confidence=0.9,
            extractor="names",
        )
        self.made = replace(self.made, entities=(*self.made.entities, found))
        return self

    def relation(
        self, head: str, type_: str, tail: str, sentence: str, polarity: Polarity = Polarity.ASSERTED
    ) -> "Builder":
        found = RelationMention(
            head=head,
            type=type_,
            tail=tail,
            evidence=self.sentence(sentence),
            polarity=polarity,
            confidence=0.8,
            extractor="patterns",
        )
        if polarity is Polarity.ASSERTED:
            self.made = replace(self.made, relations=(*self.made.relations, found))
        else:
            self.made = replace(self.made, marked=(*self.made.marked, found))
        return self

    def result(self, value: str, sentence: str, method: str, on: str | None, baseline: str | None) -> "Builder":
        found = ResultMention(
            method=method,
            on=on,
            metric=None,
            value=value,
            kind="gain" if baseline else "absolute",
            baseline=baseline,
            evidence=self.sentence(sentence),
            value_span=self.span(value, sentence),
            confidence=0.7,
            extractor="numbers",
        )
        self.made = replace(self.made, results=(*self.made.results, found))
        return self

    def resource(self, url: str, sentence: str) -> "Builder":
        found = ResourceMention(
            url=url,
            kind="code",
            span=self.span(url),
            evidence=self.sentence(sentence),
            confidence=0.9,
            extractor="links",
        )
        self.made = replace(self.made, resources=(*self.made.resources, found))
        return self


def _record(property_: str, value: str, handle: str | None = None, kind: str = "metadata") -> Fact:
    made = Fact(property=property_, value=value, line=7, text=f"{value} et al. · pku", handle=handle)
    return replace(made, kind="page", confidence=0.6) if kind == "page" else made


FACTS = (
    _record("creator", "Ada Lovelace"),
    _record("creator", "Ada Lovelace", kind="page"),
    _record("affiliatedWith", "Peking University", handle="pku"),
    _record("issued", "2022-06-17"),
    _record("subject", "RO"),
    _record("identifier", "arxiv:2206.08686"),
    _record("hasResource", "http://www.github.com/team/HAPPO/"),
)
UNFIT = (_record("issued", "--05-27"), _record("issued", "2022-02-30"), _record("mood", "good"))


def _happo(key: str, abstract: str, *facts: Fact) -> Extraction:
    return (
        Builder(key, TITLE, abstract, *facts)
        .entity("Method", "proposed", "Heterogeneous-Agent PPO", "HAPPO")
        .entity("Method", "compared", "QMIX")
        .entity("Method", "compared", "MAPPO")
        .entity("Benchmark", "evaluated", "SMAC")
        .entity("Dataset", "trained", "TeamSet")
        .relation(PAPER, "proposes", "Heterogeneous-Agent PPO", "We propose")
        .relation(PAPER, "introducesBenchmark", "TeamSet", "It is trained")
        .relation("Heterogeneous-Agent PPO", "outperforms", "QMIX", "HAPPO outperforms")
        .relation("Heterogeneous-Agent PPO", "evaluatedOn", "SMAC", "HAPPO outperforms")
        .relation("Heterogeneous-Agent PPO", "trainedOn", "TeamSet", "It is trained")
        .relation("HAPPO", "outperforms", "MAPPO", "HAPPO does not", Polarity.NEGATED)
        .relation("HAPPO", "outperforms", "nobody", "HAPPO does not")
        .relation("HAPPO", "outperforms", "SMAC", "HAPPO does not")
        .relation("HAPPO", "uses", "Heterogeneous-Agent PPO", "We propose")
        .result("12.50%", "HAPPO outperforms", "Heterogeneous-Agent PPO", "SMAC", "QMIX")
        .resource("https://github.com/team/HAPPO", "Code")
        .made
    )


@pytest.fixture
def builder() -> type[Builder]:
    """What makes one extraction of a text and the words in it."""
    return Builder


@pytest.fixture
def corpus() -> list[Extraction]:
    """Two versions of one paper, which differ in a number, and another paper."""
    other = (
        Builder("d33", None, OTHER, *UNFIT)
        .entity("Method", "compared", "QMIX")
        .entity("Method", "compared", "PPO")
        .entity("Benchmark", "evaluated", "StarCraft Multi-Agent Challenge", "SMAC")
        .relation("QMIX", "evaluatedOn", "StarCraft Multi-Agent Challenge", "QMIX is evaluated")
        .relation("QMIX", "outperforms", "PPO", "It may", Polarity.HEDGED)
        .result("about 3 to 5 wins", "QMIX reaches", "QMIX", None, None)
        .made
    )
    return [_happo("d1", FIRST, *FACTS), _happo("d22", SECOND), other]


@pytest.fixture
def graph(corpus: list[Extraction]) -> KnowledgeGraph:
    resolution = resolve(corpus, Vocabulary(concepts={}))
    return assemble(corpus, resolution, load_ontology(), extractor="rules 1.0")


@pytest.fixture
def disputed() -> KnowledgeGraph:
    """One paper in two versions, which put the thing that it introduces into different classes."""
    said = "We propose the TeamBag dataset, with 12 rules and a licence for each of the games that teams play in it."
    versions = [
        Builder("d1", TITLE, said).entity("Method", "proposed", "TeamBag").relation(PAPER, "proposes", "TeamBag", said),
        Builder("d22", TITLE, said).entity("Dataset", "introduced", "TeamBag"),
    ]
    extractions = [version.made for version in versions]
    resolution = resolve(extractions, Vocabulary(concepts={}))
    return assemble(extractions, resolution, load_ontology(), extractor="rules 1.0")
