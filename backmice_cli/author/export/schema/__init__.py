"""JSON Schemas: what a questionnaire file may hold, for editors, and what a result holds, for scripts."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
