"""The doctor's page as PDF."""
