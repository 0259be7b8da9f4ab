"""The interactive page: one file that works from disk, asks nothing of the network and runs no text it shows.

The frame is ours (`templates/`, `static/`); the drawing is done by the vis-network that pyvis brings, taken from the
installed package. Its style sheet is left out: it only dresses tooltips and buttons that this page does not use.
"""

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import KgError
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Layout
from kg.view.island import blocks

_SCRIPTS = (
    *("data", "words", "said", "texts"),
    *("glyphs", "panel", "evidence", "cards", "home", "filters/model", "filters/rail", "labels"),
    *("search/names", "search/sentences", "search/box"),
    *("map/camera", "map/model", "map/scene", "map/painter", "map/pick", "map/overlay", "map/view", "map/pointer"),
    *("closeup/closeup", "closeup/labels", "closeup/path"),
    *("results/data", "results/chart", "results/view", "table/grid", "table/view"),
    *("matrix", "exports/sparql", "exports/texts", "exports/pictures", "exports/menu"),
    *("views", "address", "selection", "main"),
)
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def write_page(graph: KnowledgeGraph, layout: Layout, path: Path, *, title: str = "papergraph") -> None:
    """Write the page, with every node, edge and sentence of the graph. Raises KgError if pyvis lacks vis-network."""
    path.write_bytes(render(graph, layout, title=title).encode())


def render(graph: KnowledgeGraph, layout: Layout, *, title: str = "papergraph") -> str:
    """The page's HTML. The same graph gives the same text."""
    environment = Environment(
        loader=PackageLoader("kg.view"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    scripts = [_inline(_vis_network(), "script"), _inline(_own_script(), "script")]
    style = _inline(_static("palette.css") + _static("page.css"), "style")
    return environment.get_template("page.html").render(
        title=_speakable(title),
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        blocks=blocks(graph, layout, _speakable(title)),
    )


def _policy(scripts: list[Markup], style: Markup) -> str:
    """A content-security policy under which only these very scripts and this style count, and nothing is fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash(script) for script in scripts)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(block: Markup) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(str(block).encode()).digest()).decode()}'"


def _inline(text: str, element: str) -> Markup:
    """The text as the content of a script or style element. Raises KgError if it would end the element early."""
    if f"</{element}" in text.lower() or "<!--" in text:
        raise KgError(f"a {element} of the page contains text that would end it")
    return Markup(text.replace("\r\n", "\n"))


def _static(name: str) -> str:
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


def _own_script() -> str:
    """Our scripts in their order, in one scope of their own."""
    parts = "\n".join(_static(f"{name}.js") for name in _SCRIPTS)
    return f'(async () => {{\n"use strict";\n{parts}\n}})();'


def _vis_network() -> str:
    try:
        return (files("pyvis") / _VIS).read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(
            f"the installed pyvis has no {_VIS}; mend it with: pip install --force-reinstall 'pyvis>=0.3.2,<0.4'"
        ) from error


def _speakable(title: str) -> str:
    return title.encode(errors="replace").decode().replace("\0", "")
