"""Classes and objects for python_values.py: each snippet is lines at the top of a module."""


def method_body(maker):
    return maker.pick("return self.LEVEL", "return [self.LEVEL, self.name]", "return self.LEVEL or " + maker.text(),
                      "return {'l': self.LEVEL}", "self.LEVEL = 5\n        return self.LEVEL")


def chain(maker, n):
    """Inheritance with methods, properties, class methods, super() and a diamond."""
    return f"""
class A{n}:
    LEVEL = {maker.number()}
    HOSTS = [{maker.text()}]
    name = {maker.text()}
    if {maker.test()}:
        EXTRA = {maker.text()}
    @property
    def VALUE(self):
        {method_body(maker)}
    @classmethod
    def make(cls, level=None):
        self = cls()
        if level is not None:
            self.LEVEL = level
        return self
    @staticmethod
    def doubled(x, y={maker.number()}):
        return [x, y]
    def apps(self):
        return ["a"] + self.HOSTS
class B{n}(A{n}):
    LEVEL = A{n}.LEVEL{maker.pick("", "", " + 1")}
    def apps(self):
        more = super().apps()
        more.append({maker.text()})
        return more
class C{n}(A{n}):
    {maker.pick("LEVEL = 'c'", "EXTRA = 7", "pass")}
    def apps(self):
        return super().apps() + ["c"]
class D{n}({maker.pick(f"B{n}, C{n}", f"C{n}, B{n}", f"B{n}")}):
    def __init__(self, name={maker.text()}, *rest, **more):
        self.rest = rest
        {maker.pick("self.name = name", "if name: self.name = name", "self.more = more; self.name = [name]",
                    "super().__init__()", "self.HOSTS.append(name)")}
"""


def use(maker, n):
    o = f"o{n}"
    lines = [f"{o} = {maker.pick(f'D{n}()', f'D{n}({maker.text()})', f'B{n}()', f'D{n}.make()', f'D{n}.make({maker.number()})')}"]
    for _ in range(maker.chance.randint(2, 6)):
        idiom, expression = maker.pick(
            ("attribute", f"{o}.LEVEL"), ("attribute", f"{o}.name"), ("property", f"{o}.VALUE"),
            ("method", f"{o}.apps()"), ("static method", f"{o}.doubled(1)"), ("static method", f"D{n}.doubled(2, 3)"),
            ("getattr", f'getattr({o}, "EXTRA", {maker.text()})'), ("getattr", f'getattr(D{n}, "LEVEL")'),
            ("hasattr", f'hasattr({o}, "{maker.pick("EXTRA", "LEVEL", "NOPE")}")'),
            ("isinstance", f"isinstance({o}, {maker.pick(f'A{n}', f'C{n}')})"),
            ("class attribute", f"D{n}.HOSTS"), ("unbound", f"A{n}.apps({o})"), ("identity", f"{o} is {o}"),
            ("truth", f"bool({o})"), ("is None", f"{o} is None"), ("dir", f"[x for x in dir({o}) if x.isupper()]"),
            ("members", f"[m for m in inspect.getmembers({o}) if m[0] == 'LEVEL']"),
            ("class of", f"{o}.__class__.LEVEL"))
        lines.append(f"{maker.fresh('object: ' + idiom)} = {expression}")
        if maker.chance.random() < 0.3:
            lines.append(maker.pick(f"{o}.LEVEL = {maker.text()}", f"A{n}.LEVEL = {maker.number()}", f"setattr({o}, 'name', 'set')",
                                    f"{o}.HOSTS += ['more']", f"if {maker.test()}: {o}.name = 'cond'", f"D{n}.EXTRA = 'late'",
                                    f"del {o}.name", f"{o}.apps = lambda: ['own']"))
    return "\n".join(lines)


def loaded(maker, n):
    """Settings as class attributes, written into the module."""
    return f"""
class Load{n}:
    @classmethod
    def load_settings(cls, module_name):
        self = cls()
        module = sys.modules[module_name]
        for member, value in inspect.getmembers(self):
            if member.isupper() and not member.startswith("_"):
                if isinstance(value, property):
                    value = value.fget(self)
                setattr(module, member, value)
class Base{n}(Load{n}):
    S{n}_DEBUG = {maker.test()}
    _PRIVATE = 1
    @property
    def S{n}_APPS(self):
        apps = ["x", {maker.text()}]
        if self.S{n}_DEBUG:
            apps.append("debug")
        return apps
class Prod{n}(Base{n}):
    @property
    def S{n}_APPS(self):
        apps = super().S{n}_APPS
        apps.insert(0, {maker.text()})
        return apps
{maker.pick("Base", "Prod")}{n}.load_settings(__name__)
"""


def fields(maker, n):
    """NamedTuples and dataclasses."""
    decorated = maker.pick("NamedTuple", "dataclass")
    head = f"class T{n}(NamedTuple):" if decorated == "NamedTuple" else f"@dataclass\nclass T{n}:"
    return f"""
{head}
    mode: str
    level: int = {maker.number()}
    def both(self):
        return [self.mode, self.level]
t{n} = T{n}({maker.pick(maker.text(), 'mode=' + maker.text(), maker.text() + ', 3', maker.text() + ', level=4')})
{maker.fresh("fields")} = t{n}.mode
{maker.fresh("fields")} = t{n}.level
{maker.fresh("fields")} = t{n}.both()
"""


def parameters(maker, n):
    """Objects in a tuple whose names become names of the module, and names by their beginning."""
    return f"""
class Param{n}:
    def __init__(self, name, default, kind=None):
        self.name = name
        self.default = default
        self.kind = kind or str
PARAMS{n} = (Param{n}(name='P{n}_A', default={maker.text()}), Param{n}('P{n}_B', default=[{maker.number()}]))
for param in PARAMS{n}:
    if {maker.pick('hasattr(base, param.name)', 'not hasattr(base, param.name)', maker.test())}:
        globals()[param.name] = getattr(base, param.name, param.default)
for key in {maker.pick('os.environ', 'dir(base)', '["P9_X", "Q"]')}:
    if key.startswith("{maker.pick('P9_', 'EXTRA', 'ST')}"):
        globals()[key] = {maker.text()}
"""


def modules(maker, n):
    """Modules by name, and what may be there."""
    return maker.pick(
        f"m{n} = importlib.import_module('{maker.pick('base', 'package.inner', 'listed')}')\n"
        f"{maker.fresh('import_module')} = getattr(m{n}, '{maker.pick('SHARED', 'ONE', 'NOPE')}', {maker.text()})",
        f"try:\n    m{n} = importlib.import_module('package.{maker.pick('inner', 'absent')}')\n"
        f"except {maker.pick('ModuleNotFoundError', 'ImportError')}:\n    m{n} = None\n"
        f"{maker.fresh('import_module')} = getattr(m{n}, 'INNER', 'none')",
        f"{maker.fresh('exists')} = os.path.{maker.pick('exists', 'isfile', 'isdir')}(os.path.join(os.path.dirname(os.path.abspath(__file__)), "
        f"'{maker.pick('base.py', 'package', 'absent.py')}'))",
        f"{maker.fresh('exists')} = (Path(__file__).parent / '{maker.pick('base.py', 'package', 'absent.py')}').{maker.pick('exists', 'is_file', 'is_dir')}()")


IMPORTS = "import importlib, inspect\nfrom dataclasses import dataclass\nfrom typing import NamedTuple"


def snippet(maker):
    n = maker.count
    maker.count += 1
    kind = maker.chance.random()
    if kind < 0.4:
        return chain(maker, n) + use(maker, n)
    return maker.pick(loaded, fields, parameters, modules)(maker, n)
