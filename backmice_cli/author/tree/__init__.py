"""`backmice tree`: a questionnaire as a drawing."""
