"""What a paper does with a thing, in the terms of the class that the whole corpus gives it."""

from collections.abc import Mapping

_INTRODUCES = {"Method": "proposes", "Benchmark": "introducesBenchmark", "Dataset": "introducesDataset"}
_TESTED = {
    "proposed": "introduced",
    "compared": "evaluated",
    "reported": "evaluated",
    **dict.fromkeys(["used", "addressed"], "background"),
}
_ROLES: Mapping[str, Mapping[str, str]] = {
    "Benchmark": _TESTED,
    "Dataset": _TESTED,
    "Method": {"introduced": "proposed", "evaluated": "compared", "trained": "used", "addressed": "used"},
    "Task": {
        **dict.fromkeys(["proposed", "introduced", "used", "compared", "evaluated", "trained"], "addressed"),
        "reported": "background",
    },
    "Metric": dict.fromkeys(["proposed", "introduced", "used", "compared", "evaluated", "trained"], "reported"),
}


def role_for(role: str, type_: str) -> str:
    """The role of a thing of that class which comes nearest to a role given for another class.

    >>> role_for("proposed", "Benchmark"), role_for("proposed", "Method")
    ('introduced', 'proposed')
    """
    return _ROLES.get(type_, {}).get(role, role)


def predicate_for(predicate: str, type_: str) -> str:
    """What introduces a thing of that class, where the predicate is one that introduces; else the predicate.

    >>> predicate_for("proposes", "Dataset"), predicate_for("uses", "Dataset")
    ('introducesDataset', 'uses')
    """
    return _INTRODUCES.get(type_, predicate) if predicate in _INTRODUCES.values() else predicate
