"""What holds for the repository itself: it names no machine, its versions are exact, its rules name no report."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

# Written in pieces, so that this file does not find itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"pypi" r"\.org",
            r"python" r"hosted\.",
            r"npm" r"js\.",
            r"deb\.debian" r"\.org",
            r"\bindex-" r"url\b",
            r"(?<![\w.~])/(?:home|root|work|Users)" r"/[\w.-]",
        ]
    )
)
YEAR = re.compile(r"(?<![\d.])(?<!\\u)(?!2000|2048)(?:19|20)\d\d(?![\d.]\d|\d)")
"""Four digits that read as a year; 2000 and 2048 are sizes far more often, and an escape names a character."""
ADDRESS = re.compile(r"\b[a-z]+://[^\s\"']+")
EXACT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.!+]*")
JUSTIFIED = "year-ok:"
"""Ends a line of a rule file that must name a year, followed by the reason."""


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[Path]:
    """Every file under version control."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this folder is no git checkout, so which files belong to it is not known")
    names = [name for name in listing.stdout.decode().split("\0") if name]
    return [root / name for name in names if (root / name).is_file()]


def text_of(path: Path) -> str | None:
    """The text of a file; None for samples in other encodings and for binary files."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_no_file_names_a_registry_or_a_folder_of_one_machine(tracked: list[Path], root: Path) -> None:
    hits = [
        f"{path.relative_to(root)}: {found.group()}"
        for path in tracked
        for found in FOREIGN.finditer(text_of(path) or "")
    ]
    assert hits == []


def test_the_search_for_foreign_words_finds_them() -> None:
    assert FOREIGN.search("see https://" + "pypi" + ".org/simple")
    assert FOREIGN.search("open('/" + "home/mei/reports')")
    assert not FOREIGN.search("nothing at work/home or in ~/root")


def test_constraints_hold_exact_versions_and_nothing_else(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not EXACT.fullmatch(line)] == []
    assert lines == sorted(lines, key=str.upper)


def test_constraints_cover_every_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for lines in project["optional-dependencies"].values() for line in lines)]
    pinned = {canonical(line) for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert {canonical(line) for line in asked} - pinned == {canonical(project["name"])}


def test_every_foreign_module_that_is_imported_is_a_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {canonical(line) for line in (*project["dependencies"], *project["optional-dependencies"]["eval"])}
    foreign = imported(root / "extractor") - sys.stdlib_module_names - {"extractor"}
    providers = packages_distributions()
    assert [name for name in sorted(foreign) if asked.isdisjoint(map(canonical, providers.get(name, [])))] == []


def imported(package: Path) -> set[str]:
    """The top-level names that the modules of a package import anywhere, also inside functions."""
    nodes = [node for path in package.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in plain | parts}


def canonical(requirement: str) -> str:
    """The name of a requirement as package tools compare it."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_changelog_has_a_place_for_the_next_change(root: Path) -> None:
    assert "## [Unreleased]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_data_file_parses(root: Path) -> None:
    broken = []
    for path in sorted((root / "extractor").rglob("*.toml")):
        try:
            tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as problem:
            broken.append(f"{path.relative_to(root)}: {problem}")
    assert broken == []


def test_no_rule_names_a_year(root: Path) -> None:
    """A rule that knows a year knows a particular report; where one must, its line ends with the reason."""
    hits = [
        f"{path.relative_to(root)}:{line}"
        for path in sorted((root / "extractor").rglob("*"))
        for line in lines_that_name_a_year(path)
    ]
    assert hits == []


def lines_that_name_a_year(path: Path) -> list[int]:
    """The lines of a module or data file that name a year, from 1; none for other files."""
    if path.suffix not in {".py", ".toml"}:
        return []
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    values = literals(source) if path.suffix == ".py" else enumerate(lines, 1)
    return [at for at, value in values if names_a_year(value) and JUSTIFIED not in lines[at - 1]]


def names_a_year(value: str) -> bool:
    """Whether a line or literal does, comments and web addresses aside (XML namespaces have years in them)."""
    return bool(YEAR.search(ADDRESS.sub("", value.partition("#")[0])))


def literals(source: str) -> Iterator[tuple[int, str]]:
    """The numbers and strings of a module with the lines they end on; docstrings explain, so they may name a year."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int) and id(node) not in docstrings:
            yield node.end_lineno or node.lineno, str(node.value).replace("#", " ")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('START = (\n    "2023年"\n)\n', [2]),
        ('def at(day: str) -> str:\n    return f"2023-{day}"\n', [2]),
        ("if year == 2024:\n    pass\n", [1]),
        ("BASE = 1949  # year-ok: the calendar starts here\n", []),
        ("BASE = 0  # reports before 2010 have none\n", []),
        ('def year() -> int:\n    """Give 2023 for 2023年."""\n', []),
        ('PATTERN = r"(?:19|20)\\d\\d"\n', []),
        ("SIZES = (20230, 0.2023, 2000, 2048)\n", []),
        ('W = "http://example.com/schemas/2006/main"\n', []),
        ('BREAK = r"\\u2028"\n', []),
    ],
    ids=[
        "a year in a string",
        "a year in an f-string",
        "a year as a number",
        "a year with its reason",
        "a year in a comment",
        "a year in a docstring",
        "a pattern for any year",
        "numbers that are no years",
        "an address",
        "a character escape",
    ],
)
def test_the_search_for_years_tells_rules_from_explanations(tmp_path: Path, source: str, lines: list[int]) -> None:
    module = tmp_path / "module.py"
    module.write_text(source, encoding="utf-8")
    assert lines_that_name_a_year(module) == lines


def test_the_search_for_years_reads_data_files(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('words = ["2021规划"]\nera = ["1949"] # year-ok: a fixed name\n# since 2010\n', encoding="utf-8")
    assert lines_that_name_a_year(rules) == [1]
