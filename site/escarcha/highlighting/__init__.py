"""Code to coloured HTML; knows Pygments, and nothing of notes or Markdown.

``colours.py`` is the front door. ``lexing.py`` makes haste where Pygments would try rules in vain, with the
states of ``lexer_states.py`` and what ``first_characters.py`` reads out of regular expressions.
"""

from escarcha.highlighting.colours import PLAIN, highlight, knows, language_name, language_of_file, too_long

__all__ = ["PLAIN", "highlight", "knows", "language_name", "language_of_file", "too_long"]
