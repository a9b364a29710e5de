"""The word lists of the baseline: `words_en.toml` and `words_zh.toml` to compiled patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from extractor.report import Language

Words = dict[str, list[str]]


@cache
def words(language: Language) -> Words:
    """Load the word lists of a language."""
    source = files("extractor.models.baseline").joinpath(f"words_{language}.toml")
    return tomllib.loads(source.read_text("utf-8"))


@cache
def either(language: Language, name: str) -> str:
    """One alternation of a list's fragments, the longest first, so that 达到 is not read as 达."""
    every = [
        one for fragment in words(language)[name] for one in (_spread(fragment) if language == "zh" else [fragment])
    ]
    fragments = sorted(every, key=lambda one: len(re.sub(r"\(\?!.*?\)", "", one)), reverse=True)
    if language == "en" and name != "ranks":
        fragments = [re.escape(fragment).replace(r"\ ", r"\s+") for fragment in fragments]
    return _alternation(fragments)


_LEADING = re.compile(r"\(\?:([^()\[\]?*+]+)\)(?![?*+{])")


def _spread(fragment: str) -> list[str]:
    """A fragment that begins with a choice, once for each of them, so that every one has a first letter to be found by.

    >>> _spread("(?:增|减)至")
    ['增至', '减至']
    """
    leading = _LEADING.match(fragment)
    return [one + fragment[leading.end() :] for one in leading[1].split("|")] if leading else [fragment]


def _alternation(fragments: Iterable[str]) -> str:
    """Join fragments by their first letter, each letter tried once: the lists are long and most places match none."""
    by_letter: dict[str, list[str]] = {}
    for fragment in fragments:
        letter = fragment[0] if fragment[0].isalpha() and fragment[1:2] not in ("?", "*", "+", "{") else ""
        by_letter.setdefault(letter, []).append(fragment.removeprefix(letter))
    branches = (f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return f"(?:{'|'.join(branches)})"


_DOUBLED = {
    "drop",
    "dip",
    "slip",
    "trim",
    "step",
    "admit",
    "commit",
    "permit",
    "submit",
    "transfer",
    "equip",
    "map",
    "cut",
    "set",
    "ship",
    "plan",
    "stop",
    "control",
    "refer",
    "put",
    "hit",
    "top",
}
_IRREGULAR = {
    "be": ("is", "are", "was", "were", "been", "being", "be"),
    "have": ("has", "have", "had", "having"),
    "make": ("make", "makes", "made", "making"),
    "stand": ("stand", "stands", "stood", "standing"),
    "come": ("come", "comes", "came", "coming"),
    "rise": ("rise", "rises", "rose", "risen", "rising"),
    "grow": ("grow", "grows", "grew", "grown", "growing"),
    "fall": ("fall", "falls", "fell", "fallen", "falling"),
    "go": ("go", "goes", "went", "gone", "going"),
    "bring": ("bring", "brings", "brought", "bringing"),
    "hold": ("hold", "holds", "held", "holding"),
    "keep": ("keep", "keeps", "kept", "keeping"),
    "build": ("build", "builds", "built", "building"),
    "rebuild": ("rebuild", "rebuilds", "rebuilt", "rebuilding"),
    "begin": ("begin", "begins", "began", "begun", "beginning"),
    "win": ("win", "wins", "won", "winning"),
    "run": ("run", "runs", "ran", "running"),
    "shut": ("shut", "shuts", "shutting"),
    "spend": ("spend", "spends", "spent", "spending"),
    "see": ("see", "sees", "saw", "seen", "seeing"),
    "buy": ("buy", "buys", "bought", "buying"),
    "sell": ("sell", "sells", "sold", "selling"),
    "shrink": ("shrink", "shrinks", "shrank", "shrunk", "shrinking"),
    "undertake": ("undertake", "undertakes", "undertook", "undertaken", "undertaking"),
    "lay": ("lay", "lays", "laid", "laying"),
    "cost": ("cost", "costs", "costing"),
    "set": ("set", "sets", "setting"),
    "put": ("put", "puts", "putting"),
    "cut": ("cut", "cuts", "cutting"),
    "hit": ("hit", "hits", "hitting"),
    "draw": ("draw", "draws", "drew", "drawn", "drawing"),
    "give": ("give", "gives", "gave", "given", "giving"),
    "get": ("get", "gets", "got", "getting"),
    "take": ("take", "takes", "took", "taken", "taking"),
    "leave": ("leave", "leaves", "left", "leaving"),
    "lend": ("lend", "lends", "lent", "lending"),
    "become": ("become", "becomes", "became", "becoming"),
    "break": ("break", "breaks", "broke", "broken", "breaking"),
    "lead": ("lead", "leads", "led", "leading"),
    "pay": ("pay", "pays", "paid", "paying"),
    "rein": ("rein", "reins", "reined", "reining"),
}


def forms(verb: str) -> tuple[str, ...]:
    """Every form of an English verb, particles behind it kept: "set up" gives "sets up", "setting up" too.

    >>> forms("carry out")
    ('carry out', 'carries out', 'carried out', 'carrying out')
    """
    base, blank, particle = verb.partition(" ")
    stems = _IRREGULAR.get(base) or _regular(base)
    return tuple(f"{stem}{blank}{particle}" for stem in stems)


def _regular(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    stem = base + base[-1] if base in _DOUBLED else base
    return base, plural, stem + "ed", stem + "ing"


@cache
def verbs(*names: str) -> str:
    """One alternation of all forms of the English verbs of some lists, the longest first."""
    return _longest_first(form for name in names for verb in words("en")[name] for form in forms(verb))


@cache
def pasts(*names: str) -> str:
    """One alternation of the past forms of the English verbs of some lists, the longest first."""
    every = (forms(verb) for name in names for verb in words("en")[name])
    return _longest_first(form for found in every for form in found[2:-1] or found[:1])


def _longest_first(every: Iterable[str]) -> str:
    ordered = sorted(set(every), key=lambda form: (-len(form), form))
    return _alternation(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
