"""The summary that ends a build."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.pipeline import Build

_STRONGEST = 10
_COPIES = 15
_COLUMN = 34


def print_summary(built: Build, console: Console) -> None:
    """Print what was read, what the graph holds, what was merged and skipped, and where the files are."""
    counts = built.manifest["counts"]
    records, sources = _several(counts["records"], "record"), _several(len(built.manifest["sources"]), "source")
    console.print(f"\n[bold]{_several(counts['nodes'].get('Paper', 0), 'paper')}[/] from {records} in {sources}\n")
    console.print(_counts("nodes", counts["nodes"]))
    edges = Counter(predicate for _, predicate, object_ in built.graph.facts() if isinstance(object_, str))
    console.print(_counts("edges", edges))
    _print_merged(built, console)
    _print_curated(built, console)
    _print_strongest(built, console)
    _print_refused(built, console)
    files = [*sorted(built.manifest["files"]), "build.json"]
    console.print(Text.assemble("\n", f"{len(files)} files in ", (str(built.folder), "bold"), f": {', '.join(files)}"))
    console.print("next: [bold]kg show[/] opens the page, [bold]kg query[/] lists the questions it can answer")


def _print_refused(built: Build, console: Console) -> None:
    records = sum(problem.skipped for problem in built.reading.problems)
    refused = Counter(refusal.reason for refusal in built.graph.refused)
    reasons = ", ".join(f"{reason} ({count})" for reason, count in sorted(refused.items()))
    console.print(Text(f"skipped records: {records or 'none'}"))
    console.print(Text(f"refused findings: {reasons or 'none'}"))


def _counts(title: str, counts: dict[str, int]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, show_header=False)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = -(-len(ordered) // 3)
    for _ in range(3):
        table.add_column()
        table.add_column(justify="right")
    for row in range(rows):
        cells = [ordered[at] if at < len(ordered) else None for at in (row, row + rows, row + 2 * rows)]
        table.add_row(*(text for cell in cells for text in ((cell[0], f"{cell[1]:,}   ") if cell else ("", ""))))
    return table


def _print_merged(built: Build, console: Console) -> None:
    merged = built.manifest["merged"]
    several = [paper for paper in built.resolution.papers if len(paper.documents) > 1]
    copies = sum(len(paper.documents) - 1 for paper in several)
    told = f"{_several(copies, 'record')} into papers that another record has: {_told(merged['documents'])}"
    console.print(Text(f"\nmerged {told}"))
    for paper in several[:_COPIES]:
        places = " = ".join(f"{document.source.name}:{document.line}" for document in paper.documents)
        console.print(Text(f"  {paper.label}"), no_wrap=True, overflow="ellipsis")
        console.print(Text(f"    {places}", style="dim"), no_wrap=True, overflow="ellipsis")
    if len(several) > _COPIES:
        console.print(f"  … and {len(several) - _COPIES} more: kg query versions")
    names = sum(merged["names"].values())
    console.print(Text(f"{names:,} merge{'s' * (names != 1)} of names: {_told(merged['names'])}"))


def _print_curated(built: Build, console: Console) -> None:
    if built.curated is None:
        return
    by_kind = _told(built.manifest["curation"]["applied"])
    name, stale = built.curated.curation.name, len(built.curated.stale)
    applied = _several(len(built.curated.applied), "decision")
    console.print(Text(f"curation: {applied} of {name} applied ({by_kind}), {stale or 'none'} stale"))


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _told(rules: dict[str, int]) -> str:
    return ", ".join(f"{rule} {count}" for rule, count in rules.items()) or "none"


def _print_strongest(built: Build, console: Console) -> None:
    papers, facts = built.graph.method_benchmark(), built.graph.facts()
    confidence = {(m, b): facts[m, "evaluatedOn", b][0].confidence for m, b in papers}
    strongest = sorted(papers, key=lambda pair: (-papers[pair], -confidence[pair], pair))[:_STRONGEST]
    table = Table(title="\nstrongest method–benchmark links", title_justify="left", box=None, pad_edge=False)
    for name, justify in (("method", "left"), ("evaluated on", "left"), ("papers", "right"), ("confidence", "right")):
        table.add_column(name, justify=justify, max_width=_COLUMN, overflow="fold")  # type: ignore[arg-type]
    for pair in strongest:
        method, benchmark = (Text(built.graph.node(iri).label) for iri in pair)
        table.add_row(method, benchmark, str(papers[pair]), f"{confidence[pair]:.2f}")
    console.print(table)
