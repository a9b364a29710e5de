"""The audit: what is odd about records and unlike about reports, told from results alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.audit import MARKS, NAMES, Mark, audit, marks_of, sample
from extractor.cli import main
from extractor.report import Language
from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import Achievement, Evidence, Excluded, Initiative, Record, Rejection, Target, Uncovered
from extractor.write import Header, Result, write_result


def quantity(number: int, at: int, unit: str = "%") -> Quantity:
    text = f"{number}{unit}"
    return Quantity(text=text, start=at, end=at + len(text), value=Decimal(number), unit=unit)


def record(
    indicator: str, number: int | None = 5, at: int = 0, *, unit: str = "%", period: str | None = "2024", end: str = ""
) -> Achievement:
    quote = f"{indicator}{number or ''}{end}"
    return Achievement(
        id=f"{indicator} {at}", report="made", indicator=indicator, period=period, model="made",
        value=None if number is None else quantity(number, at, unit),
        evidence=Evidence(start=at, end=at + len(quote), quote=quote),
    )  # fmt: skip


def result(
    *records: Record,
    name: str = "made",
    language: Language = "zh",
    excluded: int = 0,
    uncovered: int = 0,
    rejected: int = 0,
    chars: int = 1000,
    untimed: int | None = None,
) -> Result:
    header = Header(
        name=name, sha256="0" * 64, file=f"{name}.txt", language=language, title=None, place=None, date=None,
        review=None, plan=None, chars=chars, sections=5, sentences=1, untimed=untimed,
    )  # fmt: skip
    rejection = Rejection(report=name, kind=None, indicator=None, reason="r", start=0, end=1, model="made")
    left = Uncovered(report=name, text="7", start=900, end=901, sentence="7")
    return Result(
        report=header, version="1", build="b", model="made", settings="", kinds=("target",), failures=(),
        records=records, rejections=(rejection,) * rejected, uncovered=(left,) * uncovered,
        excluded=(Excluded(text="3", start=950, end=951, reason="ordinal"),) * excluded,
    )  # fmt: skip


def marks(*records: Achievement, language: Language = "zh") -> list[tuple[Mark, ...]]:
    return [found for _, found in marks_of(result(*records, language=language))]


@pytest.mark.parametrize(
    ("language", "indicator", "found"),
    [
        ("zh", "港口吞吐量", ()),
        ("zh", "港" * 20, ()),
        ("zh", "港" * 21, ("long",)),
        ("zh", "船舶净增", ("verb_last",)),
        ("zh", "码头改造从", ("verb_last",)),
        ("zh", "违法行为", ()),
        ("zh", "其中集装箱", ("function_word_first",)),
        ("zh", "在建泊位", ()),
        ("zh", "项目", ("generic",)),
        ("zh", "的", ("verb_last", "function_word_first")),
        ("en", "port calls", ()),
        ("en", "p" * 80, ()),
        ("en", "p" * 81, ("long",)),
        ("en", "harbour dues rose from", ("verb_last",)),
        ("en", "quays in Norhaven", ()),
        ("en", "of harbour dues", ("function_word_first",)),
        ("en", "office space", ()),
        ("en", "The total", ("generic",)),
    ],
)
def test_an_odd_wording_is_marked(language: Language, indicator: str, found: tuple[Mark, ...]) -> None:
    assert marks(record(indicator), language=language) == [found]


def test_a_clause_that_states_what_happened_may_begin_and_end_as_clauses_do() -> None:
    assert marks(record("在北岸新码头建成", None)) == [()]


def test_a_record_without_a_period_is_marked() -> None:
    assert marks(record("港口吞吐量", period=None)) == [("undated",)]


@pytest.mark.parametrize(
    ("other", "twins"),
    [
        (record("泊位", 7, 4), True),
        (record("泊位", 5, 4), False),
        (record("泊位", 7, 4, unit="m"), False),
        (record("泊位", 7, 4, period="2023"), False),
        (record("航线", 7, 4), False),
        (record("泊位", 7, 40), False),
    ],
    ids=["another number", "the same number", "another unit", "another period", "another indicator", "far away"],
)
def test_twins_are_records_beside_each_other_with_one_indicator_and_two_numbers(
    other: Achievement, twins: bool
) -> None:
    assert marks(record("泊位", 5, 0), other) == [("twins",) * twins] * 2


def test_a_full_stop_parts_twins() -> None:
    assert marks(record("泊位", 5, 0, end="。"), record("泊位", 7, 4)) == [(), ()]


def test_mentions_are_quantities_of_records_and_numbers_left_out_and_left_over() -> None:
    target = Target(
        id="t", report="made", indicator="泊位", value=quantity(9, 10), change=quantity(3, 20), period="2024",
        also=(Span(text="6", start=30, end=31), Span(text="9%", start=10, end=12)), model="made",
        evidence=Evidence(start=10, end=31, quote="泊位"),
    )  # fmt: skip
    rates = audit([result(target, excluded=4, uncovered=1, rejected=1, chars=500)]).total
    assert [rates[name].count for name in ("recorded", "excluded", "uncovered")] == [3, 4, 1]
    assert [rates[name].rate for name in ("recorded", "excluded", "uncovered")] == [0.375, 0.5, 0.125]
    assert (rates["targets"].rate, rates["achievements"].rate, rates["rejected"].rate) == (2.0, 0.0, 0.5)


def test_of_nothing_there_is_no_rate() -> None:
    assert {audit([result()]).total[name].rate for name in ("recorded", "generic", "rejected")} == {None}


def reports(*uncovered: int, language: Language = "zh") -> Iterable[Result]:
    for place, count in enumerate(uncovered):
        records = [record(f"泊位{one}", at=40 * one) for one in range(20)]
        yield result(*records, name=f"{language}{place}", language=language, uncovered=count)


def test_a_report_unlike_the_others_is_an_outlier_with_the_reason() -> None:
    found = audit(reports(1, 2, 1, 2, 3, 20))
    assert [[one.name for one in report.outliers] for report in found.reports[:5]] == [[]] * 5
    outliers = {one.name: one for one in found.reports[5].outliers}
    assert set(outliers) == {"uncovered", "recorded"}
    assert outliers["uncovered"].score > 3.5 and outliers["recorded"].score < -3.5  # noqa: PT018 (one statement)
    assert outliers["uncovered"].reason == (
        "50.0 % of the number mentions are uncovered (20 of 40); the median of 6 zh reports is 9.1 %"
    )
    assert found.worst(1) == (found.reports[5],)


def test_one_that_differs_where_all_others_are_the_same_is_an_outlier() -> None:
    assert [bool(one.outliers) for one in audit(reports(*[0] * 7, 9)).reports] == [False] * 7 + [True]


def test_reports_are_held_against_those_of_their_language_and_only_if_there_are_enough() -> None:
    assert not any(one.outliers for one in audit([*reports(0, 0, 0, 9), *reports(*[9] * 8, language="en")]).reports)


def test_the_commonest_odd_indicators_are_told() -> None:
    found = audit([result(record("项目", at=0), record("企业", at=40), record("项目", at=80))])
    assert [(one.indicator, one.count) for one in found.examples["generic"]] == [("项目", 2), ("企业", 1)]


def test_a_sample_takes_every_report_before_it_takes_one_twice() -> None:
    given = list(reports(0, 0, 0))
    names = [found.report.name for found, _ in sample(given, 7, seed=1)]
    assert [sorted(names[:3]), sorted(names[3:6]), len(names)] == [["zh0", "zh1", "zh2"]] * 2 + [7]
    assert sample(given, 7, seed=1) == sample(reversed(given), 7, seed=1) != sample(given, 7, seed=2)
    assert len(sample(given, 1000, seed=1)) == 60


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder of a batch."""
    (tmp_path / "out" / "reports").mkdir(parents=True)
    for one in reports(1, 2, 1, 2, 3, 20):
        write_result(one, tmp_path / "out" / "reports" / f"{one.report.name}.json")
    return tmp_path / "out"


def test_the_command_prints_all_and_the_worst_and_writes_the_audit(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", str(out), "--worst", "1"]) == 0
    told, errors = capsys.readouterr()
    assert "of the number mentions are uncovered" in told
    assert "6 reports, 1 of them unlike" in told
    assert ("zh5" in told, "zh4" in told, errors) == (True, False, "")
    written = json.loads((out / "audit.json").read_text(encoding="utf-8"))
    assert list(written) == ["total", "examples", "norms", "reports"]
    assert (list(written["total"]), list(written["examples"])) == (list(NAMES), list(MARKS))
    assert [list(one["rates"]) for one in written["reports"]] == [list(NAMES)] * 6
    assert set(written["norms"]["en"].values()) == {None}


def test_the_same_results_give_the_same_bytes(out: Path) -> None:
    main(["audit", str(out)])
    first = (out / "audit.json").read_bytes()
    main(["audit", str(out), "--worst", "0"])
    assert (out / "audit.json").read_bytes() == first


def test_the_command_prints_a_sample_with_quotes_and_writes_nothing(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planned = Initiative(
        id="i",
        report="zh0",
        title="开放\x1b[2J北岸",
        evidence=Evidence(start=0, end=4, quote="开放\n北岸"),
        model="made",
    )
    write_result(result(planned, name="zh0"), out / "reports" / "zh0.json")
    assert main(["audit", str(out), "--sample", "6", "--seed", "3"]) == 0
    told = capsys.readouterr().out
    assert told.count("“") == 6
    assert "value 5% = exact 5 %" in told
    assert ("开放\\x1b[2J北岸" in told, "“开放 北岸”" in told) == (True, True)
    assert not (out / "audit.json").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "there is no folder nowhere"),
        (["."], "holds no results of `extractor batch`"),
        (["broken"], "broken/reports/one.json is no result of this version"),
        (["out", "--seed", "1"], "--seed needs --sample"),
        (["out", "--sample", "2", "--worst", "3"], "choose one"),
    ],
)
def test_wrong_use_is_one_line_and_ends_with_2(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    monkeypatch.chdir(out.parent)
    (out.parent / "broken" / "reports").mkdir(parents=True)
    (out.parent / "broken" / "reports" / "one.json").write_text("{}", encoding="utf-8")
    assert main(["audit", *words]) == 2
    printed, errors = capsys.readouterr()
    assert (printed, len(errors.splitlines()), told in errors) == ("", 1, True)


def test_an_audit_that_cannot_be_written_is_wrong_use(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "audit.json").mkdir()
    assert main(["audit", str(out)]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_sections_without_a_time_are_counted_where_results_tell_them() -> None:
    rate = audit([result(untimed=1), result(name="older")]).total["untimed"]
    assert (rate.count, rate.of, rate.rate) == (1, 4, 0.25)
