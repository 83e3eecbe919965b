"""What is kept on this machine: unfinished interviews, and finished ones where the person said yes."""
