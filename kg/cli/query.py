"""`kg query`: SPARQL, a file of it, or a question by name."""

import re
import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem
from rich.table import Table
from rich.text import Text

from kg.cli.console import Terminal
from kg.errors import KgError
from kg.ontology import load_ontology
from kg.sparql.graph import load
from kg.sparql.questions import ask, question, questions, read_question
from kg.sparql.results import formatted

_FORMATS = ("table", "csv", "tsv", "json", "markdown")


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(q.name, help=q.sentence) for q in questions() if q.name.startswith(incomplete)]


@click.command()
@click.argument("query", metavar="[QUERY|FILE.rq|NAME]", required=False, shell_complete=_complete)
@click.argument("parameters", metavar="[KEY=VALUE]...", nargs=-1)
@click.option(
    "--graph",
    "folder",
    default="outputs",
    show_default=True,
    type=click.Path(path_type=Path),
    help="A built folder.",
)
@click.option(
    "--format", "format_", default="table", show_default=True, type=click.Choice(_FORMATS), help="How rows are written."
)
def command(query: str | None, parameters: tuple[str, ...], folder: Path, format_: str) -> None:
    """Ask the graph in SPARQL, or by the name of a question; without QUERY, list the questions.

    Queries only read, and only this graph. The prefixes kg:, dcterms:, rdf:, rdfs:, skos:, xsd: and prov: need no
    declaration. KEY=VALUE narrows a question; things are named by label or alias.

    \b
    kg query methods-on-benchmark benchmark="StarCraft Multi-Agent Challenge"
    kg query "SELECT ?label { ?b a kg:Benchmark ; rdfs:label ?label }" --format csv
    """
    if query is None:
        _list_questions(Terminal())
        return
    values = _parsed(parameters)
    if query.endswith(".rq"):
        asked = read_question(Path(query))
    elif re.fullmatch(r"[\w-]+", query):
        asked = question(query)
    else:
        asked = None
        if values:
            raise KgError("KEY=VALUE goes with a named question or a .rq file; write values into the query itself")
    graph = load(folder, load_ontology())
    answer = ask(asked, values, graph) if asked else graph.query(query)
    sys.stdout.buffer.write(
        formatted(answer, format_, graph.names, width=Terminal().width).encode("utf-8", "backslashreplace")
    )
    if format_ == "table":
        sys.stdout.flush()
        click.echo(f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}", err=True)


def _parsed(parameters: tuple[str, ...]) -> dict[str, str]:
    pairs = [parameter.partition("=") for parameter in parameters]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise KgError(f"{name!r} is not KEY=VALUE; a question's parameters are listed by 'kg query'")
    return {name: value for name, _, value in pairs}


def _list_questions(console: Terminal) -> None:
    table = Table(box=None, pad_edge=False, show_header=True)
    table.add_column("question", no_wrap=True)
    table.add_column("what it answers")
    for found in questions():
        text = Text(found.sentence)
        for parameter in found.parameters:
            example = parameter.default if parameter.default is not None else f'"{parameter.example}"'
            text.append(f"\n  {parameter.name}={example}", style="dim")
            text.append(f"  {parameter.description}", style="dim")
        table.add_row(found.name, text)
    console.print(table)
