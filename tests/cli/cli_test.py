#!/usr/bin/env python3
"""Drive the executable as people and pipelines do.

    cli_test.py PATH/TO/djaz [unittest arguments]
"""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "reports"))
import check_reports  # noqa: E402
import runners  # noqa: E402

DJAZ = ""
FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "azure", "gitlab", "junit")
SECRET = "not-a-real-secret-but-long-enough-Zq8vR2mT4xW7"

MANAGE = """import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
"""
WSGI = """import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
"""
SETTINGS = """import os
DEBUG = True
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "%s"
LANGUAGES = (("en", "English"),)
REGION = os.environ.get("REGION", "west")
""" % SECRET

OWN_RULE = """[[rule]]
name     = "acme-language-missing"
code     = "ACME001"
aliases  = ["acme-old-name"]
severity = "warning"
tags     = ["acme"]
summary  = "No language of ours is offered"
select   = "settings.LANGUAGES"
forbid   = { none = "[*]", that = { contains = "nl" } }
message  = "none of the languages is ours; add ('nl', 'Nederlands')"
why      = "Our customers read Dutch."
advice   = "Add it."

[[rule.bad]]
"settings.py" = "LANGUAGES = [('en', 'English')]  # <- here\\n"

[[rule.good]]
"settings.py" = "LANGUAGES = [('en', 'English'), ('nl', 'Nederlands')]\\n"
"""


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.here = os.path.join(self.folder.name, "project")
        self.write("manage.py", MANAGE)
        self.write("shop/__init__.py", "")
        self.write("shop/wsgi.py", WSGI)
        self.write("shop/settings.py", SETTINGS)

    def write(self, path, text, encoding="utf-8"):
        full = os.path.join(self.here, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding=encoding) as file:
            file.write(text)
        return full

    def read(self, path):
        with open(os.path.join(self.here, path), encoding="utf-8") as file:
            return file.read()

    def run_djaz(self, *arguments, env=None, stdin="", cwd=None):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        environment.update(env or {})
        return subprocess.run([DJAZ, *arguments], cwd=cwd or self.here, env=environment,
                              input=stdin, capture_output=True, text=True, timeout=120)

    def check_json(self, *arguments, code=1, **more):
        done = self.run_djaz("check", "--output", "json", *arguments, **more)
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        report = json.loads(done.stdout)
        check_reports.failures.clear()
        check_reports.check_json("the report", report)
        self.assertEqual(check_reports.failures, [])
        return report

    def rules_of(self, report, status="active", outcome="fail"):
        return {r["rule"] for r in report["results"]
                if r["status"] == status and r["outcome"] == outcome}

    def usage_error(self, *arguments, saying=""):
        done = self.run_djaz(*arguments)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertIn(saying, done.stderr)
        return done

    # Help and mistakes

    def test_help_and_version_go_to_standard_output(self):
        for arguments in (["--help"], ["--version"], ["check", "--help"],
                          ["show", "settings", "--help"]):
            done = self.run_djaz(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout)

    def test_wrong_usage_is_exit_2_and_names_what_was_meant(self):
        self.usage_error(saying="Usage")
        self.usage_error("chekc", saying="did you mean `check`?")
        self.usage_error("check", "--selct", "debug-on", saying="did you mean `--select`?")
        self.usage_error("check", "--output", "jsn", saying="did you mean `json`?")
        self.usage_error("check", "--output", "text", "--output", "json", saying="only one output")
        self.usage_error("check", "--output", "json:", saying="names no file")
        self.usage_error("check", "no-such-directory", saying="no-such-directory")
        self.usage_error("check", "--select", "debug-onn", saying="debug-on")
        self.usage_error("check", "--profile", "loose")
        self.usage_error("check", "--fail-on", "high")
        self.usage_error("check", "--as-of", "2026-02-30", saying="YYYY-MM-DD")
        self.usage_error("check", "--resource", "shop", saying="id of an Azure resource")
        self.usage_error("check", "--env-file", "no-such-file", saying="no such file")
        self.usage_error("check", "--parameters", "no-such-file", saying="no such file")
        self.usage_error("check", "--parameters", "x.bicepparam", saying="az bicep build-params")
        self.usage_error("check", "--parameters", "a=1", saying="no ARM template to give it to")
        self.usage_error("check", "-", saying="--stdin-filename")
        self.usage_error("rule", "debug-onn", saying="did you mean `debug-on`?")

    def test_parameters_are_given_as_to_the_azure_cli(self):
        schema = "https://schema.management.azure.com/schemas/2019-04-01/deployment%s.json#"
        self.write("infra/main.json", json.dumps({
            "$schema": schema % "Template", "contentVersion": "1.0.0.0",
            "parameters": {"https": {"type": "bool", "defaultValue": False}},
            "resources": [{"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01",
                           "name": "shop", "properties": {"httpsOnly": "[parameters('https')]"}}]}))
        values = {"$schema": schema % "Parameters", "contentVersion": "1.0.0.0",
                  "parameters": {"https": {"value": True}}}
        inside = self.write("infra/values/prod.json", json.dumps(values))
        with tempfile.TemporaryDirectory() as elsewhere:
            outside = os.path.join(elsewhere, "prod.json")
            with open(outside, "w", encoding="utf-8") as file:
                json.dump(values, file)
            for given, wrong in (
                    ([], True), (["https=true"], False), (["https=false"], True),
                    ([inside], False), ([outside], False), (["@" + inside, "https=false"], True),
                    (["infra/main.json=infra/values/prod.json"], False)):
                arguments = [part for value in given for part in ("--parameters", value)]
                done = self.run_djaz("check", "infra", "--select", "app-https-only-off",
                                     "--output", "json", *arguments)
                self.assertIn(done.returncode, (0, 1), done.stderr)
                results = json.loads(done.stdout)["results"]
                self.assertEqual(any(r["outcome"] == "fail" for r in results), wrong, given)
                shown = self.run_djaz("show", "tree", "infra/main.json", *arguments).stdout
                self.assertIn("httpsOnly: boolean %s" % (not wrong), shown)
        values["parameters"]["other"] = {"value": "hunter2"}
        foreign = self.write("infra/values/other.json", json.dumps(values))
        done = self.usage_error("check", "infra", "--parameters", foreign,
                                saying="does not declare")
        self.assertNotIn("hunter2", done.stderr)

    # Findings and exit codes

    def test_findings_are_exit_1_in_every_format(self):
        self.assertTrue({"debug-on", "allowed-hosts-wildcard"} <= self.rules_of(self.check_json()))
        self.exit_codes(1)

    def exit_codes(self, code, *arguments):
        for name in FORMATS:
            done = self.run_djaz("check", *arguments, "--output", name)
            self.assertEqual((done.returncode, done.stderr), (code, ""), name)

    def test_every_exit_code_is_the_same_in_every_format(self):
        self.exit_codes(0, "--exit-zero")
        self.exit_codes(1, "--fail-on", "error")
        self.write("requirements.txt", "django==5.2\n\x00\n")
        self.exit_codes(3)
        self.exit_codes(3, "--exit-zero")
        empty = os.path.join(self.folder.name, "empty")
        os.mkdir(empty)
        self.exit_codes(3, empty)
        self.exit_codes(0, empty, "--allow-empty")
        for name in FORMATS:
            self.usage_error("check", "--output", name, "--select", "debug-onn")

    def test_help_fits_a_terminal_and_says_how_to_begin(self):
        for command in ([], ["check"], ["rule"], ["rules"], ["show"], ["show", "settings"],
                        ["show", "tree"], ["completion"]):
            text = self.run_djaz(*command, "--help").stdout
            self.assertLessEqual(max(map(len, text.splitlines())), 100, command)
            self.assertNotIn("\n\n\n", text)
            self.assertIn("\nUsage: " + " ".join(["djaz", *command]), text)
        top = self.run_djaz("--help").stdout
        self.assertIn("djaz check ", top)
        self.assertIn("Exit codes: 0 clean, 1 findings", top)
        self.assertIn("djaz: ignore[RULE] -- ", self.run_djaz("check", "--help").stdout)

    def test_every_format_is_in_the_help(self):
        text = self.run_djaz("check", "--help").stdout
        for name in FORMATS:
            self.assertRegex(text, rf"(?m)^  {name} +\S")

    def test_a_gate_above_every_finding_is_clean(self):
        self.write("shop/settings.py", SETTINGS.replace("DEBUG = True", "DEBUG = False"))
        report = self.check_json("--select", "allowed-hosts-wildcard", "--fail-on", "warning")
        severity = [r["severity"] for r in report["results"]
                    if r["rule"] == "allowed-hosts-wildcard" and r["outcome"] == "fail"]
        self.assertTrue(severity)
        done = self.run_djaz("check", "--select", "debug-on")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_one_broken_file_hides_nothing_and_is_never_clean(self):
        self.write("requirements.txt", "django==5.2\n\x00\n")
        report = self.check_json(code=3)
        self.assertIn("debug-on", self.rules_of(report))
        self.assertEqual(report["summary"]["files"]["failed"], 1)
        self.assertEqual(self.run_djaz("check", "--exit-zero").returncode, 3)
        self.assertIn("requirements.txt", self.run_djaz("check").stdout)

    def test_the_profile_django_says_what_it_leaves_out_and_why(self):
        listed = json.loads(self.run_djaz("rules", "--profile", "django", "--output", "json").stdout)
        self.assertEqual(listed["profile"], "django")
        ids = {i for rule in listed["rules"] for i in rule["equivalents"]["django"]}
        self.assertLessEqual({"security.W012", "security.W010", "security.W013", "4_0.E001"}, ids)
        reasons = {each["id"]: each["reason"] for each in listed["not_evaluated"]}
        self.assertIn("import", reasons["security.E102"])
        text = self.run_djaz("rules", "--profile", "django").stdout
        for known in (*reasons, *reasons.values(), *ids):
            self.assertIn(known, text)
        self.assertNotIn("not evaluated", self.run_djaz("rules", "--profile", "strict").stdout)
        self.assertEqual(self.run_djaz("rules", "--profile", "dango").returncode, 2)

    def test_exit_zero_excuses_findings_only(self):
        self.assertEqual(self.run_djaz("check", "--exit-zero").returncode, 0)
        self.assertEqual(self.run_djaz("check", "--exit-zero", "--select", "x-y").returncode, 2)

    def test_nothing_to_analyse_is_not_clean_unless_allowed(self):
        empty = os.path.join(self.folder.name, "empty")
        os.mkdir(empty)
        self.assertEqual(self.run_djaz("check", empty).returncode, 3)
        self.assertEqual(self.run_djaz("check", empty, "--allow-empty").returncode, 0)

    def test_the_project_is_found_from_inside(self):
        done = self.run_djaz("check", "--output", "json",
                             cwd=os.path.join(self.here, "shop"))
        self.assertEqual(done.stdout, self.run_djaz("check", "--output", "json").stdout)

    def test_the_same_project_elsewhere_gives_the_same_bytes(self):
        for name in FORMATS:
            first = self.run_djaz("check", "--output", name).stdout
            second = self.run_djaz("check", self.here, "--output", name, cwd="/",
                                   env={"LC_ALL": "C", "TZ": "Asia/Tokyo"}).stdout
            self.assertEqual(first, second)

    def test_secrets_are_in_no_output(self):
        for arguments in (*(["check", "--output", name] for name in FORMATS),
                          ["show", "settings"], ["show", "settings", "--output", "json"],
                          ["show", "tree", "shop/settings.py"],
                          ["check", "--show-passes", "--min-severity", "note"]):
            done = self.run_djaz(*arguments)
            for start in range(0, len(SECRET) - 12, 6):
                self.assertNotIn(SECRET[start:start + 12], done.stdout + done.stderr, arguments)

    # Mending

    def mendable(self):
        self.write("shop/settings.py", SETTINGS.replace("DEBUG = True", "DEBUG = True  # é"))
        self.assertIn("DEBUG = True  # é", self.read("shop/settings.py"))

    def bytes_of(self, path):
        with open(os.path.join(self.here, path), "rb") as file:
            return file.read()

    def test_fix_mends_what_is_safe_and_reports_the_rest(self):
        self.mendable()
        before = self.bytes_of("shop/settings.py")
        path = os.path.join(self.here, "shop/settings.py")
        os.chmod(path, 0o640)
        report = self.check_json("--fix")
        self.assertNotIn("debug-on", self.rules_of(report))
        self.assertIn("allowed-hosts-wildcard", self.rules_of(report))
        self.assertIn("1 finding mended in shop/settings.py", report["summary"]["remarks"])
        self.assertEqual(self.bytes_of("shop/settings.py"),
                         before.replace(b"DEBUG = True", b"DEBUG = False"))
        self.assertEqual(os.stat(path).st_mode & 0o7777, 0o640)
        self.assertEqual([n for n in os.listdir(os.path.join(self.here, "shop")) if "tmp" in n], [])
        again = self.check_json("--fix")
        self.assertEqual([r for r in again["summary"]["remarks"] if "mended" in r], [])

    def test_the_difference_changes_nothing_and_can_be_applied(self):
        self.mendable()
        before = self.bytes_of("shop/settings.py")
        done = self.run_djaz("check", "--diff")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stderr, "djaz: 1 finding would be mended\n")
        self.assertIn("-DEBUG = True  # é\n+DEBUG = False  # é\n", done.stdout)
        self.assertEqual(self.run_djaz("check", "--diff", "--fix").stdout, done.stdout)
        self.assertEqual(self.bytes_of("shop/settings.py"), before)
        for start in range(0, len(SECRET) - 12, 6):
            self.assertNotIn(SECRET[start:start + 12], done.stdout)
        if shutil.which("patch") is None:
            self.skipTest("patch is not installed")
        applied = subprocess.run(["patch", "-p1", "--batch"], input=done.stdout, cwd=self.here,
                                 capture_output=True, text=True)
        self.assertEqual(applied.returncode, 0, applied.stdout)
        self.assertEqual(self.bytes_of("shop/settings.py"),
                         before.replace(b"DEBUG = True", b"DEBUG = False"))
        done = self.run_djaz("check", "--diff")
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_the_difference_is_never_clean_unseen(self):
        self.write("requirements.txt", "django==5.2\n\x00\n")
        done = self.run_djaz("check", "--diff")
        self.assertEqual(done.returncode, 3)
        self.assertIn("requirements.txt: not analysed", done.stderr)

    def test_unsafe_fixes_are_made_when_asked_for(self):
        text = SETTINGS + "MIDDLEWARE = ['django.middleware.security.SecurityMiddleware']\n"
        self.write("shop/settings.py", text + "SECURE_HSTS_SECONDS = 0\n")
        self.assertIn("hsts-missing", self.rules_of(self.check_json("--fix")))
        self.assertNotIn("hsts-missing",
                         self.rules_of(self.check_json("--fix", "--unsafe-fixes")))
        self.assertIn("SECURE_HSTS_SECONDS = 3600\n", self.read("shop/settings.py"))

    def test_nothing_is_mended_through_a_link(self):
        self.mendable()
        os.rename(os.path.join(self.here, "shop/settings.py"), os.path.join(self.here, "real.py"))
        os.symlink("../real.py", os.path.join(self.here, "shop/settings.py"))
        report = self.check_json("--fix")
        self.assertIn("debug-on", self.rules_of(report))
        self.assertIn("DEBUG = True", self.read("real.py"))
        self.assertTrue([r for r in report["summary"]["remarks"] if "is a link" in r])

    def test_wrong_wishes_for_mending_are_usage_errors(self):
        self.usage_error("check", "--unsafe-fixes", saying="needs `--fix`")
        self.usage_error("check", "--diff", "--output", "json", saying="no `--output`")
        self.usage_error("check", "-", "--stdin-filename", "shop/settings.py", "--fix",
                         saying="standard input")

    def test_sarif_names_files_from_the_top_of_the_repository(self):
        os.mkdir(os.path.join(self.folder.name, ".git"))
        os.symlink("project", os.path.join(self.folder.name, "link"))
        for place in ("project", "link"):
            done = self.run_djaz("check", place, "--output", "sarif", cwd=self.folder.name)
            uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                    for r in json.loads(done.stdout)["runs"][0]["results"]]
            self.assertEqual({uri.split("/")[0] for uri in uris}, {"project"})

    def test_sarif_in_full_says_what_code_scanning_would_not_take(self):
        github = self.run_djaz("check", "--output", "sarif").stdout
        self.assertEqual(self.run_djaz("check", "--output", "sarif", "--sarif-profile",
                                       "github").stdout, github)
        self.assertNotIn('"fixes"', github)
        done = self.run_djaz("check", "--output", "sarif:a-profile.sarif", "--sarif-profile",
                             "full")
        self.assertEqual(done.returncode, 1)
        results = json.loads(self.read("a-profile.sarif"))["runs"][0]["results"]
        self.assertEqual({r["kind"] for r in results if "fixes" in r}, {"fail"})
        self.assertIn("pass", {r["kind"] for r in results})
        check_reports.failures.clear()
        check_reports.check(os.path.join(self.here, "a-profile.sarif"))
        self.assertEqual(check_reports.failures, [])
        self.usage_error("check", "--sarif-profile", "all")

    # Where reports go

    def test_several_outputs_in_one_run(self):
        done = self.run_djaz("check", "--output", "text", "--output", "json:a.json",
                             "--output", "sarif:a.sarif")
        self.assertEqual(done.returncode, 1)
        self.assertIn("debug-on", done.stdout)
        self.assertIn("json written to a.json", done.stderr)
        self.assertEqual(json.loads(self.read("a.json"))["schema_version"], "1.0")
        check_reports.failures.clear()
        check_reports.check(os.path.join(self.here, "a.sarif"))
        self.assertEqual(check_reports.failures, [])
        self.assertEqual([n for n in os.listdir(self.here) if n.count(".") > 1], [])

    def test_an_input_is_never_written_over(self):
        os.link(os.path.join(self.here, "shop/settings.py"), os.path.join(self.here, "link.txt"))
        for target in ("shop/settings.py", "link.txt", "shop"):
            done = self.run_djaz("check", "--output", "json:" + target)
            self.assertEqual(done.returncode, 2, target)
        self.assertEqual(self.read("shop/settings.py"), SETTINGS)

    def test_a_link_to_a_report_stays_a_link(self):
        self.write("real.out", "old")
        os.symlink("real.out", os.path.join(self.here, "link.out"))
        self.run_djaz("check", "--output", "json:link.out")
        self.assertTrue(os.path.islink(os.path.join(self.here, "link.out")))
        self.assertIn("schema_version", self.read("real.out"))

    def test_a_device_is_written_to_and_not_replaced(self):
        done = self.run_djaz("check", "--output", "json:/dev/stdout")
        self.assertIn("schema_version", done.stdout)
        if os.path.exists("/dev/full"):
            done = self.run_djaz("check", "--output", "json:/dev/full")
            self.assertEqual(done.returncode, 4)

    def test_a_directory_that_cannot_be_written_to_is_exit_4(self):
        done = self.run_djaz("check", "--output", "json:no/such/place.json")
        self.assertEqual(done.returncode, 4)
        self.assertIn("no/such/place.json", done.stderr)

    def test_standard_output_that_is_full_or_closed_is_exit_4(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run([DJAZ, "check"], cwd=self.here, stdout=full,
                                  stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"standard output", done.stderr)
        done = subprocess.run(["sh", "-c", '"$1" check >&-', "sh", DJAZ], cwd=self.here,
                              stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(done.returncode, 4)

    def test_a_reader_that_leaves_is_no_error_message(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([DJAZ, "check"], cwd=self.here, stdout=writer,
                              stderr=subprocess.PIPE, timeout=120)
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr), (3, b""))

    def test_signals_end_the_run_with_their_codes(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = subprocess.Popen([DJAZ, "check", "-", "--stdin-filename", "settings.py"],
                                       cwd=self.here, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(0.5)
            process.send_signal(number)
            out, err = process.communicate(timeout=20)
            self.assertEqual((process.returncode, out, err), (code, b"", b""))

    # CI

    def step_summary(self, *arguments, before=""):
        file = os.path.join(self.folder.name, "step summary.md")
        if before is not None:
            with open(file, "w", encoding="utf-8") as out:
                out.write(before)
        done = self.run_djaz("check", *arguments, env={"GITHUB_STEP_SUMMARY": file})
        self.assertEqual(done.returncode, 1, done.stderr)
        if not os.path.exists(file):
            return None
        with open(file, encoding="utf-8") as text:
            return text.read()

    def test_the_summary_of_a_step_is_added_to_its_file(self):
        text = self.step_summary("--output", "github", before="# Mine\n\n")
        self.assertTrue(text.startswith("# Mine\n\n## djaz: "))
        self.assertIn("debug-on", text)
        self.assertEqual(text.count("## djaz: "), 1)
        self.assertIn("## djaz: ", self.step_summary("--output", "github:a.log", before=""))
        os.remove(os.path.join(self.folder.name, "step summary.md"))
        self.assertIn("## djaz: ", self.step_summary("--output", "github", before=None))

    def test_only_the_format_of_github_writes_the_summary_of_a_step(self):
        for name in FORMATS:
            if name != "github":
                self.assertEqual(self.step_summary("--output", name, before="x"), "x", name)

    def test_the_summary_of_a_step_never_grows_beyond_what_the_runner_takes(self):
        full = "x" * 899_900
        self.assertEqual(self.step_summary("--output", "github", before=full), full)
        text = self.step_summary("--output", "github", before="x" * 899_000)
        self.assertLessEqual(len(text.encode()), 900_000)
        self.assertIn("## djaz: ", text)
        self.assertIn("too long", text)

    def test_a_summary_that_cannot_be_written_changes_no_exit_code(self):
        for target in (self.folder.name, "no/such/place.md", "shop/settings.py", "/dev/full"):
            done = self.run_djaz("check", "--output", "github",
                                 env={"GITHUB_STEP_SUMMARY": target})
            self.assertEqual(done.returncode, 1, target)
            self.assertIn("step summary", done.stderr)
        self.assertEqual(self.read("shop/settings.py"), SETTINGS)

    def test_ci_formats_name_files_as_the_repository_does(self):
        os.mkdir(os.path.join(self.folder.name, ".git"))
        commands = runners.github_commands(self.run_djaz("check", "--output", "github").stdout)
        files = {properties.get("file") for _, properties, _ in commands}
        self.assertIn("project/shop/settings.py", files)
        commands = runners.azure_commands(self.run_djaz("check", "--output", "azure").stdout)
        sources = {properties.get("sourcepath") for _, properties, _ in commands}
        self.assertIn(os.path.join(self.here, "shop/settings.py"), sources)

    def test_a_hostile_tree_gives_no_orders_in_any_format(self):
        orders = ["::stop-commands::x", "##vso[task.setvariable variable=PWN]1", "##[command]x",
                  "##teamcity[x]", "\x1b]0;title\x07", "a\n::add-mask::x", "%0A::error::x",
                  "\u202e\u009b31m", "]]>&<x>|`"]
        hosts = [order.replace("\x1b", "\\x1b").replace("\n", "\\n") for order in orders]
        self.write("shop/settings.py", SETTINGS + "CSRF_TRUSTED_ORIGINS = %r\nALLOWED_HOSTS = %r\n"
                   % (hosts, ["*"] + hosts))
        for order in orders:
            self.write(order + "/requirements.txt", order + "\ngunicorn\n-r " + order + ".txt\n")
            self.write(order + "/appsettings.json", json.dumps(
                [{"name": order, "value": order, "slotSetting": False}]))
        meant = {"github": {"error", "warning", "notice"}, "azure": {"task.logissue"}}
        for name in FORMATS:
            for more in ([], ["--show-passes", "--show-suppressed", "--min-severity", "note"]):
                file = os.path.join(self.folder.name, "summary.md")
                done = self.run_djaz("check", "--output", name, *more,
                                     env={"GITHUB_STEP_SUMMARY": file})
                self.assertIn(done.returncode, (1, 3))
                self.assertTrue("PWN" in done.stdout, f"{name} leaves out what the tree says")
                for text in (done.stdout, done.stderr):
                    self.assertNotRegex(text, "[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
                    github = {command[0] for command in runners.github_commands(text)}
                    azure = {command[0] for command in runners.azure_commands(text)}
                    self.assertLessEqual(github, meant.get(name, set()) - {"task.logissue"})
                    self.assertLessEqual(azure, {"task.logissue"} if name == "azure" else set())
                    self.assertEqual(runners.other_commands(text), [])

    # Colour

    def test_colour_obeys_the_flag_then_the_environment(self):
        def coloured(*flags, **env):
            return "\x1b[" in self.run_djaz("check", *flags, env=env).stdout

        self.assertFalse(coloured())
        self.assertTrue(coloured("--color", "always", NO_COLOR="1"))
        self.assertFalse(coloured("--color", "never", FORCE_COLOR="1"))
        self.assertTrue(coloured(FORCE_COLOR="1"))
        self.assertTrue(coloured(CLICOLOR_FORCE="1"))
        self.assertFalse(coloured(FORCE_COLOR="1", NO_COLOR="1"))

    def test_files_never_hold_colour(self):
        self.run_djaz("check", "--output", "text:a.txt", "--color", "always")
        self.assertNotIn("\x1b", self.read("a.txt"))

    # Configuration and suppressions

    def test_the_configuration_chooses_and_flags_win(self):
        self.write("djaz.toml", 'select = ["debug-on"]\n')
        self.assertEqual(self.rules_of(self.check_json()), {"debug-on"})
        self.assertIn("allowed-hosts-wildcard", self.rules_of(self.check_json("--isolated")))
        self.assertEqual(self.rules_of(self.check_json("--select", "allowed-hosts-wildcard")),
                         {"allowed-hosts-wildcard"})

    def test_a_mistake_in_the_configuration_is_exit_2_with_its_place(self):
        self.write("djaz.toml", 'selct = ["debug-on"]\n')
        self.usage_error("check", saying="djaz.toml:1:1")
        self.usage_error("check", saying="did you mean `select`?")
        self.usage_error("show", "settings", saying="djaz.toml:1:1")

    def test_suppressions_and_exceptions(self):
        self.write("shop/settings.py", SETTINGS.replace(
            "DEBUG = True", "DEBUG = True  # djaz: ignore[debug-on] -- a demonstration"))
        self.write("djaz.toml", '[[exceptions]]\nrule = "allowed-hosts-wildcard"\n'
                   'reason = "behind a front door"\nowner = "team-x"\n')
        report = self.check_json()
        self.assertIn("debug-on", self.rules_of(report, "suppressed"))
        self.assertIn("allowed-hosts-wildcard", self.rules_of(report, "excepted"))
        notes = [n for r in report["results"] if r["status"] == "excepted" for n in r["notes"]]
        self.assertIn("excepted: behind a front door (owner team-x)", notes)
        self.assertNotIn("debug-on]", self.run_djaz("check").stdout)
        self.assertIn("a demonstration", self.run_djaz("check", "--show-suppressed").stdout)
        sarif = self.run_djaz("check", "--output", "sarif").stdout
        ids = [r["ruleId"] for r in json.loads(sarif)["runs"][0]["results"]]
        code = next(r["code"] for r in report["results"] if r["rule"] == "debug-on")
        self.assertNotIn(code, ids)

    def test_a_suppression_that_does_nothing_is_a_finding(self):
        self.write("shop/settings.py",
                   SETTINGS + "X = 1  # djaz: ignore[debug-on] -- a demonstration\n")
        self.assertIn("suppression-unused", self.rules_of(self.check_json()))

    def test_every_stale_excuse_is_a_finding(self):
        """In comments and, for documents without them, in the configuration."""
        self.write("shop/settings.py", "\n".join([
            'DEBUG = True  # djaz: ignore[debug-on] -- until the fair, expires 2020-03-31',
            'ALLOWED_HOSTS = ["*"]  # djaz: ignore[allowed-hosts-wildcrd] -- behind a front door',
            'SECRET_KEY = "%s"  # djaz: ignore[secret-key-literal]' % SECRET,
            'X = 1  # djaz: ignore[debug-on] -- gone', ""]))
        seen = {(r["rule"], r["location"]["start"]["line"]) for r in self.check_json()["results"]
                if r["status"] == "active" and r["outcome"] == "fail"}
        self.assertLessEqual({
            ("debug-on", 1), ("suppression-expired", 1),
            ("allowed-hosts-wildcard", 2), ("suppression-unknown-rule", 2),
            ("secret-key-literal", 3), ("suppression-without-reason", 3),
            ("suppression-unused", 4)}, seen)

        self.write("shop/settings.py", "DEBUG = False\n")
        self.write("azure/site.json", json.dumps([{
            "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Web/sites/shop",
            "name": "shop", "type": "Microsoft.Web/sites", "kind": "app,linux",
            "location": "West Europe", "resourceGroup": "rg", "httpsOnly": False}]))
        rule = 'rule = "app-https-only-off"'
        self.assertIn("app-https-only-off", self.rules_of(self.check_json()))
        for lines, complaint in (
                ([rule, 'reason = "a front door"', 'resource = "shop"'], None),
                ([rule, 'reason = "a front door"', 'resource = "azure/*.json"'], None),
                ([rule, 'reason = "a front door"', 'expires = "2199-01-01"'], None),
                ([rule, 'reason = "a front door"', 'resource = "other"'], "suppression-unused"),
                ([rule, 'reason = "a front door"', 'expires = "2020-01-01"'], "suppression-expired"),
                ([rule], "suppression-without-reason"),
                (['rule = "app-https-only-of"', 'reason = "r"'], "suppression-unknown-rule")):
            self.write("djaz.toml", "[[exceptions]]\n" + "\n".join(lines) + "\n")
            report = self.check_json()
            with self.subTest(lines):
                if complaint is None:
                    self.assertIn("app-https-only-off", self.rules_of(report, "excepted"))
                    self.assertNotIn("suppression-unused", self.rules_of(report))
                else:
                    self.assertIn("app-https-only-off", self.rules_of(report))
                    places = [(r["location"]["file"], r["location"]["start"]["line"])
                              for r in report["results"] if r["rule"] == complaint]
                    self.assertEqual(places, [("djaz.toml", 1)])

    # Completion

    def complete(self, script, *words):
        """What bash offers when the last word is being typed."""
        driver = script + """
compopt() { echo "compopt $*"; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _djaz
printf '%s\\n' "${COMPREPLY[@]}"
"""
        done = subprocess.run(["bash", "--norc", "-c", driver, "bash", DJAZ, *words], cwd=self.here,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split("\n")[:-1]

    def test_bash_completes_commands_options_and_values(self):
        if shutil.which("bash") is None:
            self.skipTest("there is no bash")
        script = self.run_djaz("completion", "bash").stdout
        self.assertEqual(self.complete(script, "che"), ["check"])
        self.assertEqual(self.complete(script, "show", "t"), ["tree"])
        self.assertEqual(self.complete(script, "check", "--min"), ["--min-severity"])
        self.assertEqual(self.complete(script, "check", "--output", "j"), ["json", "jsonl", "junit"])
        self.assertEqual(self.complete(script, "check", "--output", "=", "sar"), ["sarif"])
        self.assertEqual(self.complete(script, "check", "--color", "="), ["auto", "always", "never"])
        self.assertEqual(self.complete(script, "rule", "debug-o"), ["debug-on"])
        self.assertEqual(self.complete(script, "check", "--select", "hsts-missing,debug-o"),
                         ["hsts-missing,debug-on"])
        self.assertIn("compopt -o default", self.complete(script, "check", "--env-file", ""))
        self.assertIn("compopt -o default", self.complete(script, "check", "sh"))
        self.assertIn("compopt -o dirnames", self.complete(script, "check", "--root", ""))

    def test_completion_knows_whatever_help_knows(self):
        commands, options = [[]], set()
        for command in commands:
            text = self.run_djaz(*command, "--help").stdout
            options |= set(re.findall(r"^  (?:-\w,)?--([\w-]+)", text, re.M))
            listed = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.M)
            if listed:
                names = re.findall(r"^  (\w+)", listed.group(1), re.M)
                commands += [command + [name] for name in names]
        self.assertIn(["show", "tree"], commands)
        self.assertIn("min-severity", options)
        scripts = {shell: self.run_djaz("completion", shell).stdout
                   for shell in ("bash", "zsh", "fish")}
        for option in options:
            self.assertRegex(scripts["bash"], rf"--{option}\b")
            self.assertIn(f"'*--{option}[", scripts["zsh"])
            self.assertIn(f" -l {option} ", scripts["fish"] + " ")
        for command in commands[1:]:
            path = " ".join(["djaz", *command])
            self.assertIn(f"'{path}'", scripts["bash"])
            self.assertIn("_" + path.replace(" ", "_") + "() {", scripts["zsh"])
            self.assertIn(f"'{path}'", scripts["fish"])

    def test_fish_completes_commands_options_and_values(self):
        if shutil.which("fish") is None:
            self.skipTest("there is no fish")
        script = self.run_djaz("completion", "fish").stdout
        with open(os.path.join(self.folder.name, "djaz.fish"), "w", encoding="utf-8") as file:
            file.write(script)
        path = os.path.dirname(os.path.abspath(DJAZ)) + os.pathsep + os.environ["PATH"]
        for line, words in (("djaz che", ["check"]), ("djaz show t", ["tree"]),
                            ("djaz check --output js", ["json", "jsonl"]),
                            ("djaz check --min", ["--min-severity"]),
                            ("djaz rule debug-o", ["debug-on"])):
            done = subprocess.run(
                ["fish", "--no-config", "-c", f"source {file.name}; complete -C '{line}'"],
                cwd=self.here, env={**os.environ, "PATH": path, "HOME": self.folder.name},
                capture_output=True, text=True, timeout=60)
            self.assertEqual([said.split("\t")[0] for said in done.stdout.splitlines()], words, line)

    def test_no_completion_function_is_defined_twice(self):
        for shell, pattern in (("bash", r"^(\w+)\(\)"), ("zsh", r"^(\w+)\(\)"),
                               ("fish", r"^function (\w+)")):
            names = re.findall(pattern, self.run_djaz("completion", shell).stdout, re.M)
            self.assertTrue(names)
            self.assertEqual(len(names), len(set(names)), shell)

    def test_each_shell_can_read_its_completion(self):
        for shell in ("bash", "zsh", "fish"):
            if shutil.which(shell) is None:
                continue
            script = self.run_djaz("completion", shell).stdout
            done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True,
                                  timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""), shell)

    # Standard input

    def test_standard_input_stands_for_the_file(self):
        fixed = SETTINGS.replace("DEBUG = True", "DEBUG = False")
        arguments = ["-", "--stdin-filename", "shop/settings.py"]
        self.assertIn("debug-on", self.rules_of(self.check_json(*arguments, stdin=SETTINGS)))
        self.assertNotIn("debug-on", self.rules_of(self.check_json(*arguments, stdin=fixed)))

    # Rules and settings

    def test_rules_are_listed_and_explained(self):
        rules = json.loads(self.run_djaz("rules", "--output", "json").stdout)
        codes = [rule["code"] for rule in rules]
        self.assertEqual(codes, sorted(codes))
        self.assertTrue({"debug-on", "unreadable-document"} <= {rule["name"] for rule in rules})
        text = self.run_djaz("rules").stdout
        self.assertEqual(len(text.splitlines()), len(rules))
        by_name = self.run_djaz("rule", "debug-on")
        code = next(rule["code"] for rule in rules if rule["name"] == "debug-on")
        self.assertEqual(by_name.stdout, self.run_djaz("rule", code).stdout)
        self.assertIn("Why", by_name.stdout)
        one = json.loads(self.run_djaz("rule", code, "--output", "json").stdout)
        self.assertEqual(one["name"], "debug-on")

    def test_own_rules_stand_beside_the_others(self):
        self.write("rules/acme.toml", OWN_RULE)
        self.write("rules/notes.txt", "no rule")
        found = self.rules_of(self.check_json("--rules", "rules"))
        self.assertTrue({"debug-on", "acme-language-missing"} <= found)
        for word in ("acme-language-missing", "ACME001", "acme-old-name", "acme", "ACME"):
            report = self.check_json("--rules", "rules", "--select", word)
            self.assertEqual(self.rules_of(report), {"acme-language-missing"}, word)
        self.assertNotIn("acme-language-missing", self.rules_of(
            self.check_json("--rules", "rules", "--ignore", "acme-old-name")))
        self.usage_error("check", "--select", "ACME001", saying="no rule, code or tag")
        self.usage_error("check", "--rules", "rules/", "--output", "json:rules/acme.toml",
                         saying="is not written")
        self.assertEqual(self.read("rules/acme.toml"), OWN_RULE)
        self.write("shop/settings.py", SETTINGS.replace(
            "LANGUAGES = ", "# djaz: ignore[acme-old-name] -- we are abroad\nLANGUAGES = "))
        report = self.check_json("--rules", "rules")
        self.assertIn("acme-language-missing", self.rules_of(report, "suppressed"))
        self.assertNotIn("suppression-unused", self.rules_of(report))

    def test_own_rules_are_listed_and_explained(self):
        self.write("rules/acme.toml", OWN_RULE.replace('"ACME001"', '"ACME001"\nstatus = "preview"'))
        self.assertIn("No language of ours is offered (preview)",
                      self.run_djaz("rules", "--rules", "rules").stdout)
        shown = self.run_djaz("rule", "acme-old-name", "--rules", "rules").stdout
        self.assertIn("acme-language-missing (ACME001, warning)", shown)
        self.assertIn("preview: it may still change", shown)
        self.usage_error("rule", "acme-old-nam", "--rules", "rules",
                         saying="did you mean `acme-old-name`?")
        self.assertNotIn("acme-language-missing", self.rules_of(self.check_json("--rules", "rules")))
        for words in (("--profile", "strict"), ("--select", "acme-old-name")):
            report = self.check_json("--rules", "rules", *words)
            self.assertIn("acme-language-missing", self.rules_of(report), words)

    def test_own_rules_that_do_not_load_are_wrong_usage(self):
        self.write("rules/acme.toml", OWN_RULE.replace("none = ", "nonee = "))
        for command in (["check"], ["rules"], ["rule", "debug-on"]):
            done = self.usage_error(*command, "--rules", "rules", saying="did you mean `none`?")
            self.assertIn("rules/acme.toml:9:14", done.stderr)
            self.assertIn("^^^^", done.stderr)
        self.usage_error("rules", "--test", "rules", saying="did you mean `none`?")
        self.write("rules/acme.toml", OWN_RULE)
        self.write("rules/again.toml", OWN_RULE.replace('"ACME001"', '"ACME002"'))
        self.usage_error("check", "--rules", "rules",
                         saying="another rule is called `acme-language-missing` already")
        self.write("rules/again.toml", OWN_RULE.replace('"acme-', '"other-'))
        self.usage_error("check", "--rules", "rules",
                         saying="another rule is called `ACME001` already")
        self.write("rules/again.toml", "[[rule]\n")
        self.usage_error("check", "--rules", "rules", saying="again.toml:1")
        self.write("rules/again.toml", "\xff", encoding="latin-1")
        self.usage_error("check", "--rules", "rules", saying="it is not UTF-8")
        self.usage_error("check", "--rules", "nothing", saying="does not exist")
        self.usage_error("check", "--rules", "shop", saying="holds no file of rules")
        self.usage_error("check", "--rules", "rules/acme.toml",
                         saying="name the directory that holds it")

    def test_a_configuration_in_the_tree_brings_no_rules(self):
        self.write("rules/acme.toml", OWN_RULE)
        self.write("djaz.toml", 'rules = ["rules"]\n')
        self.usage_error("check", saying="own rules are named on the command line")

    def test_own_rules_are_tested(self):
        self.write("rules/acme.toml", OWN_RULE)
        done = self.run_djaz("rules", "--test", "rules")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, "ACME001  acme-language-missing: 2 examples, every condition "
                                      "needed\n1 rule, 2 examples: all in order\n")
        # The bad example is in order, and the rule finds the good one.
        self.write("rules/acme.toml", OWN_RULE.replace('"nl" }', '"en" }'))
        done = self.run_djaz("rules", "--test", "rules")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertIn("acme-language-missing, example 1: expected settings.py:1, found nothing",
                      done.stdout)
        self.assertIn("--> rules/acme.toml:14:1", done.stdout)
        self.assertIn("in order by its own condition", done.stdout)
        self.assertIn("1 rule, 2 examples: 1 rule not in order", done.stdout)
        # A condition that no example needs.
        self.write("rules/acme.toml", OWN_RULE.replace(
            "forbid ", 'unless = { path = "$project.settings.X", present = true }\nforbid '))
        done = self.run_djaz("rules", "--test", "rules")
        self.assertEqual(done.returncode, 1)
        self.assertIn("acme-language-missing: unless is needed by no example", done.stdout)
        self.assertIn("--> rules/acme.toml:9:10", done.stdout)
        self.usage_error("rules", "--test", "rules", "--output", "json", saying="none of")

    def test_settings_as_json_have_the_agreed_shape(self):
        done = self.run_djaz("show", "settings", "--output", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        shown = json.loads(done.stdout)
        self.assertEqual(list(shown), ["module", "named_by", "settings"])
        self.assertEqual(shown["module"], "shop.settings")
        settings = shown["settings"]
        self.assertEqual(shown["named_by"], "shop/wsgi.py")
        place = {"file": "shop/settings.py", "line": 2, "column": 9}
        self.assertEqual(settings["DEBUG"],
                         {"known": True, "value": True, "standing": "known", "place": place})
        self.assertEqual(settings["LANGUAGES"]["value"], [["en", "English"]])
        self.assertTrue(settings["SECRET_KEY"]["secret"])
        self.assertNotIn("value", settings["SECRET_KEY"])
        region = settings["REGION"]
        self.assertEqual(list(region),
                         ["known", "reason", "candidates", "standing", "words", "place", "origin"])
        self.assertEqual(region["standing"], "listed")
        self.assertFalse(region["known"])
        self.assertIn("west", [c["value"] for c in region["candidates"]])
        for candidate in region["candidates"]:
            self.assertEqual(list(candidate)[:2], ["value", "condition"])
        self.assertEqual(region["candidates"][1]["words"], "the text of `REGION`")

    def test_settings_follow_the_environment_that_is_given(self):
        def region(*arguments):
            done = self.run_djaz("show", "settings", "--output", "json", *arguments)
            found = json.loads(done.stdout)["settings"]["REGION"]
            return {key: found[key] for key in ("known", "value")}

        self.assertEqual(region("--env", "REGION=north"), {"known": True, "value": "north"})
        self.write("production.env", "REGION=south\n")
        self.assertEqual(region("--env-file", "production.env"),
                         {"known": True, "value": "south"})
        self.write("other.env", "OTHER=1\n")
        self.assertEqual(region("--env-file", "other.env"), {"known": True, "value": "west"})

    def test_settings_as_text_say_where_they_come_from(self):
        done = self.run_djaz("show", "settings")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("# named by shop/wsgi.py:2\n", done.stdout)
        self.assertIn("DEBUG = True  # shop/settings.py:2\n", done.stdout)
        self.assertIn("REGION is one of  # shop/settings.py:6\n"
                      "    if `REGION` is unset: 'west'\n"
                      "    if `REGION` is set: the text of `REGION`\n", done.stdout)
        self.assertIn("SECRET_KEY = ***", done.stdout)

    def test_settings_as_text_say_what_was_overridden_and_changed(self):
        self.write("shop/production.py", "from .settings import *\nDEBUG = False\n"
                   "APPS.append('tools')\nALLOWED_HOSTS += ['a.example']\n")
        self.write("shop/settings.py", "DEBUG = True\nAPPS = ['shop']\nALLOWED_HOSTS = []\n")
        done = self.run_djaz("show", "settings", "--settings", "shop.production")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("DEBUG = False  # shop/production.py:2\n"
                      "    instead of True in shop/settings.py:1\n", done.stdout)
        self.assertIn("APPS = ['shop', 'tools']  # shop/settings.py:2\n"
                      "    changed in shop/production.py:3\n", done.stdout)
        self.assertIn("ALLOWED_HOSTS = ['a.example']  # shop/settings.py:3\n"
                      "    changed in shop/production.py:4\n", done.stdout)
        done = self.run_djaz("show", "settings", "--settings", "shop.production",
                             "--output", "json")
        shown = json.loads(done.stdout)["settings"]
        place = {"file": "shop/settings.py", "line": 1, "column": 1}
        self.assertEqual(shown["DEBUG"]["overridden"], [{"value": True, "place": place}])
        self.assertEqual(shown["APPS"]["changed"][0]["line"], 3)

    def test_a_tree_is_shown_with_its_places(self):
        done = self.run_djaz("show", "tree", "shop/settings.py")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("ALLOWED_HOSTS", done.stdout)
        self.assertEqual(self.run_djaz("show", "tree", "nothing.py").returncode, 2)
        self.assertEqual(self.run_djaz("show", "tree", "shop").returncode, 2)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    DJAZ = os.path.abspath(sys.argv.pop(1))
    unittest.main()
