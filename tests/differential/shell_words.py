"""Our reading of shell words beside bash's own.

    shell_words.py PATH/TO/shell_words [--count N]

Puts words together from pieces (quotes, escapes, continuations, comments, operators, assignments,
redirections, here-documents) with a fixed seed. The command `p` of a bash that is told nothing else
prints its words; what a substitution gives is not compared, only that the word is not known. Exits
77 where there is no bash.
"""

import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

PLAIN = ["a", "b-c", "--d=e", "x.y:z", "#", "a#b", "'q r'", "''", '""', '"s t"', '"\\"\\$\\`\\\\\\u"',
         "\\ ", "\\'", '\\"', "\\#", "'\\'", '"\'"', "'\"'", "$'v'", "$'w\\'x'", "\\\n", '"l\\\nm"',
         "A=1", "-", "é", "%", "'\n'", "{", "}", "=", "if", "1", "\\&", "';'", '"|"', "\\\\"]  # fmt: skip
HOLES = ["$V", "${V}", '"$V"', "$(echo W W)", '"$(echo "W )")"', "`echo W`", "$((1 + (2)))", "${V:-'}'}",
         "$(echo $(echo W))", '"${V:-"a}b"}"']  # fmt: skip
ENDS = ["\n", "\n", "\n", " ;", " &&", " # c 'd\n", " >o\n", " 2>&1\n", " <<< h\n", "\n",
        " <<E\n'x\nE\n", " <<-'E'\n$(\n\tE\n", " >o 2>>o;"]  # fmt: skip
# Printed in front of each command, so that words cannot be taken for a part of the shell's grammar.
PREFACE = "p() { printf '%s\\0' p \"$@\"; echo; }\nset -f\nV=v\n"


def script(randomly):
    out = ""
    for _ in range(randomly.randint(1, 3)):
        out += "p"
        for _ in range(randomly.randint(0, 5)):
            pieces = PLAIN if randomly.random() < 0.85 else HOLES
            word = "".join(randomly.choice(pieces) for _ in range(randomly.randint(1, 3)))
            out += randomly.choice([" ", " ", "  ", "\t"]) + word
        out += randomly.choice(ENDS)
        out += "" if out.endswith("\n") else " "
    return out + "p last\n"


def words(text):
    return [command.split("\0") for command in text.split("\0\n")[:-1]]


def same(ours, theirs):
    """Unknown words may become any number of words; what stands before and after must agree."""
    if "\x01" not in ours:
        return ours == theirs
    first = ours.index("\x01")
    after = len(ours) - 1 - ours[::-1].index("\x01")
    tail = ours[after + 1 :]
    return ours[:first] == theirs[:first] and (not tail or theirs[-len(tail) :] == tail)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--count", type=int, default=600)
    options = parser.parse_args()
    bash = shutil.which("bash")
    if bash is None:
        return 77
    randomly = random.Random(20)
    bad = compared = 0
    with tempfile.TemporaryDirectory() as directory:
        paths, texts = [], []
        for number in range(options.count):
            texts.append(script(randomly))
            paths.append(pathlib.Path(directory, f"{number}.sh"))
            paths[-1].write_text(texts[-1], newline="")
        done = subprocess.run([options.tool, *map(str, paths)], capture_output=True, check=True)
        answers = done.stdout.decode().split("\x02")
        for text, answer in zip(texts, answers):
            run = subprocess.run([bash, "--norc", "-c", PREFACE + text], capture_output=True, cwd=directory)
            if run.returncode != 0 or run.stderr:
                # Not a script at all for bash.
                continue
            theirs, ours = words(run.stdout.decode()), words(answer)
            # A quote behind a comment can make a command of its own, which does not exist.
            if any(command[0] != "p" for command in ours):
                continue
            compared += 1
            hidden = ">o" in text
            # The output of these went to a file.
            if not hidden and (len(ours) != len(theirs) or not all(map(same, ours, theirs))):
                bad += 1
                if bad <= 10:
                    print(f"{text!r}\n  bash {theirs}\n  djaz {ours}")
    print(f"{compared} scripts compared with bash, {bad} differences")
    return 1 if bad or compared < options.count // 2 else 0


sys.exit(main())
