"""What the graph says of a thing itself: its properties, its merges, who stands beside it."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import quote

from kg.rdf.terms import TYPE
from kg.serve.pages.asking import Asking, Row, iri
from kg.view.site.nouns import Attribute, Counted, MergeRow, Thing
from kg.view.site.wording import dated, percent, spaced
from kg.view.style import LOOKS

_HIDDEN = frozenset(
    {"label", "alias", "named", "text", "localName", "casedLabel", "introduces", "hasVersion", "mentions"}
)
_NOUNS = {
    "value": "number", "valueText": "as written", "resultKind": "kind", "resourceKind": "leads to", "url": "address",
    "sourceName": "source", "sourceHash": "SHA-256", "recordId": "record", "evidenceKind": "evidence",
    "issued": "date", "higherIsBetter": "better is", "reportedAs": "number is", "generatedBy": "run",
    "evidenceLine": "line", "fromPaper": "paper", "fromDocument": "document", "creator": "authors",
    "affiliatedWith": "from", "hasResource": "on the web",
}  # fmt: skip
_ORDER = ("polarity", "issued", "value", "valueText", "unit", "resultKind", "method", "metric", "benchmark", "dataset",
          "task", "baseline", "confidence", "rule", "mergedInto", "fromPaper", "fromDocument", "sourceName",
          "evidenceLine", "line", "recordId", "evidenceKind", "extractor", "generatedBy")  # fmt: skip
_WORDS: Mapping[str, Callable[[str], str]] = {
    "issued": dated,
    "confidence": lambda value: percent(float(value)),
    "higherIsBetter": lambda value: {"true": "higher", "false": "lower"}.get(value, value),
}
_ON = ("benchmark", "dataset", "task")
_LINKS = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/", "orcid": "https://orcid.org/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A thing's own triples, by the local name of the property."""

    thing: Thing
    type: str
    values: Mapping[str, tuple[Thing | str, ...]]

    def texts(self, name: str) -> tuple[str, ...]:
        """The plain values of a property."""
        return tuple(value for value in self.values.get(name, ()) if isinstance(value, str))

    def text(self, name: str) -> str:
        """The first plain value of a property, or "" where it has none."""
        return next(iter(self.texts(name)), "")

    def things(self, name: str) -> tuple[Thing, ...]:
        """The things that a property leads to."""
        return tuple(value for value in self.values.get(name, ()) if isinstance(value, Thing))


async def own(about: str, asking: Asking) -> Own | None:
    """What the graph says of a thing, or None where it does not know the IRI."""
    rows = await asking.rows(f"""SELECT ?p ?o ?oLabel WHERE {{
      {iri(about)} ?p ?o . OPTIONAL {{ ?o rdfs:label ?oLabel }} }} ORDER BY ?p ?o""")
    if not rows:
        return None
    found: dict[str, list[Thing | str]] = {}
    labels = [row.text("o") for row in rows if row.text("p").endswith("#label")]
    for row in rows:
        value = asking.thing(row, "o", "oLabel") or row.text("o")
        name = "type" if row.text("p") == TYPE else asking.predicate(row.text("p"))
        if value not in found.setdefault(name, []):
            found[name].append(value)
    thing = asking.addresses.thing(about, next(iter(labels), ""))
    classes = [found_.iri for found_ in found.get("type", []) if isinstance(found_, Thing)]
    type_ = thing.type or _narrowest(classes, asking)
    thing = Thing(iri=thing.iri, label=thing.label, type=type_, href=thing.href)
    return Own(thing=thing, type=type_, values={name: tuple(values) for name, values in found.items()})


def _narrowest(classes: Sequence[str], asking: Asking) -> str:
    """The class that no other of them is below."""
    known = [found.name for found in asking.ontology.classes.values() if found.iri in classes]
    below = [name for name in known if not any(o != name and asking.ontology.is_a(o, name) for o in known)]
    return below[0] if below else ""


def attributes(found: Own, asking: Asking, *, without: Set[str] = frozenset()) -> tuple[Attribute, ...]:
    """The properties that a page lists, in words for people; `without` are those shown elsewhere."""
    properties = asking.ontology.properties
    shown = [
        name
        for name in found.values
        if name in properties
        and name not in _HIDDEN | without
        and not _entailed(name, found, asking)
        and found.values[name] != (found.thing.iri,)
        and not _is_repeated(name, found)
    ]
    order = {name: at for at, name in enumerate(_ORDER)}
    shown.sort(key=lambda name: (order.get(name, len(order)), name))
    return tuple(
        Attribute(
            name=_NOUNS.get(name, properties[name].label if name in properties else spaced(name)),
            values=tuple(_shown(name, value) for value in found.values[name]),
            definition=properties[name].definition,
        )
        for name in shown
    )


def _entailed(name: str, found: Own, asking: Asking) -> bool:
    """Whether a narrower property of the same thing says more."""
    return any(name in asking.ontology.properties[o].parents for o in found.values if o in asking.ontology.properties)


def _is_repeated(name: str, found: Own) -> bool:
    """Whether a text is what the thing that it names is called anyway."""
    ends = [
        end.label
        for part in ((*_ON,) if name == "onText" else (name.removesuffix("Text"),))
        for end in found.things(part)
    ]
    return name.endswith("Text") and found.text(name).casefold() in map(str.casefold, ends)


def _shown(name: str, value: Thing | str) -> Thing | str:
    if isinstance(value, Thing):
        return value
    if name in _WORDS:
        return _WORDS[name](value)
    scheme, colon, key = value.partition(":")
    if name == "identifier" and colon and scheme in _LINKS:
        return Thing(iri=value, label=value, href=_LINKS[scheme] + key)
    if name in {"url", "concept"}:
        return Thing(iri=value, label=value, href=value if value.startswith(("https://", "http://")) else None)
    return value


def on_map(found: Own, asking: Asking) -> str | None:
    """How the explorer calls a thing that it draws."""
    if found.type not in LOOKS:
        return None
    return quote(found.thing.iri.removeprefix(asking.addresses.things), safe="/")


async def merges(about: str, asking: Asking) -> tuple[MergeRow, ...]:
    """Why the names of a thing are one, surest first."""
    rows = await asking.rows(f"SELECT * WHERE {{ ?m kg:mergedInto {iri(about)} . {_MERGE} }}")
    return tuple(sorted(_merges(rows, asking), key=lambda row: (-row.confidence, row.left, row.right, row.thing.iri)))


async def merge(which: str, asking: Asking) -> MergeRow | None:
    """One merge."""
    rows = await asking.rows(f"SELECT * WHERE {{ VALUES ?m {{ {iri(which)} }} {_MERGE} }}")
    return next(iter(_merges(rows, asking)), None)


_MERGE = """?m kg:leftForm ?left ; kg:rightForm ?right ; kg:rule ?rule ; kg:reason ?reason ; kg:confidence ?sure ;
      kg:mergedInto ?into . ?into rdfs:label ?label . OPTIONAL { ?m kg:evidenceText ?text }
      OPTIONAL { ?m kg:fromDocument ?document }"""


def _merges(rows: Sequence[Row], asking: Asking) -> list[MergeRow]:
    return [
        MergeRow(
            thing=asking.addresses.thing(row.text("m")),
            left=row.text("left"),
            right=row.text("right"),
            rule=row.text("rule"),
            reason=row.text("reason"),
            confidence=float(row.text("sure")),
            evidence=row.text("text"),
            into=asking.thing(row, "into", "label"),
            document=asking.thing(row, "document", "document"),
        )
        for row in rows
    ]


async def coauthors(author: str, asking: Asking, *, limit: int = 12) -> tuple[Counted, ...]:
    """Who shares most papers with an author."""
    rows = await asking.rows(f"""SELECT ?other ?label (COUNT(DISTINCT ?paper) AS ?papers) WHERE {{
      ?paper dcterms:creator {iri(author)} , ?other . FILTER (?other != {iri(author)}) ?other rdfs:label ?label .
    }} GROUP BY ?other ?label ORDER BY DESC(?papers) ?label ?other LIMIT {limit}""")
    return tuple(
        Counted(thing=asking.addresses.thing(row.text("other"), row.text("label")), count=row.text("papers"))
        for row in rows
    )
