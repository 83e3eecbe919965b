"""`backmice diff`: how the advice of two questionnaires differs."""
