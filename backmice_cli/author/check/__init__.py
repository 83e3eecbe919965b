"""`backmice check`: everything that can be known about one questionnaire without asking anyone."""
