"""A project's folders and settings. Knows files and problems, nothing of notes or pages.

1. ``settings.py`` says what can be set, and where a project's folders lie.
2. ``reading.py`` reads ``content/site.toml`` and checks it.
"""

from escarcha.config.reading import read_settings, setting_line
from escarcha.config.settings import EDITORS, SETTINGS_NAME, Project, Settings

__all__ = ["EDITORS", "SETTINGS_NAME", "Project", "Settings", "read_settings", "setting_line"]
