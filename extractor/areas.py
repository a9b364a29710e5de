"""A record's wording, its sentence and the titles above it in; its area out, by the words of `areas.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from extractor.schemas.records import Area

OWN, SENTENCE, SECTION, OUTER_SECTIONS = 3.0, 2.0, 0.7, 0.5
"""How much it counts what the wording itself says, its sentence, the title of its section, and the titles above."""

AROUND = 1.0
"""How much the sentences right beside it count; those further off as many times less as they are away."""

STRONG = 2.5
"""How much a strong word counts, beside one that speaks for its area: exports of cars are trade and no industry."""

WEAK = 0.1
"""How much a weak word counts, beside one that speaks for its area."""

WORD = 4
"""Chinese characters that are about as much as one English word."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z0-9]")
_ENGLISH = re.compile(r"[a-z0-9][a-z0-9&.'+-]*")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: list[str] = Field(min_length=1)
    strong: list[str] = []
    weak: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quiet: list[str]
    areas: dict[Area, _Words]


class _Said(NamedTuple):
    """What a word of the list says: which area (None: a quiet phrase), and how clearly."""

    area: Area | None
    weight: float


def area_of(wording: str, path: tuple[str, ...], sentence: str, around: tuple[tuple[int, str], ...] = ()) -> Area:
    """Tell the area of a record: the one that the words in and around it speak for most.

    Args:
        wording: the indicator or title.
        path: the titles of the sections it stands in, outermost first.
        sentence: the sentence it stands in.
        around: other sentences of its section, and how many sentences they are away.
    """
    own, beside = _shares(wording), _beside(path, sentence, around)
    total = {area: OWN * own.get(area, 0.0) + beside.get(area, 0.0) for area in (*own, *beside)}
    return max(total, key=lambda area: total[area], default="other")


@lru_cache(maxsize=1024)
def _beside(path: tuple[str, ...], sentence: str, around: tuple[tuple[int, str], ...]) -> Mapping[Area, float]:
    """What is said for each area beside a wording itself; the same for all records of a sentence."""
    total: dict[Area, float] = {}
    titles = (path[-1], " | ".join(path[:-1])) if path else ("", "")
    said = [*zip((SENTENCE, SECTION, OUTER_SECTIONS), (sentence, *titles), strict=True)]
    for weight, text in (*said, *((AROUND / distance, text) for distance, text in around)):
        for area, share in _shares(text).items():
            total[area] = total.get(area, 0.0) + weight * share
    return total


@lru_cache(maxsize=8192)
def _shares(text: str) -> Mapping[Area, float]:
    """What a text says for each area. A text of many words says more than one of few, but not as many times more."""
    said: dict[Area, float] = {}
    lower = text.lower().replace("’", "'")
    for area, weight in _in_chinese(lower) if _CHINESE.search(lower) else _in_english(lower):
        if area:
            said[area] = said.get(area, 0.0) + weight
    root = max(sum(said.values()), 1.0) ** 0.5
    return {area: weight / root for area, weight in said.items()}


def _in_chinese(text: str) -> Iterator[_Said]:
    """The words of a Chinese text, from left to right the longest at each place."""
    words, lengths = _words(), _lengths()
    place = 0
    while place < len(text):
        for length in lengths.get(text[place : place + 2]) or lengths.get(text[place], ()):
            said = words.get(text[place : place + length])
            if said and not _cuts(text, place) and not _cuts(text, place + length):
                yield said
                place += length
                break
        else:
            place += 1


def _cuts(text: str, place: int) -> bool:
    """Whether a place is inside a Latin word: "ai" is not in "aids"."""
    return (
        0 < place < len(text)
        and text[place] <= "z"
        and bool(_LATIN.match(text, place - 1) and _LATIN.match(text, place))
    )


def _in_english(text: str) -> Iterator[_Said]:
    """The words of an English text, from left to right the longest phrase at each place."""
    words, longest = _words(), _longest()
    row = [_root(word) for word in _ENGLISH.findall(text)]
    place = 0
    while place < len(row):
        for length in range(min(longest, len(row) - place), 0, -1):
            if said := words.get(" ".join(row[place : place + length])):
                yield said
                place += length
                break
        else:
            place += 1


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    """What an English word is looked up by: the beginning that the list names with a *, else its singular."""
    word = word.strip(".'-").removesuffix("'s")
    begins = next((word[:end] for end in range(len(word), 1, -1) if word[:end] in _stems()), None)
    if begins:
        return f"{begins}*"
    if word.endswith("ies") and len(word) > len("dies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > len("bus") else word


@cache
def _file() -> _File:
    return _File.model_validate(tomllib.loads(files("extractor").joinpath("areas.toml").read_text("utf-8")))


@cache
def _stems() -> frozenset[str]:
    every = (word for listed in _file().areas.values() for word in (*listed.words, *listed.strong, *listed.weak))
    return frozenset(part[:-1] for word in every for part in word.split() if part.endswith("*"))


@cache
def _words() -> Mapping[str, _Said]:
    """Every word of the list as a text is searched for it, and what it says."""
    said = {_key(word): _Said(None, 0.0) for word in _file().quiet}
    for area, listed in _file().areas.items():
        said |= {_key(word): _Said(area, _weight(word)) for word in listed.words}
        said |= {_key(word): _Said(area, STRONG * _weight(word)) for word in listed.strong}
        said |= {_key(word): _Said(area, WEAK * _weight(word)) for word in listed.weak}
    return said


def _key(word: str) -> str:
    if _CHINESE.search(word):
        return word
    return " ".join(part if part.endswith("*") else _root(part) for part in word.split())


def _weight(word: str) -> float:
    """A longer word is a more special one, and says more."""
    return 0.8 + 0.1 * (len(word) if _CHINESE.search(word) else WORD * len(word.split()))


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """How long the listed words are that begin with two characters, or are just one; the longest first."""
    found: dict[str, set[int]] = {}
    for word in _words():
        found.setdefault(word[:2], {1} if word[0] in _words() else set()).add(len(word))
    return {begun: tuple(sorted(lengths, reverse=True)) for begun, lengths in found.items()}


@cache
def _longest() -> int:
    return max(len(word.split()) for word in _words())
