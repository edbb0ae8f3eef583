"""Packages that only some formats need: imported when used, named with the line that installs them."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator


def need(module: str, *, name: str, what: str, install: str = "'geomap[read]'") -> Any:
    """The module. Raises InputError with the install line where it is missing; `name` is the input, `what` its kind.

    A module that is there and does not import, because a package that it needs in turn is missing, is told apart.
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in (None, module, package):
            raise InputError(f"{name}: the package {package} lacks {error.name}: pip install {error.name}") from None
        raise InputError(f"{name}: {what} needs the package {package}: pip install {install}") from None
    except ImportError as error:
        line = str(error).splitlines()[0]
        raise InputError(f"{name}: {package} does not load ({line}): pip install --upgrade {install}") from None


@contextmanager
def silenced(logger: str) -> Iterator[None]:
    """Keep a library from writing to standard error: what matters of it, we say in a line of ours."""
    log = logging.getLogger(logger)
    before, log.disabled = log.disabled, True
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.disabled = before
        log.setLevel(level)
