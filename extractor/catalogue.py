"""An indicator's wording to its canonical name and its area, from the word lists in `catalogue.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from extractor.schemas.records import Area

WEAK = 1 / 3
"""What a word that many areas use weighs beside one of a single area."""
_WHOLE = re.compile(
    r"占|相当于|与[^，。]{2,16}之比|\b(?:as (?:a )?share of|accounting for|of (?:the )?(?:city['’]s )?gdp)\b",
    re.IGNORECASE,
)
"""Begins what a share is of; the area is that of the part."""
SHORT_WORD = 5
"""Letters; an English word of the catalogue that is no longer must match as a whole word."""


class _Indicator(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    words: list[str] = Field(min_length=1)
    without: list[str] = Field(default=[], alias="not")


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    weak: list[str]
    areas: dict[Area, list[str]]
    indicators: list[_Indicator]


@cache
def _catalogue() -> _Catalogue:
    return _Catalogue.model_validate(tomllib.loads(files("extractor").joinpath("catalogue.toml").read_text("utf-8")))


@cache
def _area_words() -> tuple[re.Pattern[str], dict[str, Area]]:
    """One pattern of all area words, the longest first, and the area that each stands for."""
    area = {word: name for name, words in _catalogue().areas.items() for word in words}
    longest_first = sorted(area, key=len, reverse=True)
    return re.compile("|".join(map(_pattern, longest_first))), area


def _pattern(word: str) -> str:
    """A short English word stands for itself ("port" is not in "portal"), a longer one for all its forms."""
    if not word[0].isascii():
        return re.escape(word)
    return rf"\b{re.escape(word)}" + (r"(?=s?\b)" if len(word) <= SHORT_WORD else "")


@lru_cache(maxsize=8192)
def canonical_of(indicator: str) -> str | None:
    """Name the well-known indicator that a wording means.

    Args:
        indicator: the wording of a report, in English or Chinese.

    Returns:
        The canonical name of the entry with the longest words that stand in the wording, or None.
    """
    wording = " ".join(indicator.lower().split())
    best: tuple[int, str] | None = None
    for entry in _catalogue().indicators:
        length = max((len(word) for word in entry.words if word in wording), default=0)
        if length and not any(word in wording for word in entry.without) and (best is None or length > best[0]):
            best = length, entry.name
    return best[1] if best else None


def area_of(indicator: str, path: tuple[str, ...], sentence: str) -> Area:
    """Tell the area of a record: by its own wording, else by the nearest heading, else by its sentence.

    Args:
        indicator: the indicator or title.
        path: the titles of the sections it stands in, outermost first.
        sentence: the sentence it stands in.
    """
    found = (area for wording in (indicator, *reversed(path), sentence) if (area := _area(wording)))
    return next(found, "other")


@lru_cache(maxsize=8192)
def _area(wording: str) -> Area | None:
    """The area whose words cover most of a wording; at a tie the one that comes last, where the head noun stands."""
    pattern, area = _area_words()
    weak = frozenset(_catalogue().weak)
    weights: dict[Area, float] = {}
    whole = _WHOLE.search(wording, 1)
    for match in pattern.finditer(wording.lower(), 0, whole.start() if whole else len(wording)):
        word = match.group()
        name = area[word]
        weights[name] = weights.pop(name, 0.0) + len(word) * (WEAK if word in weak else 1)
    if not weights:
        return None
    heaviest: Area = max(reversed(weights), key=lambda name: weights[name])
    return heaviest
