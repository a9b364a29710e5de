"""The text being read with the mentions found so far: where every reader puts what it finds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.quantities.mention import Exclusion, Mention
from extractor.quantities.surroundings import lead_of
from extractor.quantities.units import Unit

_QUOTED = re.compile(
    r"“[^“”\n]{1,40}”|(?<![A-Za-z0-9.,;])\"(?=[^\s，。；、])[^\"\n]*(?<=[^\s])\"(?![A-Za-z0-9])|‘[^‘’\n]{1,24}’|「[^「」\n]{1,40}」|《[^《》\n]{1,80}》|『[^『』\n]{1,40}』|(?<!\w)'[^'\n]{1,24}'(?!\w)"
)
_LIST_GAP = re.compile(r"\s?(?:[、,，]|,?\s?and|[、,，]?[和及与])\s?(?:by\s)?")
_UNIT_GAP = re.compile(rf"{_LIST_GAP.pattern}|\sto\s")  # "from 5.6 to 4.2 percent"
_CHANGE_GAP = re.compile(r",?\s*(?:[a-z-]+\s+){0,5}")
_CURRENCIES = frozenset({"CNY", "USD", "HKD", "EUR"})
_A_SUM = Decimal(100_000_000)
_SUM_REACH = 24
_MONEY_NOUN = re.compile(
    "(?:生产总值|GDP|经济总量|增加值|产值|收入|营收|税收|国税|地税|财政|投资|存款|贷款|余额|资产|市值|利润|销售额|零售额?|交易额|成交额"
    "|贸易额|进出口|出口|进口|票房|总额|预算|资金|融资|产业规模|产业集群)[^，。；、0-9]{0,10}$"
)
"""What is counted in money where a sum of 亿 has no unit."""
_PER_GAP = re.compile(r"(?:[ \n][A-Za-z-]{1,24}){0,4}[ \n](?:per|every)[ \n]")
_LINE_MARKS = " \t\u3000#*-•·◆●○■□▪>—.|_"
_NICKNAME_CJK = 18
_NICKNAME_LATIN = 42


@dataclass(slots=True)
class Page:
    """What the readers share.

    Attributes:
        text: the text being read.
        found: mentions so far, in order.
        floor: where the last mention ends; no anchor starts before it.
        denominator: the denominator of a rate that was just read ("per 10,000 people"), and where it ends.
    """

    text: str
    found: list[Mention] = field(default_factory=list)
    floor: int = 0
    denominator: tuple[str, int] | None = None
    _quotes: list[tuple[int, int]] | None = None

    def add(self, mention: Mention, unit: Unit | None = None) -> int:
        """Put a mention behind the others; returns where it ends.

        Args:
            mention: what was read.
            unit: its unit as written, which a bare number before it in a list shares (79.9、56微克; 4个、6个百分点).
        """
        if mention.excluded is None:
            if unit is not None and self.found:
                self._unit_for_list(mention, unit)
            mention = self._paid(self._inherited(self._shared(mention)))
        self.found.append(mention)
        self.floor = mention.end
        return mention.end

    def exclude(self, start: int, end: int, reason: Exclusion, value: Decimal | int = 0) -> int:
        """Put a number that is no quantity behind the others; returns where it ends."""
        start = max(start, self.floor)
        return self.add(Mention(start, end, start, end, Decimal(value), excluded=reason))

    def divide(self, denominator: str, place: int) -> None:
        """Make a rate of the count that a denominator at `place` follows ("21 beds per 1,000 people")."""
        before = self.found[-1] if self.found else None
        if before is None or before.excluded or before.unit != "count":
            return
        if _PER_GAP.fullmatch(self.text, before.end, place):
            self.found[-1] = replace(before, unit="rate", noun=denominator)

    def _unit_for_list(self, mention: Mention, unit: Unit) -> None:
        """Give a bare number the unit of the one that follows it in a list; multipliers must be alike."""
        text, following = self.text, mention
        scale = text[mention.number_end - 1]
        for place in range(len(self.found) - 1, -1, -1):
            before = self.found[place]
            if before.excluded or before.unit != "count" or text[before.number_end : before.end] != (before.noun or ""):
                return
            if before.noun is not None and not (before.noun == "个" and mention.unit == "pp"):
                return
            last = text[before.number_end - 1]
            alike = last == scale or (last.isdigit() and scale.isdigit())
            if not alike or not _UNIT_GAP.fullmatch(text, before.end, following.number_start):
                return
            self.found[place] = self._with_unit(before, mention, unit)
            following = before

    def _with_unit(self, bare: Mention, other: Mention, unit: Unit) -> Mention:
        """A bare number as it reads with the unit of another; a verb that did not fit a count may fit now."""
        value, start = unit.base(bare.value), bare.start
        lead = lead_of(self.text, bare.number_start)
        way = bare.direction or (lead.direction if other.unit in ("%", "pp", "times") else None)
        if way is not None and bare.direction is None:
            start, value = min(start, lead.reach), -abs(value) if way == "down" else value
        return replace(bare, start=start, value=value, unit=other.unit, noun=other.noun, direction=way)

    def _shared(self, mention: Mention) -> Mention:
        """Give a number of a list the direction of the one before it (分别增长4%、5%)."""
        before = self.found[-1] if self.found else None
        if before is None or before.direction is None or mention.direction is not None:
            return mention
        if before.excluded or before.unit != mention.unit or before.noun != mention.noun:
            return mention
        if not _LIST_GAP.fullmatch(self.text, before.end, mention.start):
            return mention
        if before.direction == "up":
            return replace(mention, direction="up")
        upper = None if mention.upper is None else -abs(mention.upper)
        return replace(mention, direction="down", value=-abs(mention.value), upper=upper)

    def _inherited(self, mention: Mention) -> Mention:
        """Give a bare change of an amount of money its currency: "1.2 trillion yuan, 400 billion more than planned"."""
        before = self.found[-1] if self.found else None
        if before is None or before.excluded or mention.direction is None or before.unit not in _CURRENCIES:
            return mention
        if mention.unit != "count" or mention.noun is not None or not self.text[mention.number_end - 1].isalpha():
            return mention
        if not _CHANGE_GAP.fullmatch(self.text, before.end, mention.start):
            return mention
        return replace(mention, unit=before.unit)

    def _paid(self, mention: Mention) -> Mention:
        """Read a Chinese sum that leaves out its currency as money: 税收突破千亿, 存款余额超两万亿."""
        if mention.unit != "count" or mention.noun is not None or mention.value < _A_SUM:
            return mention
        if self.text[mention.number_end - 1] != "亿" or mention.end > mention.number_end:
            return mention
        near = self.text[max(0, mention.start - _SUM_REACH) : mention.start]
        return replace(mention, unit="CNY") if _MONEY_NOUN.search(near) else mention

    def quoted(self, start: int, end: int) -> bool:
        """Whether the place lies within a title or a short quotation, which makes its number a part of a name."""
        if self._quotes is None:
            self._quotes = [match.span() for match in _QUOTED.finditer(self.text) if _nickname(match.group())]
            self._quotes.reverse()
        while self._quotes and self._quotes[-1][1] <= start:
            self._quotes.pop()
        return bool(self._quotes) and self._quotes[-1][0] < start and end < self._quotes[-1][1]

    def titled(self) -> bool:
        """Whether the quotation that `quoted` just found is the title of a document."""
        return bool(self._quotes) and self._quotes is not None and self.text[self._quotes[-1][0]] == "《"

    def line_start(self, place: int) -> bool:
        """Whether nothing but blanks and bullets stands before the place in its line."""
        before = self.text[max(0, place - 10) : place]
        return before.rpartition("\n")[2].strip(_LINE_MARKS) == "" and (place <= 10 or "\n" in before)


def _nickname(quote: str) -> bool:
    if quote[0] == "《":
        return True
    return len(quote) <= (_NICKNAME_LATIN if quote.isascii() or quote[1].isascii() else _NICKNAME_CJK)
