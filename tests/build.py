"""Small reports made by hand, for tests that need a chunk without reading a file."""

from __future__ import annotations

from extractor.report import Chunk, Language, Report, Section, Sentence, Time


def chunk(*lines: str, time: Time | None = "review", language: Language = "en", title: str = "Review") -> Chunk:
    """One section with the lines as its sentences; the report reviews 2023 and plans 2024."""
    text = "\n".join(lines)
    root = Section("", "", 0, 0, len(text))
    section = Section(title, "", 1, 0, len(text), parent=root, time=time)
    sentences, start = [], 0
    for line in lines:
        sentences.append(Sentence(start, start + len(line), line, section, ((0, start),)))
        start += len(line) + 1
    report = Report(
        "made", text, language, review="2023", plan="2024", sections=(root, section), sentences=tuple(sentences)
    )
    return Chunk(report, 1, tuple(sentences))
