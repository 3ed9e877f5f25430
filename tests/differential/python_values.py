"""The evaluator beside CPython: modules made from a grammar, run by both under several environments.

A value that the evaluator calls known must be CPython's; for an unknown one its type, its known
edges and its candidates must allow what CPython has. Usage:
    python_values.py PROGRAM [--count N] [--seed N] [--show] [--written] [--djaz DJAZ --printed N]
With --djaz, N modules are also compared with what that program's `show settings` prints.
"""
import argparse
import ast
import collections
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import python_values_cases as cases
import python_values_command as command
import python_values_idioms as idioms_of
import python_values_libraries as libraries
import written_projects as written

HERE = pathlib.Path(__file__).resolve().parent
RUNNER = r"""
import sys, os, json, io, types, contextlib, pathlib, random, signal, importlib, warnings
import ast, collections, copy, datetime, functools, itertools, re
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
compiled = {}
root, listing = sys.argv[1], sys.argv[2]
sys.argv = ["gunicorn"]
sys.path.insert(0, root)
keep = dict(os.environ)
out = open(root + "/expected.txt", "w")
try:
    import configurations, decouple, dj_database_url, dotenv, environ, split_settings.tools
    import pydantic_settings
    # What it imports at the first class, it would import again for each module.
    type("Settings", (pydantic_settings.BaseSettings,), {"__annotations__": {"name": str}, "name": ""})()
except ImportError:
    pass
first = set(sys.modules)
def simple(v, depth=0):
    if depth > 8: return ["other", "deep"]
    t = type(v)
    if v is None or t in (bool, int, str): return [t.__name__, v]
    if t is float: return ["float", repr(v)]
    if t is bytes: return ["bytes", v.decode("latin-1")]
    if t in (list, tuple): return [t.__name__, [simple(x, depth + 1) for x in v]]
    if t in (set, frozenset): return ["set", [simple(x, depth + 1) for x in v]]
    if t is dict: return ["dict", [[simple(k, depth + 1), simple(x, depth + 1)] for k, x in v.items()]]
    if isinstance(v, pathlib.PurePath): return ["path", str(v)]
    return ["other", t.__name__]
for line in open(listing):
    name, variables = json.loads(line)
    os.environ.clear()
    os.environ.update(variables)
    random.seed(name)
    for gone in set(sys.modules) - first: sys.modules.pop(gone)
    module = types.ModuleType(name)
    module.__file__ = root + "/" + name.replace(".", "/") + ".py"
    module.__package__ = name.rpartition(".")[0]
    raised = None
    try:
        if module.__package__: importlib.import_module(module.__package__)
        sys.modules[name] = module
        code = compiled.get(name)
        if code is None:
            code = compiled[name] = compile(open(module.__file__).read(), module.__file__, "exec")
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, module.__dict__)
    except BaseException as problem:
        raised = type(problem).__name__ + ": " + str(problem)
    values = {k: simple(v) for k, v in module.__dict__.items() if not k.startswith("__")}
    out.write(json.dumps([raised, values]) + "\n")
out.close()
os.environ.update(keep)
"""


def allows(ours, theirs, root):
    """Whether our statement holds for CPython's value; a text says why not."""
    kind, value = theirs
    if isinstance(ours, dict) and "unknown" in ours:
        wanted = ours["type"]
        names = {"null": "NoneType", "boolean": "bool", "integer": "int", "real": "float",
                 "string": "str", "mapping": "dict", "list": "list", "tuple": "tuple",
                 "set": "set", "bytes": "bytes"}
        if ours["detail"] == "translated text" and kind == "other":
            return ""
        if wanted in names and kind != names[wanted]:
            return f"type {wanted}, CPython has {kind}"
        if ours["not_empty"] and kind in ("str", "list", "tuple", "dict", "set", "bool", "int", "NoneType") and not value:
            return "said to be true, CPython has a false value"
        if kind == "str" and not (value.startswith(ours["prefix"]) and value.endswith(ours["suffix"])):
            return "prefix or suffix differs"
        if ours["candidates"]:
            reasons = [("absent" if c.get("absent") else allows(c["value"], theirs, root))
                       for c in ours["candidates"]]
            if all(reasons):
                return "no candidate allows it: " + "; ".join(reasons)
        return ""
    if isinstance(ours, dict):
        tag = next(iter(ours))
        content = ours[tag]
        if tag == "path":
            text = content if content.startswith("/") else (root + "/" + content).rstrip("/")
            return "" if kind in ("str", "path") and os.path.normpath(value) == text else f"path {text} != {value!r}"
        if tag == "callable":
            return "" if kind == "other" else f"callable, CPython has {kind}"
        if tag == "real":
            same = kind == "float" and (float(content) == float(value) or
                                        (math.isnan(float(content)) and math.isnan(float(value))))
            return "" if same else f"{content} != {value}"
        if tag == "bytes":
            return "" if kind == "bytes" and value == content else "bytes differ"
        if tag == "dict":
            if kind != "dict":
                return f"dict, CPython has {kind}"
            rest = {json.dumps(k): v for k, v in value}
            for key, item in content:
                as_key = ["str", key] if isinstance(key, str) else None
                if as_key is None:
                    as_key = next((k for k, _ in value if not allows(key, k, root)), None)
                    # Which of 1 and True came first may depend on the path; they are one key.
                    if as_key is None and isinstance(key, (bool, int)):
                        as_key = next((k for k, _ in value if k[0] in ("bool", "int") and k[1] == key), None)
                found = rest.pop(json.dumps(as_key), None)
                if found is None:
                    if isinstance(item, dict) and any(c.get("absent") for c in item.get("candidates", [])):
                        continue
                    return f"key {key!r} is not there"
                reason = allows(item, found, root)
                if reason:
                    return f"[{key!r}] {reason}"
            return "" if ours.get("open") or not rest else f"keys {list(rest)} are missing"
        if kind != tag:
            return f"{tag}, CPython has {kind}"
        if tag == "set" or ours.get("open"):
            left = list(value)
            # An item that could be anything takes what the others leave.
            for item in sorted(content, key=lambda i: sum(not allows(i, v, root) for v in value)):
                match = next((v for v in left if not allows(item, v, root)), None)
                if match is None:
                    return f"item {item!r} is not there"
                left.remove(match)
            return "" if ours.get("open") or not left else "items are missing"
        if len(content) != len(value):
            return f"{len(content)} items, CPython has {len(value)}"
        for at, (a, b) in enumerate(zip(content, value)):
            reason = allows(a, b, root)
            if reason:
                return f"[{at}] {reason}"
        return ""
    expected = {type(None): "NoneType", bool: "bool", int: "int", str: "str"}[type(ours)]
    return "" if kind == expected and value == ours else f"{ours!r}, CPython has {kind} {value!r}"


def written_runs(chance, name, root):
    """A project whose values were given first, in its own environment: known, known in part, and without some of it."""
    project = written.Project(chance, "6.1", name)
    files = project.files()
    for path, one in files.items():
        target = pathlib.Path(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(one)
    text = "".join(f"# {path}\n{one}" for path, one in files.items())
    runs = []
    for hidden, gone in ((0, 0), (chance.choice([0.3, 1.0]), 0), (0, 0.4)):
        variables = {k: v for k, v in project.environment.items() if chance.random() >= gone}
        unknown = [v for v in project.environment if chance.random() < hidden]
        runs.append((name + ".production", variables, unknown, text, project.idioms))
    return runs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--show", action="store_true", help="print the share of unknowns by idiom")
    parser.add_argument("--written", action="store_true", help="write given values in all the ways there are instead")
    parser.add_argument("--djaz", help="the program whose `show settings` is compared as well")
    parser.add_argument("--printed", type=int, default=100, help="for how many modules")
    given = parser.parse_args()
    python, reason = libraries.interpreter()
    if python is None:
        print("skipped: idioms of libraries, for " + reason)
        python = sys.executable
    else:
        idioms_of.BLOCKS.update(libraries.BLOCKS)
        idioms_of.IMPORTS.extend(libraries.HEAD)
        idioms_of.SHARED.extend(libraries.HEAD)
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = os.environ.get("KEEP_MODULES") or folder
        os.makedirs(folder, exist_ok=True)
        root = str(pathlib.Path(folder).resolve())
        runs = []
        for name, text in {**cases.helpers(), **libraries.PARTS}.items():
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for number in range(given.count):
            name = f"m{number}"
            if given.written:
                runs += written_runs(chance, name, root)
                continue
            kind = chance.random()
            if kind < 0.4:
                text, idioms = cases.module(chance)
                files = {name + ".py": text}
            elif kind < 0.75:
                text, idioms = idioms_of.module(chance)
                files = {name + ".py": text}
            else:
                files, module, idioms = idioms_of.project(chance, name)
                text = "".join(f"# {path}\n{one}" for path, one in files.items())
                name = module
            for path, one in files.items():
                pathlib.Path(root, path).parent.mkdir(exist_ok=True)
                pathlib.Path(root, path).write_text(one)
            for _ in range(3):
                variables = {v: chance.choice(cases.TEXTS + idioms_of.TEXTS) for v in cases.VARIABLES
                             if chance.random() < 0.6}
                # All known; some unknown; all unknown: the same facts, told in part.
                hidden = chance.choice([0.0, 0.4, 1.0])
                unknown = [v for v in cases.VARIABLES if chance.random() < hidden]
                runs.append((name, variables, unknown, text, idioms))
        listing = pathlib.Path(root, "listing.txt")
        listing.write_text("".join(json.dumps([n, v]) + "\n" for n, v, *_ in runs))
        # Hashes differ from run to run, and with them the order of sets.
        subprocess.run([python, "-c", RUNNER, root, str(listing)], check=True,
                       env={**os.environ, "PYTHONHASHSEED": "0"})
        lines = ""
        for name, variables, unknown, *_ in runs:
            parts = [name]
            for v in {**dict.fromkeys(cases.VARIABLES), **variables, **dict.fromkeys(unknown)}:
                if v in unknown:
                    parts += ["--unknown", v]
                elif v in variables:
                    parts.append(f"{v}={variables[v]}")
            lines += "\t".join(parts) + "\n"
        pathlib.Path(root, "input.txt").write_text(lines)
        ours = subprocess.run([given.program, root, "-"], input=lines, capture_output=True, text=True)
        if ours.returncode != 0:
            print("the program failed with", ours.returncode, ours.stderr[-2000:])
            return 1
        results = [json.loads(line) for line in ours.stdout.splitlines()]
        expected = [json.loads(line) for line in open(root + "/expected.txt")]
        wrong = 0
        compared = 0
        shares = collections.defaultdict(lambda: [0, 0])
        for (name, variables, unknown, text, idioms), mine, (raised, theirs) in zip(runs, results, expected):
            problems = []
            if raised is None and mine["raises"]:
                problems.append(("module", "said to raise, CPython does not"))
            if raised is None:
                for key, value in theirs.items():
                    if key not in mine["names"]:
                        if not mine["open"]:
                            problems.append((key, "not there"))
                        continue
                    reason = allows(mine["names"][key], value, root)
                    compared += 1
                    if reason:
                        problems.append((key, reason))
                for key, value in mine["names"].items():
                    if key in theirs:
                        continue
                    optional = isinstance(value, dict) and (
                        any(c.get("absent") for c in value.get("candidates", []))
                        or ("unknown" in value and not value["candidates"]))
                    if not optional:
                        problems.append((key, "CPython does not have it"))
                if not unknown:
                    for key, idiom in idioms.items():
                        value = mine["names"].get(key)
                        known = not (isinstance(value, dict) and "unknown" in value)
                        shares[idiom][0] += 1
                        shares[idiom][1] += 0 if known else 1
            if problems:
                wrong += 1
                if wrong <= 40:
                    for key, reason in problems:
                        print(f"{name} {key}: {reason}")
                if wrong <= 2:
                    print(f"--- {name} with {variables}, unknown {unknown}, CPython raised {raised}")
                    print(text)
        if given.show:
            print("idiom                    values  unknown")
            for idiom, (count, unknowns) in sorted(shares.items(), key=lambda s: -s[1][1] / s[1][0]):
                print(f"{idiom:24} {count:6} {100 * unknowns / count:6.1f} %")
        if given.djaz:
            sample = [at for at, run in enumerate(runs) if not run[2]][:given.printed]
            with tempfile.TemporaryDirectory() as projects:
                wrong += command.compare(given.djaz, root, [*cases.helpers(), *libraries.PARTS],
                                         [runs[at] for at in sample], [expected[at] for at in sample], projects)
        raises = sum(1 for raised, _ in expected if raised)
        print(f"{len(runs)} runs ({raises} raise in CPython), {compared} values compared, {wrong} wrong")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
