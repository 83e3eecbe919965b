"""`backmice export`: a questionnaire, or what one must look like, for other systems."""
