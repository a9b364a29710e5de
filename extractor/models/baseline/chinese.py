"""Chinese clauses: a sentence and its quantity mentions to readings, by word order and closed word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from extractor.models.baseline.chinese_earlier import (
    bare,
    full,
    held_against,
    is_generic,
    marks,
    measured_by,
    multiple,
    object_before,
    of_plan,
    part_of,
    respective,
    shared_start,
    subject_before,
)
from extractor.models.baseline.chinese_heads import (
    BREAKS,
    LONGEST_TAIL,
    SHORT_TAIL,
    Phrase,
    bare_actions,
    distribute,
    head_of,
    parted,
    patterns,
    tail_of,
    thing_measured,
)
from extractor.models.baseline.chinese_places import Place, clause_end, in_passing, lead_start
from extractor.models.baseline.reading import Reading, Run, listed, runs
from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

_LISTED_NEAR = 24
"""Characters before a number in which 分别 makes a comma a mark of its list, and units differ."""
_LONGEST_SUBJECT = 8
_RANK_REACH = 60
_LEAST_BEHIND = 4
_SCOPES = ("市", "省", "区", "县", "国", "级", "地", "类", "内", "中", "上", "有", "现", "的", "让", "使")
"""What ends the words before a share of the thing behind it; behind another noun the share is that noun's."""
_SIZES = frozenset({"m", "m2", "kW"})
_NOT_COUNTS = frozenset({"%", "pp", "permille"})


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
    return _ranked_together(text, readings)


def _ranked_together(text: str, readings: list[Reading]) -> list[Reading]:
    """Give a rank that is said of all (均居全省第一) to the record before its own too."""
    for place in range(1, len(readings)):
        rank, before = readings[place].rank, readings[place - 1]
        if rank and rank.at and text[rank.at - 1] in "均都" and before.relation == "own" and not before.rank:
            end = rank.at + len(rank.text)
            readings[place - 1] = replace(before, rank=rank, end=max(before.end, end))
    return readings


def _beside(text: str, here: Mention, after: Mention) -> bool:
    """Whether two numbers are of one list: the same unit, list marks between them, and no verb of its own."""
    between = text[here.end : after.start]
    if not (marks()["gap"].match(between) or marks()["comma"].match(between)) or not between:
        return False
    if marks()["each"].search(text[max(0, here.start - _LISTED_NEAR) : here.number_start]):
        return (here.direction is None) == (after.direction is None)
    moves = marks()["moves"].search(text[after.start : after.number_start])
    return here.unit == after.unit and not moves and not marks()["comma"].match(between)


def _read_run(text: str, run: Run, before: list[Reading]) -> list[Reading]:
    first, last = run.mentions[0], run.mentions[-1]
    start = lead_start(text, run.floor, first.start, after_number=bool(before))
    clause = start, clause_end(text, last.end)
    lead = text[start : first.start]
    if first is last:
        linked = bool(before) and not any(mark in text[run.floor : first.start] for mark in BREAKS)
        return [_read_one(first, Place(text, lead, *clause, run.ceiling, linked), before)]
    count = len(run.mentions)
    if (base := marks()["base"].search(lead)) and marks()["onward"].match(text[last.end : run.ceiling]):
        named = distribute(full(head_of(lead[: base.start()], listing=True), first, before), count)
        return [Reading(one, head, "base", *clause) for one, head in zip(run.mentions, named, strict=True)]
    earlier = [one for one in before if one.group][-count:]
    heads = [head for head in _heads(lead, first, before, count) if head != "累计"] or [""] * count
    if not any(heads) and not before and start and not bare(lead):
        heads = distribute(subject_before(text, start), count)
    if not any(heads) and len(before) >= count and all(one.relation == "base" for one in before[-count:]):
        heads = [one.head for one in before[-count:]]
    if not any(heads) and first.unit == "times" and len(earlier) == count:
        heads = [one.head for one in earlier]
    if not any(heads) and "累计" in lead and len(earlier) == count and not first.direction:
        heads = [parted(one.head)[1] + "累计" for one in earlier]
    made = listed(run, heads, clause, [one.group for one in earlier])
    rank = _rank(text, last.end, run.ceiling)
    return [replace(one, rank=rank) for one in made] if rank else made


def _heads(lead: str, first: Mention, before: list[Reading], count: int) -> list[str]:
    """The heads of a list of numbers; actions alone (新开工、建成分别…) are done to the thing before."""
    if compared := multiple(first, lead):
        lead = lead[: compared.start()]
    if own := held_against(lead, before, count) or respective(lead, before, count):
        return own
    actions = bare_actions(lead)
    if before and len(actions) == count:
        return [object_before(action, first, before, linked=True) for action in actions]
    phrase = head_of(lead, listing=True)
    things = [one.head for one in before if one.group and one.head][-count:]
    if is_generic(phrase.text) and len(things) == count:
        return [measured_by(one, phrase.text) for one in things]
    head = full(phrase, first, before)
    if (each := marks()["each_of"].match(head)) and len(head) > each.end():
        shares = distribute(head[each.end() :], count)
        if len(set(shares)) == 1 and len(things) == count:
            return [one + said for one, said in zip(things, shares, strict=True)]
        return shares
    return distribute(head, count) if head else [""] * count


def _read_one(mention: Mention, place: Place, before: list[Reading]) -> Reading:
    text, lead = place.text, place.lead
    rank = _rank(text, mention.end, place.ceiling)
    end = max(place.end, rank.at + len(rank.text)) if rank and rank.at is not None else place.end
    made = partial(Reading, mention, start=place.start, end=end)
    if (base := marks()["base"].search(lead)) and marks()["onward"].match(text[mention.end : place.ceiling]):
        return made(full(head_of(lead[: base.start()]), mention, before), "base")
    compared = multiple(mention, lead)
    if before and before[-1].relation == "base" and marks()["turned"].fullmatch(lead):
        return made("", "more")
    phrase = head_of(lead[: compared.start()] if compared else lead)
    if against := held_against(lead, before):
        over = replace(mention, direction="up") if mention.unit == "pp" and marks()["planned"].match(lead) else mention
        return replace(made(against[0], "own", group=mention.start + 1), mention=over)
    tail = _behind(mention, place, whole=not phrase.text) if not mention.direction else ""
    if turned := marks()["turned"].match(text, mention.end, place.ceiling):
        return made(phrase.noun + head_of(turned.group()).text, "base")
    if passing := in_passing(mention, place, phrase, tail):
        return made(*passing)
    group = mention.start + 1
    if not mention.direction and (thing := thing_measured(phrase.noun, text[mention.end : place.end])):
        going = mention.unit == "CNY" and marks()["under_way"].search(text, mention.end, place.end)
        return made(thing, "nothing" if going else "own", rank=rank, group=group)
    if tail and (named := _named_behind(mention, place, phrase, tail, before)):
        return made(named, "own", rank=rank, group=group)
    head = _before(mention, place, phrase, before)
    if head and mention.unit == "%" and (goes := marks()["goes_to"].match(text, mention.end, place.end)):
        head += goes.group()
    return made(head, "own" if head else "more", rank=rank, group=group if head else _level_of(mention, before))


def _level_of(mention: Mention, before: list[Reading]) -> int:
    """The group of the level that a growth belongs to, where another number held that level against others."""
    head = before[-1].head if before and mention.direction else ""
    level = marks()["against"].sub("", head)
    return next((one.group for one in reversed(before) if one.head == level), 0) if level != head else 0


def _behind(mention: Mention, place: Place, *, whole: bool) -> str:
    """What stands behind a number; a bare grade borrows the noun of the next (1条省级、3条市级河道)."""
    until = min(place.ceiling, place.end)
    whole |= mention.unit == "%" and place.text.startswith("的", mention.end)
    tail = tail_of(place.text[mention.end : until], whole=whole and until == place.end)
    if until < place.end:
        tail = patterns()["runs_on"].sub("", patterns()["ending"].sub("", tail))
    if tail[-1:] in tuple("级型类列") and len(tail) <= 4 and place.ceiling < place.end:
        following = place.text[place.ceiling : place.end].split("、")[-1]
        tail += following[following.find(tail[-1]) + 1 :] if tail[-1] in following else ""
    elif place.text.startswith("、", mention.end + len(tail)) and marks()["places"].fullmatch(tail):
        shared = marks()["placed"].search(place.text, place.ceiling, place.end)
        tail += shared[1] if shared else ""
    return tail


def _named_behind(mention: Mention, place: Place, phrase: Phrase, tail: str, before: list[Reading]) -> str:
    """The indicator of a number whose noun stands behind it; empty where the noun before it is what counts."""
    counts = mention.unit not in _NOT_COUNTS
    if _yields(phrase, place.lead) and (counts or not phrase.text):
        return _prefix(mention, place, phrase, tail, before) + tail
    if mention.unit == "%" and _shares_out(mention, place) and not re.search("[占比率]", place.lead):
        return phrase.text + tail
    if phrase.noun and is_generic(phrase.noun) and counts and place.text.startswith("的", mention.end):
        return tail + phrase.noun
    sized = mention.unit in _SIZES and not phrase.levels and _is_sized(phrase, tail)
    if phrase.noun and (mention.unit == "count" or sized) and not patterns()["predicate"].match(tail):
        return full(phrase, mention, before, linked=place.linked) + tail
    return ""


def _is_sized(phrase: Phrase, tail: str) -> bool:
    """Whether a length or an area is that of the thing behind it (东湖片区3万平方米研发楼), not before."""
    return not marks()["measured"].search(phrase.noun) and not marks()["says"].match(tail) and len(tail) > SHORT_TAIL


def _shares_out(mention: Mention, place: Place) -> bool:
    """Whether a share is one of the thing behind it (市区两级98%以上事项实现网上办理)."""
    behind = place.text[mention.end : min(place.ceiling, place.end)]
    return behind.startswith("的") or (place.lead.endswith(_SCOPES) and len(behind) >= _LEAST_BEHIND)


def _yields(phrase: Phrase, lead: str) -> bool:
    """Whether a lead only introduces the noun behind the number: a bare action, names with 等, a place."""
    noun = phrase.noun
    return not noun or lead.endswith("的") or bool(patterns()["acts"].search(noun) or marks()["within"].search(noun))


def _prefix(mention: Mention, place: Place, phrase: Phrase, tail: str, before: list[Reading]) -> str:
    """What of the lead belongs before the noun behind the number."""
    short = len(tail) <= SHORT_TAIL
    if acts := patterns()["acts"].search(phrase.noun):
        if phrase.text and len(phrase.noun) - len(acts.group()) > SHORT_TAIL and marks()["made"].search(phrase.noun):
            return phrase.action + patterns()["ending"].sub("", phrase.noun[: acts.start()])
        return phrase.text if len(phrase.noun) <= _LONGEST_SUBJECT or short else acts.group()
    if phrase.names and short and not phrase.action:
        return phrase.names
    if marks()["within"].search(phrase.noun) or (phrase.noun and short):
        return phrase.noun
    return phrase.action or ("" if phrase.names else _action_before(mention, place, phrase, before))


def _action_before(mention: Mention, place: Place, phrase: Phrase, before: list[Reading]) -> str:
    """The action that a listed thing shares with the one before it (新建绿道3公里、公园2个)."""
    earlier = next((one for one in reversed(before) if one.relation == "own"), None)
    if (
        not place.linked
        or before[-1].relation == "base"
        or not earlier
        or phrase.levels
        or marks()["causes"].match(place.lead)
        or mention.direction
        or earlier.mention.direction
    ):
        return ""
    money = mention.unit == "CNY"
    if money != (earlier.mention.unit == "CNY") or mention.unit in _NOT_COUNTS:
        return ""
    if patterns()["predicate"].match(phrase.noun):
        return ""
    inner = marks()["inner"].match(earlier.head)
    return parted(earlier.head)[0] or (inner.group() if inner else "")


def _before(mention: Mention, place: Place, phrase: Phrase, before: list[Reading]) -> str:
    """The indicator of a number whose noun stands before it; empty where it says more of the head before."""
    last = before[-1] if before else None
    if phrase.names:
        return phrase.action + phrase.names
    if last and place.linked and _continues(phrase.text, last, place):
        return last.head
    if last and (head := _part_of_last(mention, phrase, last)):
        return head
    if not phrase.text and not before:
        return bare(place.lead) or subject_before(place.text, place.start)
    if mention.unit == "%" and not mention.direction and (share := of_plan(place.lead, before)):
        return share
    if mention.unit in _NOT_COUNTS and not mention.direction and marks()["part"].search(place.lead):
        phrase = phrase._replace(noun=part_of(phrase.noun, before))
    elif phrase.noun and not phrase.action and not is_generic(phrase.noun):
        start = shared_start(phrase.noun, before[-1]) if place.linked and before else ""
        phrase = phrase._replace(action=_action_before(mention, place, phrase, before) + start)
    if not before and place.start and not mention.direction and _leaves_out(phrase):
        subject = subject_before(place.text, place.start)
        cut = len(subject) >= LONGEST_TAIL
        return phrase.text if cut else parted(subject)[1].removesuffix(phrase.text) + phrase.text
    head = _of_scope(full(phrase, mention, before, linked=place.linked), place, last)
    topic = marks()["topic"].match(place.text) if marks()["topical"].match(head) else None
    return topic[1] + head if topic and place.start > topic.end() else head


def _part_of_last(mention: Mention, phrase: Phrase, last: Reading) -> str:
    """What was just counted, without 新增, by its grade (其中国家级11家) or as the days that a share is of."""
    graded = marks()["graded"]
    if graded.fullmatch(phrase.text) and last.mention.noun == mention.noun:
        return phrase.noun + graded.sub("", parted(last.head)[1])
    if phrase.text:
        return ""
    if mention.unit == "day" and last.mention.unit == "%" and "天数" in last.head:
        return last.head[: last.head.index("天数") + len("天数")]
    if mention.direction or last.mention.unit != mention.unit:
        return ""
    head = patterns()["added"].sub("", last.head)
    return head if head != last.head else ""


def _of_scope(head: str, place: Place, last: Reading | None) -> str:
    """Whose the things are that a sum speaks of, said before their count (东湖新城12个项目完成投资3亿元)."""
    if last is None or last.relation != "base" or any(m in place.text[last.mention.end : place.start] for m in BREAKS):
        return head
    at = max(last.head.find(head[:2]), 0) if len(head) > 1 else 0
    return last.head[:at] + head


def _leaves_out(phrase: Phrase) -> bool:
    """Whether a clause leaves what it speaks of to the one before: 加强道路建设，建成19条; 提高养老金，人均达3200元."""
    if phrase.noun:
        return not phrase.action and is_generic(phrase.noun)
    return bool(phrase.action) and not patterns()["whole"].search(phrase.action)


def _continues(head: str, last: Reading, place: Place) -> bool:
    """Whether a number stands right behind the noun that another counts (交付12个项目3万套)."""
    unparted = not place.text[last.mention.end : place.start].strip()
    return bool(head) and unparted and last.head.endswith(head) and head != last.head and place.lead.strip() == head


def _rank(text: str, start: int, ceiling: int) -> Words | None:
    """A rank or record that the rest of the clause gives, or a clause behind it that has no subject of its own."""
    stop = text.find("。", start, ceiling)
    match = marks()["rank"].search(text, start, min(start + _RANK_REACH, ceiling if stop < 0 else stop))
    if not match:
        return None
    mark = max(text.rfind(mark, start, match.start()) for mark in f"{BREAKS}、")
    said = patterns()["openers"].sub("", text[mark + 1 : match.start()]) if mark >= 0 else ""
    said = said.rstrip("均都双")
    own = said and len(said) > SHORT_TAIL and not is_generic(said)
    return None if own else Words(match.group(), match.start())
