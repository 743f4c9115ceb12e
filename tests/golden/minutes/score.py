"""The figures of the minutes reader: `python -m tests.golden.minutes.score [open|heldout|all|article]`.

`--misses` lists what went wrong, for texts that may be read while the reader is written.
"""

import argparse
from collections.abc import Iterable, Iterator

from anlan.core.minutes import read_minutes
from tests.golden.minutes import compare, corpus


def chosen(share: str) -> list[corpus.GoldenText]:
    """The texts of a share of the corpus, or the article where it is present."""
    if share != "article":
        return list(corpus.texts(share))
    text = corpus.article()
    return [text] if text else []


def _differences(label: str, wanted: compare.Row, got: compare.Row, *, keys: Iterable[str]) -> Iterator[str]:
    """The keys that two rows tell differently."""
    for key in keys:
        if wanted[key] != got[key]:
            yield f"~ {label}{key}: {wanted[key]!r}, found {got[key]!r}"


def misses(text: corpus.GoldenText, found: compare.Reading) -> Iterator[str]:
    """What was missed (-), invented (+) or told differently (~) in one text."""
    yield from _differences("", text.expected, found, keys=("title", "held_on", "published_on", "announced"))
    for label, rows, pairs in (
        ("requirement", lambda r: r["requirements"], compare.matched_requirements(text.expected, found)),
        ("part", compare.parts_of, compare.matched_parts(text.expected, found)),
    ):
        matched = {id(row) for pair in pairs for row in pair}
        for sign, reading in (("-", text.expected), ("+", found)):
            for row in rows(reading):
                if id(row) not in matched:
                    yield f"{sign} {label} {row['no']}: {reading['body'][slice(*row['span'])]}"
        for wanted, got in pairs:
            keys = sorted(set(wanted) - {"no", "parts", "text"})
            yield from _differences(f"{label} {wanted['no']} ", wanted, got, keys=keys)


def main() -> None:
    """Reads the texts, prints the table and, if asked, the misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("share", nargs="?", default="all", choices=["open", "heldout", "all", "article"])
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    sheets = []
    for text in chosen(options.share):
        found = read_minutes(text.raw).as_json()
        sheets.append(compare.compared(text.expected, found))
        if options.misses and text.share != "heldout":
            print(text.name, *misses(text, found), sep="\n  ")
    print(f"{options.share}: {len(sheets)} texts")
    print(compare.table(compare.added(sheets)))


if __name__ == "__main__":
    main()
