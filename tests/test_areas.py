"""What a record is about, told from words: made-up wordings, sections and sentences."""

import tomllib
from pathlib import Path

import pytest

import extractor
from extractor.areas import _key, area_of


@pytest.mark.parametrize(
    ("wording", "area"),
    [
        ("地区生产总值", "economy"),
        ("单位GDP能耗", "environment"),
        ("全社会研发投入占GDP比重", "innovation"),
        ("农村居民人均可支配收入", "economy"),
        ("新建森林公园", "environment"),
        ("新建口袋公园", "urban"),
        ("新增数字孪生应用场景", "digital"),
        ("新增市场主体", "reform"),
        ("城镇调查失业率", "employment"),
        ("推动国企改革三年行动", "reform"),
        ("gdp per capita", "economy"),
        ("energy consumption per unit of GDP", "environment"),
        ("spending on research and development", "innovation"),
        ("imports and exports", "trade"),
        ("new bus routes opened", "transport"),
        ("vocational school students", "education"),
        ("sewage treatment rate", "environment"),
        ("taxi fleet", "transport"),
        ("energy-saving lamps", "environment"),
        ("transfer payments to county governments", "finance"),
        ("reform of collective forest rights", "rural"),
        ("urban residency for people from rural areas", "urban"),
        ("spacecraft sent into orbit", "innovation"),
        ("reform of government bodies", "government"),
        ("non-financial outward direct investment", "trade"),
        ("minimum wage", "employment"),
    ],
)
def test_the_longest_word_at_each_place_tells_the_area(wording: str, area: str) -> None:
    assert area_of(wording, (), wording) == area


@pytest.mark.parametrize(
    ("wording", "area"),
    [
        ("an important start for the trail", "other"),
        ("aids", "other"),
        ("supports", "other"),
        ("优化发展环境", "other"),
    ],
)
def test_a_word_inside_another_one_says_nothing(wording: str, area: str) -> None:
    assert area_of(wording, (), wording) == area


def test_its_own_words_count_more_than_the_titles_above() -> None:
    path = ("二、主要工作", "(三)加快乡村振兴,推进农业农村现代化")
    assert area_of("新增学位", path, "新增学位3千个。") == "education"


def test_where_its_own_words_say_nothing_the_sentence_does() -> None:
    assert area_of("三期项目", ("二、主要工作",), "地铁三期项目开工,线网更密。") == "transport"


def test_where_the_sentence_says_nothing_either_the_section_does() -> None:
    path = ("Tasks of the year", "Better housing for all")
    assert area_of("the second batch", path, "The second batch was handed over.") == "housing"


def test_the_sentences_around_tell_of_what_its_own_words_may_be() -> None:
    assert area_of("一期项目", (), "一期项目开工。", ((1, "改造棚户区。"), (2, "开通地铁。"))) == "housing"


def test_a_weak_word_gives_way_to_the_section() -> None:
    path = ("二、主要工作", "(五)建设教育强市")
    assert area_of("实施甲乙丙项目", path, "实施甲乙丙项目。") == "education"


def test_without_any_word_the_area_is_other() -> None:
    assert area_of("abc", (), "xyz") == "other"


def test_no_word_is_listed_twice() -> None:
    listed = tomllib.loads((Path(extractor.__file__).parent / "areas.toml").read_text("utf-8"))
    every = [*listed["quiet"], *(word for area in listed["areas"].values() for part in area.values() for word in part)]
    keys = [_key(word) for word in every]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert [word for word in every if word != word.lower()] == []
