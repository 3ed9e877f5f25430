"""The profile `django` beside Django's own `check --deploy`, id by id and count by count.

Settings modules made by chance are judged by both, on each series of Django that can be installed
here. Exit 77: none can. Usage:
    django_checks.py TOOL DJAZ [--count N] [--seed N] [--seconds N] [--environments DIR]
                     [--series X.Y ...] [--each | --mutated | --written] [--keep DIR] [--show]
Each series is installed below --environments once. TOOL is tests/tools/django_profile, which judges
many projects in one process; some of them are also put before DJAZ, the program itself, which must
say the same.
"""
import argparse
import collections
import concurrent.futures
import glob
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import tomllib
except ImportError:
    print("skipped: Python 3.11 or newer is needed to read the data")
    sys.exit(77)

import django_checks_cases as cases
import django_checks_mutations as mutations
import written_projects as written

HERE = pathlib.Path(__file__).resolve().parent
SERIES = {"4.2": (3, 8), "5.2": (3, 10), "6.0": (3, 12), "6.1": (3, 12)}
NEWEST = {"4.2": (3, 12), "5.2": (3, 14), "6.0": (3, 99), "6.1": (3, 99)}
# Their checks read settings, too.
PACKAGES = ["django-cors-headers", "django-csp==4.*", "django-debug-toolbar", "djangorestframework", "whitenoise"]
# For each series, once on a machine: a slow index makes it skipped, not the tests endless.
INSTALL_SECONDS = 120
LEAST = 20
BATCH = 100
# Those of the tag security, and their like: each must have been seen often enough.
ALWAYS = ["security.W0%02d" % n for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 25)]
ALWAYS += ["security.E023", "security.E024", "4_0.E001", "caches.W002"]
SINCE = {"security.E026": "6.0", "security.W027": "6.1", "mail.E001": "6.1"}


def not_evaluated():
    with open(HERE.parents[1] / "rules/data/django_checks.toml", "rb") as file:
        return {entry["id"] for entry in tomllib.load(file)["not_evaluated"]}


def interpreters():
    """Every Python 3 here, by its version."""
    found = {}
    candidates = [sys.executable, *map(shutil.which, [f"python3.{n}" for n in range(8, 20)] + ["python3"])]
    candidates += glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3"))
    for path in dict.fromkeys(c for c in candidates if c):
        try:
            text = subprocess.run([path, "-c", "import sys; print(*sys.version_info[:2])"],
                                  capture_output=True, text=True, timeout=20).stdout.split()
        except (OSError, subprocess.TimeoutExpired):
            continue
        if len(text) == 2:
            found.setdefault(tuple(map(int, text)), path)
    return found


def environment(folder, series, pythons):
    """The python of an environment with this series, and a reason where there is none."""
    python = folder / f"django-{series}" / "bin" / "python"
    ready = folder / f"django-{series}" / ".ready-with-packages"
    if ready.exists():
        return str(python), ""
    fit = [v for v in sorted(pythons) if SERIES[series] <= v <= NEWEST[series]]
    if not fit:
        return None, "no Python from %d.%d on" % SERIES[series]
    shutil.rmtree(python.parents[1], ignore_errors=True)
    for command in ([pythons[fit[-1]], "-m", "venv", str(python.parents[1])],
                    [str(python), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "5",
                     "--disable-pip-version-check", f"Django=={series}.*", *PACKAGES]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            return None, f"it cannot be installed within {INSTALL_SECONDS} s"
        if done.returncode:
            return None, "it cannot be installed: " + (done.stderr.strip().splitlines() or ["?"])[-1]
    ready.touch()
    return str(python), ""


def write(root, name, module, series, pinned):
    files = module.files()
    files["manage.py"] = ("import os\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'conf.production')\n"
                          "from django.core.management import execute_from_command_line\n"
                          "execute_from_command_line()\n")
    if pinned:
        files["requirements.txt"] = f"Django=={series}.3\n"
    files["production.env"] = "".join(f"{k}={v}\n" for k, v in module.environment.items())
    for path, text in files.items():
        target = pathlib.Path(root, name, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return {"case": name, "environment": module.environment, "version": "" if pinned else series,
            "odd": getattr(module, "odd", False)}


def batches(root, series, given):
    """Projects, some at a time: by chance, or every setting with every value."""
    chance = random.Random(f"{given.seed} {series}")
    make = mutations.Mutated if given.mutated else written.Project if given.written else cases.Module
    modules = cases.each_value(series) if given.each else (make(chance, series) for _ in range(given.count))
    made = []
    for number, module in enumerate(modules):
        made.append(write(root, f"c{number}", module, series, chance.random() < 0.5))
        if len(made) == BATCH:
            yield made
            made = []
    if made:
        yield made


def ask(command, made, timeout):
    text = "".join(json.dumps(case) + "\n" for case in made)
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=timeout)
    if done.returncode:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def ask_djaz(djaz, root, case):
    """The program itself, as a user runs it."""
    folder = os.path.join(root, case["case"])
    command = [djaz, "check", folder, "--root", folder, "--profile", "django", "--output", "json",
               "--platform", "none", "--env-file", os.path.join(folder, "production.env"),
               "--no-progress"]
    if case["version"]:
        command += ["--django-version", case["version"]]
    done = subprocess.run(command, capture_output=True, text=True)
    ids = []
    for finding in json.loads(done.stdout)["results"]:
        if finding["outcome"] == "fail":
            ids += finding.get("equivalents", {}).get("django", [])
    return ids


class Series:
    """One series of Django beside djaz."""

    def __init__(self, series, python, given, root):
        self.series, self.python, self.given, self.root = series, python, given, root
        self.scope_out = not_evaluated()
        self.lines = []
        self.made = self.compared = self.raised = self.unknown = self.wrong = self.odd = 0
        self.seen = collections.Counter()
        self.reasons = collections.Counter()

    def say(self, *words):
        self.lines.append(" ".join(map(str, words)))

    def run(self):
        start = time.monotonic()
        os.makedirs(self.root, exist_ok=True)
        for made in batches(self.root, self.series, self.given):
            if self.given.seconds and time.monotonic() - start > self.given.seconds:
                self.say(f"Django {self.series}: {self.given.seconds} s are over, so that fewer than "
                         f"{self.given.count} modules were made")
                break
            self.made += len(made)
            theirs = ask([self.python, str(HERE / "django_checks_runner.py"), self.root], made, 3600)
            ours = ask([self.given.tool, self.root], made, 3600)
            for case, django, djaz in zip(made, theirs, ours):
                self.compare(case, django, djaz)
            # The program itself, on some.
            for i in range(0, len(made), BATCH // 2):
                if sorted(ask_djaz(self.given.djaz, self.root, made[i])) != sorted(ours[i]["ids"]):
                    self.say(f"Django {self.series} {made[i]['case']}: djaz says other than its tool")
                    self.wrong += 1
        self.sum_up(time.monotonic() - start)
        return self

    def compare(self, case, django, djaz):
        if "raises" in django:
            self.raised += 1
            self.reasons[re.sub(r"[0-9'\"].*", "", django["raises"])] += 1
            return
        self.compared += 1
        expected = collections.Counter(i for i in django["ids"] if i not in self.scope_out)
        self.seen.update(expected)
        found = collections.Counter(djaz["ids"])
        if case["odd"]:
            # It may not know a value that few follow, but then it says nothing of it.
            for unknown in set(djaz["unknown"]):
                self.odd += 1
                del expected[unknown], found[unknown]
            djaz["unknown"] = []
        self.unknown += len(djaz["unknown"])
        if expected == found and not djaz["unknown"]:
            return
        self.wrong += 1
        if self.wrong <= (400 if self.given.show else 12):
            self.say(f"Django {self.series} {self.root}/{case['case']}: Django alone {dict(expected - found)}, "
                     f"djaz alone {dict(found - expected)}, unknown {djaz['unknown']}")

    def sum_up(self, seconds):
        least = LEAST if self.made >= min(400, self.given.count) else LEAST * self.made // 400
        needed = ALWAYS + [i for i, since in SINCE.items() if self.series >= since]
        by_chance = not (self.given.each or self.given.mutated or self.given.written)
        for i in needed if by_chance else ():
            if self.seen[i] < least:
                self.say(f"Django {self.series}: {i} was seen {self.seen[i]} times only, not {least}")
                self.wrong += 1
        self.say(f"Django {self.series}: {self.compared} modules compared, {sum(self.seen.values())} messages "
                 f"of {len(self.seen)} ids, {self.raised} modules Django does not start with, "
                 f"{self.unknown} unknown, {self.odd} unknown of values that few follow, {self.wrong} different, {seconds:.0f} s")
        if self.given.show:
            self.say("   raised:", dict(self.reasons.most_common(12)))
            self.say("   seen:", dict(sorted(self.seen.items())))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("djaz")
    parser.add_argument("--count", type=int, default=400, help="modules for each series")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--seconds", type=int, default=0, help="make no more modules of a series after this long")
    parser.add_argument("--environments", default=str(HERE.parents[1] / ".cache" / "django"))
    parser.add_argument("--series", nargs="*", default=list(SERIES))
    parser.add_argument("--keep", help="leave the modules in this directory")
    parser.add_argument("--each", action="store_true", help="every setting with every value instead")
    parser.add_argument("--mutated", action="store_true", help="change what a project begins with instead")
    parser.add_argument("--written", action="store_true", help="write given values in all the ways there are instead")
    parser.add_argument("--show", action="store_true", help="tell every difference, and all counts")
    given = parser.parse_args()
    pythons = interpreters()
    runs, skipped = [], 0
    with tempfile.TemporaryDirectory() as temporary:
        for series in given.series:
            start = time.monotonic()
            python, reason = environment(pathlib.Path(given.environments), series, pythons)
            if time.monotonic() - start > 2:
                print(f"Django {series}: {time.monotonic() - start:.0f} s went into its environment")
            if python is None:
                print(f"Django {series}: skipped, {reason}")
                skipped += 1
                continue
            root = os.path.realpath(os.path.join(given.keep or temporary, series))
            shutil.rmtree(root, ignore_errors=True)
            runs.append(Series(series, python, given, root))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for run in pool.map(Series.run, runs):
                print("\n".join(run.lines), flush=True)
    failed = sum(run.wrong for run in runs)
    compared = sum(run.compared for run in runs)
    print(f"{len(runs)} series and {compared} modules compared, {skipped} series skipped, {failed} differences")
    if not runs:
        return 77
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
