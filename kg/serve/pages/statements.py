"""Statements of the graph with their sentences, and the facts that they are grouped into."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.serve.pages.asking import Asking, Row, iri, values
from kg.view.site.nouns import Fact, Group, Saying, Thing
from kg.view.site.sentences import cut
from kg.view.site.wording import heading, place

# One pattern for each OPTIONAL: Oxigraph looks those up, and joins larger ones with all that the store has.
_DETAILS = """?s ?p ?o . OPTIONAL { ?o rdfs:label ?label } OPTIONAL { ?o dcterms:issued ?issued }"""
_SPANS = ("subject", "object")
_FETCHED = 400
_AT_ONCE = 250
"""Statements that one query names: the text of a query has a limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The statements about a thing that share a relation, a direction and a polarity, counted."""

    predicate: str
    name: str
    backwards: bool
    polarity: str
    total: int
    others: int


async def parts(about: str, asking: Asking) -> list[Part]:
    """How many statements of each kind are about a thing, in the order of pages."""
    rows = await asking.rows(f"""SELECT ?backwards ?predicate ?polarity
      (COUNT(*) AS ?total) (COUNT(DISTINCT ?other) AS ?others) WHERE {{
      {{ ?s rdf:subject {iri(about)} ; rdf:object ?other ; rdf:predicate ?predicate ; kg:polarity ?polarity .
         BIND (false AS ?backwards) }}
      UNION
      {{ ?s rdf:object {iri(about)} ; rdf:subject ?other ; rdf:predicate ?predicate ; kg:polarity ?polarity .
         BIND (true AS ?backwards) }}
    }} GROUP BY ?backwards ?predicate ?polarity""")
    found = [
        Part(
            predicate=row.text("predicate"),
            name=asking.predicate(row.text("predicate")),
            backwards=row.text("backwards") == "true",
            polarity=row.text("polarity") or "asserted",
            total=row.number("total") or 0,
            others=row.number("others") or 0,
        )
        for row in rows
        if row.text("predicate")
    ]
    return sorted(found, key=lambda part: (place(part.name), part.backwards, part.polarity))


async def of_parts(
    about: str, wanted: Sequence[Part], asking: Asking, *, limit: int = _FETCHED, offset: int = 0
) -> list[Saying]:
    """The statements of some parts, each part's newest papers and surest statements first, `limit` of each part."""
    if not wanted:
        return []
    selects = "\n UNION ".join(f"{{ {_chosen(about, part, limit, offset)} }}" for part in wanted)
    chosen = [row.text("s") for row in await asking.rows(f"SELECT DISTINCT ?s WHERE {{ {selects} }}")]
    order = {one: at for at, one in enumerate(chosen)}
    return sorted(await of_iris(chosen, asking), key=lambda said: order[said.iri])


async def of_iris(iris: Sequence[str], asking: Asking) -> list[Saying]:
    """The statements with these IRIs."""
    parts = (iris[at : at + _AT_ONCE] for at in range(0, len(iris), _AT_ONCE))
    asked = (asking.rows(f"SELECT * WHERE {{ {values('s', part)} {_DETAILS} }}") for part in parts)
    return [said for rows in await asyncio.gather(*asked) for said in sayings(rows, asking)]


async def of_source(source: str, relation: str, asking: Asking) -> list[Saying]:
    """All statements that come from a paper (`fromPaper`) or a document (`fromDocument`)."""
    rows = await asking.rows(f"SELECT * WHERE {{ ?s kg:{relation} {iri(source)} . {_DETAILS} }}")
    return sorted(sayings(rows, asking), key=lambda said: (-said.confidence, said.iri))


def _chosen(about: str, part: Part, limit: int, offset: int) -> str:
    end = "object" if part.backwards else "subject"
    polarity = f'"{part.polarity}"'
    return f"""SELECT ?s WHERE {{ ?s rdf:{end} {iri(about)} ; rdf:predicate {iri(part.predicate)} .
      ?s kg:polarity {polarity} ; kg:confidence ?sure ; kg:fromPaper ?paper . OPTIONAL {{ ?paper dcterms:issued ?day }}
    }} ORDER BY {"DESC(STR(?day)) DESC(?sure)" if part.backwards else "DESC(?sure) DESC(STR(?day))"} ?s
    LIMIT {limit} OFFSET {offset}"""


def sayings(rows: Iterable[Row], asking: Asking) -> list[Saying]:
    """Statements from rows of their properties and values."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        known = found.setdefault(row.text("s"), {})
        known.setdefault(asking.predicate(row.text("p")), []).append(row)
    return [_saying(iri_, properties, asking) for iri_, properties in found.items()]


def _saying(about: str, properties: Mapping[str, list[Row]], asking: Asking) -> Saying:
    def text(name: str) -> str:
        return properties[name][0].text("o") if name in properties else ""

    def things(name: str) -> dict[str, Thing]:
        made = (asking.thing(row, "o", "label") for row in properties.get(name, ()))
        return {thing.iri: thing for thing in made if thing}

    def thing(name: str) -> Thing | None:
        return next(iter(things(name).values()), None)

    ends = {role: thing(role) for role in _SPANS}
    marks = tuple(
        (int(text(f"{role}Start")), int(text(f"{role}End")), role, end)
        for role, end in ends.items()
        if end and text(f"{role}Start") and text(f"{role}End")
    )
    start = int(text("evidenceStart")) if text("evidenceStart") else None
    contexts = things("context")
    return Saying(
        iri=about,
        href=asking.addresses.path(about),
        subject=ends["subject"] or asking.addresses.thing(about),
        predicate=asking.predicate(text("predicate")),
        object=ends["object"],
        value="" if ends["object"] else text("object"),
        polarity=text("polarity") or "asserted",
        confidence=float(text("confidence") or 1),
        extractor=text("extractor"),
        role=text("role"),
        kind=text("evidenceKind"),
        pieces=cut(text("evidenceText"), marks if start is not None else (), start=start or 0),
        paper=thing("fromPaper"),
        issued=min((row.text("issued") for row in properties.get("fromPaper", ())), default=""),
        document=thing("fromDocument"),
        line=text("evidenceLine"),
        context=tuple(contexts[key] for key in sorted(contexts)),
        start=start,
        marks=marks,
    )


def _is_end(about: str, said: Saying, part: Part) -> bool:
    end = said.object if part.backwards else said.subject
    return end is not None and end.iri == about


def facts(said: Iterable[Saying], *, backwards: bool = False) -> tuple[Fact, ...]:
    """Statements by the other thing or value that they tell of, in the order in which those come first."""
    by_other: dict[str, list[Saying]] = {}
    for one in said:
        other = one.subject if backwards else one.object
        by_other.setdefault(other.iri if other else f" {one.value}", []).append(one)
    return tuple(
        Fact(other=same[0].subject if backwards else same[0].object, value=same[0].value, sayings=tuple(same))
        for same in by_other.values()
    )


def group(part: Part, about: str, said: Sequence[Saying], *, more: str | None = None) -> Group:
    """The facts of a part of what is said about a thing."""
    mine = [
        one for one in said if (one.predicate, one.polarity) == (part.name, part.polarity) and _is_end(about, one, part)
    ]
    return Group(
        name=part.name,
        backwards=part.backwards,
        title=heading(part.name, backwards=part.backwards),
        total=part.total,
        facts=facts(mine, backwards=part.backwards),
        more=more if len(mine) < part.total else None,
    )
