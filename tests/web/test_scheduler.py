"""The scheduler of the page that asks, and what its script keeps, in an engine without a browser."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import quickjs

from escarcha import bundled

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEDULER = bundled.STATIC / "fsrs.js"
SCRIPTS = [bundled.STATIC / "js" / "review" / name for name in ("10-memory.js", "20-turns.js")]

SHA256 = "518d2d5109559b91e4a40e919a120124be9336e88ba5026419a3ed33c0d53c38"
AGAIN, GOOD = 1, 3
START = "2022-11-29T12:30:00Z"
CARD = {
    "due": "2026-11-30T10:00:00.000Z",
    "last_review": "2026-11-29T10:00:00.000Z",
    "stability": 2.3,
    "difficulty": 5,
    "scheduled_days": 1,
    "learning_steps": 0,
    "reps": 2,
    "lapses": 0,
    "state": 2,
}


def run(script: str) -> Any:
    """Return what a script comes to that knows the scheduler and the scripts of the page."""
    context = quickjs.Context()
    context.eval(re.sub(r"\bexport (?=const)", "", SCHEDULER.read_text("utf-8")))
    context.eval("".join(file.read_text("utf-8") for file in SCRIPTS))
    return json.loads(context.eval(f"JSON.stringify((() => {{{script}}})())"))


def test_the_scheduler_is_the_one_that_the_makefile_makes() -> None:
    """«make fsrs» writes these very bytes, with the licence in front, of the versions that it names."""
    content = SCHEDULER.read_bytes()
    (versions,) = re.findall(
        r"^FSRS_VERSIONS = (.+)$", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert hashlib.sha256(content).hexdigest() == SHA256
    assert content.decode().startswith(f"/*! {versions}\nMIT License\n\nCopyright (c)")


@pytest.mark.parametrize(
    ("ratings", "days", "intervals", "memory"),
    [
        # https://github.com/open-spaced-repetition: what the implementations of FSRS-6 have in their tests
        ([GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5, None, [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21], None),
        ([AGAIN] + [GOOD] * 5, [0, 0, 1, 3, 8, 21], None, (53.62691, 6.3574867)),
    ],
)
def test_published_vectors_of_fsrs_pass(
    ratings: list[int],
    days: list[int] | None,
    intervals: list[int] | None,
    memory: tuple[float, float] | None,
) -> None:
    """Intervals of a card asked when it is due, and what is remembered of one asked on given days."""
    found = run(
        f"""const plan = fsrs({{}}), days = {json.dumps(days)}, intervals = [];
        let card = createEmptyCard(new Date("{START}")), now = new Date("{START}");
        {json.dumps(ratings)}.forEach((rating, at) => {{
          now = days ? new Date(now.getTime() + days[at] * 864e5) : card.due;
          card = plan.next(card, now, rating).card;
          intervals.push(card.scheduled_days);
        }});
        return [intervals, card.stability, card.difficulty];"""
    )
    if intervals:
        assert found[0] == intervals
    if memory:
        assert found[1:] == pytest.approx(memory, abs=1e-4)


def written(cards: object, **changes: object) -> str:
    """Return a file of progress."""
    return json.dumps({"form": "escarcha-repaso", "version": 1, "cards": cards, **changes})


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "null", "[]", '"x"', "7", '{"cards": {}}'),
        written({"/a/#b": CARD})[:-9],
        written({}, form="otro"),
        written({}, version=2),
        written(None),
        written({"/a/#b": None}),
        *(
            written({"/a/#b": CARD, "/c/#d": {**CARD, name: value}})
            for name, value in [
                ("due", "ayer"),
                ("due", 3),
                ("last_review", None),
                ("last_review", "2026-13-45T99:00:00Z"),
                ("stability", "2"),
                ("stability", 0),
                ("stability", 1e9),
                ("difficulty", 11),
                ("scheduled_days", -1),
                ("learning_steps", 1.5),
                ("reps", 0),
                ("lapses", None),
                ("state", 0),
            ]
        ),
    ],
)
def test_a_damaged_file_is_none(text: str) -> None:
    """What was cut, was changed or is of another program is not read at all."""
    assert run(f"return readMemory({json.dumps(text)}) ?? 'nada';") == "nada"


def test_a_file_comes_back_as_it_went() -> None:
    """With every number, and without whatever else is in it; no name in it is one of the engine's."""
    cards = {"/a/#b": CARD, "__proto__": CARD}
    text = written({name: {**card, "otro": 1} for name, card in cards.items()})
    packed = run(f"return packMemory(readMemory({json.dumps(text)}));")
    assert json.loads(packed) == json.loads(written(cards))


def test_what_was_asked_last_counts() -> None:
    """Of two devices, for each question."""
    later = {**CARD, "last_review": "2026-11-30T10:00:00.000Z"}
    one, other = (
        written({"/a/": CARD, "/b/": later, "/c/": CARD}),
        written({"/a/": later, "/b/": CARD, "/d/": CARD}),
    )
    joined = run(
        f"return packMemory(joinMemories(readMemory({json.dumps(one)}), readMemory({json.dumps(other)})));"
    )
    assert json.loads(joined)["cards"] == {"/a/": later, "/b/": later, "/c/": CARD, "/d/": CARD}


def test_a_question_that_has_moved_is_known() -> None:
    """By what it was called before; from then on, by what it is called."""
    found = run(
        f"""const memory = readMemory({json.dumps(written({"/viejo/#a": CARD}))});
        const question = {{ id: "/nuevo/#a", former: ["/viejo/#a"] }}, plan = fsrs({{}});
        const card = plan.next(recall(memory, question), new Date("{CARD["due"]}"), 3).card;
        remember(memory, question, card);
        return [...memory].map(([id, {{ reps }}]) => [id, reps]);"""
    )
    assert found == [["/nuevo/#a", 3]]


@pytest.mark.parametrize(
    ("memory", "begun", "chosen"),
    [
        ({}, 0, "/a/"),
        ({}, 20, None),
        ({"/a/": {"due": "2026-11-30T12:40:00.000Z"}}, 0, "/a/"),  # today, if later
        ({"/a/": {"due": "2026-12-02T00:00:01.000Z"}}, 0, "/b/"),
        ({"/a/": {"due": "2026-11-30T12:05:00.000Z", "state": 1}}, 0, "/b/"),
        (
            {"/a/": {"due": "2026-11-30T12:05:00.000Z", "state": 1}},
            20,
            "/a/",
        ),  # in a moment, and nothing else is
        ({"/a/": {"due": "2026-11-30T12:30:00.000Z", "state": 1}}, 20, None),
        ({"/a/": {"due": "2026-11-29T09:00:00.000Z"}, "/b/": {"due": "2026-11-28T09:00:00.000Z"}}, 0, "/b/"),
    ],
)
def test_the_next_question(memory: dict[str, dict[str, object]], begun: int, chosen: str | None) -> None:
    """What is due, the longest first; then what is new, twenty at once; then what will be due soon."""
    cards = {name: {**CARD, **card} for name, card in memory.items()}
    found = run(
        f"""const questions = ["/a/", "/b/"].map((id) => ({{ id, former: [] }}));
        const memory = readMemory({json.dumps(written(cards))});
        return nextQuestion(questions, memory, new Date("2026-11-30T12:00:00Z"), {begun}) ?? null;"""
    )
    assert (found and found["id"]) == chosen
