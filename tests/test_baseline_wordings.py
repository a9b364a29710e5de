"""What the built-in model reads without numbers: outcomes, main targets in words, initiatives."""

from __future__ import annotations

import asyncio

import pytest

from extractor.extract import extract
from extractor.models.baseline import Baseline
from extractor.read import parse
from extractor.schemas.records import Achievement, Initiative, Target


def records(text: str) -> list[Target | Achievement | Initiative]:
    """What the baseline makes of a made-up report."""
    return list(asyncio.run(extract(parse(text, "made"), Baseline())).records)


def planned(body: str) -> list[str]:
    """The titles of the initiatives of a paragraph in a plan."""
    chinese = any(char >= "\u4e00" for char in body)
    head = "二、2032年工作安排" if chinese else "II. Work in 2032"
    return [one.title for one in records(f"{head}\n\n{body}\n") if isinstance(one, Initiative)]


def outcomes(body: str) -> list[str]:
    """The indicators of the achievements without a number of a paragraph that looks back."""
    chinese = any(char >= "\u4e00" for char in body)
    head = "一、2031年工作回顾" if chinese else "I. Review of Work in 2031"
    return [
        one.indicator
        for one in records(f"{head}\n\n{body}\n")
        if isinstance(one, Achievement) and not (one.value or one.change)
    ]


def goals(body: str) -> list[tuple[str, str | None]]:
    return [(one.indicator, one.goal) for one in records(body) if isinstance(one, Target) and one.goal]


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        pytest.param(
            "完善现代港口体系。建设东湖港区三期，开通西岭货运专线。健全港口养护制度。",
            ["建设东湖港区三期", "健全港口养护制度"],
            id="the sentence that opens a paragraph is its heading",
        ),
        pytest.param(
            "今年重点如下。坚持统筹城乡，出台《东湖保护条例》。",
            ["出台《东湖保护条例》"],
            id="an action behind guidance",
        ),
        pytest.param(
            "今年重点如下。推进航运业提升，加强码头管理，开工建设东湖港区三期。",
            ["开工建设东湖港区三期"],
            id="what is made says more than what is pushed ahead",
        ),
        pytest.param(
            "今年重点如下。支持港口企业发展，加快东湖港区三期建设。深化航运改革，加强港口审计，推进码头整治。",
            ["加快东湖港区三期建设", "推进码头整治"],
            id="what is pushed ahead and ends with what is made of it is made",
        ),
        pytest.param(
            "今年重点如下。完善港口制度，推进东湖保护计划，建设码头12座。开展航运普查，建设西岭航校，办好船员大会。",
            ["推进东湖保护计划", "开展航运普查"],
            id="of two that are made the first without a number",
        ),
        pytest.param(
            "今年重点如下。一是推进码头改革。开通西岭至东湖货运专线。二是组建船员基金。三是办好东湖航运节。",
            ["开通西岭至东湖货运专线", "组建船员基金", "办好东湖航运节"],
            id="topics that are counted off lead in; in a row they are told",
        ),
        pytest.param(
            "今年重点如下。为做好航标维护工作，我们将持续努力。牵头单位：航运局。必须坚持绿色航运，推进码头整治。",
            [],
            id="purposes, who is in charge, what must be held to",
        ),
        pytest.param(
            "今年重点如下。推进航标清理。推动东湖保税区与西岭城区协同发展。在全省率先完成引航改革。",
            ["推进航标清理", "推动东湖保税区与西岭城区协同发展", "在全省率先完成引航改革"],
            id="works on things that are there, zones that are named, actions behind a place",
        ),
        pytest.param(
            "今年重点如下。完善港口制度，组建船员合作社。",
            ["组建船员合作社"],
            id="what is made needs no other sign beside something concrete",
        ),
        pytest.param(
            "今年重点如下。建设东湖港区三期、西岭滚装码头、南屿集装箱堆场、北岸冷链中心、云溪船舶修造基地、石桥航运学校等重点项目。",
            ["建设东湖港区三期等重点项目"],
            id="a long list is told by its first",
        ),
        pytest.param(
            "今年重点如下。支持东湖、西岭等港口做大做强。做好全年港口工作，意义重大。打造一批“智慧码头”。",
            ["支持东湖、西岭等港口做大做强", "打造一批“智慧码头”"],
            id="names are concrete, a sentence of the whole is not",
        ),
        pytest.param(
            "今年重点如下。增强企业发展信心，激发市场主体活力，营造一流营商环境。",
            [],
            id="wishes only",
        ),
        pytest.param(
            "今年重点如下。加快西岭湿地公园建设。对沿湖棚舍进行清理整治，修复湖岸植被。",
            ["加快西岭湿地公园建设", "对沿湖棚舍进行清理整治"],
            id="actions that end in a noun",
        ),
        pytest.param(
            "We will open up further this year. We should reform the lake patrol system and merge its offices. "
            "We must ensure that everybody enjoys the same access to the lake.",
            ["reform the lake patrol system"],
            id="should announces, must ensure wishes",
        ),
        pytest.param(
            "Transport will be improved. New types of ferry services will be introduced along the northern shore.",
            ["New types of ferry services will be introduced along the northern shore"],
            id="the passive",
        ),
        pytest.param(
            "Transport will be improved. Balancing the needs of both shores, we will keep a good pace of development.",
            [],
            id="attitudes",
        ),
        pytest.param(
            "The harbor has plans. In response to the new demands of trade, we will improve the quality of growth, "
            "set up a harbor fund, and deepen exchanges.",
            ["set up a harbor fund"],
            id="the opener goes, and the first action that can be checked is the title",
        ),
        pytest.param(
            "The harbor has plans. Third, we will raise the quality of ferries. We will strengthen the foundations "
            "of stable growth. These efforts will enable the lake economy to recover. "
            "We will concentrate on the following three areas of work.",
            [],
            id="topics, aims, effects and lead-ins",
        ),
        pytest.param(
            "The harbor has plans. We will continue to dredge and maintain the old port, and will formulate or "
            "update the standards for piers.",
            ["dredge and maintain the old port"],
            id="verbs that share an object",
        ),
        pytest.param(
            "The harbor has plans. Phase II of the lake tunnel will open. Efforts will be made to build ferry hubs.",
            ["Phase II of the lake tunnel will open", "build ferry hubs"],
            id="things that will open, efforts that will be made",
        ),
        pytest.param(
            "We will do the following work. Build a beautiful and harmonious shore. "
            "Step up the building of lake parks. Grow ferry revenue by around 4%.",
            ["Step up the building of lake parks"],
            id="of lines without a subject, those with a thing to point at",
        ),
        pytest.param(
            "This year is as follows. We will ensure that the ferry fund is set up. Efforts will be stepped up to "
            "repair the locks. Priority will be given to building the Lake Hospital. Support will be given to "
            "boatmen, and the Harbor Code will be revised.",
            [
                "the ferry fund is set up",
                "repair the locks",
                "building the Lake Hospital",
                "the Harbor Code will be revised",
            ],
            id="what is seen to, or is a priority",
        ),
        pytest.param(
            "This year is as follows. We will build Reading into a hub of ferries. We will build a learning society. "
            "We will build a learning center. We will take more effective measures. We must improve the systems of "
            "harbor safety. We will carry out the decisions of the State Council.",
            ["build a learning center"],
            id="visions, better measures, duties and orders are none",
        ),
        pytest.param(
            "This year is as follows. We will allocate 20 million yuan for the locks. At least 300 new jobs will be "
            "created. Spending on locks will increase by 5 million yuan.",
            [],
            id="what only sets a number",
        ),
        pytest.param(
            "This year is as follows. The pay and other benefits of pilots will be raised. Trade is slow, and the "
            "port rules will be revised. We will improve the system for hiring, training and paying pilots, with the "
            "focus on ferries.",
            [
                "The pay and other benefits of pilots will be raised",
                "the port rules will be revised",
                "improve the system for hiring, training and paying pilots",
            ],
            id="a joined subject stays whole, and what only is told goes",
        ),
        pytest.param(
            "This year is as follows. We will consider joining the Lake League. We will work with Reading to set up a "
            "ferry fund. We will expedite the dredging of the Lake Canal.",
            ["consider joining the Lake League", "set up a ferry fund", "expedite the dredging of the Lake Canal"],
            id="more ways to go about it",
        ),
        pytest.param(
            "This year is as follows. Ensure the opening of the Lake Tunnel. Ensure the growth of trade. We will carry "
            'out the "Clean Quays" action. We will carry out the "Lake First" strategy. Work on the canal is scheduled '
            "to start in May.",
            [
                "Ensure the opening of the Lake Tunnel",
                'carry out the "Clean Quays" action',
                "Work on the canal is scheduled to start in May",
            ],
            id="an end that is seen to, an action with a name",
        ),
        pytest.param(
            "This year is as follows. We should expand trade, will host the Ferry Expo, and should lower tolls on "
            "boats. We will dredge the Lake Canal, and we will try to keep it clear. Barge fees will be cut, and more "
            "will be done for crews. We will build quays for the boatmen so they can land.",
            [
                "host the Ferry Expo",
                "dredge the Lake Canal",
                "Barge fees will be cut",
                "build quays for the boatmen",
            ],
            id="a title ends where a new clause begins",
        ),
        pytest.param(
            "This year is as follows. Spending on ferries will rise to 9 million yuan, and the wards will open the "
            "Lake Locks. Docks should account for 60% of the trade, and a canal fund should be set up. "
            "When crews have both the money and the means, our work to protect and expand ports is certain to go well.",
            ["open the Lake Locks", "a canal fund should be set up"],
            id="of a clause that sets a number the next one is read, and nothing is announced without a will",
        ),
        pytest.param(
            "This year is as follows. We must implement the basic state policy of thrift. We will follow an opening-up "
            "strategy. We will enable boatmen to enjoy real benefits. We will make the ports safer. Trade will fall "
            "far short of hopes. We will make full use of the advantages of ports and banks. "
            "They will open the port rules to all. We will build a Beautiful Reading.",
            [],
            id="doctrines, hopes and what is to be better",
        ),
        pytest.param(
            "This year is as follows. The ban on the import of barges will remain in place. Ferry subsidies will "
            "continue to increase. Reform of the pilotage system will move forward. No harbor bonds will be issued.",
            [
                "The ban on the import of barges will remain in place",
                "Ferry subsidies will continue to increase",
                "Reform of the pilotage system will move forward",
                "No harbor bonds will be issued",
            ],
            id="what goes on or stays",
        ),
        pytest.param(
            "This year is as follows. We will, in keeping with the needs of trade, build a ferry museum. We will see "
            "that boatmen have access to lake insurance. It is planned to build a lake hospital. We will work harder "
            "to impose a cap on tolls. Relying on the old port, build ferry parks at both ends.",
            [
                "build a ferry museum",
                "boatmen have access to lake insurance",
                "build a lake hospital",
                "impose a cap on tolls",
                "build ferry parks at both ends",
            ],
            id="asides, access and plans of nobody",
        ),
        pytest.param(
            "This year is as follows. Plan and construct the ferry zone. Strengthen the protection of the old city "
            "wall. Speed up the renovation of urban villages. Do a good job in all work. "
            "Do a good job in the renovation of the Lake Theater. Ensure the completion of the new stadium.",
            [
                "Plan and construct the ferry zone",
                "Strengthen the protection of the old city wall",
                "Speed up the renovation of urban villages",
                "Do a good job in the renovation of the Lake Theater",
                "Ensure the completion of the new stadium",
            ],
            id="orders that name what is built",
        ),
        pytest.param(
            "This year is as follows. We will launch a plan for ferry and supply chains in the west. We will set up "
            "a flood prevention and control center. We will provide advice and support to small ferry firms. "
            "We will adopt strict measures to prevent and control pollution.",
            [
                "launch a plan for ferry and supply chains in the west",
                "set up a flood prevention and control center",
                "provide advice and support to small ferry firms",
                "prevent and control pollution",
            ],
            id="nouns that look like verbs",
        ),
    ],
)
def test_a_sentence_of_a_plan_is_an_initiative_where_it_says_what_is_done(body: str, titles: list[str]) -> None:
    assert planned(body) == titles


@pytest.mark.parametrize(
    ("body", "indicators"),
    [
        pytest.param(
            "东湖码头开港，出台港口高质量发展实施意见，西岭大桥建设加快推进。",
            ["东湖码头开港", "出台港口高质量发展实施意见"],
            id="each clause with an outcome, none that is under way",
        ),
        pytest.param(
            "实现湖区村庄供水全覆盖，沿湖棚户全部清零，斩获航运创新奖，建立船员保障机制，推进巡查全覆盖。",
            ["湖区村庄供水全覆盖", "沿湖棚户全部清零", "斩获航运创新奖", "建立船员保障机制"],
            id="what is reached in whole, done away with, won and set up",
        ),
        pytest.param("较好完成年度各项目标任务。", [], id="tasks fulfilled in general"),
        pytest.param(
            "东湖疏浚任务全面完成，各项工作任务全面完成。", ["东湖疏浚任务全面完成"], id="a task that is named"
        ),
        pytest.param(
            "东湖医院正式开诊，全年没有发生沉船事故，实行船员持证上岗管理，落实行政执法公示制，提高船员补助标准，"
            "成功应对“海燕”台风，西岭航运学校招生。",
            [
                "东湖医院正式开诊",
                "没有发生沉船事故",
                "实行船员持证上岗管理",
                "提高船员补助标准",
                "应对“海燕”台风",
                "西岭航运学校招生",
            ],
            id="what opened, never happened, is in force, was raised, was withstood",
        ),
        pytest.param(
            "颁发全省首张航标电子证书，东湖候鸟首次越冬，东湖与西岭结为友好港，引航改革目标全面实现，提案全部办复，"
            "水质复创有望成功，东湖港区稳居全国内河港十强，船员培训质量均居全省前3。",
            [
                "颁发全省首张航标电子证书",
                "东湖候鸟首次越冬",
                "东湖与西岭结为友好港",
                "引航改革目标全面实现",
                "提案全部办复",
                "东湖港区",
                "船员培训质量",
            ],
            id="what is the first of its kind, what was met in full, ranks among so many",
        ),
        pytest.param(
            "东湖区成为国家航运示范区、湿地保护试点城市，建立船员互助制度、航标巡查制度。",
            ["东湖区成为国家航运示范区、湿地保护试点城市", "建立船员互助制度、航标巡查制度"],
            id="a list of what was made is one",
        ),
        pytest.param(
            "东湖船厂入选航运业最具竞争优势企业，船厂竞争优势凸显，服务国家开放大局，"
            "航标维护不到位，全力维护航运市场平稳运行，放宽船员落户条件，港城共建成果丰硕，构建畅通高效的航运体系。",
            ["东湖船厂入选航运业最具竞争优势企业"],
            id="praise in the title of an honour; no opening, want or effort",
        ),
        pytest.param(
            "港口货物吞吐量达6.2亿吨，总量稳居全国首位，船员培训综合考核居全国第二，码头效率居全国前列，东湖航运领跑全国。",
            ["船员培训综合考核", "东湖航运"],
            id="a rank of what is named, not of the number before, nor a mere place in front",
        ),
        pytest.param(
            "The Lake Bridge was opened to traffic, and we launched the Northern Ferry Program.",
            ["Lake Bridge was opened to traffic", "launched the Northern Ferry Program"],
            id="two clauses joined by and",
        ),
        pytest.param("The city's role as a port has been steadily strengthened.", [], id="praise"),
        pytest.param(
            "The Lake Bridge has been finished, the Western Ferry, the Eastern Ferry and other projects have started "
            "construction, and Quay Avenue was opened to traffic.",
            [
                "Lake Bridge has been finished",
                "Western Ferry, the Eastern Ferry and other projects have started construction",
                "Quay Avenue was opened to traffic",
            ],
            id="a list of subjects goes with the verb behind it",
        ),
        pytest.param(
            "We launched ferries, barges, and tugs with lake pilots, deepened reform, and enacted the Harbor Law.",
            ["launched ferries, barges, and tugs with lake pilots", "enacted the Harbor Law"],
            id="a list of objects goes with the verb before it",
        ),
        pytest.param(
            "We raised living allowances for boatmen. We raised the awareness of boatmen. "
            "We implemented a pilot system of lake patrols. We implemented the decisions of the council.",
            ["raised living allowances for boatmen", "implemented a pilot system of lake patrols"],
            id="verbs that end something only with some objects",
        ),
        pytest.param(
            "The lake ferry, the first of its builder, entered service. The harbor became the largest port of the "
            "lakes. Boatmen's incomes grew faster than the economy.",
            ["lake ferry entered service", "harbor", "Boatmen's incomes"],
            id="what entered service, is largest, outran the economy",
        ),
        pytest.param(
            "To speed up trade, we opened a second quay, thus easing the load of the first. "
            "We made progress in dredging, and laid a solid foundation for trade.",
            ["opened a second quay"],
            id="purposes and consequences go; no progress without an end",
        ),
        pytest.param(
            "The quay, Reading-Eastbourne ferries and a number of barges were put into service. The port hosted the "
            "Lake Games and was named a City of Ferries.",
            [
                "quay, Reading-Eastbourne ferries and a number of barges were put into service",
                "port hosted the Lake Games",
                "named a City of Ferries",
            ],
            id="a place in -ing begins no consequence, and a verb may share its subject",
        ),
        pytest.param(
            "The eastern quay became operational. The dredging plant went into trial production. The Harbor Code came "
            "into effect on May 1. Every ward now has a ferry stop. The locks are now run by the wards. "
            "The port now faces a storm.",
            [
                "eastern quay became operational",
                "dredging plant went into trial production",
                "Harbor Code came into effect on May 1",
                "ward now has a ferry stop",
                "locks are now run by the wards",
            ],
            id="what is in use, in force or so only now",
        ),
        pytest.param(
            "The dredger broke the record for depth. The port became the first to pilot ships by radio. "
            "Ferry trips surpassed barge trips for the first time.",
            [
                "dredger broke the record for depth",
                "port became the first to pilot ships by radio",
                "Ferry trips surpassed barge trips for the first time",
            ],
            id="what never was so before",
        ),
        pytest.param(
            "Our city ranked second among the lake ports in ferry safety. The harbor environment ranked first on the "
            "lakes. Ferry traffic remained the largest on the lakes. The port was listed among the top ten harbors.",
            ["ferry safety", "harbor environment", "Ferry traffic", "port"],
            id="a rank is of what the city is good at",
        ),
        pytest.param(
            "The ferry toll was lowered and the lock fee was abolished. The quay was widened and the Lake Line "
            "entered trial operation. A pension system for boatmen was set up, covering 320 crews.",
            [
                "ferry toll was lowered",
                "lock fee was abolished",
                "Lake Line entered trial operation",
                "pension system for boatmen was set up",
            ],
            id="a new subject behind and; a number in the consequence only",
        ),
        pytest.param(
            "We adopted policies and measures to support ferries. We introduced the Lake Measures. "
            "We launched a ferry pass to better serve boatmen.",
            ["introduced the Lake Measures", "launched a ferry pass"],
            id="measures that nothing tells apart are none, and aims go",
        ),
        pytest.param(
            "We carried out reform of the pilotage. We carried out work on the quays. The Lake Fair was a success. "
            "The course was held on the lake. The harbor fair was held on the lake. Dredging was covered by the fund. "
            "We lowered fees for crews who have difficulties. A register of boats was set up and improved.",
            [
                "carried out reform of the pilotage",
                "Lake Fair was a success",
                "harbor fair was held on the lake",
                "Dredging was covered by the fund",
                "lowered fees for crews who have difficulties",
                "register of boats was set up and improved",
            ],
            id="reforms, events, what was covered",
        ),
        pytest.param(
            "We implemented the Ferry Plan. A dredging project was carried out. We expanded the coverage of the toll. "
            "We issued related rules. The following quays were closed. We built more ferries. "
            "We extended pension coverage to all boatmen. We expanded the ferry pass to the whole lake.",
            ["extended pension coverage to all boatmen", "expanded the ferry pass to the whole lake"],
            id="plans under way, a wider scope, things told elsewhere; but what reaches all",
        ),
        pytest.param(
            "A number of lake piers were rebuilt. The third lock of the canal was opened. "
            "Boatmen were allowed to postpone their tolls. The dues on barges were eased and the ferry pass was "
            "replicated on other lakes. Ferry capacity surpassed barge capacity for the first time. "
            "The levy on nets was put to a stop.",
            [
                "lake piers were rebuilt",
                "third lock of the canal was opened",
                "Boatmen were allowed to postpone their tolls",
                "ferry pass was replicated on other lakes",
                "Ferry capacity surpassed barge capacity for the first time",
                "levy on nets was put to a stop",
            ],
            id="some of many, the third of some; what is allowed, copied, stopped or never was before",
        ),
    ],
)
def test_a_clause_of_a_review_is_an_achievement_where_it_says_what_has_happened(
    body: str, indicators: list[str]
) -> None:
    assert outcomes(body) == indicators


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(
            "二、2032年工作安排\n\n今年的主要预期目标是：地区生产总值增长6%，居民收入与经济增长同步。\n",
            [("居民收入", "与经济增长同步")],
            id="in a sentence with numbers",
        ),
        pytest.param(
            "二、2032年工作安排\n\n今年的主要预期目标是：地区生产总值增长6%，城镇、农村居民收入增长与经济增长同步，"
            "单位产值能耗下降率控制在省定目标内，开放水平不断提高，完成省下达的节能减排任务。\n",
            [
                ("城镇居民收入", "与经济增长同步"),
                ("农村居民收入", "与经济增长同步"),
                ("单位产值能耗", "控制在省定目标内"),
                ("节能减排", "完成省下达的节能减排任务"),
            ],
            id="what is kept to or complied with, not how all improves",
        ),
        pytest.param(
            "II. Work in 2032\n\nMain targets for the year are as follows:\n\n- GDP growth of 6%\n"
            "- Further reduction in water use and dust\n- Incomes and pensions to rise in step with prices\n",
            [
                ("water use", "Further reduction"),
                ("dust", "Further reduction"),
                ("Incomes", "to rise in step with prices"),
                ("pensions", "to rise in step with prices"),
            ],
            id="two heads of one goal",
        ),
        pytest.param(
            "II. Work in 2032\n\nThe main targets for the year are as follows: -- GDP growth of 6%; -- a steady rise "
            "in ferry traffic; -- increases in personal income basically in step with economic growth.\n",
            [("ferry traffic", "a steady rise"), ("personal income", "basically in step with economic growth")],
            id="a list that is printed as one sentence, with dashes",
        ),
        pytest.param(
            "II. Work in 2032\n\nThe main targets for the year are as follows: GDP growth of 6 percent a basic balance "
            "in trade steady growth in personal income a further improvement in the environment.\n",
            [
                ("trade", "a basic balance"),
                ("personal income", "steady growth"),
                ("environment", "a further improvement"),
            ],
            id="a list without any marks",
        ),
        pytest.param(
            "II. Work in 2032\n\nThe main targets for the year are: to increase GDP by 6%, create 9,000 jobs, and "
            "continue to improve our water supply.\n",
            [("water supply", "continue to improve")],
            id="a list of verbs",
        ),
    ],
)
def test_main_targets_in_words_have_a_head_and_a_goal(body: str, found: list[tuple[str, str | None]]) -> None:
    assert goals(body) == found


@pytest.mark.parametrize(
    ("before", "headline"),
    [
        pytest.param("今年的主要预期目标是：", True, id="a line that opens the list"),
        pytest.param("二是约束性指标。", True, id="a line that names nothing else"),
        pytest.param("把船员安居作为奋斗目标，建好东湖船员新村。", False, id="what is striven for"),
        pytest.param("力促航运主要指标保持平稳，办好东湖航运节。", False, id="what measures shall do"),
    ],
)
def test_main_targets_follow_what_announces_them(before: str, headline: bool) -> None:
    found = records(f"二、2032年工作安排\n\n{before}地区生产总值增长6%。\n")
    assert [one.headline for one in found if isinstance(one, Target)] == [headline]
