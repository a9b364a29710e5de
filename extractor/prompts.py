"""A prompt's name in, its words out: the files of `prompts/`, with their versions and the places to fill.

A prompt file starts with front matter between lines of `---`: its `name`, its `version`, and under `sha` one line a
version with the digest of its words, so that words that were changed without a new version are noticed. Its words
follow in parts, each behind a line `<!-- name of the part -->`. `{{variable}}` in them is a place to fill.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractor.errors import UsageError

FOLDER = "extractor.prompt_files"
"""The package that the files are in; in a checkout it is the folder `prompts`."""
_FILE = re.compile(r"---\n(.*?)^---\n(.*)", re.DOTALL | re.MULTILINE)
_PART = re.compile(r"^<!-- (.+?) -->\n", re.MULTILINE)
_PLACE = re.compile(r"\{\{(\w+)\}\}")


class PromptError(UsageError):
    """A prompt file or what is filled into it is not in order."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words of one task.

    Attributes:
        name, version: from the front matter; `version` counts up whenever the words change.
        text: all words, as they stand in the file behind the front matter.
        digests: of every version, the digest of its words as the front matter gives it.
    """

    name: str
    version: int
    text: str
    digests: Mapping[int, str]

    @property
    def label(self) -> str:
        """Name and version in one word, for the provenance of records."""
        return f"{self.name}@{self.version}"

    @property
    def digest(self) -> str:
        """The digest of the words as they are: the first 12 hex digits of their SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def part(self, name: str) -> str:
        """Give the words of one part, without the line ends around them.

        Raises:
            PromptError: the prompt has no such part.
        """
        _, *pieces = _PART.split(self.text)
        parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
        if name not in parts:
            raise PromptError(f"the prompt “{self.name}” has no part “{name}”")
        return parts[name].strip("\n")

    def fill(self, part: str, /, **variables: str) -> str:
        """Give the words of one part with every place filled; what is filled in is not looked at again.

        Args:
            part: the part's name.
            variables: what to fill in, for each place of the part.

        Raises:
            PromptError: there is no such part, a place is left empty, or there is no place for a variable.
        """
        words = self.part(part)
        places = set(_PLACE.findall(words))
        if missing := sorted(places - variables.keys()):
            raise PromptError(f"the prompt “{self.name}” lacks {', '.join(missing)}")
        if unknown := sorted(variables.keys() - places):
            raise PromptError(f"the prompt “{self.name}” has no place for {', '.join(unknown)}")
        return _PLACE.sub(lambda place: variables[place[1]], words)


@cache
def load(name: str) -> Prompt:
    """Read a prompt that the package ships.

    Args:
        name: the file's stem, such as `extract`.

    Raises:
        PromptError: there is no such prompt, or its file is not in order.
    """
    file = files(FOLDER).joinpath(f"{name}.md")
    if not file.is_file():
        raise PromptError(f"there is no prompt “{name}”")
    return parse(file.read_text("utf-8"), name)


def parse(text: str, name: str) -> Prompt:
    """Read the text of a prompt file.

    Args:
        text: the whole file.
        name: what it must be called.

    Raises:
        PromptError: its front matter is not in order.
    """
    found = _FILE.fullmatch(text)
    facts = dict(line.split(":", 1) for line in found[1].splitlines() if ":" in line) if found else {}
    if found is None or facts.get("name", "").strip() != name or not facts.get("version", "").strip().isdigit():
        raise PromptError(f"the prompt file of “{name}” does not begin with its name and version")
    digests = {int(key): value.strip() for key, value in facts.items() if key.strip().isdigit()}
    return Prompt(name, int(facts["version"]), found[2], digests)
