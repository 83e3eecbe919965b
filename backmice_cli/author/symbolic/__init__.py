"""The interview and its outcome as boolean formulas, and what z3 finds about them."""
