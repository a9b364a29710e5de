"""A place after a number in, the unit or measure word that stands there out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extractor.quantities.lexicon import Hit, Lexicon, table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the table has it.

    Attributes:
        code: the base unit that values are given in.
        factor, divisor: base units a unit is `factor / divisor`; a divided value is rounded to `places`.
        noun: the counted thing, for measure words.
        criterion: numbers with it tell kinds apart and are no amounts (500千伏).
        digits_only: it is a unit only after digits (4市, but not 三省).
    """

    code: str
    factor: Decimal = Decimal(1)
    divisor: Decimal = Decimal(1)
    places: int = 0
    noun: str | None = None
    criterion: bool = False
    digits_only: bool = False

    def base(self, value: Decimal) -> Decimal:
        """Lead a value in this unit to base units."""
        if self.divisor == 1:
            return value * self.factor
        return round(value * self.factor / self.divisor, self.places)


COUNT = Unit("count")
PERCENT = Unit("%")
TIMES = Unit("times")


def _entries(row: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    factor, _, divisor = row.get("factor", "1").partition("/")
    for word in row["words"]:
        yield (
            word,
            Unit(
                code=row["code"],
                factor=Decimal(factor),
                divisor=Decimal(divisor or 1),
                places=row.get("places", 0),
                noun=word if row.get("counted") else None,
                criterion=row.get("criterion", False),
                digits_only=row.get("digits_only", False),
            ),
        )


_TABLE = table("units.toml")
_UNITS: Lexicon[Unit] = Lexicon(entry for row in _TABLE["unit"] for entry in _entries(row))
_NOT_BEFORE: dict[str, frozenset[str]] = {word: frozenset(after) for word, after in _TABLE["not_before"].items()}


def unit_at(text: str, place: int) -> Hit[Unit] | None:
    """The unit or measure word that starts at a place, or None.

    A Latin counted word (TEUs) keeps the spelling of the text as its noun.
    """
    hit = _UNITS.at(text, place)
    if hit is None:
        return None
    word = text[hit.start : hit.end]
    following = text[hit.end : hit.end + 1]
    if following in _NOT_BEFORE.get(word, ()) or (word.isascii() and following.isdigit()):
        return None
    if hit.entry.noun is not None and word.isascii():
        return Hit(hit.start, hit.end, replace(hit.entry, noun=word))
    return hit
