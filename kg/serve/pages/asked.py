"""The named questions as the query page takes them, in groups."""

from typing import Any

from kg.sparql.questions import Question, questions

_GROUPS = (
    ("Names and merges", ("kg:Merge", "kg:mergedInto", "kg:Form", "skos:altLabel", "kg:RetiredIdentifier")),
    ("Doubt and evidence", ("negated", "hedged", "AVG(", "kg:extractor", "kg:Run", "prov:wasGeneratedBy")),
    ("Results", ("kg:Result", "kg:value", "kg:metric", "kg:reportedIn")),
    ("Who beats whom", ("kg:outperforms", "kg:comparedWith")),
    ("Time", ("YEAR(", "?year", "MIN(?date", "MAX(?date")),
    ("People and organisations", ("dcterms:creator", "kg:affiliatedWith", "kg:Author", "kg:Organization")),
    ("Benchmarks and datasets", ("kg:evaluatedOn", "kg:trainedOn", "kg:Benchmark", "kg:Dataset", "kg:introducesB",
                                 "kg:introducesD")),
    ("Methods and tasks", ("kg:uses", "kg:isA", "kg:addresses", "kg:proposes", "kg:versionOf", "kg:Method")),
)  # fmt: skip
_REST = "Papers and coverage"
_ORDER = ("Benchmarks and datasets", "Who beats whom", "Results", "Methods and tasks", "People and organisations",
          "Time", "Names and merges", "Doubt and evidence", _REST)  # fmt: skip


def asked() -> list[dict[str, Any]]:
    """Every question: name, group, sentence, parameters, text; by group, then by sentence."""
    rows = [
        {
            "name": one.name,
            "group": group(one),
            "sentence": one.sentence,
            "parameters": [[p.name, list(p.types), p.example, p.description, p.default] for p in one.parameters],
            "text": _body(one.text),
        }
        for one in questions()
    ]
    return sorted(rows, key=lambda row: (_ORDER.index(row["group"]), row["sentence"]))


def first_asked(count: int) -> list[dict[str, Any]]:
    """Some questions, from each group the first before the second of any."""
    rows = asked()
    places = {row["name"]: sum(row["group"] == other["group"] for other in rows[:at]) for at, row in enumerate(rows)}
    return sorted(rows, key=lambda row: places[row["name"]])[:count]


def group(one: Question) -> str:
    """The group of a question, by the terms that its query speaks in."""
    return next((name for name, marks in _GROUPS if any(mark in _body(one.text) for mark in marks)), _REST)


def _body(text: str) -> str:
    """The query without its heading."""
    lines = text.splitlines()
    while lines and (lines[0].startswith("#") or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines) + "\n"
