"""The `kg` command: its subcommands are loaded when they are called, so that `kg --help` answers at once."""

import importlib
import sys
from importlib.metadata import version
from typing import Any

import click

from kg.errors import KgError

COMMANDS = {
    "build": "Read papers and write the graph, its RDF, its page and its tables.",
    "extract": "Print what each abstract says, one JSON object per record.",
    "query": "Ask the graph in SPARQL, or by the name of a question.",
    "export": "Write the graph in another profile or format of RDF.",
    "show": "Open the interactive page.",
    "explain": "Say what an entity is, why its forms are one, and what two entities have to do with each other.",
    "curate": "Decide the doubtful cases, and write a file that every build applies.",
    "diff": "Say what changed between two builds.",
    "check": "Check that a built folder is whole and its graph sound.",
    "serve": "Serve a built folder to this machine's browsers.",
    "completion": "Print the line that turns on completion in your shell.",
}

EXIT_FAILED = 1
EXIT_ERROR = 2
_EXIT_INTERRUPTED = 130


class Commands(click.Group):
    """A group whose commands live in the modules of this package that bear their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            raise KgError(f"there is no command {name!r}; the commands are {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("papergraph"), prog_name="kg")
def cli() -> None:
    """Build a typed knowledge graph from paper abstracts, explore it, and ask it questions.

    \b
    kg build seeds/ --out outputs/      read papers, write the graph
    kg show                             open it in the browser
    kg query                            list the questions it can answer
    """


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a check failed, 2 an error (one line on stderr)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    asked = sys.argv[1:] if arguments is None else arguments
    try:
        status = cli.main(args=asked or ["--help"], prog_name="kg", standalone_mode=False)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return _EXIT_INTERRUPTED
    except (KgError, click.ClickException, OSError) as error:
        click.echo("error: " + " ".join(_message(error).split()), err=True)
        return EXIT_ERROR
    return status if isinstance(status, int) else 0


def _message(error: KgError | click.ClickException | OSError) -> str:
    if isinstance(error, click.UsageError):
        return f"{error.format_message()} (see '{error.ctx.command_path if error.ctx else 'kg'} --help')"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error)
