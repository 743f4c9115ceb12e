"""The annotated texts of the minutes reader, loaded from this folder."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ARTICLE = HERE.parents[3] / "shared" / "mission" / "article.txt"
PARTS_OF_CORPUS = ("open", "heldout")

Reading = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldenText:
    """One text as it lies on disk, decoded, with the reading two annotators agreed on."""

    name: str
    share: str
    raw: str
    expected: Reading


def decoded(path: Path) -> str:
    """The text of a file: UTF-8 without its byte order mark, line ends untouched."""
    return path.read_bytes().decode("utf-8-sig")


def body_of(raw: str) -> str:
    """The body that spans count in."""
    return re.sub(r"\r\n?", "\n", raw)


def texts(share: str) -> Iterator[GoldenText]:
    """The texts of `open`, `heldout` or `all`, by name."""
    for folder in PARTS_OF_CORPUS if share == "all" else (share,):
        for path in sorted((HERE / folder).glob("*.txt")):
            expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
            yield GoldenText(path.stem, folder, decoded(path), expected)


def article() -> GoldenText | None:
    """The real article with its expectation built from offsets, or None where the article is absent."""
    if not ARTICLE.exists():
        return None
    raw = decoded(ARTICLE)
    numbers = json.loads((HERE / "article.expect.json").read_text("utf-8"))
    return GoldenText("article", "article", raw, _filled(numbers, body_of(raw)))


def _filled(numbers: Reading, body: str) -> Reading:
    """The article's offsets turned into the reading they stand for."""

    def cut(span: list[int] | None) -> str | None:
        return None if span is None else body[span[0] : span[1]]

    requirements = [
        {
            "no": str(row["no"]),
            "speaker": cut(row["speaker_span"]),
            "speaker_role": cut(row["speaker_role_span"]),
            "marker": cut(row["marker_span"]),
            "heading": cut(row["heading_span"]),
            "span": row["span"],
            "relayed": False,
            "parts": [
                {
                    **part,
                    "no": f"{row['no']}-{index}",
                    "text": cut(part["span"]),
                    "owners": [cut(span) for span in part["owners"]],
                    "condition": cut(part["condition"]),
                    "relayed": False,
                }
                for index, part in enumerate(row["parts"], start=1)
            ],
        }
        for row in numbers["requirements"]
    ]
    announced = [
        {"speaker": cut(row["speaker_span"]), "count": row["count"], "found": row["found"]}
        for row in numbers["announced"]
    ]
    return {**numbers, "body": body, "requirements": requirements, "announced": announced}
