"""`kg curate` in a real terminal, as a person types."""

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).resolve().parents[2]


def test_one_key_answers_in_a_terminal(folder: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(PYTHONPATH=str(ROOT), COLUMNS="100", TERM="xterm")
        os.execv(sys.executable, [sys.executable, "-m", "kg", "curate"])
    seen = ""
    try:
        for wanted, keys in (
            ("1 of 7", ""),
            ("? help]", "c"),
            ("note: ", "seen twice\n"),
            ("? help]", "y"),
            ("2 of 7", ""),
            ("? help]", "s"),
            ("3 of 7", ""),
            ("? help]", "u"),
            ("back to the last question", ""),
            ("2 of 7", ""),
            ("? help]", "q"),
            ("1 decision written to curation.kg", ""),
        ):
            while wanted not in seen:
                seen += _read(terminal)
            seen = seen.partition(wanted)[2]
            if keys:
                _await_mode(terminal, lines=keys.endswith("\n"))
                os.write(terminal, keys.encode())
        while _read(terminal, strict=False):
            pass
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        child = 0
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        os.close(terminal)
    written = (folder / "curation.kg").read_text(encoding="utf-8").splitlines()
    assert written[-1].endswith("  # seen twice")


def _await_mode(terminal: int, *, lines: bool) -> None:
    """Wait until the program takes keys one by one, or lines: what is typed before is thrown away."""
    ends = time.monotonic() + 20
    while bool(termios.tcgetattr(terminal)[3] & termios.ICANON) is not lines:
        assert time.monotonic() < ends, "the terminal does not change its mode"
        time.sleep(0.01)


def _read(terminal: int, *, strict: bool = True) -> str:
    """What the terminal shows next; fails after a while where something is still awaited."""
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                return os.read(terminal, 4096).decode("utf-8", "replace")
            except OSError:
                break
    assert not strict, "the terminal says no more"
    return ""
