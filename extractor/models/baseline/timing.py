"""Whether a clause looks back or ahead: by its section, unless its own words say otherwise."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.words import either
from extractor.report import Language, Report, Sentence, Time

_YEAR = {
    "en": re.compile(
        r"\b(?P<lead>than in|than|from|over|since|of|by the end of|by|in)\s+(?P<year>(?:19|20)\d\d)(?![\d-])",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?P<lead>比|较|与|从|由|自|到|至|力争)?(?<![-—\d])(?P<year>(?:19|20)\d\d)年(?:[底末]|以?前)?(?!以来|的|同期|[-—至])"
    ),
}
_BY = ("by", "by the end of", "到", "至", "力争")
_PLAIN = ("in", None)
"""A year that a clause speaks of; after a word of comparison it is only a base."""


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
    ahead = period_of(report, clause)
    if ahead and report.review and ahead.removeprefix("by ") > report.review[-4:] and ahead.startswith("by"):
        return "plan"
    if sentence.section.time == "review":
        return "review"
    if sentence.section.time == "plan":
        return "review" if looks_back and not looks_ahead else "plan"
    if looks_back != looks_ahead:
        return "review" if looks_back else "plan"
    return None


def period_of(report: Report, words: str) -> str | None:
    """Tell the year that a clause itself names for its number, if it is none of the report's own.

    Args:
        report: the report, for its language and years.
        words: the sentence from its start, or from its last full clause, to the end of the clause.

    Returns:
        The year ("2022"), with "by" before it where it is a year to reach something by; None where the clause names
        none, or names the reviewed or planned year, or only a year to compare with.
    """
    if report.review and "-" in report.review and _cues(report.language, "span_cues").search(words):
        return report.review
    found = list(_YEAR[report.language].finditer(words))
    if not found or found[-1]["year"] in (report.review, report.plan):
        return None
    lead = found[-1]["lead"] and found[-1]["lead"].lower()
    if lead in _BY:
        return f"by {found[-1]['year']}"
    return found[-1]["year"] if lead in _PLAIN else None


def is_target_list(report: Report, words: str) -> bool:
    """Whether words announce the list of the main targets."""
    return bool(_cues(report.language, "target_lists").search(words))
