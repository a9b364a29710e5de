"""Whether a clause looks back or ahead: by its section, unless its own words say otherwise."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.words import either
from extractor.report import Language, Report, Sentence, Time


@cache
def _cues(language: Language, name: str) -> re.Pattern[str]:
    pattern = either(language, name)
    return re.compile(rf"\b{pattern}\b" if language == "en" else pattern, re.IGNORECASE)


def time_of(report: Report, sentence: Sentence, clause: str) -> Time | None:
    """Tell the time of a clause.

    A review stays a review whatever tense a translator chose ("GDP in 2023 will be …"), so only a section that
    plans, or that says nothing of its time, is read by the clause's own words.

    Args:
        report: the report, for its language.
        sentence: the sentence the clause stands in, for its section.
        clause: the words of the clause.

    Returns:
        review, plan, or None where nothing tells.
    """
    looks_back = bool(_cues(report.language, "review_cues").search(clause))
    looks_ahead = bool(_cues(report.language, "plan_cues").search(clause))
    if sentence.section.time == "review":
        return "review"
    if sentence.section.time == "plan":
        return "review" if looks_back and not looks_ahead else "plan"
    if looks_back != looks_ahead:
        return "review" if looks_back else "plan"
    return None


def is_target_list(report: Report, words: str) -> bool:
    """Whether words announce the list of the main targets."""
    return bool(_cues(report.language, "target_lists").search(words))
