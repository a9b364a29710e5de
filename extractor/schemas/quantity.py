"""Quantities: what a number in a report says, with the place where it says it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Bound = Literal["exact", "about", "at_least", "at_most", "range"]
"""How the number bounds the magnitude it speaks of (CODEBOOK, Numbers)."""


def plain(number: Decimal) -> str:
    """Write a decimal as people do: no exponent, no trailing zeros after the point.

    >>> plain(Decimal("1.050E+12"))
    '1050000000000'
    """
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


Number = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json")]
"""A decimal that is written to JSON as a plain string, since JSON numbers lose digits."""


class Span(BaseModel):
    """Verbatim words and their place: `report.text[start:end] == text`, in Unicode code points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Quantity(Span):
    """One quantity mention, re-read from the source by code.

    `value` is in base units (1.05万亿元 is 1050000000000 CNY) and carries the sign of the change;
    `upper` is the far end of a range; `unit` is an SI base unit, a currency code, `%`, `pp`, `permille`,
    `count`, `times`, `year`, `day`, `h`, `ms` or `rate`; `noun` names what is counted, or a rate's denominator.
    """

    value: Number
    upper: Number | None = None
    unit: str = Field(min_length=1)
    noun: str | None = None
    bound: Bound = "exact"
