"""Values of the model as JSON values, and back without loss."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Convert = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """A dataclass as an object of those fields that differ from their defaults; tuples as arrays.

    >>> from kg.model import Problem, Span
    >>> to_plain((Span(1, 2), Problem(source="a", line=3, message="b")))
    [{'start': 1, 'end': 2}, {'source': 'a', 'line': 3, 'message': 'b'}]
    """
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if is_dataclass(value):
        held = ((name, default, getattr(value, name)) for name, default in _defaults(_any(type(value))))
        return {name: to_plain(found) for name, default, found in held if found is not default and found != default}
    return value.value if isinstance(value, Enum) else value


def of_plain(type_: type[T], plain: Any) -> T:
    """The value again. Raises TypeError, ValueError, KeyError or AttributeError where it is no value of that type.

    >>> from kg.model import Span
    >>> of_plain(Span, {"start": 1, "end": 2})
    Span(start=1, end=2)
    """
    value: T = _reader(_any(type_))(plain)
    return value


def _any(type_: Any) -> Any:
    """The same, for a cache whose keys mypy does not take classes for."""
    return type_


@cache
def _defaults(type_: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(type_) if field.init)


@cache
def _reader(type_: Any) -> _Convert:
    """What makes a value of this type of its plain form."""
    parts = get_args(type_)
    if is_dataclass(type_):
        return _object(type_)
    if get_origin(type_) is tuple:
        return _array(_reader(parts[0]))
    if get_origin(type_) is UnionType:
        return _optional(_reader(next(part for part in parts if part is not type(None))))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return type_
    return _checked(type_) if isinstance(type_, type) else _text


def _object(type_: Any) -> _Convert:
    hints = get_type_hints(type_)
    readers = {name: _reader(hints[name]) for name, _ in _defaults(type_)}

    def read(plain: Mapping[str, Any]) -> Any:
        return type_(**{name: readers[name](value) for name, value in plain.items()})

    return read


def _array(item: _Convert) -> _Convert:
    return lambda plain: tuple([item(value) for value in plain])


def _optional(value: _Convert) -> _Convert:
    return lambda plain: None if plain is None else value(plain)


def _checked(type_: type) -> _Convert:
    def read(plain: Any) -> Any:
        if type(plain) is not type_:
            raise TypeError(f"{plain!r} is no {type_.__name__}")
        return plain

    return read


_text = _checked(str)
