"""A small questionnaire with one of everything that a case can see."""

from __future__ import annotations

from backmice_cli.questionnaire.model import Questionnaire
from tests.support.small import LEVELS, questionnaire

TEXT = (
    LEVELS
    + """
sections:
  first:
    title: First
    questions:
      numb: {ask: Numb?, choices: {yes: "Yes", no: "No"}}
      age: {ask: How old?, kind: number, min: 0, max: 120}
      lump:
        ask: A lump?
        choices:
          yes:
            label: "Yes"
            then:
              size: {ask: How big?, choices: {small: Small, large: Large}}
          no: "No"
      signs:
        ask: Which?
        kind: many
        choices: {fever: Fever, pus: Pus, red: Red, none: {label: None, exclusive: true}}
  second:
    title: Second
    questions:
      press: {ask: Press it. Sore?, when: {not: {signs: pus}}, choices: {yes: "Yes", no: "No"}}
  third:
    title: Third
    optional: true
    questions:
      notes: {ask: Notes?, kind: text, optional: true}
signs:
  infected: {any: [{signs: [pus, red]}]}
red_flags:
  rf_numb: {level: emergency, when: {numb: yes}, warn: Numb, because: It matters.}
  rf_sepsis: {level: emergency, when: {sign: infected, signs: fever}, warn: Ill, because: It matters.}
  rf_old: {level: soon, when: {age: {at_least: 40}, lump: yes}, warn: Old, because: It matters.}
baseline:
  - {level: soon, when: {size: large}, because: It is large.}
possibilities:
  fat:
    name: Fat
    what: Fat.
    fits: [{when: {size: small}, say: it is small}, {when: {press: yes}, say: it is sore, weight: 2}]
    against: [{when: {signs: red}, say: it is red}]
    needs: {lump: yes}
listing: {many: 3, some: 2, most: 4, never_at: [emergency]}
advice:
  no_press: {kind: avoid, text: Do not press it., when: {signs: pus}}
"""
)


def small_lump() -> Questionnaire:
    return questionnaire(TEXT)
