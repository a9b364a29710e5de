"""Words in, the time they speak of out (review or plan), by the lists of `times.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractor.report import Time


@cache
def words() -> dict[str, dict[str, re.Pattern[str]]]:
    """The word lists of `times.toml`, compiled."""
    raw: dict[str, Any] = tomllib.loads((Path(__file__).parent / "times.toml").read_text(encoding="utf-8"))
    return {part: {name: re.compile(pattern) for name, pattern in table.items()} for part, table in raw.items()}


@lru_cache(maxsize=4096)
def heading_time(title: str) -> Time | None:
    """The time a heading names by its words alone; None where it names none or both."""
    review = words()["review"]["heading"].search(title)
    plan = words()["plan"]["heading"].search(title)
    if bool(review) == bool(plan):
        return None
    return "review" if review else "plan"


def opening_time(text: str) -> Time | None:
    """The time of the first word in a text that looks back or ahead."""
    review = words()["review"]["opening"].search(text)
    plan = words()["plan"]["opening"].search(text)
    if review and plan:
        return "review" if review.start() < plan.start() else "plan"
    return "review" if review else "plan" if plan else None


def verbs_time(text: str) -> Time | None:
    """The time of a text's verbs, where they are all of one kind (English only; Chinese verbs have none)."""
    ahead = words()["plan"]["finite"].search(text) is not None
    back = words()["review"]["finite"].search(text) is not None
    return None if ahead == back else "plan" if ahead else "review"
