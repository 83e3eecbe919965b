"""The authors' wing: a room per command for the people who write a questionnaire.

The person's program imports nothing of it but `cli.py`, which registers its commands.
"""
