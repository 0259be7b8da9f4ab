"""Finding nodes by what people call them."""

import unicodedata
from collections.abc import Iterable, Mapping

from kg.model import Node


class NameIndex:
    """Nodes by label, alias and handle, whatever the case, spaces and hyphens.

    `weight` ranks nodes of one name: those of which more is said come first.
    """

    def __init__(self, nodes: Iterable[Node], weight: Mapping[str, int]) -> None:
        self._found: dict[str, list[tuple[int, str, Node]]] = {}
        self._weight = weight
        for node in nodes:
            handles = [value.value for value in node.properties.get("handle", ())]
            for rank, name in enumerate((node.label, *node.aliases, *handles)):
                self._found.setdefault(_key(name), []).append((min(rank, 1), name, node))

    def find(self, name: str) -> list[str]:
        """The IRIs of the nodes of that name, best first: labels before aliases, the same case before another."""
        found = sorted(
            (rank, written != name, -self._weight.get(node.iri, 0), node.iri)
            for rank, written, node in self._found.get(_key(name), ())
        )
        return list(dict.fromkeys(iri for *_, iri in found))

    def names(self) -> list[str]:
        """Every name, sorted."""
        return sorted({written for found in self._found.values() for _, written, _ in found})


def _key(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in text if not c.isspace() and c not in "-‐‑–_") or text
