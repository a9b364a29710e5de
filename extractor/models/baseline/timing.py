"""Whether a clause looks back or ahead: by its section, unless its own words say otherwise."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.words import either
from extractor.report import Language, Report, Section, Sentence, Time

_YEAR = {
    "en": re.compile(
        r"\b(?P<lead>(?:begun|started|launched|founded|initiated|established) in"
        r"|than in|than|from|over|since|of|by the end of|by|in)\s+(?P<year>(?:19|20)\d\d)"
        r"(?![\d-]|\s+to\s+[\d$])",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?P<lead>比|较|与|从|由|自|到|至|力争)?(?<![-—\d])(?P<year>(?:19|20)\d\d)年(?:[底末]|以?前)?(?!以来|的|同期|[-—至])"
    ),
}
_COMPARED = re.compile(
    r"\b(?:than|over|on|from|with|to|as|of)\s+(?:(?:that\s+(?:of|in)|in|the|its)\s+)?(?:(?:last|previous)\s+year\b(?:['’]s)?)",
    re.IGNORECASE,
)
"""A year that a number is only compared with."""
_SET = re.compile(r"\b(?:has|have)\s+(?:been\s+)?set\b", re.IGNORECASE)
"""What is set is still to be reached."""
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
    if report.language == "en":
        clause = _SET.sub(" ", _COMPARED.sub(" ", clause))
    looks_back = bool(_cues(report.language, "review_cues").search(clause)) or _closes(report, sentence)
    looks_ahead = bool(_cues(report.language, "plan_cues").search(clause))
    if report.review and (_year_to_reach(report, clause) or "") > report.review[-4:]:
        return "plan"
    if sentence.section.time == "review":
        return "review"
    if sentence.section.time == "plan":
        return "review" if looks_back and not looks_ahead else "plan"
    if looks_back != looks_ahead:
        return "review" if looks_back else "plan"
    return None


def _closes(report: Report, sentence: Sentence) -> bool:
    """Whether a Chinese sentence ends by what was reached (…，较好地完成了…, 打下了…基础)."""
    text = sentence.text
    return report.language == "zh" and "了" in text and bool(_cues("zh", "closings").search(text))


def _years(language: Language, words: str) -> list[re.Match[str]]:
    """The years that words name; most name none, which is told faster than the pattern tells it."""
    return list(_YEAR[language].finditer(words)) if "20" in words or "19" in words else []


def _year_to_reach(report: Report, clause: str) -> str | None:
    """The last year that a clause names, if it is one to reach something by."""
    found = _years(report.language, clause)
    return found[-1]["year"] if found and _lead(found[-1]) in _BY else None


def _lead(year: re.Match[str]) -> str | None:
    """The word that leads to a year, as the lists of such words spell it."""
    return year["lead"] and year["lead"].lower()


def period_of(report: Report, sentence: Sentence, words: str, time: Time | None) -> str | None:
    """Tell the period that a clause itself names for its number, where it is another than its section's.

    Args:
        report: the report, for its language and years.
        sentence: the sentence the clause stands in, for the period of its section.
        words: the sentence from its start, or from its last full clause, to the end of the clause.
        time: whether the clause looks back or ahead.

    Returns:
        The year ("2022"), with "by" before it where it is a year to reach something by; the reviewed span of years
        ("2016-2020"); None where the clause names none, or only a year to compare with.
    """
    language, section = report.language, sentence.section
    if time != "plan" and report.review and "-" in report.review and _cues(language, "span_cues").search(words):
        return report.review
    found = _years(language, words)
    if not found:
        return _relative(report, section, words, time)
    if found[-1]["year"] == (section.period or (report.plan if time == "plan" else report.review)):
        return None
    lead = _lead(found[-1])
    if lead in _BY:
        return f"by {found[-1]['year']}" if found[-1]["year"] not in (report.review, report.plan) else None
    return found[-1]["year"] if lead in _PLAIN else None


def _relative(report: Report, section: Section, words: str, time: Time | None) -> str | None:
    """The single year that a clause names by "last year" or "this year" in a section of several years."""
    base = report.plan or report.review
    if not base or not section.period or "-" not in section.period:
        return None
    this_year = int(report.plan[:4]) if report.plan else int(base[-4:]) + 1
    if time == "plan":
        return str(this_year) if _cues(report.language, "this_year").search(words) else None
    return str(this_year - 1) if _cues(report.language, "last_year").search(words) else None


def is_target_list(report: Report, words: str) -> bool:
    """Whether words announce the list of the main targets."""
    return bool(_cues(report.language, "target_lists").search(words))
