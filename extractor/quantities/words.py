"""An English number word's place in, its mention out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.quantities import english, exclusions, numerals
from extractor.quantities.amounts import Amount, read_words
from extractor.quantities.context import settle
from extractor.quantities.digits import judge
from extractor.quantities.lexicon import latin, skip_blanks
from extractor.quantities.mention import Exclusion
from extractor.quantities.page import Page
from extractor.quantities.units import PERCENT, TIMES, Unit

_PARTS = {"hal": 2, "thi": 3, "qua": 4, "fou": 4, "fif": 5, "six": 6, "sev": 7, "eig": 8, "nin": 9, "ten": 10}
_FRACTION = re.compile(
    r"[ \n-](half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b",
    re.IGNORECASE,
)
_TIMES = {"doubl": 2, "tripl": 3, "quadr": 4, "twofo": 2, "three": 3, "fourf": 4, "fivef": 5, "tenfo": 10}
_HALF_A = re.compile(r"half\s+an?\s+(dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
# "twice the figure", "double its output" measure something; "twice a year" and "double efforts" do not.
_MEASURED = re.compile(r"[ \n](?:the|that|what|its|our|their|last|as)\b(?! effort)")
_DOUBLED_IN = re.compile(r"[ \n](?:by|in|within|over|from)\b|[,.;]|$")
_DOUBLING_VERB = ("to ", "will ", "would ", "shall ", "should ", "must ", "can ", "and ", ", ")
_TITLE = re.compile(r"[ \n]{1,2}[A-Z][a-z]")
_HALF_OF = re.compile(r"[ \n](?:of|the|that|its|their)\b(?!\s+(?:the\s+)?(?:year|century|day))")
_HALF_OF_TIME = ("first ", "second ", "latter ", "and ", "other ")
_ENDS = re.compile(r"[,.;]|[ \n](?:and|in|to|from|over)\b|$")
_DEFINITE = frozenset(exclusions.TABLE["english"]["definite"])
_SEVERAL = ("several ", "many ", "few ")
"""Before a number word that only tells of what order it is."""
_OF_WHICH = re.compile(r"\bof (?:which|whom|them),? $", re.IGNORECASE)
_FOLDED = re.compile(r"[ \n](?!increase|rise|growth|jump|surge|to\b|over\b|from\b|in\b|since\b|and\b|by\b)[a-z]")
_ORDERED = ("the ", "first ", "last ", "next ", "past ")
_SMALL = 100
_TELLING = 1000


def word(page: Page, start: int, end: int) -> int:
    """Read number words: quantities where a unit or a plural follows, else a part of a phrase."""
    text = page.text
    match = numerals.WORDS.match(text, start)
    if match is None:
        return page.exclude(start, end, "phrase")
    end = match.end()
    if text.startswith("-", end) and match.group().lower().endswith(" zero"):
        end -= len(" zero")
        match = numerals.WORDS.fullmatch(text, start, end) or match
    if text[max(0, start - 8) : start].lower().endswith(_SEVERAL):
        return page.exclude(start, end, "phrase")
    fraction = _FRACTION.match(text, end)
    if fraction is not None and not text[max(0, start - 6) : start].lower().endswith(_ORDERED):
        value = numerals.share(numerals.words(match.group()), Decimal(_PARTS[fraction[1][:3].lower()]))
        return judge(page, Amount(start, fraction.end(), fraction.end(), value, PERCENT, digits=False))
    amount = read_words(text, start, end)
    reason = None if start == 0 and amount.end == len(text) else _pronoun(text, amount)
    return judge(page, amount) if reason is None else page.exclude(start, end, reason, amount.value)


def _pronoun(text: str, amount: Amount) -> Exclusion | None:
    """Why number words count nothing: "one of", "the three", "Two Sessions", "two-way"."""
    before = text[max(0, amount.start - 12) : amount.start].rstrip().rpartition(" ")[2].lower()
    if amount.unit is not None:
        return "phrase" if amount.value == 1 and before != "by" and not _one_counts(amount.unit) else None
    if before.endswith("top"):
        return "ordinal"
    if text.startswith("-", amount.end) or _title(text, amount, before):
        return "name"
    if amount.value <= _SMALL and before in _DEFINITE:
        return "scope"
    place = skip_blanks(text, amount.end)
    noun = english.noun_after(text, amount.end) if latin(text[place : place + 1]) else None
    if noun is None and _OF_WHICH.search(text, max(0, amount.start - 12), amount.start):
        return None
    if noun is None or amount.value == 1:
        return "phrase" if amount.value < _TELLING else None
    return "name" if noun[0].isupper() and text.startswith(noun, place) else None


def _one_counts(unit: Unit) -> bool:
    """A lone "one" counts only as a share ("one percentage point")."""
    return unit.code in ("%", "pp")


def _title(text: str, amount: Amount, before: str) -> bool:
    """A capital within a sentence, and one after it, are a title ("the Ten Major Projects")."""
    inside = before != "" and before[-1] not in ".:;!?"
    return inside and text[amount.start].isupper() and _TITLE.match(text, amount.end) is not None


def share(page: Page, start: int, end: int) -> int:
    """half, a third: a share where it is one of something ("half of", "by a third"), else a part of a phrase."""
    text, said = page.text, page.text[start:end].lower()
    scaled = _HALF_A.match(text, start)
    if scaled is not None:
        return _half_a(page, start, scaled)
    half = "half" in said
    if not half and not said.startswith("a"):
        return page.exclude(start, end, "phrase")
    value = numerals.share(Decimal(1), Decimal(2 if half else _PARTS[said.split()[-1][:3]]))
    mention = settle(page, Amount(start, end, end, value, PERCENT, digits=False))
    if mention.start == 0 and mention.end == len(text):
        return page.add(mention)
    of_time = text[max(0, start - 7) : start].lower().endswith(_HALF_OF_TIME)
    if of_time or text.startswith("-", end):
        return page.exclude(start, end, "phrase")
    follows = _HALF_OF.match(text, end) is not None if half else text.startswith(" of ", end)
    follows = (
        follows or mention.bound != "exact" or (mention.direction is not None and _ENDS.match(text, end) is not None)
    )
    return page.add(mention) if follows else page.exclude(start, end, "phrase")


def _half_a(page: Page, start: int, match: re.Match[str]) -> int:
    """Half a million trees, half a dozen schools."""
    amount = read_words(page.text, start, match.end(), numerals.words(match[1]) / 2)
    reason = None if match.end() == len(page.text) else _pronoun(page.text, amount)
    return judge(page, amount) if reason is None else page.exclude(start, match.end(), reason, amount.value)


def _twice(page: Page, start: int, end: int) -> int:
    """Twice the figure, nearly twice: two times as much; "to double the output" is a change to that."""
    text = page.text
    mention = settle(page, Amount(start, end, end, Decimal(2), TIMES, digits=False))
    verb = text[start] in "dD" and text[max(0, start - 7) : start].lower().endswith(_DOUBLING_VERB)
    measured = _MEASURED.match(text, end) is not None or (verb and _DOUBLED_IN.match(text, end) is not None)
    alone = mention.start == 0 and mention.end == len(text)
    if text.startswith("-", end) or not (measured or alone or mention.bound != "exact"):
        return end
    return page.add(replace(mention, direction="up") if verb else mention)


def times(page: Page, start: int, end: int) -> int:
    """doubled, tripled, threefold: a change to so many times as much; halved: a fall by half."""
    said = page.text[start:end].lower()
    if said in ("twice", "double"):
        return _twice(page, start, end)
    if said.startswith("halv"):
        mention = settle(page, Amount(start, end, end, Decimal(50), PERCENT, digits=False))
        return page.add(replace(mention, direction="down", value=Decimal(-50)))
    if said.endswith("fold") and _FOLDED.match(page.text, end):
        return page.exclude(start, end, "phrase")
    mention = settle(page, Amount(start, end, end, Decimal(_TIMES[said[:5]]), TIMES, digits=False))
    return page.add(replace(mention, direction="up", value=abs(mention.value)))


def ordinal(page: Page, start: int, end: int) -> int:
    """first, second, third; "First," opens an item of a list."""
    text = page.text
    opens = start == 0 or page.line_start(start) or text[max(0, start - 2) : start] in (". ", "; ")
    return page.exclude(start, end, "list_number" if opens and text.startswith(",", end) else "ordinal")


def many(page: Page, start: int, end: int) -> int:
    """Hundreds of, dozens, the past decade: too vague to be read, or a span."""
    span = page.text[start:end].lower().startswith(("dec", "cen"))
    return page.exclude(start, end, "span" if span else "phrase")
