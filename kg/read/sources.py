"""Which files are read: those named, and in a named folder those of the kinds that hold records."""

import errno
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError

_SUFFIXES = frozenset({".txt", ".text", ".jsonl", ".ndjson", ".csv", ".tsv"})
_MANIFEST = "build.json"
_GENERATOR = "papergraph"
_ABOUT = frozenset({"changelog", "copying", "licence", "license", "notice", "readme"})
"""Files that are about a folder and hold none of its papers."""

_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The files of a path in a fixed order, and those of other kinds that a folder holds besides."""

    path: Path
    files: tuple[Path, ...]
    others: tuple[Path, ...] = ()
    is_folder: bool = False

    @property
    def left_out(self) -> str:
        """What is said of the other files: how many they are, and the first few names; nothing where there are none."""
        names = [base_name(path) for path in self.others]
        more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
        count = "1 file of a kind that is" if len(names) == 1 else f"{len(names)} files of kinds that are"
        return f"{count} not read ({', '.join(names[:_TOLD])}{more})" if names else ""


def listing(path: Path) -> Listing:
    """The path itself, or the files below it.

    Hidden files, a README or a licence, and what a build of ours wrote are no files of a folder. Raises ReadError.
    """
    if not path.is_dir():
        return Listing(path=path, files=(path,))
    below = list(_below(path))
    found = tuple(file for file in below if _readable(file.name))
    if not found:
        raise ReadError(str(path), f"holds no file to read (looked for {', '.join(sorted(_SUFFIXES))}, also .gz)")
    others = tuple(file for file in below if not _readable(file.name))
    return Listing(path=path, files=found, others=others, is_folder=True)


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        if path.exists() and not path.is_file():
            raise ReadError(str(path), "is neither a file nor a folder")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(str(path), "there is no such file or folder; check the spelling") from None
    except OSError as error:
        mend = "; give yourself the right to read it" if error.errno == errno.EACCES else ""
        raise ReadError(str(path), f"cannot be read: {error.strerror or error}{mend}") from None
    except ValueError:
        raise ReadError(ascii(str(path)), "is no path") from None


def base_name(path: Path) -> str:
    """The file's name without folders; characters that no output could hold are replaced."""
    name = os.fsencode(path.name or path.resolve().name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def stem(name: str) -> str:
    """The name without its endings: `papers` for `papers.jsonl` and `papers.jsonl.gz`."""
    plain = name[:-3] if name.lower().endswith(".gz") else name
    return Path(plain).stem or name


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not _hidden(Path(here, name)))
        written = _written_by_us(Path(here))
        folders[:] = [name for name in folders if f"{name}/" not in written]
        for name in sorted(names):
            path = Path(here, name)
            if name not in written and not _is_about(name) and not _hidden(path) and path.is_file():
                yield path


def _refuse(error: OSError) -> None:
    raise ReadError(str(error.filename), f"cannot be read: {error.strerror or error}")


def _is_about(name: str) -> bool:
    return name.casefold().partition(".")[0] in _ABOUT


def _readable(name: str) -> bool:
    plain = name.lower().removesuffix(".gz")
    return Path(plain).suffix in _SUFFIXES


def _hidden(path: Path) -> bool:
    attributes = getattr(path.lstat(), "st_file_attributes", 0)
    return path.name.startswith(".") or bool(attributes & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0))


def _written_by_us(folder: Path) -> frozenset[str]:
    """Names in a folder that its own `build.json` lists; those of folders end with a slash."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    if not isinstance(manifest, dict) or manifest.get("generator") != _GENERATOR:
        return frozenset()
    names = manifest.get("files")
    listed = [name for name in names if isinstance(name, str)] if isinstance(names, dict | list) else []
    tops = (name.split("/", 1) for name in listed)
    return frozenset(top[0] + "/" * (len(top) - 1) for top in tops)
