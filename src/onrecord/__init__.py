"""Onrecord keeps the record of a conflict as its reports tell it: who said what happened, where and when.

The package loads nothing heavy on import; rooms are imported where they are used.
"""

__version__ = "0.1.0"
