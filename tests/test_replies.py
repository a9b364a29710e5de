"""A model's answer: read with patience, believed in nothing, and the examples that a model learns from hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from build import chunk
from jsonschema import Draft202012Validator

from extractor import prompts
from extractor.models.llm import prompting, replies
from extractor.report import Chunk, Language
from extractor.schemas.draft import Draft, Words
from extractor.schemas.reply import LONGEST_WORDS, MOST_RECORDS, Reply, ReplyRecord
from extractor.verify import unclaimed, verify

CHUNK = chunk(
    "In 2023, GDP reached 3.4 trillion yuan, an increase of 6.1%.",
    "It opened the “Lake Library” and 45 parks by the end of 2025.",
    "It rained.",
    "The harbour company will build berth 7 and berth 9 by 2030.",
)


def draft(one: Chunk = CHUNK, **record: Any) -> Draft:
    """The draft of an answer with one record."""
    reply = Reply.model_validate({"r": [{"k": "a", "s": 1, "i": "GDP", **record}]})
    assert reply.bad == ()
    (made,) = replies.drafts(reply, one)
    return made


# The shape of an answer


def test_an_answer_becomes_drafts() -> None:
    made = draft(k="t", v="3.4 trillion yuan", c="6.1%", b=["45"], h=True, n="b", p="2023")
    assert made == Draft(
        kind="target",
        sentence=1,
        indicator="GDP",
        value=Words("3.4 trillion yuan"),
        change=Words("6.1%"),
        also=(Words("45"),),
        nature="binding",
        headline=True,
        period="2023",
    )


def test_a_bad_record_costs_only_itself() -> None:
    records = [
        {"k": "t", "s": 1, "i": "GDP"},
        {"k": "x", "s": 1, "i": "GDP"},
        {"s": 0, "k": "a", "i": "x" * 999},
        "GDP",
    ]
    reply = Reply.model_validate({"r": records})
    assert [record.i for record in reply.r] == ["GDP"]
    assert [problem.partition(":")[0] for problem in reply.bad] == ["record 2", "record 3", "record 4"]


def test_what_is_wrong_with_a_record_is_told_without_its_words() -> None:
    (problem,) = Reply.model_validate({"r": [{"k": "a", "s": "=cmd()", "i": "GDP"}]}).bad
    assert problem.startswith("record 1: s: ")
    assert "cmd" not in problem


def test_records_beyond_the_most_that_an_answer_may_hold_are_counted() -> None:
    reply = Reply.model_validate({"r": [{"k": "a", "s": 1, "i": "GDP"}] * (MOST_RECORDS + 3)})
    assert len(reply.r) == MOST_RECORDS
    assert reply.bad == (f"3 records more than {MOST_RECORDS}",)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"k": "target"}, {"k": "t"}),
        ({"n": "Binding"}, {"n": "b"}),
        ({"s": "12"}, {"s": 12}),
        ({"v": 45}, {"v": "45"}),
        ({"v": "", "c": None, "b": [], "g": " "}, {"v": None, "c": None, "b": None, "g": None}),
        ({"b": "40"}, {"b": ["40"]}),
        ({"colour": "red"}, {}),
    ],
    ids=["a kind written out", "a nature written out", "a number in quotes", "words as a number", "empty parts",
         "one base that is no list", "a key that nobody asked for"],
)  # fmt: skip
def test_small_liberties_of_a_model_are_taken_as_they_are_meant(given: dict[str, Any], read: dict[str, Any]) -> None:
    record = ReplyRecord.model_validate({"k": "a", "s": 1, "i": "GDP", **given})
    assert record.model_dump(include=set(read)) == read


@pytest.mark.parametrize(
    "answer",
    [
        '```json\n{"r": [{"k":"a","s":1,"i":"GDP"}]}\n```',
        '<think>{"r": maybe}</think>\n{"r": [{"k":"a","s":1,"i":"GDP"}]}',
        'Here you are: {"r": [{"k":"a","s":1,"i":"GDP"}]} Anything else?',
    ],
    ids=["in a code fence", "behind thinking aloud", "among small talk"],
)
def test_an_answer_is_found_in_what_a_model_puts_around_it(answer: str) -> None:
    assert [record.i for record in Reply.model_validate_json(answer).r] == ["GDP"]


# Its JSON Schema, which servers hold a model to


def parts(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes a value."""
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = [part for one in inner for part in parts(one)]
    return [schema, *found] if isinstance(schema, dict) and isinstance(schema.get("type"), str) else found


def test_everything_in_an_answer_has_a_bound() -> None:
    """Small models never end a list that may go on."""
    for part in parts(Reply.model_json_schema()):
        wanted = {"string": "maxLength", "array": "maxItems", "integer": "maximum", "object": "properties"}
        bounded = part["type"] == "boolean" or "enum" in part or wanted[part["type"]] in part
        assert bounded, part


def test_a_part_that_is_absent_is_left_out_rather_than_null() -> None:
    """A schema with nulls makes models write every key of every record."""
    schema = Reply.model_json_schema()
    assert schema["$defs"]["ReplyRecord"]["required"] == ["k", "s", "i"]
    assert "null" not in json.dumps(schema)
    assert all(part.get("additionalProperties") is False for part in parts(schema) if part["type"] == "object")


def test_the_published_schema_takes_what_the_examples_answer(root: Path) -> None:
    published = json.loads((root / "schemas" / "reply.schema.json").read_text(encoding="utf-8"))
    for name, language in EXAMPLES:
        Draft202012Validator(published).validate(json.loads(example(name, language)[1]))


# Words back to the text


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        ("“up 6.1%” ", "GDP was up 6.1%.", "up 6.1%"),
        ("增长6.1%", "生产总值增长６.１％。", "增长６.１％"),
        ("增长 6.1 %", "生产总值增长6.1%。", "增长6.1%"),
        ("1.2 million", "It sold 1.2\u00a0million tickets.", "1.2\u00a0million"),
        ('"20 Measures" fund of 3 million', "A “20 Measures” fund of 3 million.", "“20 Measures” fund of 3 million"),
        ("3-5个", "新建3—5个园区。", "3—5个"),
        ("Up 6.1%", "GDP was up 6.1%.", "up 6.1%"),
        ("＜30 micrograms", "PM2.5 stayed <30 micrograms.", "<30 micrograms"),
    ],
    ids=["quotes around", "full-width made half-width", "blanks put in", "another kind of blank", "straight quotes",
         "another dash", "a capital", "what the prompt made full-width"],
)  # fmt: skip
def test_a_slip_of_copying_is_taken_back_to_the_text(said: str, text: str, found: str) -> None:
    made = draft(chunk(text), v=said)
    assert made.value == Words(found)
    assert found in text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("6.2%", "GDP was up 6.1%."),
        ("61 parks", "It opened 6 1 parks."),
        ("3.4 billion yuan", "GDP reached 3.4 trillion yuan."),
        ("about 6.1%", "GDP was up around 6.1%."),
    ],
    ids=["an altered digit", "digits drawn together", "another unit", "other words"],
)
def test_words_that_the_text_does_not_have_are_left_for_verification_to_refuse(said: str, text: str) -> None:
    made = draft(chunk(text), v=said)
    assert made.value == Words(said)
    assert not verify(chunk(text), [made], model="m").records


def test_words_on_a_wrong_sentence_are_found_in_a_neighbour() -> None:
    made = draft(s=3, i="parks", v="“45 parks”")
    assert made.value == Words("45 parks")
    assert [record.evidence.quote for record in verify(CHUNK, [made], model="m").records] == [CHUNK.sentences[1].text]


def test_a_sentence_that_the_chunk_does_not_have_is_kept_and_refused_with_the_reason() -> None:
    made = draft(s=77, v="45")
    assert made.sentence == 77
    (rejection,) = verify(CHUNK, [made], model="m").rejections
    assert rejection.reason == "there is no sentence 77 in the chunk"


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2024", "2024"),
        ("2023年", "2023"),
        ("by 2030", "by 2030"),
        ("到2030年底", "by 2030"),
        ("2023—2024", "2023-2024"),
        ("2077", None),
        ("next year", None),
        ("", None),
    ],
    ids=["the plan year", "with its sign", "a limit", "a limit in Chinese", "a span", "a year from nowhere",
         "no year", "nothing"],
)  # fmt: skip
def test_a_period_is_believed_only_with_years_that_the_text_has(said: str, period: str | None) -> None:
    """Without it, the record's period is the one that its section or report tells."""
    assert draft(s=4, i="berth 9", p=said).period == period


def test_lead_projects_and_deadline_are_believed_only_where_the_measure_says_them() -> None:
    made = draft(k="i", s=4, i="build", l="harbour company", j=["berth 7", "berth 8", "“Berth 9”"], d="by 2030")
    assert (made.lead, made.projects, made.deadline) == ("harbour company", ("berth 7", "berth 9"), "by 2030")
    elsewhere = draft(k="i", s=3, i="build", l="harbour company", d="by 2030")
    assert (elsewhere.lead, elsewhere.deadline) == (None, None)


@pytest.mark.parametrize(
    ("s", "e", "until"), [(1, 3, 3), (2, 2, None), (3, 1, None)], ids=["a span", "itself", "backwards"]
)
def test_a_measure_ends_behind_its_beginning(s: int, e: int, until: int | None) -> None:
    assert draft(k="i", s=s, i="build", e=e).until == until


# The examples in the prompts

EXAMPLES: list[tuple[str, Language]] = [
    (name, language) for name in ("extract", "second_look") for language in ("zh", "en")
]
LINE = re.compile(r"\[(\d+)\] (?:# )?(.+)")


def example(name: str, language: Language) -> tuple[dict[int, str], str, list[str]]:
    """The sentences of a prompt's example with their numbers, the answer to them, and the numbers asked about."""
    words = prompts.load(name).fill(f"{language} fixed").splitlines()
    sentences = {int(found[1]): found[2] for line in words if (found := LINE.fullmatch(line))}
    (answer,) = (line for line in words if line.startswith('{"r":'))
    return sentences, answer, [one for line in words if line.startswith("? ") for one in line[2:].split(" | ")]


def shown(sentences: dict[int, str], language: Language) -> Chunk:
    """An example's sentences as a chunk; those that it skips are filled with words that say nothing."""
    return chunk(*(sentences.get(number, "…") for number in range(1, max(sentences) + 1)), language=language)


@pytest.mark.parametrize(("name", "language"), EXAMPLES)
def test_every_record_of_an_example_holds_against_its_own_text(name: str, language: Language) -> None:
    sentences, answer, _ = example(name, language)
    one = shown(sentences, language)
    made = replies.drafts(Reply.model_validate_json(answer), one)
    verified = verify(one, made, model="example")
    assert [f"{one.indicator}: {one.reason}" for one in verified.rejections] == []
    assert len(verified.records) == len(json.loads(answer)["r"]) > 0


@pytest.mark.parametrize(("name", "language"), EXAMPLES)
def test_an_example_says_what_each_of_its_numbers_is(name: str, language: Language) -> None:
    """A model that is shown gaps leaves gaps."""
    sentences, answer, asked = example(name, language)
    one = shown(sentences, language)
    claimed = verify(one, replies.drafts(Reply.model_validate_json(answer), one), model="example").claimed
    left = [number.words for number in unclaimed(one, claimed)]
    assert [words for words in left if not asked or words in asked] == []


@pytest.mark.parametrize(("name", "language"), EXAMPLES)
def test_an_example_answers_with_words_copied_to_the_letter(name: str, language: Language) -> None:
    """Slips are forgiven, not taught."""
    sentences, answer, _ = example(name, language)
    for record in json.loads(answer)["r"]:
        for words in [*(record[key] for key in "vcgr" if key in record), *record.get("b", ())]:
            assert words in sentences[record["s"]]


@pytest.mark.parametrize(("name", "language"), EXAMPLES)
def test_an_example_is_laid_out_as_a_chunk_is(name: str, language: Language) -> None:
    sentences, _, asked = example(name, language)
    fixed = prompts.load(name).fill(f"{language} fixed")
    head = prompts.load(name).fill(f"{language} chunk", place="@", review="2031", plan="2032", sentences="").strip()
    assert all(part in fixed for part in head.split("@"))
    assert all(prompting.shown(text) == text for text in sentences.values())
    assert bool(asked) == (name == "second_look")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_has_all_kinds_and_the_main_keys(language: Language) -> None:
    records = json.loads(example("extract", language)[1])["r"]
    assert {record["k"] for record in records} == {"t", "a", "i"}
    assert set("ksivcgrbhnp") <= {key for record in records for key in record}
    assert max(len(record["i"]) for record in records) < LONGEST_WORDS
