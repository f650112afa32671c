"""Examples run when the site is built, so that what a note shows is what happens.

1. ``example.py`` says what an Example is: steps that share a folder and, the Python ones, their names.
2. ``messages.py`` reads the requests of an ``http`` block, and the response that is expected.
3. ``runner.py`` gives each Example a folder, a child process and limits. ``processes.py`` starts children,
   and ``child/`` is the code that runs in them.
4. ``judge.py`` compares what has happened with what the note says.
5. ``masks.py`` replaces, in what an Example says, whatever would differ tomorrow or elsewhere, and
   ``traces.py`` in what was seen inside.
6. ``store.py`` keeps Outcomes, on disk and in memory, and runs what is missing, several at once;
   ``packages.py`` knows what is installed.
7. ``tryouts.py`` says what readers may change and run on the page; ``browser/`` is what runs there.
8. ``request_commands.py``, ``download.py`` and ``revisions.py`` make of Examples and Outcomes commands
   that send their requests, zips to take home, and what a note would have to expect.

It knows no Markdown and no HTML.
"""

from escarcha.examples.example import Example, Exchange, Failure, Outcome, Step, StepOutcome
from escarcha.examples.store import OutcomeStore

__all__ = ["Example", "Exchange", "Failure", "Outcome", "OutcomeStore", "Step", "StepOutcome"]
