"""From a text to the elements in it: emphasis, links, code, raw HTML, and what extensions bring.

``reader.py`` goes through the tree and has ``scanner.py`` read each text, after CommonMark;
``delimiters.py``, ``brackets.py``, ``destinations.py``, ``raw_html.py`` and ``autolinks.py`` know a part of
it each, and ``patterns.py`` applies the inline patterns of Python-Markdown's extensions. Blocks are not known
here.
"""
