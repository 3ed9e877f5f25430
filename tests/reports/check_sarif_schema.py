#!/usr/bin/env python3
"""Hold our SARIF to its official schema, and to the rules GitHub's validator knows.

    check_sarif_schema.py [FILE…]      default: the goldens under fixtures/reports

Both come with the validator (npm: @microsoft/sarif-multitool). It is taken from node_modules where
it is installed; else it needs a registry and is fetched only when DJAZ_ONLINE is set; without it
this says "skipped" and exits with 77. The validator does not apply the schema itself: `jsonschema`
does, where it is installed.
"""
import copy
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PACKAGE = "@microsoft/sarif-multitool@5.7.0"
SKIPPED = 77


def find_validator():
    """The program and the schema beside it, or None."""
    for folder in (os.environ.get("DJAZ_NODE_MODULES"), os.path.join(ROOT, "node_modules")):
        program = os.path.join(folder or "", ".bin", "sarif-multitool")
        if folder and os.path.exists(program):
            return program
    if not os.environ.get("DJAZ_ONLINE") or not shutil.which("npx"):
        print("skipped: needs", PACKAGE, "in node_modules, or DJAZ_ONLINE=1 and npx")
        return None
    done = subprocess.run(["npx", "--yes", "--package=" + PACKAGE, "-c",
                           "command -v sarif-multitool"],
                          capture_output=True, text=True, timeout=300)
    program = done.stdout.strip()
    if done.returncode != 0 or not os.path.exists(program):
        print("skipped: the validator does not run here:", done.stderr[-2000:])
        return None
    return program


def schema_check(program):
    """A function from a log to what the schema says against it."""
    try:
        import jsonschema
    except ImportError:
        print("jsonschema is not installed: the schema itself is not applied")
        return None
    found = glob.glob(os.path.join(os.path.dirname(program), "..", "@microsoft", "*",
                                   "sarif-2.1.0.json"))
    if not found:
        sys.exit("the validator comes without the schema")
    with open(found[0], encoding="utf-8-sig") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema)
    return lambda log: [f"{error.json_path}: {error.message}"
                        for error in validator.iter_errors(log)]


def validate(program, log, kind):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.sarif")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(log, file)
        out = os.path.join(folder, "validation.sarif")
        command = [program, "validate", path, "--rule-kind", kind, "--output", out,
                   "--log", "ForceOverwrite"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        if not os.path.exists(out):
            sys.exit("the validator failed: " + (done.stdout + done.stderr)[-2000:])
        with open(out, encoding="utf-8-sig") as file:
            validation = json.load(file)
    found = []
    for run in validation["runs"]:
        for result in run.get("results", []):
            if result.get("level", "warning") == "error":
                text = result["message"].get("text") or result["message"].get("arguments")
                found.append(f"{result['ruleId']}: {text}")
    return found


def prove(program, by_schema):
    """A check that cannot fail proves nothing: each must refuse a log with one fault."""
    with open(os.path.join(ROOT, "fixtures", "reports", "full.sarif"), encoding="utf-8") as file:
        good = json.load(file)
    broken = copy.deepcopy(good)
    broken["runs"][0]["results"][0]["ruleIndex"] = 99
    if not validate(program, broken, "Sarif"):
        sys.exit("FAIL the validator's SARIF rules find nothing in a broken log")
    broken = copy.deepcopy(good)
    del broken["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"]
    if not validate(program, broken, "Ghas"):
        sys.exit("FAIL the validator's GitHub rules find nothing in a broken log")
    broken = copy.deepcopy(good)
    broken["runs"][0]["results"][0]["level"] = "bad"
    if by_schema and not by_schema(broken):
        sys.exit("FAIL the schema finds nothing in a broken log")


def main():
    program = find_validator()
    if program is None:
        return SKIPPED
    by_schema = schema_check(program)
    prove(program, by_schema)
    folder = os.path.join(ROOT, "fixtures", "reports")
    paths = sys.argv[1:] or [os.path.join(folder, name) for name in sorted(os.listdir(folder))
                             if name.endswith(".sarif")]
    failures = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            log = json.load(file)
        found = [("schema", line) for line in by_schema(log)] if by_schema else []
        # One kind at a time: asked for both, the validator drops the second. The full profile is
        # not for GitHub.
        for kind in ("Sarif",) if path.endswith("-profile.sarif") else ("Sarif", "Ghas"):
            found += [(kind, line) for line in validate(program, log, kind)]
        for kind, line in found:
            print("FAIL", os.path.basename(path), kind, line)
        failures += len(found)
    print(f"{len(paths)} SARIF files, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
