"""A line in, the label of a heading out: which style it has and where it counts; and the numbered measures of a report.

Styles stand in `sections.toml`, outermost first.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractor.read.blocks import Block

_ROMAN = {"I": 1, "V": 5, "X": 10}
_ORDINALS = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"),
    *("Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth"),
)
_HAN = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Label:
    """The number before a heading: its text's length, style, rank and value (None where the style does not count)."""

    length: int
    style: str
    rank: int
    value: int | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What `sections.toml` holds: label styles from the outside in, lengths of headings, words."""

    styles: tuple[tuple[str, re.Pattern[str]], ...]
    limits: dict[str, dict[str, int]]
    words: dict[str, re.Pattern[str]]


@cache
def rules() -> Rules:
    """The rules for headings, read once."""
    raw: dict[str, Any] = tomllib.loads((Path(__file__).parent / "sections.toml").read_text(encoding="utf-8"))
    styles = tuple((style["name"], re.compile(rf"(?:{style['pattern']})\s*")) for style in raw["style"])
    return Rules(styles, raw["limits"], {name: re.compile(pattern) for name, pattern in raw["words"].items()})


def label_of(text: str) -> Label | None:
    """The label that a block's text starts with, or None."""
    first = text[:1]
    if first.isalpha() and not (first in _HAN or first in "第附IVXPCAFSTEN") and first != "Ⅰ":
        return None
    head = text[:40]
    for rank, (style, pattern) in enumerate(rules().styles):
        if (match := pattern.match(head)) and (match.end() < len(text) or style == "annex"):
            return Label(match.end(), style, rank, _value(match))
    return None


def _value(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    raw = groups.get("number") or groups.get("number2")
    if not raw:
        return None
    if raw.isdecimal():
        return int(raw)
    if "①" <= raw <= "⑳":
        return ord(raw) - ord("①") + 1
    if raw in _ORDINALS:
        return _ORDINALS.index(raw) + 1
    return _roman(raw) if raw[0] in _ROMAN else _han(raw)


def _roman(raw: str) -> int | None:
    values = [_ROMAN.get(each, 0) for each in raw]
    return sum(-each if each < after else each for each, after in zip(values, [*values[1:], 0], strict=True)) or None


def _han(raw: str) -> int | None:
    tens, ten, ones = raw.rpartition("十")
    if any(each not in _HAN for each in tens + ones):
        return None
    return ((_HAN.index(tens[-1]) if tens else 1) * 10 if ten else 0) + (_HAN.index(ones[-1]) if ones else 0)


_COUNTED = re.compile(r"[(（](\d{1,3})[)）](?=\s?[^\s\d,，、。；)）])")
_LEAST_MEASURES = 8


def measures(blocks: list[Block], labels: list[Label | None]) -> dict[int, list[int]]:
    """Where the numbered measures of a report start: labels that count on through it, past its other headings.

    Returns:
        For each block by number the positions in its text at which a measure starts.
    """
    bracketed = [
        (int(match.group(1)), number, match.start())
        for number, block in enumerate(blocks)
        if not block.row
        for match in _COUNTED.finditer(block.text)
    ]
    plain = [
        (label.value, number, 0)
        for number, label in enumerate(labels)
        if label and label.style == "digit" and label.value
    ]
    found: dict[int, list[int]] = {}
    for style, places in (("digit-brackets", bracketed), ("digit", plain)):
        for run in _runs(places):
            if len(run) >= _LEAST_MEASURES and _counts_through(run, labels, style):
                for _, number, at in run:
                    found.setdefault(number, []).append(at)
    return {number: sorted(places) for number, places in found.items()}


def _runs(places: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Cut places (value, block, position) into runs that count from one; what is out of step belongs to none."""
    runs: list[list[tuple[int, int, int]]] = []
    for place in places:
        if runs and place[0] == runs[-1][-1][0] + 1:
            runs[-1].append(place)
        elif place[0] == 1:
            runs.append([place])
    return runs


def _counts_through(run: list[tuple[int, int, int]], labels: list[Label | None], style: str) -> bool:
    inline = sum(at > 0 for _, _, at in run)
    first, last = run[0][1], run[-1][1]
    rank = next(rank for rank, (name, _) in enumerate(rules().styles) if name == style)
    outer = sum(1 for label in labels[first:last] if label and label.rank < rank and label.value is not None)
    return inline * 3 >= len(run) or outer >= 2
