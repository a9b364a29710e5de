"""A mention: where a number stands in a text, what it says, or why it is no quantity."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.schemas.quantity import Bound

Exclusion = Literal[
    "year", "date", "ordinal", "name", "list_number", "document_number", "criterion", "scope", "span", "phrase"
]
"""Why a number is no quantity mention (CODEBOOK, Numbers and Rulings)."""

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of a text with everything that belongs to it.

    Attributes:
        start, end: the anchor, code points into the given text: the number with its multiplier, unit or measure word,
            the words that bound it and a direction word that touches it (增长5.5%, "up by 0.6 percentage points").
        number_start, number_end: the bare numeral inside the anchor, with its multiplier.
        value, upper: in base units; signed where `direction` is down; `upper` only for ranges.
        unit, noun, bound: as in `schemas.quantity.Quantity`.
        direction: the number is a change, by a direction word that governs it; None for levels and amounts.
        excluded: why this number is no quantity; None for a quantity.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    upper: Decimal | None = None
    unit: str = "count"
    noun: str | None = None
    bound: Bound = "exact"
    direction: Direction | None = None
    excluded: Exclusion | None = None
