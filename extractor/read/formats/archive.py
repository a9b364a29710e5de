"""Bytes of an Office archive come in; nothing goes out: what would harm the reader is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from .loaded import UnreadableError

LARGEST_UNPACKED: Final = 200 << 20
"""Bytes that all members together may unpack to."""

LARGEST_XML: Final = 48 << 20
"""Bytes of one XML member; its tree takes some ten times as much memory."""

_SUSPICIOUS_RATIO: Final = 200
_SUSPICIOUS_SIZE: Final = 16 << 20
_MOST_MEMBERS: Final = 5000
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))


def check_archive(data: bytes) -> None:
    """Check declared sizes, then every member as it really unpacks, a piece at a time.

    Raises:
        UnreadableError: the archive is damaged, unpacks to too much, or its XML declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_declared(members)
            for member in members:
                _check_member(archive, member)
    except _DAMAGE as error:
        raise UnreadableError("the document is damaged or cut off: its zip archive cannot be unpacked") from error


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > LARGEST_UNPACKED:
        raise UnreadableError(
            f"it would unpack to {total >> 20} MB, more than the {LARGEST_UNPACKED >> 20} MB that are allowed"
        )
    if len(members) > _MOST_MEMBERS:
        raise UnreadableError(f"its archive has {len(members)} members, which no report needs")
    for member in members:
        if member.file_size > max(_SUSPICIOUS_SIZE, _SUSPICIOUS_RATIO * member.compress_size):
            raise UnreadableError(f"it unpacks to more than {_SUSPICIOUS_RATIO} times its size, as a zip bomb does")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read to the end, which also compares the checksum; zipfile itself stops at the declared size."""
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    if is_xml and member.file_size > LARGEST_XML:
        raise UnreadableError(f"its {member.filename} is {member.file_size >> 20} MB, more than any report has")
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(1 << 20):
            # Office files never have a document type; the only use of one is to declare entities.
            if is_xml and any(mark in tail + piece for mark in _DOCTYPES):
                raise UnreadableError("its XML declares entities, which are refused")
            tail = piece[-20:]
