"""Figures: code, callouts, images and outcomes on a page, drawn by templates that authors may replace.

1. ``variables.py`` has one typed object for each kind of figure: what its template receives; ``trace.py`` has
   that of what happened inside an Example.
2. ``sources.py`` reads the templates of ``figures/``, the project's own before the theme's.
3. ``templates.py`` draws with them, and has one digest for all, which is part of the key of every Fragment.
4. ``trial.py`` tries the project's own before anything is drawn; ``faults.py`` says what is wrong with one.
5. ``codeblock.py`` draws code.

It knows Jinja, Pygments and HTML; it knows no Markdown, no Flask and nothing of where a figure stands.
"""

from escarcha.figures.templates import Figures, theme_figures
from escarcha.figures.trial import open_figures

__all__ = ["Figures", "open_figures", "theme_figures"]
