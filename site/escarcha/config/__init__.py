"""A project's folders and settings. Knows files and problems, nothing of notes or pages.

1. ``settings.py`` says what can be set, and where a project's folders lie; ``nav_lines.py`` what a line of
   ``nav`` may be, and ``extension_options.py`` the options of an extension.
2. ``reading.py`` reads ``site.toml``, at the root or with the notes, and checks it.
   ``toml_words.py`` says in Spanish what is no TOML.
   ``checks.py`` says what its table ``[checks]`` decides.
3. ``misplaced.py`` finds files of settings that nobody reads.
"""

from escarcha.config.checks import Verdicts
from escarcha.config.misplaced import misplaced_settings
from escarcha.config.nav_lines import NavLine
from escarcha.config.reading import read_settings, setting_line
from escarcha.config.settings import DEFAULT_CONTENT, EDITORS, SETTINGS_NAME, Project, Settings

__all__ = [
    "DEFAULT_CONTENT",
    "EDITORS",
    "SETTINGS_NAME",
    "NavLine",
    "Project",
    "Settings",
    "Verdicts",
    "misplaced_settings",
    "read_settings",
    "setting_line",
]
