"""Examples run when the site is built, so that what a note shows is what happens.

1. ``example.py`` says what an Example is: steps that share a folder and, the Python ones, their names.
2. ``messages.py`` reads the requests of an ``http`` block, and the response that is expected.
3. ``runner.py`` gives each Example a folder and a process of its own, a time and a size; ``processes.py`` has
   the processes ready, and ``child/`` is what they do, and may not do.
4. ``judge.py`` holds what has happened to what the note says.
5. ``masks.py`` takes out of what it says whatever would differ tomorrow or elsewhere.
6. ``store.py`` keeps Outcomes, on disk and in memory, and runs what is missing, several at once;
   ``packages.py`` knows what is installed.

It knows no Markdown and no HTML.
"""

from escarcha.examples.example import Example, Exchange, Failure, Outcome, Step, StepOutcome
from escarcha.examples.store import OutcomeStore

__all__ = ["Example", "Exchange", "Failure", "Outcome", "OutcomeStore", "Step", "StepOutcome"]
