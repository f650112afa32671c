"""The settings of MkDocs, Zensical, Docusaurus, VitePress or Obsidian, written down as a ``site.toml``.

1. ``tools.py`` sees which tool a folder is of, and reads its settings: those of MkDocs and Zensical with
   ``config/foreign/``, the others by tables like its: ``docusaurus.py``, ``vitepress.py``, ``obsidian.py``.
2. ``script.py`` reads what scripts write down as literals; none is run.
3. ``writing.py`` writes what was taken as TOML.

Knows settings, and no note's text.
"""

from escarcha.importing.tools import Imported, import_settings
from escarcha.importing.writing import write_toml

__all__ = ["Imported", "import_settings", "write_toml"]
