"""The text in, the place out that the report is about, as the report itself prints it.

The rule: a national report is about 中国 or China. Elsewhere the words that introduce the report decide (title,
speaker, "at the … session of the … People's Congress"), in the shortest official wording: 深圳市, Shanghai. Where they
are silent, it is the government or congress that the body names most often. Where it names none, an English text that
speaks of "the city" and names one place half as often again as any other is about that place; else nothing is guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractor.report import Language

_HEAD = 1_500
_BODY = 200_000
_LEAST = 5
"""How often a place must be named to be taken from the body alone."""


@dataclass(frozen=True, slots=True)
class _Rules:
    title_zh: tuple[re.Pattern[str], ...]
    title_en: tuple[re.Pattern[str], ...]
    body_zh: tuple[re.Pattern[str], ...]
    body_en: tuple[re.Pattern[str], ...]
    own_en: re.Pattern[str]
    city_words: re.Pattern[str]
    national_zh: re.Pattern[str]
    national_en: re.Pattern[str]
    not_places: frozenset[str]


@cache
def _rules() -> _Rules:
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

    def chinese(name: str) -> tuple[re.Pattern[str], ...]:
        place = raw["begins"] + "(?P<place>" + raw["chinese"] + ")"
        return tuple(re.compile(pattern.replace("(?P<place>{place})", place)) for pattern in raw[name])

    return _Rules(
        chinese("title_zh"),
        tuple(re.compile(pattern) for pattern in raw["title_en"]),
        chinese("body_zh"),
        tuple(re.compile(pattern) for pattern in raw["body_en"]),
        re.compile(raw["own_en"]),
        re.compile(raw["city_words"]),
        re.compile(raw["national_zh"]),
        re.compile(raw["national_en"]),
        frozenset(raw["not_places"]) | frozenset(raw["not_places_en"]),
    )


def place(text: str, title: str | None, body: int, language: Language) -> str | None:
    """The place that a report is about.

    Args:
        text: the loaded text.
        title: of the report, from its metadata or its first line.
        body: where its prose begins.
        language: of the report.

    Returns:
        A city, province, district or country in the report's own words and language; None where it does not say.
    """
    head = f"{title or ''}\n{text[: min(body + 300, _HEAD)]}"
    return _chinese(text, head) if language == "zh" else _english(text, head)


def _chinese(text: str, head: str) -> str | None:
    rules = _rules()
    if rules.national_zh.search(head):
        return "中国"
    for pattern in rules.title_zh:
        if found := next(_named(pattern.finditer(head)), None):
            return _last_part(found)
    counts = Counter(_named(match for pattern in rules.body_zh for match in pattern.finditer(text, 0, _BODY)))
    best = counts.most_common(1)
    return _last_part(best[0][0]) if best else None


def _named(matches: Iterable[re.Match[str]]) -> Iterator[str]:
    for match in matches:
        name = match["place"]
        if name not in _rules().not_places and name[0] not in "我全本各该市并请向":
            yield name


def _last_part(name: str) -> str:
    """A district is itself and not its city: 甲市乙区 is 乙区."""
    match = re.fullmatch(r".+?[省市州盟](.{2,}[区县市旗])", name)
    return match.group(1) if match else name


def _english(text: str, head: str) -> str | None:
    rules = _rules()
    if rules.national_en.search(head):
        return "China"
    titled = (_own_words(match["place"]) for pattern in rules.title_en for match in pattern.finditer(head))
    if found := next((name for name in titled if name), None):
        return found
    governments = Counter(
        name
        for pattern in rules.body_en
        for match in pattern.finditer(text, 0, _BODY)
        if (name := _own_words(match["place"]))
    )
    if best := governments.most_common(1):
        return best[0][0]
    if not rules.city_words.search(text, 0, _BODY):
        return "China" if rules.national_en.search(text, 0, _BODY) else None
    return _most_said(text[:_BODY])


def _most_said(text: str) -> str | None:
    """The name that stands out from all others in a text; words that are also written small are none."""
    counts = Counter(
        name for match in _rules().own_en.finditer(text) if (name := match["place"]) not in _rules().not_places
    )
    ranked = [(name, count) for name, count in counts.most_common(12) if f" {name.lower()}" not in text]
    ranked += [("", 0), ("", 0)]
    (name, most), (_, second) = ranked[:2]
    return name if most >= _LEAST and most * 2 >= second * 3 else None


def _own_words(words: str) -> str:
    """The words of a name without what only begins its sentence or describes it."""
    kept = words.split()
    while kept and kept[0] in _rules().not_places:
        kept.pop(0)
    return "" if any(word in _rules().not_places for word in kept) else " ".join(kept)
