"""Who may come in, and what browsers are told of every answer."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from kg.serve.messages import Request, Response
from kg.serve.problems import problem
from kg.serve.protocol import PATH
from kg.serve.settings import LOCALHOST, Settings, is_loopback

_HOST = re.compile(r"(?:[A-Za-z0-9._~\-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
_DAY = "86400"
_PAGES = "text/html"
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}

# The explorer (graph.html) is one file with its own scripts; nothing may be fetched from elsewhere or sent there.
_POLICY = "default-src 'self' 'unsafe-inline' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"


def refused(request: Request, settings: Settings) -> Response | None:
    """The answer to a request that may not come in; None where it may.

    On a loopback address the Host must be this machine: a page of elsewhere whose name was made to mean this machine
    (DNS rebinding) sends its own. A page of another origin may ask nothing, unless it was named; browsers tell the
    origin of scripts, and of all else (pictures, frames) only that it is another: links alone may lead here.
    """
    host = request.headers.get("host")
    if host and not _HOST.fullmatch(host):
        return problem(request, 400, f"{host!r} is no name of a host")
    if settings.loopback and host is not None and not _is_here(host, settings):
        return problem(request, 421, f"{host} is not served here; ask at {settings.host} or {LOCALHOST}")
    origin = request.headers.get("origin")
    if origin is None and _is_embedded(request):
        return problem(request, 403, "pages of elsewhere may link to this, and not embed it")
    if origin is None or origin in settings.origins or _names(origin, host):
        return None
    return problem(request, 403, f"pages of {origin} may not ask here; 'kg serve --cors {origin}' would let them")


def preflight(request: Request, settings: Settings) -> Response:
    """The answer to OPTIONS."""
    methods = "GET, HEAD, POST, OPTIONS" if request.path.rstrip("/") == PATH else "GET, HEAD, OPTIONS"
    headers = {"Allow": methods, "Vary": "Origin"}
    if request.headers.get("origin") in settings.origins:
        headers |= {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": _DAY,
        }
    return Response(status=204, headers=headers)


def guarded(request: Request | None, response: Response, settings: Settings) -> Mapping[str, str]:
    """The headers of an answer, with those that keep browsers from doing more with it than is meant."""
    told = {name.lower() for name in response.headers}
    headers = {name: value for name, value in _SECURITY.items() if name.lower() not in told} | dict(response.headers)
    if "content-security-policy" not in told:
        is_page = next((v for k, v in headers.items() if k.lower() == "content-type"), "").startswith(_PAGES)
        headers["Content-Security-Policy"] = _POLICY if is_page else _NOTHING
    origin = request.headers.get("origin") if request else None
    if origin is not None and origin in settings.origins:
        vary = ", ".join(filter(None, [headers.get("Vary"), "Origin"]))
        headers |= {"Access-Control-Allow-Origin": origin, "Vary": vary}
    else:
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return headers


def _is_embedded(request: Request) -> bool:
    """Whether a browser asks for a page of another site or origin, and not because its user went here."""
    is_visit = request.headers.get("sec-fetch-dest", "document") == "document"
    return request.headers.get("sec-fetch-site") in {"cross-site", "same-site"} and not is_visit


def _is_here(host: str, settings: Settings) -> bool:
    name = _hostname(f"//{host}")
    return name is not None and (name == settings.host or is_loopback(name))


def _names(origin: str, host: str | None) -> bool:
    """Whether an origin is the server's own."""
    return host is not None and origin.lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}


def _hostname(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if not parts.username and not parts.path else None
