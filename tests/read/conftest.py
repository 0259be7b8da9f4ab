from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Reading
from kg.read import read

SEEDS = Path(__file__).parents[2] / "seeds"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text or bytes to a file below a fresh folder, and return its path."""

    def write_(content: str | bytes, name: str = "page.txt") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_


@pytest.fixture(scope="session")
def seeds() -> Reading:
    return read([SEEDS])


@pytest.fixture
def seed(seeds: Reading) -> Callable[[str], Document]:
    """A seed document by its id."""
    return {document.id: document for document in seeds.documents}.__getitem__
