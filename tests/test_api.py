"""The Python face: a path or a text in, a typed extraction out, and an import that costs little."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import extractor
from extractor import Extraction, Extractor, ExtractorError, ModelError, ReadError, UsageError
from extractor.models import Proposal
from extractor.report import Chunk
from extractor.schemas.draft import Draft, Unclaimed, Words

PLAN = """Report on the Work of the Harbour City Government 2024

I. Work in 2023

The port handled 3.2 million containers, an increase of 4.5%.

II. Tasks for 2024

We will build 12 new schools. We will open the north quay. The port will handle 3.5 million containers.
"""


class Schools:
    """A model of ours that knows one thing: a sentence with 12 new schools has a target."""

    name = "schools"
    budget = 4000
    settings = ""
    at_once = 1

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        return Proposal()

    async def propose(self, chunk: Chunk) -> Proposal:
        await asyncio.sleep(0)
        at = [n for n, sentence in enumerate(chunk.sentences, start=1) if "12 new schools" in sentence.text]
        return Proposal(tuple(Draft("target", n, "schools", value=Words("12 new schools")) for n in at))


class Silent:
    """A model that never answers."""

    name = "silent"
    budget = 4000
    settings = ""
    at_once = 1

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        return Proposal()

    async def propose(self, chunk: Chunk) -> Proposal:
        raise ModelError(chunk.report.name, "no answer")


def test_a_text_is_extracted_under_the_name_it_is_given() -> None:
    extraction = Extractor().extract(PLAN, name="harbour_2024")
    assert extraction.report.name == "harbour_2024"
    assert extraction.report.text == PLAN
    assert {record.report for record in extraction.records} == {"harbour_2024"}


def test_a_path_and_the_name_of_a_file_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "harbour_2024.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert Extractor().extract(path).to_dicts() == Extractor().extract(str(path)).to_dicts()
    assert Extractor().extract(path).report.name == "harbour_2024"


def test_records_come_by_kind_and_point_at_their_words() -> None:
    extraction = Extractor().extract(PLAN)
    assert len(extraction.targets) + len(extraction.achievements) + len(extraction.initiatives) == len(
        extraction.records
    )
    assert extraction.achievements
    assert extraction.targets
    for record in extraction.records:
        assert PLAN[record.evidence.start : record.evidence.end] == record.evidence.quote


def test_dictionaries_are_the_lines_of_the_record_file() -> None:
    extraction = Extractor().extract(PLAN)
    assert extraction.to_dicts() == [json.loads(record.model_dump_json()) for record in extraction.records]


def test_only_the_kinds_that_are_asked_for_are_kept() -> None:
    assert {record.kind for record in Extractor(kinds={"achievement"}).extract(PLAN).records} == {"achievement"}


def test_a_model_of_ones_own_takes_the_place_of_the_built_in_one() -> None:
    extraction = Extractor(Schools()).extract(PLAN)
    assert [(target.indicator, target.model) for target in extraction.records if target.kind == "target"] == [
        ("schools", "schools")
    ]


def test_a_model_that_fails_on_a_chunk_is_told_not_raised() -> None:
    extraction = Extractor(Silent()).extract(PLAN)
    assert not extraction.records
    assert extraction.failures
    assert "no answer" in extraction.failures[0]


def test_the_coroutine_gives_what_the_function_gives() -> None:
    assert asyncio.run(Extractor().aextract(PLAN)).to_dicts() == Extractor().extract(PLAN).to_dicts()


def test_the_function_works_inside_a_running_event_loop_as_in_a_notebook() -> None:
    async def cell() -> Extraction:
        return Extractor().extract(PLAN)

    assert asyncio.run(cell()).to_dicts() == Extractor().extract(PLAN).to_dicts()


@pytest.mark.parametrize("name", ["missing_2024.txt", "nowhere/plan.PDF", "报告.docx"])
def test_one_line_that_ends_like_a_report_file_is_a_path_and_must_exist(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        Extractor().extract(name)
    assert Path(name).name in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["We will build 12 new schools.", "We will build 12 schools.\nSee plan.txt", "建设学校12所。" * 900 + ".txt"],
)
def test_everything_else_is_the_text_of_a_report(text: str) -> None:
    assert Extractor().extract(text).report.text == text


def test_line_ends_of_a_text_are_taken_as_those_of_a_file_are() -> None:
    assert Extractor().extract(PLAN.replace("\n", "\r\n")).to_dicts() == Extractor().extract(PLAN).to_dicts()


@pytest.mark.parametrize("nothing", ["", " \n\n"])
def test_a_text_without_words_is_a_read_error(nothing: str) -> None:
    with pytest.raises(ReadError):
        Extractor().extract(nothing)


def test_a_model_or_kind_that_does_not_exist_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="oracle"):
        Extractor(model="oracle")
    with pytest.raises(UsageError, match="promise"):
        Extractor(kinds=["promise"])  # type: ignore[list-item]
    with pytest.raises(UsageError, match="no such kind"):
        Extractor(kinds=[])


def test_every_error_is_of_the_one_family() -> None:
    assert issubclass(ReadError, ExtractorError)
    assert issubclass(ModelError, ExtractorError)
    assert issubclass(UsageError, ExtractorError)


def test_all_public_names_are_there_and_sorted() -> None:
    assert extractor.__all__ == sorted(extractor.__all__)
    assert all(getattr(extractor, name) for name in extractor.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Summariser"):
        extractor.Summariser  # type: ignore[attr-defined] # noqa: B018 (the look-up is what is tested)


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"asyncio", "charset_normalizer", "click", "docx", "lxml", "pypdfium2", "rich", "selectolax"}
    program = f"import sys, extractor; print(sorted({heavy!r} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_importing_the_package_loads_no_step() -> None:
    program = "import sys, extractor; print(sorted(name for name in sys.modules if name.startswith('extractor')))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(
        ["extractor", "extractor.errors"]
        + [f"extractor.schemas{module}" for module in ("", ".quantity", ".records")]
    )  # fmt: skip


def test_a_type_checker_knows_the_types_of_the_results(root: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "tests/typing/api.py"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_type_information_is_shipped() -> None:
    assert (Path(extractor.__file__).parent / "py.typed").is_file()
