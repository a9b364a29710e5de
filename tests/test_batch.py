"""A folder goes in and comes out complete: found in a stable order, resumed, and never stopped by one bad file."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractor.batch import Batch, Settings
from extractor.batch.sources import Failure, find
from extractor.batch.workers import spread
from extractor.errors import UsageError
from extractor.write import load_result

ENGLISH = """Report on the Work of the Harbour City Government 2024

I. Work in 2023

The port handled 3.2 million containers, an increase of 4.5%. The north ferry entered service.

II. Tasks for 2024

We will build {schools} new schools. We will open the north quay.
"""
CHINESE = """海港市2024年政府工作报告

一、2023年工作回顾

港口吞吐量达到3.2亿吨,增长4.5%。

二、2024年工作安排

地区生产总值增长5%左右。新建学校{schools}所。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six small reports, two of them deeper down."""
    reports = tmp_path / "in"
    (reports / "deeper" / "still").mkdir(parents=True)
    for number, place in enumerate(("b_port", "a_port", "deeper/c_port", "deeper/still/d_port")):
        (reports / f"{place}.txt").write_text(ENGLISH.format(schools=number + 10), encoding="utf-8")
    (reports / "海港市.md").write_text(CHINESE.format(schools=21), encoding="gb18030")
    paragraphs = "".join(f"<p>{line}</p>" for line in CHINESE.format(schools=5).split("\n\n"))
    (reports / "e_port.html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    return reports


def ran(inputs: Path | Sequence[Path], out: Path, settings: Settings | None = None, jobs: int = 1) -> Batch:
    batch = Batch([inputs] if isinstance(inputs, Path) else inputs, out, settings or Settings())
    for _ in batch.run(jobs):
        pass
    batch.finish()
    return batch


def contents(out: Path) -> dict[str, bytes]:
    """All files below a folder, `run.json` without its times."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    run = json.loads(found["run.json"])
    del run["times"]
    return found | {"run.json": json.dumps(run).encode()}


def story(out: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return loaded


def times(out: Path) -> dict[str, object]:
    found = story(out)["times"]
    assert isinstance(found, dict)
    return found


def test_every_report_of_a_folder_gets_a_result_and_rows_in_the_tables(folder: Path, tmp_path: Path) -> None:
    batch = ran(folder, tmp_path / "out")
    assert not batch.all_failures()
    names = ["a_port", "b_port", "c_port", "d_port", "e_port", "海港市"]
    assert sorted(path.stem for path in (tmp_path / "out" / "reports").iterdir()) == names
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["report"] for line in lines} == set(names)
    with (tmp_path / "out" / "targets.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["report"] for row in csv.DictReader(stream) if row["indicator"]] == [
            json.loads(line)["report"] for line in lines if json.loads(line)["kind"] == "target"
        ]


def test_a_result_file_tells_its_report_model_and_kinds(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out", Settings(kinds=frozenset({"initiative", "target"})))
    result = load_result(tmp_path / "out" / "reports" / "海港市.json")
    assert (result.report.name, result.report.file, result.report.language) == ("海港市", "海港市.md", "zh")
    assert (result.model, result.kinds) == ("baseline", ("target", "initiative"))
    assert result.report.chars == len(CHINESE.format(schools=21))
    assert {record.kind for record in result.records} <= {"target", "initiative"}


def test_run_json_tells_versions_settings_counts_and_times_last(folder: Path, tmp_path: Path) -> None:
    batch = ran(folder, tmp_path / "out")
    told = story(tmp_path / "out")
    assert list(told) == [
        "versions",
        "model",
        "settings",
        "kinds",
        "total",
        "reports",
        "failures",
        "passed_over",
        "times",
    ]
    assert told["kinds"] == ["target", "achievement", "initiative"]
    assert told["total"] == {
        "reports": 6, "targets": batch.total.targets, "achievements": batch.total.achievements,
        "initiatives": batch.total.initiatives, "rejections": batch.total.rejections,
        "uncovered": batch.total.uncovered, "excluded": batch.total.excluded, "failures": 0,
    }  # fmt: skip
    assert batch.total.targets > 0
    assert batch.total.achievements > 0


def test_two_runs_are_byte_identical_whatever_the_number_of_jobs(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "one", jobs=1)
    ran(folder, tmp_path / "two", jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert times(tmp_path / "two")["jobs"] == 2


def test_a_second_run_extracts_nothing_again_and_comes_to_the_same(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out")
    before = contents(tmp_path / "out")
    ran(folder, tmp_path / "out")
    assert times(tmp_path / "out")["extracted"] == 0
    assert contents(tmp_path / "out") == before


def test_only_a_report_whose_bytes_changed_is_extracted_again(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out")
    (folder / "a_port.txt").write_text(ENGLISH.format(schools=99), encoding="utf-8")
    ran(folder, tmp_path / "out")
    assert (times(tmp_path / "out")["extracted"], times(tmp_path / "out")["kept"]) == (1, 5)
    assert "99" in (tmp_path / "out" / "targets.csv").read_text(encoding="utf-8-sig")


def test_other_kinds_are_extracted_afresh(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out")
    ran(folder, tmp_path / "out", Settings(kinds=frozenset({"target"})))
    assert times(tmp_path / "out")["extracted"] == 6


@pytest.mark.parametrize("damage", ["", "{", '{"report": 1}', "\udcff"])
def test_a_damaged_result_file_is_made_again(folder: Path, tmp_path: Path, damage: str) -> None:
    ran(folder, tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "out" / "reports" / "a_port.json").write_text(damage, errors="surrogateescape")
    ran(folder, tmp_path / "out")
    assert times(tmp_path / "out")["extracted"] == 1
    assert contents(tmp_path / "out") == before


def test_results_of_code_that_has_changed_since_are_made_again(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out")
    path = tmp_path / "out" / "reports" / "a_port.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | {"build": "older code"}), encoding="utf-8")
    ran(folder, tmp_path / "out")
    assert times(tmp_path / "out")["extracted"] == 1


def test_a_report_that_is_gone_leaves_the_tables(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out")
    (folder / "a_port.txt").unlink()
    ran(folder, tmp_path / "out")
    assert "a_port" not in (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_read_any_more_leaves_no_stale_result(folder: Path, tmp_path: Path) -> None:
    ran(folder, tmp_path / "out")
    (folder / "a_port.txt").write_bytes(b"")
    batch = ran(folder, tmp_path / "out")
    assert [failure.file for failure in batch.all_failures()] == ["a_port.txt"]
    assert not (tmp_path / "out" / "reports" / "a_port.json").exists()
    assert "a_port" not in (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8")


def test_outputs_inside_the_folder_of_the_reports_are_not_taken_for_reports(folder: Path) -> None:
    ran(folder, folder / "out")
    (folder / "out" / "notes.txt").write_text("not a report", encoding="utf-8")
    ran(folder, folder / "second")
    batch = ran(folder, folder / "out")
    assert len(batch.sources) == 6
    assert not batch.all_failures()


def test_bad_files_are_named_and_all_others_done(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "rubbish.docx").write_bytes(bytes(range(256)) * 4)
    batch = ran(folder, tmp_path / "out", jobs=2)
    assert [failure.file for failure in batch.all_failures()] == ["empty.txt", "picture.pdf", "rubbish.docx"]
    assert all(failure.reason and failure.traceback is None for failure in batch.all_failures())
    assert batch.total.failures == 3
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 6


def test_what_nobody_foresaw_is_a_named_failure_with_its_traceback(folder: Path, tmp_path: Path) -> None:
    long = "p" * 251 + ".md"  # as a file this name just fits; with .json in place of .md it does not
    (folder / long).write_text(ENGLISH.format(schools=3), encoding="utf-8")
    batch = ran(folder, tmp_path / "out")
    [failure] = batch.all_failures()
    assert failure.file == long
    assert failure.reason.startswith("OSError: ")
    assert "Traceback" in (failure.traceback or "")
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 6


def test_of_two_reports_with_the_same_name_the_first_is_done_and_the_other_named_with_it(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "deeper" / "a_port.md").write_text(ENGLISH.format(schools=1), encoding="utf-8")
    (folder / "deeper" / "B_Port.txt").write_text(ENGLISH.format(schools=1), encoding="utf-8")
    _, failures, _ = find([folder], tmp_path / "out")
    assert [failure.file for failure in failures] == ["deeper/B_Port.txt", "deeper/a_port.md"]
    assert "a_port.txt" in failures[1].reason
    assert "b_port.txt" in failures[0].reason


def test_reports_are_found_in_the_order_of_their_paths(folder: Path, tmp_path: Path) -> None:
    sources, failures, _ = find([folder], tmp_path / "out")
    assert [source.file for source in sources] == [
        *("a_port.txt", "b_port.txt", "deeper/c_port.txt", "deeper/still/d_port.txt", "e_port.html", "海港市.md")
    ]
    assert not failures


def test_hidden_files_lock_files_and_other_formats_are_no_reports(folder: Path, tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$report.docx", "notes.xlsx", "Makefile"):
        (folder / name).write_text("something", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "readme.md").write_text("something", encoding="utf-8")
    sources, failures, _ = find([folder], tmp_path / "out")
    assert len(sources) == 6
    assert not failures


def test_links_are_followed_but_a_loop_is_named(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "f_port.txt").write_text(ENGLISH.format(schools=1), encoding="utf-8")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "deeper" / "loop").symlink_to(folder)
    sources, failures, _ = find([folder], tmp_path / "out")
    assert "linked/f_port.txt" in [source.file for source in sources]
    assert failures == [Failure("deeper/loop", "it is a link back to a folder that it lies in")]


def test_links_to_nothing_and_to_themselves_and_pipes_are_named(folder: Path, tmp_path: Path) -> None:
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    _, failures, _ = find([folder], tmp_path / "out")
    assert [failure.file for failure in failures] == ["gone.txt", "pipe.txt", "self.txt"]


def test_a_name_that_is_no_text_is_named_not_stumbled_over(folder: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text("report", encoding="utf-8")
    batch = ran(folder, tmp_path / "out")
    assert [(failure.file, failure.reason) for failure in batch.all_failures()] == [
        ("\\xff\\xfe.txt", "it has a name that is not valid text; rename it")
    ]
    assert len(batch.sources) == 6


def test_the_same_file_given_twice_or_through_a_link_is_one_report(folder: Path, tmp_path: Path) -> None:
    (folder / "again").symlink_to(folder / "deeper")
    sources, failures, _ = find([folder, folder / "a_port.txt"], tmp_path / "out")
    assert len(sources) == 6
    assert not failures


def test_a_file_of_a_format_that_is_not_read_is_named_when_it_is_given_itself(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"PK")
    _, failures, _ = find([path], tmp_path / "out")
    assert [failure.file for failure in failures] == [path.as_posix()]


def test_wrong_use_is_told_before_anything_is_done(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    wrong = [
        (tmp_path / "missing", tmp_path / "out", "missing"),
        (tmp_path / "bare", tmp_path / "out", "no reports"),
        (folder, folder, "folder of the reports"),
        (folder, tmp_path / "file", "file"),
        (folder, tmp_path / "file" / "out", "file"),
    ]
    for given, out, told in wrong:
        with pytest.raises(UsageError, match=told):
            Batch([given], out)
    with pytest.raises(UsageError, match="oracle"):
        Batch([folder], tmp_path / "out", Settings(model="oracle"))
    assert not (tmp_path / "out").exists()


def test_what_a_killed_run_left_half_written_is_cleared(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "reports").mkdir(parents=True)
    (tmp_path / "out" / "reports" / ".0123.99.part").write_text("{", encoding="utf-8")
    ran(folder, tmp_path / "out")
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 6


@contextmanager
def start(folder: Path, out: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command, interruptible even where the tests themselves run in the background, and gone at the end."""
    command = [sys.executable, "-m", "extractor", "batch", str(folder), "--out", str(out), "--jobs", "2"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 (the tests start no threads)
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def heed_interrupts() -> None:
    """Undo what a shell does to the commands it starts in the background: they ignore interrupts, and so their own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def first_report_done(process: subprocess.Popen[str]) -> None:
    assert process.stderr
    for line in process.stderr:
        if line.startswith("[1/"):
            return
    pytest.fail("no report was done")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Reports enough that a run is still at it when the first is done."""
    reports = tmp_path / "many"
    reports.mkdir()
    for number in range(60):
        (reports / f"port_{number:02}.txt").write_text(ENGLISH.format(schools=number + 10) * 20, encoding="utf-8")
    return reports


def test_a_run_that_is_killed_goes_on_where_it_was(many: Path, tmp_path: Path) -> None:
    with start(many, tmp_path / "out") as process:
        first_report_done(process)
        process.kill()
    assert not (tmp_path / "out" / "run.json").exists()
    ran(many, tmp_path / "out")
    ran(many, tmp_path / "undisturbed", jobs=2)
    assert int(str(times(tmp_path / "out")["kept"])) >= 1
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_an_interrupted_run_ends_with_one_line_and_code_130(many: Path, tmp_path: Path) -> None:
    with start(many, tmp_path / "out") as process:
        first_report_done(process)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaint.splitlines()[-1].startswith("error: interrupted")
    assert "Traceback" not in complaint


def shout(item: str) -> str:
    """Work that is done; in a worker process it runs under this module's name."""
    return item.upper()


def shout_unless_c(item: str) -> str:
    """Work that one item always kills, as running out of memory would."""
    if item == "c":
        os._exit(9)
    return item.upper()


def shout_the_second_time(marker: str) -> str:
    """Work whose process is killed from outside, once."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_work_is_done_once_on_every_item(jobs: int) -> None:
    assert sorted(spread(shout, list("abcde"), jobs)) == [(item, item.upper()) for item in "abcde"]


def test_no_items_are_no_work() -> None:
    assert list(spread(shout, [], 2)) == []


def test_the_item_whose_process_dies_is_told_and_all_others_are_done() -> None:
    assert dict(spread(shout_unless_c, list("abcdef"), 2)) == {
        **{item: item.upper() for item in "abdef"},
        "c": None,
    }


def test_an_item_whose_process_was_killed_once_is_done_at_the_second_try(tmp_path: Path) -> None:
    marker = str(tmp_path / "killed")
    assert list(spread(shout_the_second_time, [marker], 2)) == [(marker, "done")]


def test_files_in_other_formats_are_named_not_ignored_in_silence(folder: Path, tmp_path: Path) -> None:
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    batch = ran(folder, tmp_path / "out")
    assert batch.passed_over == ["old.doc"]
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["passed_over"] == ["old.doc"]
