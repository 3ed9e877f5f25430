"""dj-database-url and django-environ beside the evaluator: URLs made at random, parsed by both.

What the evaluator calls known must be what the library gives. Needs both libraries: point
DJAZ_URL_PYTHON at an interpreter that has them; without one the comparison is skipped, and says so.
Usage: python_urls.py PROGRAM [--count N] [--seed N]
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import python_values

SCHEMES = ["postgres", "postgresql", "pgsql", "psql", "postgis", "mysql", "mysql2", "mysqlgis", "sqlite",
           "spatialite", "oracle", "mssql", "mssqlms", "cockroach", "cockroachdb", "redshift", "timescale",
           "ldap", "POSTGRES", "unheard", "pyodbc", "oraclegis", "mysql-connector", "prometheus_postgresql"]
CACHES = ["dbcache", "dummycache", "filecache", "locmemcache", "memcache", "pymemcache", "pylibmc",
          "rediscache", "redis", "rediss", "unheard"]
MAILS = ["smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "dummymail", "unheard"]
USERS = ["", "u@", "u:p@", "u:@", ":p@", "us%40er:p%3Ass@", "u:p:q@", "a@b:c@", "%C3%A9:%FF@", "U:p+q@"]
HOSTS = ["", "h", "Host.Example.COM", "127.0.0.1", "%2Fvar%2Frun", "[::1]", "h1,h2", "h-1_x", "h%20x"]
PORTS = ["", ":", ":5432", ":0", ":99999", ":x", ":1,2"]
PATHS = ["", "/", "/db", "//var/lib/x.sqlite3", "/a/b/c", "/d%20b", "/d+b", "/db;x=1", "/cloudsql/p:r:i/db",
         "//cloudsql/p:r:i/db", "/:memory:", "/é", "/0", "/%2Fsock/db"]
QUERIES = ["", "", "?", "?sslmode=require", "?a=1&b=true&c=x&a=2", "?conn_max_age=60&x=y", "?ssl-ca=/p.pem",
           "?currentSchema=s", "?currentSchema=", "?x=%C3%A9&y=+z", "?flag", "?atomic_requests=True&n=007",
           "?currentSchema=0", "?timeout=5&key_prefix=k", "#frag", "?a=1#frag"]
OPTIONS = ["", ", conn_max_age=600", ", ssl_require=True", ", ssl_require=False", ", engine='my.engine'",
           ", conn_health_checks=True", ", ssl_require=True, conn_max_age=None", ", test_options={'NAME': 't'}",
           ", disable_server_side_cursors=True", ", engine=''", ", ssl_require='' or X"]


def url(chance, schemes):
    special = chance.random()
    if special < 0.06:
        return chance.choice(["sqlite://:memory:", "", "sqlite://", "sqlite:///", "db", "postgres:/x", "$OTHER",
                              "sqlite:////abs/x.db", "postgres://", "://", "mysql:x", " postgres://h/d"])
    return (chance.choice(schemes) + "://" + chance.choice(USERS) + chance.choice(HOSTS) + chance.choice(PORTS)
            + chance.choice(PATHS) + chance.choice(QUERIES))


def module(chance):
    """One way to read a URL, from a literal, a default or a variable."""
    lines = ["import os, dj_database_url, environ", "X = False", "env = environ.Env()"]
    variables = {}
    kind = chance.choice(["parse", "config", "db", "db_url", "cache", "email", "class", "scheme"])
    text = url(chance, {"cache": CACHES, "email": MAILS}.get(kind, SCHEMES))
    given = repr(text)
    name = {"cache": "CACHE_URL", "email": "EMAIL_URL"}.get(kind, "DATABASE_URL")
    how = chance.choice(["default", "variable", "both", "none"])
    if how in ("variable", "both"):
        variables[name] = text
        given = repr(url(chance, SCHEMES))
    default = {"default": f", default={given}", "both": f", default={given}", "variable": "",
               "none": chance.choice(["", ", default=''", ", default=None"])}[how]
    engine = chance.choice(["", "", "", ", engine='my.engine'", ", engine='mysql'", ", engine=None"])
    backend = chance.choice(["", "", "", ", backend='my.backend'"])
    if kind == "parse":
        lines.append(f"N1 = dj_database_url.parse({repr(text)}{chance.choice(OPTIONS)})")
    elif kind == "config":
        lines.append(f"N1 = dj_database_url.config({(chance.choice(['', 'env=']) + repr(name) + default) if chance.random() < 0.5 else default[2:]}"
                     f"{chance.choice(OPTIONS)})".replace("(, ", "("))
    elif kind in ("db", "db_url"):
        lines.append(f"N1 = env.{kind}('DATABASE_URL'{default}{engine})")
    elif kind == "class":
        lines.append(f"N1 = environ.Env.db_url_config({repr(text)})")
    elif kind == "scheme":
        lines[2] = f"env = environ.Env(DATABASE_URL=(str, {repr(text)}))"
        lines.append("N1 = env.db()")
    elif kind == "cache":
        lines.append(f"N1 = env.{chance.choice(['cache', 'cache_url'])}({repr(name)}{default}{backend})")
    else:
        lines.append(f"N1 = env.{chance.choice(['email', 'email_url'])}({repr(name)}{default}{backend})")
        lines.append("EMAIL_PORT = 7")
        lines.append("globals().update(N1)")
    return "\n".join(lines) + "\n", variables, kind


def interpreter():
    for python in (os.environ.get("DJAZ_URL_PYTHON"), sys.executable):
        if python and subprocess.run([python, "-c", "import dj_database_url, environ"],
                                     capture_output=True).returncode == 0:
            return python
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20261121)
    given = parser.parse_args()
    python = interpreter()
    if python is None:
        print("skipped: no Python with dj-database-url and django-environ (set DJAZ_URL_PYTHON)")
        return 77
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = str(pathlib.Path(folder).resolve())
        runs = []
        for number in range(given.count):
            text, variables, kind = module(chance)
            name = f"m{number}"
            pathlib.Path(root, name + ".py").write_text(text)
            runs.append((name, variables, text, kind, chance.random() < 0.3))
        listing = pathlib.Path(root, "listing.txt")
        listing.write_text("".join(json.dumps([n, v]) + "\n" for n, v, *_ in runs))
        subprocess.run([python, "-W", "ignore", "-c", "import dj_database_url, environ, django.core.exceptions\n" + python_values.RUNNER, root, str(listing)], check=True,
                       stderr=subprocess.DEVNULL)
        lines = ""
        for name, variables, _, _, hidden in runs:
            parts = [name]
            for v in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL"):
                if hidden:
                    parts += ["--unknown", v]
                elif v in variables:
                    parts.append(f"{v}={variables[v]}")
            lines += "\t".join(parts) + "\n"
        ours = subprocess.run([given.program, root, "-"], input=lines, capture_output=True, text=True, check=True)
        results = [json.loads(line) for line in ours.stdout.splitlines()]
        expected = [json.loads(line) for line in open(root + "/expected.txt")]
    wrong = known = compared = raised_there = 0
    for (name, variables, text, kind, hidden), mine, (raised, theirs) in zip(runs, results, expected):
        if raised is not None:
            raised_there += 1
            continue
        problems = ["said to raise"] if mine["raises"] else []
        if not problems:
            value = mine["names"].get("N1")
            # A URL that is not known is taken to be one that works, and no database in memory.
            memory = hidden and variables.get("DATABASE_URL") == "sqlite://:memory:"
            for key in ("N1", "EMAIL_HOST", "EMAIL_PORT"):
                if key in theirs and not memory and key in mine["names"]:
                    compared += 1
                    reason = python_values.allows(mine["names"][key], theirs[key], root)
                    if reason:
                        problems.append(f"{key}: {reason}")
            known += not hidden and isinstance(value, dict) and "dict" in value
        if problems:
            wrong += 1
            if wrong <= 20:
                print(f"{name} with {variables}, hidden {hidden}: {problems}\n{text}{theirs.get('N1')}\n")
    print(f"{len(runs)} runs ({raised_there} raise), {compared} values compared, {known} dicts known, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
