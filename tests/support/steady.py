"""How tests draw their examples: the same in every run. Set BACKMICE_EXAMPLES to try more."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

STEADY = settings(
    max_examples=int(os.environ.get("BACKMICE_EXAMPLES", "100")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
