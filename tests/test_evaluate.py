"""The harness: suites, certainty, comparison, gate, the oracle and what `extractor eval` prints and writes."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from test_evaluate_scoring import REVIEW, answers, english, known  # noqa: F401 (a fixture)

from extractor.cli import main
from extractor.evaluate import page, result
from extractor.evaluate.certainty import f1_difference, f1_interval
from extractor.evaluate.goldens import Golden, Head, Part, dump, load
from extractor.evaluate.matching import Record
from extractor.evaluate.oracle import Noise, oracle
from extractor.evaluate.result import Evaluation, Run, compare, fallen, summarise
from extractor.evaluate.scoring import Count, count, judge
from extractor.extract import extract

FACTS = {"model": "by hand", "settings": "", "versions": {}, "goldens": {}}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite over one small report with its golden."""
    (tmp_path / "harbour.txt").write_text(REVIEW, encoding="utf-8")
    digest = hashlib.sha256(REVIEW.encode()).hexdigest()
    parts = (Part(start=0, level=1), Part(start=REVIEW.index("The Lake"), level=1))
    head = Head(
        report="harbour",
        file="harbour.txt",
        sha256=digest,
        language="en",
        labelled="2031-02-01",
        codebook="0",
        sections=parts,
    )
    (tmp_path / "goldens").mkdir()
    (tmp_path / "goldens" / "harbour.jsonl").write_text(dump(head, english().labels), encoding="utf-8")
    path = tmp_path / "small.toml"
    path.write_text('title = "Harbour"\nreports = "."\ngoldens = "goldens"\n', encoding="utf-8")
    return path


def loaded(suite: Path) -> Golden:
    return load(suite.parent / "goldens" / "harbour.jsonl", suite.parent)


def run_of(golden: Golden, records: Sequence[Record]) -> Run:
    return summarise(judge(golden, records), FACTS)


# Certainty


def test_an_interval_holds_its_score_and_narrows_with_more_sections() -> None:
    few = {("a", part): Count(8, 10, 10) if part % 2 else Count(10, 10, 10) for part in range(6)}
    many = {("a", part): Count(8, 10, 10) if part % 2 else Count(10, 10, 10) for part in range(96)}
    wide, narrow = f1_interval(few), f1_interval(many)
    assert wide is not None
    assert narrow is not None
    assert wide.low < 0.9 < wide.high
    assert narrow.low < 0.9 < narrow.high
    assert narrow.high - narrow.low < wide.high - wide.low


def test_an_interval_is_the_same_every_time() -> None:
    sections = {("a", part): Count(part % 7, 8, 9) for part in range(20)}
    assert f1_interval(sections) == f1_interval(sections)


def test_one_section_has_no_interval() -> None:
    assert f1_interval({("a", 0): Count(1, 2, 3)}) is None


def test_two_runs_that_err_in_the_same_places_are_told_apart_though_their_intervals_overlap() -> None:
    theirs = {("a", part): Count(part % 10, 10, 10) for part in range(40)}
    ours = {section: Count(count.right + (count.right < 9), 10, 10) for section, count in theirs.items()}
    difference = f1_difference(ours, theirs)
    alone, other = f1_interval(ours), f1_interval(theirs)
    assert difference is not None
    assert alone is not None
    assert other is not None
    assert difference.low > 0
    assert alone.low < other.high


# Comparison and gate


def test_a_run_compared_with_itself_differs_by_nothing(suite: Path) -> None:
    golden = loaded(suite)
    run = run_of(golden, list(answers(golden)))
    assert {one.by for one in compare(run, run)} == {0.0}
    assert fallen(compare(run, run), 0) == []


def test_the_gate_tells_a_fall_that_is_greater_than_allowed(suite: Path) -> None:
    golden = loaded(suite)
    good, worse = run_of(golden, list(answers(golden))), run_of(golden, list(answers(golden))[1:])
    assert [one.measure for one in fallen(compare(worse, good), 0.5)] == ["strict", "strict, all records"]
    assert fallen(compare(worse, good), 50) == []
    assert fallen(compare(good, worse), 0) == []


def test_a_kept_result_is_read_back_whole_but_for_its_items(suite: Path, tmp_path: Path) -> None:
    golden = loaded(suite)
    found = Evaluation(suite="small", title="Harbour", runs=(run_of(golden, list(answers(golden))),))
    path = tmp_path / "kept.json"
    path.write_text(found.kept().model_dump_json(), encoding="utf-8")
    assert result.load(path) == found.kept()
    assert result.load(path).runs[0].items == ()


def test_groups_are_the_kinds_languages_and_reports_that_there_are(suite: Path) -> None:
    golden = loaded(suite)
    run = run_of(golden, list(answers(golden)))
    assert list(run.scores) == [
        *("all", "target", "achievement", "initiative", "en"),
        *("even sections", "odd sections", "harbour"),
    ]
    assert run.scores["target"]["strict"].wanted == 1
    assert "strict" not in run.scores["initiative"]


# The oracle


def test_the_oracle_loses_nothing_on_its_way_through_the_pipeline(suite: Path, tmp_path: Path) -> None:
    golden = loaded(suite)
    extraction = asyncio.run(extract(golden.report, oracle([golden], tmp_path / "replies")))
    assert extraction.rejections == ()
    assert count(judge(golden, extraction.records), "strict, all records").f1 == 1.0


@pytest.mark.parametrize("kind", ["drop", "digit", "sentence", "kind", "invent"])
def test_noise_of_every_kind_reaches_the_oracles_answers(suite: Path, tmp_path: Path, kind: str) -> None:
    golden = loaded(suite)
    model = oracle([golden], tmp_path / "replies", Noise.model_validate({kind: 1.0}))
    extraction = asyncio.run(extract(golden.report, model))
    clean = asyncio.run(extract(golden.report, oracle([golden], tmp_path / "clean")))
    assert (extraction.records, extraction.rejections) != (clean.records, clean.rejections)


def test_a_misread_digit_never_becomes_a_record(suite: Path, tmp_path: Path) -> None:
    golden = loaded(suite)
    model = oracle([golden], tmp_path / "replies", Noise(digit=1.0))
    extraction = asyncio.run(extract(golden.report, model))
    judged = judge(golden, extraction.records)
    assert {one.right["number"] for one in judged if "number" in one.right} <= {True}


def test_the_same_seed_gives_the_same_noise(suite: Path, tmp_path: Path) -> None:
    golden = loaded(suite)
    noise = Noise(drop=0.3, kind=0.3, sentence=0.3)
    runs = [
        asyncio.run(extract(golden.report, oracle([golden], tmp_path / str(turn), noise, seed)))
        for turn, seed in enumerate((1, 1, 2))
    ]
    assert runs[0].records == runs[1].records
    assert runs[0].records != runs[2].records


# The command


def test_eval_prints_the_scores_and_writes_both_results(
    suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(suite), "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out
    assert "Harbour: baseline" in printed
    assert "strict, all records" in printed
    written = result.load(tmp_path / "out" / "result.json")
    assert written.runs[0].model == "baseline"
    assert written.runs[0].items
    assert (tmp_path / "out" / "result.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_result_holds_no_sentence_of_the_report(suite: Path, tmp_path: Path) -> None:
    main(["eval", str(suite), "-q", "--out", str(tmp_path / "out")])
    text = (tmp_path / "out" / "result.json").read_text(encoding="utf-8")
    assert not any(sentence in text for sentence in REVIEW.strip().split(". "))


def test_two_evaluations_are_identical_to_the_byte(suite: Path, tmp_path: Path) -> None:
    for turn in ("one", "two"):
        main(["eval", str(suite), "-q", "--out", str(tmp_path / turn)])
    for name in ("result.json", "result.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_records_of_an_earlier_run_are_scored_alike(suite: Path, tmp_path: Path) -> None:
    assert main(["batch", str(suite.parent / "harbour.txt"), "-q", "-o", str(tmp_path / "out")]) == 0
    main(["eval", str(suite), "-q", "--out", str(tmp_path / "ran")])
    main(["eval", str(suite), "-q", "--records", str(tmp_path / "out"), "--out", str(tmp_path / "taken")])
    ran, taken = (result.load(tmp_path / name / "result.json").runs[0] for name in ("ran", "taken"))
    assert ran.scores == taken.scores


def test_the_gate_ends_with_1_and_says_by_how_much(
    suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, empty = tmp_path / "kept.json", tmp_path / "none.jsonl"
    main(["eval", str(suite), "-q", "--keep", str(kept)])
    assert main(["eval", str(suite), "--against", str(kept), "--max-drop", "0.5"]) == 0
    empty.write_text("", encoding="utf-8")
    told = json.loads(kept.read_text(encoding="utf-8"))
    told["runs"][0]["model"] = "nobody"
    kept.write_text(json.dumps(told), encoding="utf-8")
    arguments = ["eval", str(suite), "--records", str(empty), "--against", str(kept), "--max-drop", "0.5"]
    assert main(arguments) == 1
    assert "“strict” fell by" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["no.toml"], "cannot be read", id="no suite"),
        pytest.param(["{suite}", "--max-drop", "1"], "needs --against", id="a gate without a result to compare with"),
        pytest.param(["{suite}", "--against", "{suite}"], "no result of an evaluation", id="no result"),
        pytest.param(["{suite}", "--reports", "nowhere"], "no folder nowhere", id="no reports"),
        pytest.param(["{suite}", "--records", "nowhere"], "cannot be read", id="no records"),
    ],
)
def test_wrong_use_of_eval_ends_with_2_and_one_sentence(
    suite: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["eval", *(one.format(suite=suite) for one in arguments)]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_a_suite_for_other_prompts_is_refused(suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite.write_text(suite.read_text(encoding="utf-8") + "[prompts]\nextract = 999\n", encoding="utf-8")
    assert main(["eval", str(suite)]) == 2
    assert "version 999 of the prompt “extract”" in capsys.readouterr().err


def test_a_suite_with_an_unknown_word_is_refused(suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite.write_text(f'model = "baseline"\n{suite.read_text(encoding="utf-8")}', encoding="utf-8")
    assert main(["eval", str(suite)]) == 2
    assert "model" in capsys.readouterr().err


# The page


def test_words_of_a_report_stay_words_on_the_page(suite: Path) -> None:
    golden = loaded(suite)
    run = run_of(golden, list(answers(golden)))
    hostile = run.items[0].model_copy(update={"found": "</script><script>alert(1)</script>", "status": "wrong"})
    found = Evaluation(suite="small", title="<b>Harbour", runs=(run.model_copy(update={"items": (hostile,)}),))
    text = page.render(found, [golden])
    assert "<script>alert(1)" not in text
    assert text.count("</script>") == 2
    data = json.loads(text.split('id="data">', 1)[1].split("</script>", 1)[0])
    assert data["runs"][0]["items"][0]["found"] == "</script><script>alert(1)</script>"


def test_the_page_shows_every_item_in_its_sentence_and_loads_nothing(suite: Path) -> None:
    golden = loaded(suite)
    run = run_of(golden, list(answers(golden))[1:])
    text = page.render(Evaluation(suite="small", title="Harbour", runs=(run,)), [golden])
    data = json.loads(text.split('id="data">', 1)[1].split("</script>", 1)[0])
    items = data["runs"][0]["items"]
    assert [one["status"] for one in items].count("missed") == 1
    assert all("".join(one["text"]) in REVIEW for one in items)
    assert "http" not in text.replace("http-equiv", "")


def test_the_page_tells_which_items_changed_since_an_earlier_result(suite: Path) -> None:
    golden = loaded(suite)
    good = Evaluation(suite="small", title="", runs=(run_of(golden, list(answers(golden))),))
    worse = Evaluation(suite="small", title="", runs=(run_of(golden, list(answers(golden))[1:]),))
    text = page.render(worse, [golden], good)
    data = json.loads(text.split('id="data">', 1)[1].split("</script>", 1)[0])
    assert [one["was"] for one in data["runs"][0]["items"] if one["was"]] == ["right"]
    assert len(data["runs"][0]["differences"]) > 3
