"""Chromium as `explorer.py` measures it: processor time over all its processes, frames, and how soon a page answers."""

import math
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Error, Page, ViewportSize, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WINDOW = ViewportSize(width=1280, height=800)
FRAMES = 40
ENOUGH = 20.0
"""Seconds of dragging after which no further frame is asked for."""
STEP = 3
"""Pixels that the pointer moves from frame to frame."""

_SEEN = "() => performance.getEntriesByName('first-picture').length > 0"
_WHEN = "() => performance.getEntriesByName('first-picture')[0].startTime"
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
_TYPED = """async (text) => {
  const box = document.getElementById("search");
  const found = document.getElementById("found");
  const times = [];
  for (let end = 1; end <= text.length; end += 1) {
    box.value = text.slice(0, end);
    const start = performance.now();
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    found.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 30));
  }
  box.value = "";
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return times;
}"""
_WATCH = """for (const name of ["fillText", "stroke", "fill"]) {
  const draw = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...rest) {
    if (this.canvas.isConnected && this.canvas.closest("#closeup-canvas")) globalThis.drawnAt = performance.now();
    return draw.apply(this, rest);
  };
}"""
_CLOSE = """async (hash) => {
  globalThis.drawnAt = 0;
  const start = performance.now();
  location.hash = hash;
  while (drawnAt < start) await new Promise((done) => setTimeout(done));
  return drawnAt - start;
}"""


class Loaded(NamedTuple):
    """How a page opened: seconds from the call to the first picture, and seconds of processor until then."""

    seconds: float
    cpu: float


@contextmanager
def chromium() -> Iterator["Chromium"]:
    """A browser of its own, nothing kept."""
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        window = playwright.chromium.launch_persistent_context(
            folder, executable_path=path, args=FLAGS, viewport=WINDOW, reduced_motion="reduce"
        )
        yield Chromium(window, folder)
        window.close()


class Chromium:
    """One browser; one page is open at a time."""

    def __init__(self, window: BrowserContext, folder: str) -> None:
        self._window = window
        self._main = next(p for p in psutil.process_iter(["cmdline"]) if _is_browser(p, folder))

    def cpu(self) -> float:
        """Seconds of processor that its processes have taken, those that ended among them."""
        total = 0.0
        for process in (self._main, *self._main.children(recursive=True)):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system + times.children_user + times.children_system
        return total

    @contextmanager
    def page(self, path: Path, limit: float) -> Iterator[tuple[Page, Loaded]]:
        """The page once its first picture stands. Raises Error after so many seconds."""
        tab = self._window.new_page()
        tab.add_init_script(_WATCH)
        try:
            before = self.cpu()
            tab.goto(path.resolve().as_uri(), wait_until="commit", timeout=limit * 1000)
            tab.wait_for_function(_SEEN, timeout=limit * 1000, polling=20)
            when = tab.evaluate(_WHEN) / 1000
            yield tab, Loaded(when, self.cpu() - before)
        finally:
            tab.close()

    def pan(self, tab: Page, surface: str) -> float:
        """Milliseconds of processor for each frame while the pointer drags the picture."""
        box = tab.locator(surface).bounding_box()
        if box is None:
            raise Error(f"{surface} is not there to be dragged")
        left, top = box["x"] + 30, box["y"] + box["height"] - 60
        tab.mouse.move(left, top)
        tab.mouse.down()
        tab.mouse.move(left + 8, top - 8)
        time.sleep(0.5)
        before, started, frames = self.cpu(), time.monotonic(), 0
        while frames < FRAMES and time.monotonic() - started < ENOUGH:
            tab.mouse.move(left + 8 + STEP * frames, top - 8 - STEP * frames)
            tab.evaluate(_FRAME)
            frames += 1
        took = self.cpu() - before
        tab.mouse.up()
        return took * 1000 / frames


def _is_browser(process: psutil.Process, folder: str) -> bool:
    line = process.info["cmdline"] or []
    return f"--user-data-dir={folder}" in line and not any(part.startswith("--type=") for part in line)


def keystrokes(tab: Page, texts: list[str]) -> list[float]:
    """Milliseconds from each keystroke until what it finds is listed and laid out."""
    return [took for text in texts for took in tab.evaluate(_TYPED, text)]


def close_ups(tab: Page, iris: list[str], hops: int) -> list[float]:
    """Milliseconds from the call until the neighbourhood of each is drawn."""
    return [tab.evaluate(_CLOSE, f"#around={iri}&hops={hops}&view=closeup") for iri in iris]


def some(things: list[str], count: int) -> list[str]:
    """So many of them, always the same."""
    return random.Random(0).sample(sorted(things), min(count, len(things)))


def middle(values: list[float]) -> float:
    """The median, nan of nothing."""
    return statistics.median(values) if values else math.nan
