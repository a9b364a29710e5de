"""A block's reading text in, the spans of its sentences out, for Chinese and English.

English goes through `sentencex`, which knows the usual abbreviations and keeps every character; two things it does
that reports do not bear are mended: it cuts a decimal that a stray blank splits ("28. 1%"), and after an abbreviation
that only stands before numbers ("approx. 30").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.report import Language

_ZH_END = re.compile(r"[。！？!?]+[”’」』）)】》〉］\]]*|(?<=\d%)[.．](?=[\u4e00-\u9fff])")
_ZH_LIKELY = re.compile(r"[\u4e00-\u9fff]")
_SPLIT_NUMBER = re.compile(r"\d[.．]\s*$")
_ABBREVIATED = re.compile(
    r"\b(?:approx|est|ca|no|nos|vol|art|sec|ch|fig|pp|tel|mt|ft|dept|univ|govt|yr|mn|bn|incl|excl|resp)\.\s*$",
    re.IGNORECASE,
)
_WINDOW = 20_000
"""In characters; hardly a paragraph is as long."""


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """The sentences of one block.

    Args:
        text: a block's reading text, without line breaks.
        language: of the report; a block that is wholly in the other one is still cut at its own full stops.

    Returns:
        (start, end) of each sentence, trimmed of blanks, in order; together they hold every visible character.
    """
    spans = _chinese(text) if language == "zh" or _ZH_LIKELY.search(text, 0, 40) else _english(text)
    return [span for start, end in spans if (span := _trim(text, start, end))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ZH_END.finditer(text):
        end = match.end()
        if end <= start:
            continue
        while end < len(text) and text[end] in "\"'" and text.count(text[end], start, end) % 2:
            end += 1
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _english(text: str) -> Iterator[tuple[int, int]]:
    from sentencex import segment  # type: ignore[import-untyped]  # a compiled module without type stubs

    start = end = 0
    for piece in (piece for window in _windows(text) for piece in segment("en", window)):
        if end > start and not _is_cut(text, start, end, piece):
            yield start, end
            start = end
        end += len(piece)
    if end > start:
        yield start, len(text)


def _windows(text: str) -> Iterator[str]:
    """The text in stretches that end after a blank: the library takes quadratic time over unpaired quotes."""
    start = 0
    while len(text) - start > _WINDOW:
        end = text.rfind(". ", start + _WINDOW // 2, start + _WINDOW) + 2
        end = end if end > 1 else start + _WINDOW
        yield text[start:end]
        start = end
    yield text[start:]


def _is_cut(text: str, start: int, end: int, following: str) -> bool:
    """Whether the library cut in the middle of a sentence here."""
    head = following.lstrip()
    before = text[max(start, end - 16) : end]
    if head[:1].isdigit():
        stray = _SPLIT_NUMBER.search(before) is not None and before[-1:].isspace()
        return stray or _ABBREVIATED.search(before) is not None
    if re.search(r"\b[A-Z]\.\s*$", before) and re.match(r"[A-Z]\.", head):
        return True
    return head[:1].islower() and before.rstrip().endswith(".") and not re.search(r"[a-z]{3}\.\s*$", before)
