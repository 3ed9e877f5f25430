"""Our reading of dotenv files beside python-dotenv's own.

    dotenv.py PATH/TO/dotenv_dump [--count N]

Writes files of every construct, the usual mistakes, and random mixtures with a fixed seed, and asks
both readers for the names and texts, in order, and for the number of lines that are passed over.
Where python-dotenv cannot be imported it is installed into a virtual environment beside the program,
if a package index can be reached. Exits 77 where that fails.
"""

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile

# The reader whose rules we follow: before it a backslash before a quote meant something else.
WANTED = "python-dotenv>=1.2.4,<1.3"

PIECES = [
    "A", "B", "KEY", "export", "export ", "'q'", "é", "=", "=", "=", " ", " ", "\t", "#", " # c", "'", "'", '"', '"', "\\",
    "\\n", "\\'", '\\"', "\\\\", "\\x", "\n", "\n", "\n", "\r\n", "\r", "\x0b", "\x1c", "\x85", "\u00a0", "\u2003",
    "\u2028", "\u3000", "${A}", "${A:-d}", "${", "}", ":", ":-", "$A", "$(x)", "`x`", "value", "a b", "x#y", "\x00",
    "\x1b[31m", "-", ".", "::", "🦊",
]  # fmt: skip

WHOLE = [
    "", "\n", "A", "A=", "A=1", "A = 1", " A=1", "export A=1", "export  A = 1 ", "export", "export=1", "export =1",
    "export A", "export # c", "# c", " # c\nA=1", "A=1 # c", "A=1#c", "A=#c", "A= #c", "A= # c\nB=2", "A='1'", "A='1' # c",
    "A='1'#c", "A='1' x", "A='1'x\nB=2", 'A="1', "A='1\nB=2", 'A="1\n2"\nB=3', 'A="1\r\n2"', "A='a\\'b'", 'A="a\\"b"',
    'A="\\a\\b\\f\\n\\r\\t\\v\\\\\\z"', "A='\\n\\\\'", "A='x\\\\' # c", "'A'=1", "'A B'=1", "'A\nB'=1", "''=1", "'A=1",
    "=1", "A B=1", "A=1\r\nB=2\rC=3", "A=a b c  ", "A=${B}", "A='${B}'", "A=x${B:-c}y", "A=${B:c}", "A=${B", "A=$B",
    "A=1\nA=2", "A\nB=1", "A=\\", 'A="\\', 'A="\\"', "A=a\\#b", "A=a \\# b", "\ufeffA=1", "A=\"x\"\u00a0# c", "é=ü",
]  # fmt: skip


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


def installed(beside):
    """The interpreter that has python-dotenv, or None."""
    place = os.path.join(beside, "python-dotenv")
    python = os.path.join(place, "bin", "python")
    if not os.path.exists(python):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if subprocess.run([sys.executable, "-m", "venv", place], **quiet).returncode != 0:
            return None
    check = [python, "-c", "import importlib.metadata as m; assert m.version('python-dotenv') >= '1.2.4'"]
    if subprocess.run(check, stderr=subprocess.DEVNULL).returncode != 0:
        pip = [python, "-m", "pip", "install", "--quiet", "--retries", "0", "--timeout", "10", WANTED]
        try:
            subprocess.run(pip, check=True, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError):
            return None
    return python


def inputs(count):
    yield from WHOLE
    generator = random.Random(20260)
    for _ in range(count):
        yield "".join(generator.choice(PIECES) for _ in range(generator.randint(1, 24)))


def their_reading(path):
    from dotenv.parser import parse_stream

    with open(path, encoding="utf-8") as stream:
        bindings = list(parse_stream(stream))
    return {
        "bindings": [[binding.key, binding.value] for binding in bindings if binding.key is not None],
        "problems": sum(binding.error for binding in bindings),
    }


def agree(theirs, ours):
    from dotenv.variables import Variable, parse_variables

    if theirs["problems"] != ours["problems"] or len(theirs["bindings"]) != len(ours["bindings"]):
        return False
    for (key, value), (name, text) in zip(theirs["bindings"], ours["bindings"]):
        if key != name:
            return False
        atoms = list(parse_variables(value)) if value is not None else []
        if any(isinstance(atom, Variable) for atom in atoms):
            prefix = "" if isinstance(atoms[0], Variable) else atoms[0].value
            if text != {"prefix": prefix}:
                return False
        elif text != value:
            return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=4000)
    arguments = parser.parse_args()
    # This file is called like the package.
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != os.path.dirname(os.path.abspath(__file__))]
    try:
        import dotenv.variables  # noqa: F401
        from importlib.metadata import version

        if version("python-dotenv") < "1.2.4":
            raise ImportError
    except ImportError:
        if os.environ.get("DJAZ_DOTENV_TRIED"):
            skip("python-dotenv cannot be imported")
        python = installed(os.path.dirname(os.path.abspath(arguments.program)))
        if python is None:
            skip("python-dotenv is not installed, and no package index can be reached")
        os.environ["DJAZ_DOTENV_TRIED"] = "1"
        os.execv(python, [python, os.path.abspath(__file__), os.path.abspath(arguments.program), "--count", str(arguments.count)])

    with tempfile.TemporaryDirectory(prefix="djaz-dotenv-") as directory:
        names = []
        for index, text in enumerate(inputs(arguments.count)):
            names.append(os.path.join(directory, f"{index}.env"))
            with open(names[-1], "w", encoding="utf-8", newline="") as out:
                # The mark is taken away before either of us parses.
                out.write(text.removeprefix("\ufeff"))
        run = subprocess.run([os.path.abspath(arguments.program)] + names, capture_output=True, check=True)
        dumped = [json.loads(line) for line in run.stdout.split(b"\n") if line]
        assert len(dumped) == len(names), "the program skipped a file"
        wrong = bindings = problems = 0
        for name, ours in zip(names, dumped):
            theirs = their_reading(name)
            bindings += len(theirs["bindings"])
            problems += theirs["problems"]
            if not agree(theirs, ours):
                wrong += 1
                with io.open(name, "rb") as source:
                    print(f"{source.read()!r}: theirs {theirs}, ours {ours}")
    print(f"{len(names)} files, {bindings} variables, {problems} lines passed over, {wrong} files read otherwise here")
    # A test that compares nothing must not pass.
    if bindings < 1000 or problems < 1000:
        print("too few cases of a kind")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
