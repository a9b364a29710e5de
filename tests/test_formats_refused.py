"""Bad input: every file that cannot be read gives one plain sentence with its name, and never a traceback."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import ReadError
from extractor.read.formats import load

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
BOMB_NOTE = "zip bomb"


def pdf(*, password: str | None = None, words: str = "Build 12 parks.", pages: int = 1) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        canvas.rect(100, 100, 300, 400, fill=1)
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def word(**replaced: bytes) -> bytes:
    """A sound document in which members are replaced or added, named by their last part."""
    sound = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Build 12 parks. " * 50)
    document.save(sound)
    changed = io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            key = Path(member.filename).stem
            new.writestr(member.filename, replaced.pop(key, b"") or old.read(member))
        for name, content in replaced.items():
            new.writestr(f"word/{name}.xml", content)
    return changed.getvalue()


def understated(data: bytes, name: str) -> bytes:
    """The archive with the unpacked size of one member declared as ten bytes, in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo(name)
    packed, size = (number.to_bytes(4, "little") for number in (member.compress_size, member.file_size))
    return data.replace(packed + size, packed + b"\n\0\0\0")


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'

BAD_FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("a.txt", lambda: b"", "is empty"),
    "only blanks": ("a.txt", "\ufeff \n\u3000\r\n\t".encode, "blanks"),
    "random bytes": ("a.txt", lambda: random.Random(7).randbytes(5000), "no known encoding"),
    "zeros and ones": ("a.md", lambda: bytes([0, 1, 2, 3] * 500), "binary"),
    "a few control bytes": ("a.txt", lambda: b"\x01\x02\x03ab", "binary"),
    "broken UTF-8, Chinese": ("a.txt", lambda: ("新建公园。" * 40).encode()[:-1], "no known encoding"),
    "broken UTF-8, English": ("a.txt", lambda: "The city’s plan. ".encode() * 9 + b"\xe2\x80 end", "no known encoding"),
    "half a UTF-16 character": ("a.txt", lambda: "新建公园".encode("utf-16") + b"\x4e", "byte order mark"),
    "a picture as text": ("a.txt", lambda: PNG, "PNG picture"),
    "a pdf as text": ("a.txt", pdf, "PDF document"),
    "a picture as pdf": ("a.pdf", lambda: PNG, "PNG picture"),
    "text as pdf": ("a.pdf", lambda: b"Build 12 parks.", "no PDF"),
    "a pdf that is cut off": ("a.pdf", lambda: pdf()[:300], "damaged"),
    "an encrypted pdf": ("a.pdf", lambda: pdf(password="secret"), "password"),
    "a scanned pdf": ("a.pdf", lambda: pdf(words=""), "no text layer"),
    "a scanned pdf with page numbers": ("a.pdf", lambda: pdf(words="- 3 -", pages=3), "no text layer"),
    "text as docx": ("a.docx", lambda: b"Build 12 parks.", "damaged"),
    "an old Word file": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "password-protected"),
    "a docx that is cut off": ("a.docx", lambda: word()[:-400], "damaged"),
    "a docx with a broken member": ("a.docx", lambda: word().replace(b"PK\x01\x02", b"PK\x01\x03", 1), "damaged"),
    "another archive as docx": ("a.docx", lambda: word(**{"[Content_Types]": b"<Types/>"}), "not a sound Word"),
    "a docx with broken XML": ("a.docx", lambda: word(document=b"<w:document>"), "not a sound Word"),
    "a docx with entities": ("a.docx", lambda: word(document=ENTITIES), "entities"),
    "a docx with entities in UTF-16": ("a.docx", lambda: word(styles=ENTITIES.decode().encode("utf-16")), "entities"),
    "a docx that unpacks to hundreds of times its size": ("a.docx", lambda: word(more=bytes(20 << 20)), BOMB_NOTE),
    "a docx that hides its size": ("a.docx", lambda: understated(word(), "word/document.xml"), "damaged"),
    "a page without words": ("a.html", lambda: b"<html><script>1</script><body><p> </p></body></html>", "no words"),
    "a table with two reports": ("a.csv", lambda: b"title,text\na,b\nc,d\n", "has 2 rows"),
    "a table with a header only": ("a.csv", lambda: b"title,text\n", "has 0 rows"),
    "a table without a report": ("a.csv", lambda: b"title,link\na,b\n", "title, link"),
    "a table with an open quotation": ("a.csv", lambda: b'title,text\na,"b\n', "quotation marks"),
    "a suffix that is not read": ("a.xlsx", lambda: b"x", "'.xlsx'"),
    "no suffix": ("report", lambda: b"x", "''"),
}


def problem(path: Path) -> str:
    """The problem that loading the file reports, after checking its form."""
    with pytest.raises(ReadError) as caught:
        load(path)
    assert caught.value.name == path.name
    assert "\n" not in str(caught.value)
    assert "Error" not in caught.value.problem
    return caught.value.problem


@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_gives_one_plain_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: Callable[[], bytes], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content())
    assert words in problem(path)
    assert capfd.readouterr() == ("", "")


def test_a_docx_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", b"x")
    lie = path.read_bytes().replace(b"\x01\0\0\0\x01\0\0\0", b"\x01\0\0\0\xff\xff\xff\x7f")
    path.write_bytes(lie)
    assert "2047 MB" in problem(path)


def test_a_folder_with_the_name_of_a_report(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    assert "folder" in problem(tmp_path / "x.txt")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problem(tmp_path / "x.txt") == "there is no such file"


def test_a_symbolic_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to(tmp_path / "x.txt")
    assert "leads back to itself" in problem(tmp_path / "x.txt")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert "pipe" in problem(tmp_path / "x.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Build 12 parks.")
    path.chmod(0)
    assert "permission" in problem(path)
