"""The goldens themselves: every label stands where it says, says what the text says, and no number is left over."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.errors import ReadError
from extractor.evaluate.goldens import Golden, NoQuantity, load, quantities, spans, wording
from extractor.evaluate.scoring import place
from extractor.quantities import Mention, find
from extractor.report import Sentence
from extractor.schemas.quantity import Quantity

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
GOLDENS = ROOT / "goldens"
NAMES = sorted(path.stem for path in GOLDENS.glob("*.jsonl"))
LONGEST = {"zh": 30, "en": 90}
"""A golden's wording is shorter than this many characters: goldens hold no sentences."""
KNOWN = {path.stem for path in SAMPLES.iterdir()}


@pytest.fixture(scope="module", params=NAMES)
def golden(request: pytest.FixtureRequest) -> Golden:
    name = request.param
    if name in KNOWN:
        return load(GOLDENS / f"{name}.jsonl", SAMPLES)
    folder = Path(os.environ.get("REPORTS_SHARED", ROOT.parent / "shared")) / "reports"
    if not folder.is_dir():
        pytest.skip(f"the real reports are not here ({folder}); name the folder above it in REPORTS_SHARED")
    return load(GOLDENS / f"{name}.jsonl", folder)


def test_there_is_a_golden_for_every_sample_and_for_five_real_reports() -> None:
    assert KNOWN - {"README"} <= set(NAMES)
    assert len(set(NAMES) - KNOWN) == 5


def test_every_number_of_a_label_is_read_from_its_words_as_labelled(golden: Golden) -> None:
    wrong = [
        f"{number.text} @ {number.start}: labelled {number.value} {number.unit}, read as {read}"
        for label in golden.labels
        for number in quantities(label).values()
        if not _agrees(number, *(read := _read(golden, number)))
    ]
    assert wrong == []


def _read(golden: Golden, number: Quantity) -> tuple[Mention | None, Sentence | None]:
    """What the parser reads at the label's place, and the sentence that it stands in."""
    for sentence, start, end in _places(golden, number.start, number.end):
        for mention in find(sentence.text):
            if mention.number_start < end and start < mention.number_end and not mention.excluded:
                return mention, sentence
    return None, None


def _agrees(number: Quantity, read: Mention | None, sentence: Sentence | None) -> bool:
    """Whether magnitude, unit and bound are the labelled ones; a bare cell of a table has its unit from elsewhere."""
    if read is None or sentence is None or (read.upper is None) != (number.upper is None):
        return False
    if read.unit == "count" != number.unit:
        return bool(sentence.columns) or number.unit == "times"
    near = abs(abs(read.value) - abs(number.value)) <= abs(number.value) * Decimal("0.0001")
    return (near or bool(sentence.columns)) and read.unit == number.unit


def _places(golden: Golden, start: int, end: int) -> Iterator[tuple[Sentence, int, int]]:
    """The sentence that a stretch of the text stands in, with its place in the sentence's reading."""
    for sentence in golden.report.sentences:
        if sentence.start < end and start < sentence.end:
            inside = [
                place for place in range(len(sentence.text)) if start <= sentence.source(place, place + 1)[0] < end
            ]
            if inside:
                yield sentence, inside[0], inside[-1] + 1


def test_no_two_labels_share_a_mention(golden: Golden) -> None:
    claimed = sorted(
        (span.start, span.end, span.text) for line in (*golden.labels, *golden.excluded) for span in spans(line)
    )
    assert [f"{one} {two}" for one, two in itertools.pairwise(claimed) if one[1] > two[0]] == []


def test_every_quantity_of_the_report_is_on_a_label_or_excluded_with_a_reason(golden: Golden) -> None:
    taken = [(span.start, span.end) for line in (*golden.labels, *golden.excluded) for span in spans(line)]
    for label in golden.labels:
        rank = getattr(label, "rank", None)
        at = golden.report.text.find(rank, *label.evidence) if rank else -1
        taken += [(at, at + len(rank))] if rank and at >= 0 else []
    left = []
    for sentence in golden.report.sentences:
        for mention in find(sentence.text):
            start, end = sentence.source(mention.number_start, mention.number_end)
            if (
                not mention.excluded
                and golden.covers(start)
                and not any(one < end and start < two for one, two in taken)
            ):
                left.append(f"{golden.report.text[start:end]} @ {start} in {sentence.text[:60]}")
    assert left == []


def test_every_exclusion_has_a_reason(golden: Golden) -> None:
    assert [one.text for one in golden.excluded if not one.reason.strip()] == []


def test_a_golden_holds_short_wordings_and_no_sentences(golden: Golden) -> None:
    most = LONGEST[golden.head.language]
    said = [
        text
        for label in golden.labels
        for text in (wording(label), getattr(label, "goal", None), getattr(label, "rank", None))
        if text and len(text) > most
    ]
    numbers = [
        span.text for line in (*golden.labels, *golden.excluded) for span in spans(line) if len(span.text) > most
    ]
    assert (said, numbers) == ([], [])


def test_evidence_holds_the_numbers_and_stands_in_the_text(golden: Golden) -> None:
    length = len(golden.report.text)
    wrong = [
        wording(label)
        for label in golden.labels
        if not 0 <= label.evidence[0] < label.evidence[1] <= length
        or any(not label.evidence[0] <= one.start < one.end <= label.evidence[1] for one in quantities(label).values())
    ]
    assert wrong == []


def test_a_target_has_a_number_or_a_goal_and_a_nature_is_a_targets(golden: Golden) -> None:
    for label in golden.labels:
        if label.kind == "target":
            assert quantities(label) or label.goal, label
        elif label.kind == "achievement":
            assert label.nature is None, label
            assert not label.headline, label


PASSAGES = sorted(path for folder in ("passages_tuned", "passages_held") for path in (GOLDENS / folder).glob("*.jsonl"))


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_labels_of_passages_stand_in_them_and_are_short(path: Path, shared: Path) -> None:
    golden = load(path, shared / "corpus")
    most = LONGEST[golden.head.language]
    assert golden.head.passages
    assert [wording(one) for one in golden.labels if len(wording(one)) > most or not golden.covers(place(one))] == []
    claimed = sorted((span.start, span.end) for line in (*golden.labels, *golden.excluded) for span in spans(line))
    assert [one for one, two in itertools.pairwise(claimed) if one[1] > two[0]] == []


# Structure


def test_our_reader_knows_the_years_and_the_language_as_a_reader_does(golden: Golden) -> None:
    head, report = golden.head, golden.report
    assert (report.language, report.review, report.plan) == (head.language, head.review, head.plan)


def test_our_reader_sees_as_many_sentences_as_a_reader(golden: Golden) -> None:
    assert golden.head.sentences is not None
    assert abs(len(golden.report.sentences) - golden.head.sentences) <= 0.03 * golden.head.sentences + 1


def test_our_reader_tells_review_from_plan_as_a_reader_does(golden: Golden) -> None:
    parts = golden.head.sections
    assert parts, "a golden tells the sections of its report"
    wrong = []
    for sentence in golden.report.sentences:
        at = golden.part_of(sentence.start)
        truth = parts[at].time if at >= 0 else None
        told = sentence.section.time
        if truth and told and truth != told:
            wrong.append(f"{told} for {truth}: {sentence.text[:60]}")
    assert len(wrong) <= 0.02 * len(golden.report.sentences), wrong


# What is refused


LINES = (
    {
        "kind": "report",
        "report": "a",
        "file": "a.txt",
        "sha256": "7c1c2d7c8a8a4ad8f0e2e3a9a7f3e1f8",
        "language": "en",
        "labelled": "2031-01-01",
        "codebook": "0",
    },
    {"kind": "excluded", "text": "12", "start": 7, "end": 9, "reason": "name"},
)


def written(folder: Path, lines: object = LINES, text: str = "Line 7,12 opened.") -> Path:
    import hashlib

    (folder / "a.txt").write_text(text, encoding="utf-8")
    head, *rest = json.loads(json.dumps(lines))
    if head.get("kind") == "report":
        head["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    path = folder / "a.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in (head, *rest)), encoding="utf-8")
    return path


def test_a_golden_in_order_is_read(tmp_path: Path) -> None:
    assert load(written(tmp_path), tmp_path).excluded == (NoQuantity(text="12", start=7, end=9, reason="name"),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(lambda lines: lines[1:], "line 1", id="no first line"),
        pytest.param(lambda lines: [lines[0], lines[1] | {"start": 6, "end": 8}], "does not stand at 6", id="offsets"),
        pytest.param(lambda lines: [lines[0], lines[1] | {"kind": "wish"}], "line 2", id="an unknown kind"),
        pytest.param(lambda lines: [lines[0] | {"file": "b.txt"}], "b.txt, is not in", id="no report"),
    ],
)
def test_what_is_wrong_with_a_golden_is_told_with_its_file(tmp_path: Path, change: object, told: str) -> None:
    path = written(tmp_path, change(list(LINES)))  # type: ignore[operator]
    with pytest.raises(ReadError) as error:
        load(path, tmp_path)
    assert str(path) in str(error.value)
    assert told in str(error.value) or "first line" in str(error.value)


def test_a_report_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "a.txt").write_text("Line 7,13 opened.", encoding="utf-8")
    with pytest.raises(ReadError, match="its digest is another"):
        load(path, tmp_path)
