"""Our reading of requirements files beside pip's own.

    requirements.py PATH/TO/requirements_dump [--count N] [--keep DIR]

Writes files of one logical line each (every construct, the usual mistakes, and random mixtures with a
fixed seed) plus some whole files in several encodings, and asks both readers: is the line accepted,
and which name, versions, extras, URL, marker, includes and options does it hold? Exits 77 where pip
cannot be imported or is older than the one whose rules we follow.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

OLDEST = 26


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


try:
    import pip
    from pip._internal.exceptions import PipError
    from pip._internal.req import req_file
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._vendor.packaging.requirements import InvalidRequirement
    from pip._vendor.packaging.utils import canonicalize_name
except ImportError as error:
    skip(f"pip cannot be imported ({error})")

if int(pip.__version__.split(".")[0]) < OLDEST:
    skip(f"pip {pip.__version__} is older than {OLDEST}: its grammar differs")

PINS = """
django==4.2.1 | django == 4.2.1 | django===4.2.1 | django>=4.2,<5 | django>=4.2, <5 | django>=4.2,
django!=4.1.* | django==4.* | django==4.2.* | django==4.2a1.* | django==4.2+local | django>=4.2+local
django~=4.2 | django~=4 | django~=4.2.1 | django~=4.2rc1 | django<4.2.post1 | django>v4.2 | django==V4.2
django==1!4.2 | django==4.2.dev0 | django==4.2-1 | django==4.2.post | django==4.2a | django==4.2a- | django==4.2rc.1
django==4.2alpha1.post2.dev3+x.y-z_1 | django==4.2preview1 | django==4.2c1 | django==4.2rev3 | django==4.2.r3
django==4.2- | django==4.2. | django==4..2 | django== | django=== | django=4.2 | django=>4.2 | django=<5 | django^4
django~4.2 | django==latest | django>=4.* | django<5.* | django!=4.2+x | django<4.2+x | django==4.2+ | django==4.2+x..y
django (>=4.2) | django (>=4.2,<5) | django(>=4.2 | django() | django ( ) | django >=4.2) | django>=4.2,,<5 | django,
django>=4.2 <5 | django 4.2 | django===a,b | django===foo*bar | django===4.2 ; os_name=='nt' | django ===  4.2
django==4.2==4.3 | django==4.2;|django==4.2; | django ; | ;django | django==4.2,==4.2
""".replace("\n", "|").split("|")

NAMES = """
a | A.b_c-d | _x | x_ | x- | x. | 9lives | dj\u00e4ngo | x\u00e4 | x y | x, y | "django" | 'django==4.2' | django# | django#x
django # c | django\t# c | #only | # only | django\u00a0==4.2 | django==\u00a04.2 | django\u2009# c | \ufeffdjango | django\u2013x
django\u200b | \u00a0django\u00a0 | -x | --x | = | == | * | . | .. | ./ | / | ~ | \\ | django\\ | \\django | django \\ | \\\\
<html> | {x} | [x] | (x) | @ | @x | ! | $X | ${x} | $ | % | & | + | django+x | django:x | django? | django!
""".replace("\n", "|").split("|")

EXTRAS = """
django[argon2] | django [argon2] | django[argon2,bcrypt] | django[ argon2 , bcrypt ] | django[] | django[ ] | django[a,]
django[,a] | django[a b] | django[a | django]a | django[a]b | django[a][b] | django[A.b_C] | django[a]==4.2 | django[a]>=4 ; os_name=='x'
django[a] @ https://host/x.zip | django[-a] | django[a-] | django==4.2[a] | storages[azure]>=1,<2
""".replace("\n", "|").split("|")

MARKERS = """
a; python_version<'3' | a ; python_version < "3.8" | a;python_version<'3'and os_name=='nt' | a; os.name=='nt' | a; sys.platform!='x'
a; platform_machine=='x' | a; platform.machine=='x' | a; platform.python_implementation=='x' | a; python_implementation=='x'
a; implementation_name=='x' or implementation_version=='y' | a; extra=='x' | a; 'x' in extras | a; 'x' in dependency_groups
a; 'a' == 'b' | a; python_version | a; python_version< | a; <'3' | a; python_version='3' | a; python_version<3 | a; foo=='x'
a; python_version not in '3 4' | a; python_version not  in '3' | a; python_version notin '3' | a; python_version in '3'
a; (python_version<'3') | a; ((python_version<'3') and (os_name=='x')) | a; (python_version<'3' | a; python_version<'3')
a; python_version<'3' and | a; and | a; python_version<'3' or (os_name=='x' and os_name=='y') | a; python_version<"3' | a; '\\x' == 'a'
a; os_name == 'a\\n' | a; platform_releases=='x' | a; python_version<'3' ; os_name=='x' | a>=1,<2;python_version~='3.8' | a; os_name === 'x'
a; python_full_version<'3' xor os_name=='x' | a; platform_system == "Win dows" | a;  ( os_name == 'x' )  | a; ()
""".replace("\n", "|").split("|")

URLS = """
a @ https://host/x.zip | a@https://host/x.zip | a @https://host/x.zip | a @ https://host/x.zip ; os_name=='x' | a @ https://host/x.zip; os_name=='x'
a @ https://host/x.zip;os_name=='x' | a @ | a @ b c | a @ javascript:alert(1) | a @ git+https://host/r.git@main | a @ git+https://host/r.git@v1#egg=a
a @ https://host/x#egg=b | a @ https://host/x#egg=b[c] | a @ file:///x | a @ file://host/x | a @ file://localhost/x | a @ ./x | a @ x
a[b] @ git+ssh://git@host/r.git | a >=1 @ https://host/x | https://host/x.zip | https://host/x-1.0-py3-none-any.whl
https://host/x-1.0-py3-none.whl | https://host/x_y-1.0-1-py3-none-any.whl | https://host/x.zip#egg=name | https://host/x.zip#egg=na[me]
https://host/x.zip#egg=name&subdirectory=y | https://host/x.zip#sha256=abc&egg=name | https://host/x.zip ; os_name=='x' | https://host/x.zip; os_name=='x'
https://host/x.zip;os_name=='x' | https://host/x.zip; | http://u:p@host/x.zip | HTTPS://host/x.zip | ftp://host/x.zip | ssh://host/x.zip
git+https://host/r.git | git+https://host/r.git@main#egg=n | git+git@host:r.git | git+ssh://git@host/r.git#egg=n | git+git://host/r.git
git://host/r.git | hg+https://host/r | svn+svn://host/r | bzr+lp:x | git+foo://host/r | file:///x/y | file:x | file://host/x | x://y
https:// | https: | https://[::1]/x.zip | https://[::1/x.zip | https://host/a b.zip | git@host:r.git | x.zip | ./x.zip | x-1.0-py3-none-any.whl
x.tar.gz | x.tgz[a] | x.whl | dir/x.zip ; os_name=='x' | x@y.zip | ./x@y.zip | django==4.2.zip | .zip | x.ZIP | x.exe | x.tar.bz2 | a==1.tar
""".replace("\n", "|").split("|")

OPTIONS = """
--index-url https://host/s | --index-url=https://host/s | -i https://host/s | -ihttps://host/s | -i=https://host/s | --pypi-url x | --index x
--extra-index-url https://host/s | --extra-index https://host/s | --extra x | --e x | --no-index | --no-index=x | --no-i | --no x
--find-links x | -f x | -fx | --find x | --no-binary :all: | --no-binary=:none: | --no-binary a,b | --no-binary -x | --no-binary | --only-binary :all:
--prefer-binary | --prefer | --require-hashes | --require | --requ | --require-h | --requirement-x | --no-require-hashes | --pre | --pref
--all-releases :all: | --only-final a | --only | --trusted-host h | --trusted h | --use-feature fast-deps | --use-feature truststore | --use-feature x
--use-feature=fast-deps | --global-option x | --install-option=x | -U | --upgrade | --no-deps | --user | --process-dependency-links | -z | - | -- | -- x
--hash=sha256:a | --hash=md5:a | a --hash=sha256:a | a --hash sha256:a | a --hash=sha1:a | a --hash=sha256 | a --hash=sha512:a --hash=sha384:b | a --hash=:x
a --ha=sha256:a | a==1 --hash=sha256:a | a==1\t--hash=sha256:a | a==1  --hash=sha256:a | a; os_name=='x' --hash=sha256:a | a --config-settings x=y | a -C x=y
a -Cx=y | a -C x | a --config-settings "x=y z" | a --global-option=x | a --install-option="x" | a -r x.txt | a --pre | a -i x --pre | a -e b | a b -r c
a --hash="sha256:a | a --hash='sha256:a' | a --hash=sha256:a b | a \\ | -i "x | -i 'x y' | -i x\\ y | -i "a\\"b" | -i "a\\b" | -i '' | -i
-c | -r | -e | --pre --no-index | --pre x | x --pre y | -i a -i b | -f a -f b | --pre-x | -rx --pre | --pre -- x | --trusted-host a --trusted-host b
""".replace("\n", "|").split("|")

INCLUDES = """
-r inc.txt | -rinc.txt | --requirement inc.txt | --requirement=inc.txt | --req inc.txt | --requirem inc.txt | -c con.txt | -ccon.txt | --constraint con.txt
--constr con.txt | --constraint=con.txt | -r inc.txt -r other.txt | -c con.txt -r inc.txt | -r 'inc.txt' | -r "inc.txt" # c | -r inc.txt extra words
-r inc.txt --pre | -r  inc.txt | -r=inc.txt | -R inc.txt | - r inc.txt | r inc.txt
""".replace("\n", "|").split("|")

EDITABLES = """
-e git+https://host/r.git#egg=n | -e git+https://host/r.git | -e git+https://host/r.git@main#egg=n | -e git+https://host/r.git#egg=n[x] | -e https://host/r.zip#egg=n
-e "n @ git+https://host/r.git" | -e 'n[x] @ git+https://host/r.git ; os_name=="x"' | -e n @ git+https://host/r.git | -e "n @ https://host/x.zip"
-e git://host/r.git#egg=n | -e svn:x#egg=n | -e hg+https://host/r#egg=n | -e file:///x | -e file:///x#egg=n | -e file:///x[a] | -e git+git@host:r#egg=n
-e git+https://host/r.git#egg=n&subdirectory=s | -egit+https://host/r.git#egg=n | --editable git+https://host/r.git#egg=n | --editable=git+https://host/r.git#egg=n
-e git+https://host/r.git#egg=n -e git+https://host/q.git#egg=m | -e git+https://host/r.git#egg=n --hash=sha256:a | -e "git+https://host/r.git#egg=n | -e ''
-e git+https://host/r.git#egg=n ; os_name=='x' | -e django==4.2
""".replace("\n", "|").split("|")

FILES = [
    "django \\\n==4.2\n",
    "django\\\n==4.2\\\n\n",
    "django \\\n# c\n==4.2\n",
    "django \\ \n==4.2\n",
    "\\\n\\\ndjango\n",
    "django==4.2 \\\n    --hash=sha256:a \\\n    --hash=sha256:b\n",
    "django # c \\\n==4.2\n",
    "# c \\\ndjango\n",
    "  # c \\\ndjango\n",
    "django\r==4.2\r\nx\n",
    "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\n",
    "a\x1fb\n",
    "a\x1f# c\n",
    "\\\\django\\\\\n==4.2\n",
    "x\\\n\ny\n",
    "a # b # c\n   b#c\n  c  \n",
    "-r inc.txt\n-c con.txt\ndjango\n",
    "${UNSET_NAME_XYZ}\n",
    "a==1 \\\n",
    "a==1 \\\n# end",
    "",
    "\n\n  \n\t\n",
]

ENCODED = [
    ("utf-8-sig", "django==4.2\n"),
    ("utf-16", "django==4.2\nflask\n"),
    ("utf-16-be", "\ufeffdjango==4.2\nfl\u00e4sk\n"),
    ("utf-32", "django==4.2\n"),
    ("utf-32-be", "\ufeffdjango==4.2\n"),
    ("latin-1", "# coding: latin-1\ndjango # \u00e4\n"),
    ("latin-1", "# c\n# -*- coding=iso-8859-1 -*-\ndjango # \u00e4\n"),
    ("cp1252", "# coding: cp1252\ndjango # \u20ac\n"),
    ("ascii", "# coding: ascii\ndjango\n"),
    ("latin-1", "# coding: ascii\ndjango # \u00e4\n"),
    ("latin-1", "# coding: utf-8\ndjango # \u00e4\n"),
    ("utf-8", "# \u00e4\ndjango\n"),
    ("utf-8", " # coding: latin-1\ndjango # \u00e4\n"),
    ("utf-8", "# coding: no-such-codec\ndjango\n"),
]


def random_line(rng):
    parts = {
        "name": ["django", "Py.yaml", "a_b-c", "x", "9z", "a--b", "A"],
        "extra": ["", "", "", "[a]", "[a,b]", "[ a ]", "[a", "[]", "[a,]"],
        "blank": ["", "", "", "", "", " ", " ", "  ", "\t", "\u00a0"],
        "op": ["==", "==", ">=", "<", "<=", "!=", "~=", ">", "===", "=", "^", "~", "=>", "@", ""],
        "version": ["1", "1.2", "4.2.1", "1.*", "2a1", "1.0.post1", "3.dev2", "1+x", "v2", "x", "", "1!2", "1.2.*", "1-1", "1..2"],
        "join": [",", ", ", " , ", ",,", " ", ";"],
        "marker": ["", "", "", ";os_name=='x'", " ; python_version < '3'", "; (os_name=='x')", ";", "; x", " ;os_name=='x' and extra=='y'"],
        "tail": ["", "", "", " # c", "# c", " --hash=sha256:a", " --pre", " -r inc.txt", "\t--hash=sha256:a", " \\", " x", "-x"],
    }
    pick = lambda key: rng.choice(parts[key])
    line = pick("blank") + pick("name") + pick("blank") + pick("extra") + pick("blank")
    line += pick("op") + pick("blank") + pick("version")
    while rng.random() < 0.3:
        line += pick("join") + pick("op") + pick("blank") + pick("version")
    line += pick("blank") + pick("marker") + pick("blank") + pick("tail")
    if rng.random() < 0.15:
        cut = rng.randrange(len(line) + 1)
        line = line[:cut] + rng.choice(["\\\n", " \\\n", "'", '"', "-", " -", "#", " #", ",", "[", "]", "\x0c"]) + line[cut:]
    return line


def mutated_line(rng, lines):
    """A line of the tables with a character or two changed."""
    line = rng.choice(lines)
    for _ in range(rng.choice([1, 1, 2])):
        at = rng.randrange(len(line) + 1)
        line = line[:at] + rng.choice(["", "", " ", "-", ".", "'", '"', ";", ",", "=", "[", "]", "(", ")", "@", "1", "a", "/", "#", "\t", ":"]) + line[at + rng.choice([0, 1]):]
    return line


def pip_reading(path):
    """A dictionary of what pip makes of the file, or None where it refuses."""
    result = {"requirements": [], "includes": [], "options": []}
    try:
        content = req_file.get_file_content(path, None)[1]
        parse = req_file.get_line_parser(None)
        for number, line in req_file.preprocess(content):
            args, opts = parse(line)
            parsed = req_file.ParsedLine(path, number, args, opts, False)
            if parsed.requirement is None:
                if opts.requirements or opts.constraints:
                    first = opts.requirements or opts.constraints
                    kind = "requirement" if opts.requirements else "constraint"
                    result["includes"].append([kind, first[0]])
                else:
                    result["options"] += read_options(opts)
                continue
            handled = req_file.handle_requirement_line(parsed)
            result["requirements"].append(read_requirement(handled))
    # pip lets some mistakes out as plain Python errors; it stops all the same.
    except (PipError, InvalidRequirement, req_file.OptionParsingError, ValueError, LookupError, OSError, RecursionError):
        return None
    return result


def read_options(opts):
    found = []
    if opts.index_url is not None:
        found.append(["index-url", opts.index_url])
    found += [["extra-index-url", url] for url in opts.extra_index_urls]
    found += [["find-links", url] for url in opts.find_links[:1]]
    found += [["trusted-host", host] for host in opts.trusted_hosts]
    found += [["use-feature", name] for name in opts.features_enabled]
    # pip 26.3 keeps one list for all its parsers.
    opts.features_enabled.clear()
    for flag in ("no_index", "prefer_binary", "require_hashes", "no_require_hashes", "pre"):
        if getattr(opts, flag):
            found.append([flag.replace("_", "-"), ""])
    return sorted(found)


def read_requirement(handled):
    made = install_req_from_parsed_requirement(handled)
    options = handled.options or {}
    hashes = [f"{name}:{value}" for name, values in options.get("hashes", {}).items() for value in values]
    link = made.original_link
    # What a wheel's file name says is no specifier of the requirement.
    named_by_file = link is not None and link.is_wheel and not (made.req and made.req.url)
    if made.req is None or named_by_file:
        specifiers = []
    else:
        specifiers = sorted([each.operator, each.version] for each in made.req.specifier)
    written_as_url = handled.requirement.lower().startswith("file:") or bool(made.req and made.req.url)
    remote = link is not None and (not link.is_file or written_as_url)
    return {
        "name": canonicalize_name(made.req.name) if made.req else None,
        "specifiers": specifiers,
        "extras": sorted({canonicalize_name(extra) for extra in made.extras}),
        "has_url": remote,
        "url": made.req.url if made.req and made.req.url else None,
        "marker": made.markers is not None,
        "editable": made.editable,
        "hashes": sorted(hashes),
    }


MASKED_OPTIONS = {"no-binary", "only-binary", "all-releases", "only-final", "hash", "config-settings"}


def our_reading(dumped):
    """The same dictionary from our dump; None where it says that pip refuses."""
    root = dumped["root"]
    if dumped["problem"] or root is None:
        return None
    if any(problem["kind"] != "ignored" for problem in root["problems"]):
        return None
    result = {"requirements": [], "includes": [], "options": []}
    for include in root["includes"]:
        if "ignored" not in include:
            result["includes"].append([include["kind"], include["target"]])
    for option in root["options"]:
        if "ignored" not in option and option["name"] not in MASKED_OPTIONS:
            result["options"].append([option["name"], option.get("value", "")])
    # A second mention of a flag changes nothing.
    options = []
    for option in sorted(result["options"]):
        if option not in options or option[1]:
            options.append(option)
    result["options"] = options
    for item in root["requirements"]:
        hashes = [each for each in item.get("hashes", [])]
        url = item.get("url")
        if url is not None and "#" in url:
            fragment = url.split("#", 1)[1]
            hashes = [each for each in hashes if each.replace(":", "=", 1) not in fragment]
        result["requirements"].append({
            "name": item.get("name"),
            "specifiers": sorted({(each["operator"], each["version"]) for each in item.get("specifiers", [])}),
            "extras": sorted(set(item.get("extras", []))),
            "has_url": url is not None,
            "url": url,
            "marker": "markers" in item,
            "editable": item["editable"],
            "hashes": sorted(hashes),
            "path": item.get("path"),
        })
    return result


def differences(pip_said, we_say):
    if pip_said is None and we_say is None:
        return None
    if pip_said is None:
        # Whether a directory is there is settled when the project is put together.
        if any(item["path"] for item in we_say["requirements"]):
            return None
        # What a variable of another machine holds may be right.
        if any(isinstance(item["name"], dict) for item in we_say["requirements"]):
            return None
        return "pip refuses it"
    if we_say is None:
        return "pip accepts it"
    if pip_said["includes"] != we_say["includes"]:
        return f"includes {pip_said['includes']} here {we_say['includes']}"
    if sorted(pip_said["options"]) != sorted(we_say["options"]):
        return f"options {pip_said['options']} here {we_say['options']}"
    if len(pip_said["requirements"]) != len(we_say["requirements"]):
        return f"requirements {len(pip_said['requirements'])} here {len(we_say['requirements'])}"
    for theirs, ours in zip(pip_said["requirements"], we_say["requirements"]):
        for key, value in theirs.items():
            mine = ours[key]
            if key == "specifiers":
                value = sorted({tuple(each) for each in value})
            if key == "url" and value is None:
                continue
            if value != mine:
                return f"{key} {value!r} here {mine!r}"
    return None


def inputs(count):
    lines = PINS + NAMES + EXTRAS + MARKERS + URLS + OPTIONS + INCLUDES + EDITABLES
    # The tables are written with blanks around their bars; inner blanks count.
    for line in lines:
        yield line.strip(" ").encode("utf-8", "surrogatepass")
    for text in FILES:
        yield text.encode("utf-8")
    for encoding, text in ENCODED:
        yield text.encode(encoding)
    rng = random.Random(20261120)
    lines = [line.strip(" ") for line in lines if line.strip(" ")]
    for index in range(count):
        made = mutated_line(rng, lines) if index % 2 else random_line(rng)
        # Python takes tabs out of URLs and reads addresses in brackets; neither is worth following.
        if ":" in made and "\t" in made:
            continue
        if "//" in made and "[" in made.split("//")[1].split("/")[0]:
            continue
        yield made.encode("utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--keep", help="write the files here and leave them")
    arguments = parser.parse_args()
    os.environ.pop("UNSET_NAME_XYZ", None)
    program = os.path.abspath(arguments.program)
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(arguments.keep or scratch)
        names = []
        for index, content in enumerate(inputs(arguments.count)):
            name = f"case{index}.txt"
            with open(name, "wb") as out:
                out.write(content)
            names.append(name)
        run = subprocess.run([program] + names, capture_output=True, check=True)
        dumped = [json.loads(line) for line in run.stdout.splitlines()]
        assert len(dumped) == len(names), "the program skipped a file"
        accepted = refused = wrong = 0
        for name, dump in zip(names, dumped):
            theirs = pip_reading(name)
            if theirs is None:
                refused += 1
            else:
                accepted += 1
            difference = differences(theirs, our_reading(dump))
            if difference:
                wrong += 1
                with open(name, "rb") as source:
                    print(f"{name} {source.read()!r}: {difference}")
    print(f"pip {pip.__version__}: {accepted} accepted, {refused} refused, {wrong} read otherwise here")
    # A test that compares nothing must not pass.
    if accepted < 300 or refused < 300:
        print("too few cases of a kind")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
