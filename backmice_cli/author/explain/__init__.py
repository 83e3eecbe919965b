"""`backmice explain`: why a part of a questionnaire is there, what raises it, what it leads to."""
