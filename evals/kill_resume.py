"""A number of kills in; whether a run that was killed so often asked its server more than one that was not.

    python evals/kill_resume.py --kills 20

One run over the samples is killed at 20 random requests and resumed each time; the server has taken each of these
requests and not yet answered it. Then 20 runs with several calls under way are each killed right after a random answer,
and resumed. The server is the fake one of the tests, in a process of its own; the kills are SIGKILL.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fake_server import digest  # noqa: E402 (the tests' folder is no package)
from killing import asking, contents, run_to_the_end, serving  # noqa: E402

from extractor.cache import Store  # noqa: E402

SMALL_CHUNKS = ("--chunk", "800")
"""So that there are more requests than kills."""
ALONE = (*SMALL_CHUNKS, "--concurrency", "1", "--jobs", "1")
TOGETHER = (*SMALL_CHUNKS, "--concurrency", "4", "--jobs", "2")


def one_run(reports: Path, kills: int, chance: Random) -> bool:
    """Kill one run many times, and compare it with one that nobody killed."""
    with TemporaryDirectory() as folder, serving() as server:
        run_to_the_end(server, reports, Path(folder), ALONE)
        server.finish()
        undisturbed, outputs = server.answered, contents(Path(folder) / "out")
    at = sorted(chance.sample(range(1, len(undisturbed) + kills), kills))
    with TemporaryDirectory() as folder, serving(unanswered=at) as server:
        for number in at:
            with asking(server, reports, Path(folder), ALONE):
                server.wait("asked", number)
        run_to_the_end(server, reports, Path(folder), ALONE)
        server.finish()
        after = contents(Path(folder) / "out")
    differing = sorted(name for name in outputs.keys() | after.keys() if outputs.get(name) != after.get(name))
    sys.stdout.write(
        f"one run, one call at a time, killed at the requests {', '.join(map(str, at))}\n"
        f"  answers: {len(server.answered)}; without a kill: {len(undisturbed)}\n"
        f"  every one of them once, in the same order: {server.answered == undisturbed}\n"
        f"  requests that a kill left without an answer, and that came again: {repeated(server.asked)}\n"
        f"  outputs that differ: {', '.join(differing) or 'none'}\n"
    )
    return server.answered == undisturbed and not differing


def repeated(asked: list[str]) -> int:
    """How often a request came that had come before."""
    return sum(times - 1 for times in Counter(asked).values())


def many_runs(reports: Path, kills: int, chance: Random) -> bool:
    """Kill each of many runs once, with four calls under way."""
    kept_and_asked = again = 0
    for _ in range(kills):
        with TemporaryDirectory() as folder, serving() as server:
            with asking(server, reports, Path(folder), TOGETHER):
                server.wait("answered", chance.randint(1, 40))
            with Store(Path(folder) / "replies") as store:
                kept = {digest(json.loads(exchange.request)) for exchange in store}
            run_to_the_end(server, reports, Path(folder), TOGETHER)
            server.finish()
            times = Counter(server.asked)
            kept_and_asked += sum(times[one] - 1 for one in kept)
            again += repeated(server.asked)
    sys.stdout.write(
        f"{kills} runs, four calls at a time, each killed once after a random answer\n"
        f"  kept replies that were asked for again: {kept_and_asked}; calls under way that were: {again}\n"
    )
    return kept_and_asked == 0


def main() -> int:
    """Print the figures; 1 if anything was paid for twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--reports", type=Path, default=ROOT / "samples")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = Random(chosen.seed)  # noqa: S311 (nothing is to be kept secret)
    well = one_run(chosen.reports, chosen.kills, chance)
    return 0 if many_runs(chosen.reports, chosen.kills, chance) and well else 1


if __name__ == "__main__":
    sys.exit(main())
