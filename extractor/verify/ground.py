"""A draft's words to places in the text: which mention, which clause, or the reason why none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from extractor.quantities import find
from extractor.quantities.mention import Mention
from extractor.report import Chunk
from extractor.schemas.draft import Words

NEIGHBOURS = (0, -1, 1, -2, 2)
"""Where words are looked for that a draft puts on a wrong sentence, nearest first."""
MOST_STRETCHES = 4
"""A Chinese indicator that has to be put together from more pieces of the text is not its wording."""

SHORTEST_STEM = 4
"""Letters of a word that have to be left when its ending is taken off."""
_QUOTES = str.maketrans("‘’`´“”", "''''\"\"")
_LATIN = re.compile(r"[\w.'%-]+")
_ENDING = re.compile(r"(?:i?e[sd]|ing|s|e|y)$")
_SCALE = re.compile(r"[万亿]*|\s*(?:hundred|thousand|million|billion|trillion)?", re.IGNORECASE)
"""What of a number may be left out at its end."""

Claim = tuple[int, int]
"""A mention by the index of its sentence in the chunk and its start in that sentence's text."""


class Ungrounded(Exception):
    """A draft does not hold against the text; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention that a draft's words were found to be, with the index of its sentence in the chunk."""

    at: int
    mention: Mention

    @property
    def claim(self) -> Claim:
        """What tells this mention from every other of the chunk."""
        return self.at, self.mention.start


def ground(chunk: Chunk, home: int, words: Words, claimed: Set[Claim], own: set[Claim]) -> Hit:
    """Find the free quantity mention that words are, in the cited sentence or else in a neighbour.

    Args:
        chunk: the sentences the model was shown.
        home: the index of the cited sentence.
        words: the quantity's words as the draft gives them.
        claimed: the mentions that stand on other records.
        own: the mentions of the record that is being made; the one found is added.

    Raises:
        Ungrounded: the words are not there, are no quantity, or stand on another record.
    """
    seen: list[Hit] = []
    for at in _near(chunk, home):
        text = chunk.sentences[at].text
        for start, end in occurrences(text, words, trusted=at == home):
            for mention in find(text):
                if not _names(text, mention, start, end):
                    continue
                hit = Hit(at, mention)
                if not mention.excluded and hit.claim not in claimed and hit.claim not in own:
                    own.add(hit.claim)
                    return hit
                seen.append(hit)
    if not seen:
        raise Ungrounded(f"no number of the text is “{words.text}”")
    reason = seen[0].mention.excluded
    raise Ungrounded(f"“{words.text}” is no quantity: {reason}" if reason else f"“{words.text}” is on another record")


def _names(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a stretch of text names a mention's whole number: 5% is none in 15%, but 3.68 will do for 3.68万亿."""
    overlaps = start < mention.number_end and mention.number_start < end
    whole = end >= mention.number_end or _SCALE.fullmatch(text, end, mention.number_end)
    return overlaps and start <= mention.number_start and bool(whole)


def verbatim(chunk: Chunk, home: int, words: Words | None, what: str) -> str | None:
    """Find words that carry no number, such as a rank or a goal, and give them as the text has them.

    Raises:
        Ungrounded: the words are not there.
    """
    if words is None:
        return None
    for at in _near(chunk, home):
        text = chunk.sentences[at].text
        for start, end in occurrences(text, words, trusted=at == home):
            return text[start:end]
    raise Ungrounded(f"its {what} is not in the text")


def occurrences(text: str, words: Words, *, trusted: bool) -> Iterator[tuple[int, int]]:
    """Where words stand in a text: at their own place if they name one, else everywhere, blanks folded."""
    if trusted and words.at is not None and text.startswith(words.text, words.at):
        yield words.at, words.at + len(words.text)
        return
    pattern = r"\s+".join(map(re.escape, words.text.split()))
    if pattern:
        yield from (match.span() for match in re.finditer(pattern, text))


def stands_near(chunk: Chunk, home: int, indicator: str) -> bool:
    """Whether an indicator is made of words of its sentence, the neighbours or the headings above.

    A word that a clause leaves to an earlier one is put back, so an indicator may be composed: of whole words
    (English, in whatever form: "parks opened" where the text says "open a park"), or of a few stretches (Chinese).
    """
    sentence = chunk.sentences[home]
    if indicator in sentence.text:
        return True
    near = [chunk.sentences[at].text for at in _near(chunk, home)]
    around = _plain(" ".join([*near, *sentence.section.path]))
    wanted = _plain(indicator)
    if wanted in around:
        return True
    pieces = list(map(_stem, _LATIN.findall(wanted))) if wanted.isascii() else _stretches(wanted, around)
    return bool(pieces) and all(piece in around for piece in pieces)


def _plain(text: str) -> str:
    """A text in small letters on one line, its quotes and apostrophes straight: translations set them as they like."""
    return " ".join(text.lower().translate(_QUOTES).split())


def _stem(word: str) -> str:
    """An English word without its ending, where enough of it is left to tell it by."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= SHORTEST_STEM else word


def _near(chunk: Chunk, home: int) -> Iterator[int]:
    return (home + step for step in NEIGHBOURS if 0 <= home + step < len(chunk.sentences))


def _stretches(wanted: str, around: str) -> list[str]:
    """Cut a wording into the longest stretches that stand in the text; empty if that takes too many."""
    pieces: list[str] = []
    while wanted:
        length = next((n for n in range(len(wanted), 0, -1) if wanted[:n] in around), 0)
        if not length or len(pieces) == MOST_STRETCHES:
            return []
        pieces.append(wanted[:length])
        wanted = wanted[length:]
    return pieces
