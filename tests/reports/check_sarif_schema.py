#!/usr/bin/env python3
"""Hold our SARIF to its official schema, and to the rules GitHub's validator knows.

    check_sarif_schema.py [FILE…]      default: the goldens under fixtures/reports

The schema comes with the validator (npm: @microsoft/sarif-multitool), which needs a registry and is
looked for only when DJAZ_ONLINE is set; without it this says "skipped" and exits with 77.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PACKAGE = "@microsoft/sarif-multitool@5.7.0"
SKIPPED = 77


def validate(path, kind):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "validation.sarif")
        command = ["npx", "--yes", PACKAGE, "validate", os.path.abspath(path), "--rule-kind", kind,
                   "--output", out, "--log", "ForceOverwrite"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        if not os.path.exists(out):
            return None, (done.stdout + done.stderr)[-2000:]
        with open(out, encoding="utf-8-sig") as file:
            log = json.load(file)
        found = []
        for run in log["runs"]:
            for result in run.get("results", []):
                if result.get("level", "warning") == "error":
                    place = result["locations"][0]["physicalLocation"].get("region", {})
                    text = result["message"].get("text") or result["message"].get("arguments")
                    found.append(f"{result['ruleId']} line {place.get('startLine')}: {text}")
        return found, ""


def main():
    if not os.environ.get("DJAZ_ONLINE") or not shutil.which("npx"):
        print("skipped: needs DJAZ_ONLINE=1 and npx")
        return SKIPPED
    folder = os.path.join(ROOT, "fixtures", "reports")
    paths = sys.argv[1:] or [os.path.join(folder, name) for name in sorted(os.listdir(folder))
                             if name.endswith(".sarif")]
    failures = 0
    for path in paths:
        # One kind at a time: asked for both, the validator drops the second.
        for kind in ("Sarif", "Ghas"):
            found, trouble = validate(path, kind)
            if found is None:
                print("skipped: the validator does not run here:", trouble)
                return SKIPPED
            for line in found:
                print("FAIL", os.path.basename(path), kind, line)
            failures += len(found)
    print(f"{len(paths)} SARIF files, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
