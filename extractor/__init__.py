"""Government work reports in; verified targets, achievements and initiatives out. This is the Python face.

    from extractor import Extractor

    extraction = Extractor().extract("reports/harbour_2024.txt")
    for target in extraction.targets:
        print(target.indicator, target.change and target.change.text)

Importing it costs no more than pydantic and the record models; reading and extracting load when they are used.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from extractor.errors import ExtractorError, ModelError, ReadError, ReportError, UsageError
from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import (
    Achievement,
    Evidence,
    Excluded,
    Initiative,
    Kind,
    Rejection,
    Target,
    Uncovered,
)

if TYPE_CHECKING:
    from extractor.extract import Extraction
    from extractor.models import Model
    from extractor.models.llm.settings import LLMSettings
    from extractor.report import Report

__all__ = [
    "Achievement",
    "Evidence",
    "Excluded",
    "Extraction",
    "Extractor",
    "ExtractorError",
    "Initiative",
    "Kind",
    "LLMSettings",
    "Model",
    "ModelError",
    "Quantity",
    "ReadError",
    "Rejection",
    "Report",
    "ReportError",
    "Span",
    "Target",
    "Uncovered",
    "UsageError",
]

_LAZY = {
    "Extraction": "extractor.extract",
    "LLMSettings": "extractor.models.llm.settings",
    "Model": "extractor.models",
    "Report": "extractor.report",
}
_LONGEST_PATH = 4096
"""Characters; longer than any file system takes, so a longer line is the text of a report."""

if not TYPE_CHECKING:  # a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a name that stands on the heavier modules when somebody asks for it."""
        if name in _LAZY:
            return getattr(import_module(_LAZY[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Extractor:
    """Extracts one report at a time, with one model.

    Args:
        model: "baseline", which needs no network and no key; the name of a language model that OpenAI or the server
            at OPENAI_BASE_URL has; `LLMSettings` for all that can be set of one; or an object that is a `Model`.
        kinds: the kinds of record to keep; all three if left out.
        fallback: whether the built-in model reads the chunks that a language model fails on.

    Raises:
        UsageError: there is no such model or kind.
    """

    def __init__(
        self,
        model: str | LLMSettings | Model = "baseline",
        kinds: Collection[Kind] = get_args(Kind),
        *,
        fallback: bool = False,
    ) -> None:
        from extractor.models import load
        from extractor.models.llm.settings import LLMSettings

        self.kinds = checked_kinds(kinds)
        self.model = load(model, fallback=fallback) if isinstance(model, (str, LLMSettings)) else model

    def extract(self, source: Path | str, *, name: str = "text") -> Extraction:
        r"""Read a report and extract its records. Also usable where an event loop is running already.

        Args:
            source: a file; or a string, which is a file if it is one line that ends like a report file
                (".txt", ".pdf" …), and otherwise the text of a report itself, whose line ends become `\n`.
            name: what to call the report in its records, when `source` is a text; a file goes by its stem.

        Returns:
            The extraction: `records`, `targets`, `achievements`, `initiatives`, and what did not become a record.

        Raises:
            ReadError: the file is not there, its bytes do not yield text, or the text is blank.
        """
        import asyncio

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            running = False
        else:
            running = True
        if not running:
            return asyncio.run(self.aextract(source, name=name))
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(asyncio.run, self.aextract(source, name=name)).result()

    async def aextract(self, source: Path | str, *, name: str = "text") -> Extraction:
        """Do what `extract` does, as a coroutine: same arguments, result and errors."""
        from extractor.extract import extract

        return await extract(_report(source, name), self.model, self.kinds)


def checked_kinds(kinds: Collection[str]) -> frozenset[Kind]:
    """Check names of record kinds.

    Raises:
        UsageError: one of them is no kind, or there is none.
    """
    chosen = frozenset(kind for kind in get_args(Kind) if kind in kinds)
    strangers = sorted(set(kinds) - chosen)
    if strangers or not chosen:
        raise UsageError(
            f"no such kind of record: {', '.join(strangers) or '(none)'}; there are {', '.join(get_args(Kind))}"
        )
    return chosen


def _report(source: Path | str, name: str) -> Report:
    from extractor.read import parse, read

    path = _as_path(source)
    if path is not None:
        return read(path)
    text = str(source).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadError(name, "it holds nothing but blanks")
    return parse(text, name)


def _as_path(source: Path | str) -> Path | None:
    """Tell a file from a text: a report's text has many lines, or does not end like a file of a known format."""
    from extractor.read.formats import SUFFIXES

    if isinstance(source, Path):
        return source
    if not isinstance(source, str):
        raise UsageError(f"a report is a Path or a text, not {type(source).__name__}")
    if "\0" in source:
        return None
    if len(source) > _LONGEST_PATH or len(source.splitlines()) != 1 or Path(source).suffix.lower() not in SUFFIXES:
        return None
    return Path(source)
