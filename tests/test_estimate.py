"""What a run would take is told before anything is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.cli import main
from extractor.estimate import estimate
from extractor.models.llm import LLMSettings
from extractor.read import parse
from extractor.split import split

TEXT = "I. Review of Work in 2023\n" + "The port handled 530 million tons, an increase of 5%.\n" * 40


def test_an_estimate_counts_the_calls_that_the_chunks_will_be() -> None:
    report = parse(TEXT, "port")
    settings = LLMSettings("any", chunk=700)
    assert estimate(report, settings).calls == len(list(split(report, 700))) > 1


def test_smaller_chunks_send_the_fixed_words_more_often() -> None:
    report = parse(TEXT, "port")
    few, many = (estimate(report, LLMSettings("any", chunk=length)) for length in (7000, 700))
    assert many.prompt_tokens > few.prompt_tokens
    assert many.completion_tokens == few.completion_tokens


def test_the_command_tells_it_and_asks_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "port.txt").write_text(TEXT, encoding="utf-8")
    words = ["batch", str(tmp_path / "port.txt"), "--out", str(tmp_path / "out"), "--model", "any"]
    assert main([*words, "--base-url", "http://nobody.invalid/v1", "--estimate"]) == 0
    assert "tokens sent" in capsys.readouterr().out
    assert not (tmp_path / "out" / "records.jsonl").exists()


def test_the_built_in_model_has_nothing_to_estimate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "port.txt").write_text(TEXT, encoding="utf-8")
    words = ["extract", str(tmp_path / "port.txt"), "--model", "baseline", "--estimate"]
    assert main(words) == 2
    assert "no calls" in capsys.readouterr().err
