"""What is kept of evaluations: the tables are those of the results, the results those of these labels."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.evaluate import result

SUITES = ("reports", "samples", "passages_tuned", "passages_held")
ORACLES = ("reports", "samples")


def test_the_page_says_what_the_kept_results_say(root: Path) -> None:
    checked = subprocess.run([sys.executable, root / "evals" / "standing.py", "--check"], check=False)
    assert checked.returncode == 0, "run `make standing`"


@pytest.mark.parametrize("suite", SUITES)
def test_a_kept_result_was_scored_against_the_labels_that_are_here(root: Path, suite: str) -> None:
    for run in result.load(root / "evals" / "results" / f"{suite}.json").runs:
        for name, digest in run.goldens.items():
            folder = root / "goldens" / (suite if suite.startswith("passages") else "")
            golden = folder / f"{name}.jsonl"
            assert hashlib.sha256(golden.read_bytes()).hexdigest()[:12] == digest, "run `make standing`"


@pytest.mark.parametrize("suite", ORACLES)
def test_the_oracle_lost_nothing(root: Path, suite: str) -> None:
    oracle = result.load(root / "evals" / "results" / f"{suite}.json").run_of("oracle")
    assert oracle is not None
    scores = {measure: score.f1 for measure, score in oracle.scores[result.ALL].items()}
    assert scores == dict.fromkeys(scores, 1.0)


def test_the_page_shows_the_curve_of_noise(root: Path) -> None:
    assert "noise.svg" in (root / "evals" / "README.md").read_text(encoding="utf-8")
    assert (root / "evals" / "noise.svg").is_file()
