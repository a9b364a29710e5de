"""The record models in, the published contract out: one JSON Schema file a record under `schemas/`.

A record's schema describes what is *written*: every field stands on every line, and decimals are strings. The schema
of a model's reply is the one that goes out with every call.

    python -m extractor.contract [--check] [FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from extractor.schemas.records import Achievement, Excluded, Initiative, Rejection, Target, Uncovered
from extractor.schemas.reply import Reply

PUBLISHED: Mapping[str, type[BaseModel]] = {
    "achievement": Achievement,
    "excluded": Excluded,
    "initiative": Initiative,
    "rejection": Rejection,
    "target": Target,
    "uncovered": Uncovered,
}
ANSWER = "reply"


class _Written(GenerateJsonSchema):
    """Schemas of written lines, where a field with a default is there as well."""

    def field_is_required(self, *_: Any, **__: Any) -> bool:
        """Answer yes, whatever the arguments: pydantic has changed them between minor versions."""
        return True


def schema(record: type[BaseModel]) -> str:
    """Describe one record model as a JSON Schema (draft 2020-12).

    Returns:
        The text of the schema file, keys in the models' order, with a line end at the end.
    """
    return _text(record.model_json_schema(mode="serialization", schema_generator=_Written))


def files(folder: Path) -> dict[Path, str]:
    """Give every schema file that belongs into a folder, with the text it must have."""
    texts = {name: schema(record) for name, record in PUBLISHED.items()}
    texts[ANSWER] = _text(Reply.model_json_schema())
    return {folder / f"{name}.schema.json": text for name, text in texts.items()}


def _text(body: dict[str, Any]) -> str:
    return json.dumps({"$schema": _Written.schema_dialect, **body}, ensure_ascii=False, indent=2) + "\n"


def drift(folder: Path) -> list[str]:
    """Compare a folder with the models.

    Returns:
        One plain sentence for every file that is missing, differs or describes no record; empty if all is well.
    """
    wanted = files(folder)
    missing = [f"{path} is missing" for path in wanted if not path.is_file()]
    stale = [
        f"{path} does not match the models"
        for path, text in wanted.items()
        if path.is_file() and path.read_text(encoding="utf-8") != text
    ]
    strangers = [f"{path} describes no record" for path in sorted(folder.glob("*.json")) if path not in wanted]
    return [*missing, *stale, *strangers]


def write(folder: Path) -> None:
    """Write every schema file into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files(folder).items():
        path.write_text(text, encoding="utf-8", newline="\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Write the records' JSON Schemas, or only compare them; exit with 1 where a file does not match the models."""
    parser = argparse.ArgumentParser(prog="python -m extractor.contract", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("schemas"), help="default: schemas")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    wish = parser.parse_args(argv)
    if not wish.check:
        write(wish.folder)
    problems = drift(wish.folder)
    for problem in problems:
        sys.stderr.write(f"{problem}; run `make schemas`\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
