#!/usr/bin/env python3
"""Read reports back with parsers that are not ours.

    check_reports.py [FILE…]      default: the goldens under fixtures/reports

JSON is held to the published schema (by `jsonschema` where it is installed, and by our own small
reading of it always); SARIF to what GitHub's code scanning demands. What could not be checked is
said as "skipped".
"""
import json
import os
import re
import sys
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMA = os.path.join(ROOT, "docs", "json-schema", "djaz-1.0.schema.json")
COMMAND = re.compile(rb"(?m)^\s*(::|section_start:)|##vso\[|##\[|##teamcity\[")
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")

failures = []


def fail(path, message):
    failures.append(f"{os.path.basename(path)}: {message}")


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("a key twice in " + ", ".join(keys))
    return dict(pairs)


def matches(value, schema, defs, where, path):
    """The part of JSON Schema that ours uses."""
    if "$ref" in schema:
        matches(value, defs[schema["$ref"].rsplit("/", 1)[1]], defs, where, path)
    if "const" in schema and value != schema["const"]:
        fail(path, f"{where}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        fail(path, f"{where}: {value!r} is none of {schema['enum']}")
    kinds = {"object": dict, "array": list, "string": str, "null": type(None), "integer": int,
             "boolean": bool}
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(type(value) is kinds[kind] for kind in wanted):
        fail(path, f"{where}: {value!r} is no {' or '.join(wanted)}")
        return
    if isinstance(value, dict) and "properties" in schema:
        for key in schema.get("required", []):
            if key not in value:
                fail(path, f"{where}: {key} is missing")
        for key, item in value.items():
            if key in schema["properties"]:
                matches(item, schema["properties"][key], defs, f"{where}.{key}", path)
            elif schema.get("additionalProperties") is False:
                fail(path, f"{where}: {key} is not in the schema")
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            matches(item, schema["items"], defs, f"{where}[{index}]", path)
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            fail(path, f"{where}: empty")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            fail(path, f"{where}: {value!r} does not match")
    if type(value) is int and value < schema.get("minimum", value):
        fail(path, f"{where}: {value} is too small")


def check_json(path, report):
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    matches(report, schema, schema["$defs"], "$", path)
    order = ["schema_version", "tool", "files", "results", "summary"]
    if list(report) != order:
        fail(path, f"the keys stand in the order {list(report)}")
    for result in report["results"]:
        if list(result) != schema["$defs"]["result"]["required"]:
            fail(path, f"a result's keys stand in the order {list(result)}")
        place = result["location"]
        if place:
            start, end = place["start"], place["end"]
            if (start["line"], start["column"]) > (end["line"], end["column"]):
                fail(path, f"{result['rule']} ends before it begins")
    files = report["summary"]["files"]
    for status in ("analysed", "skipped", "failed"):
        if files[status] != sum(file["status"] == status for file in report["files"]):
            fail(path, f"the summary miscounts files {status}")
    try:
        import jsonschema
    except ImportError:
        print("skipped: jsonschema is not installed; our own reading of the schema was used")
        return
    jsonschema.Draft202012Validator.check_schema(schema)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(report):
        fail(path, f"{error.json_path}: {error.message}")


def check_sarif(path, log):
    def demand(condition, message):
        if not condition:
            fail(path, message)

    demand(log["version"] == "2.1.0" and log["$schema"], "version or $schema")
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        demand(driver["name"] and len(driver["name"]) <= 255, "driver name")
        demand(run["columnKind"] == "unicodeCodePoints", "columnKind")
        demand(run["automationDetails"]["id"].endswith("/"), "automationDetails.id")
        ids = [rule["id"] for rule in driver["rules"]]
        demand(len(ids) == len(set(ids)), "a rule twice")
        for rule in driver["rules"]:
            for key in ("shortDescription", "fullDescription"):
                demand(0 < len(rule[key]["text"]) <= 1024, f"{rule['id']}: {key}")
            demand(rule["help"]["text"], f"{rule['id']}: help")
            demand(rule["name"] != rule["id"], f"{rule['id']}: name equals id")
            demand(len(rule["properties"]["tags"]) <= 10, f"{rule['id']}: tags")
            severity = rule["properties"].get("security-severity")
            if severity is not None:
                demand(isinstance(severity, str) and 0 < float(severity) <= 10, "security-severity")
                demand("security" in rule["properties"]["tags"], f"{rule['id']}: not security")
        demand(len(run["results"]) <= 25000, "too many results")
        for result in run["results"]:
            demand(ids[result["ruleIndex"]] == result["ruleId"], "ruleIndex")
            demand(result["level"] in ("error", "warning", "note"), "level")
            demand(0 < len(result["message"]["text"].encode()) <= 1024, "message")
            demand("suppressions" not in result and "kind" not in result, "not for GitHub")
            places = [place["physicalLocation"] for place in result["locations"]]
            demand(len(places) == 1, "exactly one location")
            places += [p["physicalLocation"] for p in result.get("relatedLocations", [])]
            for place in places:
                uri = place["artifactLocation"]["uri"]
                parts = urllib.parse.urlsplit(uri)
                demand(not parts.scheme and not parts.netloc and not uri.startswith("/"),
                       f"{uri} is not relative")
                demand(re.fullmatch(r"(?:[A-Za-z0-9\-._~/]|%[0-9A-F]{2})+", uri), f"{uri}: encoding")
                region = place["region"]
                start = (region["startLine"], region["startColumn"])
                end = (region["endLine"], region["endColumn"])
                demand(min(start) >= 1 and start < end, f"{uri}: region")
            hashes = result.get("partialFingerprints", {})
            for value in hashes.values():
                demand(re.fullmatch(r"[0-9a-f]+:[1-9][0-9]*", value), "fingerprint")
        for invocation in run["invocations"]:
            errors = [n for n in invocation["toolExecutionNotifications"] if n["level"] == "error"]
            demand(not errors or not invocation["executionSuccessful"], "successful with errors")


def check(path):
    with open(path, "rb") as file:
        data = file.read()
    if COMMAND.search(data):
        fail(path, "holds a log command")
    if CONTROL.search(data) and not path.endswith("color.txt"):
        fail(path, "holds a control character")
    data.decode("utf-8")
    if path.endswith((".json", ".sarif")):
        data.decode("ascii")
        report = json.loads(data, object_pairs_hook=unique_keys)
        (check_json if path.endswith(".json") else check_sarif)(path, report)


def main():
    folder = os.path.join(ROOT, "fixtures", "reports")
    paths = sys.argv[1:] or sorted(os.path.join(folder, name) for name in os.listdir(folder))
    if not paths:
        fail(folder, "there is nothing to check")
    for path in paths:
        check(path)
    for line in failures:
        print("FAIL", line)
    print(f"{len(paths)} reports, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
