"""A folder of outputs is always one complete set."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from kg import staging
from kg.errors import OutputError
from kg.staging import manifest, staged, write_atomically


def write_set(folder: Path, generation: str, names: tuple[str, ...] = ("graph.nt", "tables/papers.csv")) -> None:
    with staged(folder) as stage:
        for name in names:
            (stage / name).parent.mkdir(exist_ok=True)
            (stage / name).write_text(generation)
        files = {"generator": "papergraph", "files": {name: {} for name in names}, "generation": generation}
        (stage / "build.json").write_text(json.dumps(files))


def fail_half_way(folder: Path) -> None:
    with staged(folder) as stage:
        (stage / "graph.nt").write_text("half")
        raise OutputError("no space left")


def generation(folder: Path) -> set[str]:
    found = manifest(folder)
    assert found is not None
    names = found["files"]
    assert isinstance(names, dict)
    return {(folder / name).read_text() for name in names} | {str(found["generation"])}


def test_a_second_build_replaces_the_first_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    write_set(out, "one", ("graph.nt", "old.csv"))
    write_set(out, "two")
    assert generation(out) == {"two"}
    assert not (out / "old.csv").exists()
    assert [p.name for p in tmp_path.iterdir() if not p.name.endswith(".kg-lock")] == ["outputs"]


def test_files_that_are_not_ours_survive(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    write_set(out, "one")
    (out / "notes.txt").write_text("mine")
    (out / "tables" / "mine").mkdir()
    (out / "tables" / "mine" / "x.csv").write_text("mine too")
    write_set(out, "two")
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "tables" / "mine" / "x.csv").read_text() == "mine too"


def test_a_folder_of_someone_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "build.json").write_text('{"some": "other tool"}')
    with pytest.raises(OutputError, match="not empty"):
        write_set(tmp_path, "one")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build.json", "notes.txt"]


def test_a_stranger_with_the_name_of_an_output_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    write_set(out, "one", ("graph.nt",))
    (out / "tables").mkdir()
    (out / "tables" / "papers.csv").write_text("mine")
    with pytest.raises(OutputError, match="would be overwritten"):
        write_set(out, "two")
    assert generation(out) == {"one"}
    assert (out / "tables" / "papers.csv").read_text() == "mine"


def test_a_folder_with_only_hidden_files_is_empty(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    out.mkdir()
    (out / ".gitkeep").touch()
    write_set(out, "one")
    assert generation(out) == {"one"}
    assert (out / ".gitkeep").exists()


def test_a_failure_inside_leaves_the_old_set(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    write_set(out, "one")
    with pytest.raises(OutputError):
        fail_half_way(out)
    assert generation(out) == {"one"}
    assert not list(tmp_path.glob(".*.kg-new"))


def test_without_an_atomic_exchange_the_second_rename_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "outputs"
    write_set(out, "one")
    monkeypatch.setattr(staging, "_swap", lambda *_: False)
    rename = Path.rename

    def fail_on_stage(self: Path, target: Path) -> Path:
        if self.name.endswith(".kg-new"):
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_stage)
    with pytest.raises(OutputError, match="Permission denied"):
        write_set(out, "two")
    assert generation(out) == {"one"}
    monkeypatch.setattr(Path, "rename", rename)
    write_set(out, "three")
    assert generation(out) == {"three"}


def test_a_build_killed_between_two_renames_is_mended_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    write_set(out, "one")
    out.rename(tmp_path / ".outputs.kg-old")
    with pytest.raises(OutputError):
        fail_half_way(out)
    assert generation(out) == {"one"}


def test_a_second_build_at_once_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    with FileLock(tmp_path / ".outputs.kg-lock"), pytest.raises(OutputError, match="another build"):
        write_set(out, "one")
    assert not out.exists()


def test_the_current_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    for folder in (tmp_path, tmp_path / "below"):
        with pytest.raises(OutputError, match="current folder"):
            write_set(folder, "one")


def test_a_file_in_the_place_of_a_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("I am a file")
    for folder in (tmp_path / "outputs", tmp_path / "outputs" / "below"):
        with pytest.raises(OutputError, match="is a file"):
            write_set(folder, "one")


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    write_set(tmp_path / "link", "one")
    assert (tmp_path / "link").is_symlink()
    assert generation(tmp_path / "real") == {"one"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_at_any_moment_one_complete_set_is_left(tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    write_set(out, "0")
    code = (
        "import json, sys, itertools; from pathlib import Path; from kg.staging import staged\n"
        "for n in itertools.count(1):\n"
        "    with staged(Path(sys.argv[1])) as stage:\n"
        "        for name in ('a', 'b', 'c'): (stage / name).write_text(str(n))\n"
        "        files = {'generator': 'papergraph', 'files': {k: {} for k in 'abc'}, 'generation': str(n)}\n"
        "        (stage / 'build.json').write_text(json.dumps(files))\n"
        "    print(n, flush=True)\n"
    )
    for trial in range(12):
        child = subprocess.Popen([sys.executable, "-c", code, str(out)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.003 * trial)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert len(generation(out)) == 1


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write_atomically(path, "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800\n")
    assert path.read_text() == "old\n"
    with pytest.raises(OutputError, match="cannot be written"):
        write_atomically(tmp_path / "missing" / "out.jsonl", "x")


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no devices in the file system")
def test_a_device_is_written_to_and_stays_a_device() -> None:
    write_atomically(Path("/dev/null"), "x")
    assert Path("/dev/null").is_char_device()


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real.jsonl")
    write_atomically(tmp_path / "link", "x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real.jsonl").read_text() == "x"
