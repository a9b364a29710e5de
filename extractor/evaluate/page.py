"""An evaluation in, one HTML page out: every miss, wrong and extra record in its sentence, to be searched and sifted.

The page stands alone: no network, no library. What a report says goes in as data that the page's script only ever
sets as text, so words that look like markup or script stay words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from extractor.evaluate.goldens import Golden
from extractor.evaluate.result import ALL, Evaluation, Item, Run, Score, compare
from extractor.report import Report

_AROUND = 160
"""Characters shown on each side of an item that no sentence of ours holds."""
_LONGEST = 1200
"""Characters of a sentence that are shown at the most."""


def render(found: Evaluation, known: Sequence[Golden], before: Evaluation | None = None) -> str:
    """Write the page.

    Args:
        found: the evaluation, with its items.
        known: its goldens, whose reports give the sentences.
        before: an earlier evaluation to compare with.

    Returns:
        The page. It holds sentences of the reports: keep it where the reports may be kept.
    """
    data = {
        "title": found.title,
        "runs": [_run(run, {golden.name: golden for golden in known}, before) for run in found.runs],
    }
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    template = files(__package__).joinpath("page.html").read_text("utf-8")
    return template.replace("{{data}}", told, 1)


def _run(run: Run, known: Mapping[str, Golden], before: Evaluation | None) -> dict[str, Any]:
    earlier = before.run_of(run.model) if before else None
    was = {_key(item): item.status for item in earlier.items} if earlier else {}
    differences = compare(run, earlier) if earlier else []
    return {
        "model": run.model,
        "scores": [[name, _line(score)] for name, score in run.scores[ALL].items()],
        "groups": {group: [[name, _line(one)] for name, one in scores.items()] for group, scores in run.scores.items()},
        "shares": [[name, _line(score)] for name, score in run.shares.get(ALL, {}).items()],
        "differences": [[one.measure, one.ours, one.theirs, *(one.interval or (None, None))] for one in differences],
        "items": [_item(item, known[item.report], was.get(_key(item))) for item in run.items],
    }


def _key(item: Item) -> tuple[str, str, int, bool]:
    return item.report, item.kind, item.start, item.wanted is None


def _line(score: Score) -> list[float | int | None]:
    return [
        score.f1,
        *(score.interval or (None, None)),
        score.precision,
        score.recall,
        score.right,
        score.said,
        score.wanted,
    ]


def _item(item: Item, golden: Golden, was: str | None) -> dict[str, Any]:
    before, words, after = _shown(golden.report, item)
    return {
        "report": item.report,
        "section": _section(golden, item),
        "status": item.status,
        "was": was if was != item.status else None,
        "kind": item.kind,
        "start": item.start,
        "wanted": item.wanted,
        "found": item.found,
        "wrong": item.wrong,
        "text": [before, words, after],
    }


def _shown(report: Report, item: Item) -> tuple[str, str, str]:
    """What stands before, in and after an item, in its sentence."""
    sentence = next((one for one in report.sentences if one.start <= item.start < one.end), None)
    start, end = (sentence.start, sentence.end) if sentence else (item.start - _AROUND, item.end + _AROUND)
    start, end = max(0, start, item.start - _LONGEST), min(max(end, item.end), item.end + _LONGEST)
    text = report.text
    return text[start : item.start], text[item.start : item.end], text[item.end : end]


def _section(golden: Golden, item: Item) -> str:
    """The heading of the golden's section that an item stands in: the first line there."""
    if item.part < 0:
        return ""
    start = golden.head.sections[item.part].start
    return golden.report.text[start : start + 80].lstrip().split("\n", 1)[0][:60]
