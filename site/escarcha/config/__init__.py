"""A project's folders and settings. Knows files and problems, nothing of notes or pages.

1. ``project.py`` says where a project's folders lie, ``settings.py`` what can be set, ``nav_lines.py`` what a
   line of ``nav`` may be, and ``extension_options.py`` the options of an extension.
2. ``reading.py`` reads ``site.toml``, at the root or with the notes, and checks it.
   ``validity.py`` says what values there may be, ``checks.py`` what its table ``[checks]`` decides,
   ``exclusion.py`` what ``exclude`` leaves out;
   ``toml_words.py`` and ``yaml_words.py`` say in Spanish what is no TOML or YAML.
3. ``foreign/`` reads the settings of another tool, such as ``mkdocs.yml``: ``defaults.py`` has them in place
   of those that are missing, and tells what of them has no place here.
4. ``misplaced.py`` finds files of settings that nobody reads.
"""

from escarcha.config.checks import Verdicts
from escarcha.config.exclusion import exclusion
from escarcha.config.foreign import FOREIGN_NAMES, foreign_files
from escarcha.config.nav_lines import NavLine
from escarcha.config.project import ADDRESSES_NAME, DEFAULT_CONTENT, SETTINGS_NAME, Project
from escarcha.config.reading import read_settings, setting_place, unread_settings
from escarcha.config.settings import EDITORS, Settings

__all__ = [
    "ADDRESSES_NAME",
    "DEFAULT_CONTENT",
    "EDITORS",
    "FOREIGN_NAMES",
    "SETTINGS_NAME",
    "NavLine",
    "Project",
    "Settings",
    "Verdicts",
    "exclusion",
    "foreign_files",
    "read_settings",
    "setting_place",
    "unread_settings",
]
