"""What shapes say beyond the schema: how often a property stands, which values it has, how two properties agree.

The schema keeps to OWL 2 RL, where cardinalities and lists of values cannot be said; they are said here, by class, and
stand in `ontology/shapes.ttl` beside what the schema gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args, get_type_hints

from kg.model import Evidence, Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What must hold at one property, by local name or prefixed: `more` pairs parameters of SHACL with their values."""

    path: str
    least: int | None = None
    most: int | None = None
    among: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()


def _once(path: str, *more: tuple[str, str], among: tuple[str, ...] = ()) -> Extra:
    return Extra(path=path, least=1, most=1, among=among, more=more)


def _at_most_once(path: str, *more: tuple[str, str], among: tuple[str, ...] = ()) -> Extra:
    return Extra(path=path, most=1, among=among, more=more)


UNLABELLED = ("Statement",)
"""Classes whose things are told by what they say."""
NAMED = ("Author", "Benchmark", "Dataset", "Method", "Metric", "Organization", "Paper", "Task")
"""Classes whose identifiers may be retired."""
DATATYPES: Mapping[str, tuple[str, ...]] = {"issued": ("date", "gMonthDay")}
"""Properties with literals of more than one form: a day may lack its year."""

_SOME = ("minLength", "1")
_FROM_ZERO, _FROM_ONE = ("minInclusive", "0"), ("minInclusive", "1")
_SHARE = (_FROM_ZERO, ("maxInclusive", "1"))
_KINDS = tuple(sorted(get_args(get_type_hints(Evidence)["kind"])))
_ROLES = (
    "addressed",
    "background",
    "compared",
    "evaluated",
    "introduced",
    "proposed",
    "reported",
    "trained",
    "used",
)


def _place(what: str) -> tuple[Extra, Extra]:
    return (
        _at_most_once(f"{what}Start", _FROM_ZERO, ("lessThan", f"{what}End")),
        _at_most_once(f"{what}End", _FROM_ONE),
    )


EXTRAS: Mapping[str, tuple[Extra, ...]] = {
    "Author": (_at_most_once("named"),),
    "Document": (
        _once("text", _SOME),
        _once("sourceName", _SOME),
        _once("line", _FROM_ONE),
        _at_most_once("title", _SOME),
        _at_most_once("recordId"),
        _at_most_once("sourceHash", ("pattern", '"^[0-9a-f]{64}$"')),
    ),
    "Entity": (_once("named"), _at_most_once("concept")),
    "Form": (_once("formOf"),),
    "Merge": (
        _once("mergedInto"),
        _once("leftForm", _SOME),
        _once("rightForm", _SOME),
        _once("rule", _SOME),
        _once("reason", _SOME),
        _once("confidence", *_SHARE),
        _at_most_once("fromDocument"),
        _at_most_once("evidenceKind", among=("text",)),
        _at_most_once("evidenceText", _SOME),
        *_place("evidence"),
    ),
    "Metric": (_at_most_once("higherIsBetter"),),
    "Organization": (_at_most_once("named"),),
    "Paper": (Extra(path="hasVersion", least=1),),
    "Resource": (
        _once("url", ("pattern", '"^[A-Za-z][A-Za-z0-9+.-]*:"')),
        _once("resourceKind", among=("code", "data", "demo", "page")),
    ),
    "Result": (
        _once("valueText", _SOME),
        _once("resultKind", among=("absolute", "gain", "reduction")),
        *(_at_most_once(name) for name in ("value", "unit", "onText", "methodText", "metricText", "baselineText")),
        _at_most_once("split", among=("test", "train", "validation")),
        _at_most_once("reportedAs", among=("own", "quoted")),
    ),
    "RetiredIdentifier": (Extra(path="isReplacedBy", least=1),),
    "Run": (_once("software", _SOME), _once("model", _SOME), _once("settings")),
    "Statement": (
        _once("rdf:subject", ("nodeKind", "<http://www.w3.org/ns/shacl#IRI>")),
        _once("rdf:predicate", ("nodeKind", "<http://www.w3.org/ns/shacl#IRI>")),
        _once("rdf:object"),
        _once("fromPaper"),
        _once("prov:wasDerivedFrom", ("equals", "fromPaper")),
        _once("fromDocument"),
        _once("generatedBy"),
        _once("confidence", *_SHARE),
        _once("polarity", among=tuple(sorted(polarity.value for polarity in Polarity))),
        _once("extractor", _SOME),
        _at_most_once("role", among=_ROLES),
        _once("evidenceKind", among=_KINDS),
        _once("evidenceText", _SOME),
        _once("evidenceLine", _FROM_ONE),
        *_place("evidence"),
        *_place("subject"),
        *_place("object"),
    ),
}
