"""How sure an event is: a weighted sum that only grows with evidence. A calibrated model takes its place later.

    0.30 + 0.35 × the rule's weight (0 to 1)
    + 0.08 an actor with a code   + 0.05 a target with a code
    + 0.10 a place as the scene   + 0.05 any other place
    + 0.05 a date to the day      + 0.05 a count
    + 0.05 told as a fact or under way

The sum is at most 0.98. Figures by judgement; they order events, they are no probabilities yet.
"""

from __future__ import annotations

from geomap.coding.triggers import Rule
from geomap.model import Event


def confidence_of(event: Event, rule: Rule) -> float:
    """The confidence in an event, 0 to 1, two decimals."""
    score = 0.30 + 0.35 * min(rule.weight, 1.0)
    score += 0.08 * any(one.code for one in event.actors)
    score += 0.05 * any(one.code for one in event.targets)
    if event.location is not None:
        score += 0.10 if event.location_role == "event" else 0.05
    score += 0.05 * (event.date is not None and event.date.precision == "day")
    score += 0.05 * bool(event.quantities)
    score += 0.05 * (event.status in ("happened", "ongoing"))
    return round(min(score, 0.98), 2)
