"""What the words before and after a number say of it: its bound, and whether it is a change."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.quantities.lexicon import Lexicon, skip_blanks_back
from extractor.quantities.mention import Direction
from extractor.schemas.quantity import Bound


class Lead(NamedTuple):
    """What stands before a number.

    Attributes:
        start: where the bound words that touch the number start (the number itself where there are none).
        bound: what they say, or None.
        direction: the change that the number measures, or None.
        reach: where a direction word that touches the number starts, else `start`.
        not_counts: the direction does not hold for counted things (提升20个片区 lifts 20 quarters, not by 20).
    """

    start: int
    bound: Bound | None = None
    direction: Direction | None = None
    reach: int = 0
    not_counts: bool = False


BoundWord = Bound | Literal["none"]
ChangeWord = Direction | Literal["none"]


def joined(first: Bound | None, second: Bound | None) -> Bound | None:
    """One bound of two: a hedge wins over a limit (控制在3%左右 is about 3 %), else the nearer word."""
    return "about" if "about" in (first, second) else first or second


def bound_before(words: Lexicon[BoundWord], text: str, number: int) -> tuple[int, Bound | None]:
    """Where the bound words before a number start, and what they say together ("by at least about")."""
    start, bound = number, None
    for _ in range(2):
        hit = words.before(text, skip_blanks_back(text, start))
        if hit is None or hit.entry == "none":
            break
        start, bound = hit.start, joined(bound, hit.entry)
    return start, bound
