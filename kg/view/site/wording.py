"""How pages speak of relations, properties, dates and numbers."""

import re

_PHRASES = {
    "proposes": ("proposes", "proposed in"),
    "introducesBenchmark": ("introduces the benchmark", "introduced as a benchmark in"),
    "introducesDataset": ("introduces the dataset", "introduced as a dataset in"),
    "introduces": ("introduces", "introduced in"),
    "isA": ("is a kind of", "has as a variant"),
    "versionOf": ("is a version of", "has as a version"),
    "addresses": ("addresses", "addressed by"),
    "uses": ("uses", "used by"),
    "evaluatedOn": ("evaluated on", "evaluated here"),
    "trainedOn": ("trained on", "trained here"),
    "outperforms": ("outperforms", "outperformed by"),
    "comparedWith": ("compared with", "compared with"),
    "mentions": ("mentions", "mentioned in"),
    "creator": ("written by", "author of"),
    "affiliatedWith": ("written at", "papers from here"),
    "hasResource": ("on the web at", "web address of"),
    "hasVersion": ("read in", "version of"),
    "reportedIn": ("reported in", "reports the result"),
    "method": ("result of method", "has the result"),
    "baseline": ("result against", "is the baseline of"),
    "benchmark": ("result on benchmark", "has the reported result"),
    "dataset": ("result on dataset", "has the reported result"),
    "task": ("result on task", "has the reported result"),
    "metric": ("result in metric", "measures"),
    "title": ("has the title", "is the title of"),
    "issued": ("appeared on", "is the date of"),
    "identifier": ("has the identifier", "identifies"),
    "subject": ("is filed under", "holds"),
    "saysInOneVersion": ("says in one version", "is said by"),
}
"""Relations forwards and backwards, in the order in which pages list them."""

_ORDER = tuple(_PHRASES)

POLARITIES = {
    "negated": "The text denies this",
    "hedged": "The text leaves this open",
    "rejected": "A person rejected this reading",
}

KINDS = {
    "text": "a sentence of the paper",
    "metadata": "a line of the record",
    "page": "the page that lists the paper",
}

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DATE = re.compile(r"(?:(\d{4})|-)-(\d\d)-(\d\d)")


def phrase(relation: str, *, backwards: bool = False) -> str:
    """The words for a relation, read from its subject or, backwards, from its object."""
    if relation in _PHRASES:
        return _PHRASES[relation][backwards]
    return f"{spaced(relation)} (of)" if backwards else spaced(relation)


def heading(relation: str, *, backwards: bool = False) -> str:
    """The words for a relation, as the heading of what follows.

    >>> heading("outperforms", backwards=True)
    'Outperformed by'
    """
    words = phrase(relation, backwards=backwards)
    return words[:1].upper() + words[1:]


def place(relation: str) -> tuple[int, str]:
    """Where a relation stands in lists: the telling ones first, unknown ones last by name."""
    return (_ORDER.index(relation) if relation in _PHRASES else len(_ORDER), relation)


def spaced(name: str) -> str:
    """A local name as words.

    >>> spaced("evidenceText")
    'evidence text'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def dated(value: str) -> str:
    """An `xsd:date` or `xsd:gMonthDay` as people write it; other texts as they are, none as "undated".

    >>> dated("2023-04-19"), dated("--04-19"), dated("")
    ('19 April 2023', '19 April, no year', 'undated')
    """
    found = _DATE.fullmatch(value)
    if not found or not 1 <= int(found[2]) <= len(_MONTHS):
        return value or "undated"
    year, month, day = found.groups()
    return f"{int(day)} {_MONTHS[int(month) - 1]}{f' {year}' if year else ', no year'}"


def year(value: str) -> str:
    """The year of an `xsd:date`, or "undated".

    >>> year("2023-04-19"), year("--04-19")
    ('2023', 'undated')
    """
    found = re.match(r"\d{4}(?=-|$)", value)
    return found[0] if found else "undated"


def percent(share: float) -> str:
    """A share of one in whole percents.

    >>> percent(0.925)
    '92%'
    """
    return f"{share:.0%}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> plural(1, "paper"), plural(1200, "paper"), plural(2, "piece of evidence", "pieces of evidence")
    ('1 paper', '1,200 papers', '2 pieces of evidence')
    """
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
