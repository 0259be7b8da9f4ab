"""Results as nodes: a number, what it was measured on, by what, for what, against what."""

from collections.abc import Mapping

from kg.graph.assembly.numbers import number, plain_value, unit
from kg.graph.assembly.statements import digest
from kg.model import Document, Literal, Node, ResultMention

_MARKUP = "\\$<{~"
_ON = {"Benchmark": "benchmark", "Dataset": "dataset", "Task": "task"}


def result_node(things: str, paper: str, document: Document, mention: ResultMention, labels: Mapping[str, str]) -> Node:
    """The node of a reported number; two versions of a paper that report it in the same sentence report one.

    `labels` are those of the things that the mention's words mean: they stand in the label where the words hold markup.
    """
    texts = (mention.method, mention.on, mention.metric, mention.baseline)
    sentence = " ".join(mention.evidence.of(document.text).split())
    place = (sentence, mention.value_span.start - mention.evidence.start, mention.value, mention.kind)
    label = _label(mention, labels)
    iri = f"{things}/result/{digest((paper, *place, *texts, label, mention.polarity.value, mention.extractor))}"
    return Node(iri=iri, type="Result", label=label, properties=_properties(mention))


def _label(mention: ResultMention, labels: Mapping[str, str]) -> str:
    def plain(text: str | None) -> str:
        marked = text is not None and any(mark in text for mark in _MARKUP)
        return labels.get(text or "", text or "") if marked else text or ""

    method, on, metric, baseline = map(plain, (mention.method, mention.on, mention.metric, mention.baseline))
    parts = [f"{method}:" if method else "", plain_value(mention.value), metric]
    parts += [f"on {on}" if on else "", f"against {baseline}" if baseline else ""]
    return " ".join(" ".join(parts).split())


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
