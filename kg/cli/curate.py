"""`kg curate`: the doubtful cases of a graph, one after the other, and a file of what was decided."""

from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.answers import Answers
from kg.cli.console import Terminal
from kg.cli.journal import Journal
from kg.curation import DEFAULT, Case, decision_line, open_cases
from kg.errors import CurationError
from kg.graph import KnowledgeGraph

_HELP = (
    ("s", "skip: nothing is written, and the next run asks again"),
    ("u", "undo the last answer and ask again"),
    ("c", "write a note that goes into the file with the answer"),
    ("q", "quit; what was answered is in the file already"),
    ("?", "this help"),
)


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--graph", "folder", default="outputs", show_default=True, type=click.Path(path_type=Path), help="A built folder."
)
@click.option(
    "--curation",
    "path",
    default=DEFAULT,
    show_default=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file of decisions; made where there is none.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask the N most valuable questions only.")
@click.option(
    "--list", "listed", is_flag=True, help="Print the cases and what each answer would write, and ask nothing."
)
def command(name: str | None, folder: Path, path: Path, limit: int | None, *, listed: bool) -> None:
    """Walk through the doubtful cases of a built graph, most valuable first, and write down what you decide.

    Asked are things that resemble each other and were kept apart, merges by weak evidence, names of several classes,
    and statements of low confidence; with NAME, all that could be decided of that thing, in doubt or not. Each answer
    is one key, and is in the file at once; `kg build` applies the file. Without a terminal, answers are read from
    standard input, one a line, a note behind the key.

    \b
    kg curate                                         ask until you quit
    kg curate --list --limit 20                       only look
    kg curate HAPPO                                   whatever is said of HAPPO, also what is sure
    """
    graph = KnowledgeGraph.load(folder)
    journal = Journal(path)
    about = graph.find(name).iri if name else None
    cases = open_cases(graph, graph.near_misses(), journal.decisions, path.name, about)[:limit]
    console = Terminal()
    if listed:
        for number, case in enumerate(cases, 1):
            _print_case(case, number, len(cases), console)
            _print_lines(case, console)
    elif cases:
        _ask_all(cases, journal, Answers(), console)
    else:
        console.print("Nothing is in doubt that has not been decided.")


def _ask_all(cases: list[Case], journal: Journal, answers: Answers, console: Console) -> None:
    at = 0
    while at < len(cases):
        _print_case(cases[at], at + 1, len(cases), console)
        step = _ask(cases[at], journal, answers, console)
        if step is None:
            break
        at = max(0, at + step)
    count = journal.written
    told = f"{count} decision{'s' * (count != 1)} written to {journal.path}" if count else "Nothing was written"
    console.print(Text(f"\n{told}{'; run kg build to apply them' if count else ''}."))


def _ask(case: Case, journal: Journal, answers: Answers, console: Console) -> int | None:
    """How many cases to go on, back where it is below 0; None to end."""
    note = ""
    while True:
        key, said = answers.next(_prompt(case))
        note = said or note
        if key in case.answers:
            try:
                journal.append(case, key, note)
            except CurationError as error:
                console.print(Text(f"not written: {error}", style="red"))
                continue
            return 1
        if key == "s":
            journal.skip()
            return 1
        if key == "u":
            undone = journal.undo()
            console.print(Text(undone.told))
            return -1 if undone.done else 0
        if key == "c":
            note = said or answers.note()
        elif key == "q":
            return None
        else:
            _print_help(case, console)


def _print_case(case: Case, number: int, total: int, console: Console) -> None:
    console.print()
    console.print(Text.assemble((f"{number} of {total}", "bold"), (f"  {case.kind}, value {case.value:.1f}", "dim")))
    for line in case.evidence:
        indent = len(line) - len(line.lstrip())
        console.print(Padding(Text(line.strip(), overflow="fold"), (0, 0, 0, 2 + indent), expand=False))
    console.print(Text(case.question, style="bold", overflow="fold"))


def _print_lines(case: Case, console: Console) -> None:
    for key, answer in case.answers.items():
        for decision in answer.decisions:
            console.print(Text(f"  {key}: {decision_line(decision)}", style="dim", overflow="fold"))


def _print_help(case: Case, console: Console) -> None:
    console.print()
    for key, answer in case.answers.items():
        console.print(
            Text(f"  {key}  {answer.label}: {'; '.join(map(decision_line, answer.decisions))}", overflow="fold")
        )
    for key, told in _HELP:
        console.print(Text(f"  {key}  {told}"))


def _prompt(case: Case) -> str:
    keys = [f"{key} {answer.label}" for key, answer in case.answers.items()]
    return f"[{' · '.join([*keys, 's skip', 'u undo', 'c note', 'q quit', '? help'])}] "
