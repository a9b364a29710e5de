"""A model that gets one digit wrong: of every thousand such replies all are caught, and of as many true ones none.

An altered digit can by chance make a number that the sentence or a neighbour has as well ("4%" beside "5%"). Such a
reply says words that do stand there, and no reading of words alone can tell; these are set aside, and counted.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from build import chunk as made
from fake_reader import reply

from extractor.models.baseline import Baseline
from extractor.models.llm import replies
from extractor.read import read
from extractor.report import Chunk, Language
from extractor.schemas.reply import Reply
from extractor.split import split
from extractor.verify import Verified, verify
from extractor.verify.ground import NEIGHBOURS

WANTED = 1_000
LARGEST_SHARE_SET_ASIDE = 0.05

PATTERNS: dict[Language, Sequence[str]] = {
    "en": (
        "GDP reached {d}.{d} trillion yuan, an increase of {s}.{s}%.",
        "The harbour handled {t},{h} ships and {s}.{s} million containers.",
        "Retail sales grew by {s}.{s}% and exports fell by {s}.{s} percent.",
        "A total of {h} schools and {d} clinics were opened.",
        "Per capita income rose by {s}.{s} percent to {d},{h} yuan.",
        "The unemployment rate was {s}.{s}%, and {h},000 jobs were created.",
        "Investment of {h}.{s} billion yuan went into {d} bridges, up by {d}.{s}%.",
        "Some {d} kilometers of track were laid, which makes {h} kilometers.",
    ),
    "zh": (
        "地区生产总值达到{t}.{d}亿元，增长{s}.{s}%。",
        "港口进出船舶{t}艘次，集装箱吞吐量{h}.{s}万标箱。",
        "社会消费品零售总额增长{s}.{s}%，出口下降{s}.{s}%。",
        "新建学校{d}所、改造诊所{h}家。",
        "居民人均可支配收入增长{s}.{s}%、达{t}元。",
        "城镇调查失业率{s}.{s}%，新增就业{d}.{s}万人。",
        "完成固定资产投资{h}.{s}亿元，其中工业投资增长{d}.{s}%。",
        "铺设轨道{d}公里，累计达{h}公里。",
    ),
}
SIZES = {"s": (1, 9), "d": (10, 99), "h": (100, 999), "t": (1000, 9999)}


@dataclass
class Tally:
    """How many altered and true replies were tried, and what went wrong with which."""

    tried: int = 0
    set_aside: int = 0
    believed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def composed(language: Language, chance: Random) -> Iterator[Chunk]:
    """Three sentences with fresh numbers, without end."""
    while True:
        lines = [fresh(pattern, chance) for pattern in chance.sample(PATTERNS[language], 3)]
        yield made(*lines, language=language)


def fresh(pattern: str, chance: Random) -> str:
    return re.sub(r"\{(\w)\}", lambda place: str(chance.randint(*SIZES[place[1]])), pattern)


def real(shared: Path, language: Language) -> Iterator[Chunk]:
    for path in sorted(shared.glob("reports/*")) + sorted(shared.glob("corpus/*")):
        report = read(path)
        if report.language == language:
            yield from split(report, 1_500)


def told(chunk: Chunk, records: Sequence[dict[str, str]]) -> Verified:
    """What becomes of a model's answer with these records."""
    answer = Reply.model_validate_json(json.dumps({"r": records}))
    assert not answer.bad
    return verify(chunk, replies.drafts(answer, chunk), model="stand-in")


def altered(words: str, chance: Random) -> str | None:
    """The words with one digit exchanged for another; None where they have no digit."""
    places = [at for at, char in enumerate(words) if char.isascii() and char.isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    other = chance.choice([digit for digit in "0123456789" if digit != words[at]])
    return words[:at] + other + words[at + 1 :]


def stands_nearby(chunk: Chunk, number: int, words: str) -> bool:
    """Whether words stand in a sentence or its neighbours as a number of their own, not as a part of a longer one."""
    whole = r"(?<!\d)(?<!\d[.,])" + r"\s+".join(map(re.escape, words.split())) + r"(?!\d|[.,]\d)"
    near = [number - 1 + step for step in NEIGHBOURS]
    return any(re.search(whole, chunk.sentences[at].text) for at in near if 0 <= at < len(chunk.sentences))


def tally(chunks: Iterable[Chunk], chance: Random) -> Tally:
    """Alter one digit of every numbered record of every chunk's true reply, one at a time."""
    count = Tally()
    for chunk in chunks:
        records = json.loads(reply(asyncio.run(Baseline().propose(chunk)).drafts))["r"]
        truth = told(chunk, records)
        count.refused += [f"{one.words}: {one.reason}" for one in truth.rejections]
        for at, record in enumerate(records):
            key = "v" if "v" in record else "c"
            wrong = altered(record.get(key, ""), chance)
            if wrong is None:
                continue
            if stands_nearby(chunk, record["s"], wrong):
                count.set_aside += 1
                continue
            after = told(chunk, [*records[:at], record | {key: wrong}, *records[at + 1 :]])
            caught = [one.words for one in after.rejections] == [wrong] and len(after.records) == len(records) - 1
            count.tried += 1
            count.believed += [] if caught else [f"{record[key]} as {wrong}"]
            if count.tried == WANTED:
                return count
    return count


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_a_thousand_replies_with_an_altered_digit_all_are_caught_and_no_true_one_refused(language: Language) -> None:
    """The record with the altered number is rejected with its words; the other records of the reply stay."""
    count = tally(composed(language, Random(11)), Random(12))
    assert count.tried == WANTED
    assert count.believed == []
    assert count.refused == []
    assert count.set_aside <= LARGEST_SHARE_SET_ASIDE * WANTED


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_holds_on_real_reports(language: Language, shared: Path) -> None:
    """Denser text, with the same figures said again and numbers inside of longer ones."""
    count = tally(real(shared, language), Random(13))
    assert count.tried == WANTED
    assert count.believed == []
    assert count.refused == []
    assert count.set_aside <= LARGEST_SHARE_SET_ASIDE * WANTED
