"""The path of a report file comes in; its text goes out, whatever the format, or one plain sentence why not."""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from extractor.errors import ReadError

from .loaded import Loaded, UnreadableError

__all__ = ["SUFFIXES", "Loaded", "load"]

LARGEST: Final = 256 << 20
"""Bytes above which a file is no report; bounds the memory that one file can take."""

_READERS: Final = {
    ".txt": ("text", "load_text"),
    ".md": ("text", "load_text"),
    ".html": ("html", "load_html"),
    ".htm": ("html", "load_html"),
    ".pdf": ("pdf", "load_pdf"),
    ".docx": ("docx", "load_docx"),
    ".csv": ("crawl", "load_crawl"),
}

SUFFIXES: Final = frozenset(_READERS)
"""Suffixes of the files that `load` reads, in lower case with their dot."""

_SIGNATURES: Final = (
    (b"\x89PNG\r\n", "a PNG picture", ()),
    (b"\xff\xd8\xff", "a JPEG picture", ()),
    (b"GIF8", "a GIF picture", ()),
    (b"%PDF-", "a PDF document", (".pdf",)),
    (b"PK\x03\x04", "a zip archive", (".docx",)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office document", ()),
    (b"\x1f\x8b\x08", "a gzip archive", ()),
    (b"Rar!\x1a\x07", "a RAR archive", ()),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ()),
    (b"{\\rtf", "a rich text document", ()),
)

_SYSTEM_PROBLEMS: Final = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "you have no permission to read it",
    errno.EPERM: "you have no permission to read it",
    errno.ELOOP: "it is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "its name is too long",
}


def load(path: Path) -> Loaded:
    r"""Read the text of a report out of a file.

    For `.txt` and `.md` the loaded text is the file's text with line ends as `\n` and nothing else changed. The other
    formats give one paragraph a line with a blank line between, and table rows as `| a | b |`.

    Args:
        path: a file with one of `SUFFIXES`; upper case is fine.

    Returns:
        Text, metadata and the furniture that the format tells. Nothing beyond the file is read, no network is used.

    Raises:
        ReadError: the file cannot be opened, is damaged, locked or empty, or is not what its suffix says.
    """
    try:
        loaded = _reader(path)(_contents(path))
    except UnreadableError as error:
        raise ReadError(path.name, str(error)) from error
    except OSError as error:
        problem = _SYSTEM_PROBLEMS.get(error.errno or 0, f"it cannot be read ({error.strerror or error})")
        raise ReadError(path.name, problem) from error
    if not loaded.text.strip("\ufeff\u200b \n\t\f\v\u3000\xa0"):
        raise ReadError(path.name, "it holds nothing but blanks")
    return loaded


def _reader(path: Path) -> Callable[[bytes], Loaded]:
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        readable = ", ".join(sorted(_READERS))
        raise UnreadableError(f"files ending in '{path.suffix}' are not read, only {readable}")
    module, function = _READERS[suffix]
    # The libraries behind a format load with the first file of it, so that importing the package stays cheap.
    reader: Callable[[bytes], Loaded] = getattr(import_module(f".{module}", __name__), function)
    return reader


def _contents(path: Path) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError("it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("it is a device or a pipe, not a file")
    if status.st_size > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST >> 20} MB")
    data = path.read_bytes()
    if not data:
        raise UnreadableError("it is empty")
    for signature, kind, suffixes in _SIGNATURES:
        if data.startswith(signature) and path.suffix.lower() not in suffixes:
            raise UnreadableError(f"it is {kind}, not a {path.suffix.lower()[1:]} file")
    return data
