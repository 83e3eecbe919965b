"""`circular-sign`: a sign is defined by itself, straight away or through other signs.

Nobody could say whether such a sign holds.

Bad:

    signs:
      infection: {any: [{sign: unwell}, {pus: yes}]}
      unwell: {sign: infection, fever: yes}

Good:

    signs:
      infection: {any: [{fever: yes}, {pus: yes}]}
      unwell: {sign: infection, fever: yes}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backmice_cli.questionnaire.checks.scope import ConditionReading, Scope, UsedSign
from backmice_cli.questionnaire.finding import Finding

_SHOWN = 10
"""Longer circles are cut in the message."""


def check(scope: Scope) -> Iterator[Finding]:
    _, circles = inside_out(scope.sign_conditions)
    for last, signs in circles:
        around = [*signs, signs[0]] if len(signs) <= _SHOWN else [*signs[:_SHOWN], "...", signs[0]]
        message = f"sign '{signs[0]}' is defined by itself: {' > '.join(around)}"
        yield Finding((*last.path, "sign"), "circular-sign", message, "Leave one of them out.", at_value=True)


def inside_out(signs: Mapping[str, ConditionReading]) -> tuple[list[str], list[tuple[UsedSign, list[str]]]]:
    """Order signs so that each stands after those it uses; also give each circle, with the use that closes it.

    Without recursion: a file can chain more signs than Python's stack has room for.
    """
    order: list[str] = []
    circles: list[tuple[UsedSign, list[str]]] = []
    done: set[str] = set()
    for start in signs:
        if start in done:
            continue
        trail = {start: iter(signs[start].signs)}
        while trail:
            sign, uses = next(reversed(trail.items()))
            used = next(uses, None)
            if used is None:
                del trail[sign]
                done.add(sign)
                order.append(sign)
            elif used.sign in trail:
                names = list(trail)
                circles.append((used, names[names.index(used.sign) :]))
            elif used.sign in signs and used.sign not in done:
                trail[used.sign] = iter(signs[used.sign].signs)
    return order, circles
