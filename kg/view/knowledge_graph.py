"""The graph that people get from `kg`: it also draws itself, in a notebook and as a pyvis network.

Drawing stands above the graph itself: `kg.graph` knows neither pages nor pyvis, and a graph there has no picture. What
draws is therefore a class of this room, and `kg.KnowledgeGraph` and `kg.build` give graphs of this class. Whatever was
made elsewhere becomes one with `KnowledgeGraph.of`, which copies nothing.
"""

from collections.abc import Collection
from html import escape

from pyvis.network import Network

from kg.graph import knowledge_graph
from kg.graph.layout import lay_out
from kg.view import network, page

_SHOWN = 3_000
"""Nodes that a notebook shows: it keeps the page in its own file, once for every cell that shows one."""
_FRAME = (
    '<iframe srcdoc="{page}" title="{title}" style="width: 100%; height: 720px; border: 1px solid #8888; '
    'border-radius: 8px" sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"></iframe>'
)


class KnowledgeGraph(knowledge_graph.KnowledgeGraph):
    """The typed nodes and the statements about them, which also show themselves."""

    @classmethod
    def of(cls, graph: knowledge_graph.KnowledgeGraph) -> "KnowledgeGraph":
        """The same graph, able to draw itself: a change of one is a change of both."""
        made = cls()
        made.__dict__ = graph.__dict__
        return made

    def to_pyvis(
        self,
        focus: str | None = None,
        depth: int = 1,
        types: Collection[str] | None = None,
        max_nodes: int = 300,
    ) -> Network:
        """A pyvis network of the best connected part of the graph: at most `max_nodes` nodes, of `types` if given.

        `focus` is an IRI or a name; then only what lies within `depth` facts of it, the focus always among it. Labels
        are text, no titles are set, and what the network writes is offline. Raises UnknownTermError.
        """
        return network.to_pyvis(self, focus, depth, types, max_nodes)

    def to_html(self, *, title: str = "papergraph") -> str:
        """The interactive page of the whole graph, as `kg build` writes it."""
        return page.render(self, lay_out(self), title=title)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count:,} {name}" for name, count in self.class_counts().items())
        return f"<KnowledgeGraph: {counts or 'empty'}; {len(self.facts()):,} facts>"

    def _repr_html_(self) -> str:
        """The interactive page in a frame of its own, for notebooks: of a large graph its best connected part.

        The frame shares nothing with the notebook and loads nothing; names and texts are text in it.
        """
        nodes = network.ranked(self)
        shown = self if len(nodes) <= _SHOWN else self._best([node.iri for node in nodes[:_SHOWN]])
        frame = _FRAME.format(page=escape(shown.to_html()), title="The graph, with the sentences behind it")
        if shown is self:
            return frame
        return (
            f"<p>The {_SHOWN:,} best connected of {len(nodes):,} nodes; <code>to_html()</code> gives all of them, "
            f"<code>around()</code> and <code>subgraph()</code> other parts.</p>{frame}"
        )

    def _best(self, iris: list[str]) -> "KnowledgeGraph":
        """These nodes with what is said between them, and the documents that say it."""
        documents = {s.evidence.document for iri in iris for s in self.about(iri)}
        return self.subgraph([*iris, *sorted(one for one in documents if one in self)])
