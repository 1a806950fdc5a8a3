"""Without Ray the engine is whole but for this part, which says how to get it; and nothing else ever asks for Ray."""

import ast
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2]
OURS = SOURCE / "engine" / "cluster"

SCRIPT = """
import sys
sys.modules["ray"] = None
import seawall.engine, seawall.cli
try:
    import seawall.engine.cluster
except ModuleNotFoundError as error:
    print(error.name, error)
"""


def test_it_says_how_to_get_ray() -> None:
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    assert said.startswith("ray ") and "pip install seawall[cluster]" in said


def imports_ray(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        if any(name.split(".")[0] == "ray" for name in names):
            return True
    return False


def test_ray_is_imported_here_and_nowhere_else() -> None:
    found = {path for path in SOURCE.rglob("*.py") if imports_ray(path)}
    assert found and all(OURS in path.parents for path in found), found
