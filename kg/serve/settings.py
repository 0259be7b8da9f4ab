"""How a server is set up."""

from dataclasses import dataclass, field
from ipaddress import ip_address

from kg.sparql.limits import Limits

LOCALHOST = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where to listen, and what clients may take; times are in seconds.

    `header` and `body` are the time for sending either, `idle` that between requests, `write` that for taking in one
    piece of an answer (64 KiB). `head_kb` bounds the request line and all headers. A body may hold the longest query,
    every byte of it escaped. `held_mb` bounds all answers that are being sent at one time. A graph whose files have
    more than `in_memory_mb` is answered from disk; in memory it takes about 1.3 times as much.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    workers: int | None = None
    waiting: int = 128
    in_memory_mb: int = 640
    header: float = 10.0
    body: float = 20.0
    idle: float = 60.0
    write: float = 20.0
    head_kb: int = 64
    connections: int = 256
    per_address: int = 128
    held_mb: int = 1024

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def body_bytes(self) -> int:
        """The longest body that is read."""
        return self.limits.query_kb * 1024 * 3 + 16 * 1024


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own, and no other's."""
    if host == LOCALHOST:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
