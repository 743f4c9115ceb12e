"""Compiled translations, made from the .po files without gettext on the machine."""

from pathlib import Path

from checkout import PYTHON, ROOT
from progress import call, step
from stamps import digest, set_stamp, stamp

COMPILE = """
import sys, polib
for name in sys.argv[1:]:
    try:
        polib.pofile(name, check_for_duplicates=True).save_as_mofile(name[:-2] + "mo")
    except (OSError, ValueError, UnicodeDecodeError) as error:
        sys.exit(f"{name}: {error}")
"""


def compile_translations() -> None:
    """Leave a .mo beside each .po."""
    sources = sorted((ROOT / "src").glob("**/locale/*/LC_MESSAGES/*.po"))
    wanted = digest(sources)
    if stamp("translations") == wanted and all(_compiled(file).is_file() for file in sources):
        return
    with step(f"Translations ({len(sources)} files)"):
        if sources:
            call([PYTHON, "-c", COMPILE, *sources])
    set_stamp("translations", wanted)


def _compiled(source: Path) -> Path:
    return source.with_suffix(".mo")
