"""Which form of a text a number takes, in the languages of the interface (Unicode CLDR's rules for whole numbers)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final


def said(forms: Mapping[str, str], number: int, *, lang: str, **more: str) -> str:
    """The text for a number, {n} and the other names filled in."""
    rule = _RULES.get(lang.split("-", maxsplit=1)[0], _english)
    text = forms.get(rule(number), forms["other"])
    for name, value in {"n": f"{number:,}" if lang == "en" else str(number), **more}.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _million(number: int) -> str:
    return "many" if number and number % 1_000_000 == 0 else "other"


def _french(number: int) -> str:
    return "one" if number in (0, 1) else _million(number)


def _spanish(number: int) -> str:
    return "one" if number == 1 else _million(number)


def _ukrainian(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


def _arabic(number: int) -> str:
    if number <= 2:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


_RULES: Final[Mapping[str, Callable[[int], str]]] = {
    "ar": _arabic, "en": _english, "es": _spanish, "fr": _french, "uk": _ukrainian,
}  # fmt: skip
