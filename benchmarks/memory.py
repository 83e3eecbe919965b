"""Prints what loading so many questions, up to the first one, adds to the peak memory, in MiB."""

from __future__ import annotations

import sys

from made import made
from terminal import peak_memory

from backmice_cli.interview.interview import begin, next_step
from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire

size = int(sys.argv[1])
text = made(size, size // 2).encode()
begin(sound_questionnaire(load_questionnaire(made(10, 5), "warm.yaml")))
before = peak_memory()
next_step(begin(sound_questionnaire(load_questionnaire(text, "made.yaml"))))
sys.stdout.write(f"{peak_memory() - before}\n")
