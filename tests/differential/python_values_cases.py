"""The grammar of python_values.py: snippets as settings files have them, filled in at random."""

import python_values_objects as objects

VARIABLES = ["DEBUG", "HOSTS", "SECRET", "PORT", "STAGE", "DATABASE", "EXTRA"]
TEXTS = ["", "True", "true", "False", "0", "1", "yes", "a,b", "a, b,,c", "prod", "8000", "x y", "é"]

BASE = '''
import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent
SHARED = ["base"]
_private = 1
DEBUG = os.environ.get("DEBUG", "False") == "True"
LEVELS = {"a": 1, "b": [1, 2]}
def env_bool(name, default=False):
    value = os.environ.get(name)
    if value is None:
        return default
    return value.strip().lower() in ("1", "true", "yes", "on")
def env_list(name, default=()):
    text = os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()] or list(default)
def grow(target, *items, **options):
    for item in items:
        if item in target and not options.get("twice"):
            continue
        target.append(item)
    return target
class Config:
    NAME = "config"
    LEVELS = [1, 2]
    DEBUG = os.environ.get("DEBUG") == "1"
'''
LISTED = '''
__all__ = ["ONE", "_TWO"]
ONE = 1
_TWO = 2
THREE = 3
'''


def helpers():
    return {"base.py": BASE, "listed.py": LISTED, "package/__init__.py": "from .inner import *\nHERE = 1\n",
            "package/inner.py": "from base import SHARED\nINNER = SHARED\nSHARED.append('inner')\n",
            "cycle_a.py": "A1 = 1\nimport cycle_b\nA2 = cycle_b.B1\n",
            "cycle_b.py": "import cycle_a\nB1 = cycle_a.A1\n"}


class Maker:
    def __init__(self, chance):
        self.chance = chance
        self.names = []      # any value
        self.lists = []
        self.dicts = []
        self.idioms = {}
        self.count = 0
        self.lines = []

    def fresh(self, idiom, where=None):
        self.count += 1
        name = f"N{self.count}"
        self.idioms[name] = idiom
        self.names.append(name)
        if where is not None:
            where.append(name)
        return name

    def pick(self, *options):
        return self.chance.choice(options)

    def variable(self):
        return self.chance.choice(VARIABLES)

    def text(self):
        return repr(self.pick("a", "b", "True", "false", "a,b", " x ", "", "prod", "https://h/x", "50%", "{}"))

    def number(self):
        return self.pick("0", "1", "-1", "2", "7", "10", "True", "3.5", "1_000", "0x1f", "9223372036854775807")

    def env(self):
        v = self.variable()
        return self.pick(f'os.environ.get("{v}")', f'os.environ.get("{v}", {self.text()})',
                         f'os.getenv("{v}", {self.text()})', f'environ.get("{v}", "")',
                         f'os.getenv("{v}")', f'os.environ["{v}"]')

    def text_value(self):
        return self.pick(self.text(), f'os.environ.get("{self.variable()}", {self.text()})',
                         f'{self.text()} + {self.text()}', f'f"{{{self.text()!s}}}-x"',
                         f'{self.text()}.upper()', f'os.environ.get("{self.variable()}", "").strip()',
                         'STAGE_NAME')

    def test(self):
        v = self.variable()
        return self.pick(f'{self.env()}', f'"{v}" in os.environ', f'"{v}" not in os.environ',
                         f'os.environ.get("{v}", "x") == {self.text()}', f'not os.environ.get("{v}")',
                         f'os.environ.get("{v}") is None', f'os.environ.get("{v}", "").lower() in ("true", "1")',
                         f'base.env_bool("{v}")', 'FLAG', 'not FLAG', f'len({self.a_list()}) > 1',
                         f'{self.number()} < {self.number()} <= {self.number()}', 'STAGE_NAME == "prod"',
                         f'os.environ.get("{v}", "x") != "True" and FLAG', f'FLAG or "{v}" in os.environ',
                         'random.random() < 0.5', f'{self.text()} in {self.a_list()}')

    def a_list(self):
        return self.chance.choice(self.lists) if self.lists and self.chance.random() < 0.7 else \
            self.pick('["a", "b"]', '[1, 2, 3]', '[]', '("a",)')

    def simple(self):
        """(idiom, expression) that is not a collection."""
        return self.pick(
            ("literal", self.number()), ("literal", self.text()), ("environ", self.env()),
            ("env compare", f'os.environ.get("{self.variable()}", "False") == "True"'),
            ("env in", f'os.environ.get("{self.variable()}", "0").lower() in ["1", "true", "t"]'),
            ("bool of env", f'bool(os.environ.get("{self.variable()}", ""))'),
            ("int of env", f'int(os.environ.get("{self.variable()}", "5"))'),
            ("int of int", f'bool(int({self.number()}))'),
            ("conditional", f'{self.text()} if {self.test()} else {self.number()}'),
            ("and/or", f'{self.env()} or {self.text()}'), ("and/or", f'{self.test()} and {self.text()} or None'),
            ("f-string", f'f"a{{{self.text_value()}}}b{{{self.number()}:>5}}"'.replace("'", "`").replace('"', "'''", 2)
             if False else 'f"pre-{STAGE_NAME}-{1 + 1:03d}-{FLAG!r}"'),
            ("percent", f'"%s-%d-%%" % ({self.text_value()}, 5)'), ("percent", f'"%(a)s" % {{"a": {self.text()}}}'),
            ("format", f'"{{}}-{{n:>4}}|{{0!r}}".format({self.text()}, n=3)'.replace("{}", "{0}", 1)),
            ("string method", f'{self.text_value()}.{self.pick("strip()", "lower()", "title()", "replace(chr(97), chr(98))", "replace(str(1), str(2))", "capitalize()", "isdigit()", "zfill(4)", "rjust(6)", "count(str())", "find(str(1))")}'),
            ("startswith", f'{self.text_value()}.{self.pick("startswith", "endswith")}(({self.text()}, "h"))'),
            ("slice", f'{self.text_value()}[{self.pick("1:", ":-1", "::-1", "0:2", "-2:", "5:1")}]'),
            ("arithmetic", f'{self.number()} {self.pick("+", "-", "*", "//", "%", "/", "**", "<<", ">>", "|", "&")} {self.pick("1", "2", "3", "-2", "0", "7")}'),
            ("comparison", f'{self.number()} {self.pick("<", "<=", "==", "!=", ">", ">=")} {self.number()}'),
            ("builtin", f'{self.pick("len", "any", "all", "min", "max", "str", "bool")}({self.a_list()})'),
            ("builtin", f'sum([{self.number()}, 2])'), ("isinstance", f'isinstance({self.env()}, str)'),
            ("os.path", f'os.path.join(os.path.dirname(os.path.abspath(__file__)), "x", {self.text()})'),
            ("os.path", 'os.path.basename("/a/b/" + STAGE_NAME)'),
            ("pathlib", 'str(BASE_DIR / "db.sqlite3")'), ("pathlib", 'Path(__file__).resolve().parent / "a" / ".." / "b"'),
            ("pathlib", 'BASE_DIR.joinpath("x", "y").name'), ("helper", f'base.env_bool("{self.variable()}", {self.pick("True", "False")})'),
            ("class attribute", f'base.Config.{self.pick("NAME", "LEVELS", "DEBUG")}'),
            ("index", f'{self.a_list()}[{self.pick("0", "-1", "1")}]'), ("index", f'{self.a_list()}[0:1]'),
            ("lambda", f'(lambda a, b={self.number()}: (b, a))({self.text()})'),
            ("repr", f'repr([{self.text()}, {self.number()}, None])'), ("sys", 'sys.platform == "linux"'),
            ("json", f"json.loads('[1, {{\"a\": null}}, true, \"{self.pick('x', 'y')}\"]')"),
            ("str of number", f'str({self.number()}) + "!"'), ("float", f'float({self.pick("1", "2.50", "1e3")})'),
            ("getattr", 'getattr(base, "NOT_THERE", 5)'), ("sorted", f'sorted([3, 1, 2], reverse={self.pick("True", "False")})'),
            ("dict get", f'{self.a_dict()}.get({self.pick(repr("a"), repr("b"), repr("zz"))}, {self.number()})'),
            ("partition", f'{self.text_value()}.partition({self.pick(repr(","), repr("a"))})'),
            ("in text", f'{self.text()} in {self.text_value()}'), ("splitlines", f'"a\\nb\\r\\nc".splitlines()'),
            ("bytes", 'b"abc"'), ("encode", f'{self.text()}.encode()'), ("not", f'not {self.text_value()}'),
            ("walrus", f'(W := {self.number()}) + 1'), ("set", '{1, 2, 2.0, True}'), ("dict or", f'{{"a": 1}} | {{"b": {self.number()}}}'),
            ("map", f'list(map(str.strip, {self.pick(repr(["a ", "b"]), "[]")}))'), ("map", 'list(map(lambda x: x + 1, [1, 2]))'),
            ("zip", 'list(zip([1, 2], "ab"))'), ("enumerate", 'list(enumerate(["a", "b"], 1))'),
            ("deepcopy", f'copy.deepcopy({self.a_dict()})'))

    def a_dict(self):
        return self.chance.choice(self.dicts) if self.dicts and self.chance.random() < 0.7 else '{"a": {"b": [1]}, "c": 2}'

    def add(self, depth, line):
        self.lines.append("    " * depth + line)

    def statement(self, depth=0):
        c = self.chance
        kind = c.random()
        if kind < 0.30:
            idiom, expression = self.simple()
            self.add(depth, f"{self.fresh(idiom)} = {expression}")
        elif kind < 0.38:
            source = self.pick(f'["a", {self.text()}, {self.number()}]', f'[*{self.a_list()}, "s"]',
                               f'list({self.a_list()})', f'[x for x in {self.a_list()} if x]',
                               f'os.environ.get("{self.variable()}", "a,b").split(",")',
                               f'[h.strip() for h in os.environ.get("{self.variable()}", "").split(",") if h]',
                               f'base.env_list("{self.variable()}", ["d"])', self.a_list() + ' + []' if self.lists else '[]',
                               'base.SHARED', f'[] if {self.test()} else ["t"]', '[[], []]')
            if source.startswith('("a",)'):
                source = '["q"]'
            self.add(depth, f"{self.fresh('list', self.lists)} = {source}")
        elif kind < 0.45:
            source = self.pick('{"a": 1}', f'{{"a": {self.text()}, **{self.a_dict()}}}', f'dict(a={self.number()}, b=2)',
                               f'{{k: v for k, v in {self.a_dict()}.items()}}', f'{self.a_dict()}.copy()',
                               f'{{"default": {{"HOST": {self.text_value()}}}}}', f'dict({self.a_dict()}, z=1)')
            self.add(depth, f"{self.fresh('dict', self.dicts)} = {source}")
        elif kind < 0.57 and self.lists:
            target = c.choice(self.lists)
            self.add(depth, self.pick(f'{target}.append({self.text()})', f'{target} += [{self.number()}]',
                                      f'{target}.extend({self.a_list()})', f'{target}.insert({self.pick("0", "1", "-1")}, {self.text()})',
                                      f'{target} += {self.pick(repr(("t",)), repr("xy"))}', f'{target}.reverse()',
                                      f'if "a" in {target}: {target}.remove("a")', f'{target}[0:0] = []',
                                      f'if len({target}) > 1: {target}.pop({self.pick("0", "")})',
                                      f'if {target}: {target}[0] = {self.text()}',
                                      f'base.grow({target}, "g", "g", twice={self.pick("True", "False")})',
                                      f'{target} = {target} + [{self.text()}]', f'{target} *= 2'))
        elif kind < 0.66 and self.dicts:
            target = c.choice(self.dicts)
            self.add(depth, self.pick(f'{target}["k"] = {self.text_value()}', f'{target}.update({{"u": {self.number()}}})',
                                      f'{target}.setdefault("s", []).append(1)', f'{target}.pop("a", None)',
                                      f'{target}.update(k2={self.text()})', f'if "k" in {target}: del {target}["k"]',
                                      f'{target}["n"] = {{}}; {target}["n"]["m"] = {self.a_list()}',
                                      f'{target} |= {{"o": 1}}', f'{target}[{self.pick("1", "True", "None")}] = "x"'))
        elif kind < 0.80 and depth < 3:
            self.block(depth)
        elif kind < 0.84 and self.names:
            self.add(depth, f"{self.fresh('alias')} = {c.choice(self.names)}")
        elif kind < 0.88:
            a, b = self.fresh("unpack"), self.fresh("unpack")
            self.add(depth, self.pick(f'{a}, {b} = {self.text()}, {self.number()}', f'{a} = {b} = [{self.number()}]',
                                      f'{a}, *{b} = [1, 2, 3]', f'({a}, {b}) = ("x", [1])'))
        elif kind < 0.91:
            self.add(depth, self.pick(f'os.environ.setdefault("{self.variable()}", {self.text()})',
                                      f'os.environ["{self.variable()}"] = {self.text()}',
                                      f'os.environ.pop("{self.variable()}", None)'))
        elif kind < 0.95:
            name = self.fresh("loop")
            self.add(depth, f"{name} = []")
            self.add(depth, f"for item in {self.pick(self.a_list(), 'range(4)', 'sorted({3, 1, 2})', 'enumerate(' + self.a_list() + ')')}:")
            self.add(depth + 1, self.pick(f'if {self.test()}: continue', f'if item == "a": break', 'pass',
                                          f'if {self.test()}: break'))
            self.add(depth + 1, f"{name}.append(item)")
            if c.random() < 0.4:
                self.add(depth, "else:")
                self.add(depth + 1, f'{name}.append("else")')
        elif kind < 0.97:
            self.add(depth, self.pick('FLAG = not FLAG', f'FLAG = {self.test()}', 'STAGE_NAME = STAGE_NAME + "x"',
                                      f'STAGE_NAME = {self.text()}', f'if {self.pick("STAGE_NAME == 5", self.test())}: raise ValueError("no")',
                                      f'assert {self.pick("True", self.test())}'))
        elif self.names:
            gone = c.choice(self.names)
            if gone not in self.lists and gone not in self.dicts and depth == 0:
                self.add(depth, f"del {gone}")
                self.names.remove(gone)

    def block(self, depth):
        c = self.chance
        kind = c.random()
        if kind < 0.55:
            self.add(depth, f"if {self.test()}:")
            self.body(depth + 1)
            if c.random() < 0.4:
                self.add(depth, f"elif {self.test()}:")
                self.body(depth + 1)
            if c.random() < 0.6:
                self.add(depth, "else:")
                self.body(depth + 1)
        elif kind < 0.80:
            self.add(depth, "try:")
            self.add(depth + 1, self.pick(f'{self.fresh("try")} = int(os.environ.get("{self.variable()}", "x"))',
                                          f'{self.fresh("try")} = os.environ["{self.variable()}"]',
                                          'import not_there_at_all', f'{self.fresh("try")} = {self.a_dict()}["a"]',
                                          'raise KeyError("x")', f'from base import {self.pick("NOPE", "DEBUG")}'))
            self.body(depth + 1)
            self.add(depth, self.pick("except (KeyError, ValueError):", "except ImportError:", "except Exception:", "except:"))
            self.body(depth + 1)
            if c.random() < 0.3:
                self.add(depth, "else:")
                self.body(depth + 1)
            if c.random() < 0.3:
                self.add(depth, "finally:")
                self.body(depth + 1)
        elif kind < 0.9:
            name = f"f{self.count}"
            self.count += 1
            self.add(depth, f"def {name}(a, b={self.number()}, *rest, **more):")
            self.add(depth + 1, self.pick(f'if {self.test()}: return a', 'x = [a]; x.append(b)', 'global FLAG; FLAG = bool(a)',
                                          'for r in rest:\n' + '    ' * (depth + 2) + 'if r: return r',
                                          'try: return int(a)\n' + '    ' * (depth + 1) + 'except ValueError: pass',
                                          'def inner(): return a\n' + '    ' * (depth + 1) + 'b = inner()'))
            self.add(depth + 1, self.pick("return [a, b, rest, more]", "return b", "pass"))
            self.add(depth, f"{self.fresh('function')} = {name}({self.pick(self.text(), 'a=' + self.text(), self.text() + ', 2, 0, 3, k=1')})")
        else:
            self.add(depth, f"with open(os.devnull) as handle:")
            self.body(depth + 1)

    def body(self, depth):
        before = len(self.lines)
        known = (list(self.names), list(self.lists), list(self.dicts))
        for _ in range(self.chance.randint(1, 3)):
            self.statement(depth)
        if len(self.lines) == before:
            self.add(depth, "pass")
        # What is bound inside may be absent outside: used seldom, so that modules live.
        if self.chance.random() < 0.9:
            self.names, self.lists, self.dicts = known


def module(chance):
    maker = Maker(chance)
    maker.lines = ["import copy, json, os, random, sys", "from os import environ", "from pathlib import Path", "import base",
                   chance.choice(["from base import *", "from base import BASE_DIR, env_bool", "from listed import *\nfrom base import BASE_DIR",
                                  "from package import *\nfrom base import BASE_DIR", "import cycle_a\nBASE_DIR = Path(__file__).parent"]),
                   'FLAG = os.environ.get("DEBUG", "0") == "1"', 'STAGE_NAME = os.environ.get("STAGE", "dev")']
    for _ in range(chance.randint(4, 14)):
        maker.statement()
    if chance.random() < 0.4:
        maker.lines.append(objects.IMPORTS)
        for _ in range(chance.randint(1, 3)):
            maker.lines.append(objects.snippet(maker))
            maker.statement()
    return "\n".join(maker.lines) + "\n", maker.idioms
