"""Images of a site that are made and not written: the card of a page, and the icons of its own.

1. ``card.py`` says what a card shows, and names it by that.
2. ``drawing.py`` draws it, with the letters that ``letters.py`` has from our own font; ``png.py`` writes it.
3. ``icons.py`` makes the site's icon in the sizes that browsers and systems ask for, and the mark of cards.
4. ``store.py`` keeps cards, so that none is drawn twice.

Knows colours and texts; no page, no site, no web. The font is Noto Serif, with the letters of
Europe's languages: ``OFL.txt`` is its licence.
"""

from escarcha.images.card import HEIGHT, WIDTH, SocialCard, drawn_with
from escarcha.images.icons import TOUCH_SIZE, Icon, first_icon, make_icon, make_tab_icon
from escarcha.images.store import CardStore

__all__ = [
    "HEIGHT",
    "TOUCH_SIZE",
    "WIDTH",
    "CardStore",
    "Icon",
    "SocialCard",
    "drawn_with",
    "first_icon",
    "make_icon",
    "make_tab_icon",
]
