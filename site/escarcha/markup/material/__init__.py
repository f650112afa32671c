r"""The dialect of Material for MkDocs and Zensical, where it says other things than GitHub's.

It is read only where ``site.toml`` has ``dialect = "material"``; its boxes and tabs are read everywhere
(``blocks/callouts.py``).

1. ``html.py`` is a block rule: HTML whose content is Markdown.
2. ``captions.py`` is another: ``/// caption``; ``elements.py`` has ``/// html`` and ``/// define``, and
   ``formulas.py`` formulas between ``\[`` and ``\]``.
3. ``inline.py`` brings icons, keys, superscripts and changes into a text.
4. ``attributes.py`` gives elements the attributes that stand behind them in braces, if they are harmless.
5. ``building.py`` makes elements of all these blocks; ``anchors.py`` has the anchors that MkDocs makes.
6. ``snippets.py`` puts texts of other files in their place.
7. ``notes.py`` tells which blocks of code have a list of notes right below.

Wherever Python-Markdown or pymdownx have what fits in our reading, it is theirs.
"""
