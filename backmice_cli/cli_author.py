"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

import typer

author_app = typer.Typer()
