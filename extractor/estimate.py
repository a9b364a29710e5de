"""A report in; how many calls and tokens a language model would take for it out, without asking anybody.

No tokenizer is at hand for every model, so the figures rest on characters a token, which differ between models:
about 4.3 for English and 1.3 for Chinese with the tokenizers of recent models (older ones make more of Chinese).
They are for planning, not for accounting; what a run really used stands in its `run.json`.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor import prompts
from extractor.models.llm import prompting
from extractor.models.llm.settings import LLMSettings
from extractor.quantities import find
from extractor.report import Report
from extractor.split import split

CHARACTERS_A_TOKEN = {"en": 4.3, "zh": 1.3}
TOKENS_A_RECORD = 40
"""Of the reply; every number that is none of the excluded kinds is taken for a record."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one report would take. Second looks and repeated calls come on top."""

    report: str
    calls: int
    prompt_tokens: int
    completion_tokens: int


def estimate(report: Report, settings: LLMSettings) -> Estimate:
    """Estimate one report.

    Args:
        report: a parsed report.
        settings: of the model; the length of its chunks decides most.
    """
    prompt = prompts.load("extract")
    calls = characters = records = 0
    for chunk in split(report, settings.chunk):
        calls += 1
        characters += sum(len(message["content"]) for message in prompting.messages(chunk, prompt))
        records += sum(not one.excluded for sentence in chunk.sentences for one in find(sentence.text))
    a_token = CHARACTERS_A_TOKEN[report.language]
    return Estimate(report.name, calls, round(characters / a_token), records * TOKENS_A_RECORD)
