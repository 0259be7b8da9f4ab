"""How much a query may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take; beyond any of these it ends with LimitError.

    `seconds` of wall time and `memory_mb` of a worker of its own (MiB); `rows` (triples for CONSTRUCT and DESCRIBE) and
    `answer_mb` of its answer as written; `query_kb` of its own text in UTF-8. `depth` of brackets and groups one within
    the other and `links` of operators, patterns and brackets on one way down: what is nested, the engine takes up by
    recursion, and a stack of 8 MiB overflows at 300 to 1,000 nested EXISTS or functions and 1,000 to 4,000 links.
    """

    seconds: float = 30.0
    memory_mb: int = 2048
    rows: int = 1_000_000
    answer_mb: int = 256
    query_kb: int = 64
    depth: int = 64
    links: int = 500
