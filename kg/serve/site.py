"""Everything that the server answers but SPARQL: pages of things, the query page, files of the build."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus
from urllib.parse import unquote

from kg.errors import LimitError, QueryError, TermError
from kg.ontology import data_folder
from kg.serve.messages import Request, Response, Site
from kg.serve.pages import descriptions, files, general, own, search, statements, things
from kg.serve.pages.asked import asked
from kg.serve.pages.asking import Asking
from kg.view.entity_page import entity_page, relation_page
from kg.view.query_page import query_page
from kg.view.site.frame import POLICY, Frame, asset
from kg.view.site.nouns import Counted, Thing

HTML = "text/html"
_READING = frozenset({"GET", "HEAD"})


async def respond(request: Request, site: Site) -> Response | None:
    """The answer to a request that is not for the SPARQL endpoint; None where the path is the endpoint's."""
    if request.path == "/sparql":
        return None
    if request.method not in _READING:
        return Response(status=405, headers={"Allow": "GET, HEAD", "Content-Type": "text/plain; charset=utf-8"},
                        body=b"Only GET and HEAD are answered here; queries go to /sparql.\n")  # fmt: skip
    visit = _Visit(request, site, Asking.of(site), _frame(site))
    response = await visit.answer()
    return _without_body(response) if request.method == "HEAD" else response


def _frame(site: Site) -> Frame:
    title = files.built(site.folder).get("settings", {}).get("title")
    return Frame(title=title if isinstance(title, str) else "papergraph", has_explorer="graph.html" in site.files)


def _without_body(response: Response) -> Response:
    if isinstance(response.body, bytes):
        headers = {"Content-Length": str(len(response.body)), **response.headers}
    else:
        headers = dict(response.headers)
        close = getattr(response.body, "close", None)
        if close is not None:
            close()
    return Response(status=response.status, headers=headers)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to an answer."""

    request: Request
    site: Site
    asking: Asking
    frame: Frame

    async def answer(self) -> Response:
        try:
            return await self._page() or await self._missing()
        except TermError:
            return await self._missing()
        except LimitError as error:
            what = f"This page asks more of the graph than the server allows: {error}"
            return self._failure(503, "This takes too long here", what)
        except QueryError as error:
            return self._failure(503, "The graph cannot be asked just now", str(error))

    async def _page(self) -> Response | None:
        path = self.request.path
        pages: dict[str, Callable[[], Awaitable[Response | None]]] = {
            "/": lambda: self._html(general.start(self.asking, self.frame)),
            "/search": lambda: self._html(general.found(self.request, self.asking, self.frame)),
            "/query": self._query,
            "/data": self._data,
            "/ontology": self._ontology,
            "/names": self._names,
        }
        if path in pages:
            return await pages[path]()
        if path.startswith("/id/graph/"):  # named graphs: what they hold is described with the files
            return Response(status=303, headers={"Location": "/data"})
        if path.startswith("/id/"):
            return await self._thing()
        if path.startswith("/static/"):
            return self._asset(path.removeprefix("/static/"))
        return files.file(path.removeprefix("/"), self.site, self.request.headers.get("if-none-match"))

    async def _html(self, page: Awaitable[str]) -> Response:
        return self._whole(await page)

    async def _query(self) -> Response:
        return self._whole(query_page(self.site.ontology, self.site.names.prefixes, asked(), self.frame))

    async def _data(self) -> Response | None:
        """The files as a page, or their description as the build wrote it."""
        media = descriptions.wanted(self.request, (HTML, "text/turtle"))
        if media == "text/turtle":
            return files.file("dataset.ttl", self.site, self.request.headers.get("if-none-match"))
        return self._whole(general.data(self.site, self.frame)) if media else self._refused((HTML, "text/turtle"))

    def _whole(self, page: str, *, status: int = 200) -> Response:
        return self._fresh(f"{HTML}; charset=utf-8", page.encode(), status=status, Vary="Accept")

    def _fresh(self, media: str, body: bytes, *, status: int = 200, **headers: str) -> Response:
        """A whole answer with a tag; 304 where the client has it already."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        shared = {"Content-Type": media, "Cache-Control": "no-cache", "ETag": tag, "Content-Security-Policy": POLICY}
        shared |= {name.replace("_", "-"): value for name, value in headers.items()}
        known = self.request.headers.get("if-none-match", "")
        if status == HTTPStatus.OK and tag in (part.strip().removeprefix("W/") for part in known.split(",")):
            return Response(status=304, headers=shared)
        return Response(status=status, headers=shared, body=body)

    def _asset(self, name: str) -> Response | None:
        found = asset(name)
        return self._fresh(*found) if found else None

    async def _thing(self) -> Response | None:
        """A thing by its IRI, as a page or in RDF, whichever the client likes best."""
        iri = self.asking.addresses.iri(self.request.raw or self.request.path)
        media = descriptions.wanted(self.request)
        if media is None:
            return self._refused(descriptions.OFFERED)
        found = await own.own(iri, self.asking)
        if found is None:
            return None
        if media != HTML:
            body = await descriptions.described(iri, media, self.asking)
            return self._fresh(media, body, Vary="Accept")
        ends = found.things("isReplacedBy")
        if ends:
            return self._replaced(found.thing, ends)
        if self.request.first("relation"):
            return await self._relation(found)
        view = await things.view(found, self.asking)
        return self._whole(entity_page(view, self.frame))

    def _replaced(self, retired: Thing, ends: tuple[Thing, ...]) -> Response:
        if len(ends) == 1 and ends[0].href:
            return Response(status=303, headers={"Location": ends[0].href, "Vary": "Accept"})
        page = self.frame.page(
            "missing",
            status="retired identifier",
            heading="Several things stand for this",
            what=f"“{retired.label}” names no single thing here: it is the name of each of these.",
            near_title="Which one?",
            near=[Counted(thing=end, count="") for end in ends],
        )
        return self._whole(page)

    async def _relation(self, found: own.Own) -> Response | None:
        """One page of all statements of one relation of a thing."""
        asked = [self.request.first(name) for name in ("relation", "way", "polarity")]
        for part in await statements.parts(found.thing.iri, self.asking):
            if [part.name, "in" if part.backwards else "out", part.polarity] == asked:
                break
        else:
            return None
        number, size = general.page_number(self.request), things.PER_PAGE
        last = max(1, -(-part.total // size))
        said = await statements.of_parts(
            found.thing.iri, [part], self.asking, limit=size, offset=size * (min(number, last) - 1)
        )
        page = relation_page(
            found.thing, statements.group(part, found.thing.iri, said), self.frame,
            number=min(number, last), last=last, address=things.more(found, part),
        )  # fmt: skip
        return self._whole(page)

    async def _ontology(self) -> Response:
        """The vocabulary as a page, or as the Turtle that it is kept in."""
        media = descriptions.wanted(self.request, (HTML, "text/turtle"))
        if media is None:
            return self._refused((HTML, "text/turtle"))
        if media == HTML:
            body, type_ = general.vocabulary(self.site, self.frame).encode(), f"{HTML}; charset=utf-8"
        else:
            body = await asyncio.to_thread((data_folder() / "schema.ttl").read_bytes)
            type_ = "text/turtle; charset=utf-8"
        return self._fresh(type_, body, Vary="Accept")

    async def _names(self) -> Response:
        """Names for completion, as JSON: the things whose label or alias has the text in it."""
        known = self.site.ontology.classes
        types = [name for key, name in self.request.query if key == "type" and name in known]
        found = await search.named_like(self.request.first("q") or "", self.asking, types=types)
        rows = [
            {"iri": one.thing.iri, "label": one.thing.label, "type": one.thing.type, "alias": one.count,
             "href": one.thing.href}
            for one in found
        ]  # fmt: skip
        return self._fresh("application/json", json.dumps(rows).encode())

    def _refused(self, offered: tuple[str, ...]) -> Response:
        text = f"This can be had as {', '.join(offered)}; the Accept header takes none of them.\n"
        return self._fresh("text/plain; charset=utf-8", text.encode(), status=406, Vary="Accept")

    async def _missing(self) -> Response:
        """404, with the names that are nearest to what was asked for."""
        path = unquote(self.request.path)
        asked = path.rstrip("/").rpartition("/")[2]
        near = [Counted(thing=Thing(iri=name, label=name, href=f"/{name}"), count="")
                for name in get_close_matches(path.strip("/"), sorted(self.site.files), n=3)]  # fmt: skip
        if path.startswith("/id/"):
            near = await search.near(asked.replace("-", " "), self.asking)
        if descriptions.wanted(self.request, (HTML, "text/plain")) != HTML:
            lines = [f"There is nothing at {path}.", *(f"{one.thing.label}: {one.thing.iri}" for one in near)]
            text = "\n".join(lines) + "\n"
            return self._fresh("text/plain; charset=utf-8", text.encode("utf-8", "replace"), status=404, Vary="Accept")
        what = (
            f"This graph has nothing called “{asked}”." if path.startswith("/id/") else f"There is no page at {path}."
        )
        return self._failure(404, "Not here", what, near)

    def _failure(self, status: int, heading: str, what: str, near: list[Counted] | None = None) -> Response:
        page = self.frame.page(
            "missing", status=str(status), heading=heading, what=what, near=near or [], near_title="Nearest names"
        )
        return self._fresh(f"{HTML}; charset=utf-8", page.encode(), status=status, Vary="Accept")
