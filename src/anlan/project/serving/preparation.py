"""What the server, the command ``prepare`` and the pages agree on."""

READY_WITH_DEMO = 10
"""Exit code of ``prepare`` when the database holds the demo campus; zero when it does not."""

OPEN, OPEN_DEMO = "open", "open demo"
"""The word that the waiting pages are told; with the second the page of ready roles is open."""
