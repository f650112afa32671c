"""From text to blocks: which lines make a paragraph, a list, a table, a callout.

``parser.py`` is markdown-it with the rules of ``text.py``, ``tables.py``, ``callouts.py`` and
``tab_groups.py``, which read as
cmark-gfm does; ``tree.py`` makes Python-Markdown's elements of its tokens. What is inside of a line is not
looked at.
"""
