"""Results as nodes: a number, what it was measured on, by what, for what, against what."""

from collections.abc import Mapping

from kg.graph.numbers import number, unit
from kg.graph.statements import digest
from kg.model import Document, Literal, Node, ResultMention

_ON = {"Benchmark": "benchmark", "Dataset": "dataset", "Task": "task"}


def result_node(things: str, paper: str, document: Document, mention: ResultMention) -> Node:
    """The node of a reported number; copies of a sentence in two versions of a paper are two."""
    texts = (mention.method, mention.on, mention.metric, mention.baseline)
    place = (document.key, mention.value_span.start, mention.value_span.end, mention.value, mention.kind)
    iri = f"{things}/result/{digest((paper, *place, *texts, mention.polarity.value, mention.extractor))}"
    return Node(iri=iri, type="Result", label=_label(mention), properties=_properties(mention))


def _label(mention: ResultMention) -> str:
    value = mention.value.replace(r"\%", "%").replace(r"\times", "×").replace("$", "")
    parts = [f"{mention.method}:" if mention.method else "", value, mention.metric or ""]
    parts += [f"on {mention.on}" if mention.on else "", f"against {mention.baseline}" if mention.baseline else ""]
    return " ".join(" ".join(part for part in parts if part).split())


def _properties(mention: ResultMention) -> Mapping[str, tuple[Literal, ...]]:
    value = number(mention.value)
    found = {
        "value": None if value is None else Literal(value=value, datatype="decimal"),
        "valueText": Literal(value=mention.value),
        "unit": _string(unit(mention.value)),
        "resultKind": Literal(value=mention.kind),
        "onText": _string(mention.on),
        "methodText": _string(mention.method),
        "metricText": _string(mention.metric),
        "baselineText": _string(mention.baseline),
    }
    return {name: (literal,) for name, literal in sorted(found.items()) if literal is not None}


def _string(text: str | None) -> Literal | None:
    return None if text is None else Literal(value=text)


def ends(mention: ResultMention) -> list[tuple[str, str]]:
    """The words to look for among the entities, each with the property they are for; `on` means by class."""
    found = [("method", mention.method), ("on", mention.on), ("metric", mention.metric), ("baseline", mention.baseline)]
    return [(property_, text) for property_, text in found if text is not None]


def property_for(property_: str, type_: str) -> str | None:
    """`on` by the class of what the number was measured on, None where nothing is measured; the others as they are."""
    return _ON.get(type_) if property_ == "on" else property_
