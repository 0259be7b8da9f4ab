"""`kg serve`: a built folder on this machine's loopback address."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from kg.errors import KgError
from kg.staging import manifest


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files that the folder's `build.json` names, and nothing else."""

    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".ttl": "text/turtle; charset=utf-8",
        ".nt": "application/n-triples",
        ".jsonld": "application/ld+json",
        ".csv": "text/csv; charset=utf-8",
        ".graphml": "application/graphml+xml",
    }

    def send_head(self):  # type: ignore[no-untyped-def]
        name = self.path.split("?")[0].lstrip("/")
        if not name:
            self.path = "/graph.html"
        elif name not in self.server.names:  # type: ignore[attr-defined]
            self.send_error(404)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


@click.command()
@click.argument("folder", default="outputs", type=click.Path(path_type=Path))
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
def command(folder: Path, port: int) -> None:
    """Serve the outputs in FOLDER (the page, the RDF, the tables) at http://127.0.0.1:PORT/ until interrupted."""
    found = manifest(folder)
    if found is None:
        raise KgError(f"{folder}: no graph was built there; run 'kg build --out {folder}' first")
    try:
        listening = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise KgError(f"port {port} cannot be had ({error.strerror}); try another with --port, or --port 0") from None
    with listening as server:
        files = found["files"]
        server.names = {*(files if isinstance(files, dict) else ()), "build.json"}  # type: ignore[attr-defined]
        click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
