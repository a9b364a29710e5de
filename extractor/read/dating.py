"""The text in, the day of the report out (ISO 8601): as delivered, else as published."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = "〇零一二三四五六七八九"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_HEAD = 4_000
"""How far from its start a text tells its own day, in characters."""

_NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d\d) ?([-/.年]) ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d) ?(?:日|号)?")
_HAN = re.compile(
    r"([二一][〇零○Oo0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ENGLISH = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"人民代表大会|人大.{0,6}会议|(?:第.{1,6}|.{0,4})次会议|(?i:\bdelivered\b|\bsession\b|\bopened\b|\bpremier\b|\bmayor\b.{0,40}\breport)"
)
_PUBLISHED = re.compile(r"发布|来源|日期|时间|(?i:\btime\b|\bdate\b|\breleased?\b|\bpublished\b|\bposted\b|day, )")


def day(text: str, body: int, published: str | None) -> str | None:
    """The day of a report.

    Args:
        text: the loaded text.
        body: where its prose begins; what stands before is title, speaker and site chrome.
        published: the day from the file's metadata, if they tell.

    Returns:
        The day on which it was delivered, where the text says so near its start; else the day of publication, from the
        metadata or from the page; None where neither is told.
    """
    head = text[: min(max(body, 0) + 600, _HEAD)]
    found = [(match.start(), iso, _line_around(head, match)) for match, iso in _dates(head)]
    delivered = next((iso for _, iso, line in found if _DELIVERED.search(line) and len(line) <= 400), None)
    if delivered or published:
        return delivered or published
    return next((iso for at, iso, line in found if len(line) <= 200 and (at < body or _PUBLISHED.search(line))), None)


def _line_around(text: str, match: re.Match[str]) -> str:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    if len(line) <= 400:
        return line
    return text[max(start, match.start() - 60) : match.end() + 100]


def _dates(text: str) -> list[tuple[re.Match[str], str]]:
    found = [(match, iso) for match in _NUMERIC.finditer(text) if (iso := _iso(match[1], match[3], match[4]))]
    found += [
        (match, iso)
        for match in _HAN.finditer(text)
        if (iso := _iso(_year(match[1]), _count(match[2]), _count(match[3])))
    ]
    for match in _ENGLISH.finditer(text):
        month, days, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        if iso := _iso(year, next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(month.lower())), days):
            found.append((match, iso))
    return sorted(found, key=lambda one: one[0].start())


def _iso(year: str | int, month: str | int, days: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(days)).isoformat()
    except ValueError:
        return None


def _year(han: str) -> str:
    return "".join(str(max(0, _DIGITS.find(each) - 1)) if each in _DIGITS else "0" for each in han)


def _count(han: str) -> int:
    tens, ten, ones = han.rpartition("十")
    ones_value = _DIGITS.find(ones) - 1 if ones else 0
    return ((_DIGITS.find(tens) - 1 if tens else 1) * 10 if ten else 0) + ones_value
