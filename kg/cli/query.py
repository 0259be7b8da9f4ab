"""`kg query`: SPARQL, a file of it, or a question by name."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import click
from click.shell_completion import CompletionItem
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from kg.cli.console import Terminal
from kg.errors import KgError, QueryError
from kg.ontology import load_ontology
from kg.rdf.names import Names
from kg.sparql.advice import unknown_terms
from kg.sparql.apart import Asked, answered
from kg.sparql.limits import Limits
from kg.sparql.questions import Question, question, questions, read_question
from kg.sparql.results import formatted

_FORMATS = ("table", "csv", "tsv", "json", "markdown", "xml")
_SHOWN = 100


def _complete_query(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    if "/" in incomplete or incomplete.startswith("."):
        return [CompletionItem(incomplete, type="file")]
    named = [CompletionItem(q.name, help=q.sentence) for q in questions() if q.name.startswith(incomplete)]
    return named or [CompletionItem(incomplete, type="file")]


def _complete_parameter(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The parameters that were not given yet; behind the = sign, an example."""
    name, sign, _ = incomplete.partition("=")
    asked = next((one for one in questions() if one.name == context.params.get("query")), None)
    given = {text.partition("=")[0] for text in context.params.get("parameters") or ()}
    found = [one for one in (asked.parameters if asked else ()) if one.name not in given]
    if sign:
        return [CompletionItem(f"{name}={one.example}", help=one.description) for one in found if one.name == name]
    return [CompletionItem(f"{one.name}=", help=one.description) for one in found if one.name.startswith(name)]


@click.command()
@click.argument("query", metavar="[QUERY|FILE.rq|NAME]", required=False, shell_complete=_complete_query)
@click.argument("parameters", metavar="[KEY=VALUE]...", nargs=-1, shell_complete=_complete_parameter)
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
@click.option(
    "--timeout",
    "seconds",
    default=Limits().seconds,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Seconds that the query may take; 0 for as long as it likes.",
)
@click.option(
    "--rows",
    default=Limits().rows,
    show_default=True,
    type=click.IntRange(min=1),
    help="Rows that the answer may have.",
)
def command(
    query: str | None, parameters: tuple[str, ...], folder: Path, format_: str, seconds: float, rows: int
) -> None:
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
    asked = Asked(
        folder=folder,
        query=_found(query),
        parameters=_parsed(parameters),
        limits=replace(Limits(), seconds=seconds, rows=rows),
    )
    if asked.parameters and isinstance(asked.query, str):
        raise KgError("KEY=VALUE goes with a named question or a .rq file; write values into the query itself")
    _answer(asked, format_)


def _answer(asked: Asked, format_: str) -> None:
    ontology = load_ontology()
    text = asked.query.text if isinstance(asked.query, Question) else asked.query
    try:
        for term in unknown_terms(text, ontology):
            click.echo(f"note: {term}", err=True)
        answer = answered(asked)
    except QueryError as error:
        _show_place(text, error)
        raise
    written = formatted(answer, format_, Names(ontology), width=Terminal().width)
    sys.stdout.buffer.write(written.encode("utf-8", "backslashreplace"))
    if format_ == "table":
        sys.stdout.flush()
        click.echo(f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}", err=True)


def _found(query: str) -> str | Question:
    if query.endswith(".rq"):
        return read_question(Path(query))
    return question(query) if re.fullmatch(r"[\w-]+", query) else query


def _show_place(text: str, error: QueryError) -> None:
    """The line that an error is about, with a mark under the place; of a long line only what is around it."""
    if error.line is None or error.column is None:
        return
    line = (re.split(r"\r\n|\r|\n", text)[error.line - 1 :] or [""])[0]
    shown = "".join(char if char.isprintable() else " " for char in line)
    start = max(0, error.column - 1 - _SHOWN // 2)
    number, before = f"{error.line} | ", shown[start : error.column - 1]
    click.echo(number + before + shown[error.column - 1 : start + _SHOWN], err=True)
    click.echo(" " * (len(number) + cell_len(before)) + "^", err=True)


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
