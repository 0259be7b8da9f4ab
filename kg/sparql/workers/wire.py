"""Messages through sockets: for a process that waits, and for one that does other things meanwhile."""

import asyncio
import json
import socket
from contextlib import suppress
from typing import Any

from kg.sparql.workers.messages import HEAD

_PIECE = 1 << 16


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes]:
    """The next message and its body. Raises EOFError when the other side has hung up."""
    text_size, body_size = HEAD.unpack(_exactly(connection, HEAD.size))
    return json.loads(_exactly(connection, text_size)), _exactly(connection, body_size)


def _exactly(connection: socket.socket, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        part = connection.recv(min(size - len(found), _PIECE))
        if not part:
            raise EOFError
        found += part
    return bytes(found)


class Channel:
    """One side of a socket, within an event loop."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        self._socket = connection
        self._ahead = b""

    async def send(self, message: bytes) -> None:
        """Raises OSError when the other side has hung up."""
        await asyncio.get_running_loop().sock_sendall(self._socket, message)

    async def receive(self) -> tuple[dict[str, Any], bytes]:
        """The next message and its body. Raises EOFError when the other side has hung up."""
        text_size, body_size = HEAD.unpack(await self._exactly(HEAD.size))
        fields = json.loads(await self._exactly(text_size))
        return fields, await self._exactly(body_size)

    def hang_up(self) -> None:
        """Nothing comes any more; whoever waits for a message learns it."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Hang up for good; nobody may be waiting."""
        self._socket.close()

    async def _exactly(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        while len(self._ahead) < size <= _PIECE:
            part = await loop.sock_recv(self._socket, _PIECE)
            if not part:
                raise EOFError
            self._ahead += part
        if len(self._ahead) >= size:
            found, self._ahead = self._ahead[:size], self._ahead[size:]
            return found
        return await self._long(size)

    async def _long(self, size: int) -> bytes:
        """What is too long to be looked for in one piece, without copying it over and over."""
        loop = asyncio.get_running_loop()
        found = bytearray(size)
        found[: len(self._ahead)] = self._ahead
        at, self._ahead = len(self._ahead), b""
        with memoryview(found) as room:
            while at < size:
                taken = await loop.sock_recv_into(self._socket, room[at:])
                if not taken:
                    raise EOFError
                at += taken
        return bytes(found)
