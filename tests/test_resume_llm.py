"""A run over a language model that is killed at any point goes on without asking again for what it was told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from fake_server import digest
from killing import asking, contents, run_to_the_end, serving

from extractor.cache import Store

ONE_AT_A_TIME = ("--concurrency", "1", "--jobs", "1")
FOUR_AT_A_TIME = ("--concurrency", "4", "--jobs", "2")
ENGLISH = """Report on the Work of {place}

I. Work in 2023

The port of {place} handled 3.2 million containers, an increase of 4.5%. Its revenue grew by 6.1%.

II. Tasks for 2024

{place} will build 12 new schools. Retail sales will grow by around 5%.
"""
CHINESE = """{place}政府工作报告

一、2023年工作回顾

{place}港口吞吐量达到320万吨，增长4.5%。新增企业86家。

二、2024年工作安排

{place}地区生产总值增长5%左右。新建学校12所。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Four small reports, with twelve chunks in all."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for place in ("Harbourtown", "Millbrook"):
        (folder / f"{place}.txt").write_text(ENGLISH.format(place=place), encoding="utf-8")
    for place in ("海港市", "河口市"):
        (folder / f"{place}.txt").write_text(CHINESE.format(place=place), encoding="utf-8")
    return folder


def test_a_run_killed_three_times_is_answered_as_often_as_one_that_was_not(reports: Path, tmp_path: Path) -> None:
    """One call at a time; each kill hits while the server holds a request back, so that alone is asked again."""
    kills = (2, 6, 11)
    with serving() as server:
        assert run_to_the_end(server, reports, tmp_path / "undisturbed", ONE_AT_A_TIME) == 0
        server.finish()
        undisturbed = server.answered
    with serving(unanswered=kills) as server:
        for number in kills:
            with asking(server, reports, tmp_path / "killed", ONE_AT_A_TIME):
                assert server.wait("asked", number)
        assert run_to_the_end(server, reports, tmp_path / "killed", ONE_AT_A_TIME) == 0
        server.finish()
    assert len(undisturbed) == len(set(undisturbed)) >= 12
    assert server.answered == undisturbed
    assert len(server.asked) == len(undisturbed) + len(kills)
    assert contents(tmp_path / "killed" / "out") == contents(tmp_path / "undisturbed" / "out")


def test_with_many_calls_under_way_no_kept_reply_is_asked_for_again(reports: Path, tmp_path: Path) -> None:
    """Four calls at a time; what was kept when the kill came is never asked for again, the rest at most once more."""
    with serving() as server:
        with asking(server, reports, tmp_path, FOUR_AT_A_TIME):
            assert server.wait("answered", 5)
        with Store(tmp_path / "replies") as store:
            kept = {digest(json.loads(exchange.request)) for exchange in store}
        assert run_to_the_end(server, reports, tmp_path, FOUR_AT_A_TIME) == 0
        server.finish()
    times = Counter(server.asked)
    assert kept
    assert [times[one] for one in kept] == [1] * len(kept)
    assert max(times.values()) <= 2
    assert times.total() - len(times) <= 4


def test_a_finished_run_asks_nothing_when_it_is_started_again(reports: Path, tmp_path: Path) -> None:
    """Not of the server, and with its result files gone neither, since every reply is kept."""
    with serving() as server:
        assert run_to_the_end(server, reports, tmp_path, ONE_AT_A_TIME) == 0
        first = contents(tmp_path / "out")
        assert run_to_the_end(server, reports, tmp_path, ONE_AT_A_TIME) == 0
        for path in (tmp_path / "out" / "reports").iterdir():
            path.unlink()
        assert run_to_the_end(server, reports, tmp_path, ONE_AT_A_TIME) == 0
        server.finish()
    assert len(server.asked) == len(set(server.asked))
    assert contents(tmp_path / "out") == first
