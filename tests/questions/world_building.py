"""Makes a KnowledgeGraph of a literature that is written out by hand: few words for papers, sentences and claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kg.graph import KnowledgeGraph
from kg.model import Evidence, Literal, Merge, Node, Polarity, Span, Statement

THINGS = "https://w3id.org/papergraph/id"
THIS = "this paper"
DENIED, HEDGED, REJECTED = Polarity.NEGATED, Polarity.HEDGED, Polarity.REJECTED
OLD, NEW = "papergraph 0.1.0", "papergraph 0.2.0"

_ROLES = {
    ("evaluatedOn", "subject"): "used",
    ("evaluatedOn", "object"): "evaluated",
    ("trainedOn", "object"): "trained",
    ("addresses", "object"): "addressed",
    ("outperforms", "object"): "compared",
    ("proposes", "object"): "proposed",
    ("introducesBenchmark", "object"): "introduced",
    ("introducesDataset", "object"): "introduced",
}
_RANK = ("proposed", "introduced", "addressed", "evaluated", "trained", "compared", "used")


@dataclass(frozen=True, kw_only=True)
class _Claim:
    subject: str
    predicate: str
    object: str
    confidence: float
    polarity: Polarity
    on: Sequence[str]
    run: str | None


@dataclass(frozen=True)
class Thing:
    """Something that papers speak of, or someone or somewhere that they come from."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    better: str | None = None


@dataclass(frozen=True)
class Result:
    """A number for a method, by a metric, on a benchmark (or a task); what is no thing of the world is words only."""

    method: str
    value: str
    metric: str | None
    on: str
    split: str | None = None
    setting: Sequence[str] = ()
    role: str | None = None
    kind: str = "absolute"
    unit: str | None = None
    baseline: str | None = None
    polarity: Polarity = Polarity.ASSERTED

    @property
    def label(self) -> str:
        return f"{self.method}: {self.value} {self.metric or ''} on {self.on}".replace("  ", " ")


@dataclass(frozen=True)
class Sentence:
    """Words of an abstract, and what they say."""

    text: str
    claims: Sequence[_Claim | Result]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper with its abstract and what its record says; `misread_…` are what a person rejected."""

    key: str
    title: str
    issued: str | None
    sentences: Sequence[Sentence]
    authors: Sequence[str] = ()
    organizations: Sequence[str] = ()
    resources: Mapping[str, str] = field(default_factory=dict)
    mentions: Sequence[str] = ()
    misread_authors: Sequence[str] = ()
    misread_organizations: Sequence[str] = ()
    misread_resources: Mapping[str, str] = field(default_factory=dict)
    misread_mentions: Sequence[str] = ()
    second_version: Sequence[str] = ()
    one_version_only: Sequence[str] = ()

    @property
    def text(self) -> str:
        return "\n".join([self.title, " ".join(sentence.text for sentence in self.sentences)])


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything there is."""

    things: Sequence[Thing]
    papers: Sequence[Paper]
    merges: Mapping[str, Sequence[Merge]]
    retired: Mapping[str, Sequence[str]]

    def graph(self, *, asserted_only: bool = False) -> KnowledgeGraph:
        """The graph of it, with or without what is denied, left open or rejected."""
        return _Builder(self, asserted_only).graph


def claim(
    subject: str,
    predicate: str,
    object_: str,
    confidence: float = 0.9,
    polarity: Polarity = Polarity.ASSERTED,
    *,
    on: Sequence[str] = (),
    run: str | None = None,
) -> _Claim:
    """One thing that a sentence says; `on` is what it limits that to, `run` the run of the program that read it."""
    return _Claim(
        subject=subject,
        predicate=predicate,
        object=object_,
        confidence=confidence,
        polarity=polarity,
        on=on,
        run=run,
    )


def said(text: str, *claims: _Claim | Result) -> Sentence:
    """A sentence of an abstract with what it says."""
    return Sentence(text, claims)


def paper(key: str, title: str, issued: str | None, *sentences: Sentence, **more: object) -> Paper:
    """A paper of that key, title and date."""
    return Paper(key=key, title=title, issued=issued, sentences=sentences, **more)  # type: ignore[arg-type]


def merge(left: str, right: str, rule: str, reason: str, confidence: float) -> Merge:
    """Why two names are one thing."""
    return Merge(left=left, right=right, rule=rule, reason=reason, confidence=confidence)


def iri(type_: str, name: str) -> str:
    """The IRI of a thing."""
    return f"{THINGS}/{type_.lower()}/{'-'.join(name.lower().split()).replace('í', 'i').replace('ü', 'u')}"


class _Builder:
    """Puts the nodes and statements of a world together."""

    def __init__(self, world: World, asserted_only: bool) -> None:
        self.graph = KnowledgeGraph()
        self._asserted_only = asserted_only
        self._iris = {thing.name: iri(thing.type, thing.name) for thing in world.things}
        self._types = {thing.name: thing.type for thing in world.things}
        for name in (OLD, NEW):
            said = {"software": (Literal(value=name),), "model": (Literal(value="rules"),)}
            self._node("Run", name, properties=said)
        for thing in world.things:
            told = {"higherIsBetter": (_boolean(thing.better == "higher"),)} if thing.better else {}
            self._node(thing.type, thing.name, aliases=thing.aliases, named=thing.named, properties=told)
        for one in world.papers:
            self._paper(one)
        for name, merges in world.merges.items():
            self.graph.add_merges(self._iris[name], merges)
            forms = {merge.left: [iri("Document", "alphanet")] for merge in merges}
            self.graph.identities.add_forms(self._iris[name], {name: [iri("Document", "alphanet2")], **forms})
        self.graph.identities.add_retired(
            {f"{THINGS}/{key}": [self._iris[name] for name in names] for key, names in world.retired.items()}
        )

    def _node(self, type_: str, name: str, **more: object) -> str:
        made = iri(type_, name)
        self.graph.add_node(Node(iri=made, type=type_, label=name, **more))  # type: ignore[arg-type]
        return made

    def _paper(self, one: Paper) -> None:
        self._iris[THIS] = iri("Paper", one.key)
        self.graph.add_node(Node(iri=self._iris[THIS], type="Paper", label=one.title))
        self._document(one.key, one.text)
        if one.second_version:
            self._document(f"{one.key}-v2", "\n".join([one.title, " ".join(one.second_version)]))
        for sentence in one.sentences:
            for said in sentence.claims:
                self._said(one, sentence, said)
        self._mentioned(one)
        self._recorded(one)

    def _document(self, key: str, text: str) -> None:
        document = iri("Document", key)
        source = "v2.jsonl" if key.endswith("-v2") else "papers.jsonl"
        told = {
            "text": (Literal(value=text),),
            "title": (Literal(value=text.partition("\n")[0]),),
            "sourceName": (Literal(value=source),),
            "line": (_integer(7),),
        }
        self.graph.add_node(Node(iri=document, type="Document", label=text.partition("\n")[0], properties=told))
        self.graph.add_version(self._iris[THIS], document)

    def _said(self, one: Paper, sentence: Sentence, said: _Claim | Result) -> None:
        evidence = _words(one, sentence.text)
        if isinstance(said, Result):
            self._result(one, evidence, said)
            return
        self._state(
            one,
            evidence,
            (self._iris[said.subject], said.predicate, self._iris[said.object]),
            confidence=said.confidence,
            polarity=said.polarity,
            context=tuple(self._iris[name] for name in said.on),
            run=said.run and iri("Run", said.run),
        )

    def _result(self, one: Paper, evidence: Evidence, told: Result) -> None:
        number = told.value.rstrip("%")
        number = number.rstrip("0").rstrip(".") if "." in number else number
        values = {
            "value": Literal(value=number, datatype="decimal"),
            "valueText": Literal(value=told.value),
            "unit": _string(told.unit or ("%" if told.value.endswith("%") else None)),
            "resultKind": Literal(value=told.kind),
            "split": _string(told.split),
            "reportedAs": _string(told.role),
            "onText": _string(told.on),
            "methodText": _string(told.method),
            "metricText": _string(told.metric),
            "baselineText": _string(told.baseline),
        }
        properties: dict[str, tuple[Literal, ...]] = {
            name: (value,) for name, value in values.items() if value is not None
        }
        if told.setting:
            properties["setting"] = tuple(Literal(value=setting) for setting in told.setting)
        key = sha256(f"{one.key} {told.label}".encode()).hexdigest()[:8]
        node = Node(iri=iri("Result", key), type="Result", label=told.label, properties=properties)
        if self._asserted_only and told.polarity is not Polarity.ASSERTED:
            return
        self.graph.add_node(node)
        on = self._types.get(told.on, "Benchmark").lower()
        ends = {
            "reportedIn": THIS,
            "method": told.method,
            on: told.on,
            "metric": told.metric,
            "baseline": told.baseline,
        }
        for predicate, end in ends.items():
            if end is not None and end in self._iris:
                self._state(one, evidence, (node.iri, predicate, self._iris[end]), polarity=told.polarity)

    def _mentioned(self, one: Paper) -> None:
        """A mention of everything that the paper's claims are about, in the sentence that says it first."""
        found: dict[str, tuple[int, Evidence]] = {}
        for sentence in one.sentences:
            for name, role in (pair for said in sentence.claims for pair in _named(said)):
                rank = _RANK.index(role)
                if name in self._types and (name not in found or rank < found[name][0]):
                    found[name] = (rank, _words(one, sentence.text))
        for name in one.mentions:
            role = "addressed" if self._types[name] == "Task" else "used"
            found.setdefault(name, (_RANK.index(role), _words(one, one.sentences[0].text)))
        for name, (rank, evidence) in found.items():
            misread = Polarity.REJECTED if name in one.misread_mentions else Polarity.ASSERTED
            ends = (self._iris[THIS], "mentions", self._iris[name])
            self._state(one, evidence, ends, role=_RANK[rank], polarity=misread)

    def _recorded(self, one: Paper) -> None:
        """What the paper's record says beside the abstract."""
        me = self._iris[THIS]
        line = _line(one)
        if one.issued:
            datatype = "gMonthDay" if one.issued.startswith("--") else "date"
            self._state(one, line, (me, "issued", Literal(value=one.issued, datatype=datatype)), confidence=1.0)
        for polarity, authors, organizations, resources in (
            (Polarity.ASSERTED, one.authors, one.organizations, one.resources),
            (Polarity.REJECTED, one.misread_authors, one.misread_organizations, one.misread_resources),
        ):
            for name in authors:
                self._state(one, line, (me, "creator", self._iris[name]), confidence=1.0, polarity=polarity)
            for name in organizations:
                self._state(one, line, (me, "affiliatedWith", self._iris[name]), confidence=1.0, polarity=polarity)
            for url, kind in resources.items():
                told = {"url": (Literal(value=url, datatype="anyURI"),), "resourceKind": (Literal(value=kind),)}
                node = Node(iri=iri("Resource", url.rpartition("/")[2]), type="Resource", label=url, properties=told)
                self.graph.add_node(node)
                self._state(one, line, (me, "hasResource", node.iri), confidence=1.0, polarity=polarity)
        for text in one.one_version_only:
            at = replace(line, kind="text", document=iri("Document", f"{one.key}-v2"), text=text)
            self._state(one, at, (me, "saysInOneVersion", Literal(value=text)), confidence=1.0)

    def _state(self, one: Paper, evidence: Evidence, ends: tuple[str, str, str | Literal], **more: object) -> None:
        subject, predicate, object_ = ends
        draft = Statement(
            iri="",
            subject=subject,
            predicate=predicate,
            object=object_,
            paper=iri("Paper", one.key),
            evidence=evidence,
            confidence=0.9,
            extractor="rules 1",
        )
        draft = replace(draft, **more)  # type: ignore[arg-type]
        if self._asserted_only and draft.polarity is not Polarity.ASSERTED:
            return
        made = iri("Statement", sha256(repr(draft).encode()).hexdigest()[:12])
        self.graph.add_statement(replace(draft, iri=made))


def _named(said: _Claim | Result) -> Iterable[tuple[str, str]]:
    """The things that a claim or result speaks of, and the part that each plays."""
    if isinstance(said, _Claim):
        yield said.subject, _ROLES.get((said.predicate, "subject"), "used")
        yield said.object, _ROLES.get((said.predicate, "object"), "used")
        return
    yield said.method, "used"
    yield said.on, "evaluated"
    for name in (said.metric, said.baseline):
        if name is not None:
            yield name, "used"


def _words(one: Paper, text: str) -> Evidence:
    start = one.text.index(text)
    place = Span(start, start + len(text))
    return replace(_line(one), kind="text", text=text, start=place.start, end=place.end)


def _line(one: Paper) -> Evidence:
    return Evidence(
        kind="metadata", document=iri("Document", one.key), source="papers.jsonl", line=7, text=f"record {one.key}"
    )


def _string(text: str | None) -> Literal | None:
    return None if text is None else Literal(value=text)


def _integer(number: int) -> Literal:
    return Literal(value=str(number), datatype="integer")


def _boolean(truth: bool) -> Literal:
    return Literal(value=str(truth).lower(), datatype="boolean")
