#!/usr/bin/env python3
"""Install the hooks with the real pre-commit, from a clone of this work tree, and commit with them.

    precommit_test.py PATH/TO/djaz [unittest arguments]

`djaz` builds the wheel, which takes a while where ccache does not know the objects of the release
build; `djaz-system` runs the given program. Exit 77 when pre-commit or git is not installed or the
packages that a wheel build needs cannot be had.
"""
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = ""

MANAGE = """import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
"""
GOOD = """import os

DEBUG = os.environ.get("DJANGO_DEBUG", "").lower() in {"1", "true"}
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["shop.example.org"]
"""
BAD = GOOD.replace('os.environ.get("DJANGO_DEBUG", "").lower() in {"1", "true"}', "True")


def run(*command, cwd, env=None, check=True):
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=1800)
    if check and done.returncode != 0:
        raise AssertionError(f"{command} failed:\n{done.stdout}{done.stderr}")
    return done


def git(*arguments, cwd, env, check=True):
    return run("git", *arguments, cwd=cwd, env=env, check=check)


def environment(folder):
    """No configuration of whoever runs the test, and a ccache that counts paths from the top."""
    env = {name: value for name, value in os.environ.items()
           if not name.startswith(("GIT_", "CCACHE_BASEDIR", "PRE_COMMIT"))}
    env.setdefault("CCACHE_DIR", os.path.expanduser("~/.cache/ccache"))
    env.update(HOME=folder, PRE_COMMIT_HOME=os.path.join(folder, "cache"), LC_ALL="C.UTF-8",
               GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1", PRE_COMMIT_COLOR="never",
               GIT_AUTHOR_NAME="Test", GIT_AUTHOR_EMAIL="test@example.org",
               GIT_COMMITTER_NAME="Test", GIT_COMMITTER_EMAIL="test@example.org")
    return env


def publish(folder, env):
    """The work tree as a repository that pre-commit can clone; what is not committed counts too."""
    names = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT,
                           capture_output=True, check=True).stdout.decode().split("\0")
    hooks = os.path.join(folder, "djaz")
    os.makedirs(hooks)
    for name in filter(None, names):
        source = os.path.join(ROOT, name)
        if not os.path.isfile(source):
            continue
        target = os.path.join(hooks, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(source, "rb") as read, open(target, "wb") as write:
            write.write(read.read())
        os.chmod(target, os.stat(source).st_mode & 0o777)
    git("init", "-q", cwd=hooks, env=env)
    git("add", "-A", "-f", cwd=hooks, env=env)
    git("commit", "-q", "-m", "all", cwd=hooks, env=env)
    git("tag", "v0", cwd=hooks, env=env)
    return hooks


class Hooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.env = environment(cls.folder.name)
        cls.hooks = publish(cls.folder.name, cls.env)

    def project(self, hook):
        """A project whose good state is committed with the hook installed."""
        self.here = os.path.join(self.folder.name, hook + "-project")
        self.write("manage.py", MANAGE)
        self.write("shop/__init__.py", "")
        self.write("shop/wsgi.py", MANAGE)
        self.write("shop/settings.py", GOOD)
        self.write("djaz.toml", 'select = ["debug-on", "secret-key-literal"]\n')
        self.write(".pre-commit-config.yaml",
                   f"repos:\n  - repo: {self.hooks}\n    rev: v0\n    hooks:\n      - id: {hook}\n")
        git("init", "-q", cwd=self.here, env=self.env)
        run(sys.executable, "-m", "pre_commit", "install", cwd=self.here, env=self.env)

    def write(self, path, text):
        full = os.path.join(self.here, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def commit(self):
        git("add", "-A", cwd=self.here, env=self.env)
        return git("commit", "-m", "a change", cwd=self.here, env=self.env, check=False)

    def head(self):
        return git("rev-parse", "HEAD", cwd=self.here, env=self.env).stdout

    def goes_through_a_day(self):
        done = self.commit()
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 0, said)
        self.assertRegex(said, r"djaz\.+Passed")
        before = self.head()

        self.write("shop/settings.py", BAD)
        done = self.commit()
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 1, said)
        self.assertEqual(self.head(), before)
        self.assertRegex(said, r"djaz\.+Failed")
        self.assertIn("error[debug-on] DZ1001 [*]: DEBUG is True in production", said)
        self.assertIn(" --> shop/settings.py:3:9\n", said)
        self.assertIn("3 | DEBUG = True\n", said)
        self.assertIn("`djaz rule debug-on` explains", said)
        self.assertNotIn("\x1b", said)

        self.write("shop/settings.py", GOOD)
        self.write("README.md", "nothing for djaz\n")
        done = self.commit()
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 0, said)
        self.assertIn("no files to check", said)
        self.assertNotEqual(self.head(), before)

    def test_the_hook_that_builds_djaz(self):
        self.project("djaz")
        done = run(sys.executable, "-m", "pre_commit", "install-hooks", cwd=self.here, env=self.env,
                   check=False)
        said = done.stdout + done.stderr
        if done.returncode != 0 and "No matching distribution" in said:
            self.skipTest("the packages that build a wheel cannot be had")
        self.assertEqual(done.returncode, 0, said)
        self.goes_through_a_day()

        # What it installed is the program itself.
        found = [os.path.join(place, "djaz") for place, _, files in os.walk(self.env["PRE_COMMIT_HOME"])
                 if os.path.basename(place) == "bin" and "djaz" in files]
        self.assertEqual(len(found), 1)
        with open(found[0], "rb") as file:
            self.assertEqual(file.read(4), b"\x7fELF")
        version = run(found[0], "--version", cwd=self.here, env=self.env).stdout
        self.assertEqual(version, run(PROGRAM, "--version", cwd=self.here, env=self.env).stdout)

    def test_the_hook_for_an_installed_djaz(self):
        self.project("djaz-system")
        self.env = dict(self.env, PATH=os.path.dirname(PROGRAM) + os.pathsep + self.env["PATH"])
        self.goes_through_a_day()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None:
        print("skipped: pre-commit (scripts/bootstrap test brings it) or git is not installed")
        sys.exit(77)
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    outcome = unittest.main(exit=False).result
    sys.exit(1 if not outcome.wasSuccessful() else 77 if outcome.skipped else 0)
