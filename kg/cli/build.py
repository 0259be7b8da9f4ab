"""`kg build`: papers in, a folder of outputs out, and a summary to read."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.cli import options
from kg.cli.console import Terminal
from kg.cli.problems import print_decisions, print_problems
from kg.cli.summary import print_summary
from kg.curation import DEFAULT
from kg.extract import MODELS
from kg.pipeline import Build, Settings, build
from kg.staging import manifest


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", default="outputs", show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--add", is_flag=True, help="Add to what is in the output folder, instead of replacing it.")
@options.model
@options.jobs
@click.option(
    "--curation",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"Decisions to apply (see kg curate).  [default: {DEFAULT} where there is one]",
)
@click.option(
    "--no-cache",
    "cache",
    flag_value=False,
    default=True,
    help="Read every abstract anew, and keep nothing for the next build.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary; problems only.")
def command(sources: tuple[Path, ...], out: Path, *, add: bool, quiet: bool, **chosen: Any) -> None:
    """Read papers and write the graph, its RDF, its page and its tables.

    SOURCE is a file or a folder; `seeds/` where none is given. Saved author pages, daily-paper lists, files of bare
    abstracts, JSON Lines (also .gz) and CSV are recognised by their content. An output folder is replaced as a whole,
    files in it that are not from a build are kept. What was found in an abstract is kept in a cache of this user
    (KG_CACHE names another folder) and reused while the program, its weights and its vocabulary are the same.

    With --add, the sources come to those that the folder was built from, and the outcome is the same as if all had been
    built together; the earlier files need not exist any more. A file that was added before changes nothing; of a file
    that has changed since, both versions count. Without a SOURCE, --add builds again from what the folder holds.

    \b
    kg build                                   seeds/ into outputs/
    kg build my_papers.jsonl --out mine        your own papers
    kg build --add june.jsonl --out mine       more of them
    """
    errors = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(bar_width=40),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, disable=quiet or not errors.is_terminal) as progress:
        tasks: dict[str, int] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = int(progress.add_task(step, total=total))
            progress.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        settings = Settings(**_as_before(chosen, out) if add else chosen)
        built = build(sources or (() if add else (Path("seeds"),)), out, add=add, settings=settings, progress=show)
    print_problems(built.reading)
    print_decisions(built.curated)
    _print_notes(built, quiet=quiet)
    options.tell_fallback(settings.model)
    if not quiet:
        print_summary(built, Terminal())


def _as_before(chosen: dict[str, Any], out: Path) -> dict[str, Any]:
    """The options, with the model of the earlier build where none is named."""
    told = (manifest(out) or {}).get("settings")
    named = click.get_current_context().get_parameter_source("model") is not ParameterSource.DEFAULT
    model = told.get("model") if isinstance(told, dict) else None
    return chosen if named or model not in MODELS else {**chosen, "model": model}


def _print_notes(built: Build, *, quiet: bool) -> None:
    """Say on stderr what is about this run and not about its outcome."""
    for note in built.notes:
        click.echo(f"note: {note}", err=True)
    if built.reused and not quiet:
        total = len(built.reading.documents)
        click.echo(f"note: {built.reused:,} of {total:,} records had been read before and are reused", err=True)
