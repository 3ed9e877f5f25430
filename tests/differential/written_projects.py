"""Projects whose settings are given first and written afterwards: see written_values.py for how.

A module is split over files as projects are; each setting is written in one of the ways in which names come into a
module; values are good, bad, or of a type that nobody expects.
"""
import keyword

from written_collections import Writer
from written_values import Raw

KEY = "qw3rtz" + "YxCvBnMasdFGHjkl0987654321-plainly-not-a-secret-@!"
CORE = ["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware"]
LOGIN = "django.contrib.auth.middleware.LoginRequiredMiddleware"
CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"
APPS = ["django.contrib." + name for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles", "sites")]
PROCESSORS = ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
              "django.contrib.messages.context_processors.messages", "django.template.context_processors.csp"]
ENGINE = "django.template.backends.django.DjangoTemplates"
FILES = "django.core.cache.backends.filebased.FileBasedCache"
NONCE = "<CSP_NONCE_SENTINEL>"

FLAG = [True, True, True, False, False, None, 1, 0, "True", "False", "yes", "", 1.0, [True], ()]
HOLDERS = """range(3); range(0); {'ab': 1}.keys(); {1: 'ab'}.values(); {}.keys(); {'ab': 'cd'}.items(); (x for x in ('ab', 'cd')); (x for x in ())
map(str, [1, 2]); filter(None, ['ab', '']); zip('ab', 'cd'); enumerate('ab'); enumerate([('de', 'x')]); reversed(['ab', 'cd']); iter(['ab']); iter(()); bytearray(b'ab')
Text('ab'); Text(''); Text('DENY'); Many(['ab', 'cd']); Many(); Table(ab=1); Stage.PROD; Stage.EMPTY; Level.HIGH; Level.NONE; Point(1, 'ab'); Holder(); Holder; Stage; Empty(); Sized()
collections.OrderedDict(ab=1); collections.OrderedDict(); collections.defaultdict(list); collections.deque(['ab']); collections.Counter('aab'); decimal.Decimal('0'); decimal.Decimal('60')
datetime.timedelta(days=1); datetime.timedelta(0); datetime.timedelta(hours=1).total_seconds(); 1j; 0j; ...; NotImplemented; object(); print; len; lambda: 1; os; os.environ; str; type(None)
_('ab'); _(''); _('DENY'); _('same-origin'); _('/x'); [_('de'), 'en']; ('de', _('German')); mark_safe('DENY'); mark_safe(''); re.compile('ab'); Path('/srv/x'); Path('x'); Path('/'); BASE_DIR / 'x'; [Path('/srv/static')]
float('nan'); float('inf'); 10 ** 30; -10 ** 20; 1e400; 0.1 + 0.2; -0.0; 1_000_000; 0o17; 'a' 'b'; f'{1}'; '%d' % 7; b'ab'.decode(); chr(97); slice(1); memoryview(b'ab'); frozenset(); sorted({'b', 'a'}); (1 for _ in [1]); types.SimpleNamespace(a=1)
string.ascii_letters; string.digits * 5; os.sep; os.path.join('a', 'b'); str(Path('/a') / 'b'); 'ß'.upper(); 'ı'; '\\u0000'; 'a\\nb'; functools.partial(print); itertools.chain(['ab']); itertools.repeat('ab', 2); Lazy()"""
HOLDERS = [Raw(one.strip()) for line in HOLDERS.split("\n") for one in line.split(";")]
WRONG = [None, True, False, 0, 1, -1, 2, 3.5, 0.0, "", " ", "x", "ab", "a,b", "None", "True", b"", b"ab", [], [None], [0], ["ab"], [""], [[]], [("ab", "cd")], (), (1, 2), ("ab",), (None,),
         {}, {"ab": 1}, {"default": None}, {"default": {}}, {1: 2}, {"default": "x"}, set(), {"ab"}, {1, 2}, frozenset({"ab"}), ["ab", 1, None], [b"ab"], [["ab"]], [{}], ["://"], "://", ["a://b", "c"]]
HEAD = """class Text(str):
    pass


class Many(list):
    pass


class Table(dict):
    pass


class Stage(str, enum.Enum):
    PROD = "production"
    EMPTY = ""


class Level(enum.IntEnum):
    HIGH = 3600
    NONE = 0


Point = collections.namedtuple("Point", "x y")


class Holder:
    value = 1


class Empty:
    def __bool__(self):
        return False


class Sized:
    def __len__(self):
        return 0


class Lazy:
    def __str__(self):
        return "ab"
"""


def fits(chance, share, names):
    return [name for name in names if chance.random() < share]


class Project:
    """One project. `files` gives its text, `environment` what it runs in."""

    # Not each way of writing is followed; what is not known must then be said to be unknown.
    odd = True

    def __init__(self, chance, series, package="conf"):
        self.chance, self.series, self.package = chance, series, package
        self.environment = {}
        self.writer = Writer(chance, self.environment)
        self.wild = chance.choice([0, 0, 0.02, 0.05, 0.1])
        self.depth = chance.choice([1, 2, 2, 3])
        self.idioms = {}
        self.layout = chance.choice(["one", "two", "two", "three", "package", "imports", "parts", "alias"])
        self.texts = {}
        values = self.settings()
        names = list(values)
        chance.shuffle(names)
        self.spread(names, values)

    # ---- what the settings are ---------------------------------------------------------------------------------------

    def one(self, *values):
        return self.chance.choice(values)

    def settings(self):
        out = {}
        for name, (share, make) in SETTINGS.items():
            if name == "MAILERS" and self.series < "6.1" or self.chance.random() >= share:
                continue
            out[name] = self.chance.choice(make) if isinstance(make, list) else make(self)
            if self.chance.random() < self.wild:
                out[name] = self.chance.choice(self.chance.choice([WRONG, HOLDERS]))
        return out

    def middleware(self):
        names = fits(self.chance, self.one(0.7, 0.95, 1), CORE)
        for extra, share in ((LOGIN, 0.2), (CSP, 0.35), ("whitenoise.middleware.WhiteNoiseMiddleware", 0.1)):
            if self.chance.random() < share:
                names.insert(self.chance.randint(0, len(names)), extra)
        return self.holder(names)

    def holder(self, names):
        kind = self.chance.random()
        if kind < 0.8:
            return names
        if kind < 0.9:
            return tuple(names)
        if kind < 0.93 and LOGIN not in names:
            return set(names)
        return dict.fromkeys(names, 1) if kind < 0.97 else " ".join(names)

    def apps(self):
        names = fits(self.chance, self.one(0.6, 0.9, 1), APPS)
        if self.chance.random() < 0.1:
            names = [n.replace("contrib.admin", "contrib.admin.apps.SimpleAdminConfig").replace("contrib.sites", "contrib.sites.apps.SitesConfig") for n in names]
        return names if self.chance.random() < 0.9 else tuple(names)

    def engine(self, number):
        options = {}
        if self.chance.random() < 0.85:
            options["context_processors"] = fits(self.chance, self.one(0.4, 0.8), PROCESSORS)
        if self.chance.random() < 0.35:
            options["string_if_invalid"] = self.one("", "x", None, 1, b"x", False, ["x"], "a" "b", Raw("_('x')"), Raw("Text('x')"))
        if self.chance.random() < 0.25:
            options["libraries"] = self.one({"static": "django.templatetags.i18n"}, {"own": "django.templatetags.tz"}, {}, {"l10n": "django.templatetags.tz", "cache": "django.templatetags.l10n"},
                                            {"i18n": "django.templatetags.i18n"})
        out = {"BACKEND": ENGINE}
        if number or self.chance.random() < 0.1:
            out["NAME"] = f"number{number}"
        if self.chance.random() < 0.7:
            out["APP_DIRS"] = self.one(True, True, False, 1, 0)
        if self.chance.random() < 0.07:
            options["loaders"] = ["django.template.loaders.filesystem.Loader"]
        if options or self.chance.random() < 0.5:
            out["OPTIONS"] = options
        if self.chance.random() < 0.4:
            out["DIRS"] = self.one([], [Raw("BASE_DIR / 'templates'")], [Raw("os.path.join(BASE_DIR, 'templates')")])
        return out

    def templates(self):
        return [self.engine(i) for i in range(self.one(0, 1, 1, 1, 1, 2))]

    def place(self):
        stem = self.one("static", "media", "assets", "var", "var/static", "var/media/cache", "..")
        return self.one(*(Raw(t % stem) for t in ("BASE_DIR / '%s'", "os.path.join(BASE_DIR, '%s')", "str(BASE_DIR / '%s')", "BASE_DIR.joinpath('%s')", "Path(BASE_DIR, '%s')", "(BASE_DIR / '%s').as_posix()",
                                                  "os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), '%s')", "f'{BASE_DIR}/%s'", "BASE_DIR / '%s' / '..' / 'x'", "os.path.abspath(os.path.join(BASE_DIR, '%s'))",
                                                  "os.path.join(str(BASE_DIR), '%s', '')", "(BASE_DIR / '%s').resolve()", "os.fspath(BASE_DIR / '%s')", "os.path.normpath(f'{BASE_DIR}/x/../%s')", "Path(__file__).parents[1].joinpath('%s')")),
                        "/srv/" + stem, "/srv/" + stem + "/", "/srv", "/srv//" + stem, "/srv/./" + stem, "//srv/" + stem, Raw(f"Path('/srv') / {stem!r}"), Raw(f"Path('//srv/{stem}')"), Raw(f"'%s/%s' % ('/srv', {stem!r})"))

    def directories(self):
        items = [self.place() for _ in range(self.one(0, 1, 1, 2))]
        items = [(self.one("p", "p/", "", "/"), one) if self.chance.random() < 0.3 else one for one in items]
        return items if self.chance.random() < 0.75 else tuple(items)

    def caches(self):
        out = {}
        for name in fits(self.chance, 0.5, ["default", "default", "other", "pages"]):
            kind = self.one("files", "files", "files", "memory", "none", "table")
            out[name] = {"files": {"BACKEND": FILES, "LOCATION": self.one(self.place(), self.place(), "cache", "./cache", "", "~/c", "c:/c")},
                         "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}, "none": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
                         "table": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "t"}}[kind]
        return out

    # ---- how they are written ----------------------------------------------------------------------------------------

    def assign(self, name, value):
        """Statements after which `name` is `value`."""
        chance, writer = self.chance, self.writer
        writer.before = []
        text = writer.write(value, self.depth)
        before = writer.before
        writer.before = []
        other = chance.choice(["None", "''", "[]", "True", "False", "0", "'other'", "{}"])
        pick = chance.randrange(44)
        local = "_".join(["tmp", name.lower()])
        ways = {
            0: f"{name}: object = {text}", 1: f"{name} = {local} = {text}", 2: f"{name}, {local} = {text}, {other}", 3: f"[{local}, {name}] = ({other}, {text})",
            4: f"globals()['{name}'] = {text}", 5: f"globals().update({name}={text})", 6: f"globals().update({{'{name}': {text}}})", 7: f"vars()['{name}'] = {text}",
            8: f"locals()['{name}'] = {text}", 9: f"locals().update({{{name!r}: {text}}})", 10: f"({name} := {text})", 11: f"for {name} in [{other}, {text}]:\n    pass",
            12: f"try:\n    {name} = {text}\nexcept KeyError:\n    {name} = {other}", 13: f"try:\n    {name} = {{}}['x']\nexcept KeyError:\n    {name} = {text}",
            14: f"try:\n    raise ValueError('x')\nexcept (KeyError, ValueError):\n    {name} = {text}\nfinally:\n    {local} = 1", 15: f"try:\n    int('1')\nexcept ValueError:\n    {name} = {other}\nelse:\n    {name} = {text}",
            16: f"{name} = {other}\nif {writer.condition(True)}:\n    {name} = {text}", 17: f"{name} = {text}\nif {writer.condition(False)}:\n    {name} = {other}",
            18: f"if {writer.condition(False)}:\n    {name} = {other}\nelse:\n    {name} = {text}", 19: f"def make_{local}():\n    return {text}\n\n\n{name} = make_{local}()",
            20: f"def make_{local}():\n    global {name}\n    {name} = {text}\n\n\nmake_{local}()", 21: f"class {local}:\n    {name} = {text}\n\n\n{name} = {local}.{name}", 22: f"{local} = {{'{name}': {text}}}\nglobals().update({local})",
            23: f"{local} = {{'{name}': {text}}}\nfor key, item in {local}.items():\n    globals()[key] = item", 24: f"setattr(sys.modules[__name__], '{name}', {text})", 25: f"{name} = {other}\ndel {name}\n{name} = {text}",
            26: f"with contextlib.suppress(KeyError):\n    {name} = {text}\n    {{}}['x']\n    {name} = {other}", 27: f"while True:\n    {name} = {text}\n    break", 28: f"{name} = (lambda: {text})()",
            29: f"import json as {local}\n{name} = {text}\ndel {local}", 30: f"globals().setdefault('{name}', {text})", 31: f"if '{name}' not in globals():\n    {name} = {text}",
            32: f"def make_{local}(function):\n    return function()\n\n\n@make_{local}\ndef {name}():\n    return {text}", 33: f"match {1 if chance.random() < 0.5 else repr('a')}:\n    case 2 | 'b':\n        {name} = {other}\n    case _:\n        {name} = {text}",
            34: f"{local} = [{text}]\n({name},) = {local}", 35: f"{name} = {other}; {name} = {text}", 36: f"if True: {name} = {text}\nelse: {name} = {other}",
            37: f"exec({'%s = %s' % (name, text)!r})", 38: f"{name} = {text}\n{name.lower()} = {other}\n{name.title()} = {other}", 39: f"def set_{local}(**settings):\n    globals().update(settings)\n\n\nset_{local}({name}={text})",
        }
        # A walrus in a comprehension or a class, and a conditional `exec`, change where names go: kept to where Python allows it.
        way = ways.get(pick, f"{name} = {text}")
        if pick == 37 and ("\n" in text or ":=" in text or chance.random() < 0.98):
            way = f"{name} = {text}"
        if ":=" in text and pick in (21, 28, 32):
            way = f"{name} = {text}"
        # Python 3.12 loses what is written into vars() and locals() after a comprehension at the module's level.
        if pick in (7, 8, 9) and self.series < "6.0":
            way = f"globals()['{name}'] = {text}"
        self.idioms[name] = pick if pick in ways else "plain"
        return [*before, way]

    def spread(self, names, values):
        """Over the files of the layout; some are written twice, some deleted, some lists changed afterwards."""
        chance = self.chance
        files = {"one": ["production"], "two": ["base", "production"], "three": ["base", "common", "production"], "package": ["base/__init__", "base/apps", "production"],
                 "imports": ["base", "production"], "parts": ["parts/security", "parts/files", "production"], "alias": ["base", "production"]}[self.layout]
        statements = {one: [] for one in files}
        for name in names:
            home = chance.choice(files)
            value = values[name]
            last = files[-1]
            if home != last and chance.random() < 0.2:
                statements[home] += self.assign(name, chance.choice([False, None, "old", [], True, 1]) if name not in ("INSTALLED_APPS", "MIDDLEWARE", "TEMPLATES", "CACHES") else [])
                home = last
            if self.layout == "alias" and home == "base" and isinstance(value, list) and value and chance.random() < 0.7:
                statements["base"] += self.assign(name, value[:-1])
                item = self.writer.plain(value[-1], 0)
                statements[last].append(chance.choice([f"{name}.append({item})", f"{name} += [{item}]", f"from . import base\nbase.{name}.append({item})", f"from .base import {name} as M\nM.insert(len(M), {item})",
                                                       f"{name} = {name} + [{item}]", f"{name} = [*{name}, {item}]", f"{name}.extend([{item}])", f"from . import base as defaults\n{name} = defaults.{name} + [{item}]"]))
                continue
            statements[home] += self.assign(name, value)
        if chance.random() < 0.3:
            statements[files[-1]].append(chance.choice(["del SOMETHING_ELSE", "debug = True", "secret_key = 'short'", "_DEBUG = True", "Debug = 1", "allowed_hosts = ['*']"]).replace("del SOMETHING_ELSE", "SOMETHING_ELSE = 1\ndel SOMETHING_ELSE"))
        if chance.random() < 0.08 and self.layout != "one":
            gone = chance.choice([n for n in names if n not in ("INSTALLED_APPS",)] or ["X"])
            statements[files[-1]].append(f"try:\n    del {gone}\nexcept NameError:\n    pass")
        self.finish(files, statements)

    def finish(self, files, statements):
        modules = ["ast", "collections", "contextlib", "copy", "datetime", "decimal", "enum", "functools", "itertools", "json", "operator", "os", "re", "string", "sys", "textwrap", "types", "urllib.parse"]
        for at, name in enumerate(files):
            below = name.count("/")
            head = ["import " + ", ".join(modules) if self.chance.random() < 0.5 else "\n".join("import " + one for one in modules), "from pathlib import Path",
                    "from django.utils.translation import gettext_lazy as _", "from django.utils.safestring import mark_safe",
                    "BASE_DIR = Path(__file__).resolve().parent" + ".parent" * (1 + below)]
            head.append(HEAD)
            previous = [one.replace("/__init__", "") for one in files[:at]]
            dots = "." * (1 + below)
            if self.layout in ("two", "three", "alias") and at:
                head.append(self.chance.choice([f"from .{previous[-1]} import *", f"from {self.package}.{previous[-1]} import *", f"from .{previous[-1]} import *  # noqa: F401,F403"]))
            if self.layout == "package" and name == "production":
                head.append("from .base import *")
            if self.layout == "package" and name == "base/__init__":
                head.append("from .apps import *")
            if self.layout == "parts" and name == "production":
                head += ["from .parts.security import *", f"from {self.package}.parts.files import *"]
            if self.layout == "imports" and name == "production":
                head.append(self.chance.choice(["from . import base\nglobals().update({k: v for k, v in vars(base).items() if k.isupper()})", f"import {self.package}.base\nfrom {self.package}.base import *",
                                                "from . import base\nfor setting in dir(base):\n    if setting.isupper():\n        globals()[setting] = getattr(base, setting)",
                                                "import importlib\nfrom importlib import import_module\nglobals().update({k: getattr(import_module('%s.base'), k) for k in dir(import_module('%s.base')) if k.isupper()})" % (self.package, self.package)]))
            self.texts[name] = "\n".join([*head, "", *statements[name]]) + "\n"

    def files(self):
        out = {f"{self.package}/__init__.py": ""}
        if self.layout == "parts":
            out[f"{self.package}/parts/__init__.py"] = ""
        out.update({f"{self.package}/{name}.py": text for name, text in self.texts.items()})
        return out


def words(*texts):
    return list(texts)


# For each setting how likely it is written, and what it may be.
SETTINGS = {
    "DEBUG": (0.8, [False, False, True, "", "False", 0, 1, None, [], ["x"], 0.0, Raw("Stage.EMPTY"), Raw("Empty()")]),
    "SECRET_KEY": (0.9, [KEY, KEY, "django-insecure-" + KEY, "short", "", "a" * 60, "abcd" * 20, "abcde" * 10, "abcde" * 9, b"octets", None, "ü" * 10 + "abcd" * 10, Raw("_('x' * 60)"), ["x"] * 60, Raw("Text('abcdefg' * 9)")]),
    "ALLOWED_HOSTS": (0.7, [["shop.example"], [], (), [""], ("*",), ["a.example", "b.example", ".c.example"]]),
    "SECURE_SSL_REDIRECT": (0.6, FLAG), "SECURE_HSTS_INCLUDE_SUBDOMAINS": (0.6, FLAG), "SECURE_HSTS_PRELOAD": (0.6, FLAG), "SECURE_CONTENT_TYPE_NOSNIFF": (0.5, FLAG),
    "SESSION_COOKIE_SECURE": (0.6, FLAG), "SESSION_COOKIE_HTTPONLY": (0.6, FLAG), "CSRF_COOKIE_SECURE": (0.6, FLAG), "CSRF_USE_SESSIONS": (0.4, FLAG),
    "SECURE_HSTS_SECONDS": (0.75, [31536000, 3600, 60, "0", "3600", 0, None, "", 0.0, 1.5, True, (), (60,), Raw("datetime.timedelta(days=365).total_seconds()"), Raw("Level.HIGH"), Raw("datetime.timedelta(0)"), 10 ** 25]),
    "X_FRAME_OPTIONS": (0.6, ["DENY", "DENY", "DENY", "SAMEORIGIN", "deny", None, "", ["DENY"], True, Raw("_('DENY')"), Raw("Text('DENY')"), Raw("mark_safe('DENY')"), "DENY "]),
    "SECURE_REFERRER_POLICY": (0.7, ["same-origin", "origin", None, None, None, "", "same_origin", [], (), "origin, same-origin", "origin,,x", ["origin", "unsafe-url"], ["origin "], ("no",), {"origin"}, {"origin": 1},
                                     ["origin", None], Raw("_('origin')"), Raw("(p for p in ['origin'])"), Raw("map(str, ['origin', 'x'])"), Raw("{'origin': 1}.keys()"), Raw("Text('origin')"), Raw("range(2)"), Raw("range(0)"), Raw("iter(['no-referrer'])"), Raw("b'origin'")]),
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": (0.6, ["same-origin", "unsafe-none", "same-origin-allow-popups", None, "", "same_origin", True, ("same-origin",), Raw("_('same-origin')"), "Same-Origin"]),
    "CSRF_TRUSTED_ORIGINS": (0.6, [["https://a.example"], ["a.example", "https://b.example", "*"], [], ("a.example",), "abc://", {"a.example"}, [""], {"https://a.example": 1}, ["//a"], "abc", Raw("('https://' + h for h in ['a', 'b'])"),
                                   Raw("{'a.example': 1}.keys()"), Raw("map(str, ['a', 'b'])"), Raw("range(0)"), Raw("filter(None, ['a', ''])"), Raw("[f'https://{h}' for h in ('a', 'b')]"), Raw("reversed(['a', 'https://b'])")]),
    "SECRET_KEY_FALLBACKS": (0.5, [[], ["old"], [KEY], ["old", KEY, "older"], ("a" * 60,), [""], ["django-insecure-" + KEY], [[]], ["a" * 49, "ab" * 40], ["abcde" * 10], [b"x"], [None]]),
    "SECURE_CSP": (0.6, [{}, None, "default-src", [], {"default-src": ["'self'"]}, {"script-src": [NONCE, "'self'"]}, {"script-src": [NONCE]}, {"script-src": NONCE}, {"script-src": True}, 0, {"img-src": ["'none'"], "script-src": (NONCE,)}, Raw("collections.OrderedDict(a=1)"), Raw("Table()")]),
    "SECURE_CSP_REPORT_ONLY": (0.4, [{}, None, "x", (), False, {"script-src": (NONCE,)}, {"default-src": [NONCE]}]),
    "LANGUAGE_CODE": (0.35, ["en-us", "de", "EN-GB", "en_US", "", "en-", None, "de-at@x", "abcdefghi", 1, "de\n", Raw("_('de')"), "zh-hans", b"de"]),
    "LANGUAGES": (0.3, [[("de", "German"), ("en", "English")], [("en_US", "English"), ("", "x")], (("de", "German"), (None, "x")), [], [["en", "English"]], ["de", "ab"], {"ab": 1, "cd": 2}, [(b"de", "x")],
                        Raw("enumerate('ab')"), Raw("zip(['de', 'e_n'], ['D', 'E'])"), Raw("{'de': 'D', 'e n': 'E'}.items()"), Raw("((c, c) for c in ('de', 'x_y'))"), Raw("[('de', _('German')), ('en', _('English'))]"), Raw("map(tuple, ['ab', 'cd'])"), Raw("sorted([('en', 'E'), ('de', 'D')], key=lambda p: p[1])"), Raw("[(c, n) for c, n in (('de', 'D'), ('en', 'E')) if c != 'en']")]),
    "LANGUAGES_BIDI": (0.3, [["he", "ar"], ["he_IL", "ar"], [], ("he", None, "a b"), "ab-", {"he", "f_a"}, Raw("{'he': 1, 'a_r': 2}.keys()"), Raw("(x for x in ['he', 'a_'])"), Raw("range(3)"), Raw("map(str.lower, ['HE', 'A_R'])")]),
    "SITE_ID": (0.4, [1, 2, "1", None, True, 1.0, 1.5, "", [], "one", b"1", Raw("Level.HIGH"), Raw("decimal.Decimal('1')"), Raw("Text('1')")]),
    "STATIC_URL": (0.5, ["static/", "/static/", "/static", "static", "", None, "https://cdn.example/s", "https://cdn.example/s/", "/", Raw("_('/s')"), Raw("_('/s/')")]),
    "MEDIA_URL": (0.5, ["media/", "/media", "", "http://m.example", "/media/", None, Raw("urllib.parse.urljoin('https://m.example/', 'media')"), Raw("urllib.parse.urljoin('https://m.example/', 'media/')")]),
    "STATIC_ROOT": (0.5, lambda p: p.one(p.place(), p.place(), "", None)), "MEDIA_ROOT": (0.5, lambda p: p.one(p.place(), p.place(), "")), "STATICFILES_DIRS": (0.5, Project.directories),
    "CACHES": (0.55, Project.caches), "TEMPLATES": (0.8, Project.templates), "INSTALLED_APPS": (0.92, Project.apps), "MIDDLEWARE": (0.92, Project.middleware),
    "AUTHENTICATION_BACKENDS": (0.2, [["django.contrib.auth.backends.ModelBackend"], ["django.contrib.auth.backends.BaseBackend"], [], ("django.contrib.auth.backends.RemoteUserBackend",)]),
    "STORAGES": (0.3, [{}, {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}, {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}, {"staticfiles": {}}, [], ["staticfiles"]]),
    "MAILERS": (0.45, [{}, {"default": {}}, *({"default": {"BACKEND": f"django.core.mail.backends.{b}.EmailBackend"}} for b in ("console", "smtp", "dummy", "locmem", "filebased")), {"other": {}}, [], ["default"]]),
    "STATICFILES_FINDERS": (0.15, [["django.contrib.staticfiles.finders.FileSystemFinder"], [], ("django.contrib.staticfiles.finders.AppDirectoriesFinder",)]),
    "SILENCED_SYSTEM_CHECKS": (0.15, [[], ["security.W004", "security.W008"], ("security.W009",), ["caches.E001", "urls.E006", "4_0.E001"], "security.W021", {"security.W018", "security.W020"}, Raw("{'security.W012': 1}"), ["admin.E404"], Raw("['security.W%03d' % n for n in range(1, 10)]")]),
    "DATABASES": (0.3, [{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Raw("BASE_DIR / 'db.sqlite3'")}}, {}, {"default": {}}]),
    "TIME_ZONE": (0.3, ["UTC", "Europe/Berlin"]), "USE_TZ": (0.3, [True, False]), "USE_I18N": (0.3, [True, False, 0]), "ROOT_URLCONF": (0.3, ["conf.urls"]),
    "LOGGING": (0.15, [{"version": 1, "disable_existing_loggers": False, "handlers": {"console": {"class": "logging.StreamHandler"}}, "root": {"handlers": ["console"], "level": "WARNING"}}, {}]),
    "AUTH_PASSWORD_VALIDATORS": (0.2, [[], [{"NAME": "django.contrib.auth.password_validation." + n} for n in ("MinimumLengthValidator", "CommonPasswordValidator")], None, "x", [None]]),
    "LOCALE_PATHS": (0.15, [[], [Raw("BASE_DIR / 'locale'")], ()]), "DATA_UPLOAD_MAX_MEMORY_SIZE": (0.1, [10 * 1024 * 1024, None]),
    "SESSION_COOKIE_AGE": (0.2, [1209600, 60 * 60, Raw("int(datetime.timedelta(weeks=2).total_seconds())")]), "SECURE_PROXY_SSL_HEADER": (0.2, [("HTTP_X_FORWARDED_PROTO", "https"), None]),
    "ADMINS": (0.15, [[], [("a", "a@example.org")]]), "EMAIL_HOST": (0.1, ["smtp.example"]), "OWN_NUMBERS": (0.3, [[1, 2, 3], {"a": [1, {"b": (2,)}]}, (1.5, None, b"x"), {1: "a", None: "b", (1, 2): "c"}, 2 ** 70, -1, 0.1, 1e22, 1e-7, 123456789.125]),
}
assert not any(keyword.iskeyword(name) for name in SETTINGS)
