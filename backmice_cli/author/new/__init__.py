"""`backmice new`: a small questionnaire to start from."""
