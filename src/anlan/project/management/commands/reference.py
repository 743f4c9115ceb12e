"""``anlan manage reference``: write the reference pages."""

from typing import Any

from django.core.management.base import BaseCommand

from anlan.project.home import checkout_root
from anlan.project.reference import pages


class Command(BaseCommand):
    """Writes ``docs/reference`` from the code."""

    help = "Write docs/reference from the code."

    def handle(self, *_args: Any, **_options: Any) -> None:
        folder = checkout_root() / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {len(pages())} pages to docs/reference")
