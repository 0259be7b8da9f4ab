"""A small graph made by hand, hostile names for it, and a real Chromium for what only a browser can prove."""

import base64
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Page, ViewportSize, sync_playwright
from pyoxigraph import RdfFormat, Store

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Community, Layout
from kg.model import Evidence, Literal, Merge, Node, Polarity, Span, Statement
from kg.ontology import load_ontology
from kg.rdf.files.export import write_all
from kg.view.page import write_page

BASE = "https://w3id.org/papergraph/id/"
TITLE = "HAPPO: trust regions for teams"
ABSTRACT = (
    "We propose HAPPO, which outperforms QMIX. We test HAPPO on the StarCraft Multi-Agent Challenge (SMAC). "
    "HAPPO reaches 96.5% win rate \U0001f916 on SMAC. It does not use QMIX."
)
TEXT = f"{TITLE}\n{ABSTRACT}"
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


PIXELS = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const ctx = canvas.getContext('2d');
  ctx.drawImage(image, 0, 0);
  return [...ctx.getImageData(0, 0, image.width, image.height).data];
}"""
VIOLATIONS = "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective))"
WITHOUT_WEBGL = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
};"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; where there is none the test skips with what to type, and fails if CI=true."""
    path = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        say = "no Chromium found; on Debian: sudo apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(say)
        pytest.skip(say)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class GraphMaker:
    """Adds nodes and statements to a graph with little typing; sentences are found in the text by their words."""

    def __init__(self) -> None:
        self.graph = KnowledgeGraph()
        self.count = 0

    def node(self, path: str, type_: str, label: str, *aliases: str, **properties: str) -> str:
        iri = BASE + path
        values = {name: (Literal(value=value),) for name, value in sorted(properties.items())}
        self.graph.add_node(Node(iri=iri, type=type_, label=label, aliases=aliases, properties=values))
        return iri

    def say(
        self,
        subject: str,
        predicate: str,
        object_: str | Literal,
        evidence: Evidence,
        *,
        paper: str = "paper/happo",
        polarity: Polarity = Polarity.ASSERTED,
        confidence: float = 0.9,
        context: tuple[str, ...] = (),
        run: str | None = None,
    ) -> Statement:
        self.count += 1
        statement = Statement(
            iri=f"{BASE}statement/{self.count:06d}",
            subject=subject,
            predicate=predicate,
            object=object_,
            paper=BASE + paper,
            evidence=evidence,
            confidence=confidence,
            extractor="patterns 1",
            polarity=polarity,
            context=context,
            run=run,
        )
        self.graph.add_statement(statement)
        return statement


def sentence(start_words: str, subject: str | None = None, object_: str | None = None, *, text: str = TEXT) -> Evidence:
    """The sentence of `text` that begins with these words, its ends marked where they stand in it."""
    start = text.index(start_words)
    end = text.index(". ", start) + 1 if ". " in text[start:] else len(text)
    words = text[start:end]

    def span(name: str | None) -> Span | None:
        return Span(start + words.index(name), start + words.index(name) + len(name)) if name else None

    return Evidence(
        kind="text",
        document=f"{BASE}document/one",
        source="one.txt",
        line=3,
        text=words,
        start=start,
        end=end,
        subject=span(subject),
        object=span(object_),
    )


def line(text: str, number: int = 4) -> Evidence:
    """A line of the record, as evidence for what stands outside the text."""
    return Evidence(kind="metadata", document=f"{BASE}document/one", source="one.txt", line=number, text=text)


def hand_made() -> KnowledgeGraph:
    """One paper with everything a page shows: sentence, metadata, result, alias, merge, denial."""
    maker = GraphMaker()
    paper = maker.node("paper/happo", "Paper", TITLE)
    maker.node(
        "document/one", "Document", TITLE, text=TEXT, title=TITLE, sourceName="one.txt", line="3", recordId="one#3"
    )
    happo = maker.node("method/happo", "Method", "HAPPO")
    qmix = maker.node("method/qmix", "Method", "QMIX", "Q-MIX")
    smac = maker.node("benchmark/smac", "Benchmark", "StarCraft Multi-Agent Challenge", "SMAC")
    author = maker.node("author/ada-xu", "Author", "Ada Xu")
    result = maker.node(
        "result/one", "Result", "96.5% win rate", value="96.5", unit="%", valueText="96.5%", metricText="win rate"
    )
    maker.graph.add_merges(
        smac,
        [
            Merge(
                left="StarCraft Multi-Agent Challenge", right="SMAC", rule="acronym definition",
                reason="the text defines SMAC", confidence=0.99,
            )
        ],
    )  # fmt: skip
    test = "We test HAPPO"
    maker.say(happo, "evaluatedOn", smac, sentence(test, "HAPPO", "StarCraft Multi-Agent Challenge"), confidence=0.92)
    maker.say(happo, "evaluatedOn", smac, sentence("HAPPO reaches", "HAPPO", "SMAC"), confidence=0.6)
    maker.say(happo, "outperforms", qmix, sentence("We propose", "HAPPO", "QMIX"), confidence=0.85, context=(smac,))
    maker.say(happo, "uses", qmix, sentence("It does not use", None, "QMIX"), polarity=Polarity.NEGATED)
    maker.say(paper, "proposes", happo, sentence("We propose", None, "HAPPO"))
    for thing, words in ((happo, "HAPPO"), (qmix, "QMIX")):
        maker.say(paper, "mentions", thing, sentence("We propose", None, words), confidence=0.95)
    maker.say(paper, "mentions", smac, sentence(test, None, "SMAC"), confidence=0.95)
    maker.say(paper, "creator", author, line("Ada Xu, Bo Li et al."), confidence=1.0)
    maker.say(paper, "title", Literal(value=TITLE), line(TITLE, 3), confidence=1.0)
    maker.say(paper, "issued", Literal(value="2023-04-19", datatype="date"), line("36.1ROApr 19, 2023Code", 2))
    maker.say(result, "reportedIn", paper, sentence("HAPPO reaches"))
    maker.say(result, "method", happo, sentence("HAPPO reaches", None, "HAPPO"))
    maker.say(result, "benchmark", smac, sentence("HAPPO reaches", None, "SMAC"))
    return maker.graph


@pytest.fixture(scope="session", name="hand_made")
def hand_made_fixture() -> Callable[[], KnowledgeGraph]:
    return hand_made


def spread(graph: KnowledgeGraph) -> dict[str, tuple[int, int]]:
    """Places on a grid, far enough apart to click."""
    return {node.iri: (220 * (place % 4), 180 * (place // 4)) for place, node in enumerate(graph.nodes())}


def laid(graph: KnowledgeGraph) -> Layout:
    """The grid, its first row a community."""
    places = spread(graph)
    row = tuple(sorted(iri for iri, (_, y) in places.items() if y == 0))
    around = Community(name="the first row", nodes=row, centre=(330, 0), radius=400)
    return Layout(places=places, communities=(around,) if row else ())


@pytest.fixture
def layout(graph: KnowledgeGraph) -> Layout:
    return laid(graph)


@pytest.fixture
def graph() -> KnowledgeGraph:
    return hand_made()


@pytest.fixture
def positions(graph: KnowledgeGraph) -> dict[str, tuple[int, int]]:
    return spread(graph)


@pytest.fixture
def make() -> GraphMaker:
    return GraphMaker()


class Tab:
    """A tab of the browser, and everything it asked for and complained of since it was lent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))

    def _hear(self, text: str) -> None:
        if "GL Driver Message" not in text:  # Chromium's own, where a picture is drawn without a graphics card
            self.complaints.append(text)

    def clean(self, *, viewport: ViewportSize, reduced_motion: Any, color_scheme: Any = "light", **_: Any) -> None:
        """An empty page that nothing came before and nothing is kept for."""
        if self.page.url.startswith("http"):
            self.page.evaluate("() => { try { localStorage.clear(); } catch { /* there is none */ } }")
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.emulate_media(media="screen", reduced_motion=reduced_motion, color_scheme=color_scheme)
        self.page.set_viewport_size(viewport)
        session = self.page.context.new_cdp_session(self.page)
        session.send("Page.resetNavigationHistory")
        session.detach()
        self.requests, self.complaints = [], []


class Tabs:
    """Tabs that tests use one after the other: to make one takes longer than most tests do."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[Tab]] = {}
        self._empty: Page | None = None

    @contextmanager
    def lend(self, *scripts: str, **options: Any) -> Iterator[Tab]:
        """A tab of a context with these options, in which these scripts run before those of a page."""
        options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        idle = self._idle.setdefault(json.dumps([scripts, options], sort_keys=True), [])
        tab = idle.pop() if idle else self._made(scripts, options)
        yield tab
        tab.clean(**options)
        idle.append(tab)

    def _made(self, scripts: tuple[str, ...], options: dict[str, Any]) -> Tab:
        context = self._browser.new_context(**options)
        context.set_default_timeout(15_000)
        for script in (VIOLATIONS, *scripts):
            context.add_init_script(script)
        return Tab(context.new_page())

    def colours(self, png: bytes) -> list[tuple[int, int, int]]:
        """The colours of a picture's pixels, row by row, as an empty page sees them."""
        self._empty = self._empty or self._browser.new_page()
        numbers = self._empty.evaluate(PIXELS, base64.b64encode(png).decode())
        return [tuple(numbers[at : at + 3]) for at in range(0, len(numbers), 4)]


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> Tabs:
    return Tabs(chromium)


class Opened:
    """The explorer's page in the browser, and everything it should not have done."""

    def __init__(self, lent: Tab, tabs: Tabs) -> None:
        self.tab, self.requests, self.complaints = lent.page, lent.requests, lent.complaints
        self._tabs = tabs

    def open(self, path: Path, fragment: str = "") -> None:
        self.tab.goto(path.as_uri() + fragment)
        self.tab.locator("html[data-ready]").wait_for()

    def place(self, iri: str) -> tuple[float, float]:
        at = self.tab.evaluate("(iri) => papergraph.placeOf(iri)", BASE + iri)
        return at["x"], at["y"]

    def colours_at(self, x: float, y: float, *, reach: int) -> list[tuple[int, int, int]]:
        """The colours of the pixels around a place in the window, row by row."""
        clip = FloatRect(x=x - reach / 2, y=y - reach / 2, width=reach, height=reach)
        return self._tabs.colours(self.tab.screenshot(clip=clip))

    def panel(self) -> str:
        return self.tab.locator("#panel").inner_text()

    def settle(self) -> None:
        """Wait until animations of the map are over."""
        self.tab.wait_for_timeout(150)


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[KnowledgeGraph], Store]:
    """Gives a graph as any endpoint would have it: from its file, not from its objects."""

    def store(graph: KnowledgeGraph) -> Store:
        (tmp_path / "rdf").mkdir()
        write_all(graph, load_ontology(), tmp_path / "rdf")
        found = Store()
        found.bulk_load(path=str(tmp_path / "rdf" / "graph.nt"), format=RdfFormat.N_TRIPLES)
        return found

    return store


Opener = Callable[..., Opened]


@pytest.fixture
def opener(tabs: Tabs, tmp_path: Path) -> Iterator[Opener]:
    """Writes a graph's page and opens it from disk: `opener(graph, fragment="", layout=None, **options)`."""
    with ExitStack() as lent:

        def make_and_open(
            graph: KnowledgeGraph,
            fragment: str = "",
            without_webgl: bool = False,
            layout: Layout | None = None,
            **options: Any,
        ) -> Opened:
            path = tmp_path / "graph.html"
            write_page(graph, layout or laid(graph), path)
            scripts = [WITHOUT_WEBGL] if without_webgl else []
            opened = Opened(lent.enter_context(tabs.lend(*scripts, **options)), tabs)
            opened.open(path, fragment)
            return opened

        yield make_and_open
