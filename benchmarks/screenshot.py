"""Takes the picture of the explorer that the README shows.

    python benchmarks/screenshot.py outputs/graph.html docs/images/explorer.png --at "#node=method/happo"

Needs Chromium (Debian: apt-get install chromium) and the test dependencies. What the page complains of fails the run.
"""

import argparse
import base64
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

STEP = 17
"""Shades are rounded to multiples of this, which the eye hardly sees and which halves the file."""
COARSER = """async ([png, step]) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const pixels = pen.getImageData(0, 0, picture.width, picture.height);
  for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = Math.round(pixels.data[at] / step) * step;
  pen.putImageData(pixels, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Open the page, wait until it stands still, and save the picture."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", type=Path, help="the page that `kg build` wrote")
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


def _shoot(browser: Browser, arguments: argparse.Namespace, window: dict[str, object]) -> None:
    tab = browser.new_context(reduced_motion="reduce", **window).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(arguments.page.resolve().as_uri() + arguments.at)
    tab.locator("html[data-ready]").wait_for()
    tab.wait_for_timeout(500)
    arguments.picture.parent.mkdir(parents=True, exist_ok=True)
    whole = base64.b64encode(tab.screenshot()).decode()
    blank = browser.new_page()
    arguments.picture.write_bytes(base64.b64decode(blank.evaluate(COARSER, [whole, STEP])))
    if complaints:
        raise SystemExit("\n".join(complaints))


if __name__ == "__main__":
    main()
