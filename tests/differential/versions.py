"""Our order of versions, specifiers and markers beside those of Python's `packaging`.

    versions.py PATH/TO/versions_dump [--count N]

Random versions and specifiers from a fixed seed, built so that ends of ranges meet often. A version
that we say fits must fit; where we say that none does, none of a dense set of versions may. Exits 77
where `packaging` cannot be imported, neither its own nor the one within pip, or is too old.
"""

import argparse
import itertools
import random
import subprocess
import sys

OLDEST = 26

try:
    import packaging
    from packaging.markers import Marker
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version
except ImportError:
    try:
        from pip._vendor import packaging
        from pip._vendor.packaging.markers import Marker
        from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
        from pip._vendor.packaging.version import InvalidVersion, Version
    except ImportError as error:
        print("skipped: packaging cannot be imported:", error)
        sys.exit(77)

if int(packaging.__version__.split(".")[0]) < OLDEST:
    print(f"skipped: packaging {packaging.__version__} is older than {OLDEST}: its `<` and `>` differ")
    sys.exit(77)

WRITTEN = """1 1.0 1.0.0 v1.0 1.0a1 1.0-alpha.1 1.0b 1.0c2 1.0rc2 1.0preview3 1.0.post1 1.0-1 1.0rev2 1.0r2 1.0.dev0
1.0.dev 1.0a1.dev2 1.0a1.post2 1.0.post1.dev3 1.0+x 1.0+1 1.0+1.x 1.0+01 1.0+x.1 1.0+a_b-c 1!1.0 0!1.0 01.02 1.10 1.9 2
1..0 1. .1 1.0- 1.0+ 1.0a1b1 latest 1.0.dev1.post1 1.0.post 1.0a 1.0_a_1 1.0.a.1 1.0post 1.0.rc 99999999999999999999.1 x""".split()

MARKERS = """python_version < "3.12" | python_version>='3.10' | "3.9" < python_version | python_version == "3.*"
python_version in "3.10 3.11" | "3.1" in python_version | python_version not in "3.12" | sys_platform == "win32"
sys_platform != 'win32' | "linux" in sys_platform | os_name == "posix" and python_version > "3.10"
os_name == "nt" or python_version < "3.11" | (os_name == "nt" or os_name == "posix") and python_version ~= "3.9"
python_version < "3" and os_name == "x" or sys_platform == "linux" | platform_system == "Linux" | extra == "azure"
platform_python_implementation == 'CPython' | platform_python_implementation != "PyPy" | implementation_name == "cpython"
python_full_version < "3.9.1" | python_full_version >= "3.11" | python_version == "3.10" | python_version != "3.12"
""".replace("\n", "|").split("|")


def release(dice):
    return ".".join(str(dice.choice([0, 1, 2, 9, 10])) for _ in range(dice.randint(1, 3)))


def version(dice):
    text = release(dice)
    if dice.random() < 0.25:
        text += dice.choice(["a", "b", "rc"]) + str(dice.randint(0, 2))
    if dice.random() < 0.15:
        text += f".post{dice.randint(0, 2)}"
    if dice.random() < 0.15:
        text += f".dev{dice.randint(0, 2)}"
    if dice.random() < 0.1:
        text += "+" + dice.choice(["x", "1", "1.x"])
    return ("1!" if dice.random() < 0.05 else "") + text


def specifier(dice):
    op = dice.choice(["==", "==", "!=", "<", "<=", ">", ">=", "~=", "===", "==*", "!=*"])
    if op.endswith("*"):
        return op[:2] + release(dice) + ".*"
    if op == "~=":
        return op + release(dice) + "." + str(dice.randint(0, 2))
    text = version(dice)
    return op + (text.split("+")[0] if op not in ("==", "!=", "===") else text)


def specifiers(dice):
    while True:
        text = ",".join(specifier(dice) for _ in range(dice.randint(1, 3)))
        try:
            return text, SpecifierSet(text)
        except InvalidSpecifier:
            continue


def dense():
    tails = ["", "a0", "a1", "a2", "b1", "rc1", "rc2", ".post0", ".post1", ".post2", ".dev0", ".dev1", "a1.dev0", ".post1.dev1", "+x"]
    numbers = [0, 1, 2, 3, 9, 10, 11]
    for first, second in itertools.product(numbers, numbers):
        for third in (None, 0, 1, 2, 9, 10):
            base = f"{first}.{second}" + ("" if third is None else f".{third}")
            for tail in tails if third in (None, 1) else [""]:
                yield Version(base + tail)
                yield Version("1!" + base + tail)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("--count", type=int, default=3000)
    options = parser.parse_args()
    dice = random.Random(440)
    questions, checks = [], []

    def ask(question, check):
        questions.append(question)
        checks.append(check)

    def order(left, right):
        def check(answer):
            try:
                a, b = Version(left), Version(right)
            except InvalidVersion:
                return answer == "invalid"
            return answer == ("<" if a < b else ">" if b < a else "=") + " " + str(a)

        ask(f"order\t{left}\t{right}", check)

    for left, right in itertools.product(WRITTEN, WRITTEN):
        order(left, right)
    for _ in range(options.count):
        order(version(dice), version(dice))
    for _ in range(options.count * 3):
        text, wanted = specifiers(dice)
        have = version(dice)
        if dice.random() < 0.5:
            # Near one of the ends.
            have = dice.choice(text.split(",")).lstrip("=!~<>").replace(".*", "") + dice.choice(["", ".0", ".1", ".post1", ".dev1", "a1"])
            try:
                Version(have)
            except InvalidVersion:
                continue
        if "===" in text and str(Version(have)) != have:
            continue
        expected = "yes" if wanted.contains(Version(have), prereleases=True) else "no"
        ask(f"allow\t{text}\t{have}", lambda answer, expected=expected: answer == expected)
    universe = list(dense())
    empty = 0
    for _ in range(options.count // 3):
        text, wanted = specifiers(dice)

        def check(answer, text=text, wanted=wanted):
            nonlocal empty
            if answer != "-":
                return "===" in text or wanted.contains(Version(answer), prereleases=True)
            empty += 1
            return not any(wanted.contains(each, prereleases=True) for each in universe)

        ask(f"fit\t{text}", check)
    for marker in filter(str.strip, MARKERS):
        for python in ("3.9", "3.10", "3.11", "3.12", "3.14"):
            def check(answer, marker=marker.strip(), python=python):
                holds = {
                    Marker(marker).evaluate({"python_version": python, "python_full_version": f"{python}.{patch}", "os_name": "posix",
                        "sys_platform": "linux", "platform_system": "Linux", "platform_python_implementation": "CPython",
                        "implementation_name": "cpython", "extra": ""})
                    for patch in (0, 1, 7, 99)
                }
                return answer == "unknown" if len(holds) == 2 else answer in ("unknown" if "full" in marker else "", "yes" if True in holds else "no")

            ask(f"marker\t{marker.strip()}\t{python}", check)
    done = subprocess.run([options.dump], input="\n".join(questions) + "\n", capture_output=True, text=True, check=True)
    answers = done.stdout.splitlines()
    assert len(answers) == len(questions), (len(answers), len(questions))
    wrong = [(q, a) for q, a, check in zip(questions, answers, checks) if not check(a)]
    for question, answer in wrong[:20]:
        print("differs:", question.replace("\t", " | "), "->", answer)
    print(len(questions), "questions,", empty, "empty ranges,", len(wrong), "differences")
    assert empty > 50
    return bool(wrong)


sys.exit(main())
