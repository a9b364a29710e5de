"""The one family of errors: everything this package raises on purpose is an `ExtractorError`.

ExtractorError
├── UsageError       the caller asked for something that cannot be done (exit code 2)
└── ReportError      one report cannot be processed; the others go on (exit code 1)
├── ReadError    its bytes do not yield text
└── ModelError   the model gave no usable answer for one of its chunks
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all errors raised by this package."""


class UsageError(ExtractorError):
    """The request itself is wrong: a missing folder, an unknown model, an unwritable output."""


class ReportError(ExtractorError):
    """One report failed. `name` is the file as the user knows it, `problem` one plain sentence."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem

    def __reduce__(self) -> tuple[type[ReportError], tuple[str, str]]:
        """Rebuild from both arguments, so that the error survives the way back from a worker process."""
        return type(self), (self.name, self.problem)


class ReadError(ReportError):
    """The file's bytes do not yield the text of a report."""


class ModelError(ReportError):
    """The model gave no usable answer for a chunk of the report."""
