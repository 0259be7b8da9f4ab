"""Scripts and styles as parts of a page, and the policy under which nothing but these very parts counts.

The drawing is done by the vis-network that pyvis brings, taken from the installed package. Its style sheet is left out:
it only dresses tooltips and buttons that our pages do not use.
"""

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

from kg.errors import KgError

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def policy(scripts: list[Markup], style: Markup) -> str:
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


def inline(text: str, element: str) -> Markup:
    """The text as the content of a script or style element. Raises KgError if it would end the element early."""
    if f"</{element}" in text.lower() or "<!--" in text:
        raise KgError(f"a {element} of the page contains text that would end it")
    return Markup(text.replace("\r\n", "\n"))


def static(name: str) -> str:
    """A file of ours, as text."""
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


def vis_network() -> str:
    """The script of vis-network. Raises KgError if the installed pyvis lacks it."""
    try:
        return (files("pyvis") / _VIS).read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(
            f"the installed pyvis has no {_VIS}; mend it with: pip install --force-reinstall 'pyvis>=0.3.2,<0.4'"
        ) from error
