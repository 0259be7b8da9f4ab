"""Where on this system things are kept that are nobody's outputs."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "KG_CACHE"
"""The environment variable that names another folder for what is kept between runs."""


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where this user's caches belong on this system, or where the environment says."""
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    if environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"], "papergraph")
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"], "papergraph", "Cache")
    home = Path(environment["HOME"]) if environment.get("HOME") else Path("~").expanduser()
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "papergraph"
