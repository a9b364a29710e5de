"""Chinese clauses: a sentence and its quantity mentions to readings, by word order and closed word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from extractor.models.baseline.reading import Reading, Run, listed, runs
from extractor.models.baseline.words import either
from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

BREAKS = "，,；;。！？：:|"
LONGEST_TAIL = 16
"""A noun phrase behind its number is cut at its predicate when it is longer than this."""

SHORT_TAIL = 2
"""A noun of so few characters (项目) does not say what is counted; the names before it do."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = ("openers", "value_verbs", "actions", "light", "generic", "measures", "predicates", "ranks", "turns")
    word = {name: either("zh", name) for name in names}
    return {
        "openers": re.compile(f"^(?:{word['openers']}|[\\s、])+"),
        "ending": re.compile(f"(?:{word['value_verbs']}|[\\s、])+$"),
        "actions": re.compile(f"^(?:{word['actions']}|{word['light']}|[了并、和及或])+"),
        "generic": re.compile(f"^{word['generic']}$"),
        "measures": re.compile(f"({word['measures']})$"),
        "predicate": re.compile(word["predicates"]),
        "rank": re.compile(word["ranks"]),
        "turn": re.compile(word["turns"]),
        "added": re.compile("^(?:新增加?|净增|增设|累计新增|又新增|再新增)"),
        "share": re.compile("^占"),
        "acts": re.compile(f"(?:{word['actions']}){{1,2}}$"),
        "names": re.compile("(?:等|的)$"),
        "noun": re.compile("^(?:率|量|额|数|面|规模|能力|水平|强度|期|者|区|项目|计划|工程)"),
        "base": re.compile("(?:由|从)[^，。；]{0,12}$"),
        "onward": re.compile("^[^，。；]{0,4}?(?:增|提|升|降|减|下|扩|上|到|至|跃|缩|变|调|发展)"),
        "gap": re.compile("^[\\s、,，和及与以:：∶]*$"),
        "moves": re.compile("[增升降减涨落]"),
    }


def read(text: str, mentions: Sequence[Mention]) -> list[Reading]:
    """Read the quantity mentions of a Chinese sentence.

    Args:
        text: the sentence.
        mentions: its mentions that are quantities, in order.

    Returns:
        One reading a mention, in order.
    """
    readings: list[Reading] = []
    for run in runs(text, mentions, partial(_beside, text)):
        readings += _read_run(text, run, readings)
    return readings


def _beside(text: str, here: Mention, after: Mention) -> bool:
    """Whether two numbers are of one list: the same unit, list marks between them, and no verb of its own."""
    between = text[here.end : after.start]
    moves = _patterns()["moves"].search(text[after.start : after.number_start])
    return bool(between) and here.unit == after.unit and not moves and bool(_patterns()["gap"].match(between))


def _read_run(text: str, run: Run, before: list[Reading]) -> list[Reading]:
    first, last = run.mentions[0], run.mentions[-1]
    start = _lead_start(text, run.floor, first.start, after_number=bool(before))
    clause = start, _clause_end(text, last.end)
    lead = text[start : first.start]
    if first is last:
        return [_read_one(text, first, lead, clause, run.ceiling, before)]
    heads = _distribute(_head(lead), len(run.mentions))
    return listed(run, heads, clause, [one.group for one in before[-len(heads) :] if one.group])


def _read_one(
    text: str, mention: Mention, lead: str, clause: tuple[int, int], ceiling: int, before: list[Reading]
) -> Reading:
    start, end = clause
    rank = _rank(text, mention.end, ceiling)
    end = max(end, rank.at + len(rank.text)) if rank and rank.at is not None else end
    if (base := _patterns()["base"].search(lead)) and _patterns()["onward"].match(text[mention.end : ceiling]):
        return Reading(mention, _full(_head(lead[: base.start()]), before), "base", start, end)
    head = _head(lead)
    tail = _tail(text[mention.end : min(ceiling, _clause_end(text, mention.end))]) if not mention.direction else ""
    added = _patterns()["added"].match(head)
    if tail and _yields(head, lead) and (_counts(mention) or not head):
        short = len(tail) <= SHORT_TAIL and not added
        prefix = added.group() if added else head if short else ""
        return Reading(mention, prefix + tail, "own", start, end, rank)
    if tail and head and mention.unit == "count" and not _patterns()["predicate"].match(tail):
        return Reading(mention, _full(head, before) + tail, "own", start, end, rank)
    if not head and before and not mention.direction and before[-1].mention.unit == mention.unit:
        head = _patterns()["added"].sub("", before[-1].head)
        head = head if head != before[-1].head else ""
    if not head and not before:
        head = _bare(lead) or _subject(text, start)
    return Reading(mention, _full(head, before), "own" if head else "more", start, end, rank)


def _bare(lead: str) -> str:
    """An action that is itself what is counted: 植树造林 8.5万亩."""
    return _patterns()["ending"].sub("", _patterns()["openers"].sub("", lead.strip())).strip(" 、的")


def _subject(text: str, start: int) -> str:
    """The subject of the clause before, where a clause has none: 进出口逆势上扬，完成…."""
    clauses = re.split("[，,；;：:]", text[: max(start - 1, 0)])
    subject = _patterns()["openers"].sub("", clauses[-1].strip())
    turn = _patterns()["turn"].search(subject, 2)
    return (subject[: turn.start()] if turn else subject)[:LONGEST_TAIL]


def _counts(mention: Mention) -> bool:
    """Whether what a number counts may stand behind it: amounts do, shares and changes do not."""
    return not mention.direction and mention.unit not in ("%", "pp", "permille")


def _yields(head: str, lead: str) -> bool:
    """Whether a lead only introduces the noun behind the number: no head, a bare action, a list of names with 等."""
    pattern = _patterns()
    added = pattern["added"].fullmatch(head)
    return not head or bool(added or pattern["acts"].search(head) or pattern["names"].search(lead))


def _full(head: str, before: list[Reading]) -> str:
    """Put back what a clause leaves to an earlier one: 总数 of what, 占GDP比重 of what."""
    pattern = _patterns()
    if not head or not before or not (pattern["generic"].match(head) or pattern["share"].match(head)):
        return head
    earlier = next((one.head for one in reversed(before) if one.head and "占" not in one.head), "")
    earlier = pattern["added"].sub("", earlier)
    return earlier if earlier.endswith(head) else earlier + head


def _lead_start(text: str, floor: int, ceiling: int, *, after_number: bool) -> int:
    """Where the words begin that lead up to a number: behind the last mark of the stretch before it.

    A 、 is such a mark only next to the number before (…1800亿元、科技型企业贷款2100亿元), not inside a list of names.
    """
    start, depth = floor, 0
    for position in range(ceiling - 1, floor - 1, -1):
        char = text[position]
        depth = max(0, depth + (char in ")）”》") - (char in "(（“《"))
        if char in BREAKS and not depth:
            return position + 1
    if after_number and (mark := text.find("、", floor, ceiling)) >= 0:
        return mark + 1
    if after_number and (joined := re.search("(?:以及|[和及与])$", text[floor:ceiling])):
        return floor + joined.end()
    return start


def _clause_end(text: str, start: int) -> int:
    depth = 0
    for position in range(start, len(text)):
        char = text[position]
        depth = max(0, depth + (char in "(（“《") - (char in ")）”》"))
        if char in BREAKS and not depth:
            return position
    return len(text)


def _head(lead: str) -> str:
    """Strip what leads to a number down to the noun phrase that it measures."""
    pattern = _patterns()
    head = _unquoted(lead.strip())
    head = pattern["ending"].sub("", head)
    head = _after_action(pattern["openers"].sub("", head))
    head = pattern["ending"].sub("", pattern["openers"].sub("", head))
    return head.strip(" 、的\u3000")


def _after_action(head: str) -> str:
    """Take the object of the last action of a coordination (规划、建设公园 is 公园); 新增 is meant and stays."""
    pattern = _patterns()
    parts = head.split("、")
    for place in range(len(parts) - 1, -1, -1):
        if pattern["added"].match(parts[place]):
            return "、".join(parts[place:])
        if match := pattern["actions"].match(parts[place]):
            rest = parts[place][match.end() :]
            if pattern["noun"].match(rest) or (place and not rest and place < len(parts) - 1):
                continue
            return "、".join([rest, *parts[place + 1 :]])
    return head


def _unquoted(lead: str) -> str:
    """Cut a lead that begins inside a bracket or quotation behind its closing mark."""
    for opening, closing in ("（）", "()", "“”", "《》"):
        close = lead.find(closing)
        if close >= 0 and (lead.find(opening) < 0 or lead.find(opening) > close):
            lead = lead[close + 1 :]
    return lead


def _tail(tail: str) -> str:
    """The noun phrase behind a number, up to its predicate."""
    if tail.startswith(("（", "(")) and (close := max(tail.find("）"), tail.find(")"))) > 0:
        tail = tail[close + 1 :]
    tail = tail.split("、")[0].strip().removeprefix("以上").removeprefix("的").removesuffix("等")
    if match := _patterns()["predicate"].search(tail, 2):
        cut = tail[: match.start()]
        if len(tail) > LONGEST_TAIL or len(cut) >= 4:
            tail = cut
    return re.sub("(?:以及|[和及与])$", "", tail[:40].strip(" 的"))


def _distribute(head: str, count: int) -> list[str]:
    """Give each number of a list its own of the listed heads, with the measure that the heads share."""
    head = re.split("分别|各自", head)[0]
    parts = [part for part in re.split("[、]|(?<=[^总])和(?!谐)|以及|及|与", head) if part]
    if len(parts) != count:
        return [head] * count
    shared = _patterns()["measures"].search(parts[-1])
    if shared and shared.start() > 0:
        ending = shared.group(1)
        if not any(_patterns()["measures"].search(part) for part in parts[:-1]):
            parts = [part if part.endswith(ending) else part + ending for part in parts]
    return parts


def _rank(text: str, start: int, ceiling: int) -> Words | None:
    """A rank or record that the rest of the clause, or the clause behind it, gives."""
    stop = text.find("。", start, ceiling)
    match = _patterns()["rank"].search(text, start, min(start + 60, ceiling if stop < 0 else stop))
    return Words(match.group(), match.start()) if match else None
