"""The words around a Chinese number in, the noun phrase that it measures out: with its action, without its verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from extractor.models.baseline.words import either, words

BREAKS = "，,；;。！？：:|"
LONGEST_TAIL = 16
"""A noun phrase behind its number is cut at its predicate when it is longer than this."""
LONGEST_CLAUSE = 28
"""A clause that begins with its number is read with its predicate up to this length."""
SHORT_TAIL = 2
"""A noun of so few characters (项目) does not say what is counted; the names before it do."""
_MODIFIERS = "级型类式性化”"
_NAMES_END = ("等", "、", "和", "及", "与")
"""Behind these a number counts something that the names before it do not."""
_TOPICS = ("领域", "方面")
_TOLD = ("新增", "占", "相当于")
"""What is said of each head of a list behind 分别 and belongs to it."""
_EVERYWHERE = ("全国", "全省", "全市", "国家", "省", "市")
_COUNTED = "[0-9一二两三四五六七八九十]+余?[个项家座条宗处所件栋幢艘台]"
_HALVES = {"存": "款", "进": "口"}
"""What the first of two words that share their end leaves out (存、贷款)."""
_BRACKETS = (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》"))


class Phrase(NamedTuple):
    """What leads up to a number.

    Attributes:
        action: what is done to the thing (新建, 新增); empty where nothing is, or the verb says nothing (完成).
        noun: the thing; empty where it stands behind the number.
        names: examples with 等 at their end, for which the noun behind the number stands.
        levels: a verb of reaching stood between the thing and its number (达, 为), so the thing is no object.
    """

    action: str = ""
    noun: str = ""
    names: str = ""
    levels: bool = False

    @property
    def text(self) -> str:
        """Action and thing."""
        return self.action + self.noun


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The word lists as patterns, by name."""
    names = (
        *("openers", "value_verbs", "actions", "light", "support", "sums"),
        *("generic", "rates", "sorts", "whole", "measures", "predicates", "not_objects"),
        *("dimensions", "whose"),
    )
    word = {name: either("zh", name) for name in names}
    return {
        "openers": re.compile(f"^(?:{word['openers']}|[\\s、])+"),
        "ending": re.compile(f"(?:{word['value_verbs']}|[\\s、])+$"),
        "actions": re.compile(
            f"^(?:(?:{word['actions']}|{word['light']})(?:好(?![房评转事]))?|[了并、或]|及(?![时早其])|和(?![美谐睦]))+"
        ),
        "bare": re.compile(f"(?:{word['actions']}|[并、和及或])+"),
        "support": re.compile(f"^(?:{word['support']})+"),
        "generic": re.compile(f"^{word['sorts']}?(?:{word['generic']}|{word['rates']})$"),
        "measures": re.compile(f"({word['measures']})$"),
        "predicate": re.compile(word["predicates"]),
        "added": re.compile("^(?:新增加?|净增|增设|累计新增|又新增|再新增)"),
        "acts": re.compile(f"(?:{word['actions']}){{1,2}}$"),
        "levels": re.compile("[达为至到超破占有居是]"),
        "noun": re.compile(word["not_objects"]),
        "examples": re.compile("^(?:.*、.*|.{3,})(?<![高中平同优对上均相不特初一二三劣])等(?=[^级于教同候待]{2})"),
        "joints": re.compile("、|(?<=[^总])和(?![谐美睦])|以及|(?<![惠普涉波])及(?!其)|与|(?<=[”》])(?=[“《])"),
        "compared": re.compile(
            "^(?:(?:扣除|剔除|按照?|考虑)[^，。；]{2,12}(?:因素|口径|影响)(?:计算|测算)?[后下]?|(?:比(?![重例率])|较(?!快)|与.+相比)[^占率重]{1,10}|[^是为]{0,8}(?:年前|同期|全国平均(?:水平)?|上年末?)|(?:提|增|上|扩|下|降|减|回|调|优|升|缩|压|变|转|拓|发|跃).{0,2}[至到为成](?:20[0-9]{2}年)?)$"
        ),
        "to_year": re.compile("^[提增上扩下降减回调优升缩压变转拓发跃].{0,2}[至到为成]20[0-9]{2}年[底末]?$"),
        "since": re.compile(
            "(?<=..)(?:[比较][^，。；]{0,12}(?:期间|时期|同期|年前|上年|去年|年末|年底|(?<!在|于)[0-9]{4}年)"
            "|(?<!分别)(?:[是为]|相当于)[^，。；是为]{0,4}(?:同期|年前|上年|去年))$"
        ),
        "became": re.compile(
            "^[^，。；]{0,20}?成为[^，。；]{0,8}?(?:首[个座家]|第[0-9一二三四五六七八九十]+[个座家]|唯一一?[个座家]?)(?=..)"
        ),
        "aside": re.compile("(?<=..)(?<![重主][点要])在[^，。；]{2,40}?(?:等方面|等领域|方面|领域|环节)(?=..)"),
        "told": re.compile(f"(?:{word['rates']}|总数)$"),
        "whole": re.compile(word["whole"]),
        "sums": re.compile(f"{word['sums']}$"),
        "runs_on": re.compile("(?:完成|实现|总)?投资$"),
        "dimension": re.compile(f"(?:^|[、的])({word['dimensions']})$"),
        "sized": re.compile(
            f"(?:[、和及]?(?:{word['dimensions']})?[约近超达逾]?[0-9][0-9.,]*[^，。；、0-9的]{{1,6}}){{0,3}}"
            f"(?:的(?:{_COUNTED})?|{_COUNTED})"
        ),
        "whose": re.compile(f"{word['whose']}$"),
        "half": re.compile("(?<=存)(?=、贷款)|(?<=进)(?=、出口)"),
        "joined": re.compile("(?:和(?![谐平美睦煦])|及(?!时)|与|以及)"),
        "together": re.compile("(?:[两二三四五六七八九十]|[0-9]{1,2})[个大项类家](?=[^，。；、]{2,12}$)"),
    }


def head_of(lead: str, *, listing: bool = False) -> Phrase:
    """Strip what leads to a number down to the phrase that it measures.

    Args:
        lead: the words before the number, from the last break on.
        listing: several numbers share them, so that examples with 等 may stand in each of several heads.
    """
    pattern = patterns()
    lead = pattern["became"].sub("", pattern["aside"].sub("", _unquoted(lead.strip())))
    bare = pattern["ending"].sub("", lead)
    levels = bool(pattern["levels"].search(lead, len(bare)))
    head = pattern["openers"].sub("", bare)
    if pattern["to_year"].match(head):
        return Phrase(levels=True)
    action, noun = _begun(head) if listing else parted(head)
    if lead.endswith(_NAMES_END) and noun:
        return _examples(action, noun, head)
    noun = pattern["ending"].sub("", pattern["openers"].sub("", noun)).strip(" 、的\u3000")
    if since := pattern["since"].search(noun):
        noun = pattern["ending"].sub("", noun[: since.start()])
    if pattern["compared"].match(action + noun):
        return Phrase()
    noun = noun if listing else general(noun, shortest=SHORT_TAIL if action else SHORT_TAIL + 1)
    if noun.startswith(_TOPICS):
        action, noun = parted(noun[2:])
    return Phrase(action, noun, levels=levels)


def bare_actions(lead: str) -> list[str]:
    """The actions of a list of nothing else; empty where things are named."""
    pattern = patterns()
    parts = pattern["joints"].split(pattern["ending"].sub("", pattern["openers"].sub("", lead.strip())))
    return parts if all(part and pattern["bare"].fullmatch(part) for part in parts) else []


def parted(head: str) -> tuple[str, str]:
    """Part the last action of a coordination from its object (规划、建设公园 is 建设 and 公园)."""
    pattern = patterns()
    parts = head.split("、")
    for place in range(len(parts) - 1, -1, -1):
        if match := pattern["added"].match(parts[place]):
            return match.group(), "、".join([parts[place][match.end() :], *parts[place + 1 :]])
        if match := pattern["actions"].match(parts[place]):
            rest = parts[place][match.end() :]
            if pattern["noun"].match(rest) or (place and not rest and place < len(parts) - 1):
                continue
            return _meant(match.group()), "、".join([rest, *parts[place + 1 :]])
    return "", head


def _begun(head: str) -> tuple[str, str]:
    """Part the action that a list of things begins with from all of them."""
    pattern = patterns()
    match = pattern["added"].match(head) or pattern["actions"].match(head)
    if match is None or pattern["noun"].match(head, match.end()) or head.startswith("、", match.end()):
        return "", head
    return _meant(match.group()), head[match.end() :]


def _meant(action: str) -> str:
    """An action without the verbs that say no more than that something is done (完成, 实施)."""
    return patterns()["support"].sub("", action).strip("了并、和及或")


def _examples(action: str, noun: str, lead: str) -> Phrase:
    """A list of names: what is done to them stands before the first, whatever the later ones begin with."""
    first = lead.split("、", maxsplit=1)[0]
    if first != lead and (begun := parted(first))[1]:
        action = begun[0]
    return Phrase(action, names=noun.strip(" 、的"))


def general(noun: str, shortest: int = SHORT_TAIL + 1) -> str:
    """The general noun of a list of examples (东湖、西湖等重点水域 is 重点水域)."""
    match = patterns()["examples"].match(noun)
    return noun[match.end() :] if match and len(noun) - match.end() >= shortest else noun


def _unquoted(lead: str) -> str:
    """Cut a lead that begins inside a bracket or quotation behind its closing mark."""
    for opening, closing in _BRACKETS:
        close = lead.find(closing)
        if close >= 0 and (lead.find(opening) < 0 or lead.find(opening) > close):
            lead = lead[close + 1 :]
    return lead


def tail_of(behind: str, *, whole: bool) -> str:
    """The noun phrase behind a number, up to its predicate.

    Args:
        behind: the rest of the clause.
        whole: nothing stands before the number, so that the predicate says what is counted (12个项目开工).
    """
    tail = behind.strip()
    if patterns()["joined"].match(tail):
        return ""
    if tail.startswith(("（", "(")) and (close := max(tail.find("）"), tail.find(")"))) > 0:
        tail = tail[close + 1 :]
    tail = (
        (tail if whole and _share_predicate(tail) else _first_of(tail))
        .strip()
        .removeprefix("以上")
        .removeprefix("的")
        .removesuffix("等")
    )
    if not (whole and len(tail) <= LONGEST_CLAUSE) and (match := patterns()["predicate"].search(tail, 2)):
        cut = tail[: match.start()]
        if len(tail) > LONGEST_TAIL or len(cut) >= 4:
            tail = cut
    return re.sub("(?:以及|[和及与]|(?<![类级元%])以上)$", "", tail[:40].strip(" 的"))


def thing_measured(noun: str, behind: str) -> str:
    """The thing behind a dimension, with it (总投资3亿元、全长9公里的大桥 is 大桥总投资); empty where it is none.

    Args:
        noun: what leads up to the number.
        behind: the rest of the clause behind the number.
    """
    dimension = patterns()["dimension"].search(noun)
    sized = patterns()["sized"].match(behind) if dimension else None
    if not dimension or not sized:
        return ""
    thing = tail_of(behind[sized.end() :], whole=False)
    predicate = patterns()["predicate"].search(thing, SHORT_TAIL)
    thing = re.sub(f"{_COUNTED}$", "", thing[: predicate.start()] if predicate else thing)
    return thing + dimension[1] if len(thing) >= SHORT_TAIL and not thing[0].isdigit() else ""


def _share_predicate(tail: str) -> bool:
    """Whether the things of a list end in one predicate, so that none of them says enough (建议、提案全部办复)."""
    first, _, others = tail.partition("、")
    if (
        not first
        or not others
        or "”" in tail.partition("“")[0]
        or len(tail) > LONGEST_CLAUSE
        or any(digit.isdigit() for digit in others)
    ):
        return False
    return not patterns()["predicate"].search(first) and not patterns()["actions"].match(others)


def _first_of(tail: str) -> str:
    """The first thing of a list; what only describes it (都市型、楼宇型设施) belongs to it, and so do examples."""
    start = 0
    while (mark := tail.find("、", start)) > 0:
        if patterns()["sums"].search(tail) and not patterns()["sums"].search(tail, 0, mark):
            return tail
        inside = any(tail.count(opening, 0, mark) > tail.count(closing, 0, mark) for opening, closing in _BRACKETS)
        described = tail[mark - 1 : mark] in _MODIFIERS or tail.endswith(_EVERYWHERE, 0, mark)
        if not inside and not described and not patterns()["examples"].match(tail):
            return tail[:mark]
        start = mark + 1
    return "" if tail.startswith("、") else tail


def distribute(head: str, count: int) -> list[str]:
    """Give each number of a list its own of the listed heads, with action and measure that the heads share."""
    listing, _, verb = re.sub("各自", "分别", head).partition("分别")
    if half := patterns()["half"].search(listing):
        listing = listing[: half.start()] + _HALVES[listing[half.start() - 1]] + listing[half.start() :]
    parts = [part for part in patterns()["joints"].split(listing) if part]
    if len(parts) != count:
        return _pair(listing, count) or [listing or head] * count
    parts = _of_one(general(part) for part in shared_ending(parts))
    action = parted(parts[0])[0]
    parts = [part if parted(part)[0] else action + part for part in parts]
    return [part + verb for part in parts] if patterns()["bare"].fullmatch(verb) or verb.startswith(_TOLD) else parts


def _of_one(heads: Iterable[str]) -> list[str]:
    """Put back whose the measures are that stand alone behind the first (东江新区生产总值、税收)."""
    first, *others = heads
    measure = patterns()["measures"].search(first)
    owner = first[: measure.start()] if measure else ""
    alone = all((found := patterns()["measures"].search(one)) and not found.start() for one in others)
    owner = owner if alone and patterns()["whose"].search(owner) else ""
    return [first, *(owner + one for one in others)]


def _pair(listing: str, count: int) -> list[str]:
    """Part a word for two things (城乡居民收入) over two numbers; empty where there is none."""
    for pair in words("zh")["pairs"]:
        whole, *sides = pair.split("|")
        if count == len(sides) and listing.count(whole) == 1:
            return [listing.replace(whole, side) for side in sides]
    return []


def shared_ending(parts: Sequence[str]) -> list[str]:
    """Put back what only the last head of a list has: its measure, or the noun that sums the list up (两个产业)."""
    together = patterns()["together"].search(parts[-1])
    if together:
        names = [*parts[:-1], parts[-1][: together.start()]]
        return [name + parts[-1][together.end() :] for name in names]
    shared = patterns()["measures"].search(parts[-1])
    if not shared or not shared.start() or any(patterns()["measures"].search(part) for part in parts[:-1]):
        return list(parts)
    own = (shared.group(1), shared.group(1)[-1]) if shared.group(1)[-1] == "率" else shared.group(1)
    return [part if part.endswith(own) else part + shared.group(1) for part in parts]
