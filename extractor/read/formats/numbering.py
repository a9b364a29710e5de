"""Numbering definitions of a Word document come in; the labels that Word prints before its paragraphs go out.

A heading "一、…" typed with automatic numbering has no 一、 in its own text; without its label the tree of
sections is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from docx.oxml.ns import qn
from lxml.etree import _Element

_LEVELS: Final = 9
_DIGITS: Final = "〇一二三四五六七八九"
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted. Paragraphs must be asked for in reading order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """Read `numbering.xml`; a document without one numbers nothing."""
        numbering = cls()
        for abstract in root.iterfind(qn("w:abstractNum")) if root is not None else ():
            levels = {int(level.get(qn("w:ilvl"), "0")): _level(level) for level in abstract.iterfind(qn("w:lvl"))}
            numbering.levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.iterfind(qn("w:num")) if root is not None else ():
            numbering.lists[number.get(qn("w:numId"), "")] = _value(number, "w:abstractNumId")
        return numbering

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph on.

        Args:
            list_id: the `w:numId` of the paragraph.
            depth: its `w:ilvl`, from 0.

        Returns:
            The label as printed ("一、", "（2）", "3.1"), or "" where the list is unknown or prints none.
        """
        abstract = self.lists.get(list_id, "")
        levels = self.levels.get(abstract, {})
        if depth not in levels or not 0 <= depth < _LEVELS:
            return ""
        counts = self.counts.setdefault(abstract, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else levels[depth].start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if levels[depth].style == "bullet":
            return "• "
        label = levels[depth].pattern
        for above, level in levels.items():
            label = label.replace(f"%{above + 1}", _printed(counts[above] or level.start, level.style))
        return label


def _level(level: _Element) -> _Level:
    start = _value(level, "w:start")
    return _Level(int(start) if start.isdecimal() else 1, _value(level, "w:numFmt"), _value(level, "w:lvlText"))


def _value(element: _Element, child: str) -> str:
    found = element.find(qn(child))
    return "" if found is None else found.get(qn("w:val"), "")


def _printed(number: int, style: str) -> str:
    if style == "none":
        return ""
    if "ounting" in style or style.startswith("ideograph"):
        return _chinese(number)
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    if style.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    if not 0 < number < 400:
        return str(number)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words
