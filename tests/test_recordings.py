"""The samples replayed from their recording: no key, no network, the same answer every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.cache import Store
from extractor.cli import main
from extractor.models.llm import LLMSettings
from extractor.models.llm.model import LLM

RECORDING = Path(__file__).parent / "recordings" / "samples.jsonl"
SERVER = "http://stand-in.invalid/v1"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A store with the recording in it."""
    folder = tmp_path / "kept"
    with Store(folder) as store:
        store.load(RECORDING)
    return folder


def replay(samples: Path, out: Path, kept: Path) -> int:
    words = ["batch", str(samples), "--out", str(out), "--quiet", "--replay", "--cache", str(kept)]
    return main([*words, "--model", "stand-in", "--base-url", SERVER])


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "run.json"}


def test_the_samples_replay_without_key_and_network_and_twice_alike(samples: Path, tmp_path: Path, kept: Path) -> None:
    assert replay(samples, tmp_path / "one", kept) == 0
    assert replay(samples, tmp_path / "two", kept) == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    run = json.loads((tmp_path / "one" / "run.json").read_text(encoding="utf-8"))
    assert run["total"]["reports"] == 6
    assert run["total"]["achievements"] > 200
    assert run["usage"]["total"]["calls"] == 0


def test_a_report_whose_result_is_there_is_not_even_replayed(samples: Path, tmp_path: Path, kept: Path) -> None:
    replay(samples, tmp_path / "out", kept)
    replay(samples, tmp_path / "out", kept)
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["times"]["kept"] == 6
    assert run["usage"]["total"]["replayed"] == 0


def test_a_question_that_was_never_recorded_breaks_replay_and_names_report_and_chunk(
    samples: Path, tmp_path: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["batch", str(samples), "--out", str(tmp_path / "out"), "--quiet", "--replay", "--cache", str(kept)]
    assert main([*words, "--model", "stand-in", "--base-url", SERVER, "--max-tokens", "99"]) == 1
    complaints = capsys.readouterr().err.splitlines()
    assert any("guiyang_2024.md: chunk 1:" in complaint for complaint in complaints)


def test_records_say_which_prompt_made_them(samples: Path, tmp_path: Path, kept: Path) -> None:
    replay(samples, tmp_path / "out", kept)
    label = LLM(LLMSettings("stand-in", replay=True, cache=kept)).settings.split("prompt=")[1].split()[0]
    first = json.loads((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first["model"] == "stand-in"
    assert f"prompt:{label}" in first["flags"]


def test_the_recording_says_that_no_model_has_answered() -> None:
    first = json.loads(RECORDING.read_text(encoding="utf-8").splitlines()[0])
    assert "no language model has answered" in first["origin"]


def test_the_recording_holds_no_headers() -> None:
    assert "authorization" not in RECORDING.read_text(encoding="utf-8").lower()
