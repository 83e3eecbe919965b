"""Formulas: the same truth for one person at a time, for thousands at once, and for z3."""

from __future__ import annotations

import random
from itertools import product

import pytest

from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Circuit, Literal
from backmice_cli.author.symbolic.simulation import PEOPLE, Simulation
from backmice_cli.author.symbolic.solver import Prover

VARIABLES = 4


def formulas(seed: int) -> tuple[Circuit, list[Literal]]:
    """Many formulas on a few variables; some of them are constant."""
    chance = random.Random(seed)
    circuit = Circuit()
    made = [circuit.variable() for _ in range(VARIABLES)]
    for _ in range(30):
        parts = [chance.choice((1, -1)) * chance.choice([TRUE, *made]) for _ in range(chance.choice((0, 1, 2, 3, 4)))]
        weights = [chance.choice((-2, -1, 1, 1, 2, 3)) for _ in parts]
        weighed = list(zip(parts, weights, strict=True))
        made.append(
            chance.choice(
                (
                    circuit.every(parts),
                    circuit.some(parts),
                    circuit.at_least(chance.choice((0, 1, 2, 3)), parts),
                    circuit.weighed(chance.choice((-2, 0, 1, 2, 4)), weighed),
                )
            )
        )
    return circuit, made


@pytest.mark.parametrize("seed", range(30))
def test_what_holds_for_some_setting_is_possible(seed: int) -> None:
    circuit, made = formulas(seed)
    prover = Prover(circuit, Simulation(circuit, ()))
    settings = [
        {number for number, so in zip(made[:VARIABLES], setting, strict=True) if so}
        for setting in product((False, True), repeat=VARIABLES)
    ]
    for literal in (*made, *(-literal for literal in made)):
        held = [setting for setting in settings if circuit.holds(literal, setting)]
        assert prover.is_possible(literal) == bool(held)
        person = prover.person(literal)
        assert (person is not None) == bool(held)
        assert person is None or circuit.holds(literal, person)


@pytest.mark.parametrize("seed", range(30))
def test_each_sampled_person_is_evaluated_as_alone(seed: int) -> None:
    circuit, made = formulas(seed)
    samples = Simulation(circuit, made[:1])
    for place in range(0, PEOPLE, 97):
        person = {number for number in made[:VARIABLES] if samples.mask(number) >> place & 1}
        for literal in made:
            assert (samples.mask(literal) >> place & 1) == circuit.holds(literal, person)


def test_weights_of_the_same_part_add_up() -> None:
    circuit = Circuit()
    one, two = circuit.variable(), circuit.variable()
    assert circuit.at_least(2, [one, one, two]) == circuit.weighed(2, [(one, 2), (two, 1)])
    assert circuit.weighed(1, [(one, 1), (-one, 1)]) == TRUE
    assert circuit.weighed(2, [(one, 1), (-one, 1)]) == FALSE


def test_what_chance_would_not_bring_about_holds_for_some_at_whom_it_was_aimed() -> None:
    circuit = Circuit()
    rare = circuit.every(circuit.variable() for _ in range(60))
    rarer = circuit.every([rare, -circuit.every([circuit.variable(), circuit.variable()])])
    assert not list(Simulation(circuit, ()).people(rarer))
    people = list(Simulation(circuit, (), [rarer, -rare]).people(rarer))
    assert people
    assert all(circuit.holds(rarer, person) for person in people)
