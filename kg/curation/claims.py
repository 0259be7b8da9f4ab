"""What a reported number is said to be, as a question puts it."""

from kg.curation.tokens import tidy
from kg.graph.assembly.numbers import plain_value
from kg.model import Node

_KINDS = {"gain": "gain", "reduction": "decrease"}


def claim(result: Node) -> str:
    """The label of a result, a change told as one: `ASP: decrease of 19% in optimality gap on CVRP`."""
    texts = {name: values[0].value for name, values in result.properties.items() if values}
    kind, value = _KINDS.get(texts.get("resultKind", "")), " ".join(plain_value(texts.get("valueText", "")).split())
    before, found, after = result.label.partition(f": {value}" if "methodText" in texts else value)
    if kind is None or not found:
        return tidy(result.label)
    measured = " in" if "metricText" in texts else ""
    return tidy(f"{before}{found.removesuffix(value)}{kind} of {value}{measured}{after}")
