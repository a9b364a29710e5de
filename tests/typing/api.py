"""What a type checker knows of the Python face; checked by `mypy --strict` in tests/test_api.py, never run."""

from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

from extractor import (
    Achievement,
    Evidence,
    Excluded,
    Extraction,
    Extractor,
    Initiative,
    Model,
    Quantity,
    Rejection,
    Report,
    Target,
    Uncovered,
)


def results(path: Path, model: Model) -> None:
    extraction = Extractor().extract(path)
    assert_type(extraction, Extraction)
    assert_type(extraction.targets, tuple[Target, ...])
    assert_type(extraction.achievements, tuple[Achievement, ...])
    assert_type(extraction.initiatives, tuple[Initiative, ...])
    assert_type(extraction.records, tuple[Target | Achievement | Initiative, ...])
    assert_type(extraction.rejections, tuple[Rejection, ...])
    assert_type(extraction.uncovered, tuple[Uncovered, ...])
    assert_type(extraction.excluded, tuple[Excluded, ...])
    assert_type(extraction.report, Report)
    assert_type(extraction.to_dicts(), list[dict[str, object]])
    Extractor("baseline", kinds={"target", "initiative"})
    Extractor(model=model, kinds=["achievement"])
    Extractor(kinds=["promise"])  # type: ignore[list-item]
    Extractor().extract(b"bytes")  # type: ignore[arg-type]


def records(target: Target) -> None:
    assert_type(target.value, Quantity | None)
    assert_type(target.evidence, Evidence)
    assert_type(target.period, str | None)
    if target.change:
        assert_type(target.change.value, Decimal)


async def twin(text: str) -> Any:
    assert_type(await Extractor().aextract(text, name="harbour_2024"), Extraction)
