"""The name of a word list beside this module comes in; its table goes out."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def strings(name: str, key: str) -> tuple[str, ...]:
    """A list of strings in `<name>.toml`."""
    return tuple(_table(name)[key])


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """A regular expression in `<name>.toml`."""
    return re.compile(str(_table(name)[key]))


@cache
def _table(name: str) -> dict[str, str | list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
