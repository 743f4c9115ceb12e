"""Files are named by what they are about."""

import ast

from tests.house import sources

VAGUE = {"utils", "helpers", "common", "misc", "base", "extras", "manager", "handler", "signals"}


def test_no_module_has_a_vague_name():
    named = {sources.shown(p) for p in sources.modules() if p.stem in VAGUE or p.parent.name in VAGUE}
    assert named == set()


def test_every_package_says_what_it_is():
    silent = [
        sources.shown(p)
        for p in sources.modules()
        if p.name == "__init__.py" and not ast.get_docstring(sources.tree_of(p))
    ]
    assert silent == []


def test_no_import_hides_inside_a_function():
    allowed = {"src/anlan/project/apps.py", "src/anlan/project/cli.py"}
    hidden = [
        f"{sources.shown(path)}:{node.lineno}"
        for path in sources.modules()
        if sources.shown(path) not in allowed
        for function in ast.walk(sources.tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_model_overrides_save():
    overriding = [
        sources.shown(path)
        for path in sources.modules()
        if "models" in path.parts or path.stem == "models"
        for node in ast.walk(sources.tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    assert overriding == []
