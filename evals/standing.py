"""Kept results in; the standing tables of `evals/README.md` out, between the marks that name each of them.

    python evals/standing.py [--check]

With --check nothing is written, and the exit code is 1 if the page is not what the results say.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.evaluate.result import ALL, Run, Score, load
from extractor.evaluate.scoring import FIELDS, MEASURES

HERE = Path(__file__).resolve().parent
PAGE = HERE / "README.md"
MOST_REPORTS = 8
"""With more reports than this, a table has no column for each."""
_MARK = re.compile(r"(<!-- (?P<name>\w+): written by evals/standing\.py -->\n).*?(<!-- end -->)", re.DOTALL)


def page(text: str) -> str:
    """Fill every marked stretch of the page with the tables of the result that it names."""
    return _MARK.sub(lambda mark: f"{mark[1]}\n{_tables(mark['name'])}\n{mark[3]}", text)


def _tables(name: str) -> str:
    found = load(HERE / "results" / f"{name}.json")
    return "\n".join(line for run in found.runs for line in _run(run))


def _run(run: Run) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    yield f"**{run.model}** ({versions})\n"
    reports = list(run.goldens) if len(run.goldens) <= MOST_REPORTS else []
    groups = [*(group for group in run.scores if group != ALL and group not in run.goldens), *reports]
    yield f"| score | all: F1 (95 %) | precision | recall | records / labels | {' | '.join(groups)} |"
    yield f"|---|---|---|---|---|{'---|' * len(groups)}"
    for measure in (name for name in MEASURES if name in run.scores[ALL]):
        one = run.scores[ALL][measure]
        others = [_f1(run.scores.get(group, {}).get(measure)) for group in groups]
        parts = (_whole(one), _number(one.precision), _number(one.recall), f"{one.said} / {one.wanted}", *others)
        yield f"| {measure} | {' | '.join(parts)} |"
    yield ""
    yield "| of the records that answer a label | right (95 %) | of |"
    yield "|---|---|---|"
    for field in (name for name in FIELDS if name in run.shares[ALL]):
        share = run.shares[ALL][field]
        yield f"| {field} | {_whole(share)} | {share.said} |"
    yield ""


def _whole(one: Score) -> str:
    bounds = f" ({one.interval.low:.3f} – {one.interval.high:.3f})" if one.interval else ""
    return f"{_number(one.f1)}{bounds}"


def _f1(one: Score | None) -> str:
    return _number(one.f1) if one else "–"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page anew, or tell whether it is what the results say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    before = PAGE.read_text("utf-8")
    after = page(before)
    if parser.parse_args(argv).check:
        return 0 if after == before else 1
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
