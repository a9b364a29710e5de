"""A run over a language model that is killed at any point goes on without asking again for what it was told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_server import digest
from killing import Server, asking, contents, run_to_the_end, serving

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


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four small reports, with twelve chunks in all."""
    folder = tmp_path_factory.mktemp("reports")
    for place in ("Harbourtown", "Millbrook"):
        (folder / f"{place}.txt").write_text(ENGLISH.format(place=place), encoding="utf-8")
    for place in ("海港市", "河口市"):
        (folder / f"{place}.txt").write_text(CHINESE.format(place=place), encoding="utf-8")
    return folder


@dataclass
class Undisturbed:
    """A run that nobody killed, with the server that it asked."""

    server: Server
    folder: Path


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    """Run to the end once, one call at a time; the server is there for more."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with serving() as server:
        assert run_to_the_end(server, reports, folder, ONE_AT_A_TIME) == 0
        server.catch_up()
        yield Undisturbed(server, folder)


def test_a_run_killed_three_times_is_answered_as_often_as_one_that_was_not(
    reports: Path, tmp_path: Path, undisturbed: Undisturbed
) -> None:
    """Each kill hits while the server holds a request back, so that this one alone is asked again."""
    kills = (2, 6, 11)
    with serving(unanswered=kills) as server:
        for number in kills:
            with asking(server, reports, tmp_path, ONE_AT_A_TIME):
                assert server.wait("asked", number)
        assert run_to_the_end(server, reports, tmp_path, ONE_AT_A_TIME) == 0
        server.finish()
    assert server.answered == undisturbed.server.answered
    assert len(server.asked) == len(undisturbed.server.asked) + len(kills)
    assert contents(tmp_path / "out") == contents(undisturbed.folder / "out")


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


def test_a_finished_run_asks_nothing_when_it_is_started_again(reports: Path, undisturbed: Undisturbed) -> None:
    """Not even with its result files gone, since every reply is kept."""
    before, asked = contents(undisturbed.folder / "out"), undisturbed.server.asked
    for path in (undisturbed.folder / "out" / "reports").iterdir():
        path.unlink()
    assert run_to_the_end(undisturbed.server, reports, undisturbed.folder, ONE_AT_A_TIME) == 0
    undisturbed.server.catch_up()
    assert undisturbed.server.asked == asked
    assert contents(undisturbed.folder / "out") == before
