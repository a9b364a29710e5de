"""What a language model answers: short keys, sentence numbers and verbatim words, with a bound on everything.

The keys are one letter because output is what a call costs most. Small models never end an unbounded list, so
every list and string has its length. One bad record costs only itself: what does not fit the shape is set aside
in `bad`, and the rest of the reply is kept.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic.json_schema import SkipJsonSchema

MOST_RECORDS = 400
LONGEST_WORDS = 160
LAST_SENTENCE = 9999


def _lean(schema: dict[str, Any]) -> None:
    """Keep of a JSON Schema what a server needs; it goes out with every call.

    A part that may be null is described as one that may be left out, since a grammar that offers `null` makes models
    write it: with twelve such parts a record would take four times the words. Answers with nulls are read all the same.
    """
    if schema.get("title") != "Reply":  # the name that instructor calls the answer by
        schema.pop("title", None)
    schema.pop("description", None)
    schema["additionalProperties"] = False
    for name, part in schema["properties"].items():
        choices = [choice for choice in part.pop("anyOf", ()) if choice != {"type": "null"}]
        schema["properties"][name] = {
            **{key: value for key, value in part.items() if key not in ("title", "default")},
            **(choices[0] if choices else {}),
        }


def _initial(word: Any) -> Any:
    """Read a word written out ("target", "binding") as its letter."""
    return word.strip()[:1].lower() if isinstance(word, str) else word


def _is_empty(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value == []


def _listed(words: Any) -> Any:
    """Read a single word as a list of one."""
    return [words] if isinstance(words, str) else words


Said = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]
Verbatim = Annotated[str, Field(min_length=1, max_length=80)]
Several = Annotated[list[Verbatim], Field(max_length=6), BeforeValidator(_listed)]
Number = Annotated[int, Field(ge=1, le=LAST_SENTENCE)]


class ReplyRecord(BaseModel):
    """One record as a model proposes it; `schemas.draft.Draft` says what each part means."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, json_schema_extra=_lean)

    k: Annotated[Literal["t", "a", "i"], BeforeValidator(_initial)] = Field(
        description="target, achievement, initiative"
    )
    s: Number = Field(description="sentence number")
    i: Said = Field(description="indicator or title")
    v: Verbatim | None = Field(default=None, description="level or amount")
    c: Verbatim | None = Field(default=None, description="growth or fall")
    g: Said | None = Field(default=None, description="goal in words")
    r: Said | None = Field(default=None, description="rank")
    b: Several | None = Field(default=None, description="bases and repeats")
    h: bool | None = Field(default=None, description="is a main target")
    n: Annotated[Literal["e", "b"], BeforeValidator(_initial)] | None = Field(
        default=None, description="expected, binding"
    )
    p: Annotated[str, Field(max_length=24)] | None = Field(default=None, description="period")
    e: Number | None = Field(default=None, description="last sentence of a measure")
    l: Verbatim | None = Field(default=None, description="lead body of an initiative")  # noqa: E741 (a key on the wire)
    j: Several | None = Field(default=None, description="projects of an initiative")
    d: Verbatim | None = Field(default=None, description="deadline of an initiative")

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, record: Any) -> Any:
        """Take an empty part for one that was left out."""
        if not isinstance(record, dict):
            return record
        return {key: value for key, value in record.items() if not _is_empty(value)}


class Reply(BaseModel):
    """A model's whole answer for one chunk."""

    model_config = ConfigDict(extra="ignore", json_schema_extra=_lean)

    r: list[ReplyRecord] = Field(max_length=MOST_RECORDS)
    bad: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _one_by_one(cls, answer: Any) -> Any:
        """Keep the records that fit and tell of those that do not."""
        records = answer.get("r") if isinstance(answer, dict) else None
        if not isinstance(records, list):
            return answer
        good: list[ReplyRecord] = []
        bad: list[str] = []
        for number, record in enumerate(records, start=1):
            if number > MOST_RECORDS:
                bad.append(f"{len(records) - MOST_RECORDS} records more than {MOST_RECORDS}")
                break
            try:
                good.append(ReplyRecord.model_validate(record, strict=False))
            except ValidationError as error:
                bad.append(f"record {number}: {_where(error.errors())}")
        return {"r": good, "bad": tuple(bad)}

    @classmethod
    def model_json_schema(cls, *options: Any, **named: Any) -> dict[str, Any]:
        """Give the JSON Schema; made once, since it goes out with every call and takes milliseconds to make."""
        if options or named:
            return super().model_json_schema(*options, **named)
        schema: dict[str, Any] = json.loads(_schema())
        return schema

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Validate an answer, also one in a code fence or behind a model's thinking aloud."""
        return super().model_validate_json(bare(json_data), **options)


@cache
def _schema() -> str:
    return json.dumps(super(Reply, Reply).model_json_schema())


def bare(answer: str | bytes | bytearray) -> str:
    r"""Take the JSON object out of what a model wraps around it: `<think>` text, code fences, a word of greeting.

    >>> bare('<think>so {it} is</think>```json\n{"r": []}\n```')
    '{"r": []}'
    """
    text = answer if isinstance(answer, str) else bytes(answer).decode(errors="replace")
    text = text.rpartition("</think>")[2].strip()
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def _where(errors: Sequence[Any]) -> str:
    """Say what is wrong with a record, and where, without repeating its words."""
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['msg']}" for one in errors)
