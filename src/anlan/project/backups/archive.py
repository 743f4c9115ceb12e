"""One tar file: the dump, the files, and last the manifest, so that a cut-off file has none."""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from anlan.project.commands.refusal import BAD_INPUT, Refusal

SCHEMA = "anlan.backup/1"
DUMP = "database.dump"
FILES = "files"
MANIFEST = "manifest.json"
PIECE = 1024 * 1024
NOT_STATE = frozenset(
    {"pg", "pg.turn", "pg.users", "run", "static", "test", "setup.log", "setup.turn", "template.turn"}
    | {"errors.log", "demo.begun", "tls.key", "restore.json", "restore.turn"}
)
"""What a state folder holds that is the machine's, or is made again."""


def state_files(home: Path) -> list[Path]:
    """Every file that belongs to the state: without the embedded database and what is still coming in."""
    tops = [top for top in home.glob("*") if is_state(top.name)]
    found = [file for top in tops for file in ([top] if top.is_file() else top.rglob("*"))]
    whole = (file for file in found if not any(part.startswith(".") for part in file.relative_to(home).parts))
    return sorted(file for file in whole if file.is_file() and not file.is_symlink())


def is_state(name: str) -> bool:
    """Whether a name at the top of a state folder is part of the state."""
    return name not in NOT_STATE and not name.startswith(("serve-", "restore-", "."))


def write(target: Path, *, dump: Path, home: Path, about: Mapping[str, Any]) -> int:
    """Write the archive beside ``target`` and show it when it is whole; return how many files it holds."""
    building = target.with_name(f".{target.name}.part")
    entries: dict[str, dict[str, Any]] = {}
    descriptor = os.open(building, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            entries[DUMP] = _add(tar, dump, name=DUMP)
            for part in state_files(home):
                name = f"{FILES}/{part.relative_to(home).as_posix()}"
                entries[name] = _add(tar, part, name=name)
            _add_manifest(tar, {"schema": SCHEMA, **about, "entries": entries})
            file.flush()
            os.fsync(descriptor)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)
    return len(entries) - 1


def unpack(source: Path, *, into: Path) -> dict[str, Any]:
    """Take the archive apart, check every digest against the manifest, return the manifest."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    with _opened(source) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or manifest is not None:
                raise _unusable(source, "it holds something that does not belong there")
            if member.name == MANIFEST:
                manifest = _manifest(source, content)
            else:
                found[member.name] = _take(content, to=into / _safe(source, member.name))
    if manifest is None:
        raise _unusable(source, "it was cut off: the manifest at its end is missing")
    if manifest.get("schema") != SCHEMA:
        raise _unusable(source, f"its format is {manifest.get('schema')}, not {SCHEMA}")
    for name in sorted(found.keys() | manifest["entries"].keys()):
        if found.get(name) != manifest["entries"].get(name):
            raise _unusable(source, f"{name} is not what the manifest says")
    return manifest


def _add(tar: tarfile.TarFile, file: Path, *, name: str) -> dict[str, Any]:
    """Add a file as it is now; return its digest and size."""
    member = tar.gettarinfo(str(file), arcname=name)
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    with file.open("rb") as content:
        reading = _Digesting(content)
        tar.addfile(member, reading)
        return reading.told()


def _add_manifest(tar: tarfile.TarFile, manifest: Mapping[str, Any]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(text)
    member.mode = 0o600
    tar.addfile(member, BytesIO(text))


class _Digesting:
    """A file that is digested while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._digest = hashlib.sha256()
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._content.read(size)
        self._digest.update(piece)
        self._size += len(piece)
        return piece

    def told(self) -> dict[str, Any]:
        """Digest and size of what was read so far."""
        return {"sha256": self._digest.hexdigest(), "bytes": self._size}


def _take(content: IO[bytes], *, to: Path) -> dict[str, Any]:
    """Write one entry out; return its digest and size."""
    to.parent.mkdir(parents=True, exist_ok=True)
    reading = _Digesting(content)
    with os.fdopen(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        while piece := reading.read(PIECE):
            file.write(piece)
    return reading.told()


def _safe(source: Path, name: str) -> Path:
    """The name of an entry, if it stays inside the folder it is unpacked into and is ours."""
    parts = PurePosixPath(name).parts
    wanted = name == DUMP or (len(parts) > 1 and parts[0] == FILES and is_state(parts[1]))
    if not wanted or ".." in parts or name.startswith("/"):
        raise _unusable(source, "it holds something that does not belong there")
    return Path(*parts)


def _manifest(source: Path, content: IO[bytes]) -> dict[str, Any]:
    try:
        told = json.loads(content.read())
    except ValueError as error:
        raise _unusable(source, "its manifest cannot be read") from error
    if not isinstance(told, dict) or not isinstance(told.get("entries"), dict):
        raise _unusable(source, "its manifest cannot be read")
    return told


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, mode="r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as error:
        raise _unusable(source, "it is damaged or no backup at all") from error
    except FileNotFoundError as error:
        raise Refusal(f"{source}: there is no such file.", code=BAD_INPUT) from error


def _unusable(source: Path, why: str) -> Refusal:
    return Refusal(f"{source} cannot be used: {why}. Nothing was changed.", code=BAD_INPUT)
