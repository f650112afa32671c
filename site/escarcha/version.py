"""The version of Escarcha."""

__version__ = "0.1.0"
