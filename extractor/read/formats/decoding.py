"""Bytes of a text come in; the text goes out, in whichever encoding Chinese and English reports are kept.

The order is by how little can go wrong: byte order marks, then UTF-8 (which other encodings hardly ever satisfy by
chance), then what the file declares, then GB18030 where the bytes look like it, and only then a guess.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import charset_normalizer

from .loaded import UnreadableError

SAMPLE: Final = 1 << 16
"""How many bytes a guess looks at, so that a file of any length costs the same guess."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE: Final = re.compile(r"[\t\n\r -~\u00a0-\u00ff\u2010-\u2030\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]")
_GB_CHARACTER: Final = re.compile(rb"[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])")
_GB_COMMON: Final = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")
_UTF8_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARABLE: Final = re.compile(r"gb|big5|windows-125|iso-8859-|latin|shift|euc", re.IGNORECASE)
"""Character sets; not the other things that Python calls an encoding, such as escapes and compression."""

_GUESSES: Final = ["cp1252", "big5hkscs", "gb18030"]


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode strictly; a byte order mark is dropped and nothing else is changed.

    Args:
        data: the whole file.
        declared: the encoding that the file names itself, if it does (html).

    Raises:
        UnreadableError: no encoding fits, or what comes out is no text.
    """
    text = _marked(data)
    if text is None:
        text = _unmarked(data, declared)
    if sum(1 for _ in _CONTROL.finditer(text)) * 100 > len(text):
        raise UnreadableError("it holds binary data, not text")
    return text


def _marked(data: bytes) -> str | None:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], codec)
            if text is not None:
                return text
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("its byte order mark promises Unicode, but the bytes after it are broken")
    return None


def _unmarked(data: bytes, declared: str | None) -> str:
    declared = declared if declared and _DECLARABLE.match(declared) else None
    for codec in (_wide(data), "utf-8", declared):
        text = _strict(data, codec) if codec else None
        if text is not None:
            return text
    text = _strict(data, "gb18030") if _looks_like_gb(data) else None
    if text is None and not _broken_utf8(data):
        text = _guessed(data)
    if text is None:
        raise UnreadableError(
            "its characters are in no known encoding (tried UTF-8, UTF-16, GB18030, Big5, Windows-1252)"
        )
    return text


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(_WEB_NAMES.get(codec.lower(), codec))
    except (UnicodeError, LookupError):
        return None


_WEB_NAMES: Final = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
"""What browsers read under a declared name: the larger set that writers of such files really use."""


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: text in it has NUL bytes (blanks, digits, line ends) and reads well in one byte order."""
    if b"\0" not in data:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        sample = data[:SAMPLE].decode(codec, "ignore")
        if len(_WIDE.findall(sample)) > 0.95 * len(sample):
            return codec
    return None


def _looks_like_gb(data: bytes) -> bool:
    """Whether most characters stand in the rows of GB 2312.

    Those are the characters in daily use. Big5, Windows-1252 and broken UTF-8 often decode as GB18030 as well, but
    then most of their characters fall into the rows that were added later.
    """
    characters = _GB_CHARACTER.findall(data[:SAMPLE])
    common = sum(1 for character in characters if _GB_COMMON.fullmatch(character))
    return common > 0.8 * len(characters)


def _broken_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with damage, which would read as rubbish in a one-byte encoding."""
    sample = data[:SAMPLE]
    whole = len(_UTF8_CHARACTER.findall(sample))
    return whole > 0 and whole >= sample.decode("utf-8", "replace").count("\ufffd")


def _guessed(data: bytes) -> str | None:
    cut = data.rfind(b"\n", 0, SAMPLE) + 1 if len(data) > SAMPLE else 0
    best = charset_normalizer.from_bytes(data[: cut or SAMPLE], cp_isolation=_GUESSES).best()
    return _strict(data, best.encoding) if best else None
