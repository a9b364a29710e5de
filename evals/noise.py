"""A suite in; out the curve from a model's noise to the product's, as numbers and as a picture.

    python evals/noise.py SUITE [--reports DIR] [--json FILE] [--svg FILE]

The oracle answers from the goldens, and one kind of noise at a time goes up. What is shown is what stands in the
tables in the end: the strict F1 of all records, and the share of the records that are right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.oracle import Noise
from extractor.evaluate.result import ALL
from extractor.evaluate.suite import ORACLE, Chosen, evaluate, read_goldens, read_suite

KINDS = {
    "drop": "left out",
    "invent": "made up besides",
    "digit": "a digit misread",
    "sentence": "a wrong sentence number",
    "kind": "a wrong kind",
}
RATES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
MEASURE = "strict, all records"
SEED = 1


def measured(suite: Path, reports: Path | None) -> dict[str, Any]:
    """Run the oracle at every rate of every kind of noise.

    Returns:
        For each kind, F1 and precision at each of `RATES`.
    """
    chosen = read_suite(suite, reports)
    known = read_goldens(chosen)
    curves: dict[str, Any] = {}
    for kind in KINDS:
        models = tuple(Chosen(name=ORACLE, noise=Noise.model_validate({kind: rate}), seed=SEED) for rate in RATES)
        runs = evaluate(chosen.model_copy(update={"models": models}), suite.stem, known).runs
        scores = [run.scores[ALL][MEASURE] for run in runs]
        curves[kind] = {
            "f1": [round(one.f1 or 0.0, 4) for one in scores],
            "precision": [round(one.precision or 0.0, 4) for one in scores],
        }
    return {"suite": chosen.title, "rates": list(RATES), "seed": SEED, "curves": curves}


def drawn(found: dict[str, Any], path: Path) -> None:
    """Draw the curves as an SVG that is the same to the byte every time."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "report-extractor"
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True, layout="constrained")
    for panel, name, title in zip(
        panels, ("f1", "precision"), ("strict F1", "right, of the records kept"), strict=True
    ):
        for kind, told in KINDS.items():
            panel.plot(found["rates"], found["curves"][kind][name], marker="o", markersize=3, label=told)
        panel.plot(found["rates"], [1 - rate for rate in found["rates"]], color="0.7", linestyle=":", label="1 − noise")
        panel.set_title(title)
        panel.set_xlabel("share of the model's records with the fault")
        panel.grid(alpha=0.3)
    panels[0].set_ylim(0.4, 1.02)
    panels[0].legend(fontsize=8, loc="lower left")
    figure.savefig(path, metadata={"Date": None, "Creator": None})


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("suite", type=Path)
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--svg", type=Path)
    chosen = parser.parse_args(argv)
    found = measured(chosen.suite, chosen.reports)
    text = json.dumps(found, indent=1) + "\n"
    sys.stdout.write(text)
    if chosen.json:
        chosen.json.write_text(text, encoding="utf-8")
    if chosen.svg:
        drawn(found, chosen.svg)
    return 0


if __name__ == "__main__":
    sys.exit(main())
