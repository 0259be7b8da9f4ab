"""Things by their names."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from kg.serve.pages.asking import Asking, Row, string
from kg.view.site.nouns import Counted

KINDS = ("Paper", "Method", "Benchmark", "Dataset", "Task", "Metric", "Author", "Organization", "Resource", "Result")
"""Classes whose things people look for by name."""
_FOUND_BY_NAME = KINDS[:-1]
_LONGEST = 200
_WORDS = 6
_STEM = 3
_CANDIDATES = 120
_UNLIKE = 0.5


async def named_like(text: str, asking: Asking, *, types: Sequence[str] = (), limit: int = 12) -> list[Counted]:
    """Things whose label or alias has the text in it, whole names before beginnings before middles.

    `count` is the alias that was found, "" where it was the label.
    """
    wanted = " ".join(text.lower().split())[:_LONGEST]
    if not wanted:
        return []
    rows = await asking.rows(f"""SELECT ?thing ?label ?form WHERE {{
      {_of_classes(types or _FOUND_BY_NAME)} ?thing a ?class ; skos:prefLabel|skos:altLabel ?form .
      BIND (LCASE(STR(?form)) AS ?folded) FILTER (CONTAINS(?folded, {string(wanted)}))
      ?thing skos:prefLabel ?label .
      BIND (IF(?folded = {string(wanted)}, 0, IF(STRSTARTS(?folded, {string(wanted)}), 1,
            IF(CONTAINS(?folded, {string(" " + wanted)}), 2, 3))) AS ?rank)
    }} ORDER BY ?rank STRLEN(?form) ?label ?thing LIMIT {3 * limit}""")
    return _once(rows, asking)[:limit]


async def near(text: str, asking: Asking, *, limit: int = 8) -> list[Counted]:
    """Things whose names share most words, or beginnings of words, with the text."""
    words = re.findall(r"\w+", text.lower())[:_WORDS]
    if not words:
        return []
    marks = " + ".join(
        f"IF(CONTAINS(?folded, {string(word)}), 2, IF(CONTAINS(?folded, {string(word[:_STEM])}), 1, 0))"
        for word in words
    )
    rows = await asking.rows(f"""SELECT ?thing ?label ?form WHERE {{
      {_of_classes(_FOUND_BY_NAME)} ?thing a ?class ; skos:prefLabel|skos:altLabel ?form ; skos:prefLabel ?label .
      BIND (LCASE(STR(?form)) AS ?folded) BIND ({marks} AS ?score) FILTER (?score > 0)
    }} ORDER BY DESC(?score) STRLEN(?form) ?label ?thing LIMIT {_CANDIDATES}""")
    wanted = " ".join(words)

    def likeness(row: Row) -> float:
        return SequenceMatcher(None, wanted, row.text("form").lower()).ratio()

    likely = sorted((row for row in rows if likeness(row) > _UNLIKE), key=likeness, reverse=True)
    return _once(likely, asking)[:limit]


async def listed(type_: str, asking: Asking, *, limit: int, offset: int) -> list[Counted]:
    """Things of a class by name."""
    rows = await asking.rows(f"""SELECT ?thing ?label WHERE {{
      {_of_classes([type_])} ?thing a ?class ; rdfs:label ?label .
    }} ORDER BY LCASE(STR(?label)) ?thing LIMIT {limit} OFFSET {offset}""")
    return _once(rows, asking)


async def leading(type_: str, asking: Asking, *, limit: int = 8) -> list[Counted]:
    """The things of a class that most papers speak of."""
    rows = await asking.rows(f"""SELECT ?thing ?label ?papers WHERE {{
      {{ SELECT ?thing (COUNT(?paper) AS ?papers) WHERE {{
         {_of_classes([type_])} ?thing a ?class . ?paper kg:mentions ?thing }} GROUP BY ?thing
         ORDER BY DESC(?papers) ?thing LIMIT {limit} }}
      ?thing rdfs:label ?label .
    }} ORDER BY DESC(?papers) ?label""")
    return [
        Counted(thing=asking.addresses.thing(row.text("thing"), row.text("label")), count=row.text("papers"))
        for row in rows
    ]


def _of_classes(names: Sequence[str]) -> str:
    return f"VALUES ?class {{ {' '.join(f'kg:{name}' for name in names)} }}"


def _once(rows: Sequence[Row], asking: Asking) -> list[Counted]:
    found: dict[str, Counted] = {}
    for row in rows:
        label, form = row.text("label"), row.text("form")
        thing = asking.addresses.thing(row.text("thing"), label)
        found.setdefault(thing.iri, Counted(thing=thing, count="" if form == label else form))
    return list(found.values())
