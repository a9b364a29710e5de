"""An English clause to the thing that it says is in use now, is so for the first time, or ranks among others."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.words import either

INTO = (
    r"(?:(?:put|placed|brought|sent|went|gone|came|come)\s+(?:in|on)to|entered)\s+"
    r"(?:(?!the\b|an?\b|and\b)[\w-]+\s+){0,2}(?:operation|use|service|production|force|effect|practice|orbit)\b"
)
"""What says that a thing has come into use: put into trial operation, went into production, entered service."""
NOW = (
    r"(?:(?:is|are)\s+now\s+(?:\w+ly\s+)?(?:\w+ed|paid|met|built|run)\b|(?:can|may)\s+now\b"
    r"|now\s+(?:(?:\w+ly|all)\s+)?(?:covers?|pays?|can|serves?|links?|creates?|enjoys?\s+(?!\w+ly\b|better\b)"
    r"|(?:has|have)\s+(?:access|an?|at\s+least|the\s+right|their\s+own|its\s+own))\b)"
)
"""What says of a thing how it is now, so that it was not so before."""
_IN_USE = (
    r"(?:is|are|was|were|(?:has|have)\s+been|became|(?:has|have)\s+become)\s+(?:(?:now|\w+ly)\s+){0,2}"
    r"(?:operational\b|(?:in|up\s+and)\s+(?:\w+\s+)?(?:operation|service|use|place|force|running)\b"
    r"|an?\s+(?:\w+\s+)?success$|(?:allowed|permitted|entitled)\s+to\b|added\b|(?:covered|borne|paid)\s+by\b|available\s+to\b|free\s+of\b|(?:toll|tuition)-free\b|open\s+to\b)"
)
_NEVER = (
    r"(?:(?:became|(?:has|have)\s+become)\s+(?:(?:one\s+of\s+)?the\s+|an?\s+)?(?:[\w’'-]+\s+){0,2}?(?:first|only)\b"
    r"|(?:surpassed|exceeded|overtook|realized|achieved)\b.*\bfor\s+the\s+first\s+time\b"
    r"|(?:broke|set)\s+(?:the|an?|its)\s+(?:\w+\s+)?records?\b)"
)
"""What says of a thing that it never was so before."""
_MOST = (
    r"(?:second|third|fourth|fifth)?[ -]?(?:largest|biggest|highest|longest|fastest|lowest|busiest|tallest|greatest)\b"
)
FIRST = (
    r"(?:(?:become|became|becomes|been|grown to be|remain(?:s|ed)?|is|are|was|were|saw|registered|posted|recorded"
    r"|built|put in place|maintain(?:s|ed)?\s+\w+\s+(?:position|status|place)\s+as)\s+"
    rf"(?:the\s+|an?\s+)?(?:\w+[’']s\s+)?{_MOST}"
    r"|(?:led|leads|topped|tops)\s+(?:all|the)\b(?!\s+way)|held\s+the\s+(?:\w+\s+)?lead|(?:jumped|rose|moved)\s+to\s+the\s+top\b"
    r"|(?:is|are|was|were)\s+at\s+(?:its|their|the|a)\s+(?:lowest|highest)\b"
    r"|(?:is|are|was|were)\s+\w+er\s+than\s+in\s+any\s+other)"
)
"""What says of a thing that it is first or most, or became so."""
_OTHERS = r"(?:world|country|nation|province|region|city|cities|delta)"
_BESIDE = (
    r"(?:now|also|again|still|further|all|both|has|have|had|was|were|is|are|be|been|entered|joined|became|become"
    r"|remain(?:ed|s)?|\w+ed to|\w+ly)"
)
_OWNER = 3
"""Words of a subject, up to which it may be a city or the like, that is first in something."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    nothing = (
        rf"(?:the\s+)?(?:whole\s+|same\s+|\w+[’']s\s+)?(?:{_OTHERS}|list|row|succession|years?|all|any|\w*\d\w*"
        r"|past|last|terms)\b|(?-i:[A-Z])|(?:\w+\s+){1,2}years?\b|(?:\w+\s+)?(?:consecutive|straight)\b"
    )
    patterns = {
        "state": rf"(?P<thing>\S.*?)\s+(?:{_IN_USE}|{NOW}|{_NEVER})",
        "beside": rf"(?:(?:^|\s+){_BESIDE}(?:\s+the)?)+\s*$",
        "what": rf"\b(?:with|in\s+terms\s+of|in|for|by)\s+(?P<what>(?!{nothing})[^,;]{{4,80}}?)"
        rf"(?=\s+(?:in|among|of|for)\s+(?:the|all)\s+(?:\w+\s+)?{_OTHERS}\b|$|,)",
        "high": r"\b(?:highs?|records?)\b",
        "nobody": rf"{either('en', 'nobodies')}?",
        "openers": rf"^(?:{either('en', 'openers')}[\s,]+)+",
        "empty": rf"(?-i:\b{either('en', 'empty_heads')}$)",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def stands(clause: str) -> str | None:
    """The thing of which a clause says that it is in use, or now or for the first time so; None where it says nothing.

    >>> stands("The northern terminal became operational")
    'The northern terminal'
    """
    state = _patterns()["state"].match(clause)
    return state["thing"] if state else None


def ranked(head: str, rank: str, behind: str) -> str | None:
    """What stands first or third: the subject, or what a city that is the subject is first in.

    Args:
        head: the words before the rank.
        rank: its words.
        behind: the clause from the rank on.

    >>> ranked("Our city", "ranked first in the province", "ranked first in the province in exports")
    'exports'
    """
    pattern = _patterns()
    head = pattern["beside"].sub("", pattern["openers"].sub("", head.strip()))
    if len(head.split()) <= _OWNER and (found := pattern["what"].search(behind)):
        return found["what"]
    if (
        not head
        or pattern["nobody"].fullmatch(head)
        or (pattern["high"].search(rank) and pattern["empty"].search(head))
    ):
        return None
    return head
