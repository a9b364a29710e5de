"""Fixed shapes around a digit in, the reason why they are no quantity out: dates, years, document numbers, names."""

from __future__ import annotations

import re
from typing import cast

from extractor.quantities.lexicon import Lexicon, table
from extractor.quantities.mention import Exclusion
from extractor.quantities.numerals import DIGIT

TABLE = table("exclusions.toml")
_D = DIGIT
_YEAR = rf"(?:[1１][89８９]|[2２][0０]){_D}{_D}"
_DASH = r"\s?(?:[-–—~～－―至到]|——)\s?"
_MONTHS = "|".join(TABLE["english"]["months"])
MONTHS: Lexicon[bool] = Lexicon((word, True) for month in TABLE["english"]["months"] for word in (month, month + "."))
HEADS: Lexicon[bool] = Lexicon((word, True) for head in TABLE["english"]["heads"] for word in (head, head + "."))
DOCUMENT_HEADS: Lexicon[bool] = Lexicon(
    (word, True) for head in TABLE["english"]["document"] for word in (head, head + ".")
)

BARE_YEAR = re.compile(rf"{_YEAR}(?!{_D}|[.．]{_D}|[,，]{_D}{{3}})")
MONTH_DAY = re.compile(
    rf"{_D}{{1,2}}(?:st|nd|rd|th)?(?:{_DASH}{_D}{{1,2}})?(?!{_D})(?:,?\s{{1,2}}{_YEAR})?(?!{_D}|\s?%)"
)

_FIXED: tuple[tuple[Exclusion, str], ...] = (
    ("date", rf"{_YEAR}\s?年\s?{_D}{{1,2}}\s?月(?:\s?{_D}{{1,2}}\s?[日号])?(?:{_DASH}(?:{_D}{{1,2}}\s?月)?(?:\s?{_D}{{1,2}}\s?[日号])?)?"),
    ("date", rf"{_YEAR}([-/.．]){_D}{{1,2}}\1{_D}{{1,2}}(?!{_D}|[-/])"),
    ("date", rf"{_D}{{1,2}}(?:{_DASH}{_D}{{1,2}})?\s?月份?(?:\s?{_D}{{1,2}}\s?[日号])?(?:{_DASH}(?:{_D}{{1,2}}\s?月)?{_D}{{1,2}}\s?[日号])?"),
    ("date", rf"{_D}{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS})\b\.?(?:,?\s{_YEAR})?"),
    ("date", rf"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!{_D})(?!\s?[:：∶]\s?{_D})"),
    ("date", rf"{_D}{{1,2}}日(?![均产处供])"),
    ("year", rf"{_YEAR}(?:\s?年)?{_DASH}(?:{_YEAR}|{_D}{{2}}(?!{_D}))(?!{_D}|[.．]{_D})(?:\s?年度?)?"),
    ("year", rf"{_YEAR}\s?年(?:度|底|末|初|代)?"),
    ("year", rf"{_YEAR}/{_D}{{2,4}}(?!{_D})"),
    ("year", rf"{_D}{{2,4}}(?:s\b|年代)"),
    ("ordinal", rf"{_D}+(?:st|nd|rd|th)\b(?:\s+Five[- ]Year)?"),
    ("document_number", rf"{_D}{{2,4}}[-－ ]{_D}{{2,4}}[-－ ]{_D}{{6,8}}(?!{_D})"),
    ("document_number", rf"{_D}{{3,4}}[-－]{_D}{{7,8}}(?!{_D})|[1１][3-9３-９]{_D}{{9}}(?!{_D})"),
    ("document_number", rf"{_YEAR}[〕\]］】]\s?第?{_D}+号?"),
    ("name", rf"{_D}+(?:[+＋][0-9A-Za-z]+)+(?:[A-Za-z0-9+＋]*)"),
    ("name", rf"{_D}+\s?[×x✕*]\s?{_D}+"),
    ("name", rf"{_D}{{1,2}}[·•・]{_D}{{1,2}}(?!{_D})"),
    ("name", rf"{_D}+(?:[.．]{_D}+){{2,}}"),
    ("name", rf"{_D}{{1,2}}/7(?!{_D})|{_D}{{1,3}}/[A-Za-z]\b"),
    ("name", rf"{_D}{{1,3}}(?:[、和及]{_D}{{1,3}})+(?=号)"),
    ("name", r"(?:110|119|120|122|12[0-9]{3}|1[12][0-9]{3})(?=[、，和与及“”\u4e00-\u9fff])(?![万亿千百个家件人名户项台辆套吨元米亩公平立千种条次所座])"),
    ("document_number", rf"{_D}{{31,}}"),
)  # fmt: skip
FIXED = re.compile("|".join(f"(?P<{reason}_{place}>{shape})".replace(r"\1", f"(?P=sep{place})").replace("([-/.．])", f"(?P<sep{place}>[-/.．])") for place, (reason, shape) in enumerate(_FIXED)))  # fmt: skip

LIST_NUMBER = re.compile(rf"{_D}{{1,3}}(?:[.．](?!{_D}|\s{_D})|[、)）]|\s?[.．]\s(?!{_D}))")
LEADING_ZERO = re.compile(r"[0０][0-9０-９]\s*(?:\Z|\n|(?=\D))")


def fixed(text: str, place: int) -> tuple[int, Exclusion] | None:
    """A shape that starts at this digit and is no quantity: its end and the reason."""
    match = FIXED.match(text, place)
    if match is None:
        return None
    return match.end(), cast(Exclusion, str(match.lastgroup).rpartition("_")[0])
