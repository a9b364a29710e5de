"""The loaded text in, its furniture out: chrome, page numbers, footnotes, glossaries; all that is no prose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractor.report import Furniture

BLANKS = (
    " \t\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\ufeff\u200b\u200c\u200d\u2060\u00ad"
)
"""Blanks within a line, also those that take no room on the page."""

_LINE = re.compile("[^\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARKS = re.compile(r"[*#>\s]{1,8}")
_LONGEST_COMMENT = 2_000
_NOTE_MARK = re.compile(r"(?:\*\*)?(?:\[\d{1,3}\]|［\d{1,3}］)(?:\*\*)?")
_SHAPED_DEFINITION = re.compile(r"\S{1,20}:\s")
_NUMBERED_DEFINITION = re.compile(r"(\d{1,3})\s?[.．、]?\s?\D[^：:。]{0,60}[:：]")
_RESUMED = re.compile(r"[a-z]{3}[”’\"')]*[.!?][”’\"')]*\s+(?=[a-z])")
"""The end of a note on whose line the body sentence goes on that the note had cut."""
_PROSE_ENDS = re.compile(r"[。！？.!?；;][”’」』）)\]\"']*$")


class Line(NamedTuple):
    """A line of the text that is not blank, trimmed: its offsets, its indent, whether a blank line stands before it."""

    start: int
    end: int
    indent: int
    text: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    longest: int
    of: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    contact: re.Pattern[str]


@cache
def _rules() -> _Rules:
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

    def compiled(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (row["reason"], re.compile("|".join(f"(?:{_scoped(p)})" for p in row["patterns"]))) for row in table[name]
        )

    kinds = ("line", "head", "inline", "tail", "annex", "note")
    return _Rules(table["longest"], {kind: compiled(kind) for kind in kinds}, re.compile(table["contact"]["line"]))


def _scoped(pattern: str) -> str:
    """Keep `(?i)` to its own pattern, since global flags must stand first in a joined expression."""
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else pattern


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a text that are not blank, trimmed of blanks, in order."""
    before = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        body = raw.lstrip(BLANKS)
        if not body:
            continue
        indent = len(raw) - len(body)
        body = body.rstrip(BLANKS)
        at = match.start()
        yield Line(at + indent, at + indent + len(body), indent, body, at - before > 1)
        before = match.end()


def find(text: str, given: Iterable[Furniture] = ()) -> tuple[Furniture, ...]:
    """Mark what is printed around, between and after a report's prose.

    Args:
        text: the loaded text.
        given: what the file format already told, in any order.

    Returns:
        All furniture in order, without overlaps; where two overlap, the one that starts first wins.
    """
    marked = [*given, *_front_matter(text), *_comments(text)]
    covered = _in_order(marked)
    free = list(_outside(list(lines(text)), covered))
    marked.extend(_of_lines(free, len(text)))
    taken = _in_order(marked)
    marks = (_span(match, "note mark") for match in _NOTE_MARK.finditer(text))
    return _in_order((*taken, *marks))


def front_matter(text: str) -> dict[str, str]:
    """The simple `key: value` lines of a YAML front matter; empty without one."""
    found = next(iter(_front_matter(text)), None)
    if found is None:
        return {}
    pairs = (line.text.partition(":") for line in lines(text, found.start, found.end) if ":" in line.text)
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}


def _front_matter(text: str) -> Iterator[Furniture]:
    if not text.startswith("---\n"):
        return
    close = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4, 20_000)
    if close and re.match(r"---\n(\s*$|[\w-]+\s*:|[ \t#-])", text, re.MULTILINE):
        yield Furniture(0, close.end(), "front matter")


def _comments(text: str) -> Iterator[Furniture]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        opens = text.rfind("<!--", start, end)
        if end - opens <= _LONGEST_COMMENT:
            yield Furniture(opens, end + 3, "comment")
        start = text.find("<!--", end)


def _span(match: re.Match[str], reason: str) -> Furniture:
    return Furniture(match.start(), match.end(), reason)


def _in_order(marked: Iterable[Furniture]) -> tuple[Furniture, ...]:
    kept: list[Furniture] = []
    end = 0
    for one in sorted(marked, key=lambda one: (one.start, -one.end)):
        if one.end <= max(end, one.start):
            continue
        kept.append(one if one.start >= end else Furniture(end, one.end, one.reason))
        end = one.end
    return tuple(kept)


def _outside(all_lines: list[Line], covered: tuple[Furniture, ...]) -> Iterator[Line]:
    """The lines that no furniture touches."""
    at = 0
    for line in all_lines:
        while at < len(covered) and covered[at].end <= line.start:
            at += 1
        if at == len(covered) or covered[at].start >= line.end:
            yield line


def _of_lines(free: list[Line], length: int) -> Iterator[Furniture]:
    rules = _rules()
    opening = next((at for at, line in enumerate(free) if _is_prose(line.text)), len(free))
    yield from _before(free[:opening], rules)
    reasons = _annexes(free, rules) | _tail(free, opening, length, rules)
    pending = False
    for at, line in enumerate(free):
        reason = reasons.get(at) or _reason(line, rules)
        if (
            reason is None
            and at
            and reasons.get(at - 1) == "footnote"
            and _carries_on(free[at - 1].text, line.text, pending=pending)
        ):
            reason = "footnote"
        if reason is None:
            pending = not _PROSE_ENDS.search(line.text[-8:])
        else:
            reasons[at] = reason
            resumed = _RESUMED.search(line.text) if reason == "footnote" and pending else None
            yield Furniture(line.start, line.start + resumed.end() if resumed else line.end, reason)
            pending = pending and not (resumed and _PROSE_ENDS.search(line.text[-8:]))


def _is_prose(line: str) -> bool:
    return len(line) >= 60 and _PROSE_ENDS.search(line[-8:]) is not None


def _reason(line: Line, rules: _Rules) -> str | None:
    """Why a line by itself is furniture, or None."""
    if line.text[0] in "[［【（(*" or line.text[:1].isdigit() or line.text[0] in "译编TtEe":
        for reason, pattern in rules.of["note"]:
            if pattern.match(line.text.lstrip("*")):
                return reason
    if len(line.text) > rules.longest:
        return None
    bare = line.text.strip("* ")
    for reason, pattern in rules.of["line"]:
        if pattern.fullmatch(bare):
            return reason
    return "contact" if rules.contact.fullmatch(bare) else None


def _carries_on(note: str, line: str, *, pending: bool) -> bool:
    """Whether a line goes on with the footnote before it and not with the body sentence that the note cut.

    Where a body sentence waits to be resumed, an unfinished note goes on in a line on which it ends and that
    sentence resumes; any other line is taken for the resumed sentence itself.
    """
    if _SHAPED_DEFINITION.match(line) and re.match(r"\S", line) and not line[0].isalpha():
        return True
    unfinished = line[:1].islower() and not _PROSE_ENDS.search(note[-8:])
    return unfinished and (not pending or _RESUMED.search(line) is not None)


def _before(head: list[Line], rules: _Rules) -> Iterator[Furniture]:
    """Site chrome above the first prose: what stands over a breadcrumb, metadata lines, metadata after a title."""
    crumbs = [
        at
        for at, line in enumerate(head[:15])
        if re.match(r"(首页|当前位置|您的?(当前)?位置|(?i:home)\s?[>›»])", line.text)
    ]
    above = crumbs[-1] if crumbs else 0
    for at, line in enumerate(head):
        short = len(line.text) <= 2 * rules.longest
        chrome = short and any(pattern.fullmatch(line.text.strip("* ")) for _, pattern in rules.of["head"])
        if at < above or chrome:
            yield Furniture(line.start, line.end, "chrome")
        elif short:
            for reason, pattern in rules.of["inline"]:
                if match := pattern.search(line.text):
                    yield Furniture(line.start + match.start(), line.end, reason)


def _annexes(free: list[Line], rules: _Rules) -> dict[int, str]:
    """Glossaries: under a heading of their own, or a run of numbered definitions at the very end."""
    reasons: dict[int, str] = {}
    inside: str | None = None
    for at, line in enumerate(free):
        bare = _MARKS.sub("", line.text, count=1).rstrip("* ") if len(line.text) <= 40 else ""
        if bare and at > len(free) // 4 and (named := _annex(bare, rules)):
            inside = named
        elif bare and re.match(r"附件|附表|附录|(?i:annex|appendix)\b", bare):
            inside = None
        if inside:
            reasons[at] = inside
    return reasons or _closing_definitions(free)


def _annex(bare: str, rules: _Rules) -> str | None:
    return next((reason for reason, pattern in rules.of["annex"] if pattern.fullmatch(bare)), None)


def _closing_definitions(free: list[Line]) -> dict[int, str]:
    first = len(free)
    while first and (match := _NUMBERED_DEFINITION.match(free[first - 1].text.lstrip("*"))):
        first -= 1
        if int(match.group(1)) == 1:
            break
    run = len(free) - first
    return dict.fromkeys(range(first, len(free)), "glossary") if run >= 3 else {}


def _tail(free: list[Line], opening: int, length: int, rules: _Rules) -> dict[int, str]:
    """From the first sign that the page goes on without the report, near its end; and addresses with their names."""
    reasons: dict[int, str] = {}
    for at in range(opening + 1, len(free)):
        line = free[at]
        if len(line.text) > rules.longest:
            continue
        if length - line.start <= max(length * 0.15, 600):
            for reason, pattern in rules.of["tail"]:
                if pattern.fullmatch(line.text.strip("* ")):
                    return reasons | dict.fromkeys(range(at, len(free)), reason)
        named = at > opening and len(free[at - 1].text) <= 80 and not _PROSE_ENDS.search(free[at - 1].text[-8:])
        if named and rules.contact.fullmatch(line.text):
            reasons.setdefault(at - 1, "contact")
    return reasons
