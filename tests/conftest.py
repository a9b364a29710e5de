"""Fixtures that several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# One machine, one outcome: CI always tries the same cases, people at their desks try new ones each time.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reports, which are not ours to copy; named by REPORTS_SHARED or beside the checkout."""
    folder = Path(os.environ.get("REPORTS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the real reports are not here ({folder}); name their folder in REPORTS_SHARED")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """The folder with the reports that were composed for this project."""
    return root / "samples"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no test use the key, the server or the kept replies of whoever runs it."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "EXTRACTOR_MODEL", "EXTRACTOR_MODEL_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "replies"))
