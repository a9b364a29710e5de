"""Every number of a text, English or Chinese, with unit, bound, sign and place, or the reason why it is none."""

from __future__ import annotations

from functools import lru_cache

from extractor.quantities.mention import Direction, Exclusion, Mention
from extractor.quantities.reader import read_all

__all__ = ["Direction", "Exclusion", "Mention", "find", "read"]


@lru_cache(8192)
def find(text: str) -> tuple[Mention, ...]:
    """Find every number of a text, quantities and exclusions, in order and without overlap.

    Args:
        text: a sentence, a clause or a whole report, in English or Chinese.

    Returns:
        The mentions; offsets are code points into `text`.
    """
    return read_all(text)


def read(text: str) -> Mention | None:
    """The one quantity of a short phrase such as 超2.5万件 or "an increase of 5.8%".

    Args:
        text: the phrase.

    Returns:
        Its first quantity, or None where it has none.
    """
    return next((mention for mention in find(text) if mention.excluded is None), None)
