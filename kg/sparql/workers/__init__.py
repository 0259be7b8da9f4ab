"""Queries in processes that can be killed, with limits on what each may take."""

from kg.sparql.workers.messages import Reply, Task
from kg.sparql.workers.pool import WAITING, Pool, ask_once, cores

__all__ = ["WAITING", "Pool", "Reply", "Task", "ask_once", "cores"]
