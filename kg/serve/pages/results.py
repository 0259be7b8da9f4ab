"""Reported numbers as rows."""

from collections.abc import Sequence

from kg.serve.pages.asking import Asking, Row, iri
from kg.view.site.nouns import ResultRow, Thing

_ON = ("benchmark", "dataset", "task")
_ENDS = ("method", "baseline", "metric", *_ON)
_VALUES = ("value", "valueText", "unit", "resultKind", "split", "setting", "reportedAs", "onText", "methodText",
           "metricText", "baselineText")  # fmt: skip
_WORDS = {"own": "own", "quoted": "quoted from elsewhere", "gain": "gain", "reduction": "reduction"}
SHOWN = 60


def selecting(about: str) -> str:
    """A query for the results that tell of a thing, or that a paper reports."""
    return f"""SELECT DISTINCT ?r WHERE {{
  VALUES ?end {{ kg:reportedIn {" ".join(f"kg:{end}" for end in _ENDS)} }}
  ?r ?end {iri(about)} ; a kg:Result .
}} ORDER BY ?r"""


async def count(about: str, asking: Asking) -> int:
    """How many results tell of a thing."""
    rows = await asking.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {selecting(about)} }} }}")
    return rows[0].number("n") or 0


async def about(thing: str, asking: Asking, *, limit: int = SHOWN) -> tuple[ResultRow, ...]:
    """The results that tell of a thing, by metric and from high to low."""
    return await _fetched(f"{{ {selecting(thing)} LIMIT {limit} }}", asking)


async def one(result: str, asking: Asking) -> ResultRow | None:
    """One result."""
    rows = await _fetched(f"VALUES ?r {{ {iri(result)} }}", asking)
    return rows[0] if rows else None


async def _fetched(choice: str, asking: Asking) -> tuple[ResultRow, ...]:
    rows = await asking.rows(f"""SELECT ?r ?label ?p ?o ?oLabel ?issued WHERE {{ {choice}
      ?r rdfs:label ?label ; ?p ?o .
      OPTIONAL {{ ?o rdfs:label ?oLabel }} OPTIONAL {{ ?o dcterms:issued ?issued }} }}""")
    by_result: dict[str, list[Row]] = {}
    for row in rows:
        by_result.setdefault(row.text("r"), []).append(row)
    found = [_row(same, asking) for same in by_result.values()]
    return tuple(sorted(found, key=_order))


def _order(row: ResultRow) -> tuple[str, str, float, str]:
    def names(ends: Sequence[Thing | str]) -> str:
        return " ".join(end if isinstance(end, str) else end.label for end in ends).casefold()

    return names(row.on), names(row.metrics), -(row.number or 0), row.thing.iri


def _row(same: list[Row], asking: Asking) -> ResultRow:
    texts: dict[str, str] = {}
    ends: dict[str, dict[str, Thing]] = {}
    issued = ""
    for row in same:
        name = asking.predicate(row.text("p"))
        thing = asking.thing(row, "o", "oLabel")
        if thing is None and name in _VALUES:
            texts[name] = row.text("o")
        elif thing is not None and name in (*_ENDS, "reportedIn"):
            ends.setdefault(name, {})[thing.iri] = thing
            issued = row.text("issued") if name == "reportedIn" else issued

    def found(*names: str, words: str) -> tuple[Thing | str, ...]:
        things = tuple(ends[name][key] for name in names if name in ends for key in sorted(ends[name]))
        return things or ((texts[words],) if texts.get(words) else ())

    remarks = (_WORDS.get(texts.get("resultKind", "")), texts.get("split"), texts.get("setting"),
               _WORDS.get(texts.get("reportedAs", "")))  # fmt: skip
    return ResultRow(
        thing=asking.addresses.thing(same[0].text("r"), same[0].text("label")),
        value=texts.get("valueText") or texts.get("value", "") or same[0].text("label"),
        unit=texts.get("unit", ""),
        number=float(texts["value"]) if "value" in texts else None,
        kind=texts.get("resultKind", ""),
        qualifiers=tuple(remark for remark in remarks if remark),
        methods=found("method", words="methodText"),
        on=found(*_ON, words="onText"),
        metrics=found("metric", words="metricText"),
        baselines=found("baseline", words="baselineText"),
        paper=next(iter(ends.get("reportedIn", {}).values()), None),
        issued=issued,
    )
