"""An app to ``build/``: whole, or not at all.

1. ``pipeline.py`` runs the freeze and yields its progress; it alone knows the order of the steps.
2. ``output.py`` takes the lock, makes the folder beside ``build/`` and swaps the two at the end
   (``exchange.py``).
3. ``freezer.py`` has Frozen-Flask write every address there; the only file that imports it.
4. ``checks.py`` follows every link of the frozen pages.
"""

from escarcha.freezing.pipeline import FreezeReport, Options, Step, freeze

__all__ = ["FreezeReport", "Options", "Step", "freeze"]
