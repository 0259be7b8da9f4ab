"""The frame of the server's pages: templates, and the style sheet and scripts that the pages ask for.

Pages hold no script and no style of their own, so that under `POLICY` nothing they show can run or fetch anything.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kg.view.site import wording
from kg.view.style import LOOKS, look

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_STYLES = ("palette", "site/frame", "site/things", "site/query")
_FORMULAS = ("formulas/symbols", "formulas/commands", "formulas/parse", "formulas/show")
_SCRIPTS = {
    "theme.js": ("site/theme",),
    "site.js": ("site/dom", *_FORMULAS, "site/formulas", "site/suggest", "site/start"),
    "query.js": (
        "site/dom", "site/suggest", "site/start", "query/data", "query/tokens", "query/paint", "query/edit",
        "query/complete", "query/questions", "query/answers", "query/table", "query/turtle", "query/advice",
        "query/run", "query/history", "query/start",
    ),
}  # fmt: skip
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M8 23 16 8l8 15" fill="none" stroke="#8a8f98" stroke-width="2"/>'
    '<circle cx="16" cy="8" r="5" fill="#0072b2"/><circle cx="8" cy="23" r="5" fill="#d55e00"/>'
    '<circle cx="24" cy="23" r="5" fill="#009e73"/></svg>'
)

# Marks that turn the direction of what stands around them, and controls that no page can show.
_REORDERS = re.compile("([\u202a-\u202e\u2066-\u2069])")
_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one site share."""

    title: str
    has_explorer: bool

    def page(self, template: str, **parts: Any) -> str:
        """A page's HTML."""
        explorer = "/graph.html" if self.has_explorer else None
        shared = {"site": self, "explorer": explorer, "here": "", "asked": ""}
        return _environment().get_template(f"site/{template}.html").render({**shared, **parts})


@cache
def asset(name: str) -> tuple[str, bytes] | None:
    """Media type and bytes of a file that pages ask for under `/static/`, or None where there is none of that name."""
    if name == "site.css":
        return "text/css; charset=utf-8", ("\n".join(_static(f"{part}.css") for part in _STYLES) + _colours()).encode()
    if name in _SCRIPTS:
        glyphs = json.dumps({name: look.glyph for name, look in LOOKS.items()})
        parts = "\n".join((f"const GLYPHS = {glyphs};", *(_static(f"{part}.js") for part in _SCRIPTS[name])))
        return "text/javascript; charset=utf-8", f'(() => {{\n"use strict";\n{parts}\n}})();\n'.encode()
    return ("image/svg+xml", _ICON.encode()) if name == "icon.svg" else None


def shown(text: str) -> str:
    """A text as a page can show it: what no page can show is U+FFFD."""
    return _UNSHOWN.sub("\ufffd", text)


def written(text: str) -> Markup:
    """A text, and each character that reorders shut into a box of its own, so that it moves nothing around it."""
    parts = _REORDERS.split(shown(text))
    return Markup("").join(
        Markup('<bdi class="reorders">{}</bdi>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def named(text: str, limit: int = 400) -> Markup:
    """A name from the data: its own direction, isolated from what stands around it, and never endless."""
    cut = f"{text[:limit]}…" if len(text) > limit else text
    return Markup('<bdi dir="auto">{}</bdi>').format(written(cut) if cut.strip() else "(no name)")


def plain(text: str, limit: int = 160) -> str:
    """A text for places that hold no elements, such as a title: without what reorders, and never endless."""
    cut = _REORDERS.sub("", shown(text))
    return f"{cut[:limit]}…" if len(cut) > limit else cut


def swatch(type_: str) -> Markup:
    """A small picture of a class; the word beside it says the same to screen readers."""
    known = type_ if type_ in LOOKS else "Other"
    return Markup(
        '<svg viewBox="-1.3 -1.3 2.6 2.6" class="swatch" aria-hidden="true"><path class="fill-{}" d="{}"/></svg>'
    ).format(known, look(type_).glyph)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: shown(value) if type(value) is str else value,
    )
    environment.filters.update(named=named, written=written, plain=plain)
    environment.globals.update(
        swatch=swatch,
        phrase=wording.phrase,
        dated=wording.dated,
        year=wording.year,
        percent=wording.percent,
        plural=wording.plural,
        spaced=wording.spaced,
        polarities=wording.POLARITIES,
        kinds=wording.KINDS,
        plurals={name: found.plural for name, found in LOOKS.items()},
    )
    return environment


def _static(name: str) -> str:
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


def _colours() -> str:
    """The colour of every class, on light ground and on dark."""
    looks = {**LOOKS, "Other": look("")}

    def rules(scope: str, shade: str) -> str:
        return "".join(
            f"{scope} .fill-{name}{{fill:{getattr(found, shade)}}}"
            f"{scope} .line-{name}{{border-color:{getattr(found, shade)}}}"
            for name, found in looks.items()
        )

    dark = rules(':root:not([data-theme="light"])', "dark")
    return (
        f"\n{rules(':root', 'light')}\n{rules(':root[data-theme=dark]', 'dark')}\n"
        f"@media (prefers-color-scheme: dark) {{{dark}}}\n"
    )
