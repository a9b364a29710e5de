"""A file in, a `Report` out: its text with furniture, sections, sentences, place and years."""

from __future__ import annotations

import re
from pathlib import Path

from extractor.read import blocks as paragraphs
from extractor.read import furniture as page
from extractor.read.dating import day
from extractor.read.outline import Node, Unit
from extractor.read.place import place
from extractor.read.sections import outline
from extractor.read.times import tell_times
from extractor.report import Furniture, Language, Report, Section, Sentence

__all__ = ["parse", "read"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def read(path: Path) -> Report:
    """Read a report from a file of any supported format.

    Args:
        path: the file; its stem becomes the report's name.

    Returns:
        The report.

    Raises:
        ReadError: the bytes do not yield text.
    """
    from extractor.read.formats import load

    loaded = load(path)
    return parse(loaded.text, path.stem, title=loaded.title, date=loaded.date, furniture=loaded.furniture)


def parse(
    text: str,
    name: str,
    *,
    title: str | None = None,
    date: str | None = None,
    furniture: tuple[Furniture, ...] = (),
) -> Report:
    r"""Find the structure of a loaded text.

    Args:
        text: the loaded text, with `\n` line ends; used as it is.
        name: how the report is called, usually the file's stem. Nothing is read out of it.
        title: what the file's metadata call it, if they do.
        date: the day of publication from the file's metadata (ISO 8601), if they tell.
        furniture: what the file's format tells to be no prose.

    Returns:
        The report; what the text does not tell is None.
    """
    language = _language(text)
    marked = page.find(text, furniture)
    blocks = paragraphs.build(text, marked, language)
    root, units = outline(blocks, language, len(text))
    body = root.children[0].start if root.children else next((u.block.start for u in units if u.role != "heading"), 0)
    title = title or page.front_matter(text).get("title") or _title(units)
    delivered = day(text, body, date or page.front_matter(text).get("date"))
    head = " ".join(unit.block.text[unit.start : unit.end] for unit in units[:12])[:3_000]
    units, known = tell_times(root, units, title, head, delivered)
    sections = _sections(root)
    return Report(
        name=name,
        text=text,
        language=language,
        title=title,
        date=delivered,
        place=place(text, title, body, language),
        review=known.review,
        plan=known.plan,
        sections=tuple(sections.values()),
        sentences=tuple(_sentence(unit, sections[unit.node]) for unit in units),
        furniture=marked,
    )


def _title(units: list[Unit]) -> str | None:
    """The first line, where it is set as a title."""
    first = units[0] if units else None
    return first.block.text if first and first.role == "heading" and first.node.parent is None else None


def _language(text: str) -> Language:
    """Chinese where there are as many Chinese characters as Latin words: names and units are Latin in both."""
    sample = text[:200_000]
    return "zh" if len(_HAN.findall(sample)) > len(_WORD.findall(sample)) else "en"


def _sections(root: Node) -> dict[Node, Section]:
    made: dict[Node, Section] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        parent = made[node.parent] if node.parent else None
        made[node] = Section(
            node.title, node.label, node.level, node.start, node.end, parent, node.time, node.period, node.measure
        )
        waiting.extend(reversed(node.children))
    return made


def _sentence(unit: Unit, section: Section) -> Sentence:
    block = unit.block
    return Sentence(
        start=block.origin(unit.start),
        end=block.origin(unit.end - 1) + 1,
        text=block.text[unit.start : unit.end],
        section=section,
        pieces=block.cut(unit.start, unit.end),
        role=unit.role,
        columns=block.columns,
    )
