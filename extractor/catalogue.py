"""An indicator's wording to its canonical name, from the word lists in `catalogue.toml`."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field


class _Indicator(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    words: list[str] = Field(min_length=1)
    without: list[str] = Field(default=[], alias="not")


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    indicators: list[_Indicator]


@cache
def _catalogue() -> _Catalogue:
    return _Catalogue.model_validate(tomllib.loads(files("extractor").joinpath("catalogue.toml").read_text("utf-8")))


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
