"""Settings modules by chance: what each setting may hold, and the ways in which it may be written."""

SECURITY = "django.middleware.security.SecurityMiddleware"
SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
COMMON = "django.middleware.common.CommonMiddleware"
CSRF = "django.middleware.csrf.CsrfViewMiddleware"
AUTH = "django.contrib.auth.middleware.AuthenticationMiddleware"
MESSAGE = "django.contrib.messages.middleware.MessageMiddleware"
XFRAME = "django.middleware.clickjacking.XFrameOptionsMiddleware"
LOGIN = "django.contrib.auth.middleware.LoginRequiredMiddleware"
CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"
STANDARD = [SECURITY, SESSION, COMMON, CSRF, AUTH, MESSAGE, XFRAME]
APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
        "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
        "django.contrib.sites"]
CONFIGS = {
    "django.contrib.admin": ["django.contrib.admin.apps.AdminConfig",
                             "django.contrib.admin.apps.SimpleAdminConfig"],
    "django.contrib.staticfiles": ["django.contrib.staticfiles.apps.StaticFilesConfig"],
    "django.contrib.sites": ["django.contrib.sites.apps.SitesConfig"],
    "django.contrib.messages": ["django.contrib.messages.apps.MessagesConfig"],
    "django.contrib.sessions": ["django.contrib.sessions.apps.SessionsConfig"],
}
PROCESSORS = ["django.template.context_processors.request",
              "django.contrib.auth.context_processors.auth",
              "django.contrib.messages.context_processors.messages",
              "django.template.context_processors.csp"]
LONG_KEY = "k3y" + "QwErTy7890uIoPaSdFgHjKlZxCvBnM123456789-not-a-secret-x"
BACKENDS = "django.core.cache.backends."
WORDS = ["no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin",
         "same-origin", "strict-origin", "strict-origin-when-cross-origin", "unsafe-url"]

FLAGS = ["True", "True", "True", "False", "False", "None", "'True'", "'False'", "''", "1", "0"]
KEYS = [repr(LONG_KEY), repr(LONG_KEY), repr("django-insecure-" + LONG_KEY), "'short'", "''", "None",
        "'abcd' * 20", "'abcde' * 10", "'abcde' * 9", "b'bytes-not-a-key'", "'ä€' * 30",
        "'äöüßé' * 10", "[]", "('a', 'b')"]

# Each a list of expressions; one that is there twice is twice as likely.
SIMPLE = {
    "DEBUG": ["True", "False", "False", "'False'", "''", "0", "1", "None", "[]", "['x']"],
    "SECRET_KEY": KEYS,
    "ALLOWED_HOSTS": ["['shop.example']", "[]", "()", "['']", "('*',)", "['shop.example', '*']"],
    "SECURE_SSL_REDIRECT": FLAGS,
    "SECURE_HSTS_SECONDS": ["31536000", "3600", "60 * 60 * 24", "'0'", "'3600'", "0", "None", "''",
                            "0.0", "1.5", "True", "(3600,)", "()"],
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": FLAGS,
    "SECURE_HSTS_PRELOAD": FLAGS,
    "SECURE_CONTENT_TYPE_NOSNIFF": FLAGS,
    "SESSION_COOKIE_SECURE": FLAGS,
    "SESSION_COOKIE_HTTPONLY": FLAGS,
    "CSRF_COOKIE_SECURE": FLAGS,
    "CSRF_USE_SESSIONS": FLAGS,
    "X_FRAME_OPTIONS": ["'DENY'", "'DENY'", "'SAMEORIGIN'", "'deny'", "None", "''", "['DENY']", "True"],
    "SECURE_REFERRER_POLICY": [*map(repr, WORDS), *["None"] * 8, "''", "'same_origin'", "[]", "()",
                               "'no-referrer, strict-origin'", "'no-referrer,, origin'",
                               "' origin\\n'", "['same-origin', 'origin']", "['same-origin ']",
                               "('never',)", "{'origin'}", "{'origin': 1}", "['origin', None]",
                               "{'Origin': 1}", "'Origin'"],
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": ["'same-origin'", "'same-origin-allow-popups'",
                                          "'unsafe-none'", "None", "''", "'same_origin'", "True",
                                          "'same-origin,unsafe-none'", "('same-origin',)"],
    "CSRF_TRUSTED_ORIGINS": ["['https://shop.example']", "['shop.example', 'https://a.example', '*']",
                             "[]", "('shop.example',)", "'abc://'", "{'shop.example'}", "['']",
                             "{'https://shop.example': 1}", "['//shop.example']", "'abc'"],
    "SECRET_KEY_FALLBACKS": ["[]", "['old']", f"[{LONG_KEY!r}]", f"['old', {LONG_KEY!r}, 'older']",
                             "('a' * 60,)", "['']", f"['django-insecure-{LONG_KEY}']", "[[]]",
                             "['a' * 49, 'ab' * 40]"],
    "SECURE_CSP": ["{}", "None", "'default-src'", "[]", "{'default-src': [\"'self'\"]}",
                   *["{'script-src': ['<CSP_NONCE_SENTINEL>', \"'self'\"]}"] * 4,
                   "{'script-src': '<CSP_NONCE_SENTINEL>'}", "{'script-src': True}", "0",
                   "{'script-src': 'x <CSP_NONCE_SENTINEL>'}"],
    "SECURE_CSP_REPORT_ONLY": ["{}", "None", "'default-src'", "()", "False",
                               "{'script-src': ('<CSP_NONCE_SENTINEL>',)}"],
    "LANGUAGE_CODE": ["'en-us'", "'de'", "'EN-GB'", "'en_US'", "''", "'en-'", "None",
                      "'de-at@currency'", "'ca-ES-valencia'", "'abcdefghi'", "1", "'zh-hans\\n'"],
    "LANGUAGES": ["[('de', 'German'), ('en', 'English')]", "[('en_US', 'English'), ('', 'None')]",
                  "(('de', 'German'), (None, 'Nothing'))", "[]", "[['en', 'English']]", "['de', 'ab']",
                  "{'ab': 1, 'cd': 2}", "[(b'de', 'German')]", "['a!', '-b', '_c']"],
    "LANGUAGES_BIDI": ["['he', 'ar']", "['he_IL', 'ar']", "[]", "('he', None, 'a b')", "'ab-'",
                       "{'he', 'f_a'}"],
    "SITE_ID": ["1", "2", "'1'", "None", "True", "1.0", "1.5", "''", "[]", "'one'", "b'1'", "' 1 '", "(1,)", "{}"],
    "STATIC_URL": ["'static/'", "'/static/'", "'/static'", "'static'", "''", "None",
                   "'https://cdn.example/s'", "'https://cdn.example/s/'", "'/'"],
    "MEDIA_URL": ["'media/'", "'/media'", "''", "'http://m.example'", "'/media/'", "None"],
    "AUTHENTICATION_BACKENDS": ["['django.contrib.auth.backends.ModelBackend']",
                                "['django.contrib.auth.backends.RemoteUserBackend']",
                                "['django.contrib.auth.backends.AllowAllUsersModelBackend']",
                                "['django.contrib.auth.backends.BaseBackend']", "[]", "()",
                                "('django.contrib.auth.backends.AllowAllUsersRemoteUserBackend',)"],
    "STORAGES": ["{}", "{'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}",
                 "{'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}, 'staticfiles': "
                 "{'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}",
                 "{'staticfiles': {}}", "[]", "['staticfiles']"],
    "MAILERS": ["{}", "{'default': {}}", "{'default': {'BACKEND': 'django.core.mail.backends.smtp.EmailBackend'}}",
                *(f"{{'default': {{'BACKEND': 'django.core.mail.backends.{b}.EmailBackend'}}}}"
                  for b in ("console", "dummy", "filebased", "locmem")),
                "{'other': {'BACKEND': 'django.core.mail.backends.console.EmailBackend'}}",
                "{'default': {'BACKEND': 'shop.mail.Backend'}}", "[]", "['default']"],
    "STATICFILES_FINDERS": ["['django.contrib.staticfiles.finders.FileSystemFinder']", "[]", "()",
                            "('django.contrib.staticfiles.finders.AppDirectoriesFinder',)",
                            "{'django.contrib.staticfiles.finders.FileSystemFinder'}"],
    "SILENCED_SYSTEM_CHECKS": ["[]", "['security.W004', 'security.W008']", "('security.W009',)",
                               "['caches.E001', 'urls.E006', '4_0.E001']", "'security.W021'",
                               "['admin.E404', 'templates.E002']"],
}
# What no setting should hold: any of them may get it, a few in a module.
WRONG = ["None", "True", "False", "0", "1", "-1", "7.5", "0.0", "10 ** 30", "''", "'x'", "'ab'", "'a,b'",
         "'default'", "b''", "b'ab'", "b'text of bytes'", "[]", "()", "{}", "set()", "[1, 2]", "(0,)",
         "[None]", "['']", "['a', 'b']", "('ab', 'cd')", "{'ab', 'cd'}", "{1, 2}", "{'default': {}}",
         "{'ab': 'cd'}", "{1: 2}", "{None: 'x'}", "{'staticfiles': 1}", "{b'x': 1, 'y': 2, 3: 4, ('a', 'b'): 5}",
         "frozenset({'ab'})", "_('text')", "_('')", "_('de')", "[_('a'), _('bc')]", "(_('x'),)",
         "[['a', 'b']]", "[('a', 'b'), 'cd']", "[{'a': 1}]", "BASE_DIR", "[BASE_DIR / 'a']", "print", "lambda: 1", "float('nan')", "'\\n'", "' '", "'https://shop.example/'",
         "[b'ab']", "[b'https://a.example']", "{'a': None}", "(('a', 1),)", "[1.5]", "[True]",
         "'a' * 60", "'ab:' * 20", "list('abc')", "dict(a=1)", "tuple('ab')", "'äö'", "['äö', '€']", "'://'",
         "['://', 1, '/']" , "[[]]", "[()]", "[{}]", "[['://']]", "[{'://': 1}]", "[('://', '/')]"]
# How likely a setting is written at all, where it is not the common half.
LIKELY = {"SECRET_KEY": 0.9, "MAILERS": 0.4, "SILENCED_SYSTEM_CHECKS": 0.15, "STATICFILES_FINDERS": 0.2, "STORAGES": 0.3,
          "SECURE_CSP": 0.7, "SESSION_COOKIE_HTTPONLY": 0.8, "SECURE_REFERRER_POLICY": 0.8, "LANGUAGES": 0.25, "LANGUAGES_BIDI": 0.25, "LANGUAGE_CODE": 0.3,
          "DEBUG": 0.8, "ALLOWED_HOSTS": 0.7, "SECURE_HSTS_SECONDS": 0.7}


def some(chance, items, share=0.75):
    return [item for item in items if chance.random() < share]


def applications(chance):
    apps = some(chance, APPS, chance.choice([0.5, 0.85, 1.0]))
    apps = [chance.choice(CONFIGS[a]) if a in CONFIGS and chance.random() < 0.15 else a for a in apps]
    if chance.random() < 0.2:
        chance.shuffle(apps)
    return apps


def middleware(chance):
    items = some(chance, STANDARD, chance.choice([0.6, 0.9, 1.0]))
    if chance.random() < 0.15:
        items = [item for item in items if item != SESSION]
    if chance.random() < 0.25:
        items.insert(chance.randint(0, len(items)), LOGIN)
    if chance.random() < 0.5:
        items.insert(chance.randint(0, len(items)), CSP)
    if chance.random() < 0.1:
        items.insert(chance.randint(0, len(items)), "whitenoise.middleware.WhiteNoiseMiddleware")
    if chance.random() < 0.1:
        items = [i + chance.choice(["X", ""]) for i in items]
    return items


def written(chance, items):
    """A list mostly, but anything in which a name can be sought."""
    kind = chance.random()
    if kind < 0.75:
        return repr(items)
    if kind < 0.85:
        return repr(tuple(items))
    # A set has another order in each process, which matters to auth.E013.
    if kind < 0.9 and LOGIN not in items:
        return "{" + ", ".join(map(repr, dict.fromkeys(items))) + "}" if items else "set()"
    if kind < 0.95:
        return "{" + ", ".join(f"{item!r}: 1" for item in items) + "}"
    return repr(chance.choice([", ", " "]).join(items))


def template(chance, index):
    options = {}
    backend = "django.template.backends.django.DjangoTemplates"
    if chance.random() < 0.8:
        options["context_processors"] = repr(some(chance, PROCESSORS, chance.choice([0.3, 0.75])))
    if chance.random() < 0.35:
        options["string_if_invalid"] = chance.choice(["'?'", "None", "1", "''", "b'?'", "[]", "False"])
    if chance.random() < 0.2:
        options["libraries"] = chance.choice([
            "{'static': 'django.templatetags.i18n'}", "{'static': 'django.templatetags.static'}",
            "{'mine': 'django.templatetags.tz'}",
            "{'mine': 'django.templatetags.tz', 'cache': 'django.templatetags.l10n', "
            "'i18n': 'django.templatetags.cache'}", "{}",
            "{'log': 'django.templatetags.cache'}"])
    if chance.random() < 0.06:
        options["loaders"] = "['django.template.loaders.filesystem.Loader']"
    entries = {"BACKEND": repr(backend)}
    if index or chance.random() < 0.1:
        entries["NAME"] = repr(f"engine{index}")
    if chance.random() < 0.7:
        entries["APP_DIRS"] = chance.choice(["True", "True", "False"])
    if options or chance.random() < 0.5:
        entries["OPTIONS"] = "{" + ", ".join(f"{k!r}: {v}" for k, v in options.items()) + "}"
    return "{" + ", ".join(f"{k!r}: {v}" for k, v in entries.items()) + "}"


def templates(chance):
    count = chance.choice([0, 1, 1, 1, 1, 2])
    return "[" + ", ".join(template(chance, i) for i in range(count)) + "]"


PLACES = ["BASE_DIR / 'static'", "BASE_DIR / 'media'", "BASE_DIR / 'assets'", "BASE_DIR / 'var'",
          "BASE_DIR / 'var' / 'static'", "str(BASE_DIR / 'static')", "os.path.join(BASE_DIR, 'media')",
          "os.path.join(BASE_DIR, 'var', 'static', 'cache')", "'/srv/static'", "'/srv/static/'",
          "'/srv/static/cache'", "'/srv/../srv/media'", "'/srv'", "'/var/tmp/cache'", "BASE_DIR"]
LOCATIONS = PLACES + ["'cache'", "'c:/cache'", "''", "'./cache'", "'/srv/media'", "'~/cache'"]


def place(chance):
    return chance.choice(PLACES)


def static_dirs(chance):
    items = []
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        one = place(chance)
        kind = chance.random()
        if kind < 0.3:
            one = chance.choice(["('%s', %s)", "['%s', %s]"]) % (chance.choice(["a", "a/", "", "/"]), one)
        items.append(one)
    text = ", ".join(items)
    form = chance.choice(["[%s]", "[%s]", "[%s]", "(%s,)" if items else "(%s)", "{%s}"])
    return form % text


def cache(chance):
    backend = chance.choice(["filebased.FileBasedCache"] * 3 + ["locmem.LocMemCache", "dummy.DummyCache",
                                                               "db.DatabaseCache"])
    entries = {"BACKEND": repr(BACKENDS + backend)}
    if not backend.startswith("db.") and chance.random() < 0.95 or backend.startswith("db."):
        entries["LOCATION"] = "'table'" if backend.startswith("db.") else chance.choice(LOCATIONS)
    return "{" + ", ".join(f"{k!r}: {v}" for k, v in entries.items()) + "}"


def caches(chance):
    names = some(chance, ["default", "default", "other", "sessions"], 0.5)
    return "{" + ", ".join(f"{n!r}: {cache(chance)}" for n in dict.fromkeys(names)) + "}"


MADE = {
    "INSTALLED_APPS": (0.9, lambda c: repr(applications(c))),
    "MIDDLEWARE": (0.92, lambda c: written(c, middleware(c))),
    "TEMPLATES": (0.8, templates),
    "STATIC_ROOT": (0.5, lambda c: c.choice([place(c), place(c), "''", "None"])),
    "MEDIA_ROOT": (0.5, lambda c: c.choice([place(c), place(c), "''"])),
    "STATICFILES_DIRS": (0.5, static_dirs),
    "CACHES": (0.6, caches),
}


class Module:
    """One project: base and production settings, and the environment they run in."""

    def __init__(self, chance, series):
        self.chance = chance
        self.environment = {}
        self.wild = chance.choice([0, 0, 0.02, 0.06])
        self.base = ["import os", "from pathlib import Path",
                     "from django.utils.translation import gettext_lazy as _",
                     "BASE_DIR = Path(__file__).resolve().parent.parent"]
        self.production = ["from django.utils.translation import gettext_lazy as _", "from .base import *"]
        names = list(SIMPLE) + list(MADE)
        chance.shuffle(names)
        for name in names:
            # MAILERS with any EMAIL_ setting raises; neither is read by other series.
            if name == "MAILERS" and series < "6.1":
                continue
            likely = MADE[name][0] if name in MADE else LIKELY.get(name, 0.5)
            if chance.random() < likely:
                self.write(name)

    def value(self, name):
        if self.chance.random() < self.wild:
            return self.chance.choice(WRONG)
        return MADE[name][1](self.chance) if name in MADE else self.chance.choice(SIMPLE[name])

    def variable(self, text=None):
        name = f"SHOP_{len(self.environment)}"
        if text is not None:
            self.environment[name] = text
        return name

    def write(self, name):
        ways = ([self.plain] * 4 + [self.in_base, self.branches] * 2 +
                [self.ternary, self.text, self.cast, self.mutated, self.tried, self.stale, self.helper])
        self.chance.choice(ways)(name, self.value(name))

    def plain(self, name, value):
        self.production.append(f"{name} = {value}")

    def in_base(self, name, value):
        self.base.append(f"{name} = {value}")

    def branches(self, name, value):
        self.production += [f"if {self.flag()}:", f"    {name} = {value}", "else:",
                            f"    {name} = {self.value(name)}"]

    def flag(self):
        """A condition, and whether it holds under this environment."""
        holds = self.chance.random() < 0.5
        form = self.chance.randint(0, 4)
        if form == 0:
            v = self.variable("on" if holds else "off")
            return f'os.environ.get("{v}") == "on"'
        if form == 1:
            v = self.variable("1" if holds else None)
            if not holds:
                self.environment[v + "_X"] = "placeholder"
            return f'"{v}" in os.environ'
        if form == 2:
            v = self.variable("yes" if holds else "no")
            return f'os.getenv("{v}", "no").lower() in ("1", "yes", "true")'
        if form == 3:
            v = self.variable("0" if holds else "1")
            return f'not int(os.environ["{v}"])'
        v = self.variable("x" if holds else "")
        return f'bool(os.environ.get("{v}", ""))'

    def ternary(self, name, value):
        self.production.append(f"{name} = {value} if {self.flag()} else {self.value(name)}")

    def text(self, name, value):
        """A text comes from the environment, as it is; other values stay."""
        try:
            text = eval(value, {})
        except Exception:
            text = None
        if isinstance(text, str) and text.isprintable() and text == text.strip() and "$" not in text:
            known = self.chance.random() < 0.7
            v = self.variable(text if known else None)
            if not known:
                self.environment[v + "_X"] = "placeholder"
            read = f'os.environ.get("{v}", {value})' if self.chance.random() < 0.5 or not known else f'os.environ["{v}"]'
            self.production.append(f"{name} = {read}")
        else:
            self.base.append(f"{name} = {value}")

    def cast(self, name, value):
        if value in ("True", "False"):
            v = self.variable(value)
            self.production.append(f'{name} = os.environ.get("{v}", "False") == "True"')
        elif value.isdigit():
            v = self.variable(value)
            self.production.append(f'{name} = int(os.environ.get("{v}", "0"))')
        elif name in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECRET_KEY_FALLBACKS"):
            v = self.variable(self.chance.choice(["a.example,https://b.example", "", "https://c.example"]))
            tail = self.chance.choice(['.split(",")', '.split()'])
            self.production.append(f'{name} = os.environ.get("{v}", ""){tail}')
        else:
            self.plain(name, value)

    def mutated(self, name, value):
        if value.startswith("[") and value != "[]" and name != "SECRET_KEY":
            self.base.append(f"{name} = {value}")
            self.production.append(self.chance.choice([
                f"{name} = {name}[1:]", f"{name} = [*{name}]", f"{name} += {name}[:0]",
                f"{name} = list(reversed({name}))", f"{name}.pop()",
                f"{name}.insert(0, {name}.pop())"]))
        else:
            self.plain(name, value)

    def tried(self, name, value):
        v = self.variable()
        self.environment[v + "_X"] = "placeholder"
        self.production += ["try:", f'    {name} = os.environ["{v}"]', "except KeyError:",
                            f"    {name} = {value}"]

    def stale(self, name, value):
        """Production overwrites what base had, or turns it on under a condition."""
        self.base.append(f"{name} = {self.value(name)}")
        self.production += [f"if {self.flag()}:", f"    {name} = {value}"]

    def helper(self, name, value):
        self.base += [f"def pick_{name.lower()}(flag, other={value}):", "    if flag:",
                      f"        return {self.value(name)}", "    return other"]
        self.production.append(f"{name} = pick_{name.lower()}({self.flag()})")

    def files(self):
        return {"conf/__init__.py": "", "conf/base.py": "\n".join(self.base) + "\n",
                "conf/production.py": "\n".join(self.production) + "\n"}



# What each setting of a sound project is, so that a single wrong one is seen.
SOUND = {"INSTALLED_APPS": repr(APPS), "MIDDLEWARE": repr(STANDARD[:4] + STANDARD[4:]), "SECRET_KEY": repr(LONG_KEY),
         "TEMPLATES": "[{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, "
                      f"'OPTIONS': {{'context_processors': {PROCESSORS[:3]!r}}}}}]",
         "SECURE_HSTS_SECONDS": "3600", "SITE_ID": "1", "STATIC_URL": "'static/'",
         "ALLOWED_HOSTS": "['shop.example']", "MEDIA_ROOT": "'/srv/media'", "STATIC_ROOT": "'/srv/static'",
         "CACHES": f"{{'default': {{'BACKEND': '{BACKENDS}filebased.FileBasedCache', 'LOCATION': '/srv/media/cache'}}}}"}


class OneValue(Module):
    """A sound project in which one setting has the value given."""

    def __init__(self, name, value):
        self.environment = {}
        self.base = ["import os", "from pathlib import Path",
                     "from django.utils.translation import gettext_lazy as _",
                     "BASE_DIR = Path(__file__).resolve().parent.parent"]
        # MAILERS of Django 6.1 is not set where nothing is said of it.
        self.base += [f"{one} = {sound}" for one, sound in SOUND.items()]
        self.production = ["from django.utils.translation import gettext_lazy as _",
                           "from .base import *", f"{name} = {value}"]


def each_value(series):
    """Every setting with every value of the lists above."""
    for name in [*SIMPLE, *MADE]:
        if name != "MAILERS" or series >= "6.1":
            for value in dict.fromkeys([*SIMPLE.get(name, []), *WRONG]):
                yield OneValue(name, value)
