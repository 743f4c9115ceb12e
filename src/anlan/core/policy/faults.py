"""What is wrong with a rule document: a code, the place as a JSON pointer (RFC 6901), and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anlan.core.kernel.errors import BadInput
from anlan.core.policy.wording import WARNINGS, WORDS

Step = str | int
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding of the loader or the linter. An error refuses the document, a warning does not."""

    code: str
    path: Path
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def is_warning(self) -> bool:
        """Whether the document may be used as it is."""
        return self.code in WARNINGS

    @property
    def pointer(self) -> str:
        """The place as a JSON pointer; the whole document is the empty text."""
        return pointer(self.path)

    def text(self, language: str = "en") -> str:
        """The finding as a sentence, ``zh`` or ``en``."""
        return WORDS[self.code][language].format(**dict(self.facts))

    def as_json(self) -> dict[str, str]:
        """The finding as the command line prints it."""
        shown = {"code": self.code, "path": self.pointer, "text": self.text(), "text_zh": self.text("zh")}
        return {name: printable(value) for name, value in shown.items()}


class Findings:
    """Collects faults in the order in which they are met, each once."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}

    def add(self, code: str, path: Path, /, **facts: object) -> None:
        """Note one fault."""
        self._faults[Fault(code, path, tuple((name, str(fact)) for name, fact in facts.items()))] = None

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._faults)


class UnusableDocument(BadInput):
    """A document that cannot be evaluated: its errors by place."""

    code = "policy.document"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(path=first.pointer, text=first.text(), more=len(self.faults) - 1)


def pointer(path: Path) -> str:
    """The path as a JSON pointer."""
    return printable("".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path))


def printable(text: str) -> str:
    """The text without what no terminal can be sent (halves of surrogate pairs)."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
