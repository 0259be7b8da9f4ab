"""What tests of several rooms share: the command as a user runs it, and the graph of the seeds, built once."""

import fcntl
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_kg(
    *arguments: str | Path, cwd: Path = ROOT, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `kg` in a process of its own, as a user does."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "120", **(environment or {})},
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run's own, the same for all of its processes."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session", autouse=True)
def own_cache(shared: Path) -> Iterator[Path]:
    """A cache of this run's own: no test reads what an earlier run kept, nor leaves anything to the user's."""
    folder = shared / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def kg() -> Run:
    return run_kg


@pytest.fixture(scope="session")
def seeds_build(shared: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The outputs of `kg build` on the seeds, and what it printed; whichever process comes first builds for all."""
    out, told = shared / "seeds" / "outputs", shared / "seeds" / "told"
    out.parent.mkdir(exist_ok=True)
    with (shared / "seeds" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            done = run_kg("build", ROOT / "seeds", "--out", out)
            assert done.returncode == 0, done.stderr
            told.write_bytes(pickle.dumps(done))
    return out, pickle.loads(told.read_bytes())


@pytest.fixture(scope="session")
def seeds_folder(seeds_build: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    return seeds_build[0]
