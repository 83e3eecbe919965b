"""What the author wrote: the questionnaire as data, and every mistake in it. No terminal, no clock, no network."""
