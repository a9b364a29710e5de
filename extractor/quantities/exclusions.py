"""Fixed shapes around a digit in, the reason why they are no quantity out: dates, years, document numbers, names."""

from __future__ import annotations

import re
from typing import cast

from extractor.quantities.lexicon import Lexicon, table, word_list
from extractor.quantities.mention import Exclusion
from extractor.quantities.numerals import DIGIT

TABLE = table("exclusions.toml")
_ENGLISH = TABLE["english"]
_PARTS = {
    "<YEAR>": rf"(?:[1１][89８９]|[2２][0０]){DIGIT}{DIGIT}",
    "<DASH>": r"\s?(?:[-–—~～－―至到]|——)\s?",
    "<MONTH>": "|".join(_ENGLISH["months"]),
    "<D>": DIGIT,
}


def _pattern(shape: str) -> str:
    for part, written in _PARTS.items():
        shape = shape.replace(part, written)
    return shape


def _abbreviated(words: list[str]) -> Lexicon[bool]:
    return word_list([*words, *(word + "." for word in words)])


MONTHS = _abbreviated(_ENGLISH["months"])
HEADS = _abbreviated(_ENGLISH["heads"])
DOCUMENT_HEADS = _abbreviated(_ENGLISH["document"])

CRITERION: Exclusion = "criterion"
NAME: Exclusion = "name"

BARE_YEAR = re.compile(_pattern(r"<YEAR>(?!<D>|[.．]<D>|[,，]<D>{3})"))
MONTH_DAY = re.compile(_pattern(r"<D>{1,2}(?:st|nd|rd|th)?(?:<DASH><D>{1,2})?(?!<D>)(?:,?\s{1,2}<YEAR>)?(?!<D>|\s?%)"))
LIST_NUMBER = re.compile(_pattern(r"<D>{1,3}(?:\s?[.．](?!<D>)|[、)）])"))
LEADING_ZERO = re.compile(_pattern(r"[0０]<D>\s*(?:\Z|\n|(?=[^0-9０-９]))"))

# Verbose patterns ignore blanks, which a character class keeps; a group's name is its reason and its number.
_SHAPES = re.compile(
    "|".join(
        f"(?P<{shape['reason']}_{number}>{_pattern(shape['pattern'])})" for number, shape in enumerate(TABLE["shape"])
    ),
    re.VERBOSE,
)


_REST = re.compile(_pattern("<D>+"))


def fixed(text: str, place: int) -> tuple[int, Exclusion] | None:
    """A shape that starts at this digit and is no quantity: its end and the reason."""
    match = _SHAPES.match(text, place)
    if match is None:
        return None
    # A shape with a fixed number of digits does not stop in the middle of a longer run.
    rest = _REST.match(text, match.end()) if text[match.end() - 1].isdigit() else None
    return rest.end() if rest else match.end(), cast("Exclusion", str(match.lastgroup).rpartition("_")[0])
