"""From a request to its answer: the endpoint, or one of the pages."""

from dataclasses import dataclass, replace
from functools import partial

from kg.errors import BusyError
from kg.serve.doors import preflight, refused
from kg.serve.messages import Answered, Request, Response, Site
from kg.serve.problems import failed, problem
from kg.serve.protocol import PATH, Endpoint
from kg.serve.settings import Settings
from kg.serve.site import respond
from kg.sparql.workers import Pool, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Answers requests from a pool and a site."""

    pool: Pool
    site: Site
    endpoint: Endpoint
    settings: Settings

    async def respond(self, request: Request, client: str) -> Response:
        """The answer to a request; `client` is who gets a fair turn."""
        response = refused(request, self.settings)
        if response is not None:
            return response
        if request.method == "OPTIONS":
            return preflight(request, self.settings)
        if request.path.rstrip("/") == PATH:
            return await self.endpoint.respond(request, partial(self.pool.run, client=client))
        try:
            page = await respond(request, replace(self.site, ask=partial(self._ask, client=client)))
        except BusyError as error:
            return failed(request, error)
        return page or problem(request, 404, f"there is nothing at {request.path}")

    async def _ask(self, text: str, format_: str, *, client: str) -> Answered:
        return await self.pool.run(Task(text=text, formats=(format_,)), client)
