"""Two wordings of an indicator in, how alike they are out: a stated similarity that serves both languages.

Similarity is the share of words that two wordings have in common (Dice's coefficient over the words of both, order
aside): English words without plural endings, articles and small words; single characters in Chinese. Words of growth
are disregarded (CODEBOOK, Every record). The words themselves stand in `wording.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

ALIKE = 0.6
"""From here on a wording says the same indicator."""
TITLES_ALIKE = 0.4
"""From here on two titles name the same initiative; a title is a choice of words out of a long sentence."""
_QUOTES = str.maketrans("‘’`´", "''''")
"""Printed apostrophes; translations set them as they like."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[.'’&-][^\W_\u3400-\u9fff]+)*")


def similarity(one: str, other: str) -> float:
    """Tell how alike two wordings are.

    Args:
        one: an indicator or title.
        other: another.

    Returns:
        From 0 (no word in common, or nothing said) to 1 (the same words).

    >>> similarity("居民消费价格", "居民消费价格涨幅"), similarity("total exports", "exports of goods")
    (1.0, 0.5)
    """
    from rapidfuzz.distance import Indel

    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    return float(Indel.normalized_similarity(first, second))


@lru_cache(65_536)
def words(wording: str) -> tuple[str, ...]:
    """The words that count of a wording, sorted; all of its words where none of them counts."""
    lists = _lists()
    folded = wording.casefold().translate(_QUOTES)
    bare = folded
    for phrase in lists["phrases"]:
        bare = bare.replace(phrase, " ")
    every = [_stem(word) for word in _WORD.findall(bare)]
    kept = [word for word in every if word not in lists["words"]]
    return tuple(sorted(kept or every or _WORD.findall(folded)))


def _stem(word: str) -> str:
    """Take the plural ending off an English word."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _lists() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))
    return loaded
