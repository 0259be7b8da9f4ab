"""Takes the pictures that the README shows.

    python benchmarks/screenshot.py outputs/graph.html docs/images/explorer.png --at "#node=method/happo"
    kg serve outputs & python benchmarks/screenshot.py http://127.0.0.1:8765/query docs/images/query.png --at "#…"

Needs Chromium (Debian: apt-get install chromium) and the test dependencies. What the page complains of fails the run.
"""

import argparse
import base64
import struct
import zlib
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
from playwright.sync_api import Browser, sync_playwright

PIXELS = """async (png) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  const url = URL.createObjectURL(new Blob([pen.getImageData(0, 0, picture.width, picture.height).data]));
  const reader = new FileReader();
  reader.readAsDataURL(await (await fetch(url)).blob());
  await new Promise((done) => { reader.onload = done; });
  return reader.result.split(",")[1];
}"""
REGION = 0xE0E0E0
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Open the page, wait until it stands still, and save the picture."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", help="the page that `kg build` wrote, or an address that `kg serve` serves")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    parser.add_argument(
        "--at", default="", metavar="#…", help="the address inside the page, as its link button copies it"
    )
    parser.add_argument("--size", default="1400x900", metavar="WxH", help="the window, in pixels")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        scheme = "dark" if arguments.dark else "light"
        _shoot(browser, arguments, {"viewport": {"width": width, "height": height}, "color_scheme": scheme})
        browser.close()
    print(f"{arguments.picture}: {arguments.picture.stat().st_size / 1000:.0f} kB")


def _shoot(browser: Browser, arguments: argparse.Namespace, window: dict[str, Any]) -> None:
    tab = browser.new_context(reduced_motion="reduce", **window).new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.extend([message.text] * ("GL Driver" not in message.text)))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    is_served = arguments.page.startswith("http://")
    tab.goto((arguments.page if is_served else Path(arguments.page).resolve().as_uri()) + arguments.at)
    if not is_served:
        tab.locator("html[data-ready]").wait_for()
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(500)
    arguments.picture.parent.mkdir(parents=True, exist_ok=True)
    whole = base64.b64encode(tab.screenshot()).decode()
    pixels = np.frombuffer(base64.b64decode(browser.new_page().evaluate(PIXELS, whole)), dtype=np.uint8)
    arguments.picture.write_bytes(_png(pixels.reshape(window["viewport"]["height"], -1, 4)[:, :, :3].astype(np.int64)))
    if complaints:
        raise SystemExit("\n".join(complaints))


def _png(pixels: np.ndarray[Any, np.dtype[np.int64]]) -> bytes:
    """The picture in 256 of its colours, half the size; each other colour becomes the nearest of them.

    The most used of every region of the colour space come first, then the most used of all.
    """
    codes, place = np.unique(pixels @ (65536, 256, 1), return_inverse=True)
    by_use = codes[np.argsort(-np.bincount(place.ravel()), kind="stable")]
    first = np.sort(np.unique(by_use & REGION, return_index=True)[1])[:192]
    common = np.sort(np.concatenate((by_use[first], np.delete(by_use, first)))[:256])
    colours = np.stack((common >> 16, common >> 8 & 255, common & 255), axis=1)
    wanted = np.stack((codes >> 16, codes >> 8 & 255, codes & 255), axis=1)
    nearest = np.array([((colours - colour) ** 2).sum(axis=1).argmin() for colour in wanted], dtype=np.uint8)
    rows = nearest[place.reshape(pixels.shape[:2])]
    height, width = rows.shape
    lines = np.hstack((np.zeros((height, 1), dtype=np.uint8), rows)).tobytes()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", colours.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


if __name__ == "__main__":
    main()
