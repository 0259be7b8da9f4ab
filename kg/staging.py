"""Writing outputs so that there is always one complete set: staged beside the folder, then exchanged with it."""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import OutputError

MANIFEST = "build.json"
GENERATOR = "papergraph"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A fresh folder beside `folder`, exchanged with it when the block ends well and removed when it does not.

    The block writes all outputs and a `build.json` that names them under `files`. Files of the old folder that its own
    `build.json` does not name are carried over. Raises OutputError where the folder holds what is not ours, cannot be
    written, or is being written by another build.
    """
    folder = Path(os.path.realpath(folder))
    _refuse_working_directory(folder)
    stage = folder.with_name(f".{folder.name}.kg-new")
    previous = folder.with_name(f".{folder.name}.kg-old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f".{folder.name}.kg-lock"), timeout=0):
            _recover(folder, previous)
            _remove(stage)
            ours = _manifest_names(folder)
            stage.mkdir()
            try:
                yield stage
                _carry_over(folder, stage, ours)
                _exchange(stage, folder, previous)
            finally:
                _remove(stage)
    except Timeout:
        raise OutputError(f"{folder}: another build is writing there; wait for it, or name another --out") from None
    except OSError as error:
        if not _concerns(error, folder):
            raise
        if error.errno in {errno.EBUSY, errno.EXDEV}:
            raise OutputError(f"{folder}: is a mount point and cannot be exchanged; name a folder inside it") from None
        if isinstance(error, NotADirectoryError | FileExistsError):
            raise OutputError(f"{folder}: is a file, or stands below one; name a folder with --out") from None
        raise OutputError(f"{error.filename or folder}: cannot be written: {error.strerror or error}") from error


def _concerns(error: OSError, folder: Path) -> bool:
    """Whether an error is about the outputs rather than about something that was being read."""
    if error.filename is None:
        return True
    path = Path(os.fsdecode(error.filename))
    beside = path.relative_to(folder.parent).parts[:1] if path.is_relative_to(folder.parent) else ()
    return folder.is_relative_to(path) or any(part == folder.name or ".kg-" in part for part in beside)


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Write a text, or its parts, as a whole file or not at all; what is no regular file is written to as it is.

    Raises OutputError.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.kg-part")
    try:
        if target.exists() and not target.is_file():
            _write(target, text)
            return
        if not target.parent.is_dir():
            raise OutputError(f"{path}: cannot be written: there is no folder {path.parent}")
        _write(part, text)
        part.replace(target)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink()


def _write(path: Path, text: str | Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines((text,) if isinstance(text, str) else text)


def manifest(folder: Path) -> dict[str, object] | None:
    """The `build.json` of a folder that `kg build` wrote, or None."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("generator") == GENERATOR else None


def _refuse_working_directory(folder: Path) -> None:
    here = Path.cwd().resolve()
    if folder == here or folder in here.parents:
        raise OutputError(f"{folder}: holds the current folder, which a build would replace; name another with --out")


def _manifest_names(folder: Path) -> frozenset[str]:
    """Names (POSIX, relative) that the folder's own manifest lists, itself included.

    Hidden files (`.gitkeep`, `.DS_Store`) do not make a folder somebody's.
    """
    if not folder.exists():
        return frozenset()
    found = manifest(folder)
    if found is None:
        strange = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
        if strange:
            raise OutputError(
                f"{folder}: not empty, and no {MANIFEST} of an earlier build is in it ({strange[0]} is); "
                "name another folder with --out, or empty it"
            )
        return frozenset()
    files = found.get("files")
    return frozenset(files if isinstance(files, dict) else ()) | {MANIFEST}


def _carry_over(folder: Path, stage: Path, ours: frozenset[str]) -> None:
    """Bring what is not ours from the old folder into the new one."""
    if not folder.exists():
        return
    for old in sorted(folder.rglob("*")):
        name = old.relative_to(folder).as_posix()
        new = stage / name
        if name in ours or (old.is_dir() and not old.is_symlink()):
            continue
        if new.exists() or new.is_symlink():
            raise OutputError(f"{old}: is not from an earlier build and would be overwritten; move it away")
        new.parent.mkdir(parents=True, exist_ok=True)
        if old.is_symlink():
            new.symlink_to(old.readlink())
        else:
            _link_or_copy(old, new)
    shutil.copymode(folder, stage)


def _link_or_copy(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _exchange(stage: Path, folder: Path, previous: Path) -> None:
    """Put `stage` in the place of `folder`: in one step where the system can, else so that `_recover` can mend it."""
    if not folder.exists():
        stage.rename(folder)
        return
    if _swap(stage, folder):
        return
    folder.rename(previous)
    try:
        stage.rename(folder)
    except OSError:
        previous.rename(folder)
        raise
    _remove(previous)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two paths atomically (Linux `renameat2`, macOS `renamex_np`); False where that cannot be had."""
    names = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        status = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)  # type: ignore[union-attr]
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        status = libc.renamex_np(*names, _RENAME_SWAP)
    else:
        return False
    if status == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _recover(folder: Path, previous: Path) -> None:
    """Finish what a killed build left between its two renames."""
    if previous.exists() and not folder.exists():
        previous.rename(folder)
    _remove(previous)


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
