"""An app to ``build/``: whole, or not at all.

1. ``pipeline.py`` runs the freeze and yields its progress; it alone knows the order of the steps.
2. ``output.py`` takes the lock, makes the folder beside ``build/`` and swaps the two at the end
   (``swap.py``).
3. ``freezer.py`` has Frozen-Flask write every address there; the only file that imports it.
4. ``checks.py`` follows every link of the frozen pages.
5. ``updating.py`` writes into the notes what their examples answer, before a freeze that is asked to.
"""

from escarcha.freezing.pipeline import FreezeReport, Options, Progress, freeze
from escarcha.freezing.updating import update

__all__ = ["FreezeReport", "Options", "Progress", "freeze", "update"]
