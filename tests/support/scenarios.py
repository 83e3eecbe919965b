"""Whole interviews as data, for every front end: what is shown, in which order, and what the person does there.

A scenario is a list of acts. Each names what must be shown, a question's id or one of the places below, and what is
done there: an answer (choice ids, number or text), or one of the moves below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from backmice_cli.questionnaire.model import Questionnaire
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small import LEVELS, questionnaire

ALERT, OFFER, REVIEW, DROPPING = "(alert)", "(offer)", "(review)", "(dropping)"
"""Places that are no question; no id has brackets."""

STOP, GO_ON = "(stop)", "(go on)"
ACCEPT, DECLINE = "(accept)", "(decline)"
FINISH, BACK, SKIP, STAY = "(finish)", "(back)", "(skip)", "(stay)"
KEEP, DROP = "(keep)", "(drop)"


@dataclass(frozen=True)
class Change:
    """Choose an answer to change, in the review."""

    question: str


Do = str | tuple[str, ...] | Change
Act = tuple[str, Do]


@dataclass(frozen=True)
class Scenario:
    name: str
    questionnaire: Questionnaire
    acts: Sequence[Act]
    level: str
    """What it must come to."""
    red_flags: frozenset[str] = frozenset()
    """These at least."""
    dropped: frozenset[str] = frozenset()
    """Questions whose answers the person's changes drop."""

    @property
    def shown(self) -> list[str]:
        """Every question and place, as often as it is shown. Dropping is part of the question it interrupts."""
        return [place for place, _ in self.acts if place != DROPPING]

    @property
    def answers(self) -> dict[str, str | tuple[str, ...]]:
        """What is answered at last."""
        kept = [act for act, after in zip(self.acts, [*self.acts[1:], None], strict=True) if after != (DROPPING, KEEP)]
        return {
            place: do
            for place, do in kept
            if not isinstance(do, Change)
            and (isinstance(do, tuple) or not do.startswith("("))
            and place not in self.dropped
        }


@cache
def small() -> Questionnaire:
    """One question of every kind, a follow-up, an emergency, an end and an optional part."""
    return questionnaire(
        LEVELS
        + """
sections:
  danger:
    title: First
    questions:
      signs:
        ask: Which of these do you have?
        kind: many
        choices:
          numb: Numb between the legs
          fever: A fever
          none: {label: None of these, exclusive: true}
      age: {ask: "How old are you?", kind: number, unit: years, min: 0, max: 120}
  lump:
    title: The lump
    questions:
      lump:
        ask: Is there a lump?
        choices:
          yes:
            label: "Yes"
            then:
              size: {ask: "How big is it?", choices: {pea: Pea, plum: Plum, back: "As wide as my back"}}
              weeks: {ask: "For how many weeks?", kind: number, min: 0}
          no: "No"
      told: {ask: "What have you been told about it?", kind: text, optional: true}
  more:
    title: Details for your doctor
    optional: true
    questions:
      work: {ask: "What is your work?", kind: text}
      notes: {ask: "Anything else?", kind: text, optional: true}
red_flags:
  nerve: {level: emergency, when: {signs: numb}, warn: Numb, because: Nerves may be squeezed., say: I am numb.}
  child: {level: soon, when: {age: {below: 16}}, warn: A child, because: Children need a doctor., ends: true}
  large: {level: soon, when: {size: [plum, back]}, warn: A large lump, because: It should be scanned.}
"""
    )


QUIET: tuple[Act, ...] = (("signs", "none"), ("age", "40"), ("lump", "no"), ("told", SKIP))
LUMP: tuple[Act, ...] = (("signs", "none"), ("age", "40"), ("lump", "yes"), ("size", "plum"), ("weeks", "3"))
TO_THE_END: tuple[Act, ...] = ((OFFER, DECLINE), (REVIEW, FINISH))


def case(name: str, **changed: str | tuple[str, ...]) -> tuple[Act, ...]:
    """The answers of a case, in the order of asking; changed ones open follow-ups where they stand."""
    answers: Mapping[str, str | tuple[str, ...]] = {
        **read_case(next(CASES.glob(f"{name}_*.yaml"))).answers,
        **changed,
    }
    return tuple((entry.id, answers[entry.id]) for entry in shipped().outline if entry.id in answers)


def before(acts: tuple[Act, ...], question: str) -> tuple[Act, ...]:
    return acts[: [place for place, _ in acts].index(question)]


SCENARIOS = [
    Scenario("small: nothing", small(), (*QUIET, *TO_THE_END), "calm"),
    Scenario(
        "small: large lump, optional questions answered and skipped",
        small(),
        (
            *LUMP,
            ("told", "It is fat"),
            (OFFER, ACCEPT),
            ("work", "Baker"),
            ("notes", SKIP),
            (REVIEW, FINISH),
        ),
        "soon",
        frozenset({"large"}),
    ),
    Scenario("small: nerve emergency that stops", small(), (("signs", "numb"), (ALERT, STOP)), "emergency"),
    Scenario(
        "small: nerve emergency that goes on",
        small(),
        (("signs", ("numb", "fever")), (ALERT, GO_ON), *QUIET[1:], *TO_THE_END),
        "emergency",
        frozenset({"nerve"}),
    ),
    Scenario(
        "small: emergency taken back",
        small(),
        (("signs", "numb"), (ALERT, BACK), ("signs", "fever"), *QUIET[1:], *TO_THE_END),
        "calm",
    ),
    Scenario(
        "small: child ends", small(), (("signs", "none"), ("age", "9"), (REVIEW, FINISH)), "soon", frozenset({"child"})
    ),
    Scenario(
        "small: back, and a change that voids",
        small(),
        (
            *LUMP,
            ("told", BACK),
            ("weeks", BACK),
            ("size", BACK),
            ("lump", "no"),
            (DROPPING, DROP),
            ("told", SKIP),
            *TO_THE_END,
        ),
        "calm",
        dropped=frozenset({"size", "weeks"}),
    ),
    Scenario(
        "small: back, and a change that is not made after all",
        small(),
        (
            *LUMP,
            ("told", BACK),
            ("weeks", BACK),
            ("size", BACK),
            ("lump", "no"),
            (DROPPING, KEEP),
            ("told", "Fat"),
            *TO_THE_END,
        ),
        "soon",
    ),
    Scenario(
        "small: an answer seen again and kept",
        small(),
        (*QUIET[:3], ("told", BACK), ("lump", STAY), ("told", SKIP), *TO_THE_END),
        "calm",
    ),
    Scenario(
        "small: changed in the review into an emergency",
        small(),
        (
            *QUIET,
            (OFFER, DECLINE),
            (REVIEW, Change("age")),
            ("age", "41"),
            (REVIEW, Change("signs")),
            ("signs", "numb"),
            (ALERT, GO_ON),
            (REVIEW, FINISH),
        ),
        "emergency",
        frozenset({"nerve"}),
    ),
    Scenario("shipped: quiet lump", shipped(), (*case("e01"), *TO_THE_END), "routine"),
    Scenario("shipped: infected lump", shipped(), (*case("e05"), *TO_THE_END), "same_day", frozenset({"rf_red_hot"})),
    Scenario(
        "shipped: lump that grows fast",
        shipped(),
        (*case("e01", lump_growth="fast_growth"), *TO_THE_END),
        "within_days",
        frozenset({"rf_fast_growth"}),
    ),
    Scenario(
        "shipped: nerve emergency that stops",
        shipped(),
        (
            *before(case("e01"), "em_belly")[:-1],
            ("nerve_signs", ("bladder", "saddle")),
            ("nerve_since", "new_or_worse"),
            (ALERT, STOP),
        ),
        "emergency",
    ),
    Scenario(
        "shipped: no lump",
        shipped(),
        (*case("e20"), *TO_THE_END),
        read_case(next(CASES.glob("e20_*.yaml"))).expect.level or "",
    ),
    Scenario("shipped: child ends", shipped(), (*case("e19"), (REVIEW, FINISH)), "same_day", frozenset({"rf_child"})),
]
