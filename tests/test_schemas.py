"""The published contract: every line that is written follows the JSON Schema of its kind, and reads back the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from extractor import contract
from extractor.schemas import records
from extractor.schemas.records import RECORD

EVIDENCE = {
    "start": 10,
    "end": 28,
    "quote": "全市工业增加值预计增长6%左右,达920亿元",
    "section": ["二、明年安排", "(一)主要目标"],
}

TARGET: dict[str, Any] = {
    "id": "t-1",
    "report": "plan",
    "kind": "target",
    "indicator": "工业增加值",
    "value": {
        "text": "920亿元",
        "start": 23,
        "end": 28,
        "value": "92000000000",
        "upper": None,
        "unit": "CNY",
        "noun": None,
        "bound": "exact",
    },
    "change": {
        "text": "增长6%左右",
        "start": 16,
        "end": 22,
        "value": "6",
        "upper": None,
        "unit": "%",
        "noun": None,
        "bound": "about",
    },
    "goal": None,
    "nature": "expected",
    "headline": True,
    "rank": None,
    "also": [],
    "period": "2031",
    "area": "industry",
    "evidence": EVIDENCE,
    "canonical": "industrial_value_added",
    "model": "baseline",
    "flags": [],
}
ACHIEVEMENT: dict[str, Any] = {
    **TARGET,
    "id": "a-1",
    "kind": "achievement",
    "nature": None,
    "headline": False,
    "rank": "first among cities",
    "also": [{"text": "6%", "start": 40, "end": 42}],
}
INITIATIVE: dict[str, Any] = {
    "id": "i-1",
    "report": "plan",
    "kind": "initiative",
    "title": "open the harbour museum",
    "lead": "the culture office",
    "projects": ["harbour museum"],
    "deadline": "June 2031",
    "period": "2031",
    "area": "culture",
    "evidence": {"start": 0, "end": 36, "quote": "We will open the harbour museum soon.", "section": []},
    "canonical": None,
    "model": "baseline",
    "flags": ["second_look"],
}
LINES = [TARGET, ACHIEVEMENT, INITIATIVE]


def line_id(line: dict[str, Any]) -> str:
    return str(line["kind"])


def published(root: Path, kind: str) -> Draft202012Validator:
    schema = json.loads((root / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_published_schemas_match_the_models(root: Path) -> None:
    assert contract.drift(root / "schemas") == []


def test_every_kind_of_line_is_published() -> None:
    nested = {records.Evidence}
    models = {
        model
        for name, model in vars(records).items()
        if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == records.__name__
        if not name.startswith("_") and model not in nested
    }
    assert set(contract.PUBLISHED.values()) == models


@pytest.mark.parametrize("line", LINES, ids=line_id)
def test_a_record_line_follows_the_schema_of_its_kind(root: Path, line: dict[str, Any]) -> None:
    published(root, line["kind"]).validate(line)


@pytest.mark.parametrize("line", LINES, ids=line_id)
def test_a_record_line_is_read_and_written_back_the_same(line: dict[str, Any]) -> None:
    text = json.dumps(line, ensure_ascii=False)
    assert json.loads(RECORD.validate_json(text).model_dump_json()) == line


@pytest.mark.parametrize("line", LINES, ids=line_id)
def test_the_fields_of_a_line_stand_in_one_order(line: dict[str, Any]) -> None:
    written = RECORD.validate_python(line).model_dump_json()
    assert list(json.loads(written))[:3] == ["id", "report", "kind"]
    assert list(json.loads(written)) == list(line)


@pytest.mark.parametrize(
    "change",
    [
        {"value": {**TARGET["value"], "value": 92000000000}},
        {"area": "weather"},
        {"certainty": 0.9},
        {"kind": "achievement"},
    ],
    ids=["a decimal as a JSON number", "an unknown area", "a field that no record has", "another kind"],
)
def test_the_schema_refuses(root: Path, change: dict[str, Any]) -> None:
    assert not published(root, "target").is_valid({**TARGET, **change})


def test_the_schema_refuses_a_line_that_lacks_a_field(root: Path) -> None:
    for field in TARGET:
        assert not published(root, "target").is_valid({key: TARGET[key] for key in TARGET if key != field}), field


def test_a_line_of_an_unknown_kind_is_no_record() -> None:
    with pytest.raises(ValidationError, match="kind"):
        RECORD.validate_python({**TARGET, "kind": "promise"})


def test_the_command_writes_what_the_check_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contract.main(["--check", str(tmp_path)]) == 1
    assert contract.main([str(tmp_path)]) == 0
    assert contract.main(["--check", str(tmp_path)]) == 0
    capsys.readouterr()

    (tmp_path / "target.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "stray.schema.json").write_text("{}", encoding="utf-8")
    assert contract.main(["--check", str(tmp_path)]) == 1
    complaints = capsys.readouterr().err
    assert "target.schema.json does not match the models" in complaints
    assert "stray.schema.json describes no record" in complaints
