"""Result files and tables: whole or not at all, true to the records, and data to every spreadsheet program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import (
    RECORD,
    Achievement,
    Evidence,
    Excluded,
    Initiative,
    Record,
    Rejection,
    Target,
    Uncovered,
)
from extractor.write import COLUMNS, Header, Result, cell, load_result, whole, write_result, write_tables

EVIDENCE = Evidence(start=40, end=55, quote="软件业收入增长12%左右", section=("二、主要任务", "(一)产业"))
GROWTH = Quantity(text="增长12%左右", start=45, end=52, value=Decimal("12"), unit="%", bound="about")
TARGET = Target(
    id="t1", report="harbour_2024", indicator="软件业收入", change=GROWTH, headline=True, period="2024",
    evidence=EVIDENCE, model="baseline", also=(Span(text="12%", start=90, end=93),),
)  # fmt: skip
ACHIEVEMENT = Achievement(
    id="a1", report="harbour_2024", indicator="port calls",
    value=Quantity(text="over 1.2 million", start=3, end=19, value=Decimal("1.2E+6"), unit="count", bound="at_least"),
    change=Quantity(text="down 3.5%", start=20, end=29, value=Decimal("-3.5"), unit="%"),
    evidence=EVIDENCE, model="baseline",
)  # fmt: skip
INITIATIVE = Initiative(
    id="i1", report="harbour_2024", title="Open the north quay", lead="port office",
    projects=("north quay", "rail spur"), evidence=EVIDENCE, model="baseline", flags=("retried",),
)  # fmt: skip


def result(name: str = "harbour_2024", records: tuple[Record, ...] = (TARGET, ACHIEVEMENT, INITIATIVE)) -> Result:
    header = Header(
        name=name, sha256="0" * 64, file=f"{name}.txt", language="zh", title=None, place="海港市", date=None,
        review="2023", plan="2024", chars=900, sections=3, sentences=20,
    )  # fmt: skip
    return Result(
        report=header,
        version="1",
        build="b",
        model="baseline",
        settings="",
        kinds=("target",),
        failures=(),
        records=records,
        rejections=(
            Rejection(
                report=name,
                kind="target",
                indicator="GDP",
                words="9%",
                reason="not in the sentence",
                start=1,
                end=9,
                model="baseline",
            ),
        ),
        uncovered=(
            Uncovered(report=name, text="37", start=70, end=72, sentence="共37处。", section=("二、主要任务",)),
        ),
        excluded=(Excluded(text="2024", start=0, end=4, reason="year"),),
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_result_file_reads_back_as_the_same_result(tmp_path: Path) -> None:
    write_result(result(), tmp_path / "harbour_2024.json")
    assert load_result(tmp_path / "harbour_2024.json") == result()


def test_a_result_file_has_one_record_a_line_for_people_who_compare_two(tmp_path: Path) -> None:
    write_result(result(), tmp_path / "harbour_2024.json")
    lines = (tmp_path / "harbour_2024.json").read_text(encoding="utf-8").splitlines()
    assert [line.strip(",]}") + "}" for line in lines if line.startswith('{"id"')] == [
        record.model_dump_json().strip(",]}") + "}" for record in (TARGET, ACHIEVEMENT, INITIATIVE)
    ]


def test_a_result_without_records_is_a_result(tmp_path: Path) -> None:
    write_result(result(records=()), tmp_path / "harbour_2024.json")
    assert load_result(tmp_path / "harbour_2024.json") == result(records=())


def test_records_jsonl_has_one_record_a_line_as_pydantic_dumps_it_with_chinese_readable(tmp_path: Path) -> None:
    write_tables([result()], tmp_path)
    lines = (tmp_path / "records.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines == [*(record.model_dump_json() for record in (TARGET, ACHIEVEMENT, INITIATIVE)), ""]
    assert "软件业收入" in lines[0]
    assert [RECORD.validate_json(line) for line in lines[:-1]] == [TARGET, ACHIEVEMENT, INITIATIVE]


def test_a_line_of_records_jsonl_has_the_keys_of_the_record_file_in_its_order(tmp_path: Path) -> None:
    write_tables([result()], tmp_path)
    first = json.loads((tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert list(first) == [
        *("id", "report", "kind", "indicator", "value", "change", "goal", "nature", "headline", "rank", "also"),
        *("period", "area", "evidence", "canonical", "model", "flags"),
    ]
    assert first["change"]["value"] == "12"


def test_every_kind_has_its_table_with_flat_columns(tmp_path: Path) -> None:
    write_tables([result()], tmp_path)
    [target] = rows(tmp_path / "targets.csv")
    assert target["place"] == "海港市"
    assert target["indicator"] == "软件业收入"
    assert (target["change"], target["change_unit"], target["change_bound"]) == ("12", "%", "about")
    assert (target["value"], target["value_text"]) == ("", "")
    assert (target["headline"], target["also"], target["section"]) == ("true", "12%", "二、主要任务 > (一)产业")
    [achievement] = rows(tmp_path / "achievements.csv")
    assert (achievement["value"], achievement["change"]) == ("1200000", "-3.5")
    [initiative] = rows(tmp_path / "initiatives.csv")
    assert (initiative["title"], initiative["projects"]) == ("Open the north quay", "north quay; rail spur")
    assert [row["text"] for row in rows(tmp_path / "uncovered.csv")] == ["37"]
    assert [row["reason"] for row in rows(tmp_path / "rejections.csv")] == ["not in the sentence"]


def test_tables_of_no_reports_have_their_heads(tmp_path: Path) -> None:
    write_tables([], tmp_path)
    for name, columns in COLUMNS.items():
        assert (tmp_path / name).read_text(encoding="utf-8-sig") == ",".join(columns) + "\n"


def test_tables_start_with_a_byte_order_mark_so_that_spreadsheets_read_chinese(tmp_path: Path) -> None:
    write_tables([result()], tmp_path)
    for name in COLUMNS:
        assert (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "words",
    [
        '=HYPERLINK("http://example.org")',
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠A1",
        "\tx",
        "\rx",
        " =1+1",
        "\u200b=1+1",
        "\ufeff=1",
        "\u3000=1",
        "-5%",
        "+5",
    ],
)
def test_a_cell_that_a_spreadsheet_might_run_becomes_text(words: str) -> None:
    assert cell(words).startswith("'")
    assert cell(words)[1:].strip() == words.replace("\r", " ").strip()


@pytest.mark.parametrize("words", ["-3.5", "-4", "0", "12.5", "3—5个", "GDP", "5%以上", "a=b", "'quoted'", ""])
def test_a_plain_number_or_text_stays_as_it_is(words: str) -> None:
    assert cell(words) == words


def test_a_formula_in_a_report_is_a_quoted_cell_in_every_table(tmp_path: Path) -> None:
    target = TARGET.model_copy(update={"indicator": "=cmd|' /C calc'!A0", "goal": "@now"})
    write_tables([result(records=(target,))], tmp_path)
    [row] = rows(tmp_path / "targets.csv")
    assert (row["indicator"], row["goal"]) == ("'=cmd|' /C calc'!A0", "'@now")


def test_line_breaks_in_a_cell_are_folded_to_one_blank() -> None:
    assert cell("first\r\nsecond\u2028third\n\nfourth") == "first second third fourth"


def test_a_file_that_fails_half_way_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), whole(path) as stream:
        stream.writelines(["new, but only in part", "\ud800"])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_tables_that_fail_half_way_leave_the_old_ones(tmp_path: Path) -> None:
    write_tables([result()], tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def breaking() -> Iterator[Result]:
        yield result("other")
        raise ValueError("a damaged result file")

    with pytest.raises(ValueError, match="damaged"):
        write_tables(breaking(), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_long_chinese_name_still_has_room_for_its_unfinished_file(tmp_path: Path) -> None:
    path = tmp_path / ("报" * 83 + ".json")
    with whole(path) as stream:
        stream.write("{}")
    assert path.read_text() == "{}"
