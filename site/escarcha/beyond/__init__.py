"""What lies beyond the site, and is never part of a freeze: what other hosts answer, which words are right.

1. ``material.py`` has what they look at: the notes of a project, with what they ask not to be told.
2. ``external.py`` gathers the links that leave the site and says what is wrong with them; ``asking.py`` asks
   their hosts, a few at a time, and ``answers.py`` keeps what they answer for some days.
3. ``spelling.py`` takes the prose of each page apart and looks its words up in ``dictionary.py``.
4. ``copying.py`` copies what notes show of other hosts, before a freeze whose settings ask for that.

Each needs a package that Escarcha itself does not (``extras.py``).
"""

from escarcha.beyond.external import check_external
from escarcha.beyond.material import Material, gather
from escarcha.beyond.spelling import check_spelling

__all__ = ["Material", "check_external", "check_spelling", "gather"]
