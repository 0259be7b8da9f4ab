"""`kg extract`: the exchange form of the annotation guidelines, one object per record."""

import json
import sys
from pathlib import Path

import click

from kg.cli import options
from kg.cli.problems import print_problems
from kg.extract import to_exchange
from kg.pipeline import extract
from kg.read import read_in_order, read_text
from kg.staging import write_atomically

_STDOUT = {"-", "/dev/stdout"}


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to standard output.")
@options.model
@options.jobs
def command(files: tuple[Path, ...], output: Path | None, model: str, jobs: int | None) -> None:
    """Print what each abstract says, one JSON object per record.

    One object per input record, in input order, under the record's own id (else FILE-STEM#LINE), even where nothing
    was found. Findings that the text negates or hedges stand under `marked`. `-` reads one abstract from standard
    input.

    \b
    kg extract papers.jsonl -o found.jsonl
    echo "We propose FooNet and evaluate it on ImageNet." | kg extract -
    """
    options.tell_fallback(model)
    lines = []
    for file in files:
        reading = read_text(sys.stdin.buffer.read()) if str(file) == "-" else read_in_order([file])
        print_problems(reading)
        extractions = extract(reading.documents, model=model, jobs=jobs)
        lines += [json.dumps(to_exchange(extraction), ensure_ascii=False) + "\n" for extraction in extractions]
    if output and str(output) not in _STDOUT:
        write_atomically(output, "".join(lines))
        click.echo(f"{len(lines)} records written to {output}", err=True)
    else:
        sys.stdout.buffer.write("".join(lines).encode())
