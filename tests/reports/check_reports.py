#!/usr/bin/env python3
"""Read reports back with parsers that are not ours.

    check_reports.py [FILE…]      default: the goldens under fixtures/reports

JSON is held to the published schema (by `jsonschema` where it is installed, and by our own small
reading of it always); SARIF to what GitHub's code scanning demands; every other format to the JSON
golden of the same name, and no format may say anything to a runner (runners.py) but what it means to.
What could not be checked is said as "skipped".
"""
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import runners  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMA = os.path.join(ROOT, "docs", "json-schema", "djaz-1.0.schema.json")
SEVERITIES = ["error", "warning", "note"]
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


def check_full_result(result, demand):
    demand(result["kind"] in ("fail", "pass", "open"), "kind")
    for suppression in result["suppressions"]:
        demand(suppression["kind"] in ("inSource", "external"), "suppression kind")
        demand(suppression["justification"], "suppression without reason")
    for fix in result.get("fixes", []):
        demand(fix["description"]["text"] and fix["artifactChanges"], "an empty fix")


def check_sarif(path, log):
    full = path.endswith("-profile.sarif")

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
            failed = not full or result["kind"] == "fail"
            demand(result["level"] in (("error", "warning", "note") if failed else ("none",)), "level")
            demand(0 < len(result["message"]["text"].encode()) <= 1024, "message")
            if full:
                check_full_result(result, demand)
            else:
                demand(not {"suppressions", "kind", "fixes"} & set(result), "not for GitHub")
            places = [place["physicalLocation"] for place in result["locations"]]
            demand(len(places) == 1, "exactly one location")
            places += [p["physicalLocation"] for p in result.get("relatedLocations", [])]
            for change in (c for fix in result.get("fixes", []) for c in fix["artifactChanges"]):
                places += [{"artifactLocation": change["artifactLocation"],
                            "region": r["deletedRegion"]} for r in change["replacements"]]
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


def visible(text):
    """The letters and digits: what is left of a text however it was escaped."""
    return re.sub(r"[^A-Za-z0-9]", "", text)


def made_visible(text):
    """The same of a text in which controls still are what they are."""
    def escape(match):
        code = ord(match[0])
        return "\\n" if code == 10 else f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"

    text = text.replace("\r", "\\r").replace("\t", " ")
    return visible(re.sub("[\0-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", escape, text))


class Truth:
    """What the JSON golden of the same run says that a page for people is to show."""

    def __init__(self, report, lowest):
        self.report = report
        failed = [r for r in report["results"] if r["outcome"] == "fail" and r["status"] == "active"]
        wanted = SEVERITIES[:SEVERITIES.index(lowest) + 1]
        self.shown = [r for r in failed if r["severity"] in wanted]
        told = {(r["location"] or {}).get("file") for r in self.shown
                if r["rule"] == "unreadable-document"}
        self.unread = [f for f in report["files"] if f["status"] == "failed"
                       and f["path"] not in told]
        self.issues = {self.key(r) for r in self.shown}
        for file in self.unread:
            self.issues.add(("DZ9001", made_visible(file["path"]), 1, "error"))
        self.total = len(self.shown) + len(self.unread)

    @staticmethod
    def key(result):
        place = result["location"]
        return (result["code"], made_visible(place["file"]) if place else "",
                place["start"]["line"] if place else 0, result["severity"])

    def count(self, severity):
        return (sum(r["severity"] == severity for r in self.shown)
                + (len(self.unread) if severity == "error" else 0))


def check_jsonl(path, text, truth):
    lines = [json.loads(line, object_pairs_hook=unique_keys) for line in text.splitlines()]
    kinds = [line.pop("type") for line in lines]
    of = lambda kind: [line for line, own in zip(lines, kinds) if own == kind]  # noqa: E731
    if (kinds[0], kinds[-1]) != ("run", "summary"):
        fail(path, "does not begin with the run and end with its summary")
    if {**of("run")[0], "files": of("file"), "results": of("result"),
            "summary": of("summary")[0]} != truth.report:
        fail(path, "is not the JSON report in lines")


def check_github(path, text, truth):
    commands = runners.github_commands(text)
    counts = dict.fromkeys(SEVERITIES, 0)
    seen = []
    rest = ""
    for name, properties, data in commands:
        severity = {"error": "error", "warning": "warning", "notice": "note"}.get(name)
        if severity is None or not data:
            fail(path, f"the runner would obey {name}")
            continue
        if properties == {"title": "djaz"}:
            rest = data
            continue
        counts[severity] += 1
        if set(properties) - {"title", "file", "line", "endLine", "col", "endColumn"}:
            fail(path, f"unknown properties {properties}")
        if properties.get("file", "").startswith("/"):
            fail(path, f"{properties['file']} is not relative")
        seen.append((properties["title"].split(" ")[0], visible(properties.get("file", "")),
                     int(properties.get("line", 0)), severity))
    if not set(seen) <= truth.issues:
        fail(path, f"annotates what was not found: {set(seen) - truth.issues}")
    order = [SEVERITIES.index(entry[3]) for entry in seen]
    if order != sorted(order):
        fail(path, "the worst do not come first")
    for severity, count in counts.items():
        if count > 10 or (severity == "note" and rest and count > 9):
            fail(path, f"{count} annotations of {severity}")
    left = truth.total - len(seen)
    if left != sum(int(number) for number in re.findall(r"(\d+) (?:error|warning|note)s?", rest)):
        fail(path, f"{left} are left out, and it says {rest!r}")
    if bool(left) != (commands != [] and commands[-1][1] == {"title": "djaz"}):
        fail(path, "the last command counts the rest")


def check_azure(path, text, truth):
    seen = []
    complete = []
    for name, properties, data in runners.azure_commands(text):
        if name == "task.complete":
            complete.append(properties)
        elif name != "task.logissue" or not data:
            fail(path, f"the agent would obey {name}")
        else:
            if set(properties) - {"type", "sourcepath", "linenumber", "columnnumber", "code"}:
                fail(path, f"unknown properties {properties}")
            source = properties.get("sourcepath", "")
            if source and not source.startswith("/srv/build/"):
                fail(path, f"{source} is not absolute")
            seen.append((properties["code"], visible(source[len("/srv/build/"):]),
                         int(properties.get("linenumber", 0)), properties["type"]))
    expected = {issue for issue in truth.issues if issue[3] != "note"}
    if set(seen) != expected or len(seen) != truth.count("error") + truth.count("warning"):
        fail(path, "the issues are not those of the report")
    only_warnings = truth.count("warning") > 0 and truth.count("error") == 0
    if complete != ([{"result": "SucceededWithIssues"}] if only_warnings else []):
        fail(path, f"completes with {complete}")


def check_gitlab(path, text, truth):
    issues = json.loads(text, object_pairs_hook=unique_keys)
    prints = [issue["fingerprint"] for issue in issues]
    if len(prints) != len(set(prints)):
        fail(path, "a fingerprint twice")
    if len(issues) != truth.total:
        fail(path, f"{len(issues)} issues, not {truth.total}")
    names = {r["rule"] for r in truth.shown} | {"unreadable-document"}
    for issue in issues:
        where = issue["location"]
        if list(issue) != ["description", "check_name", "fingerprint", "severity", "location"]:
            fail(path, f"the keys are {list(issue)}")
        if issue["severity"] not in ("info", "minor", "major", "critical", "blocker"):
            fail(path, f"severity {issue['severity']}")
        if not issue["description"] or issue["check_name"] not in names:
            fail(path, "description or check_name")
        if not where["path"] or where["path"].startswith(("/", "./")):
            fail(path, f"{where['path']} is not relative")
        if not 1 <= where["lines"]["begin"] <= where["lines"]["end"]:
            fail(path, "lines")


def junit_key(result):
    resource = result["resource"] or {}
    name = resource.get("name") or resource.get("id") or ""
    if resource.get("name") and resource.get("type"):
        name = resource["type"] + "/" + name
    file = result["location"]["file"] if result["location"] else ""
    subject = name or file or "project"
    return made_visible(file or subject), made_visible(subject), result["rule"]


def junit_verdict(results):
    excused = [r for r in results if r["outcome"] != "pass" and r["status"] != "active"]
    outcomes = {r["outcome"] for r in results if r not in excused}
    if "fail" in outcomes:
        return "failure"
    if "unknown" in outcomes:
        return "error"
    return "skipped" if excused else "pass"


def check_junit(path, text, truth):
    root = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    found = {}
    for suite in root:
        own = dict.fromkeys(totals, 0)
        for case in suite:
            own["tests"] += 1
            kinds = [child.tag for child in case]
            if len(kinds) > 1 or (kinds and kinds[0] not in ("failure", "error", "skipped")):
                fail(path, f"a test case holds {kinds}")
            verdict = kinds[0] if kinds else "pass"
            for key, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                own[key] += verdict == kind
            if kinds and not case[0].get("message"):
                fail(path, "a result without a message")
            key = (visible(suite.get("name")), visible(case.get("classname")), case.get("name"))
            if key in found:
                fail(path, f"{key} twice")
            found[key] = verdict
        for key, count in own.items():
            totals[key] += count
            if suite.get(key) != str(count):
                fail(path, f"{suite.get('name')}: {key} is {suite.get(key)}, not {count}")
    for key, count in totals.items():
        if root.get(key) != str(count):
            fail(path, f"{key} is {root.get(key)}, not {count}")
    expected = {}
    for result in truth.report["results"]:
        expected.setdefault(junit_key(result), []).append(result)
    expected = {key: junit_verdict(results) for key, results in expected.items()}
    for file in truth.report["files"]:
        if file["status"] == "failed":
            name = made_visible(file["path"])
            expected[(name, name, "unreadable-document")] = "error"
    idle = {key: verdict for key, verdict in found.items() if key not in expected}
    if {key: found.get(key) for key in expected} != expected:
        fail(path, "the verdicts are not those of the report")
    if any(key[1] != "djaz" or verdict != "skipped" for key, verdict in idle.items()):
        fail(path, f"test cases of nothing: {idle}")


def check_concise(path, text, truth):
    line = re.compile(r"(?:(.*?):(\d+):(\d+): )?(error|warning|note)\[([a-z-]+)\] (DZ\d+): .+")
    seen = []
    for match in filter(None, map(line.fullmatch, text.split("\n"))):
        seen.append((match[6], visible(match[1] or ""), int(match[2] or 0), match[4]))
    if sorted(seen) != sorted(map(truth.key, truth.shown)):
        fail(path, "the lines are not the findings")


def check_markdown(path, text, truth):
    if len(text.encode("utf-8")) > 900_000:
        fail(path, "is too long")
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
    for sign in ("<", "`", "](", "![", "://", "@", "&"):
        if sign in bare:
            fail(path, f"an unescaped {sign}")
    rows = [row for row in bare.split("\n") if row.startswith("|")]
    if any(row.count("|") != 3 for row in rows):
        fail(path, "a row of the table has not two cells")
    titles = len([row for row in bare.split("\n") if row.startswith("### ")])
    if len(rows) - 2 * titles != truth.total:
        fail(path, f"{len(rows) - 2 * titles} rows, not {truth.total}")


# By ending; each is given the report's text and what the JSON report of the same name says.
CHECKS = {".jsonl": check_jsonl, ".github": check_github, ".azure": check_azure,
          ".gitlab": check_gitlab, ".xml": check_junit, ".concise": check_concise,
          ".md": check_markdown}
ASCII = (".json", ".sarif", ".jsonl", ".gitlab")


def check_runners(path, text):
    """A runner may be given any report to read, and obeys only what the format is for."""
    commands = runners.other_commands(text)
    if not path.endswith(".github"):
        commands += runners.github_commands(text)
    if not path.endswith(".azure"):
        commands += runners.azure_commands(text)
    for name, _, _ in commands:
        fail(path, f"a runner would obey {name}")


def truth_beside(path):
    stem, ending = os.path.splitext(path)
    # The report of many is asked to show everything.
    lowest = "note" if ending == ".gitlab" or os.path.basename(stem) == "many" else "warning"
    with open(stem + ".json", encoding="ascii") as file:
        return Truth(json.load(file), lowest)


def check(path):
    with open(path, "rb") as file:
        data = file.read()
    if CONTROL.search(data) and not path.endswith("color.txt"):
        fail(path, "holds a control character")
    text = data.decode("utf-8")
    check_runners(path, text)
    ending = os.path.splitext(path)[1]
    if ending in ASCII:
        data.decode("ascii")
    if ending in (".json", ".sarif"):
        report = json.loads(data, object_pairs_hook=unique_keys)
        (check_json if ending == ".json" else check_sarif)(path, report)
    elif ending in CHECKS:
        CHECKS[ending](path, text, truth_beside(path))
    elif ending != ".txt":
        fail(path, "nothing here reads this format")


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
