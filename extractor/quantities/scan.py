"""A text in, the places where a number may start out."""

from __future__ import annotations

import re

from extractor.quantities.numerals import ARTICLE, DIGIT, HANZI

_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|twentieth"
_MANY = "hundreds|thousands|tens|millions|billions|trillions|dozens|dozen|decade|decades|century"
_TIMES = (
    "doubled|doubling|tripled|tripling|quadrupled|quadrupling|halved|halving"
    "|twice|double|twofold|threefold|fourfold|fivefold|tenfold"
)
_SHARES = "half|quarter|quarters|thirds|fifths"
_LETTERS = "aodtfsenhmbqzcADOTFSENHMBQZC"

# The first branch is what most texts hold most of; a letter is looked at only where a word starts.
PLACES = re.compile(
    rf"(?P<digit>{DIGIT})"
    rf"|(?P<circled>[①-⑳⑴-⒇❶-❿])"
    rf"|(?P<hanzi>[{HANZI[:-2]}])"
    rf"|(?P<doubling>翻(?:了|两|一|三|四)*番)"
    rf"|(?P<leading>首[个批次家届只例条项座部单家])"
    rf"|(?P<link>https?://[^\s\u4e00-\u9fff]+|www\.[^\s\u4e00-\u9fff]+)"
    rf"|(?<![A-Za-z])(?=[{_LETTERS}])(?:(?P<word>(?i:{ARTICLE}(?:{_WORDS})|a\s+dozen))"
    rf"|(?P<ordinal>(?i:{_ORDINALS}))|(?P<many>(?i:{_MANY}))|(?P<times>(?i:{_TIMES}))|(?P<share>(?i:(?:a\s+)?(?:{_SHARES})|a\s+(?:third|fifth))))"
    r"(?![A-Za-z])"
)
