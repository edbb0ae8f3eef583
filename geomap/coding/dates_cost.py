"""What speaks against a date expression as that of a trigger: distance, clause boundaries, other triggers between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.coding.dates_calendar import DateExpression
from geomap.model import Span

_BOUNDARY = re.compile(
    r"[;:—–]|,(?!\d)|\b(?:while|who|which|whose|where|when|that|after|before|because|although|though|but|as|and|with|since"
    r"|until|if|unless|amid|following)\b",
    re.IGNORECASE,
)
_RELATIVE_NEXT = re.compile(r"(?: [\w’'-]+){0,3}?,? (?:which|who|that|where)\b")
_RELATIVE_OPEN = re.compile(r",? (?:which|who|whose|where)\b(?:[^,;:]|,(?=\d))*$", re.IGNORECASE)
_DATES_A_NOUN = re.compile(
    r"\b(?:dat(?:es|ed|ing) (?:from|back to|to)|(?:signed|born|founded|established|elected|built|introduced|adopted) in"
    r"|the coup of|the war of)(?: early| late| mid)? $",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"['’]s")
_MODIFIED = re.compile(r"\b(?:the|its|a|an|his|her|their) $", re.IGNORECASE)
_PARENTHESIS = re.compile(r",(?!\d)(?:[^,;:]|,(?=\d)){1,80},(?!\d)")
_STOP = re.compile(r"[;:—]\s|, (?:and|but|while) ")
_COMMA_NEXT = re.compile(r"(?: (?:morning|afternoon|evening|night))?,")
_OPENING = 25
_HEAD_REACH = 30
AT_ONCE = 8
_BOUNDARY_COST = 30
_OTHER_TRIGGER_COST = 60
ELSEWHERE_COST = 200


def cost_of(text: str, trigger: Span, found: DateExpression, *, start: int, end: int, rivals: Sequence[Span]) -> int:
    """How far an expression is from a trigger: characters, and a price for each clause boundary and rival between."""
    if found.start <= trigger.start < found.end:
        return 0
    first, last = sorted(((trigger.start, trigger.end), (found.start, found.end)))
    between = text[first[1] : last[0]]
    cost = len(between) // 2 + _price(text, trigger, found, start=start, end=end)
    if _opens_clause(text, found, start=start) and trigger.start > found.end:
        return 10 + 5 * len(_BOUNDARY.findall(between)) + cost - len(between) // 2
    nearer = any(
        first[1] <= span.start < last[0] and abs(span.start - found.start) < abs(trigger.start - found.start)
        for span in rivals
    )
    headed = _RELATIVE_NEXT.match(text, trigger.end)  # the trigger is a noun that a relative clause tells more of
    if headed and found.start > trigger.end:
        between = text[headed.end() : found.start] if headed.end() <= found.start else ""
    crossings = len(_BOUNDARY.findall(_PARENTHESIS.sub(" ", between)))
    return cost + _BOUNDARY_COST * crossings + _OTHER_TRIGGER_COST * nearer


def _opens_clause(text: str, found: DateExpression, *, start: int) -> bool:
    """Whether an expression opens its sentence or what follows a colon ("On Monday, …"): it holds for all of it."""
    colon = max((match.end() for match in _STOP.finditer(text, start, found.start)), default=start)
    return found.start - colon <= _OPENING and _COMMA_NEXT.match(text, found.end) is not None


def _price(text: str, trigger: Span, found: DateExpression, *, start: int, end: int) -> int:
    """What speaks against an expression whatever its distance: it dates a noun, or stands in another clause."""
    price = 0 if found.anchor is None else 10
    own = 0 <= found.start - trigger.end <= AT_ONCE  # "was signed in 1923": the participle is the trigger itself
    if not own and _DATES_A_NOUN.search(text[max(start, found.start - 30) : found.start]):
        price += ELSEWHERE_COST
    if _MODIFIER.match(text, found.end - 2) or _MODIFIED.search(text[max(start, found.start - 6) : found.start]):
        # "Monday's raid", "the March 3 raid": it dates that noun
        price += 0 if 0 <= trigger.start - found.end <= _HEAD_REACH else _OTHER_TRIGGER_COST
    clause = _relative_clause(text, found, start=start, end=end)
    heads = clause and 0 <= clause[0] - trigger.end <= _HEAD_REACH
    if clause and not heads and not clause[0] <= trigger.start < clause[1]:
        price += ELSEWHERE_COST
    if _RELATIVE_NEXT.match(text, trigger.end) and found.end <= trigger.start:
        price += _OTHER_TRIGGER_COST
    return price


def _relative_clause(text: str, found: DateExpression, *, start: int, end: int) -> tuple[int, int] | None:
    """Where the ", which … ," clause round an expression begins and ends, None where it stands in none."""
    opening = _RELATIVE_OPEN.search(text[start : found.start])
    if opening is None:
        return None
    comma = re.compile(r",(?!\d)").search(text, found.end, end)
    return start + opening.start(), comma.start() if comma else end
