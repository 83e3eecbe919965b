"""JSON Schemas: what a questionnaire file may hold, for editors, and what a result holds, for scripts."""
