"""The pages that `explorer.py` compares: ours, that of pyvis, and one that sigma.js draws.

All three get the same nodes and edges at the same places, with the same sizes, colours and names. Ours also carries
what the others have no room for: every sentence, paper, alias and merge, filters, search and the other views.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pyvis.edge import Edge
from pyvis.network import Network

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Layout
from kg.model import Node
from kg.view.page import render
from kg.view.style import look

_DRAWN = "performance.mark('first-picture')"
_LIGHT = "#dddddd"
_BUNDLE = """
import Graph from "graphology";
import Sigma from "sigma";
globalThis.draw = ({ nodes, edges }) => {
  const graph = new Graph();
  for (const [key, x, y, size, label, color] of nodes) graph.addNode(key, { x, y, size, label, color });
  for (const [source, target] of edges) graph.addEdge(source, target, { size: 0.5, color: "#dddddd" });
  const sigma = new Sigma(graph, document.getElementById("canvas"));
  sigma.once("afterRender", () => performance.mark("first-picture"));
  sigma.refresh();
};
"""


class Drawn(NamedTuple):
    """A node as every page draws it."""

    node: Node
    x: int
    y: int
    size: float
    colour: str


def drawn(graph: KnowledgeGraph, layout: Layout) -> tuple[list[Drawn], list[tuple[str, str]]]:
    """The nodes of the map and the edges between them, one for each pair."""
    degree: dict[str, int] = {}
    pairs: dict[tuple[str, str], None] = {}
    for subject, _, object_ in graph.facts():
        if isinstance(object_, str) and subject in layout.places and object_ in layout.places and subject != object_:
            pairs.setdefault((min(subject, object_), max(subject, object_)))
    for end in (end for pair in pairs for end in pair):
        degree[end] = degree.get(end, 0) + 1
    nodes = (graph.node(iri) for iri in layout.places)
    listed = [Drawn(n, *layout.places[n.iri], 3 + degree.get(n.iri, 0) ** 0.5, look(n.type).light) for n in nodes]
    return listed, list(pairs)


def pyvis(nodes: list[Drawn], edges: list[tuple[str, str]], *, has_places: bool) -> str:
    """The page that pyvis writes; without places it runs its physics, as it does unless told otherwise."""
    network = Network(height="800px", width="100%", cdn_resources="in_line")
    for one in nodes:
        place = {"x": one.x, "y": -one.y} if has_places else {}
        network.add_node(one.node.iri, label=one.node.label[:40], color=one.colour, size=one.size, shape="dot", **place)
    # `add_edge` looks through all nodes and edges for each new one; this is what it does after that.
    network.edges = [Edge(start, end, color=_LIGHT, width=0.5).options for start, end in edges]
    if has_places:
        network.toggle_physics(False)
        network.set_edge_smooth("continuous")
        network.options.edges.smooth.enabled = False
    page = str(network.generate_html())
    settled = "stabilizationIterationsDone" if not has_places else "beforeDrawing"
    ends = f"network.once('{settled}', () => network.once('afterDrawing', () => {_DRAWN}));"
    return page.replace("return network;", f"{ends} return network;", 1)


def sigma(nodes: list[Drawn], edges: list[tuple[str, str]], script: str) -> str:
    """A page that draws with sigma.js and nothing else."""
    rows = [(n.node.iri, n.x, -n.y, n.size / 2, n.node.label[:40], n.colour) for n in nodes]
    data = json.dumps({"nodes": rows, "edges": edges}, separators=(",", ":")).replace("<", "\\u003c")
    return (
        '<!doctype html><meta charset="utf-8"><title>sigma.js</title>'
        '<style>body { margin: 0 } #canvas { height: 100vh }</style><div id="canvas"></div>'
        f"<script>{script}</script><script>draw({data});</script>"
    )


def sigma_script(folder: Path) -> tuple[str, str]:
    """sigma.js with what it needs, bundled by esbuild in the folder, and its version. Needs npm."""
    if not (folder / "node_modules" / "sigma").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n')
        wanted = ["npm", "install", "--silent", "--no-audit", "--no-fund", "sigma@3", "graphology", "esbuild"]
        subprocess.run(wanted, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (folder / "draw.js").write_text(_BUNDLE)
    bundled = ["node_modules/.bin/esbuild", "draw.js", "--bundle", "--minify", "--log-level=error", "--outfile=out.js"]
    subprocess.run(bundled, cwd=folder, check=True)
    package = json.loads((folder / "node_modules" / "sigma" / "package.json").read_text())
    return (folder / "out.js").read_text(encoding="utf-8"), str(package["version"])


def written(graph: KnowledgeGraph, layout: Layout, script: str, limits: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each tool's name and page; a tool is left out where the graph has more nodes than its limit."""
    nodes, edges = drawn(graph, layout)
    makers: dict[str, Any] = {
        "papergraph": lambda: render(graph, layout),
        "sigma.js": lambda: sigma(nodes, edges, script),
        "pyvis, places given": lambda: pyvis(nodes, edges, has_places=True),
        "pyvis": lambda: pyvis(nodes, edges, has_places=False),
    }
    for name, make in makers.items():
        if len(nodes) <= limits.get(name, len(nodes)):
            yield name, make()
