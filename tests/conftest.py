"""Fixtures that several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reports, which are not ours to copy; named by REPORTS_SHARED or beside the checkout."""
    folder = Path(os.environ.get("REPORTS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the real reports are not here ({folder}); name their folder in REPORTS_SHARED")
    return folder
