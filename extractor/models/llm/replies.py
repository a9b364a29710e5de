"""A model's `Reply` in, drafts out: letters to kinds, and the words a model copied to the words of the text.

Models copy with small slips: a full-width sign made half-width, a curly quote made straight, a blank more or less,
quotes put around. Such words are taken back to what the text says, so that a slip costs no record. Nothing more is
repaired: words that are not in the text stay as they are, and verification tells why they do not hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.report import Chunk
from extractor.schemas.draft import Draft, Words
from extractor.schemas.records import Kind, Nature
from extractor.schemas.reply import Reply, ReplyRecord

KINDS: Final[dict[str, Kind]] = {"t": "target", "a": "achievement", "i": "initiative"}
NATURES: Final[dict[str, Nature]] = {"e": "expected", "b": "binding"}
NEIGHBOURS = (0, -1, 1, -2, 2)
"""Where words are looked for when a model miscounts, nearest first; verification looks there too."""
_AROUND = " \t\n\r\u3000\"'“”‘’「」『』`,;，；。、"
"""What models put around words they quote; a full stop of Latin script may belong to the words."""
_ALIKE = str.maketrans("“”‘’—–−‐‑", "\"\"''-----")
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def drafts(reply: Reply, chunk: Chunk) -> list[Draft]:
    """Read the drafts of an answer.

    Args:
        reply: the answer.
        chunk: what was asked about.

    Returns:
        One draft a record, in the answer's order, also for sentence numbers that the chunk does not have.
    """
    return [_draft(record, chunk) for record in reply.r]


def _draft(record: ReplyRecord, chunk: Chunk) -> Draft:
    near = _near(chunk, record.s)
    until = record.e if record.e and record.e > record.s else None
    measure = [sentence.text for sentence in chunk.sentences[record.s - 1 : until or record.s]]
    return Draft(
        kind=KINDS[record.k],
        sentence=record.s,
        indicator=_said(record.i, near),
        value=_words(record.v, near),
        change=_words(record.c, near),
        goal=_words(record.g, near),
        rank=_words(record.r, near),
        also=tuple(Words(_said(words, near)) for words in record.b or ()),
        nature=NATURES[record.n] if record.n else None,
        headline=bool(record.h),
        period=_period(record, chunk, near),
        lead=_copied(record.l, measure),
        projects=tuple(found for words in record.j or () if (found := _copied(words, measure))),
        deadline=_copied(record.d, measure),
        until=until,
    )


def _near(chunk: Chunk, number: int) -> list[str]:
    """The texts of a sentence and its neighbours, as far as there are such."""
    texts = chunk.sentences
    return [texts[number - 1 + step].text for step in NEIGHBOURS if 0 <= number - 1 + step < len(texts)]


def _words(said: str | None, near: Sequence[str]) -> Words | None:
    return Words(_said(said, near)) if said else None


def _said(said: str, near: Sequence[str]) -> str:
    """What the text says where a model says the same with a slip; else what the model says."""
    return _copied(said, near) or said.strip(_AROUND) or said.strip()


def _copied(said: str | None, texts: Sequence[str]) -> str | None:
    """Find words in texts, slips of copying aside, and give them as the first text that has them writes them."""
    for wanted in dict.fromkeys(((said or "").strip(), (said or "").strip(_AROUND))):
        pattern = _pattern(wanted)
        for text in texts if pattern else ():
            if wanted in text:
                return wanted
            if pattern and (match := pattern.search(_fold(text))):
                return text[match.start() : match.end()]
    return None


def _pattern(said: str) -> re.Pattern[str] | None:
    """Words as a pattern in which blanks may come and go, except inside a word or a number."""
    pieces: list[str] = []
    before, blank = "", False
    for char in _fold(said):
        if char.isspace():
            blank = True
            continue
        if before:
            inside = _latin(before) and _latin(char)
            pieces.append((r"\s+" if blank else "") if inside else r"\s*")
        pieces.append(re.escape(char))
        before, blank = char, False
    return re.compile("".join(pieces)) if pieces else None


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _fold(text: str) -> str:
    """A text of the same length in which characters that are mixed up in copying are the same."""
    return "".join(_folded(char) for char in text)


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).translate(_ALIKE).lower()
    return plain if len(plain) == 1 else char


def _period(record: ReplyRecord, chunk: Chunk, near: Sequence[str]) -> str | None:
    """A period as the records write it, if its years are the report's or stand nearby; no year is believed."""
    years = _YEAR.findall(record.p or "")[:2]
    report = chunk.report
    known = " ".join([*near, *_path(chunk, record.s), report.review or "", report.plan or "", report.title or ""])
    if not years or any(year not in known for year in years):
        return None
    return ("by " if len(years) == 1 and _is_limit(record.p or "") else "") + "-".join(years)


def _is_limit(period: str) -> bool:
    return "by" in period.lower().split() or period.startswith("到") or period.endswith(("前", "底", "末"))


def _path(chunk: Chunk, number: int) -> Iterator[str]:
    if number <= len(chunk.sentences):
        yield from chunk.sentences[number - 1].section.path
