"""The command line: arguments in, exit code out; no logic.

Data goes to standard output or to files, talk to standard error. Exit codes: 0 done, 1 an input or the run failed,
2 the call was wrong, 130 interrupted. A traceback is shown with `--debug` only.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from geomap import __version__
from geomap.cli.apply import apply
from geomap.cli.check import gazetteer, layers
from geomap.cli.code import events
from geomap.cli.draw import map_
from geomap.cli.locate import places
from geomap.cli.scores import evaluate
from geomap.cli.talk import complain, quiet_stdout
from geomap.cli.tile import tiles

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
NEW_OBJECTS = 200_000
"""So many more objects are made than let go of before the collector looks at them; Python's default is 700."""


class Commands(click.Group):
    """A group that, called as a program, ends it with our exit codes and single lines."""

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **options: Any) -> Any:  # type: ignore[override]  # the same call, fewer of its forms
        """Run and exit; without `standalone_mode`, run and return what the command returns."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **options)
        _start_light()
        code = run(sys.argv[1:] if args is None else args)
        gc.freeze()  # the process ends: its memory need not be looked through once more
        sys.exit(code)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  geomap map article.txt --published 2025-03-20",
)
@click.version_option(__version__, prog_name="geomap", message="%(prog)s %(version)s")
def main() -> None:
    """News text in, maps of conflict and diplomacy events out.

    INPUT is a file (text, Markdown, HTML, PDF, Word, a feed, JSON Lines, CSV, Parquet, a zip of any), a folder,
    a pattern, an http or https address, an address that fsspec knows (s3://…), or "-" for standard input.
    """


for command in (map_, events, places, apply, evaluate, layers, gazetteer, tiles):
    main.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; its exit code."""
    debug = "--debug" in arguments
    try:
        result = main.main(list(arguments), prog_name="geomap", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted; nothing half-written was left behind")
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return MISUSED
    except click.ClickException as error:
        complain(_click_message(error))
        return error.exit_code
    except Exception as error:
        if debug:
            raise
        return _failed(error)
    finally:
        _let_go()
    return result if isinstance(result, int) else 0


def _let_go() -> None:
    """A program that runs command lines one after another keeps no pipeline (100 MB) between them."""
    language = sys.modules.get("geomap.language")
    if language is not None:
        language.release()


def _start_light() -> None:
    """Spare a short run what only a long one of another kind has use for.

    Modules and tables are some 300,000 objects that stay as long as the process: Python's collector of cycles would
    look them through again and again while they are made, a tenth of the time of mapping one article, and find nothing.
    numpy's library of matrices would start a thread a core, and geomap holds it to one.
    """
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _failed(error: Exception) -> int:
    from geomap.errors import GeomapError, UsageError

    if isinstance(error, UsageError):
        complain(str(error))
        return MISUSED
    if isinstance(error, GeomapError):
        complain(str(error))
        return FAILED
    if isinstance(error, OSError):
        quiet_stdout()
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        return FAILED
    if isinstance(error, MemoryError):
        complain("out of memory; give fewer articles at once")
        return FAILED
    complain(f"a fault in geomap itself: {type(error).__name__}: {error}; run again with --debug and report it")
    return FAILED


def _click_message(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    if isinstance(error, click.UsageError) and context is not None:
        return f"{error.format_message()} Try '{context.command_path} --help'."
    return error.format_message()
