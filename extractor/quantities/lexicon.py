"""Words in, a lexicon out that finds the longest of them after or before a place in a text."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files
from string import ascii_letters
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")

# A compound is written with a blank, a hyphen or a line end between its words; one spelling stands in the tables.
_JOINTS = {ord(joint): " " for joint in "-\n\u00a0\u2010\u2011"} | {ord("’"): "'"}


def table(name: str) -> dict[str, Any]:
    """Load one of the TOML tables that lie beside the code, by its file name."""
    loaded: dict[str, Any] = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return loaded


def word_list(words: Iterable[str]) -> Lexicon[bool]:
    """A lexicon that only tells whether a word of the list stands somewhere."""
    return Lexicon((word, True) for word in words)


class Hit(NamedTuple, Generic[T]):
    """A word of the lexicon at its place in the text, and what the lexicon says of it."""

    start: int
    end: int
    entry: T


class Lexicon(Generic[T]):
    """Words with what they mean. The longest word wins; Latin words match whole and in any case.

    A word that holds a capital letter matches only as it is written ("MW" is no "mw").
    """

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        self._entries: dict[str, T] = dict(words)
        self._heads = self._lengths(0)
        self._tails = self._lengths(-1)

    @classmethod
    def of(cls, groups: Mapping[T, Iterable[str]]) -> Lexicon[T]:
        """Build from lists of words under what they mean."""
        return cls((word, entry) for entry, words in groups.items() for word in words)

    def _lengths(self, side: int) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._entries:
            lengths[word[side]].add(len(word))
            lengths[word[side].upper()].add(len(word))
        return {character: tuple(sorted(sizes, reverse=True)) for character, sizes in lengths.items()}

    def at(self, text: str, start: int) -> Hit[T] | None:
        """The longest word that starts at `start`, or None."""
        for length in self._heads.get(text[start : start + 1], ()):
            if start + length <= len(text):
                entry = self._entry(text[start : start + length])
                if entry is not None and not _runs_on(text, start + length):
                    return Hit(start, start + length, entry)
        return None

    def before(self, text: str, end: int) -> Hit[T] | None:
        """The longest word that ends at `end`, or None."""
        if end <= 0:
            return None
        for length in self._tails.get(text[end - 1], ()):
            if length <= end:
                entry = self._entry(text[end - length : end])
                if entry is not None and not _runs_on(text, end - length):
                    return Hit(end - length, end, entry)
        return None

    def _entry(self, word: str) -> T | None:
        entry = self._entries.get(word)
        if entry is None and len(word) > 1 and word[0].isascii():
            entry = self._entries.get(word.lower().translate(_JOINTS))
        return entry


_LETTERS = frozenset(ascii_letters)
_BLANKS = frozenset(" \t\n\u00a0\u3000")


def latin(character: str) -> bool:
    """Whether the character is an ASCII letter."""
    return character in _LETTERS


def _runs_on(text: str, place: int) -> bool:
    """Whether a Latin word goes on over this place, so that only a part of it would match."""
    return 0 < place < len(text) and latin(text[place - 1]) and latin(text[place])


def skip_blanks(text: str, place: int) -> int:
    """The place after at most three blanks and one line end."""
    limit = place + 4
    while place < limit and text[place : place + 1] in _BLANKS:
        place += 1
    return place


def skip_blanks_back(text: str, place: int) -> int:
    """The place before at most three blanks and one line end."""
    limit = place - 4
    while place > limit and place > 0 and text[place - 1] in _BLANKS:
        place -= 1
    return place
