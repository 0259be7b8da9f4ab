"""Fields of addresses and forms, and requests that cannot be read."""

from urllib.parse import parse_qsl

from kg.errors import KgError

_MOST = 4096


class RequestError(KgError):
    """A request that cannot be answered as it is, and the status that says so."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


def decoded_fields(text: str) -> list[tuple[str, str]]:
    """The fields of a form or of an address, in order. Raises RequestError.

    >>> decoded_fields("query=ASK+%7B%7D&x")
    [('query', 'ASK {}'), ('x', '')]
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeDecodeError:
        raise RequestError(400, "the escapes of a parameter are not UTF-8") from None
    except ValueError:
        raise RequestError(400, f"there are more than {_MOST} parameters") from None
