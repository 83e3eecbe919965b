"""`backmice test`: case files played, rules changed to see which cases notice, and people drawn at random."""
