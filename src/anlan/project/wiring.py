"""The whole map of side effects: which event causes what, and which room adds what to shared places."""


def connect() -> None:
    """Tell the lower floors what the higher ones add; called once at start-up."""
