"""Helpers of the build hook; part of the source archive, never of the wheel."""
