"""The command line: what it prints where, and the exit code that tells how it went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from extractor.cli import main

PLAN = """海港市2024年政府工作报告

一、2023年工作回顾

港口吞吐量达到3.2亿吨,增长4.5%。

二、2024年工作安排

地区生产总值增长5%左右。新建学校12所。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, one with a Chinese name."""
    reports = tmp_path / "in"
    reports.mkdir()
    (reports / "海港市政府工作报告.txt").write_text(PLAN, encoding="utf-8")
    (reports / "harbour.txt").write_text(PLAN, encoding="utf-8")
    return reports


def said(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def test_a_batch_that_went_well_ends_with_0_and_a_table(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    out, err = said(capsys)
    heads = next(line for line in out if "report" in line).split()
    assert heads == ["report", "targets", "achievements", "initiatives", "uncovered", "failures"]
    total = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["total"]
    assert next(line for line in out if line.split()[:1] == ["all"]).split()[1:] == [
        str(total[count]) for count in ("targets", "achievements", "initiatives", "uncovered", "failures")
    ]
    assert any(str(tmp_path / "out") in line for line in out)
    assert [line.split(":")[0] for line in err] == [
        "no model is configured", "[1/2] harbour.txt", "[2/2] 海港市政府工作报告.txt",
    ]  # fmt: skip


def test_the_columns_of_the_table_stand_under_each_other_with_chinese_names(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["batch", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"])
    out, _ = said(capsys)
    rows = [line for line in out if line.strip().startswith(("report", "harbour", "海港市", "all"))]
    assert len({cell_len(line) for line in rows}) == 1


def test_a_failed_report_is_one_line_on_stderr_and_ends_with_1(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "loop").symlink_to(folder)
    assert main(["batch", str(folder), "--out", str(tmp_path / "out"), "--quiet", "--jobs", "1"]) == 1
    out, err = said(capsys)
    assert out == []
    assert [line.split(":")[:2] for line in err] == [["error", " loop"], ["error", " empty.txt"]]
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 2


def test_quiet_says_nothing_when_all_is_well(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(folder), "-o", str(tmp_path / "out"), "-q", "-j", "1"]) == 0
    assert said(capsys) == ([], [])


def test_a_model_that_was_chosen_needs_no_remark(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["batch", str(folder), "-o", str(tmp_path / "out"), "--model", "baseline", "-j", "1"])
    assert not any("configured" in line for line in said(capsys)[1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["batch", "nowhere", "--out", "out"], "nowhere"),
        (["batch", ".", "--out", "out", "--kinds", "target,promise"], "promise"),
        (["batch", ".", "--out", "out", "--model", "oracle"], "oracle"),
        (["batch", "bare", "--out", "out"], "no reports"),
        (["batch", "in", "--out", "in/harbour.txt"], "harbour.txt"),
        (["extract", "nowhere.txt"], "nowhere.txt"),
        (["extract", "in/harbour.txt", "--model", "oracle"], "oracle"),
    ],
)
def test_wrong_use_is_one_line_and_ends_with_2(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    told: str,
) -> None:
    (tmp_path / "bare").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--quiet"]) == 2
    out, err = said(capsys)
    assert out == []
    assert len(err) == 1
    assert told in err[0]


@pytest.mark.parametrize(
    "words", [["batch"], ["batch", "."], ["summarise"], ["extract"], ["batch", ".", "--jobs", "0"]]
)
def test_words_that_are_no_command_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "Usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--help"], ["batch", "extract", "Exit codes"]),
        (
            ["batch", "--help"],
            ["--out", "--kinds", "--jobs", "--quiet", "--model", "extractor batch samples --out out"],
        ),
        (["extract", "--help"], ["--format", "--kinds", "--model"]),
        (["--version"], ["extractor 0."]),
    ],
)
def test_help_and_version_tell_and_end_with_0(
    words: list[str], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    out = capsys.readouterr().out
    assert [word for word in told if word not in out] == []


def test_extract_prints_records_one_a_line_and_nothing_else_on_stdout(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["extract", str(folder / "harbour.txt"), "--format", "jsonl", "--kinds", "target"]) == 0
    out, err = capsysbinary.readouterr()
    records = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    assert {record["kind"] for record in records} == {"target"}
    assert b"no model is configured" in err


def test_extract_prints_tables_to_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(folder / "harbour.txt")]) == 0
    out = capsys.readouterr().out
    assert [
        title
        for title in ("Achievements: ", "Targets: ", "Initiatives: ", "地区生产总值", "5%左右")
        if title not in out
    ] == []


def test_extract_of_a_file_that_is_no_report_is_one_line_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["extract", str(tmp_path / "empty.txt"), "-q"]) == 1
    out, err = said(capsys)
    assert out == []
    assert len(err) == 1
    assert "empty.txt" in err[0]


def test_a_file_name_that_would_steer_a_terminal_or_break_a_line_is_spelt_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a\x1b[2J\n[bold]b.txt").write_bytes(b"")
    assert main(["batch", str(folder), "--out", str(tmp_path / "out"), "--quiet", "--jobs", "1"]) == 1
    [line] = said(capsys)[1]
    assert line.startswith(r"error: a\x1b[2J\n[bold]b.txt: ")


def test_the_package_runs_as_a_module_in_an_ascii_terminal(folder: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "extractor", "batch", str(folder), "--out", str(tmp_path / "out")],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.isascii()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_terminal_gets_a_progress_bar_and_errors_above_it(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    ours, theirs = os.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "extractor", "batch", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"],
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    seen = os.read(ours, 1 << 20).decode()
    os.close(ours)
    assert run.returncode == 1
    assert "3/3" in seen
    assert "error: empty.txt: " in seen
    assert "[1/3]" not in seen
