"""What an English plan announces that nobody could check: a vision, better measures, orders kept, a sum."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.words import either

MODAL = (
    r"(?:will|shall|should|must"
    r"|(?:(?<!the )need|needs|plan|plans|aim|aims|hope|wish|intend|intends|going|propose|proposes"
    r"|(?:is|are)(?:\s+(?:scheduled|expected|planned|due|set))?)\s+to)"
)
NAMED = re.compile(r"[“\"‘]|(?<=[a-z,] )[A-Z][\w’'-]+ [A-Z]|[A-Z]\w+-[A-Z]\w")
"""What shows that a thing has a name."""
_AMOUNT = (
    r"(?:(?:an\s+additional|another|(?:more|less)\s+than|at\s+least|around|about|over|a\s+total\s+of)\s+)?"
    r"(?:RMB\s*|US)?[$¥]?\d"
)
"""How a sum begins, or so many of something."""
_BUILD = (
    r"(?:build|build up|establish|make|turn|transform|shape|forge|create|foster|form|develop|cultivate|achieve|realize"
    r"|speed up the realization of)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    place = r"(?:(?:our|the)\s+(?:city|province|region|county|country)|(?-i:[A-Z])[\w’'-]+)"
    patterns = {
        "vision": rf"{_BUILD}\s+(?:{place}\s+(?:up\s+)?(?:as|into|an?|the)\s"
        r"|(?:an?\s+)?(?-i:(?:Beautiful|Digital|Healthy|Peaceful|Safe|Smart|Happy|Green)\s+[A-Z]\w+(?=\s+(?:where|with|that|of)\b|,|$))"
        rf"|(?:(?!(?:of|for|to|that|on|in|between|with)\b)[\w’'-]+,?\s+){{0,7}}?{either('en', 'visions')}"
        r"(?=\s+(?:with|that|which|for|of|in|featuring|where|to|and)\b|[,;]|$))",
        "loose": r"(?:\w+\s+){0,2}(?:more|better|stronger|various|further|greater|other|effective|targeted|practical"
        r"|concrete|substantive)\s+(?:[\w-]+\s+){0,2}?(?:measures|policies|barriers|efforts|obstacles"
        r"|support(?!\s+to\s)|steps)\b",
        "better": r"make\s+.*\s(?:more\s+\w+(?:\s+and\s+\w+)?|fairer|stronger|better|safer|easier|cheaper)$"
        r"|make\s+(?:full|good|better)\s+use\s+of\s+(?:the|our)\s+(?:\w+\s+)?(?:advantages|strengths|role)\b"
        r"|(?:enable|allow|let|help)\s+.*?\s(?:to\s+)?(?:enjoy|share|live|feel|lead)\b"
        r"|fall\s+(?:\w+\s+)?short\b",
        "doctrine": r"(?:implement|follow|pursue|carry\s+out|practice|apply|continue)\s+(?:the|an?|our)\s+"
        r"(?:[\w’'-]+\s+){0,4}?(?:(?:basic|fundamental|foreign|[\w-]+-first|opening(?:\s+|-)up)\s+(?:state\s+|national\s+)?"
        r"(?:policy|strategy|principle)|(?:policy|strategy|principle|guideline)\s+of\s+(?:opening|peace|independen\w+|reform|family"
        r"|(?-i:[A-Z])|making|ensuring|putting|strengthening|structural)\b)",
        "orders": r"(?:all\s+)?(?:the\s+)?(?:major\s+)?(?:policies|measures|opinions|decisions|instructions"
        r"|requirements|arrangements|guidelines|plans|principles|spirit|strategies)\b.{0,60}\b(?:central\s+(?:government|authorities"
        r"|leadership|committee)|Party|State Council|Congress|higher)\b",
        "sum": r"(?:grow|increase|raise|boost|expand|cut|lower|reduce)\s[^,]*?\bby\s+(?:\w+\s+){0,2}"
        r"[\d.]+\s*(?:%|percent)"
        r"|(?:grow|increase|rise|fall|drop|decline|decrease|expand|cover|account|total|average)\s+"
        r"(?:from|by|to|for|approximately|about|around|over)\b"
        r"|(?:add|lift|exceed|offer)\s+(?:(?:at least|around|about|over|more than|another)\s+)?\d"
        r"(?!.*\b(?:zone|center|park|farmland|base|project)s?\b)"
        rf"|(?:allocate|earmark|appropriate|set\s+aside|arrange|invest|spend)\s+{_AMOUNT}"
        r"(?!.*\bto\s+(?:build|support|fund|launch|set up))",
        "given": rf"{_AMOUNT}.*?\s{MODAL}\s+(?:\w+\s+)?be\s+"
        rf"(?:created|added|allocated|earmarked|appropriated|invested|spent)\b(?!.*\b{MODAL}\b)",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def is_aim(verb: str, thing: str) -> bool:
    """Whether an action only says what all work is to lead to, that measures are to be better, or that orders are kept.

    >>> is_aim("build", "a learning society"), is_aim("build", "a learning center")
    (True, False)
    """
    pattern = _patterns()
    action = f"{verb} {thing}"
    if any(pattern[name].match(action) for name in ("vision", "better", "doctrine")) or pattern["orders"].match(thing):
        return True
    return bool(pattern["loose"].match(thing)) and not NAMED.search(thing)


def is_sum(action: str) -> bool:
    """Whether an action only sets a number, and so is a target and no initiative."""
    return bool(_patterns()["sum"].match(action))


def is_given(sentence: str) -> bool:
    """Whether a sentence only says that so much will be spent or so many be added."""
    return bool(_patterns()["given"].match(sentence))
