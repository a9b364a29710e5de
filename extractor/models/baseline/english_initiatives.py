"""An English sentence of a plan to the initiative that it announces, if it names an action on something concrete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.models.baseline.english_aims import MODAL, NAMED, is_aim, is_given, is_sum
from extractor.models.baseline.english_outcomes import OPENER, clipped, head_of, phrase_of
from extractor.models.baseline.words import either, pasts, verbs

_LESS = 2
"""By how much the first of several actions may be less plain than the plainest, and still give the title."""
_TOPIC = (90, 60)
"""Characters of a sentence, under which one that counts ("Second, …"), or an imperative, announces a topic."""
BRIEF = 20
"""A sentence of fewer characters announces a topic, as a heading does."""
_SHALL = r"(?:will|shall|should|must|needs?\s+to)"
"""What follows the subject of a new clause; a plan may be a noun."""
_FEWEST_WORDS = 3
"""Of an action with its verb; with fewer it names no object."""
_BETWEEN = (
    r"(?:(?:\w+ly|will|also|further|both|first|next|now|then|better|thus|continue to|continue|work to|work hard to"
    r"|strive to|move faster to|act faster to|(?:make|continue|coordinate) efforts to|make every effort to"
    r"|take (?:\w+ )?(?:steps|measures|actions?) to|adopt (?:effective|strict|strong|resolute) measures to"
    r"|(?:step up|speed up|redouble|intensify|accelerate)\s+(?:our |its )?efforts (?:to|in)|spare no effort to|help"
    r"|start to|begin to|see that|do more to|go all out to|do (?:our|its) (?:best|utmost) to|endeavor to"
    r"|do everything (?:we can|possible|in our power) to|actively work to|seek to|aim to|work harder to|act fast to"
    r"|make it (?:a|our) \w+(?: \w+)? to"
    r"|(?:work|cooperate|collaborate|join hands|join forces) with [^,;]{2,50}? (?:to|in))\s+){0,3}"
)
"""Words that may stand between an auxiliary and its verb, or before a verb that is joined to another."""

ORDINALS = (
    r"^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six|seven|eight)"
    r"(?:ly)?,"
)
"""How a sentence begins that opens a part of the report."""
_OBJECT = r"(?:the|an?|our|its|their|all|more|new|major|key|\w+ly|to)\b|\d|(?-i:[A-Z])"
"""How an object begins, so that the word before it is a verb and no noun."""


_NOUN = r"(?:supply|land|plant|appropriate|transport|process|design)"
"""What is no verb unless an object of its own follows."""
_NEW = r"(?:(?!(?:which|that|who|what)\b)[\w ’'-]){2,90}?"
"""The subject of a new clause."""
_NO_OBJECT = r"(?:on|to|from|with|between|at|by|services?|systems?|mechanisms?|capacity|capabilities)"
"""What follows a noun that could be a verb: control of, support to, supply systems."""


class _Action(NamedTuple):
    """An action of a sentence: its words from the verb on, and how plainly it can be checked."""

    wording: str
    weight: int


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    doings = ("actions", "outcomes", "undertakings", "plans", "moves", "rises", "falls")
    acts = "|".join(either("en", name) for name in (*doings, "wishes"))
    patterns = {
        "agent": rf"^(?P<who>(?:(?!\b{MODAL}\b)[^;]){{0,160}}?)\b{MODAL}\s+(?=\w)",
        "nobody": r"^(?:it|they|there|how|what|which|that|this|these|those|(?:these|this|those|such)\s+(?!year)\w+"
        r"|doing (?:so|this)|no\s+\w.*|.*\b(?:which|that)|(?:the|our)\s+(?:aim|goal|purpose|objective)s?\b.*)"
        r"(?:\s+\w+ly|\s+also)?$",
        "aside": rf"(?<=\bwe )({_SHALL}),\s+(?:in|with|on|under|as|through|by|for|within)\b[^;]*?,\s+"
        rf"(?={_BETWEEN}(?:{acts})\b)",
        "proposed": r"^it\s+is\s+(?:also\s+|further\s+)?(?:planned|proposed|scheduled)\s+to\s+",
        "needed": r"^it\s+is\s+(?:also\s+)?necessary\s+to\s+",
        "led": rf"^\w+ing\s(?:(?!\b{MODAL}\b)[^,;])*,\s+(?={_BETWEEN}(?:{acts})\b)",
        "stand-in": r"(?:it|they|there|(?:these|this|those|such)\s+(?!year)\w+|.*\b(?:which|that))$",
        "verb": rf"{_BETWEEN}(?P<verb>{acts})\b(?!-)",
        "next": rf"(?:[,;]\s+(?:and\s+|while\s+|as well as\s+)?|\s+and\s+)(?:(?:(?:we|they|it)\s+)?{_SHALL}\s+)?"
        rf"(?!{_BETWEEN}{either('en', 'verb_nouns')}\s+{_NO_OBJECT}\b)"
        rf"(?!(?<=prevention and )control\b)(?!(?<=prevent and )control\b)(?!{_BETWEEN}{_NOUN}\s+(?!{_OBJECT}))"
        rf"(?={_BETWEEN}(?:{acts})\b(?!-|,)"
        rf"(?!\s+(?:of|for|in|(?:and|or)\s+(?!{_BETWEEN}(?:{acts})\b))\b))",
        "effort": rf"^(?:[\w’'-]+\s+){{0,4}}(?:efforts?|steps|actions?|work|focus|priority|emphasis|support"
        r"|investments?)(?:\s+for\s[^,;]{3,40})?"
        rf"\s+{MODAL}\s+(?:also\s+)?be\s+(?:\w+\s+){{0,2}}(?:to|on|in)\s+",
        "starts": rf"^(?P<thing>\S.{{8,}}?)\s+{MODAL}\s+{_BETWEEN}(?P<verb>open|start|begin|commence|take effect"
        r"|kick off|enter|come into|gather pace|go into|break ground|move forward|go ahead|proceed"
        r"|remain in (?:place|force)|continue(?: to (?:increase|rise|expand|apply))?(?=\.?$|[,;]))\b"
        r"(?!\s+(?:the|an?|up|to|wider)\b)",
        "more": rf",?\s+(?:and|while)\s+(?={_NEW}\s{_SHALL}\b)",
        "told": r"^[^;]*\b(?:is|are|has|have)\s[^;]*?[,;]\s+(?:and|while|but)\s+",
        "aim": rf"\s+to\s+(?=(?:\w+ly\s+)?{acts}\b)|(?:support|preference|energy|attention|emphasis|play)\s+to\s",
        "with": r",\s+with\s.*$",
        "several": r"\b(?:measures|approaches|methods|means|ways|steps|efforts|boost|priority|emphasis|attention)$",
        "passive": rf"^(?P<thing>\S.*?)\s+(?:{MODAL})\s+{_BETWEEN}be\s+{_BETWEEN}(?P<verb>{verbs(*doings)})\b",
        "opener": rf"^(?:{OPENER})\b(?:.*?,\s+(?=we\b)|[^,]*,\s+)",
        "weak": rf"^{verbs('plans_weak')}$",
        "doing": rf"(?:the\s+)?{_BETWEEN}(?P<verb>{verbs(*doings)})\b",
        "sees": rf"{_BETWEEN}(?:ensure|guarantee|make\s+sure|see(?:\s+to\s+it)?)\s+(?:that\s+)?"
        rf"(?P<thing>(?!(?:they|it|these|those)\b)[^,;]{{3,120}}?)\s+"
        rf"(?:(?:is|are)\s+{_BETWEEN}(?P<verb>{pasts('outcomes', 'undertakings')})\b"
        r"|(?:have|has|gain|enjoy)\s+(?:\w+\s+){0,2}(?P<access>access)\s+to\b|(?:participate|enroll)\s+in\b)",
        "ending": r"(?:the\s+)?(?:\w+\s+){0,2}?(?:completion|opening|launch|operation|commissioning|commencement|start"
        r"|delivery|approval|entry\s+into|implementation|construction|reconstruction|renovation|expansion)\b.*?\bof\s+(?:the|an?|our|(?-i:[A-Z]))\b",
        "quoted": r"[“\"][^”\"]+[”\"](?!.*\b(?:strateg|princip|concept|spirit|approach))",
        "wish": rf"^{verbs('wishes')}$",
        "firm": rf"^{verbs('outcomes', 'undertakings')}$",
        "pronoun": r"(?:them|it|what|this|that|these|those|ourselves|themselves|everything|one another)\b",
        "we": r"(?:we|[^,]{0,60},\s+we)\b",
        "ordinal": ORDINALS,
        "sector": rf"\b{either('en', 'sectors')}\b",
        "site": rf"(?<!foreign )\b{either('en', 'sites')}s?\b",
        "concrete": rf"\b(?:{either('en', 'concrete')}|{either('en', 'things')})s?\b",
        "aims": rf"\b{either('en', 'aims')}\b",
        "guidance": rf"^{either('en', 'guidance')}\b",
        "lead": r"\bfollowing\s+(?:\w+\s+){0,3}(?:areas|tasks|aspects|respects|principles|points|work|priorities"
        r"|measures|goals|targets)\b|\bas follows\b|:$",
        "purpose": r",?\s+(?:so as to|in order to|so that|thereby|thus|in an effort to|with a view to)\s"
        r"|,\s+(?:which|who|where|when|while|thus|thereby|including|making)\s|(?<!ing),\s+(?-i:[a-z]+ing)\s"
        r"|,?\s+so\s+(?:they|we|it|people|more)\s",
        "anew": rf",?\s+(?:and|but)\s+(?:(?:we|they|it)\s|{_SHALL}\s)"
        rf"|,\s+(?:(?:and|but)\s+{_NEW}\s(?:is|are)|(?:(?:and|but)\s+)?{_NEW}\s{_SHALL})\s",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def initiative(text: str, *, numbered: bool) -> str | None:
    """The title of the action that a sentence or measure announces, or None where it only guides.

    Args:
        text: the sentence, or all sentences of a numbered measure.
        numbered: the report numbers this measure, so it is an initiative whatever it says.
    """
    text = text.strip(" -–—")
    pattern = _patterns()
    if not numbered and (len(text) < BRIEF or pattern["aims"].search(text) or pattern["lead"].search(text)):
        return None
    found = [one for one in _actions(text) if one.weight > 0]
    if found:
        most = max(one.weight for one in found)
        return clipped(next(one.wording for one in found if one.weight >= most - _LESS))
    return clipped(text) if numbered else None


def _actions(text: str) -> Iterator[_Action]:
    """The actions that a sentence announces one after another."""
    pattern = _patterns()
    text = pattern["aside"].sub(r"\1 ", pattern["led"].sub("", text))
    text = pattern["needed"].sub("we must ", pattern["proposed"].sub("we will ", text))
    ordinal = bool(pattern["ordinal"].match(text))
    while opener := pattern["opener"].match(text):
        text = text[opener.end() :]
    if pattern["guidance"].match(text):
        return
    if (effort := pattern["effort"].match(text)) and (doing := pattern["doing"].match(text, effort.end())):
        title = pattern["purpose"].split(text[effort.end() :])[0].strip(" ,.;")
        yield _Action(title, _weight(doing["verb"], text[doing.end() :].strip()))
    if effort and (more := pattern["more"].search(text, effort.end())):
        yield from _actions(text[more.end() :])
    told = () if effort else (pattern["passive"].match(text), pattern["starts"].match(text))
    done = min((one for one in told if one), key=lambda one: one.end("thing"), default=None)
    agent = effort or pattern["agent"].match(text)
    numbers = done and agent and agent.end() < done.end("thing") and is_sum(text[agent.end() :])
    if done and not numbers and not pattern["we"].match(text) and not pattern["stand-in"].match(done["thing"]):
        yield from _done(text, done, min(agent.end(), done.end()) if agent else done.end())
        return
    if effort or not agent or not pattern["nobody"].match(agent["who"].strip()):
        if not agent and not (pattern["verb"].match(text) or pattern["sees"].match(text)):
            return
        topic = len(text) < (_TOPIC[0] if ordinal else 0 if agent else _TOPIC[1])
        must = bool(agent and agent.group().rstrip().endswith("must"))
        more = None if effort or not agent else pattern["more"].search(text, agent.end())
        own = text[agent.end() if agent else 0 : more.start() if more else None]
        for one in _doings(own, topic=topic, modal=bool(agent)):
            yield one if one.weight > _LESS or not must else _Action(one.wording, 0)
        if more:
            yield from _actions(text[more.end() :])


def _done(text: str, done: re.Match[str], verb: int) -> Iterator[_Action]:
    """What will be done, in the passive: its subject and verb, without what only is told before and behind.

    Args:
        text: the sentence.
        done: its subject and verb.
        verb: where its first verb stands; a new clause begins behind it.
    """
    pattern = _patterns()
    if is_given(text):
        return
    more = pattern["more"].search(text, done.end())
    told = pattern["told"].match(done["thing"])
    words = pattern["purpose"].split(text[told.end() if told else 0 : more.start() if more else None])[0]
    new = pattern["anew"].search(words, verb - (told.end() if told else 0))
    title = words[: new.start() if new else None].strip(" .")
    yield _Action(title, 0 if pattern["several"].search(done["thing"]) else _weight(done["verb"], text))


def _doings(text: str, *, topic: bool, modal: bool) -> Iterator[_Action]:
    """The joined actions of a sentence behind its auxiliary, or of one in the imperative."""
    pattern = _patterns()
    for part in _parts(text):
        if sees := pattern["sees"].match(part):
            thing = sees["thing"] if sees["verb"] else part[sees.end("thing") :]
            wording = pattern["anew"].split(part[sees.start("thing") :])[0].strip(" ,.;")
            yield _Action(wording, _weight(sees["verb"] or "improve", thing))
        elif act := pattern["verb"].match(part):
            wording = pattern["purpose"].split(part[act.start("verb") :])[0]
            wording = pattern["anew"].split(wording)[0].strip(" ,.;!")
            if len(wording.split()) >= _FEWEST_WORDS and not is_sum(wording):
                thing = wording[len(act["verb"]) :].strip()
                weight = _weight(act["verb"], thing, topic=topic, modal=modal)
                yield _Action(pattern["with"].sub("", wording), weight)


def _parts(text: str) -> Iterator[str]:
    """A sentence before each of its joined verbs; a verb that shares its object with the next one stays with it."""
    begun = 0
    for match in _patterns()["next"].finditer(text):
        act = _patterns()["verb"].match(text, begun, match.start())
        if act is None or text[act.end() : match.start()].strip():
            yield text[begun : match.start()]
            begun = match.end()
    yield text[begun:]


def _weight(verb: str, thing: str, *, topic: bool = False, modal: bool = True) -> int:
    """How plainly an action can be checked: by what its verb ends, and by what it acts on; 0 for a wish.

    A weak verb ("improve") needs something to point at; a topic needs a thing that is built, set up or held.
    """
    pattern = _patterns()
    if is_aim(verb, thing) or pattern["pronoun"].match(thing):
        return 0
    if pattern["wish"].match(verb) and not pattern["ending"].match(thing):
        return 0
    if head_of(thing, empty=True) and not pattern["quoted"].search(phrase_of(thing)):
        return 0
    near = pattern["aim"].split(thing)[0]
    named = bool(NAMED.search(near))
    weak, firm = pattern["weak"].match(verb), pattern["firm"].match(verb)
    site = bool(pattern["site"].search(near))
    if not (named or site) and (topic or not (modal or weak or firm)):
        return 0
    sight = 2 if named or pattern["site"].search(phrase_of(near)) else 0
    if weak:
        return max(sight, 1) if named or pattern["sector"].search(near) else 0
    plain = sight or int(bool(site or NAMED.search(thing) or pattern["concrete"].search(thing)))
    return (2 if firm else 1) + plain if modal or firm or plain else 0
