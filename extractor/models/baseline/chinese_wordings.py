"""What a Chinese sentence says without numbers: outcomes, goals of the main-target list, and initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.models.baseline.chinese_heads import general, shared_ending
from extractor.models.baseline.reading import clauses
from extractor.models.baseline.words import either
from extractor.quantities.mention import Mention
from extractor.report import Sentence
from extractor.schemas.draft import Words

SHORTEST = 6
"""A clause of fewer characters names nothing that could be checked."""
BRIEF = 10
"""A sentence of fewer characters announces a topic, as a heading does, unless it names an instrument."""
SHORTEST_GOAL = 4
LEAD = 80
"""Characters of a sentence, in which the words end that announce a list."""
LONGEST = 40
"""Characters of a wording."""
_NAMING = 3
"""Characters before a rank, of which fewer name nothing."""
_MARKS = "，,；;。"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = (
        *("openers", "manners", "actions", "plans", "doing", "outcomes", "efforts", "issued", "papers", "praise"),
        *("wanting", "guidance", "wishing", "wishes", "instruments", "concrete", "aims", "overall", "ranks"),
        *("goals", "kept", "growth_names", "moved", "indicators", "unnamed", "givers"),
        *("pushing", "works", "vague", "honours", "made", "generic"),
    )
    word = {name: either("zh", name) for name in names}
    before = f"(?:{word['openers']}|{word['manners']}|[\\s、])*"
    made = {
        "openers": f"^(?:{word['openers']}[\\s、]*)+",
        "outcome": f"{word['outcomes']}|{word['made']}",
        "ended": f"{word['outcomes']}(?:运[营行]|使用|[投启]用|通车)?$",
        "effort": f"{before}{word['efforts']}(?!{word['outcomes']})",
        "paper": f"(?:{word['openers']}|[\\s、])*{word['issued']}[^，。；]*{word['papers']}",
        "quoted": f"[“《][^“”《》]*[”》]|{word['honours']}.*",
        "attitude": f"^(?:{word['guidance']})",
        "guidance": f"^(?:{word['guidance']}|{word['wishing']})",
        "action": f"^{before}(?:{word['actions']}|{word['plans']})",
        "doing": f"{before}(?:{word['doing']}|{word['pushing']}.*{word['works']}$)",
        "vague": f"{before}{word['vague']}",
        "wish": f"{word['wishes']}$",
        "instrument": word["instruments"],
        "heads": "、|和(?!谐|平)|及",
        "goal": word["goals"],
        "moves": f"(?<=..)(?:{word['growth_names']}|{word['moved']})$",
        "measure": f"{word['indicators']}(?:等指标)?$",
        "complied": f"(?:{word['openers']})*(?:完成|实现|达到|落实){word['givers']}*的?"
        "(?!的|“|各项|主要|经济社会)(?P<head>[^，、。；]{3,}?)(?:的?(?:目标|任务|计划|要求|指标))+$",
        "rank": word["ranks"],
        "front": "前列$",
        "before": "(?:[均都]|双双|再次|继续|自[^，]{2,12}以来|首次)+$",
        "counted": "^[一二三四五六七八九十]+是",
        "measured": f"(?:{word['generic']}|{word['growth_names']}|完成情况)(?:[在均双稳连首继持].*)?",
        "listed": "(?P<first>[^、]{4,30})、.*(?P<kind>等[^、]{2,20})",
    }
    plain = ("praise", "wanting", "concrete", "aims", "overall", "kept", "unnamed")
    return {name: re.compile(said) for name, said in {**{name: word[name] for name in plain}, **made}.items()}


def outcomes(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[tuple[str, Words, Words | None]]:
    """Completed outcomes that a sentence states without a number, one a clause.

    Args:
        sentence: a sentence that looks back.
        taken: stretches of its text that stand on records already.

    Yields:
        The wording, the clause, and the words of a rank if the clause gives one.
    """
    pattern = _patterns()
    for start, end in _statements(sentence.text):
        clause = sentence.text[start:end]
        if any(first < end and start < last for first, last in taken) or len(clause.strip()) < SHORTEST:
            continue
        rank, done = pattern["rank"].search(clause), pattern["outcome"].search(clause)
        if rank and not done and (pattern["front"].search(rank.group()) or _of_number(clause, rank, start, taken)):
            continue
        if not (rank or done) or pattern["wanting"].search(clause) or pattern["attitude"].match(clause.strip()):
            continue
        if pattern["effort"].match(clause.strip()) or (not rank and _is_praise(clause.strip())):
            continue
        wording = pattern["before"].sub("", clause[: rank.start()]) if rank and rank.start() > _NAMING else clause
        wording = _short(pattern["openers"].sub("", wording.strip()).removeprefix("了"))
        if len(wording) >= 2:
            words = Words(clause.strip(), start + len(clause) - len(clause.lstrip()))
            yield wording, words, Words(rank.group(), start + rank.start()) if rank else None


def _of_number(clause: str, rank: re.Match[str], start: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a clause ranks the number told right before it: it names nothing, or only how that is measured."""
    named = clause[: rank.start()].strip()
    measured = len(named) < _NAMING or _patterns()["measured"].fullmatch(named)
    return bool(measured) and any(0 <= start - last <= 1 for _, last in taken)


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that may state an outcome: clauses, or each thing of a list with its verb (书院开馆、剧场落成)."""
    ended = _patterns()["ended"]
    for start, end in clauses(text, "，,；;。：:"):
        at = start
        listed = clauses(text[start:end], "、") if text.find("、", start, end) > 0 else ()
        for first, _ in listed:
            here = start + first
            if min(here - at, end - here) >= SHORTEST and ended.search(text, at, here - 1):
                yield at, here - 1
                at = here
        yield at, end


def _is_praise(clause: str) -> bool:
    """Whether a clause praises; the title of an honour may, or that of a paper once the paper is issued."""
    pattern = _patterns()
    praised = pattern["praise"].search(pattern["quoted"].sub("", clause))
    return bool(praised) and not pattern["paper"].match(clause)


def goals(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[str, Words]]:
    """Main targets in words only.

    Args:
        sentence: one that lists main targets, in prose, or a line of their list.
        mentions: its numbers; a clause with one is no target in words.

    Yields:
        The indicator and its goal; one a head where several have one goal in common.
    """
    text = sentence.text
    listed = sentence.role == "item"
    start = 0 if listed else max(text.find(mark, 0, LEAD) for mark in "：:") + 1
    told: set[tuple[str, str]] = set()
    if not listed and (not mentions or text.rstrip().endswith((":", "："))):
        return
    for begin, end in [(0, len(text))] if listed else clauses(text[start:], _MARKS):
        clause = text[start + begin : start + end].strip(" 。；;.,，-–—'\"")
        at = text.find(clause, start + begin)
        free = not any(one.start < at + len(clause) and at < one.end for one in mentions)
        if free and SHORTEST_GOAL <= len(clause) <= LONGEST * 2:
            for indicator, goal in _goal(clause, at, listed=listed):
                if len(re.findall(r"\w", indicator)) > 1 and (indicator, goal.text) not in told:
                    told.add((indicator, goal.text))
                    yield indicator, goal


def _goal(clause: str, at: int, *, listed: bool) -> Iterator[tuple[str, Words]]:
    """What a clause says is to become of what: 居民收入与经济增长同步."""
    pattern = _patterns()
    guides = not listed and (pattern["guidance"].match(clause) or pattern["aims"].search(clause))
    if guides or clause.endswith((":", "：")):
        return
    if complied := pattern["complied"].match(clause):
        yield _short(complied["head"]), Words(clause, at)
        return
    match = pattern["kept"].search(clause, 2) or pattern["goal"].search(clause, 2)
    if not match and not listed:
        return
    heads = clause[: match.start()].strip(" ，,、") if match else clause
    if not listed and match and not _is_goal(heads, match):
        return
    goal = Words(clause[match.start() :], at + match.start()) if match else Words(clause, at)
    heads = general(pattern["moves"].sub("", heads))
    for head in shared_ending([head for head in pattern["heads"].split(heads) if head]):
        if named := pattern["openers"].sub("", head.strip()):
            yield _short(named), goal


def _is_goal(heads: str, match: re.Match[str]) -> bool:
    """Whether a clause of prose sets a goal: it names a measure, or what is to be kept to."""
    pattern = _patterns()
    return not pattern["unnamed"].match(heads) and bool(match.re is pattern["kept"] or pattern["measure"].search(heads))


def initiative(text: str, mentions: Sequence[Mention] = (), *, numbered: bool) -> str | None:
    """The title of the action that a sentence or measure announces, or None where it only guides.

    Args:
        text: the sentence, or all sentences of a numbered measure.
        mentions: its numbers, which a title leaves out.
        numbered: the report numbers this measure, so it is an initiative whatever it says.
    """
    pattern = _patterns()
    if not numbered and len(text.strip()) < BRIEF and not pattern["instrument"].search(text):
        return None
    said = _announced(text)
    if numbered:
        return _title(text, *said[0], mentions) if said else _short(text.strip())
    if not said or pattern["overall"].search(text):
        return None
    telling = [_telling(text, start, end, place, mentions) for place, (start, end) in enumerate(said)]
    return _title(text, *said[telling.index(max(telling))], mentions)


def _announced(text: str) -> list[tuple[int, int]]:
    """The clauses that announce an action, without the blanks at their ends; none where none is on something concrete.

    Beside one that is, what makes or ends something needs no other sign that it is concrete (组建医共体).
    """
    pattern = _patterns()
    found, sure = [], False
    for start, end in clauses(text, _MARKS):
        clause = text[start:end].strip()
        if action := _acts(clause):
            concrete = bool(pattern["concrete"].search(clause, action.start()))
            if concrete or pattern["doing"].match(clause):
                at = text.find(clause, start)
                found.append((at, at + len(clause)))
                sure = sure or concrete
    return found if sure else []


def _telling(text: str, start: int, end: int, place: int, mentions: Sequence[Mention]) -> float:
    """How much a clause tells of what is done: to make or end something is more than to push ahead or to improve.

    Of clauses that tell as much the earlier is meant; one with a number is told by its target already.
    """
    pattern = _patterns()
    clause = text[start:end]
    counted = any(start <= one.start < end for one in mentions)
    return 2 * bool(pattern["doing"].match(clause)) - bool(pattern["vague"].match(clause)) - counted - min(place, 3) / 2


def _title(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str:
    return _short(_patterns()["counted"].sub("", _unnumbered(text, start, end - start, mentions)))


def _unnumbered(text: str, start: int, length: int, mentions: Sequence[Mention]) -> str:
    """A clause without its numbers (建设12座书院 is 建设书院); as it is where little would be left."""
    kept, at, end = [], start, start + length
    for one in mentions:
        if at <= one.start and one.end <= end:
            kept.append(text[at : one.start])
            at = one.end
    title = re.sub("、(?=[、和及与]|$)|[和及与各达共约]$", "", "".join([*kept, text[at:end]]))
    return title if len(title) >= SHORTEST else text[start:end]


def _acts(clause: str) -> re.Match[str] | None:
    """The action that a clause announces, if it does; a wish or guidance announces none."""
    pattern = _patterns()
    action = pattern["action"].search(clause)
    if not action or pattern["guidance"].match(clause) or pattern["aims"].search(clause):
        return None
    return action if not pattern["wish"].search(clause) or pattern["instrument"].search(clause, action.end()) else None


def _short(wording: str) -> str:
    wording = wording.strip(" ，,；;。.")
    wording = next(wording[start:end] for start, end in clauses(wording, _MARKS))
    listed = _patterns()["listed"].fullmatch(wording) if len(wording) > LONGEST else None
    return clipped(listed["first"] + listed["kind"] if listed else wording)


def clipped(wording: str) -> str:
    """Cut a wording that is too long for one."""
    return wording[:LONGEST].strip()
