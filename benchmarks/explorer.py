"""The explorer's page beside pyvis's own and beside sigma.js, in headless Chromium.

    python benchmarks/explorer.py outputs pages [--sizes 1000 5000 20000 100000] [--rounds 5]

Makes graphs of these sizes of the built graph in `outputs` (`explorer_graphs.py` says how), lays them out, and writes
the pages of every tool into the folder `pages`, where a second run finds them. Then opens each in turns: seconds and
processor seconds until the first picture stands, milliseconds of processor a frame while the picture is dragged with
every class shown, and of ours alone a keystroke in the search box and a close-up. Needs Chromium and npm (for
sigma.js, which comes into the folder `pages`). Processor time counts all processes of the browser.
"""

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from benchmarks.explorer_browser import Chromium, chromium, close_ups, keystrokes, middle, some
from benchmarks.explorer_graphs import sized
from benchmarks.explorer_pages import sigma_script, written
from kg import KnowledgeGraph
from kg.graph.layout import lay_out

OURS = "papergraph"
SURFACES = {OURS: "#canvas", "sigma.js": "#canvas", "pyvis, places given": "#mynetwork", "pyvis": "#mynetwork"}
LIMITS = {"pyvis": 1_200, "pyvis, places given": 25_000}
"""Nodes above which a tool gives no picture within two minutes."""
PATIENCE = 150.0
CLOSE_UPS = 12
COLUMNS = {"first": ("first, s", 10), "cpu": ("CPU s", 8), "pan": ("pan, CPU ms", 13), "near": ("near, CPU ms", 14)}


def main() -> None:
    """Write the pages that are missing, measure them in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outputs", type=Path, help="the folder of a built graph")
    parser.add_argument("pages", type=Path, help="the folder to write the pages to")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 20_000, 100_000], metavar="NODES")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is opened")
    arguments = parser.parse_args()
    arguments.pages.mkdir(parents=True, exist_ok=True)
    for size in arguments.sizes:
        folder = arguments.pages / str(size)
        if not (folder / "facts.json").exists():
            make(KnowledgeGraph.load(arguments.outputs), size, folder, arguments.pages / "npm")
        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        print(
            f"\n{facts['nodes']:,} nodes, {facts['edges']:,} edges; layout {facts['layout']:.1f} CPU s, "
            f"page {facts['page']:.1f} CPU s; sigma.js {facts['sigma.js']}; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        measure(folder, facts, arguments.rounds)


def make(graph: KnowledgeGraph, size: int, folder: Path, npm: Path) -> None:
    """Write each tool's page of a graph of this size, and what is known of it."""
    folder.mkdir(exist_ok=True)
    script, version = sigma_script(npm)
    grown = sized(graph, size)
    start = time.process_time()
    layout = lay_out(grown)
    facts: dict[str, Any] = {"layout": time.process_time() - start, "sigma.js": version}
    start = time.process_time()
    for name, page in written(grown, layout, script, LIMITS):
        facts.setdefault("page", time.process_time() - start)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    entities = [node.iri for node in grown.entities()]
    links = sum(isinstance(object_, str) for _, _, object_ in grown.facts())
    facts |= {"nodes": len(layout.places), "edges": links, "some": some(entities, CLOSE_UPS)}
    facts["best"] = max(entities, key=lambda iri: (len(grown.about(iri)), iri))
    facts["names"] = [grown.node(iri).label[:30] for iri in some(entities, 8)]
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def measure(folder: Path, facts: dict[str, Any], rounds: int) -> None:
    """Open the pages in turns and print a row of medians for each, and of ours what only it has."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    tools = [name for name in SURFACES if (folder / f"{name}.html").exists()]
    with chromium() as browser:
        for round_ in range(rounds):
            for name in tools:
                if name == "pyvis" and round_:
                    continue
                for what, value in opened(browser, folder / f"{name}.html", name, facts):
                    found[name][what].append(value)
    print(f"{'':>22}{'MB':>8}" + "".join(f"{title:>{width}}" for title, width in COLUMNS.values()))
    for name in tools:
        size = (folder / f"{name}.html").stat().st_size / 1e6
        cells = (f"{middle(found[name][what]):{width}.2f}" for what, (_, width) in COLUMNS.items())
        print(f"{name:>22}{size:8.2f}" + "".join(cells), flush=True)
    for what, values in found[OURS].items():
        if what not in COLUMNS:
            worst = sorted(values)[int(0.95 * len(values))]
            print(f"  {what}: median {middle(values):.1f}, 95 % {worst:.1f}, most {max(values):.1f}")


def opened(browser: Chromium, path: Path, name: str, facts: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """What one opening of a page gives, figure by figure."""
    try:
        with browser.page(path, PATIENCE) as (tab, loaded):
            yield "first", loaded.seconds
            yield "cpu", loaded.cpu
            if name == OURS:
                everything_shown(tab)
            time.sleep(1)
            yield "pan", browser.pan(tab, SURFACES[name])
            if name == OURS:
                tab.keyboard.press("Escape")
                for _ in range(6):
                    tab.get_by_role("button", name="Zoom in").click()
                yield "near", browser.pan(tab, SURFACES[name])
                yield from own(tab, facts)
    except Error as error:
        print(f"{name}: {str(error).splitlines()[0]}", flush=True)


def everything_shown(tab: Page) -> None:
    """Wait until the whole page works and let every class through, as the others show them all."""
    tab.locator("html[data-ready]").wait_for(timeout=PATIENCE * 1000)
    hidden = tab.locator("#types input:not(:checked)")
    while hidden.count():
        hidden.first.check()


def own(tab: Page, facts: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """What only our page has: search as one types, and the close-up of a thing."""
    for took in keystrokes(tab, facts["names"]):
        yield "keystroke, ms", took
    for hops in (1, 2):
        for took in close_ups(tab, [facts["best"], *facts["some"]], hops):
            yield f"close-up of {hops} hop{'s' * (hops > 1)}, ms", took


if __name__ == "__main__":
    main()
