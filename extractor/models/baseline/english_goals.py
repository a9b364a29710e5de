"""An English sentence or line of the main-target list to its targets in words: what is to become of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.models.baseline.english_outcomes import clipped
from extractor.models.baseline.reading import clauses
from extractor.models.baseline.words import either
from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

_LEAD = 80
"""Characters of a sentence, in which the words end that announce a list."""
_SHORTEST = 4
_LONGEST = 260
_MARKS = (("list", 2), ("capitals", 3), ("comma", 2), ("run on", 0))
"""What may stand between the lines of a list that is printed as one sentence, and how often at least."""
_PAIRS = r"(?<!\bimport)(?<!\bimports)(?<!\bexport)(?<!\bexports)(?<!\burban)(?<!\brural)(?<!\bvolume)(?<!\bprevention)"
"""Words that make one thing with what follows their "and"."""
_MOVES = (
    r"(?:reduction|increase|rise|growth|improvement|decline|decrease|drop|cut|gain|balance|equilibrium|stability|progress"
    r"|expansion|recovery)s?"
)
_HOW = (
    r"(?:further|continued|steady|stable|basic|general|overall|significant|substantial|continuous|sustained"
    r"|solid|substantive|moderate)"
)
_PACE = (
    r"(?:in (?:step|line|tandem|pace|keeping) with|faster than|(?:keep|keeps|keeping) pace with|at the same pace as)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rises = r"(?:increases?|grows?|rises?|growing|rising|increasing|growth|kept?|keeps?|keeping|remains?)"
    within = rf",\s+(?:and\s+)?(?=(?:{_HOW}|an?|basically|systematic)\s)|,\s+and\s+(?={_HOW},)"
    patterns = {
        "pace": rf"(?P<heads>.+?)\s+(?:(?:that\s+)?(?:is|are|to be)\s+|{rises}\s+)?"
        rf"(?P<goal>(?:to\s+(?:rise|grow|increase|move)\s+)?(?:(?:basically|generally|roughly)\s+)?{_PACE}\s.+)",
        "before": rf"^(?:(?:{_HOW}\s+)?{_MOVES}\s+(?:in|of)\s+|that\s+|both\s+"
        r"|(?:ensure|let|see|make sure|have|increase|raise|grow|achieve|maintain)\s+(?:that\s+)?)+",
        "turned": rf"^(?:(?:achieve|maintain|keep|ensure|see)\s+)?(?P<goal>(?:an?\s+)?(?:{_HOW}\s+){{0,2}}{_MOVES}"
        r"(?:\s+in\s+both\s+the\s+volume\s+and\s+quality)?"
        r"|(?:meet|fulfill|reach|attain)\s+[a-z ]{0,40}?(?:targets|goals|requirements|standards))"
        r"\s+(?:in|for|of|on)\s+(?P<heads>.+)",
        "progress": rf"\b(?:make|achieve)\s+(?P<goal>(?:{_HOW}|new|greater)\s+(?:progress|improvements?))\s+in\s+"
        r"(?P<heads>.+?)(?=,?\s+and\s+(?:ensure|keep|see|make|maintain)\b|$)",
        "quality": r"^(?P<goal>(?:(?:basically|generally|broadly|more)\s+)?"
        r"(?:stable|steady|sound|balanced|systematic|effective)(?:(?:,|\s+and)\s+[\w-]+(?<!s))?)\s+(?P<heads>\w.+)",
        "none": r"^(?:are|is|was|be|that|\w+ly|achieve|stable|systematic|ensure|maintain)?$|^above\b",
        "verb": r"^(?P<goal>(?:to\s+|continue\s+to\s+|further\s+|better\s+|steadily\s+|basically\s+)+"
        r"(?:improve|coordinate|stabilize|optimize|reduce|lower|upgrade|balance|strengthen)"
        r"|improving|reducing)\s+(?P<heads>.+)",
        "list": r";\s*(?:--?|[–—])?\s*|\s+--?\s+|\s+[–—]\s+",
        "capitals": r"(?<![,;:])\s+(?=(?-i:[A-Z][a-z]*)\s+[a-z\d])",
        "within": within,
        "comma": r",\s+(?:and\s+)?",
        "run on": r"(?<!\ba)(?<!\ban)(?<!\bof)(?<!\bin)(?<!\bby)(?<!\band)(?<!\bwith)(?<!\bis)\s+"
        rf"(?=(?:an?|over|around|{_HOW})\s+(?!the\b)\w|(?-i:[A-Z][a-z]+\s+[a-z]))",
        "parts": rf",\s+(?:and\s+)?|{_PAIRS}\s+and\s+(?:that\s+)?",
        "lists": either("en", "target_lists"),
        "goal": rf"\b{either('en', 'goals')}\b",
        "guidance": rf"^{either('en', 'guidance')}\b",
        "openers": rf"^(?:{either('en', 'openers')}[\s,]+)+",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def goals(text: str, mentions: Sequence[Mention], *, item: bool) -> Iterator[tuple[str, Words]]:
    """Main targets in words only.

    Args:
        text: a sentence that lists main targets, in prose, or a line of their list.
        mentions: its numbers; a part of the list with one is no target in words.
        item: it is a line of the list.

    Yields:
        The indicator and its goal; one a head where several have one goal in common.
    """
    dashed = text.startswith(("-", "–", "—", "•"))
    if text.rstrip().endswith(":"):
        return
    told: set[str] = set()
    item = item or dashed
    for start, end, listed in _lines(text, item=item, counted=bool(mentions)):
        clause = text[start:end].strip(" ;.,-–—'\"•")
        at = text.find(clause, start)
        free = not any(one.start < at + len(clause) and at < one.end for one in mentions)
        if not free or not _SHORTEST <= len(clause) <= _LONGEST:
            continue
        for head, goal in _goal(clause, at, listed=listed, item=item):
            if len(head) > 1 and head not in told and not _patterns()["none"].search(head):
                told.add(head)
                yield clipped(head), goal


def punctuated(text: str, mentions: Sequence[Mention]) -> str:
    """A sentence that lists main targets with semicolons where its line breaks were lost; any other as it is.

    Args:
        text: the sentence.
        mentions: its numbers.
    """
    colon = text.find(":", 0, 2 * _LEAD)
    if colon < 0 or len(mentions) <= _MARKS[1][1] or not _patterns()["lists"].search(text, 0, colon):
        return text
    name, stops = _stops(text, colon)
    if name not in ("capitals", "run on"):
        return text
    for start, _ in stops:
        text = f"{text[:start]};{text[start + 1 :]}"
    return text


def _stops(text: str, colon: int) -> tuple[str, list[tuple[int, int]]]:
    """What stands between the lines of a list behind a colon, and where."""
    pattern = _patterns()
    for name, fewest in _MARKS:
        stops = [match.span() for match in pattern[name].finditer(text, colon + 1)]
        if len(stops) >= fewest:
            break
    return name, stops


def _lines(text: str, *, item: bool, counted: bool) -> Iterator[tuple[int, int, bool]]:
    """The parts of a list of targets, and whether they stand as its lines: between dashes, commas, or run together."""
    if item:
        yield 0, len(text), True
        return
    colon = text.find(":", 0, 2 * _LEAD)
    if colon < 0 or not counted:
        yield from ((start, end, False) for start, end in clauses(text, ";"))
        return
    pattern = _patterns()
    name, stops = _stops(text, colon)
    if name in ("list", "capitals"):
        stops = sorted({*stops, *(match.span() for match in pattern["within"].finditer(text, colon + 1))})
    begun = colon + 1
    for first, last in [*stops, (len(text), len(text))]:
        yield begun, first, True
        begun = last


def _goal(clause: str, at: int, *, listed: bool, item: bool) -> Iterator[tuple[str, Words]]:
    """What a part of the list says is to become of what: "incomes to grow in step with GDP", "a drop in waste"."""
    pattern = _patterns()
    paced = False
    for start, end in _joined(clause):
        pace = pattern["pace"].match(clause[start:end])
        if pace and (listed or pattern["before"].match(pace["heads"])):
            paced = True
            for head in pattern["parts"].split(_named(pace["heads"])):
                yield head, Words(pace["goal"], at + start + pace.start("goal"))
    progress = pattern["progress"].search(clause)
    turned = (pattern[name].match(clause) for name in ("turned", "verb", "quality"))
    if found := progress or (next(filter(None, turned), None) if listed and not paced else None):
        for head in pattern["parts"].split(found["heads"]):
            yield _named(head), Words(found["goal"], at + found.start("goal"))
    elif (
        listed
        and not paced
        and not pattern["guidance"].match(clause)
        and not re.search(r"\b(?:we|following)\b", clause)
    ):
        match = pattern["goal"].search(clause, 2)
        if not match and not item:
            return
        heads, begins = (clause[: match.start()], match.start()) if match else (clause, 0)
        for head in pattern["parts"].split(heads.strip(" ,")):
            yield _named(head), Words(clause[begins:], at + begins)


def _joined(clause: str) -> Iterator[tuple[int, int]]:
    """The clauses that "and that" or "and ensure" joins."""
    begun = 0
    for match in re.finditer(r",?\s+and\s+(?=(?:that|ensure)\s)", clause):
        yield begun, match.start()
        begun = match.end()
    yield begun, len(clause)


def _named(head: str) -> str:
    """A head without the words before it that say only that it is to be seen to."""
    head = re.sub(r"\s+(?:that|which)\s+(?:is|are)$", "", head.strip(" ,"))
    return _patterns()["openers"].sub("", _patterns()["before"].sub("", head))
