"""The interactive page: one file that works from disk, asks nothing of the network and runs no text it shows.

The frame is ours (`templates/`, `static/`); the close-up is drawn by the vis-network that pyvis brings, which the page
carries deflated, with its licence, and runs after the first picture.
"""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Layout
from kg.view.inlining import inline, policy, static, vis_network
from kg.view.island import block, blocks

_SCRIPTS = (
    *("data", "words", "said", "texts"),
    *("formulas/symbols", "formulas/commands", "formulas/parse", "formulas/show"),
    *("glyphs", "panel", "cards/hidden", "evidence", "cards/head", "cards/values", "cards/related", "cards", "home"),
    *("filters/model", "filters/words", "filters/rail", "filters/years", "labels"),
    *("search/names", "search/sentences", "search/box"),
    *("map/camera", "map/model", "map/regions", "map/bubbles", "map/scene", "map/painter", "map/pick", "map/overlay"),
    *("map/view", "map/pointer"),
    *("closeup/words", "closeup/places", "closeup/closeup", "closeup/labels", "closeup/path"),
    *("results/data", "results/evidence", "results/compare", "results/chart", "results/table", "results/view"),
    *("table/grid", "table/view"),
    *("matrix/data", "matrix/alike", "matrix/order", "matrix/grid", "matrix/view"),
    *("exports/sparql", "exports/texts", "exports/matrix", "exports/regions", "exports/pictures", "exports/print"),
    "exports/menu",
    *("views", "address", "selection", "main"),
)
_STYLES = ("palette", "page", "cards/cards", "matrix/matrix", "results/results", "print")


def write_page(graph: KnowledgeGraph, layout: Layout, path: Path, *, title: str = "papergraph") -> None:
    """Write the page, with every node, edge and sentence of the graph. Raises KgError if pyvis lacks vis-network."""
    path.write_bytes(render(graph, layout, title=title).encode())


def render(graph: KnowledgeGraph, layout: Layout, *, title: str = "papergraph") -> str:
    """The page's HTML. The same graph gives the same text."""
    environment = Environment(
        loader=PackageLoader("kg.view"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    drawing, own = inline(vis_network(), "script"), inline(_own_script(), "script")
    style = inline("".join(static(f"{name}.css") for name in _STYLES), "style")
    return environment.get_template("page.html").render(
        title=_speakable(title),
        policy=policy([drawing, own], style),
        style=style,
        script=own,
        blocks={**blocks(graph, layout, _speakable(title)), "vis-network": block(str(drawing))},
    )


def _own_script() -> str:
    """Our scripts in their order, in one scope of their own."""
    parts = "\n".join(static(f"{name}.js") for name in _SCRIPTS)
    return f'(async () => {{\n"use strict";\n{parts}\n}})();'


def _speakable(title: str) -> str:
    return title.encode(errors="replace").decode().replace("\0", "")
