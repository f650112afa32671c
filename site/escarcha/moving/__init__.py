"""Notes, media and folders that move: every link goes on leading where it led.

1. ``moves.py`` says which path becomes which, and refuses what cannot be.
2. ``sides.py`` has the Site as it was and as it will be: nothing has to be written to know both.
3. ``mending.py`` compares where each link of a note leads on the two sides, and rewrites what would lead
   elsewhere; ``writing.py`` writes them as their author would.
4. ``plan.py`` puts together what happens to each file (``edits.py``), and makes sure of all links.
5. ``carrying_out.py`` does it: all, or nothing.

Knows notes, Markdown through ``markup/``, and where links lead; nothing of pages.
"""

from escarcha.moving.carrying_out import carry_out
from escarcha.moving.moves import find_moves, moves_of_git
from escarcha.moving.plan import Plan, make_plan

__all__ = ["Plan", "carry_out", "find_moves", "make_plan", "moves_of_git"]
