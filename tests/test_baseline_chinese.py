"""What the built-in model reads from Chinese clauses whose thing stands in an earlier one or is told by 分别."""

from __future__ import annotations

import asyncio

import pytest
from build import chunk

from extractor.extract import extract
from extractor.models.baseline import Baseline
from extractor.read import parse
from extractor.schemas.records import Achievement, Initiative, Target

Row = tuple[str, str | None, str | None]


def rows(line: str) -> list[Row]:
    """Indicator, words of the level and words of the change of every quantified draft."""
    made = chunk(line, time="review", language="zh", title="回顾")
    return [
        (draft.indicator, draft.value and draft.value.text, draft.change and draft.change.text)
        for draft in asyncio.run(Baseline().propose(made)).drafts
        if draft.value or draft.change
    ]


CLAUSES = {
    "分别 says something of each thing counted before": (
        "新建书院6所、剧场4座，分别增加座位900个、2600个。",
        [
            ("新建书院", "6所", None),
            ("新建剧场", "4座", None),
            ("书院增加座位", "900个", None),
            ("剧场增加座位", "2600个", None),
        ],
    ),
    "分别 before two actions on one thing": (
        "分别整治、关停散乱作坊71家、23家。",
        [("整治散乱作坊", "71家", None), ("关停散乱作坊", "23家", None)],
    ),
    "how many times as much as another": (
        "技改投入是上年的2.5倍。",
        [("技改投入", "2.5倍", None)],
    ),
    "the same of two things": (
        "港口、机场货运量分别为620万吨、31万吨，分别是五年前的1.8倍和2.6倍。",
        [
            ("港口货运量", "620万吨", None),
            ("机场货运量", "31万吨", None),
            ("港口货运量", "1.8倍", None),
            ("机场货运量", "2.6倍", None),
        ],
    ),
    "a list of levels that a change starts from": (
        "产业结构由8∶47∶45调整为2031年的5∶42∶53。",
        [("产业结构", "5", None), ("产业结构", "42", None), ("产业结构", "53", None)],
    ),
    "how large the thing behind is": (
        "总投资6亿元、全长4.5公里的青溪隧道建成通车，总投资70亿元的12个产业项目开工。",
        [
            ("青溪隧道总投资", "6亿元", None),
            ("青溪隧道全长", "4.5公里", None),
            ("产业项目总投资", "70亿元", None),
            ("产业项目开工", "12个", None),
        ],
    ),
    "a measure of what was just counted": (
        "规上种业企业达90家，总产值8亿元。",
        [("规上种业企业", "90家", None), ("规上种业企业总产值", "8亿元", None)],
    ),
    "the other side of a measure": (
        "金融机构本外币存款余额240亿元，增长4%，贷款余额230亿元。",
        [("金融机构本外币存款余额", "240亿元", "增长4%"), ("金融机构本外币贷款余额", "230亿元", None)],
    ),
    "two measures of one owner": (
        "青溪新区生产总值、税收分别增长6%、4%。",
        [("青溪新区生产总值", None, "增长6%"), ("青溪新区税收", None, "4%")],
    ),
    "two words that share their end": (
        "金融机构人民币存、贷款余额分别为61亿元和58亿元。",
        [("金融机构人民币存款", "61亿元", None), ("金融机构人民币贷款余额", "58亿元", None)],
    ),
    "a modifier that the next of a list shares": (
        "建成省级生态茶园示范县1个、示范乡镇11个。",
        [("建成省级生态茶园示范县", "1个", None), ("建成省级生态茶园示范乡镇", "11个", None)],
    ),
    "what a share goes to": (
        "财政支出七成以上用于民生领域。",
        [("财政支出用于民生领域", "七成以上", None)],
    ),
    "who was helped to do it": (
        "支持企业完成技改投资20亿元。",
        [("技改投资", "20亿元", None)],
    ),
    "分别 alone says more of a list": (
        "城镇和农村居民收入分别达3万元、2万元，分别比2030年增长55%、47%。",
        [("城镇居民收入", "3万元", "增长55%"), ("农村居民收入", "2万元", "47%")],
    ),
    "an action short of its end, on the thing before": (
        "保障性住房开工700套、基本建成640套。",
        [("保障性住房开工", "700套", None), ("保障性住房基本建成", "640套", None)],
    ),
    "a span of years is no part of the thing": (
        "水利投资五年完成680亿元。",
        [("水利投资", "680亿元", None)],
    ),
    "a list of numbers in different units": (
        "游客人次、门票收入分别达340万人次、12亿元。",
        [("游客人次", "340万人次", None), ("门票收入", "12亿元", None)],
    ),
    "a share of the thing behind it": (
        "全市95%以上行政村通达客车。",
        [("行政村通达客车", "95%以上", None)],
    ),
    "a rate takes the thing of the number before it, not what was done to it": (
        "办理群众诉求430件，办结率98%。",
        [("办理群众诉求", "430件", None), ("群众诉求办结率", "98%", None)],
    ),
    "a count of things that make progress is none of results, but their investment is": (
        "东湖书院等23个项目加快建设，完成投资61亿元。",
        [("项目投资", "61亿元", None)],
    ),
    "a count of the things that a sum speaks of, and whose they are": (
        "减免房租6亿元，东湖新城61个省、市项目完成投资48亿元，其中9个书院项目实现产值3亿元。",
        [
            ("减免房租", "6亿元", None),
            ("东湖新城省、市项目完成投资", "48亿元", None),
            ("书院项目实现产值", "3亿元", None),
        ],
    ),
    "what is done to the things and a sum for them": (
        "改造12个书院完成投资3亿元。",
        [("改造书院", "12个", None), ("书院完成投资", "3亿元", None)],
    ),
    "things of a list, all of which only make progress": (
        "3座书院、5座剧场和13条老街建设步伐加快，推动19座茶坊开工建设、35座茶楼加快建设。",
        [("茶坊开工建设", "19座", None)],
    ),
    "what something builds on": (
        "在现有71座书院的基础上，新建剧场3座。",
        [("新建剧场", "3座", None)],
    ),
    "days that were gained are those that a share is of": (
        "优良天数比例达到77%、增加13天。",
        [("优良天数比例", "77%", None), ("优良天数", None, "增加13天")],
    ),
    "a harvest from the fields just told": (
        "茶叶播种面积6万亩、产量3万吨。",
        [("茶叶播种面积", "6万亩", None), ("茶叶产量", "3万吨", None)],
    ),
    "words of reaching in between": (
        "茶业税收止跌回升、力争增长5%；茶业产值连跨三个千亿台阶、达到6100亿元，两年内建成剧场6座。",
        [("茶业税收", None, "增长5%"), ("茶业产值", "6100亿元", None), ("建成剧场", "6座", None)],
    ),
    "who formed it, wherever that was": (
        "东湖示范区在茶园管理、河道保护等方面率先形成31项制度成果。",
        [("东湖示范区制度成果", "31项", None)],
    ),
    "the share of an increase": (
        "茶业贷款余额增长39%，增量占全省两成。",
        [("茶业贷款余额", None, "增长39%"), ("茶业贷款余额增量占全省", "两成", None)],
    ),
    "the size of what stands behind it": (
        "东湖片区3万平方米研发楼建成投用，划定6平方公里茶园保护线，绿道里程127公里居全省前列。",
        [
            ("东湖片区研发楼建成投用", "3万平方米", None),
            ("划定茶园保护线", "6平方公里", None),
            ("绿道里程", "127公里", None),
        ],
    ),
    "a task's number in its list, and two things that are done": (
        "九是新建茶亭80座、提质改造20座；十二是修建书院6所。",
        [("新建茶亭", "80座", None), ("提质改造茶亭", "20座", None), ("修建书院", "6所", None)],
    ),
    "things of one count that share their predicate": (
        "5300件建议、提案全部按时办复，12个项目开工、剧场落成。",
        [("建议、提案全部按时办复", "5300件", None), ("项目开工", "12个", None)],
    ),
    "words that begin with a joint, and rates of one kind": (
        "建设和美庭院5000个；参合率和参保率分别达到99.2%和98.5%；烟尘、粉尘排放总量分别下降2%和1%。",
        [
            ("建设和美庭院", "5000个", None),
            ("参合率", "99.2%", None),
            ("参保率", "98.5%", None),
            ("烟尘排放总量", None, "下降2%"),
            ("粉尘排放总量", None, "1%"),
        ],
    ),
    "what a sum is spent on that only goes on, and what was built with one": (
        "投资12亿元的东湖剧场加快建设，投资6亿元的西湖剧场建成投用。",
        [("西湖剧场投资", "6亿元", None)],
    ),
    "the years of a rise": (
        "茶业产值从2031年的70亿元提升到2036年的110亿元。",
        [("茶业产值", "110亿元", None)],
    ),
    "a share behind a count, with a subject of its own": (
        "20个断面全部达标、水质优良率85%。",
        [("断面全部达标", "20个", None), ("水质优良率", "85%", None)],
    ),
    "names that were made, and names that something was said of": (
        "新增东湖、西湖2个工作站，西山、南山2个片区加快建设，以旧换新带动消费9亿元。",
        [("新增东湖、西湖工作站", "2个", None), ("以旧换新带动消费", "9亿元", None)],
    ),
    "what is being built, alone and beside what was built": (
        "建成变电站26座、在建31座，在建的6条地铁进展顺利。",
        [("建成变电站", "26座", None), ("在建变电站", "31座", None)],
    ),
    "two kinds of things in one word, and a word that begins with a joint": (
        "食品药品合格率分别达到98%、97%，及时出台便民措施6条。",
        [("食品合格率", "98%", None), ("药品合格率", "97%", None), ("出台便民措施", "6条", None)],
    ),
    "a rate of growth held against those of other places": (
        "茶业投资69亿元，增长16%，增速分别高于全国、全省11个和5个百分点。",
        [
            ("茶业投资", "69亿元", "增长16%"),
            ("茶业投资高于全国", "11个", None),
            ("茶业投资高于全省", "5个百分点", None),
        ],
    ),
    "whose levels a list tells is said in the clause before": (
        "城乡居民收入增速快于去年，预计分别达到3万元和2万元。",
        [("城居民收入", "3万元", None), ("乡居民收入", "2万元", None)],
    ),
    "grades of the things just counted": (
        "建成茶坊49家，其中国家级11家、省级20家。",
        [("建成茶坊", "49家", None), ("国家级茶坊", "11家", None), ("省级茶坊", "20家", None)],
    ),
    "how they came, what came before and what was granted": (
        "推出三批共46项茶业举措，继获茶业奖等3个奖项之后，获批茶业资金3亿元。",
        [("推出茶业举措", "46项", None), ("获批茶业资金", "3亿元", None)],
    ),
    "what all is centred on, and the first part of a fund": (
        "以东湖等10个试点镇建设为核心，设立总规模300亿元、首期100亿元的茶业发展基金，查处违法行为25宗。",
        [
            ("茶业发展基金总规模", "300亿元", None),
            ("茶业发展基金首期", "100亿元", None),
            ("查处违法行为", "25宗", None),
        ],
    ),
    "the growth of a list over years": (
        "城乡居民收入分别从2031年的3万元、1万元，提高到4万元和2万元，累计分别增长33%和99%。",
        [("城居民收入", "4万元", "增长33%"), ("乡居民收入", "2万元", "99%")],
    ),
    "how far a level is what was planned": (
        "书院完成投资19亿元，为年度计划的134.6%；剧场完成投资12亿元，增长6%，完成年度投资计划的120%。",
        [
            ("书院完成投资", "19亿元", None),
            ("书院完成投资年度计划", "134.6%", None),
            ("剧场完成投资", "12亿元", "增长6%"),
            ("剧场完成投资完成年度投资计划", "120%", None),
        ],
    ),
    "how it grew is no part of what grew": (
        "登记茶坊增至387家，数量大幅增长87.9%。",
        [("登记茶坊", "387家", None), ("登记茶坊数量", None, "增长87.9%")],
    ),
    "what the last of a list of places has, the first has too": (
        "改造3个乡镇、18个村庄污水处理设施。",
        [("改造乡镇污水处理设施", "3个", None), ("改造村庄污水处理设施", "18个", None)],
    ),
    "two numbers of one thing": (
        "累计交付42个项目1.2万套。",
        [("交付项目", "42个", None), ("交付项目", "1.2万套", None)],
    ),
    "a level that something is lengthened to": (
        "开放时间由每天8小时延长至12小时。",
        [("开放时间", "12小时", None)],
    ),
    "an adverbial before 分别 names nothing": (
        "合同外资47亿美元、实际外资39亿美元，扣除不可比因素分别增长8.8%和3.1%。",
        [("合同外资", "47亿美元", "增长8.8%"), ("实际外资", "39亿美元", "3.1%")],
    ),
    "what a place became is not what it is measured by": (
        "东湖成为全省第2个税收突破1000亿元的县。",
        [("税收", "突破1000亿元", None)],
    ),
    "a count that is merged into another": (
        "市属20家书院整合为10家。",
        [("市属书院整合", "10家", None)],
    ),
    "a level held against its plan": (
        "完成书院投资439亿元，占投资六成，超过计划18.7个百分点，同比增长12%，占全省9%。",
        [
            ("书院投资", "439亿元", "增长12%"),
            ("书院投资占投资", "六成", None),
            ("书院投资超过计划", None, "18.7个百分点"),
            ("书院投资占全省", "9%", None),
        ],
    ),
    "a growth held against those of other places": (
        "茶业投资增长38.8%，分别高出全国和全省25.9和30.6个百分点；税收增长6%，快于全市2个百分点。",
        [
            ("茶业投资", None, "增长38.8%"),
            ("茶业投资高出全国", "25.9", None),
            ("茶业投资高出全省", "30.6个百分点", None),
            ("税收", None, "增长6%"),
            ("税收快于全市", "2个百分点", None),
        ],
    ),
    "so many for so many people": (
        "完成每千人5批次食品抽检。",
        [("食品抽检", "5批次", None)],
    ),
    "what a change is compared with is no part of its thing": (
        "新能源产值比2027年翻一番。",
        [("新能源产值", None, "翻一番")],
    ),
}


@pytest.mark.parametrize(("line", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_clauses(line: str, expected: list[Row]) -> None:
    assert rows(line) == expected


def of(kind: type[Target | Achievement | Initiative], head: str, body: str) -> list[str]:
    """The indicators or titles of the records of a kind, without a number, that a paragraph under a heading gives."""
    made = asyncio.run(extract(parse(f"{head}\n\n{body}\n", "made"), Baseline())).records
    return [
        one.title if isinstance(one, Initiative) else one.indicator
        for one in made
        if isinstance(one, kind) and (isinstance(one, Initiative) or not (one.value or one.change))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("东湖书院开馆运营、西山剧场建成投用。", ["东湖书院开馆运营", "西山剧场建成投用"]),
        ("实现农村供水设施全覆盖。", ["农村供水设施全覆盖"]),
        ("建立河道养护联席会议制度。", ["建立河道养护联席会议制度"]),
        ("零散作坊全面消除。", ["零散作坊全面消除"]),
        ("东湖水质稳定达Ⅲ类。", ["东湖水质稳定达Ⅲ类"]),
        ("狠抓重大项目落地。", []),
        ("对外开放平台更多。", []),
        ("为庆典成功举办作出贡献。", []),
    ],
    ids=[
        "each of a list with its own verb",
        "what is reached everywhere",
        "an institution that was set up",
        "what was done away with",
        "a class of water",
        "efforts, whatever they were for",
        "openness in general",
        "praise for a part in it",
    ],
)
def test_outcomes(body: str, expected: list[str]) -> None:
    assert of(Achievement, "一、2031年工作回顾", body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("新建改造公园30个。", ["新建改造公园"]),
        ("深化商事制度改革，推行证照联办制度。", ["推行证照联办制度"]),
        ("在东湖片区开展垃圾分类试点。", ["在东湖片区开展垃圾分类试点"]),
        ("推进林场改革试点。", ["推进林场改革试点"]),
        ("今年政府工作的总体要求是：坚持稳中求进，加快建设东湖科学城，实施西山行动。", []),
        ("建设东湖试验区，意义重大，责任重大。", []),
    ],
    ids=[
        "without its number",
        "what is done rather than the topic that it is done for",
        "an action with its place before it",
        "a brief one",
        "the guidance of all work",
        "a sermon",
    ],
)
def test_initiatives(body: str, expected: list[str]) -> None:
    assert of(Initiative, "二、2032年工作安排", body) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("主要预期目标是：外贸总额增长6%，城镇和农村居民收入稳步增长。", ["城镇居民收入", "农村居民收入"]),
        ("主要预期目标是：外贸总额增长6%，氨氮、氮氧化物等减排指标完成省下达任务。", ["减排指标"]),
        ("主要预期目标是：外贸总额增长6%，完成省下达的节能减排任务。", ["节能减排"]),
        ("主要预期目标是：外贸总额增长6%，利用外资实现正增长。", ["利用外资"]),
        ("需要说明的是，6%的外贸目标，考虑了现实与可能，努力才能实现。", []),
    ],
    ids=["heads share their measure", "a sum of examples", "what is to be met stands first", "growth", "reasons"],
)
def test_goals(line: str, expected: list[str]) -> None:
    assert of(Target, "二、2032年工作安排", line) == expected
