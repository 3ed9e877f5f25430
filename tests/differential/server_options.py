"""The options in rules/data/server_options.toml beside those of the servers themselves.

    server_options.py

Compares each server that can be imported, in both directions. Exits 77 where none is installed, or
where Python has no tomllib.
"""

import argparse
import importlib
import pathlib
import sys

DATA = pathlib.Path(__file__).resolve().parents[2] / "rules" / "data" / "server_options.toml"


class Stop(Exception):
    pass


def of_parser(parser):
    """{spelling: what it takes} of an argparse parser; letters by one character."""
    found = {}
    for action in parser._actions:
        takes = {0: "flag", "?": "optional"}.get(action.nargs, "value")
        if type(action).__name__ == "_AppendAction":
            takes = "list"
        long_name = any(option.startswith("--") for option in action.option_strings)
        for option in action.option_strings:
            if long_name:
                found[option.lstrip("-")] = takes
    return found


def gunicorn():
    return of_parser(importlib.import_module("gunicorn.config").Config().parser())


def uvicorn():
    found = {"help": "flag"}
    for option in importlib.import_module("uvicorn.main").main.params:
        if type(option).__name__ == "Option":
            takes = "flag" if option.is_flag else "list" if option.multiple else "value"
            found.update({name.lstrip("-"): takes for name in option.opts + option.secondary_opts})
    return found


def hypercorn():
    main = importlib.import_module("hypercorn.__main__")
    held = {}

    def catch(parser, *_, **__):
        held["parser"] = parser
        raise Stop

    original = argparse.ArgumentParser.parse_args
    argparse.ArgumentParser.parse_args = catch
    try:
        main.main([])
    except Stop:
        pass
    finally:
        argparse.ArgumentParser.parse_args = original
    return of_parser(held["parser"])


def daphne():
    return of_parser(importlib.import_module("daphne.cli").CommandLineInterface().parser)


def waitress():
    found = {"help": "flag", "call": "flag"}
    for name, cast in importlib.import_module("waitress.adjustments").Adjustments._params:
        name = name.replace("_", "-")
        if cast.__name__ == "asbool":
            found.update({name: "flag", "no-" + name: "flag"})
        else:
            found[name] = "list" if name == "listen" else "value"
    return found


def ours(server):
    found = {}
    for takes in ("flag", "value", "list", "optional"):
        found.update({name: takes for name in server.get(takes, [])})
    for spellings in ("same", "short"):
        found.update({short: found[name] for short, name in server.get(spellings, {}).items()})
    return found


def main():
    try:
        import tomllib
    except ImportError:
        return 77
    servers = {server["name"]: server for server in tomllib.loads(DATA.read_text())["server"]}
    compared = bad = 0
    for read in (gunicorn, uvicorn, hypercorn, daphne, waitress):
        try:
            real = read()
        except ImportError:
            continue
        compared += 1
        mine = ours(servers[read.__name__])
        for name in sorted(real.keys() | mine.keys()):
            if real.get(name) != mine.get(name):
                bad += 1
                print(f"{read.__name__} {name}: it has {real.get(name)}, we have {mine.get(name)}")
    print(f"{compared} servers compared, {bad} differences")
    return 1 if bad else 0 if compared else 77


sys.exit(main())
