"""The profile `django` beside Django's own `check --deploy`, id by id and count by count.

Settings modules made by chance are judged by both, on each series of Django that can be installed
here. Exit 77: none can. Usage:
    django_checks.py TOOL DJAZ [--count N] [--seed N] [--seconds N] [--environments DIR] [--show]
TOOL is tests/tools/django_profile, which judges many projects in one process; some of them are also
put before DJAZ, the program itself, which must say the same.
"""
import argparse
import collections
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
import tomllib

import django_checks_cases as cases

HERE = pathlib.Path(__file__).resolve().parent
SERIES = {"4.2": (3, 8), "5.2": (3, 10), "6.0": (3, 12), "6.1": (3, 12)}
NEWEST = {"4.2": (3, 12), "5.2": (3, 14), "6.0": (3, 99), "6.1": (3, 99)}
LEAST = 20
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
    ready = folder / f"django-{series}" / ".ready"
    if ready.exists():
        return str(python), ""
    fit = [v for v in sorted(pythons) if SERIES[series] <= v <= NEWEST[series]]
    if not fit:
        return None, "no Python from %d.%d on" % SERIES[series]
    shutil.rmtree(python.parents[1], ignore_errors=True)
    for command in ([pythons[fit[-1]], "-m", "venv", str(python.parents[1])],
                    [str(python), "-m", "pip", "install", "--quiet", "--retries", "1",
                     "--disable-pip-version-check", f"Django=={series}.*"]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return None, "it cannot be installed: " + (done.stderr.strip().splitlines() or ["?"])[-1]
    ready.touch()
    return str(python), ""


def make(root, series, count, seed):
    chance = random.Random(f"{seed} {series}")
    made = []
    for number in range(count):
        name = f"c{number}"
        module = cases.Module(chance, series)
        files = module.files()
        files["manage.py"] = ("import os\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'conf.production')\n"
                              "from django.core.management import execute_from_command_line\n"
                              "execute_from_command_line()\n")
        pinned = chance.random() < 0.5
        if pinned:
            files["requirements.txt"] = f"Django=={series}.3\n"
        files["production.env"] = "".join(f"{k}={v}\n" for k, v in module.environment.items())
        for path, text in files.items():
            target = pathlib.Path(root, name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        made.append({"case": name, "environment": module.environment,
                     "version": "" if pinned else series})
    return made


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


def compare(series, made, theirs, ours, scope_out, root, show):
    wrong = raised = compared = unknown = 0
    seen = collections.Counter()
    reasons = collections.Counter()
    for case, django, djaz in zip(made, theirs, ours):
        if "raises" in django:
            raised += 1
            reasons[re.sub(r"[0-9'\"].*", "", django["raises"])] += 1
            continue
        compared += 1
        expected = collections.Counter(i for i in django["ids"] if i not in scope_out)
        seen.update(expected)
        found = collections.Counter(djaz["ids"])
        unknown += len(djaz["unknown"])
        if expected == found and not djaz["unknown"]:
            continue
        wrong += 1
        if wrong <= (400 if show else 12):
            print(f"Django {series} {root}/{case['case']}: Django alone {dict(expected - found)}, "
                  f"djaz alone {dict(found - expected)}, unknown {djaz['unknown']}")
    print(f"Django {series}: {compared} modules compared, {sum(seen.values())} messages of {len(seen)} "
          f"ids, {raised} modules Django does not start with, {unknown} unknown, {wrong} different")
    if show:
        print("   raised:", dict(reasons.most_common(12)))
        print("   seen:", dict(sorted(seen.items())))
    return wrong, seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("djaz")
    parser.add_argument("--count", type=int, default=400, help="modules for each series")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--environments", default=str(HERE.parents[1] / ".cache" / "django"))
    parser.add_argument("--series", nargs="*", default=list(SERIES))
    parser.add_argument("--keep", help="leave the modules in this directory")
    parser.add_argument("--show", action="store_true", help="tell every difference, and all counts")
    given = parser.parse_args()
    pythons = interpreters()
    failed = ran = 0
    total = collections.Counter()
    scope_out = not_evaluated()
    with tempfile.TemporaryDirectory() as temporary:
        for series in given.series:
            python, reason = environment(pathlib.Path(given.environments), series, pythons)
            if python is None:
                print(f"Django {series}: skipped, {reason}")
                continue
            start = time.monotonic()
            root = os.path.realpath(os.path.join(given.keep or temporary, series))
            shutil.rmtree(root, ignore_errors=True)
            made = make(root, series, given.count, given.seed)
            theirs = ask([python, str(HERE / "django_checks_runner.py"), root], made, 3600)
            ours = ask([given.tool, root], made, 3600)
            wrong, seen = compare(series, made, theirs, ours, scope_out, root, given.show)
            sample = [i for i in range(0, len(made), max(1, len(made) // 12))]
            for i in sample:
                if sorted(ask_djaz(given.djaz, root, made[i])) != sorted(ours[i]["ids"]):
                    print(f"Django {series} {made[i]['case']}: djaz says other than its tool")
                    wrong += 1
            total.update(seen)
            failed += wrong
            ran += 1
            needed = ALWAYS + [i for i, since in SINCE.items() if series >= since]
            for i in needed:
                if seen[i] < min(LEAST, LEAST * given.count // 400):
                    print(f"Django {series}: {i} was seen {seen[i]} times only")
                    failed += 1
            if given.show:
                print(f"   {time.monotonic() - start:.1f} s")
    print(f"{ran} series compared, {len(given.series) - ran} skipped, {failed} differences")
    if ran == 0:
        return 77
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
