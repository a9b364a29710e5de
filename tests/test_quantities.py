"""What a number in a report says: value, unit, bound, direction, and when it is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.quantities import Mention, find, read
from extractor.schemas.quantity import plain


def said(text: str) -> list[str]:
    """The quantities of a text as "anchor = value unit bound direction", with what is at its default left out."""
    return [_line(text, mention) for mention in find(text) if mention.excluded is None]


def _line(text: str, mention: Mention) -> str:
    upper = f"..{plain(mention.upper)}" if mention.upper is not None else ""
    bound = "" if mention.bound in ("exact", "range") else f" {mention.bound}"
    anchor = text[mention.start : mention.end]
    return f"{anchor} = {plain(mention.value)}{upper} {mention.unit}{bound} {mention.direction or ''}".rstrip()


def reasons(text: str) -> list[tuple[str, str | None]]:
    return [(text[mention.start : mention.end], mention.excluded) for mention in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总产值达1.05万亿元", ["1.05万亿元 = 1050000000000 CNY"]),
        ("投资近万亿元。", ["近万亿元 = 1000000000000 CNY about"]),
        ("受理申请超2.5万件", ["超2.5万件 = 25000 count at_least"]),
        ("签约额1亿元以上。", ["1亿元以上 = 100000000 CNY at_least"]),
        ("吸引外资12.3亿美元", ["12.3亿美元 = 1230000000 USD"]),
        ("reached around 4.4 trillion yuan", ["around 4.4 trillion yuan = 4400000000000 CNY about"]),
        ("to 3,373.6 trillion yuan.", ["3,373.6 trillion yuan = 3373600000000000 CNY"]),
        ("more than one billion yuan", ["more than one billion yuan = 1000000000 CNY at_least"]),
        ("a fund of US$5 billion", ["US$5 billion = 5000000000 USD"]),
        ("about RMB 300 million", ["about RMB 300 million = 300000000 CNY about"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_money_is_read_with_its_multiplier(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修建道路12.5公里", ["12.5公里 = 12500 m"]),
        ("绿地60平方公里", ["60平方公里 = 60000000 m2"]),
        ("造林3亩", ["3亩 = 2000 m2"]),
        ("造林1亩", ["1亩 = 666.67 m2"]),
        ("装机40万千瓦", ["40万千瓦 = 400000 kW"]),
        ("浓度降至15微克/立方米", ["15微克/立方米 = 15 μg/m3"]),
        ("浓度降到每立方米15微克", ["15微克 = 15 μg/m3"]),
        ("消费价格指数控制在104左右", ["控制在104左右 = 104 % about"]),
        ("按价格指数，售出104台", ["104台 = 104 count"]),
        ("入学率达99.5%", ["99.5% = 99.5 %"]),
        ("死亡率降至5‰", ["5‰ = 5 permille"]),
        ("办理时间缩短至3天", ["3天 = 3 day"]),
        ("通勤30分钟", ["30分钟 = 0.5 h"]),
        ("人均预期寿命83.5岁", ["83.5岁 = 83.5 year"]),
        ("13 square kilometers of land", ["13 square kilometers = 13000000 m2"]),
        ("210 kilometers of roads", ["210 kilometers = 210000 m"]),
        ("946,000 kilowatts were installed", ["946,000 kilowatts = 946000 kW"]),
        ("registered 32 μg/m3.", ["32 μg/m3 = 32 μg/m3"]),
        ("40,000 mu of farmland", ["40,000 mu = 26666666.67 m2"]),
        ("a 1 GW plant", ["1 GW = 1000000 kW"]),
        ("eight kilometers of shore", ["eight kilometers = 8000 m"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_units_lead_to_their_base_unit(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("建成两个公园", "个"),
        ("新增企业309家", "家"),
        ("吞吐量达3050万标箱", "标箱"),
        ("9,738 new foreign-invested enterprises were set up", "enterprises"),
        ("handled 33.399 million TEUs", "TEUs"),
        ("11 major cultural, tourism and sports projects including a stadium", "projects"),
        ("Seven high-quality incubators were opened", "incubators"),
        ("30,000 5G base stations were added", "stations"),
        ("lifted 1.2 million people out of hardship", "people"),
        ("the total rose to 50.2.", None),
        ("reached 956 and then fell", None),
    ],
)
def test_a_count_names_what_it_counts(text: str, noun: str | None) -> None:
    (mention,) = [mention for mention in find(text) if mention.excluded is None]
    assert (mention.unit, mention.noun) == ("count", noun)


@pytest.mark.parametrize(
    ("text", "unit", "noun"),
    [
        ("抽检覆盖率达9.4批次/千人", "rate", "千人"),
        ("每万人口发明专利达36件", "rate", "万人"),
        ("每千人口床位6.5张", "rate", "千人"),
        ("日均通关42万人次", "rate", "日"),
        ("patents per 10,000 people rose to 50.2", "rate", "10,000 people"),
        ("20 tons per month", "rate", "month"),
        ("a maximum daily volume of 11.885 million", "rate", "day"),
        ("300 tons of waste a day", "rate", "day"),
        ("速度达700公里/小时", "rate", "小时"),
        ("21.5 cars per 100 households", "rate", "100 households"),
        ("每万人失业率下降3%", "%", None),
    ],
)
def test_a_number_per_so_many_is_a_rate(text: str, unit: str, noun: str | None) -> None:
    (mention,) = [mention for mention in find(text) if mention.excluded is None]
    assert (mention.unit, mention.noun) == (unit, noun)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("超180条", "at_least"),
        ("突破500万人", "at_least"),
        ("不少于50项", "at_least"),
        ("6%以上", "at_least"),
        ("二十余项", "at_least"),
        ("1900多亿元", "at_least"),
        ("不超过5%", "at_most"),
        ("控制在5.5%以内", "at_most"),
        ("控制在3%左右", "about"),
        ("近4万人", "about"),
        ("约占30%", "about"),
        ("节约30万吨", "exact"),
        ("签约20亿元", "exact"),
        ("around 5%", "about"),
        ("nearly 70%", "about"),
        ("below 5%", "at_most"),
        ("within 5%", "at_most"),
        ("no more than 3 percent", "at_most"),
        ("no less than 3 percent", "at_least"),
        ("over 2.11 million", "at_least"),
        ("exceeding 600 billion yuan", "at_least"),
        ("30 percent or more", "at_least"),
        ("5 percent or so", "about"),
    ],
)
def test_bound_words_before_and_after_a_number(text: str, bound: str) -> None:
    mention = read(text)
    assert mention is not None
    assert mention.bound == bound


def test_a_bound_binds_its_own_number_only() -> None:
    text = "exceeded 20 trillion yuan and 11 trillion yuan respectively"
    assert [mention.bound for mention in find(text)] == ["at_least", "exact"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5.5%", "增长5.5% = 5.5 % up"),
        ("下降了3.5%", "下降了3.5% = -3.5 % down"),
        ("提升6.3个百分点", "提升6.3个百分点 = 6.3 pp up"),
        ("增速达到7%", "增速达到7% = 7 % up"),
        ("涨幅控制在3%左右", "涨幅控制在3%左右 = 3 % about up"),
        ("能耗下降率2.8", "下降率2.8 = -2.8 count down"),
        ("grew by 5.2%", "grew by 5.2% = 5.2 % up"),
        ("a year-on-year increase of 3.7%", "a year-on-year increase of 3.7% = 3.7 % up"),
        ("fell by 3.5 percent", "fell by 3.5 percent = -3.5 % down"),
        ("dropped by more than 4%", "dropped by more than 4% = -4 % at_least down"),
        ("up by 0.6 percentage points", "up by 0.6 percentage points = 0.6 pp up"),
        ("Grow the local product by around 5%", "around 5% = 5 % about up"),
        ("a growth rate of about 6%", "about 6% = 6 % about up"),
        ("saw a remarkable 20.3% surge in visits", "20.3% surge = 20.3 % up"),
        ("a 7.2-percent rise", "7.2-percent rise = 7.2 % up"),
        ("has more than doubled", "more than doubled = 2 times at_least up"),
        ("产值翻两番", "翻两番 = 300 % up"),
        ("产值翻一番", "翻一番 = 100 % up"),
        ("压减材料74%", "74% = -74 % down"),
        ("比上年高2.5个百分点", "高2.5个百分点 = 2.5 pp up"),
        ("growing 1.5 times", "growing 1.5 times = 1.5 times up"),
        ("was halved", "halved = -50 % down"),
    ],
    ids=lambda value: value,
)
def test_a_change_is_signed(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "占比提升至41.9%",
        "床位增至600张",
        "工业增加值3200亿元",
        "新增就业18万人",
        "为企业减负67亿元",
        "人口自然增长率6‰",
        "降低费用占比至12%",
        "提升20个片区",
        "rose to 50.2",
        "set up 30 parks",
        "raised 5 billion yuan",
        "shut down 450 facilities",
        "the meeting was attended by 300 people",
        "unemployment rate of 5%",
    ],
)
def test_a_level_or_an_amount_has_no_direction(text: str) -> None:
    mention = read(text)
    assert mention is not None
    assert mention.direction is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分别增长45.9%、19.4%、26.1%", ["45.9", "19.4", "26.1"]),
        ("分别下降5.5%和7%", ["-5.5", "-7"]),
        ("分别提高4个、6个百分点", ["4", "6"]),
        ("increased by 20.6%, 22.3% and 16.0% respectively", ["20.6", "22.3", "16"]),
    ],
)
def test_a_list_shares_its_change_word(text: str, values: list[str]) -> None:
    assert [plain(mention.value) for mention in find(text)] == values
    assert all(mention.direction for mention in find(text))


def test_a_change_and_the_level_it_leads_to_are_two_mentions() -> None:
    assert said("parks increased by 162 to 832 last year") == ["increased by 162 = 162 count up", "832 = 832 count"]
    assert said("由18类扩大到22类") == ["18类 = 18 count", "22类 = 22 count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办3—5个展会", "3—5个 = 3..5 count"),
        ("增长5%—6%", "增长5%—6% = 5..6 % up"),
        ("增长5%至6%", "增长5%至6% = 5..6 % up"),
        ("投入3-5万元", "3-5万元 = 30000..50000 CNY"),
        ("2 to 3 percent of income", "2 to 3 percent = 2..3 %"),
        ("between 3 and 5 percent", "between 3 and 5 percent = 3..5 %"),
        ("2-3 centers", "2-3 = 2..3 count"),
    ],
    ids=lambda value: value,
)
def test_ranges_have_an_upper_end(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一半", "一半 = 50 %"),
        ("四分之一", "四分之一 = 25 %"),
        ("百分之五点三", "百分之五点三 = 5.3 %"),
        ("占比超两成", "超两成 = 20 % at_least"),
        ("降至平均水平的1/3", "1/3 = 33.333333 %"),
        ("nearly half of the total", "nearly half = 50 % about"),
        ("a quarter of the total", "a quarter = 25 %"),
        ("two-thirds of the homes", "two-thirds = 66.666667 %"),
    ],
    ids=lambda value: value,
)
def test_shares_in_words(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reduced by 15. 1 square kilometers", "reduced by 15. 1 square kilometers = -15100000 m2 down"),
        ("up by 28. 1%", "up by 28. 1% = 28.1 % up"),
        ("增长５．５％", "增长５．５％ = 5.5 % up"),
        ("总额1，234亿元", "1，234亿元 = 123400000000 CNY"),
        ("为-0.3%", "-0.3% = -0.3 %"),
        ("为负0.3%", "负0.3% = -0.3 %"),
        ("minus 0.3 percent", "minus 0.3 percent = -0.3 %"),
        ("三百二十万元", "三百二十万元 = 3200000 CNY"),
        ("two hundred and fifty schools", "two hundred and fifty = 250 count"),
    ],
    ids=lambda value: value,
)
def test_odd_spellings_are_read(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_a_ratio_of_three_is_three_shares() -> None:
    assert said("三次产业比重10.1∶42.3∶47.6") == ["10.1 = 10.1 %", "42.3 = 42.3 %", "47.6 = 47.6 %"]


def test_a_bare_number_takes_the_unit_of_its_list() -> None:
    assert said("分别为79.9、56微克/立方米") == ["79.9 = 79.9 μg/m3", "56微克/立方米 = 56 μg/m3"]
    assert said("分别提高了4.6和6个百分点") == ["提高了4.6 = 4.6 pp up", "6个百分点 = 6 pp up"]
    assert said("突破4000亿、5000亿元") == ["突破4000亿 = 400000000000 CNY at_least", "5000亿元 = 500000000000 CNY"]
    assert said("from 5.6 to 4.2 percent") == ["5.6 = 5.6 %", "4.2 percent = 4.2 %"]


@pytest.mark.parametrize(
    ("reason", "text", "words"),
    [
        ("year", "到2024年建成", "2024年"),
        ("year", "2013 年的规划", "2013 年"),
        ("year", "the goals for 2035 are", "2035"),
        ("year", "2016—2020年", "2016—2020年"),
        ("year", "the Plan (2021-2035)", "2021-2035"),
        ("year", "二〇三五年", "二〇三五年"),
        ("date", "1月31日召开", "1月31日"),
        ("date", "1-10月", "1-10月"),
        ("date", "Friday, February 2, 2024", "February 2, 2024"),
        ("date", "published at 22:34", "22:34"),
        ("ordinal", "举办第21届展会", "21"),
        ("ordinal", "第三产业", "三"),
        ("ordinal", "一期工程二期工程", "一期"),
        ("ordinal", "on the 16th session", "16th"),
        ("ordinal", "one of the top 10 cities", "10"),
        ("list_number", "（一）扩大内需", "一"),
        ("list_number", "(12) Expand demand", "12"),
        ("list_number", "1. Expand demand", "1"),
        ("list_number", "01", "01"),
        ("list_number", "一是扩大内需", "一"),
        ("list_number", "First, expand demand", "First"),
        ("document_number", "国发〔2013〕5号", "2013〕5号"),
        ("document_number", "the document No. 12 on", "12"),
        ("document_number", "see https://example.org/a1/22.html now", "https://example.org/a1/22.html"),
        ("name", "“20+8”集群", "20+8"),
        ("name", "落实“1310”部署", "1310"),
        ("name", "出台“30条”", "30条"),
        ("name", 'the "24 Measures" to promote trade', "24"),
        ("name", "5G base stations", "5G"),
        ("name", "the G324 section", "G324"),
        ("name", "PM2.5浓度", "PM2.5"),
        ("name", "Metro Line 13 was opened", "13"),
        ("name", "3、4、5号线", "3、4、5"),
        ("name", "15分钟生活圈", "15分钟"),
        ("name", "一个城市的四大平台", "四"),
        ("name", "“十四五”时期", "十四五"),
        ("criterion", "10亿元以上项目20个", "10亿元以上"),
        ("criterion", "3个千亿元城区", "千亿元"),
        ("criterion", "经营收入10万元以下的村", "10万元以下"),
        ("span", "创36个月新高", "36个月"),
        ("criterion", "65岁以上老人", "65岁以上"),
        ("criterion", "百亿级产业", "百亿"),
        ("criterion", "新引进超百亿元企业3家", "超百亿元"),
        ("criterion", "新增超亿元技术改造项目43个", "超亿元"),
        ("criterion", "新增2个千亿元城区", "千亿元"),
        ("criterion", "收入10万元以下的村", "10万元以下"),
        ("span", "销量创36个月新高", "36个月"),
        ("criterion", "12英寸线", "12英寸"),
        ("criterion", "plants each worth more than one billion yuan", "more than one billion yuan"),
        ("criterion", "new 30-year bonds", "30-year"),
        ("criterion", "over-100-billion-yuan platforms", "over-100-billion-yuan"),
        ("scope", "在9个方面发力", "9个"),
        ("scope", "万元GDP能耗", "万元"),
        ("scope", "energy use per 10,000 yuan of output", "10,000 yuan"),
        ("scope", "Nine categories of spending", "Nine"),
        ("scope", "发布三批共计26个场景", "三批"),
        ("scope", "东湖、西湖两个片区加快建设", "两个"),
        ("scope", "与东湖市、西山市两个城市结好", "两个"),
        ("scope", "船舶、水泵两个产业分别做到5亿元和7亿元", "两个"),
        ("scope", "居全国80个重点城市第9位", "80个"),
        ("scope", "9条河流中有4条水质改善", "9条"),
        ("scope", "吸引12个国家和地区6万人次参加", "12个"),
        ("scope", "做好对口9市帮扶工作", "9市"),
        ("ordinal", "建成训练基地二标段", "二标段"),
        ("ordinal", "较上年前移5个名次", "5个"),
        ("name", "落实八项规定", "八项"),
        ("name", "推动东湖公司6万吨树脂等项目建设", "6万吨"),
        ("name", "国道931改造", "931"),
        ("phrase", "三度获奖", "三度"),
        ("span", "连续31年位居前列", "31年"),
        ("span", "连续8个季度增长", "8个"),
        ("name", "拨打12345热线", "12345"),
        ("name", "2.0版本", "2.0"),
        ("ordinal", "面向21世纪", "21世纪"),
        ("span", "提升三年行动计划", "提升三年"),
        ("span", "近五年来", "近五年"),
        ("span", "成立20周年", "20周年"),
        ("span", "for nine consecutive years", "nine"),
        ("span", "in the past 13 years", "13 years"),
        ("span", "over the past decade", "decade"),
        ("phrase", "一批项目", "一"),
        ("phrase", "三方协同治理", "三"),
        ("phrase", "三轮车专项治理", "三"),
        ("scope", "以下12个项目列为实事", "12个"),
        ("scope", "公路两侧300米范围内造林", "300米"),
        ("scope", "在全国73个重点城市中稳居前列", "73个"),
        ("criterion", "居GDP超万亿元城市前列", "万亿"),
        ("criterion", "收入低于6500元低收入农户脱贫", "低于6500元"),
        ("criterion", "收入1万元以下的脱贫家庭占比", "1万元以下"),
        ("name", "出台茶业新政12条、稳就业21条", "12条"),
        ("name", "出台茶业新政12条、稳就业21条", "21条"),
        ("ordinal", "跃居全球第72、76位", "76"),
        ("criterion", "打造6个产值超百亿元的集群", "百亿"),
        ("criterion", "培育4个产值超2000亿元、2个产值超1000亿元的集群", "2000亿"),
        ("criterion", "投资30—100亿元的项目35个", "30—100亿元"),
        ("scope", "力争在全省31个城市排位前移", "31个"),
        ("scope", "退出全省31个城市后3位", "31个"),
        ("phrase", "千方百计扩大就业", "百"),
        ("phrase", "one of the best", "one"),
        ("phrase", "dozens of towns", "dozens"),
    ],
)
def test_a_number_that_is_no_quantity_tells_why(reason: str, text: str, words: str) -> None:
    found = {text[mention.number_start : mention.number_end]: mention.excluded for mention in find(text)} | dict(
        reasons(text)
    )
    assert found.get(words) == reason


@pytest.mark.parametrize(
    "text",
    [
        "1亿元以上。",
        "完成投资1000亿元以上，",
        "90%以上的村",
        "建成100个以上新车间",
        "报装流程精简到2个环节",
        "出台便民措施12条",
        "组建两个集团",
        "三成",
        "four centers were built",
        "2008个村",
        "built 1950 schools",
    ],
)
def test_a_number_that_looks_like_a_criterion_a_name_or_a_year_but_counts(text: str) -> None:
    assert [mention.excluded for mention in find(text)] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("revenue of RMB 45.6 bn in total", ["RMB 45.6 bn = 45600000000 CNY"]),
        ("worth US$6.3bn.", ["US$6.3bn = 6300000000 USD"]),
        ("45.6bn yuan was paid", ["45.6bn yuan = 45600000000 CNY"]),
        ("a HK$2.5 bn fund", ["HK$2.5 bn = 2500000000 HKD"]),
        ("about £4.5 bn", ["about £4.5 bn = 4500000000 GBP about"]),
        ("spent €3.2m on it", ["€3.2m = 3200000 EUR"]),
        ("RMB 3.2m was spent", ["RMB 3.2m = 3200000 CNY"]),
        ("RMB45.6bn", ["RMB45.6bn = 45600000000 CNY"]),
        ("2.1 tn yuan", ["2.1 tn yuan = 2100000000000 CNY"]),
        ("3 mn people moved", ["3 mn = 3000000 count"]),
        ("treated 10k patients", ["10k = 10000 count"]),
        ("3-5 bn yuan", ["3-5 bn yuan = 3000000000..5000000000 CNY"]),
        ("roads of 10 km and 3 m", ["10 km = 10000 m", "3 m = 3 m"]),
    ],
)
def test_multipliers_may_be_abbreviated(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("text", ["a 5k race", "a 4K screen", "a 10k run"])
def test_a_letter_that_multiplies_nothing_is_a_name(text: str) -> None:
    assert [mention.excluded for mention in find(text)] == ["name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("built 12 000 flats", ["12 000 = 12000 count"]),
        ("about 1 234 567 people", ["about 1 234 567 = 1234567 count about"]),
        ("产值1 234.5 亿元", ["1 234.5 亿元 = 123450000000 CNY"]),
        ("产值1\u00a0234.5亿元", ["1\u00a0234.5亿元 = 123450000000 CNY"]),
        ("built 12\u2009000 flats", ["12\u2009000 = 12000 count"]),
        ("in 2023 350 parks", ["350 = 350 count"]),
        ("Line 13 120 kilometers", ["120 kilometers = 120000 m"]),
        ("列表 12 350 46.5", ["12 = 12 count", "350 = 350 count", "46.5 = 46.5 count"]),
        ("only 12 35 and 7 1234", ["12 = 12 count", "35 = 35 count", "7 = 7 count", "1234 = 1234 count"]),
    ],
)
def test_groups_of_three_digits_set_apart_by_blanks_are_one_number(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("打破城乡二元结构", "二元", "name"),
        ("城乡二元", "二元", "name"),
        ("三元锂电池产量", "三元", "name"),
        ("更换三元催化器", "三元", "name"),
        ("服务0-6岁儿童", "0-6岁", "criterion"),
        ("照护3岁以下婴幼儿", "3岁以下", "criterion"),
        ("为60岁以上提供服务", "60岁以上", "criterion"),
        ("为65周岁以上的老人体检", "65周岁以上", "criterion"),
        ("淘汰20蒸吨以下锅炉", "20蒸吨以下", "criterion"),
        ("淘汰20蒸吨以下的锅炉", "20蒸吨以下", "criterion"),
        ("保持“7个100%”", "100%", "name"),
        ("印发《确保100%达标方案》", "100%", "name"),
    ],
)
def test_prices_ages_and_shares_that_only_name_or_select(text: str, words: str, reason: str) -> None:
    assert dict(reasons(text)).get(words) == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发放五元钱", ["五元 = 5 CNY"]),
        ("降价三元", ["三元 = 3 CNY"]),
        ("电费三元/吨", ["三元/吨 = 3 rate"]),
        ("收费五元以上", ["五元以上 = 5 CNY at_least"]),
        ("预期寿命达到80.5岁", ["80.5岁 = 80.5 year"]),
        ("平均寿命83岁以上", ["83岁以上 = 83 year at_least"]),
        ("变电容量200万千伏安", ["200万千伏安 = 2000000 kVA"]),
        ("主变容量500兆伏安", ["500兆伏安 = 500000 kVA"]),
        ("added 300 MVA", ["300 MVA = 300000 kVA"]),
        ("死亡率降至9/10万", ["9/10万 = 9 rate"]),
        ("死亡率控制在9.5/10万以下", ["控制在9.5/10万以下 = 9.5 rate at_most"]),
        ("改造锅炉4100蒸吨", ["4100蒸吨 = 4100 t/h"]),
        ("改造4100蒸吨燃煤锅炉", ["4100蒸吨 = 4100 t/h"]),
    ],
)
def test_prices_ages_and_capacities_that_are_amounts(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_rate_per_hundred_thousand_names_its_denominator() -> None:
    assert [mention.noun for mention in find("死亡率降至9/10万")] == ["10万"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("planted half a million trees", ["half a million = 500000 count"]),
        ("nearly half a billion yuan", ["nearly half a billion yuan = 500000000 CNY about"]),
        ("opened half a dozen schools", ["half a dozen = 6 count"]),
        ("two dozen schools", ["two dozen = 24 count"]),
        ("built a dozen parks", ["a dozen = 12 count"]),
        ("more than a dozen parks", ["more than a dozen = 12 count at_least"]),
        ("1.2 - 1.5 million tons", ["1.2 - 1.5 million tons = 1200000..1500000 t"]),
        ("twice the figure of then", ["twice = 2 times"]),
        ("double the 2010 GDP", ["double = 2 times"]),
        ("was nearly twice that", ["nearly twice = 2 times about"]),
        ("aims to double its output", ["double = 2 times up"]),
        ("meets twice a year", []),
        ("double-digit gains", []),
        ("to double our efforts", []),
        ("a goal of “5%” was set", ["5% = 5 %"]),
        ("a goal of “around 5%” was set", ["around 5% = 5 % about"]),
        ("增速“5%左右”的目标", ["5%左右 = 5 % about"]),
    ],
)
def test_amounts_in_words_multiples_and_quoted_shares(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_phrase_without_a_quantity_reads_as_none() -> None:
    assert read("2024年") is None
    assert read("") is None


def test_read_gives_the_first_quantity_of_a_phrase() -> None:
    mention = read("2024年增长5.8%以上")
    assert mention is not None
    assert (mention.value, mention.unit, mention.bound) == (Decimal("5.8"), "%", "at_least")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值突破千亿", ["突破千亿 = 100000000000 CNY at_least"]),
        ("营业收入迈上万亿台阶", ["迈上万亿 = 1000000000000 CNY at_least"]),
        ("业务量突破百亿", ["突破百亿 = 10000000000 count at_least"]),
    ],
    ids=["behind a word of money", "before a step", "nothing that is money"],
)
def test_hundreds_of_millions_behind_a_word_of_money_are_money(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("茶叶税收首次突破千亿", ["首次 ordinal", "突破千亿 = 100000000000 CNY at_least"]),
        ("皮影票房超两万亿", ["超两万亿 = 2000000000000 CNY at_least"]),
        ("注册用户突破1亿", ["突破1亿 = 100000000 count at_least"]),
        ("a loss of 3 billion yuan, 400 million more than the plan", None),
    ],
)
def test_a_sum_without_a_currency_is_money_where_its_noun_is(text: str, expected: list[str] | None) -> None:
    found = [one for one in find(text) if not one.excluded]
    if expected is None:
        assert [one.unit for one in found] == ["CNY", "CNY"]
    else:
        assert [f"{text[one.start : one.end]} {one.unit}" for one in found] == [
            f"{line.split(' = ')[0]} {line.split()[3]}" for line in expected if "=" in line
        ]


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("several hundred million workers were trained", "hundred million", "phrase"),
        ("growth of 3 points five years ago", "five years", "span"),
        ("Children less than three years of age are vaccinated.", "less than three years of age", "criterion"),
        ("the grain supply for almost 1.4 billion people", "almost 1.4 billion", "scope"),
        ("the work of 47 million people of all ethnic groups", "47 million", "scope"),
        ("a 100-billion-yuan cluster of firms", "100-billion-yuan", "criterion"),
        ("moving up two places to rank eighth", "two", "ordinal"),
        ("vouchers were handed out in two batches", "two", "scope"),
        ("opened three months ahead of schedule", "three months", "span"),
        ("people were moved to safety within 20 hours", "within 20 hours", "span"),
        ("bus line 26 was extended", "26", "name"),
        ("parks stay open 24 hours a day", "24 hours a day", "phrase"),
        ("the twofold pressure of costs and orders", "twofold", "phrase"),
        ("in the first three quarters exports fell", "three", "scope"),
        ("villages of more than 30 households have roads", "more than 30", "criterion"),
        ("villages with an annual income of more than 500,000 yuan grew", "more than 500,000 yuan", "criterion"),
    ],
)
def test_english_numbers_that_count_nothing(text: str, words: str, reason: str) -> None:
    found = {text[one.start : one.end]: one.excluded for one in find(text)}
    assert found.get(words) == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("costs were cut by a third", ["cut by a third = -33.333333 % down"]),
        ("about one eighth of the national figure", ["about one eighth = 12.5 % about"]),
        ("a 100-billion-yuan fund was set up", ["100-billion-yuan = 100000000000 CNY"]),
        ("Passenger trips will top 900,000.", ["900,000 = 900000 count"]),
        ("rates were lowered two times", ["two times = 2 count"]),
        ("bonds were issued, an 800 billion yuan increase", ["800 billion yuan increase = 800000000000 CNY up"]),
        ("of which nine serve the islands", ["nine = 9 count"]),
        ("two zero-carbon parks were built", ["two = 2 count"]),
        ("subsidies of 200 yuan per year", ["200 yuan = 200 CNY"]),
        ("the wait is limited to within 20 hours", ["within 20 hours = 20 h at_most"]),
        ("expenditures will be cut by a further 5 percent", ["cut by a further 5 percent = -5 % down"]),
    ],
)
def test_english_numbers_that_count(text: str, expected: list[str]) -> None:
    assert said(text) == expected
