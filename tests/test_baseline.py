"""What the built-in model reads from sentences of the genre, in both languages."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest
from build import chunk

from extractor.extract import extract
from extractor.models.baseline import Baseline
from extractor.read import parse
from extractor.report import Language, Time
from extractor.schemas.draft import Draft

Row = tuple[str, str | None, str | None]


def drafts(line: str, *, time: Time = "review", language: Language = "en", title: str = "Review") -> tuple[Draft, ...]:
    """What the baseline proposes for one sentence."""
    made = chunk(line, time=time, language=language, title=title)
    return asyncio.run(Baseline().propose(made)).drafts


def rows(line: str, *, time: Time = "review", language: Language = "en") -> list[Row]:
    """Indicator, words of the level and words of the change of every quantified draft."""
    return [
        (draft.indicator, draft.value and draft.value.text, draft.change and draft.change.text)
        for draft in drafts(line, time=time, language=language)
        if draft.value or draft.change
    ]


CHINESE = {
    "a level and its growth are one record": (
        "全市外贸总额达到820亿元、增长6.5%。",
        [("外贸总额", "820亿元", "增长6.5%")],
    ),
    "a share is a record of its own, its subject put back": (
        "环保产业增加值达310亿元，占GDP比重提升至12.5%。",
        [("环保产业增加值", "310亿元", None), ("环保产业增加值占GDP比重", "12.5%", None)],
    ),
    "an addition and the total it leads to are two": (
        "新增科创企业86家、总数达512家。",
        [("新增科创企业", "86家", None), ("科创企业总数", "512家", None)],
    ),
    "a list is distributed over its heads": (
        "风电、光伏、储能产值分别增长8%、21.5%、30%。",
        [("风电产值", None, "增长8%"), ("光伏产值", None, "21.5%"), ("储能产值", None, "30%")],
    ),
    "every head of a list without 分别 has its own number": (
        "新增校舍贷款12亿元、农业贷款9亿元。",
        [("新增校舍贷款", "12亿元", None), ("新增农业贷款", "9亿元", None)],
    ),
    "a number before its noun": (
        "完成26个旧厂区改造。",
        [("旧厂区改造", "26个", None)],
    ),
    "names before 等 give way to the noun behind the number": (
        "引进东湖药业、西山软件等15家龙头企业。",
        [("引进龙头企业", "15家", None)],
    ),
    "names before 等 give way to the noun before the number too": (
        "建设东湖书院、西山剧场等文化场馆26座。",
        [("建设文化场馆", "26座", None)],
    ),
    "an action that says what was done to a thing stays, also for the next of its list": (
        "新建改造绿道62公里、花园18个。",
        [("新建改造绿道", "62公里", None), ("新建改造花园", "18个", None)],
    ),
    "an action without its object takes the one before": (
        "筹建人才住房5200套、分配3100套。",
        [("筹建人才住房", "5200套", None), ("分配人才住房", "3100套", None)],
    ),
    "actions alone are done to the thing before": (
        "区级重点项目实施90个，新开工、建成分别不少于40个和25个。",
        [
            ("区级重点项目实施", "90个", None),
            ("区级重点项目新开工", "不少于40个", None),
            ("区级重点项目建成", "25个", None),
        ],
    ),
    "a clause that begins with its number keeps its predicate": (
        "全面推行联网结算，320家诊所开通异地结算。",
        [("诊所开通异地结算", "320家", None)],
    ),
    "what only describes a thing belongs to it": (
        "新建60个以上街角型、楼宇型健身设施。",
        [("新建街角型、楼宇型健身设施", "60个以上", None)],
    ),
    "a grade borrows the noun of the next": (
        "打造2条省级、7条市级美丽河道。",
        [("省级美丽河道", "2条", None), ("市级美丽河道", "7条", None)],
    ),
    "a share without its whole is one of the thing before": (
        "全年到位资金80亿元，工业占45%。",
        [("到位资金", "80亿元", None), ("到位资金工业占", "45%", None)],
    ),
    "a word for two things is parted": (
        "城乡居民收入分别增长6%和8%。",
        [("城居民收入", None, "增长6%"), ("乡居民收入", None, "8%")],
    ),
    "totals of a list before": (
        "新增研发机构9家、检测中心4家，累计118家和36家。",
        [
            ("新增研发机构", "9家", None),
            ("新增检测中心", "4家", None),
            ("研发机构累计", "118家", None),
            ("检测中心累计", "36家", None),
        ],
    ),
    "growth of each thing of a list": (
        "完成外贸额50亿元、内贸额70亿元，分别增长4%和9%。",
        [("外贸额", "50亿元", "增长4%"), ("内贸额", "70亿元", "9%")],
    ),
    "a size before the thing that has it": (
        "设立总规模20亿元的创业基金。",
        [("创业基金总规模", "20亿元", None)],
    ),
    "the topic of a sentence is put before a size": (
        "海洋装备领域，做强骨干企业，力争产业规模达到70亿元。",
        [("海洋装备产业规模", "70亿元", None)],
    ),
    "a count of what a share is of is no record": (
        "12个乡镇污水处理率达90%。",
        [("乡镇污水处理率", "90%", None)],
    ),
    "a base of comparison is no head": (
        "林木覆盖率达到31%，比五年前提高4个百分点。",
        [("林木覆盖率", "31%", "提高4个百分点")],
    ),
    "the exact level takes the place of the threshold": (
        "港口货物总量首次突破1亿吨、达1.03亿吨。",
        [("港口货物总量", "1.03亿吨", None)],
    ),
    "the level a change starts from is no record": (
        "城镇化率由61.2%提高到64.8%。",
        [("城镇化率", "64.8%", None)],
    ),
    "a list with 分别 has each its own number, whatever the units": (
        "游客人次、船票收入和人均花费分别达320万、1.2亿元、86元。",
        [("游客人次", "320万", None), ("船票收入", "1.2亿元", None), ("人均花费", "86元", None)],
    ),
    "a clause that begins with 分别 speaks of each thing before": (
        "出口总额90亿元、进口总额40亿元，分别占全省的30%和25%。",
        [
            ("出口总额", "90亿元", None),
            ("进口总额", "40亿元", None),
            ("出口总额占全省", "30%", None),
            ("进口总额占全省", "25%", None),
        ],
    ),
    "a list of levels that a list of changes starts from is no record": (
        "水陆用地比重由40.5%、59.5%调整为38.2%、61.8%。",
        [("水陆用地比重", "38.2%", None), ("水陆用地比重", "61.8%", None)],
    ),
    "what is only going on is no amount": (
        "12个湖区更新项目加快推进，3座水厂建成投用。",
        [("水厂建成投用", "3座", None)],
    ),
    "a rate of what was done to the thing before": (
        "办理渔民提案45件，办结率98%、满意率96.5%。",
        [("办理渔民提案", "45件", None), ("渔民提案办结率", "98%", None), ("渔民提案满意率", "96.5%", None)],
    ),
    "a multiple of last year's amount has its own head": (
        "渔业投资增长12%，港口投资是上年的2.5倍。",
        [("渔业投资", None, "增长12%"), ("港口投资", "2.5倍", None)],
    ),
    "two counts of one thing without a mark between": (
        "保障房交付24个小区1.2万套。",
        [("保障房交付小区", "24个", None), ("保障房交付小区", "1.2万套", None)],
    ),
    "an action without its object, with none counted before, takes that of the clause before": (
        "加快湖区栈道建设，建成19条，惠及群众3.2万人。",
        [("湖区栈道建设建成", "19条", None), ("惠及群众", "3.2万人", None)],
    ),
    "what is said of each head of a list belongs to it": (
        "渔业、航运业分别占全区产值的51%、23%。",
        [("渔业占全区产值", "51%", None), ("航运业占全区产值", "23%", None)],
    ),
    "a rate that the heads of a list share": (
        "湖水、井水合格率分别达98%、95%。",
        [("湖水合格率", "98%", None), ("井水合格率", "95%", None)],
    ),
    "ellipsis of the head": (
        "进出口总额增长4.2%，其中出口增长9.1%。",
        [("进出口总额", None, "增长4.2%"), ("出口", None, "增长9.1%")],
    ),
}

ENGLISH = {
    "a phrase behind each of two numbers tells them apart": (
        "Per capita disposable income rose by 6% for townspeople and 8% for villagers.",
        [
            ("Per capita disposable income for townspeople", None, "rose by 6%"),
            ("Per capita disposable income for villagers", None, "8%"),
        ],
    ),
    "that of another": (
        "The added value of heavy industry grew by 7%, with that of light industry growing by 11%.",
        [
            ("added value of heavy industry", None, "grew by 7%"),
            ("added value of light industry", None, "growing by 11%"),
        ],
    ),
    "the same growth told another way": (
        "Per capita disposable income was 68,000 yuan, up 5 percent, or 4 percent in real terms.",
        [("Per capita disposable income", "68,000 yuan", "up 5 percent")],
    ),
    "a share that begins a clause of its own": (
        "Last year 9,000 urban jobs were created, and 96% of college graduates found work.",
        [("urban jobs created", "9,000", None), ("college graduates found work", "96%", None)],
    ),
    "the level that it came from, told last": (
        "The recycling rate rose to 44 percent from 41 percent.",
        [("recycling rate", "44 percent", None)],
    ),
    "a rise that is held down": (
        "We kept the growth in energy use within 2 percent.",
        [("energy use", None, "within 2 percent")],
    ),
    "before whom a bill is laid": (
        "We submitted 8 draft bylaws to the Standing Committee of the Municipal People's Congress for deliberation.",
        [("draft bylaws", "8", None)],
    ),
    "how many live there is no record": (
        "Our city, with its population of over 3 million, built 12 clinics.",
        [("clinics", "12", None)],
    ),
    "what a sum was spent on building up": (
        "The districts spent 2 billion yuan on building up the emergency network.",
        [("districts spent on building up the emergency network", "2 billion yuan", None)],
    ),
    "a change without a unit has that of its level": (
        "We projected a surplus of 1.2 billion yuan, 400 million more than the year's plan.",
        [("projected a surplus", "1.2 billion yuan", "400 million more than the")],
    ),
    "a measure is of what has it": (
        "Brick ovens with a volume of 91 tons were closed.",
        [("volume of Brick ovens", "91 tons", None)],
    ),
    "a gerund acts on what is counted": (
        "Damp fell after melting or recasting 61 cracked bells.",
        [("melting cracked bells", "61", None)],
    ),
    "a verb coupled by and acts on its own object": (
        "We will achieve full tuning of village organs and stretch the loan of violins to 61%.",
        [("loan of violins", "61%", None)],
    ),
    "money is for what stands behind an aside": (
        "The abbey will spend 13 million yuan, a year-on-year increase of 9 million yuan, on loans of harps.",
        [("abbey spend on loans of harps", "13 million yuan", "a year-on-year increase of 9 million yuan")],
    ),
    "a passive verb behind a list is said of each": (
        "18 rules and 22 songs have been rehearsed.",
        [("rules rehearsed", "18", None), ("songs rehearsed", "22", None)],
    ),
    "a change that is kept is a change": (
        "CPI increase kept at around 3%.",
        [("CPI", None, "around 3%")],
    ),
    "a cut told behind its thing": (
        "A reduction in water use per unit of output of at least 4%.",
        [("water use per unit of output", None, "at least 4%")],
    ),
    "a base with a bound of its own": (
        "Our cycle lanes have grown from over 900 to 2,500 kilometers.",
        [("cycle lanes", "2,500 kilometers", None)],
    ),
    "what a number came up from is no level": (
        "Turnout grew to roughly 61 percent, up from 52 percent.",
        [("Turnout", "roughly 61 percent", None)],
    ),
    "money goes on over the next number to what it is for": (
        "We provided 20 million yuan to support 410 sewing workshops.",
        [("provided to support sewing workshops", "20 million yuan", None), ("support sewing workshops", "410", None)],
    ),
    "shares of one sum, each for its own purpose": (
        "Of this, 44% was invested in ferry terminals; 16% in lighthouses.",
        [("invested in ferry terminals", "44%", None), ("invested in lighthouses", "16%", None)],
    ),
    "an amount is what the verb acts on": (
        "The port completed an investment of 3 billion yuan in crane upgrading.",
        [("investment in crane upgrading", "3 billion yuan", None)],
    ),
    "who is reached by what": (
        "We carried out trials of school meals in 210 counties, covering 1.3 million pupils.",
        [
            ("trials of school meals in counties", "210", None),
            ("trials of school meals in counties covering pupils", "1.3 million", None),
        ],
    ),
    "which people": (
        "2,100 people who have moved to the islands were registered.",
        [("people who have moved to the islands", "2,100", None)],
    ),
    "of which so many are": (
        "The rail network reached 1,200 kilometers, of which 400 kilometers are tram lines.",
        [("rail network", "1,200 kilometers", None), ("tram lines", "400 kilometers", None)],
    ),
    "sets say only how a thing is counted": (
        "We formulated 37 sets of fishing rules.",
        [("formulated fishing rules", "37", None)],
    ),
    "what rose in a place is no rise in the place": (
        "Pumping capacity rose by 40 million tons in coastal towns.",
        [("Pumping capacity", None, "rose by 40 million tons")],
    ),
    "few sets of key things are no amount": (
        "We drew up plans for ten key trades.",
        [],
    ),
    "a size before a thing says of what sort it is": (
        "Nine berths for 10,000-ton ships were built.",
        [("berths for 10,000-ton ships built", "Nine", None)],
    ),
    "a level and its growth are one record": (
        "The city's GDP reached 1.2 trillion yuan, an increase of 5.5%.",
        [("GDP", "1.2 trillion yuan", "an increase of 5.5%")],
    ),
    "growth and the level it leads to": (
        "The number of clinics increased by 14 to 230.",
        [("number of clinics", "230", "increased by 14")],
    ),
    "passive": (
        "57,000 new school places were created.",
        [("new school places", "57,000", None)],
    ),
    "active": (
        "We built 12 libraries and 31 playgrounds.",
        [("libraries", "12", None), ("playgrounds", "31", None)],
    ),
    "a list is distributed over its heads, with what they share": (
        "Exports of ships, pumps and toys increased by 8.1%, 5.4% and 2.5% respectively.",
        [
            ("Exports of ships", None, "increased by 8.1%"),
            ("Exports of pumps", None, "5.4%"),
            ("Exports of toys", None, "2.5%"),
        ],
    ),
    "totals that additions lead to": (
        "16 laboratories and 9 incubators were added, bringing the totals to 120 and 64 respectively.",
        [
            ("laboratories added", "16", None),
            ("incubators added", "9", None),
            ("laboratories added", "120", None),
            ("incubators added", "64", None),
        ],
    ),
    "an amount of something": (
        "We completed the renovation of 45,000 square meters of old housing.",
        [("old housing", "45,000 square meters", None)],
    ),
    "a head holds the modifiers of its noun, an adjective list among them": (
        "We unveiled 12 major music, theater and film projects including the East Lake Hall.",
        [("major music, theater and film projects", "12", None)],
    ),
    "a participle before the noun belongs to it, one behind the noun tells which": (
        "We introduced 30 frequently used library services and settled 45 matters raised by residents of old towns.",
        [
            ("frequently used library services", "30", None),
            ("matters raised by residents of old towns", "45", None),
        ],
    ),
    "what was done to things that are no more, or moved": (
        "A total of 600 old boats were phased out and 80 kilometers of pipes were moved underground.",
        [("old boats phased out", "600", None), ("pipes moved underground", "80 kilometers", None)],
    ),
    "verbs before a noun, with a list of objects": (
        "We built, renovated or expanded 300 clinics of various types, planted 40 mu of forest and opened 6 parks.",
        [("expanded clinics", "300", None), ("planted forest", "40 mu", None), ("parks", "6", None)],
    ),
    "an ellipsis of the noun": (
        "5,000 flats were raised and 4,000 were allotted.",
        [("flats raised", "5,000", None), ("flats allotted", "4,000", None)],
    ),
    "money is named by its giver and its purpose": (
        "The provincial fund allocated 3.2 billion yuan for rural clinics, an increase of 12% over the previous year.",
        [("provincial fund allocated for rural clinics", "3.2 billion yuan", "an increase of 12%")],
    ),
    "a second purpose under the same verb": (
        "The fund spent 5 million yuan on roads and 3 million yuan on bridges.",
        [("fund spent on roads", "5 million yuan", None), ("fund spent on bridges", "3 million yuan", None)],
    ),
    "a dependent measure is named with its owner": (
        "We started 14 dam projects with a total investment of 9 billion yuan.",
        [("started dam projects", "14", None), ("total investment of dam projects", "9 billion yuan", None)],
    ),
    "what a subject has is a measure of it": (
        "The chemical industry had an output of 7 billion yuan.",
        [("output of chemical industry", "7 billion yuan", None)],
    ),
    "a share of a whole": (
        "Spending on research was equal to around 3.1% of GDP.",
        [("Spending on research of GDP", "around 3.1%", None)],
    ),
    "a list in the subject is kept whole": (
        "Spending on schools, roads and libraries was 4 billion yuan.",
        [("Spending on schools, roads and libraries", "4 billion yuan", None)],
    ),
    "the verbs of forecast and will are cut off": (
        "The budget deficit for this year is projected to be 1.1 billion yuan, a rise of 90 million yuan.",
        [("budget deficit", "1.1 billion yuan", "a rise of 90 million yuan")],
    ),
    "a second clause has its own subject": (
        "Prices were kept within the range and the money supply grew by 9%.",
        [("money supply", None, "grew by 9%")],
    ),
    "the wished-for change of an index": (
        "We hope to keep the rise in the CPI at around 2.5%.",
        [("CPI", None, "around 2.5%")],
    ),
    "the object of a verb of change": (
        "Large banks should increase lending to small firms by more than 30 percent.",
        [("lending to small firms", None, "more than 30 percent")],
    ),
    "what is done in so many places": (
        "Pilot programs were carried out in 28 counties.",
        [("Pilot programs in counties", "28", None)],
    ),
    "the same in a plan": (
        "We will run pilot programs in 6 villages.",
        [("pilot programs in villages", "6", None)],
    ),
    "the growth of each of two levels": (
        "12,000 tons of copper and 90 tons of silver were produced, up 4% and 9% respectively.",
        [("copper produced", "12,000 tons", "up 4%"), ("silver produced", "90 tons", "9%")],
    ),
    "the end of a year opens a clause, and two adjectives share a noun": (
        "At the end of 2032, the per capita floor space of urban and rural households was 32.9 square meters and "
        "37.1 square meters respectively, an increase of 2.8 and 5.5 over 2027.",
        [
            ("per capita floor space of urban households", "32.9 square meters", "an increase of 2.8"),
            ("per capita floor space of rural households", "37.1 square meters", "5.5"),
        ],
    ),
    "units of such a thing": (
        "By the end of the year, 4.8 million units of such housing were completed.",
        [("housing completed", "4.8 million", None)],
    ),
    "the former and the latter": (
        "There was a reduction in both water use and the total discharge of nitrogen, with the former down 3.1% "
        "and the latter down 4.7% from the previous year.",
        [("water use", None, "down 3.1%"), ("total discharge of nitrogen", None, "down 4.7%")],
    ),
    "shares with wholes of their own": (
        "This enabled over 20% of the pupils in vocational colleges and more than 90% of the pupils in rural "
        "schools to benefit from free meals.",
        [
            ("pupils in vocational colleges", "over 20%", None),
            ("pupils in rural schools to benefit from free meals", "more than 90%", None),
        ],
    ),
    "a predicate behind an aside": (
        "A total of 14 million villagers, accounting for 91.5% of the rural population, now benefit from the new "
        "health plan.",
        [
            ("villagers benefit from the new health plan", "14 million", None),
            ("villagers benefit from the new health plan accounting for rural population", "91.5%", None),
        ],
    ),
    "whom a scheme reaches": (
        "The scheme, which now covers 86% of all counties and 730 million villagers, was improved.",
        [("scheme covers counties", "86%", None), ("scheme covers villagers", "730 million", None)],
    ),
    "what was given to so many": (
        "We provided skills training for 2.1 million urban and rural workers, and free meals were offered to "
        "3,000 pupils.",
        [
            ("skills training for urban and rural workers", "2.1 million", None),
            ("free meals offered to pupils", "3,000", None),
        ],
    ),
    "what was done on so much land": (
        "Soil erosion was halted on 1.9 million hectares of land.",
        [("Soil erosion halted", "1.9 million hectares", None)],
    ),
    "the measure of what was named before": (
        "The following old plants were closed: brick works with a total output capacity of 17 million tons.",
        [("total output capacity of brick works", "17 million tons", None)],
    ),
    "a total of what was raised": (
        "The district increased spending on parks, roads and schools, with the total amount reaching 2.8 billion yuan.",
        [("spending on parks, roads and schools", "2.8 billion yuan", None)],
    ),
    "what was kept last": (
        "We built more canals, improved rural land, and kept the county's total area of orchards over 12 million "
        "hectares.",
        [("county's total area of orchards", "over 12 million hectares", None)],
    ),
    "a criterion is no part of the head": (
        "The profits of industrial firms with annual revenue of 20 million yuan or more from their main business "
        "rose by 12.2%.",
        [("profits of industrial firms", None, "rose by 12.2%")],
    ),
    "a list before a level that rose": (
        "The outstanding balance of bank loans to fisheries, coastal areas and fishermen increased from 6 billion"
        " yuan to 17.6 billion yuan.",
        [("outstanding balance of bank loans to fisheries, coastal areas and fishermen", "17.6 billion yuan", None)],
    ),
    "so many in number": (
        "Its entire rural poor population, 5.7 million in number, was lifted out of poverty.",
        [("entire rural poor population lifted out of poverty", "5.7 million", None)],
    ),
    "some of whom": (
        "Over 3 million boarding pupils were exempted from canteen fees, and 1.2 million of them received living "
        "allowances.",
        [
            ("boarding pupils exempted from canteen fees", "Over 3 million", None),
            ("boarding pupils received living allowances", "1.2 million", None),
        ],
    ),
    "half of which": (
        "Subsidies for health insurance were increased by 40 yuan, half of which was used for the serious illness"
        " plan.",
        [
            ("Subsidies for health insurance", None, "increased by 40 yuan"),
            ("Subsidies for health insurance used for the serious illness plan", "half", None),
        ],
    ),
    "a share of it": (
        "Transfers to towns reached 4.2 trillion yuan, with 87% of it allocated to the western counties.",
        [
            ("Transfers to towns", "4.2 trillion yuan", None),
            ("Transfers to towns allocated to the western counties", "87%", None),
        ],
    ),
    "over a budget": (
        "The government deficit was 4 trillion yuan, an increase of 180 billion yuan over the 2031 budget figure.",
        [
            ("government deficit", "4 trillion yuan", None),
            ("government deficit over the 2031 budget figure", None, "an increase of 180 billion yuan"),
        ],
    ),
    "things for which something is done": (
        "The number of items for which the district sets the prices was cut back by 80 percent.",
        [("number of items for which the district sets the prices", None, "cut back by 80 percent")],
    ),
    "the level that a rate is cut from": (
        "We reduced the current rate of 16 percent in the furniture industry to 13 percent.",
        [("rate in the furniture industry", "13 percent", None)],
    ),
    "a fall by a third": (
        "Reforms swept the registers, reducing the time it takes to open a shop by over a third.",
        [("time it takes to open a shop", None, "over a third")],
    ),
    "how often it was done": (
        "Reserve ratios were lowered two times.",
        [("Reserve ratios", "two times", None)],
    ),
    "a sum before what it is": (
        "A 100-billion-yuan fund for rewards has been put in place.",
        [("fund for rewards put in place", "100-billion-yuan", None)],
    ),
    "what posted a growth": (
        "The consumer price index (CPI) posted a 2.5 percent growth.",
        [("consumer price index (CPI)", None, "2.5 percent growth")],
    ),
    "places of what is counted": (
        "We built 300 new beds in 12 clinics and rescued 831 passengers on three trains.",
        [("new beds", "300", None), ("passengers", "831", None)],
    ),
    "a share of so many": (
        "By length, 82.8% of the city's 310 streams had good water.",
        [("streams had good water", "82.8%", None)],
    ),
    "what is theirs": (
        "Value added of industries above designated size was up 9.7%, and their gross output came to 5.4 trillion"
        " yuan.",
        [
            ("Value added of industries above designated size", None, "up 9.7%"),
            ("gross output of industries above designated size", "5.4 trillion yuan", None),
        ],
    ),
    "imports and exports to several": (
        "Imports and exports to the Gulf and the Baltic and the Levant increased by 20.6%, 22.3% and 16.0% "
        "respectively.",
        [
            ("Imports and exports to the Gulf", None, "increased by 20.6%"),
            ("Imports and exports to the Baltic", None, "22.3%"),
            ("Imports and exports to the Levant", None, "16.0%"),
        ],
    ),
    "a verb behind two lengths": (
        "Bike lanes of 308 kilometers and footpaths of 150 kilometers were built or improved.",
        [
            ("Bike lanes built or improved", "308 kilometers", None),
            ("footpaths built or improved", "150 kilometers", None),
        ],
    ),
    "a target list that lost its line breaks": (
        "The main targets for the year are: GDP growth of over 6 percent over 11 million new urban jobs a "
        "surveyed urban unemployment rate of around 5.5 percent steady increases in incomes a drop of around 3 "
        "percent in energy use per unit of GDP a continued reduction in waste",
        [
            ("GDP", None, "growth of over 6 percent"),
            ("new urban jobs", "over 11 million", None),
            ("surveyed urban unemployment rate", "around 5.5 percent", None),
            ("energy use per unit of GDP", None, "a drop of around 3 percent"),
        ],
    ),
    "a plan is no planner": (
        "Participation in basic pension plans exceeded 80% of the whole population.",
        [("Participation in basic pension plans of whole population", "exceeded 80%", None)],
    ),
    "which need something": (
        "The number of items which require approval before registration was cut by 85%.",
        [("number of items", None, "cut by 85%")],
    ),
    "what a city saw climb": (
        "Last year, the city saw its GDP climb to 687.4 billion yuan.",
        [("GDP", "687.4 billion yuan", None)],
    ),
    "a drop by which something was dragged": (
        "Investment dipped 2.7%, dragged down by a 14.6% drop in real estate development.",
        [("Investment", None, "dipped 2.7%"), ("real estate development", None, "14.6% drop")],
    ),
    "a list in the clause behind its comma": (
        "The income of residents grew with the economy, with the per capita income of urban and rural "
        "residents reaching 63,820 yuan and 34,150 yuan respectively.",
        [
            ("per capita income of urban residents", "63,820 yuan", None),
            ("per capita income of rural residents", "34,150 yuan", None),
        ],
    ),
    "places in a ranking count nothing": (
        "Software revenue reached 208.7 billion yuan, moving up two places to rank eighth.",
        [("Software revenue", "208.7 billion yuan", None)],
    ),
    "what was added of a stuff": (
        "The computing center was put into service, adding 2,400 petaflops of computing power.",
        [("computing center adding computing power", "2,400 petaflops", None)],
    ),
    "however is no part of a clause": (
        "Exports, however, surged by 26.5% to US$1.9 billion.",
        [("Exports", "US$1.9 billion", "surged by 26.5%")],
    ),
    "a growth having come with a level": (
        "Loans stood at 1.12 trillion yuan, having grown by 8.4%.",
        [("Loans", "1.12 trillion yuan", "grown by 8.4%")],
    ),
    "growth of another thing too": (
        "An increase of 3% in investment and of about 6% in retail sales.",
        [("investment", None, "An increase of 3%"), ("retail sales", None, "about 6%")],
    ),
    "which of them is so much": (
        "The installed capacity of the province stood at 172 million kilowatts, of which hydropower was 84.6 "
        "million kilowatts.",
        [
            ("installed capacity of the province", "172 million kilowatts", None),
            ("installed capacity of hydropower", "84.6 million kilowatts", None),
        ],
    ),
    "that of several": (
        "The value added of industry grew by 6.3 percent, and that of steel, tea and silk by 11.2 percent, "
        "4.8 percent and 23.5 percent respectively.",
        [
            ("value added of industry", None, "grew by 6.3 percent"),
            ("value added of steel", None, "11.2 percent"),
            ("value added of tea", None, "4.8 percent"),
            ("value added of silk", None, "23.5 percent"),
        ],
    ),
    "its share": (
        "Industrial investment rose by 9.6 percent, its share climbing to 31.4 percent.",
        [
            ("Industrial investment", None, "rose by 9.6 percent"),
            ("share of Industrial investment", "31.4 percent", None),
        ],
    ),
    "so many times the figure of before": (
        "Trains carried 3.9 million tons of goods, 1.6 times the figure of the previous year.",
        [("Trains goods", "3.9 million tons", "1.6 times")],
    ),
    "of how many a measure is": (
        "The passenger throughput of the 18 airports in the province was 78.5 million.",
        [("passenger throughput of the 18 airports in the province", "78.5 million", None)],
    ),
    "which places a number of people selects": (
        "The proportion of villages of more than 30 households with paved roads reached 93.7 percent.",
        [("proportion of villages of more than 30 households with paved roads", "93.7 percent", None)],
    ),
    "a sum in other money is the same": (
        "Investment used amounted to US$3.84 billion (27.6 billion yuan).",
        [("Investment used", "US$3.84 billion", None)],
    ),
    "of so many, some": (
        "Of the 180 key projects, 176 were under construction by the end of December.",
        [("key projects under construction", "176", None)],
    ),
    "the three sectors": (
        "The proportion of the three industries was adjusted to 6.8:49.1:44.1.",
        [
            ("proportion of the primary industry", "6.8", None),
            ("proportion of the secondary industry", "49.1", None),
            ("proportion of the tertiary industry", "44.1", None),
        ],
    ),
    "a line that is only compared with": (
        "The unemployment rate averaged 5.1 percent, below the control line of 5.5 percent.",
        [("unemployment rate", "5.1 percent", None)],
    ),
    "what somebody realized of a measure": (
        "The four pillar chains of castings and bearings realized output value of 214 billion yuan.",
        [("output value of four pillar chains of castings and bearings", "214 billion yuan", None)],
    ),
    "a subject before a relative clause": (
        "Investment in renewal, which had fallen for two years in a row, rebounded by 11.8 percent.",
        [("Investment in renewal", None, "rebounded by 11.8 percent")],
    ),
    "what was faced is nothing": (
        "Faced with two super typhoons, we built 12 shelters.",
        [("shelters", "12", None)],
    ),
    "a share of the total is one of what was named": (
        "Public revenue rose to 198.6 billion yuan, with taxes making up 81.3 percent of the total.",
        [("Public revenue", "198.6 billion yuan", None), ("taxes making up Public revenue", "81.3 percent", None)],
    ),
    "whom a thing was to the benefit of": (
        "We renovated 312 old compounds, to the benefit of 148,000 households.",
        [("renovated old compounds", "312", None), ("renovated old compounds benefiting households", "148,000", None)],
    ),
    "what top is a verb": (
        "Cruise passenger trips came to 800,000 and will top 900,000.",
        [("Cruise passenger trips", "800,000", None), ("Cruise passenger trips", "900,000", None)],
    ),
    "a limit that debt was kept within": (
        "Outstanding debt was kept within the limit of 342 billion yuan set by the province.",
        [("Outstanding debt", "342 billion yuan", None)],
    ),
    "what is available": (
        "Ninety-eight percent of services are to be available online by the end of the year.",
        [("services available online", "Ninety-eight percent", None)],
    ),
    "more of them": (
        "Twelve more routes were opened, of which nine serve the islands.",
        [("routes opened", "Twelve", None), ("routes serve the islands", "nine", None)],
    ),
    "a thing that has so much of a measure": (
        "The second plant was completed, with a treatment capacity of 80,000 tons per day.",
        [("treatment capacity of plant", "80,000 tons per day", None)],
    ),
}


@pytest.mark.parametrize(("line", "expected"), CHINESE.values(), ids=CHINESE)
def test_chinese_clauses(line: str, expected: list[Row]) -> None:
    assert rows(line, language="zh") == expected


@pytest.mark.parametrize(("line", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_english_clauses(line: str, expected: list[Row]) -> None:
    assert rows(line) == expected


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("Funding for schools will rise from last year's total of 10.6 billion yuan to 15.2 billion yuan.", "10.6"),
        ("Exports were worth 90 million yuan, an increase of 12 million yuan or 15.4%.", "12 million"),
        ("We cut fees by 2.3 million yuan, well beyond our target of 2 million yuan.", "2 million yuan"),
    ],
    ids=["the base of a change", "the same change in other units", "the target that was passed"],
)
def test_bases_and_repeats_are_no_records(line: str, also: str) -> None:
    (draft,) = drafts(line)
    assert [also in words.text for words in draft.also] == [True]


def test_a_threshold_is_kept_as_a_repeat_of_the_exact_level() -> None:
    (draft,) = drafts("港口货物总量首次突破1亿吨、达1.03亿吨。", language="zh")
    assert [words.text for words in draft.also] == ["突破1亿吨"]


@pytest.mark.parametrize(
    ("line", "language"),
    [("Grow local tax revenue by around 4%", "en"), ("地方税收增长4%左右。", "zh")],
    ids=["an imperative", "a line of the target list"],
)
def test_a_number_of_a_plan_is_a_target(line: str, language: Language) -> None:
    (draft,) = drafts(line, time="plan", language=language)
    assert draft.kind == "target"
    assert draft.change is not None


def test_a_review_stays_a_review_whatever_tense_a_translator_chose() -> None:
    (draft,) = drafts("The total output of the port will be 90 million tons.")
    assert draft.kind == "achievement"


def test_a_rank_stands_on_the_record_that_it_ranks() -> None:
    (draft,) = drafts("港口吞吐量达2.1亿吨，居全省第二位。", language="zh")
    assert draft.rank is not None
    assert draft.rank.text == "居全省第二位"


def test_a_rank_of_another_subject_is_not_the_record_s() -> None:
    (draft,) = [one for one in drafts("上线12家云诊所，公共服务评价位列全省第一。", language="zh") if one.value]
    assert draft.rank is None


def test_a_rank_said_of_all_stands_on_both_records() -> None:
    made = drafts("新增科创企业80家，入库成长企业210家，增速均居全省第一。", language="zh")
    assert [draft.rank and draft.rank.text for draft in made] == ["居全省第一", "居全省第一"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The East Lake Science Museum was opened to the public.", "en"),
        ("东湖科学馆正式开馆。", "zh"),
    ],
)
def test_a_completed_outcome_without_a_number_is_an_achievement(line: str, language: Language) -> None:
    (draft,) = drafts(line, language=language)
    assert draft.kind == "achievement"
    assert draft.evidence is not None


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Great progress was made in all respects.", "en"),
        ("各项事业取得新的进步。", "zh"),
        ("部分项目开工进度仍有不足。", "zh"),
    ],
    ids=["praise", "praise in Chinese", "what is wanting"],
)
def test_praise_and_problems_are_nothing(line: str, language: Language) -> None:
    assert drafts(line, language=language) == ()


@pytest.mark.parametrize(
    ("line", "language", "title"),
    [
        ("We will build the East Lake Museum, and improve services.", "en", "build the East Lake Museum"),
        ("出台《东湖保护条例》，健全长效机制。", "zh", "出台《东湖保护条例》"),
    ],
)
def test_an_action_on_a_concrete_thing_is_an_initiative(line: str, language: Language, title: str) -> None:
    (draft,) = drafts(line, time="plan", language=language)
    assert (draft.kind, draft.indicator) == ("initiative", title)


@pytest.mark.parametrize(
    ("line", "language"),
    [("We must balance progress with stability at all times.", "en"), ("坚持稳中求进、以进促稳的工作方针。", "zh")],
)
def test_guidance_is_no_initiative(line: str, language: Language) -> None:
    assert drafts(line, time="plan", language=language) == ()


def test_a_numbered_target_is_expected_or_binding_by_its_heading() -> None:
    (draft,) = drafts("用水强度下降2%。", time="plan", language="zh", title="(二)约束性指标。")
    assert draft.nature == "binding"


def test_the_same_chunk_gives_the_same_drafts() -> None:
    line = "新增科创企业86家、总数达512家。"
    assert drafts(line, language="zh") == drafts(line, language="zh")


@pytest.mark.parametrize(
    ("line", "language", "kind", "period"),
    [
        ("In 2021 the port handled 530 million tons.", "en", "achievement", "2021"),
        ("By 2030 forest coverage will reach 45%.", "en", "target", "by 2030"),
        ("到2030年，森林覆盖率达到45%。", "zh", "target", "by 2030"),
        ("Exports grew by 3% over 2019.", "en", "achievement", None),
        ("出口比2019年增长3%。", "zh", "achievement", None),
    ],
    ids=["a year of its own", "a year to reach it by", "the same in Chinese", "a base year", "a base year in Chinese"],
)
def test_a_clause_that_names_a_year_speaks_of_it(line: str, language: Language, kind: str, period: str | None) -> None:
    (draft,) = drafts(line, language=language)
    assert (draft.kind, draft.period) == (kind, period)


def test_a_row_of_figures_is_read_by_its_columns() -> None:
    text = "二、主要指标\n\n|指标|单位|2023年实绩|2024年预期|\n|---|---|---|---|\n|新增就业|万人|15.4|15|\n"
    made = replace(parse(text, "made"), review="2023", plan="2024")
    found = asyncio.run(extract(made, Baseline()))
    values = [one.value for one in (*found.achievements, *found.targets)]
    assert [(value.value, value.noun) for value in values if value] == [
        (Decimal(154000), "人"),
        (Decimal(150000), "人"),
    ]


def test_a_row_named_a_growth_gives_changes_of_the_thing() -> None:
    text = "二、主要指标\n\n|指标|单位|2023年实绩|2024年预期|\n|---|---|---|---|\n|园区产值增速|%|7.5|6左右|\n"
    made = replace(parse(text, "made"), review="2023", plan="2024")
    found = asyncio.run(extract(made, Baseline()))
    measured = [*found.achievements, *found.targets]
    assert [(one.indicator, one.value, one.change and one.change.value) for one in measured] == [
        ("园区产值", None, Decimal("7.5")),
        ("园区产值", None, Decimal(6)),
    ]
