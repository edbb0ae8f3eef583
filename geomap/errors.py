"""The tree of errors. Every message says what is wrong, where, and how to mend it.

Imports nothing of the project, so that every module can raise from here.
"""

from __future__ import annotations


class GeomapError(Exception):
    """Anything geomap reports to its user in one line; the command line exits with 1."""


class UsageError(GeomapError, ValueError):
    """The call itself is wrong (an unknown option value, say); the command line exits with 2."""


class InputError(GeomapError, ValueError):
    """An input cannot be read: missing, binary, empty, wrongly encoded, malformed."""


class TableError(GeomapError, ValueError):
    """A table, lexicon, ontology or layer file breaks its own rules."""


class GazetteerError(GeomapError, LookupError):
    """The compiled gazetteer or the compiled shapes are missing, damaged or of another version."""


class LanguageError(GeomapError, LookupError):
    """A language pipeline is not installed, lacks a part that is needed, or its weights are damaged."""


class FrameError(GeomapError, ValueError):
    """A frame lacks columns of the contract, or holds values that the contract forbids."""


class OutputError(GeomapError, OSError):
    """A result cannot be written."""
