"""Every interview of a questionnaire at once, as boolean formulas: with these the authors' commands prove things.

Knows of no command. The questions asked of it have one shape: is there a person whose interview ends like this? A yes
comes with that person's answers, a no is a proof.

1. People (`answers.py`). A question has finitely many replies that matter: its choices; one number of each stretch
   between the thresholds that conditions compare with, since no condition tells two numbers of one stretch apart; one
   text. Each reply gets a variable, and of replies that exclude each other the earliest that is set counts. So every
   setting of the variables is one person and every person is some setting: no side conditions are needed, and none
   can be forgotten.
2. Interviews (`interview.py`). In the order of the file, "is asked" and "is answered so" become formulas of these
   variables, by the rules of `interview/interview.py`. With one reply given for certain the same formulas describe
   those people (`with_reply`), and what that cannot change is not made again: this is how "not sure" is held against
   "no" for the same person.
3. Outcomes (`outcome.py`). "Nothing lowers a level" becomes: the level is at least this urgent if some rule of this
   urgency or more holds. Scores of possibilities are sums with a threshold.
4. Formulas (`formulas.py`). An and-inverter graph, as in circuit verification: each node made once, negation a minus
   sign, constants folded on the way; beside "and" only weighted thresholds, which z3 takes as pseudo-boolean sums.
   Equal formulas are equal numbers, so that much is proved by construction and never reaches a solver.
5. Simulation first (`simulation.py`). 4,096 people are played at once, a bit of a large integer for each. Most of what
   can happen happens to one of them; only what happens to none goes on (as in SAT sweeping).
6. z3 (`solver.py`). Each node is a name with its definition (Tseitin), what is asked is an assumption, and one solver
   serves all queries. Shortest answers are found by asking again with one more wish fixed each time.
7. Trust. Whoever is found is played through the real interview, and a disagreement is an error of this program
   (`WrongWitnessError`), never an answer. That nothing possible is called impossible, no run can show: there the tests
   play every interview of hundreds of small random questionnaires, and compare.
"""
