"""What the server and the command ``prepare`` agree on."""

READY_WITH_DEMO = 10
"""Exit code of ``prepare`` when the database holds the demo campus; zero when it does not."""
