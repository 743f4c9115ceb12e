"""A command that will not or cannot do what was asked, and says why."""

DONE, TROUBLE, BAD_INPUT = 0, 1, 2


class Refusal(Exception):
    """Plain words for standard error, and the exit code that goes with them."""

    def __init__(self, text: str, /, *, code: int = TROUBLE) -> None:
        super().__init__(text)
        self.code = code
