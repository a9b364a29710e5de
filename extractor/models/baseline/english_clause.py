"""An English clause around one of its numbers, and the patterns of the words that stand there."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.models.baseline.words import either, verbs
from extractor.quantities.mention import Mention

MONEY = ("CNY", "USD")
_BARE = ("%", "pp", "permille", "times", "rate", "year", "month", "day", "h", "ms")
"""Units of numbers that count and measure out nothing."""


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the words around a number, by name."""
    flags = re.IGNORECASE
    adverbs, openers = either("en", "adverbs"), either("en", "openers")
    bare = "|".join(either("en", name) for name in ("rises", "falls", "actions", "keeps"))
    return {
        "said": re.compile(rf"\b(?:numbered|numbering|{verbs('value_verbs')})(?!\s+of\b)(?:\s+{adverbs})*\s*$", flags),
        "done": re.compile(rf"\b(?:{verbs('actions')})(?!\s+of\b)(?:\s+(?:{adverbs}|and|of|some|over))*\s*$", flags),
        "imperative": re.compile(rf"^(?:to\s+)?(?:{bare})\s+(?P<head>.+?)(?:\s+(?:{adverbs}|{openers}))*\s*$", flags),
        "of": re.compile(r"^(?P<head>.*\S)\s+of\s*$", flags),
        "joiners": re.compile(
            rf"^[\s,;:]*(?:(?:and|with|or|by|to|up|down|at|registering|representing|reaching|showing|marking|a|an|the|"
            r"which|it|they|average|annual|rate|pace|cumulative|for|is|was|were|also|both|of|totaling|equivalent|averaging|"
            rf"{verbs('value_verbs')})\b[\s,]*)*$",
            flags,
        ),
        "generic": re.compile(rf"^{either('en', 'generic')}$", flags),
        "inner": re.compile(
            r"^(?:an?\s+|the\s+)?(?P<what>(?:per\s+capita\s+)?(?:GDP|GRP|economic))\s+(?:growth|increase|rise|decline|reduction)\b",
            flags,
        ),
        "mark": re.compile(r"^[\s-]+(?:mark|level|threshold|milestone)\b", flags),
        "inside": re.compile(
            rf"^(?:{bare}|{verbs('rises')}|{verbs('falls')})\s+(?!(?:by|to|at|of|back|down|up|out)\b)(?P<what>\S.*?)\s+(?:by|to|at)\b",
            flags,
        ),
        "verb_first": re.compile(rf"^(?:{verbs('value_verbs')})\b", flags),
        "passive": re.compile(r"\b(?:was|were|been|be|is|are|being)\s+(?:\w+ly\s+)?$", flags),
        "prep_last": re.compile(r"\b(?P<prep>in|at|across|for|among)\s*$", flags),
        "purpose": re.compile(r"\bto\s*$", flags),
        "list_end": re.compile(r"(?:,|;|\band|\bor|\bby|^)\s*$", flags),
        "numeral": re.compile(r"^\s*[$]?[\d,.]+(?:\s+(?:thousand|million|billion|trillion))?|^\s*[a-z-]+", flags),
        "comma": re.compile(r",\s"),
        "begun": re.compile(r"[\s–—-]*(?:(?:an?|in)\s+(?:total|estimated|additional)\s+(?:of\s+)?|some\s+)?", flags),
        "moves_on": re.compile(r"^(?:growth|increase|rise)\b", flags),
        "grown_by": re.compile(r"\b(?P<what>GDP|GRP|economic)\s+$", flags),
        "at_a_rate": re.compile(
            rf"^(?P<who>.*\S)\s+(?:{verbs('rises')}|{verbs('falls')})\s+at\s+an?\s+(?:[\w-]+\s+)*(?:rate|pace)$", flags
        ),
        "beginning": re.compile(
            r"\b(?:start|starts|started|begin|begins|began|finish|finishes|finished|complete)\s+$", flags
        ),
        "worth": re.compile(r"^(?P<head>.*\S)\s+worth\s*$", flags),
        "by_a": re.compile(r"\bby\s+an?\s+$", flags),
        "by": re.compile(r"\bby\s+(?:[a-z]+\s+){0,3}$", flags),
        "action": re.compile(rf"(?:{verbs('actions')})(?=\s|$)", flags),
        "list_verb": re.compile(
            r"(?P<between>[^.;:]*?)\b(?:was|were|(?:has|have|had|will|should|must|to)\s+(?:all\s+)?be(?:en)?)\s+(?:\w+ly\s+)?"
            r"(?P<verb>(?:[a-z]+ed|built|begun|set\s+up|put|laid|drawn\s+up|made|given|held)\b"
            r"(?:(?:,\s+|\s+or\s+|\s+and\s+)(?:[a-z]+ed|built)\b)*)",
            flags,
        ),
        "aside": re.compile(r"^\s*,\s*(?:[a-z-]+\s+){0,6}$", flags),
        "behind_aside": re.compile(
            r"(?:[$]?[\d,.]+|[a-z]+)(?:\s+(?:million|billion|trillion))?\s*(?:yuan|dollars|percent|%)?[^,;.\d]{0,50},\s+"
            r"(?=(?:on|for|to|in|into)\s+[a-z])",
            flags,
        ),
        "doubled": re.compile(r"(?:double|triple|quadruple)s?\b", flags),
        "held_on": re.compile(
            r"(?:\s+(?:was|were|been|be|is|are)\s+(?:\w+ly\s+)?(?P<verb>[a-z]+(?:ed|en|un|ut)))?"
            r"(?:\s+(?:this|last|next)\s+year)?\s+(?:on|across)\s+(?:an?\s+(?:total|additional)\s+(?:of\s+)?|another\s+|some\s+)?$",
            flags,
        ),
        "supplied": re.compile(
            r"\b(?:provid|ensur|offer|giv|suppl|extend|distribut|deliver|grant|conduct)\w*\s+(?P<what>[a-z][^,;]*?)\s+(?P<prep>for|to)\s+"
            r"(?:an?\s+(?:additional|total\s+of)\s+|another\s+|some\s+)?$",
            flags,
        ),
        "given_to": re.compile(
            r"\b(?:is|are|was|were|been|be)\s+(?:\w+ly\s+)?(?P<how>(?:made\s+available|given|provided|offered|granted|paid|"
            r"issued|delivered|extended|supplied|allocated|awarded))\s+to\s+(?:an?\s+(?:additional|total\s+of)\s+|another\s+)?$",
            flags,
        ),
        "goal": re.compile(r"\b(?:goal|target|objective|aim)$", flags),
        "of_more": re.compile(r"(?:\s+and|,)\s+[a-z][\w\s’'-]{2,40}\sof\s+", flags),
        "to_benefit": re.compile(r"\bto\s+the\s+benefit\s+of\s*$", flags),
        "onto": re.compile(r"[^,]*\s(?:to|for)\s(?=[^,]+$)"),
        "goes_on": re.compile(r"\s*(?:and\s+)?(?:(?:has|have|had|already|now)\s+)+", flags),
        "apart": re.compile(
            r"[\s\w’'-]{3,60}?,\s+(?:[a-z]+ing|(?-i:[A-Z])[\w’-]+(?:\s+and)?|as\s+well\s+as|among\s+(?:them|which|whom))\b[^;:]{3,120}?,\s+(?=(?:now\s+)?[a-z])",
            flags,
        ),
        "gerund": re.compile(
            r"\b(?P<verb>(?!\w*(?:bring|includ|be|hav)ing)[a-z]{2,}ing)(?:\s+(?:or|and)\s+[a-z]{2,}ing)?\s*$", flags
        ),
        "caused": re.compile(
            rf"\b(?:{verbs('rises')}|{verbs('falls')})\s+(?P<what>(?!(?:by|to|from|in|at|of|and|or|their|its|\w+ly)\b)[^,;]*?\S)\s+by\s*$",
            flags,
        ),
        "of_which": re.compile(r"\b(?:of|among)\s+(?:which|these|them|whom)\b[\s,]*(?:there\s+)?$", flags),
        "whom": re.compile(r"\bof\s+(?:whom|which|them|these)\s*,?\s*$", flags),
        "of_them": re.compile(r"\s+of\s+(?:whom|which|them|these|it)\b", flags),
        "there": re.compile(
            r"\s+(?:(?:who\s+)?(?:is|are|was|were|be|been|will|should|must|to|has|have|had)\b\s*)*(?P<what>[a-z][^,;:.]*)",
            flags,
        ),
        "which_first": re.compile(r"\s+of\s+(?:which|these|them)\s+(?:are|were|is|was)\b", flags),
        "are": re.compile(
            r"\s+(?:of\s+(?:which|these|them)\s+)?(?:are|is|were|was|will\s+be)\s+(?![a-z]+(?:ed|en|ilt)\b)(?=[a-z])",
            flags,
        ),
        "participle": re.compile(
            r"^[\s,]*(?:\w+ly\s+)?(?P<verb>(?!being|having|including|accounting|totaling|averaging)[a-z]+ing)\s+(?:an?\s+(?:total|average)\s+of\s+|some\s+|another\s+|up\s+to\s+)?$",
            flags,
        ),
        "acts": re.compile(rf"^(?:\w+\s+)?(?:{verbs('money_verbs')})\b", flags),
        "per": re.compile(
            r"^\s*(?P<said>per\s+[a-z]+(?:\s+[a-z]+){0,2}?)(?:\s+(?:per\s+\w+|on\s+average))?"
            r"(?=\s+(?:was|were|is|are|will|to|for|from)\b)",
            flags,
        ),
        "included": re.compile(r"^\s*(?:,\s*)?including\s+$", flags),
        "of_it": re.compile(r"\s+of\s"),
        "share": re.compile(
            r"\b(account\w*\s+for|tak\w+\s+up|took\s+up|ma(?:k|d)\w*\s+up|compris\w*|equal(?:ing|ling|s|led|\s+to)|equivalent\s+to|represent\w*|constitut\w*)\s*(?:\w+\s+)?$",
            flags,
        ),
        "money": re.compile(
            rf"\b(?:{verbs('money_verbs')})(?!\s+of\b)(?:\s+(?:a|an|the|total|of|another|additional|over|some|more|than))*\s*$",
            flags,
        ),
        "moved": re.compile(
            r"(?:rose|risen|grew|grown|fell|fallen|(?:increas|declin|decreas|reduc|dropp|climb|surg|soar|jump|rebound)ed)\b",
            flags,
        ),
        "subject": re.compile(r"[a-z)”\"]\s*$", flags),
        "change_in": re.compile(r"^\s*(?:in|of)\s+(?=[a-z])", flags),
        "change_to": re.compile(r"^\s*to\s+(?=(?!about|around|nearly|over|more|some|almost)[a-z])", flags),
        "terms": re.compile(
            r"^\s*in\s+(?:real(?!\s+estate)|nominal|value|terms|total|volume|comparable|the\s+same)\b", flags
        ),
        "fresh": re.compile(r"[;:.]\s*$"),
        "of_this": re.compile(r"\s+of\s+(?:this|these|those|it|them)\s", flags),
        "purposed": re.compile(r"^\s+(?:was\s+|were\s+|is\s+|will\s+be\s+|\w+ed\s+)*(?:in|for|on|to)\s+[a-z]", flags),
        "of_whole": re.compile(r"^\s+of\s+(?!whom|which|them)", flags),
        "doings": re.compile(rf"^{either('en', 'doings')}$", flags),
        "dependent": re.compile(
            rf"^(?:{either('en', 'dependent')}(?:\s+(?:completed|made|planned))?"
            r"|(?:(?:total\s+)?number\s+of\s+)?(?:participating|insured|enrolled"
            r"|participants|subscribers|beneficiaries|subscribing|policyholders)(?:\s+\w+)?)$",
            flags,
        ),
        "with": re.compile(r"(?:^|\s)with\s+(?:an?\s+|the\s+)?", flags),
        "with_a": re.compile(
            r"(?:^|\s)with\s+(?:an?|the)\s+(?:total\s+|combined\s+|annual\s+)?(?:[a-z]+\s+(?=(?:[a-z]+\s+){1,2}of\s*$)){0,2}"
            r"(?!average|total|record|rate|growth|increase|decline|rise|reduction|number|addition|help|aim|goal|target|theme)[a-z]+\s+of\s*$",
            flags,
        ),
        "passively": re.compile(
            r"\b(?:was|were|been)\s+(?:\w+ly\s+)?(?:\w+(?:ed|en|ilt|un)|held|made|put|set|staged)\b", flags
        ),
        "another": re.compile(r"\banother\s*$", flags),
        "pushed": re.compile(r"\b(?:to|by|at)\s+(?:\w+\s+)?$", flags),
        "place": re.compile(
            r"^(?P<what>.*\S)\s+(?P<prep>in|at|on|across|for|to|among)\s+(?:[A-Z][\w-]*(?:,?\s+[A-Z][\w-]*)*,?\s+and\s+)?(?:(?:another|an\s+additional|some|the)\s+)?$",
            flags,
        ),
        "made_of": re.compile(
            r"^.*\b(?:consist\w*|composed|made\s+up)\s+of\s+(?:an?\s+|the\s+)?(?P<what>\S.*)$", flags
        ),
        "had": re.compile(
            r"^(?P<who>.*\S)\s+(?:has|have|had|saw|see|recorded|make|made|realized|achieved|posted|registered|generated)\s+(?:an?\s+|the\s+)?(?P<what>[^,]+)$",
            flags,
        ),
        "whose": re.compile(r"\b(?:which|that)\s+(?:\w+\s+){0,2}$", flags),
        "grown": re.compile(r"\b(?:growth|increase|rise|decline|record|high|level|average|rate|sure|use)\b", flags),
        "list": re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s+as well as\s+", flags),
        "commas": re.compile(r",\s*(?:and\s+)?|\s+and\s+(?!.*(?:,|\s+and\s))", flags),
        "verb_on": re.compile(r"(?<=[a-z])\s+(?:[a-z]+ed|built|begun|begin|put|made|held|given)(?:\s.*)?$"),
        "verb_end": re.compile(r"\s+\w+ed$"),
    }


class Clause(NamedTuple):
    """A mention, the words of its clause before it, and where the text behind it ends that may be its own."""

    text: str
    mention: Mention
    lead: str
    ceiling: int
    start: int
    ahead: int

    @property
    def tail(self) -> str:
        """What stands behind the number, as far as the next numeral, for which a nought stands."""
        words = self.text[self.mention.end : self.ceiling]
        return f"{words} {self.text[self.ceiling : self.ahead]} 0" if self.ceiling < len(self.text) else words

    @property
    def beyond(self) -> str:
        """What stands behind the number, with the next numeral left out where a phrase goes on over it.

        "20 billion yuan to support 4,441 projects" is for projects.
        """
        words = self.text[self.mention.end : self.ceiling]
        if patterns()["aside"].match(words) and (behind := patterns()["behind_aside"].match(self.text, self.ahead)):
            return f" {self.text[behind.end() :]}"
        if self.ceiling == len(self.text) or patterns()["list_end"].search(words):
            return self.tail
        return f"{words} {patterns()['numeral'].sub('', self.text[self.ahead :], count=1)}"

    @property
    def told(self) -> str:
        """The clause before, as far as a semicolon."""
        return self.text[: self.start].rpartition(";")[2].strip(" ,")

    @property
    def opens(self) -> bool:
        """Whether the sentence begins with the number, so that what it counts is the subject."""
        return bool(patterns()["begun"].fullmatch(self.text, 0, self.mention.start))

    @property
    def anchor(self) -> str:
        """The words of the anchor before its number."""
        return self.text[self.mention.start : self.mention.number_start]

    @property
    def counts(self) -> bool:
        """Whether the number counts or measures out a thing."""
        mention = self.mention
        return mention.noun is not None or mention.unit not in _BARE
