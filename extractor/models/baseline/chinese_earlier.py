"""What a Chinese clause leaves to an earlier one: the object of its action, the whole of its share, its subject."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.chinese_heads import LONGEST_TAIL, Phrase, bare_actions, parted, patterns
from extractor.models.baseline.reading import Reading
from extractor.models.baseline.words import either, words
from extractor.quantities.mention import Mention

_PLACES = "(?:乡镇|镇街|街镇|街道|社区|村庄|行政村|自然村|区县|县区|小区|学校|医院|园区|[乡镇村区县市])"

_AGAINST = "超过?|超出|高于|低于|快于|慢于|高出|高过|优于|好于|领先于?"
_PLANNED = "计划|目标|任务|预期"
_OTHERS = f"[^，。；、0-9]{{0,8}}(?:{_PLANNED}|全[国省市区州]|平均|国家|省均)"

_ALIKE = 2
"""By how many characters at most the ends of two things may differ that share their beginning."""


@cache
def marks() -> dict[str, re.Pattern[str]]:
    """What tells in a clause how its numbers hang together, as patterns by name."""
    return {
        "rank": re.compile(either("zh", "ranks")),
        "turn": re.compile(either("zh", "turns")),
        "share": re.compile("^占"),
        "part": re.compile("占(?:到|了)?[约近超达为]?(?:过|到)?$"),
        "base": re.compile("(?:由|从)[^，。；]{0,12}$"),
        "onward": re.compile(
            "^(?:[，,](?=[^，。；0-9]{0,3}?(?:[提增升降减]|上升|扩大|发展|跃升)[^，。；0-9]{0,2}[到至]))?"
            "[^，。；]{0,4}?(?:增|提|升|降|减|下|扩|上|到|至|跃|缩|变|调|优|转|拓|压|收|回|攀|发展)"
        ),
        "multiple": re.compile("(?:分别)?(?:是|为|达到?|相当于)[^，。；、]{1,14}的$"),
        "respective": re.compile("^(?:并|且|共|已)?(?:分别|各自?)(?=[\u4e00-\u9fff]{2})(?!位?[为是达居列])"),
        "places": re.compile(_PLACES),
        "placed": re.compile(f"{_PLACES}([^，。；、0-9]{{3,}})"),
        "turned": re.compile(
            "[^，。；、0-9]{0,12}(?:整合|合并|归并|压减|精简|缩减|压缩|缩短|优化|调整|扩大|增加|减少|拓展)[为至到成]$"
        ),
        "held_against": re.compile(f"(?:[增涨]速|[增涨降]幅)?(?:分别|均|也|又)?({_AGAINST})(?={_OTHERS})"),
        "of_plan": re.compile(
            "(?:已|均|约)?(?:[为是]|(?=占|达|完成))((?:占|达到?|完成)?(?:全年|年度|年初|年|总)(?:投资|预算|工作)?(?:计划|目标|任务){1,2})的?"
        ),
        "planned": re.compile(f"(?:{_AGAINST})[^，。；、0-9]{{0,8}}(?:{_PLANNED})"),
        "against": re.compile(f"(?<=..)(?:{_AGAINST}){_OTHERS}.*$"),
        "counted": re.compile("的[0-9一二两三四五六七八九十]+余?[个项家座条宗]"),
        "gap": re.compile("^[\\s、和及与以:：∶]*$"),
        "comma": re.compile("^[，,]\\s*$"),
        "each": re.compile("(?:分别|依次|各自)[^，。；]*$|分别.*[，,][^，。；、]{0,4}$"),
        "moves": re.compile("[增升降减涨落]"),
        "within": re.compile("[内中上间]$"),
        "each_of": re.compile("分别|依次|各自"),
        "topic": re.compile(
            "^[\\s（()）一二三四五六七八九十0-9、.]*([^，,。；;：:0-9]{2,20}?)(?:领域|方面|产业链?)[，,：:]"
        ),
        "causes": re.compile("\\s*(?:带动|促进|拉动|推动|撬动|惠及|受益)"),
        "inner": re.compile(".{2,8}(?:新增|新建|建成(?!区)|引进|培育|推出)(?=..)"),
        "under_way": re.compile(f"{either('zh', 'under_way')}$"),
        "topical": re.compile(f"^{either('zh', 'topical')}$"),
        "owners": re.compile(f"{either('zh', 'owners')}$"),
        "owned": re.compile(f"^{either('zh', 'owned')}$"),
        "goes_to": re.compile(f"{either('zh', 'goes_to')}[^，。；、0-9]{{1,10}}"),
        "made": re.compile("^[^、从以]*形成$"),
        "measured": re.compile(
            "(?:[长宽深高地量积程度房库]|里程|线路|公路|道路|管网|轨道|绿道|规模|装机|容量|能力|负荷|出力)$"
        ),
        "says": re.compile("[占居位增较比同为是的达并且已全实正由被用供可]"),
        "apart": re.compile("[^、]*(?<!率)、"),
        "graded": re.compile("^(?:国家|世界|[部省市区县])级(?:及?以上)?"),
        "basis": re.compile(
            "[^，。；]{0,24}?(?:基础上|(?:之后|为(?:核心|重点|抓手|载体|依托|主体|主线|契机|支撑|牵引|基础|突破口|龙头))$)"
        ),
        "sum_ahead": re.compile(
            "(?:[省市县区级]、)?[^，。；、,;0-9]{2,20}?(?:完成|实现|获得?|达到?)[^，。；、,;0-9]{0,10}[0-9][0-9.,]*[多余]?[万亿]{0,2}[多余]?元"
        ),
        "share_ahead": re.compile("[^，。；、,;]{0,10}[%％]"),
    }


def multiple(mention: Mention, lead: str) -> re.Match[str] | None:
    """What stands between a thing and the number of times that it is of something else (是上年的2.5倍)."""
    return marks()["multiple"].search(lead) if mention.unit == "times" else None


def held_against(lead: str, before: list[Reading], count: int = 1) -> list[str]:
    """The heads of 高于全国和全省, which holds the level just told against others; empty where that is not so."""
    held = marks()["held_against"].match(lead.strip())
    subject = _level(before) if held else ""
    if not held or not subject:
        return []
    others = patterns()["ending"].sub("", lead.strip()[held.end() :])
    parts = patterns()["joints"].split(others)
    parts = parts if len(parts) == count else [others] * count
    return [subject + held[1] + part for part in parts]


def of_plan(lead: str, before: list[Reading]) -> str:
    """The head of 为年度计划的, whose share tells how far the level just told is what was planned; empty elsewhere."""
    planned = marks()["of_plan"].fullmatch(lead.strip())
    subject = _level(before) if planned else ""
    return subject + planned[1] if planned and subject else ""


def _level(before: list[Reading]) -> str:
    """The level told last, without what it was held against or a share of."""
    last = next((one.head for one in reversed(before) if one.head), "")
    return marks()["against"].sub("", re.sub("(?<=..)占.*$", "", last))


def respective(lead: str, before: list[Reading], count: int) -> list[str]:
    """The heads of 分别新增学位, which says something of each thing counted before; empty where that is not so."""
    own = marks()["respective"].match(lead.strip(" ，,"))
    earlier = [one for one in before if one.relation == "own"][-count:]
    if not own:
        return []
    said = patterns()["ending"].sub("", lead.strip(" ，,")[own.end() :])
    parts = patterns()["joints"].split(said)
    if len(parts) == count and all(bare_actions(part) for part in parts[:-1]):
        thing = parted(parts[-1])[1]
        return [*(part + thing for part in parts[:-1]), parts[-1]]
    if not said or len(parts) > 1 or len(earlier) < count or any(not one.head for one in earlier):
        return []
    shared = marks()["share"].match(said)
    return [(one.head if shared else parted(one.head)[1]) + said for one in earlier]


def part_of(noun: str, before: list[Reading]) -> str:
    """A share of what was named before (投资80亿元，工业占55%): the whole, then the part."""
    if not noun or marks()["share"].match(noun) or not before or not before[-1].head or before[-1].mention.direction:
        return noun
    return f"{before[-1].head}{noun}占"


def is_generic(head: str) -> bool:
    """Whether a head only says how an earlier one is measured."""
    return bool(patterns()["generic"].match(re.sub("(?<=..)约?占.*$", "", head)) or marks()["share"].match(head))


def bare(lead: str) -> str:
    """An action that is itself what is counted: 植树造林 8.5万亩."""
    return patterns()["ending"].sub("", patterns()["openers"].sub("", lead.strip())).strip(" 、的")


def subject_before(text: str, start: int) -> str:
    """The subject of the clause before, where a clause has none: 进出口逆势上扬，完成…."""
    clauses = re.split("[，,；;：:]", text[: max(start - 1, 0)])
    subject = patterns()["openers"].sub("", clauses[-1].strip())
    turn = marks()["turn"].search(subject, 2)
    return (subject[: turn.start()] if turn else subject)[:LONGEST_TAIL]


def full(phrase: Phrase, mention: Mention, before: list[Reading], *, linked: bool = False) -> str:
    """Put back what a clause leaves to an earlier one: 总数 of what, 占GDP比重 of what, 竣工 of what."""
    head = phrase.text
    if not head or not before:
        return head
    if not phrase.noun:
        return object_before(phrase.action, mention, before, linked=linked)
    if not is_generic(head):
        last = next((one for one in reversed(before) if one.head), None)
        return _whose(head, last) + head if last else head
    earlier = next((one.head for one in reversed(before) if one.head and "占" not in one.head), "")
    return measured_by(marks()["against"].sub("", earlier), head)


def _whose(head: str, last: Reading) -> str:
    """Whose measure a head is that names none: of the things just counted, or of what has the other side of it."""
    for pair in words("zh")["counterparts"]:
        side, other = pair.split("|")
        if head.startswith(other) and last.head.endswith(side + head[len(other) :]):
            return last.head[: -len(side + head[len(other) :])]
    counted = last.mention.unit == "count" and not last.mention.direction and marks()["owners"].search(last.head)
    return parted(last.head)[1] if counted and marks()["owned"].match(head) else ""


def shared_start(noun: str, last: Reading) -> str:
    """What of a thing stands before the word that the next of a list begins with (省级美丽乡村示范县1个、示范镇3个)."""
    thing = parted(last.head)[1]
    at = thing.find(noun[:2], 2) if len(noun) > 2 else -1
    alike = at > 0 and abs(len(thing) - at - len(noun)) <= _ALIKE
    return thing[:at] if alike and not thing.endswith(noun) else ""


def measured_by(earlier: str, head: str) -> str:
    """The thing of an earlier head under a measure of its own: its 总数, its 满意率."""
    thing = patterns()["added"].sub("", earlier)
    thing = parted(thing)[1] if head.endswith("率") else thing
    return thing if thing.endswith(head) else patterns()["told"].sub("", thing) + head


def object_before(action: str, mention: Mention, before: list[Reading], *, linked: bool) -> str:
    """An action without its object (建设住房5套、分配3套): the object of the one before it."""
    earlier, noun = before[-1], mention.noun or ""
    alike = noun == earlier.mention.noun and noun and (linked or "人" not in noun)
    done, thing = parted(earlier.head)
    if mention.direction or earlier.mention.unit != mention.unit or not (linked or alike or done == action):
        return action
    if not done and (last := patterns()["acts"].search(thing)) and last.start() > 1:
        return thing[: last.start()] + action
    if not done and (inner := patterns()["bare"].search(thing)) and len(thing) - inner.end() > 1:
        thing = thing[inner.end() :]
    return action + thing
