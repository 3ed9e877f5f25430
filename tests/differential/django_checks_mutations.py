"""Settings modules made from one that a project begins with, statement by statement changed.

Beside django_checks_cases.py, which makes each setting by itself: here the text that `startproject`
and a few packages leave behind is deleted from, rewritten, driven by the environment, put under
conditions, and split over two or three modules.
"""

HELPERS = '''import os
import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _


def env_flag(name, default=False):
    value = os.environ.get(name)
    if value is None:
        return default
    return value.strip().lower() in {"1", "true", "yes", "on"}


def env_list(name, default=()):
    raw = os.environ.get(name, "")
    return [part.strip() for part in raw.split(",") if part.strip()] or list(default)


def env_number(name, default):
    try:
        return int(os.environ[name])
    except (KeyError, ValueError):
        return default


BASE_DIR = Path(__file__).resolve().parent.parent
STAGE = os.environ.get("STAGE", "production")
PREFIX = "/shop"'''

START = [
    ("SECRET_KEY", 'SECRET_KEY = "django-insecure-" + "w0rds-that-are-no-secret-0123456789-and-so-on-for-long"'),
    ("DEBUG", "DEBUG = True"),
    ("ALLOWED_HOSTS", "ALLOWED_HOSTS = []"),
    ("INSTALLED_APPS", '''INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]'''),
    ("MIDDLEWARE", '''MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]'''),
    ("ROOT_URLCONF", 'ROOT_URLCONF = "conf.urls"'),
    ("TEMPLATES", '''TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]'''),
    ("DATABASES", '''DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": BASE_DIR / "db.sqlite3",
    }
}'''),
    ("CACHES", '''CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": BASE_DIR / "cache",
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}'''),
    ("LANGUAGE_CODE", 'LANGUAGE_CODE = "en-us"'),
    ("LANGUAGES", 'LANGUAGES = [("en", _("English")), ("de", _("German"))]'),
    ("STATIC_URL", 'STATIC_URL = f"{PREFIX}/static/"'),
    ("STATIC_ROOT", 'STATIC_ROOT = BASE_DIR / "static"'),
    ("STATICFILES_DIRS", 'STATICFILES_DIRS = [BASE_DIR / "assets"]'),
    ("MEDIA_URL", 'MEDIA_URL = "/media/"'),
    ("MEDIA_ROOT", 'MEDIA_ROOT = os.path.join(BASE_DIR, "media")'),
    ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_SECURE = not DEBUG"),
    ("CSRF_COOKIE_SECURE", "CSRF_COOKIE_SECURE = not DEBUG"),
    ("SECURE_SSL_REDIRECT", 'SECURE_SSL_REDIRECT = STAGE == "production"'),
    ("SECURE_HSTS_SECONDS", "SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 3600"),
    ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_INCLUDE_SUBDOMAINS = bool(SECURE_HSTS_SECONDS)"),
    ("SECURE_HSTS_PRELOAD", "SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS"),
]

# What packages add, each with its application.
PACKAGES = {
    "corsheaders": ['CORS_ALLOWED_ORIGINS = ["https://shop.example"]', "CORS_ALLOW_CREDENTIALS = True"],
    "csp": ['CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["\'self\'"]}}'],
    "rest_framework": ['REST_FRAMEWORK = {"PAGE_SIZE": 20, "DEFAULT_PAGINATION_CLASS": '
                       '"rest_framework.pagination.PageNumberPagination"}'],
    "debug_toolbar": ['INTERNAL_IPS = ["127.0.0.1"]'],
}
TOOLBAR = "debug_toolbar.middleware.DebugToolbarMiddleware"
GZIP = "django.middleware.gzip.GZipMiddleware"

FLAGS = ["True", "False", '"yes"', "1", "not True", "None", "all(())", '"1" == "1"', "_('on')"]
WORDS = ["None", "''", "'x'", "_('late')", "7", "('a', 'b')", "['a', None]", "{'a': 'b'}", "b'b'", "{'a'}", "0.5"]
# Values that a mutation puts in the place of what a setting has.
VALUES = {
    "SECRET_KEY": ['"".join(["abc", "defgh"] * 9)', "'x' * 50", "os.environ.get('KEY', '')", "None", "_('a' * 60)"],
    "DEBUG": FLAGS,
    "ALLOWED_HOSTS": ["['*']", "env_list('HOSTS')", "env_list('HOSTS', ['a.example'])", "()", "[h for h in ('a', '') if h]",
                      "['.' + d for d in ['example']]"],
    "LANGUAGE_CODE": ["'de_AT'", "'de-at'", "'-'.join(['pt', 'br'])", "_('de')", "0"],
    "LANGUAGES": ["[(c, c.upper()) for c in ('de', 'e_n')]", "(('fr', 'Fran\u00e7ais'), ['x_y', 1])",
                  "sorted({'de': 'D', 'en': 'E'})", "list({'de': 'D', 'e n': 'E'}.items())"],
    "STATIC_URL": ["'static'", "PREFIX + '/s'", "'%s/s/' % PREFIX", "'{}/s'.format(PREFIX)", "None", "_('/s')", "''"],
    "MEDIA_URL": ["'media'", "PREFIX", "'/'.join([PREFIX, 'm', ''])", "''"],
    "STATIC_ROOT": ["BASE_DIR / 'media' / 'static'", "''", "None", "'/srv/static'", "os.path.join(BASE_DIR, 'assets')",
                    "BASE_DIR.joinpath('cache')"],
    "MEDIA_ROOT": ["'/srv/static/media'", "BASE_DIR / 'cache'", "''", "BASE_DIR / 'static' / '..' / 'cache' / 'x'"],
    "STATICFILES_DIRS": ["(BASE_DIR / 'static',)", "[('p/', BASE_DIR / 'a'), ('q', BASE_DIR / 'static')]",
                         "[BASE_DIR / n for n in ('assets', 'static')]", "{str(BASE_DIR / 'b')}", "'assets'", "None",
                         "[os.path.join(BASE_DIR, 'assets'), '/srv/static']"],
    "CACHES": ["{}", "{'other': {'BACKEND': 'django.core.cache.backends.dummy.DummyCache'}}",
               "dict(default={'BACKEND': 'django.core.cache.backends.filebased.FileBasedCache', 'LOCATION': 'var/cache'})",
               "{n: {'BACKEND': 'django.core.cache.backends.filebased.FileBasedCache', 'LOCATION': BASE_DIR / 'media' / n}"
               " for n in ('default', 'pages')}",
               "{**{'default': {'BACKEND': 'django.core.cache.backends.db.DatabaseCache', 'LOCATION': 't'}}}"],
    "TEMPLATES": ["[]", "[{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'OPTIONS': {'loaders': "
                  "['django.template.loaders.filesystem.Loader']}}]",
                  "[{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'NAME': n, 'APP_DIRS': n == 'a', "
                  "'OPTIONS': {'string_if_invalid': 'INVALID' if n == 'a' else None}} for n in ('a', 'b')]",
                  "[{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'OPTIONS': {'loaders': [('django.template"
                  ".loaders.cached.Loader', ['django.template.loaders.app_directories.Loader'])], 'libraries': "
                  "{'i18n': 'django.templatetags.tz', 'own': 'django.templatetags.l10n'}}}]"],
    "DATABASES": ["{}", "{'default': {}, 'replica': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}}"],
    "SECURE_HSTS_SECONDS": ["env_number('HSTS', 60)", "env_number('NO_HSTS', 0)", "int(True)", "max(0, 10)", "'60'", "-1", "0x10"],
    "SESSION_COOKIE_SECURE": FLAGS + ["env_flag('SECURE')", "env_flag('NOT_SECURE', True)"],
    "CSRF_COOKIE_SECURE": FLAGS + ["env_flag('SECURE', False)", "SESSION_COOKIE_SECURE"],
    "SECURE_SSL_REDIRECT": FLAGS + ["env_flag('SECURE', None)", "STAGE in ('production', 'staging')"],
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": FLAGS + ["SECURE_HSTS_SECONDS > 100", "bool(env_number('HSTS', 0))"],
    "SECURE_HSTS_PRELOAD": FLAGS + ["SECURE_HSTS_INCLUDE_SUBDOMAINS and SECURE_SSL_REDIRECT"],
    # These are none of the statements above, but may be added.
    "SECURE_CONTENT_TYPE_NOSNIFF": FLAGS, "SESSION_COOKIE_HTTPONLY": FLAGS, "CSRF_USE_SESSIONS": FLAGS,
    "X_FRAME_OPTIONS": ["'deny'.upper()", "'SAMEORIGIN'", "None", "_('DENY')", "['DENY'][0]"],
    "SECURE_REFERRER_POLICY": ["'origin'", "['origin', 'same-origin']", "', '.join(['origin', 'unsafe-url'])", "None",
                               "'none'", "_('origin')", "{'origin': 1, 'x': 2}", "frozenset(['origin'])"],
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": ["'same-origin'", "None", "'none'", "_('same-origin')", "'unsafe' + '-none'"],
    "CSRF_TRUSTED_ORIGINS": ["['https://' + h for h in ALLOWED_HOSTS]", "list(ALLOWED_HOSTS)", "env_list('ORIGINS')",
                             "[f'https://{h}' for h in env_list('HOSTS')]", "'https://a.example'", "{'a': '://'}"],
    "SECRET_KEY_FALLBACKS": ["[SECRET_KEY]", "[SECRET_KEY, 'old']", "env_list('OLD_KEYS')", "['x' * n for n in (5, 60)]"],
    "SECURE_CSP": ["{'script-src': ['<CSP_NONCE_SENTINEL>']}", "_('csp')", "{}", "[('script-src', 1)]", "None",
                   "dict(**{'script-src': ['x', '<CSP_NONCE_SENTINEL>']})"],
    "SILENCED_SYSTEM_CHECKS": ["['security.W008']", "['security.W0%02d' % n for n in (4, 5, 21)]", "('corsheaders.E013',)",
                               "[] if DEBUG else ['security.W018', 'security.W009']"],
    "SITE_ID": ["1", "'1'", "int('2')", "env_number('SITE', 3)", "os.environ.get('SITE')", "None", "1.0"],
    "AUTHENTICATION_BACKENDS": ["['django.contrib.auth.backends.%s' % b for b in ('ModelBackend',)]", "()",
                                "['django.contrib.auth.backends.BaseBackend']"],
    "STORAGES": ["{'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}", "{}",
                 "dict.fromkeys(['default', 'staticfiles'], {'BACKEND': 'django.core.files.storage.FileSystemStorage'})"],
    "LANGUAGES_BIDI": ["['he', 'a_r']", "'he'", "()", "dict(he=1)", "[_('he')]"],
}
OF_PACKAGES = {
    "corsheaders": {
        "CORS_ALLOWED_ORIGINS": ["['shop.example', 'https://a.example/x?y#z']", "'https://a'", "('null', 'file://', 'x://y')",
                                 "[_('https://a.example')]", "{'https://a.example'}", "env_list('ORIGINS')", "b'x'", "None",
                                 "[' https://a.example', 'https:/a.example', '//a.example', 'https://a.example:80/', 'a b:c']",
                                 "['HTTP://[::1]:8000', 'h\\u00e4://x', 'https://x#', 'https://x?', '1a://x', 'a+b.c-d://x?y']"],
        "CORS_ORIGIN_WHITELIST": ["['shop.example']", "{'a': 1}", "['https://b.example', 1]", "()"],
        "CORS_ALLOW_ALL_ORIGINS": FLAGS + ["env_flag('SECURE')"], "CORS_ORIGIN_ALLOW_ALL": FLAGS,
        "CORS_ALLOW_CREDENTIALS": FLAGS + ["env_flag('SECURE')"], "CORS_ALLOW_PRIVATE_NETWORK": FLAGS,
        "CORS_ALLOW_HEADERS": WORDS + ["('accept', *['x-a', 'x-b'])"], "CORS_ALLOW_METHODS": WORDS, "CORS_EXPOSE_HEADERS": WORDS,
        "CORS_PREFLIGHT_MAX_AGE": ["60", "-60", "'60'", "60.0", "True", "None", "env_number('HSTS', -1)"],
        "CORS_ALLOWED_ORIGIN_REGEXES": [*WORDS, "[r'^https://\\w+$']"],
        "CORS_ORIGIN_REGEX_WHITELIST": WORDS,
        "CORS_URLS_REGEX": WORDS, "CORS_MODEL": ["None", "'shop.Origin'"], "CORS_REPLACE_HTTPS_REFERER": FLAGS,
    },
    "csp": {
        "CSP_DEFAULT_SRC": ["['self']", "None", "()"], "CSP_REPORT_ONLY": FLAGS, "CSP_IMG_SRC": ["['a']"],
        "CONTENT_SECURITY_POLICY": ["{'EXCLUDE_URL_PREFIXES': '/admin'}", "{'EXCLUDE_URL_PREFIXES': ['/admin']}", "{}", "None",
                                    "{'EXCLUDE_URL_PREFIXES': _('/a')}", "dict(EXCLUDE_URL_PREFIXES=PREFIX)"],
        "CONTENT_SECURITY_POLICY_REPORT_ONLY": ["{'EXCLUDE_URL_PREFIXES': ''}", "{'EXCLUDE_URL_PREFIXES': ()}"],
    },
    "rest_framework": {
        "REST_FRAMEWORK": ["{'PAGE_SIZE': 20}", "{'PAGE_SIZE': 0}", "{'PAGE_SIZE': env_number('HSTS', 0)}", "{}",
                           "{'PAGE_SIZE': '20', 'DEFAULT_PAGINATION_CLASS': None}", "dict(PAGE_SIZE=None)",
                           "{'DEFAULT_PAGINATION_CLASS': 'rest_framework.pagination.CursorPagination'}"],
    },
    "debug_toolbar": {
        "DEBUG_TOOLBAR_PANELS": ["[]", "()", "['debug_toolbar.panels.sql.SQLPanel']", "['debug_toolbar.panels.logging.LoggingPanel']"],
        "DEBUG_TOOLBAR_CONFIG": ["{'OBSERVE_REQUEST_CALLBACK': None}", "{'UPDATE_ON_FETCH': True}", "{}"],
        "MIDDLEWARE_CLASSES": ["[]", "None"],
    },
}
# Values of kinds that a program may not follow: what it says of them must be right, but it may say nothing.
ODD = ["range(3)", "(x for x in ('a', 'b'))", "iter(['a'])", "{'a': 1}.keys()", "{'a': 'b'}.values()", "map(str, [1, 2])",
       "zip('ab', 'cd')", "enumerate('ab')", "re.compile('a')", "reversed(['a', 'b'])", "{'a': 1}.items()", "object()", "type",
       "memoryview(b'ab')", "bytearray(b'ab')", "10 ** 40", "complex(1)", "filter(None, ['a'])", "Ellipsis", "range(0)"]
MAILERS = ["{}", "{'default': {'BACKEND': 'django.core.mail.backends.console.EmailBackend'}}",
           "{'default': {'BACKEND': f'django.core.mail.backends.{k}.EmailBackend'} for k in ('smtp',)}", "{'x': {}}"]


class Mutated:
    """One project; `odd` where it has a value that may stay unknown."""

    def __init__(self, chance, series):
        self.chance = chance
        self.odd = False
        self.environment = {"STAGE": chance.choice(["production", "staging", "test"]), "SECURE": chance.choice(["on", "0", "TRUE "])}
        for name, texts in (("HOSTS", ["a.example, b.example", "", " , "]), ("ORIGINS", ["https://a.example", "a.example,", ""]),
                            ("HSTS", ["3600", "0", "x"]), ("SITE", ["1", "one"]), ("OLD_KEYS", ["a,b", ""]), ("KEY", ["k" * 60, ""])):
            if chance.random() < 0.7:
                self.environment[name] = chance.choice(texts)
        self.statements = [list(s) for s in START]
        self.values = dict(VALUES)
        if series >= "6.1":
            self.values["MAILERS"] = MAILERS
        self.packages = [p for p in PACKAGES if chance.random() < 0.4]
        for package in self.packages:
            self.values.update(OF_PACKAGES[package])
            self.add("INSTALLED_APPS", chance.choice([f"INSTALLED_APPS += ['{package}']", f"INSTALLED_APPS.append('{package}')",
                                                      f"INSTALLED_APPS = ['{package}', *INSTALLED_APPS]"]))
            for text in PACKAGES[package]:
                self.statements.append([text.split(" = ")[0], text])
        if "debug_toolbar" in self.packages and chance.random() < 0.8:
            self.add("MIDDLEWARE", chance.choice([f"MIDDLEWARE.insert(0, '{TOOLBAR}')", f"MIDDLEWARE += ['{TOOLBAR}', '{GZIP}']",
                                                  f"if STAGE != 'test':\n    MIDDLEWARE = ['{TOOLBAR}'] + MIDDLEWARE",
                                                  f"for each in ('{GZIP}', '{TOOLBAR}'):\n    MIDDLEWARE.append(each)"]))
        # What each setting that is no statement of the start is given, now and then.
        for name in self.values:
            if name not in {n for n, _ in self.statements} and chance.random() < 0.3:
                self.statements.append([name, f"{name} = {self.value(name)}"])
        for _ in range(chance.choice([0, 2, 5, 9, 14])):
            chance.choice([self.delete, self.replace, self.replace, self.override, self.override, self.line, self.line,
                           self.condition, self.guard, self.edit, self.edit, self.attempt, self.indirect])()

    def value(self, name):
        if self.chance.random() < 0.012:
            self.odd = True
            return self.chance.choice(ODD)
        return self.chance.choice(self.values.get(name, WORDS))

    def add(self, after, text):
        """Behind the last statement about a setting, or at the end."""
        places = [i for i, (name, _) in enumerate(self.statements) if name == after]
        low = places[-1] + 1 if places else len(self.statements)
        self.statements.insert(self.chance.randint(low, len(self.statements)), [after, text])

    def some(self):
        return self.chance.randrange(len(self.statements))

    def setting(self):
        return self.chance.choice(list(self.values))

    def delete(self):
        # INSTALLED_APPS and the like are changed further down: whoever deletes them, deletes all of it.
        name = self.statements[self.some()][0]
        if name not in ("DEBUG", "ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_SECURE",
                        "SECURE_SSL_REDIRECT", "SECRET_KEY"):
            self.statements = [s for s in self.statements if s[0] != name]

    def replace(self):
        at = self.some()
        name, text = self.statements[at]
        if name in self.values and text.startswith(name + " ="):
            self.statements[at][1] = f"{name} = {self.value(name)}"

    def override(self):
        name = self.setting()
        self.add(name, f"{name} = {self.value(name)}")

    def line(self):
        """One line of a list of texts goes, is doubled, or moves to the front."""
        at = self.some()
        lines = self.statements[at][1].split("\n")
        inner = [i for i in range(1, len(lines) - 1) if lines[i].strip().startswith('"') and lines[i].endswith('",')]
        if not inner:
            return
        i = self.chance.choice(inner)
        kind = self.chance.randrange(4)
        if kind == 0:
            lines[i] = lines[i].replace('"', '# "', 1)
        elif kind == 1:
            lines.insert(i, lines[i])
        elif kind == 2:
            lines.insert(inner[0], lines.pop(i))
        else:
            # Two texts without a comma between them are one.
            lines[i] = lines[i].rstrip(",")
        self.statements[at][1] = "\n".join(lines)

    def test(self):
        return self.chance.choice(["DEBUG", "not DEBUG", "STAGE == 'production'", "STAGE in {'test', 'staging'}", "env_flag('SECURE')",
                                   "'HOSTS' in os.environ", "os.getenv('SITE')", "env_number('HSTS', 0) > 60",
                                   "STAGE.startswith('prod') and not os.environ.get('KEY')", "len(ALLOWED_HOSTS) > 1",
                                   "(stage := STAGE[:4]) == 'prod' or stage == 'test'"])

    def condition(self):
        name = self.setting()
        one, other = (f"    {name} = {self.value(name)}" for _ in range(2))
        shape = self.chance.randrange(3)
        text = f"if {self.test()}:\n{one}"
        if shape == 1:
            text += f"\nelse:\n{other}"
        if shape == 2:
            text += f"\nelif {self.test()}:\n{other}"
        self.add(name if name in dict(self.statements) else "DEBUG", text)

    def guard(self):
        """A statement that was there is put under a condition."""
        at = self.some()
        name, text = self.statements[at]
        if name in ("DEBUG", "ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_SECURE",
                    "SECURE_SSL_REDIRECT", "SECRET_KEY", "INSTALLED_APPS", "MIDDLEWARE", "TEMPLATES", "CACHES") or "\n" in text:
            return
        self.statements[at][1] = f"if {self.chance.choice(['STAGE', repr('HOSTS') + ' in os.environ', 'env_flag(' + repr('SECURE') + ')'])}:\n    {text}"

    def edit(self):
        """What projects do to the long lists."""
        name, text = self.chance.choice([
            ("MIDDLEWARE", "MIDDLEWARE = [m for m in MIDDLEWARE if not m.endswith('XFrameOptionsMiddleware')]"),
            ("MIDDLEWARE", "MIDDLEWARE.remove('django.middleware.common.CommonMiddleware')"),
            ("MIDDLEWARE", "for extra in ['LocaleMiddleware', 'CommonMiddleware']:\n    path = 'django.middleware.' + extra.split('M')[0]"
             ".lower() + '.' + extra\n    if path not in MIDDLEWARE:\n        MIDDLEWARE.append(path)"),
            ("MIDDLEWARE", "MIDDLEWARE = tuple(MIDDLEWARE)\nMIDDLEWARE += ('django.middleware.http.ConditionalGetMiddleware',)\n"
             "MIDDLEWARE = list(MIDDLEWARE)"),
            ("MIDDLEWARE", "MIDDLEWARE = [MIDDLEWARE[0], *MIDDLEWARE[2:]]"),
            ("MIDDLEWARE", "MIDDLEWARE[:] = sorted(MIDDLEWARE)"),
            ("MIDDLEWARE", "MIDDLEWARE = list(dict.fromkeys(MIDDLEWARE))"),
            ("MIDDLEWARE", "MIDDLEWARE.insert(\n    MIDDLEWARE.index('django.middleware.security.SecurityMiddleware') + 1,\n"
             "    'whitenoise.middleware.WhiteNoiseMiddleware',\n)"),
            ("MIDDLEWARE", "MIDDLEWARE.append('django.contrib.auth.middleware.LoginRequiredMiddleware')"),
            ("MIDDLEWARE", "MIDDLEWARE.insert(3, 'django.contrib.auth.middleware.LoginRequiredMiddleware')"),
            ("MIDDLEWARE", "MIDDLEWARE.append('django.middleware.csp.ContentSecurityPolicyMiddleware')"),
            ("INSTALLED_APPS", "INSTALLED_APPS = [a for a in INSTALLED_APPS if 'messages' not in a]"),
            ("INSTALLED_APPS", "INSTALLED_APPS.remove('django.contrib.contenttypes')\nINSTALLED_APPS.remove('django.contrib.auth')"),
            ("INSTALLED_APPS", "if STAGE != 'production':\n    INSTALLED_APPS += ('django.contrib.sites',)"),
            ("INSTALLED_APPS", "INSTALLED_APPS.extend(['django.contrib.sites'])"),
            ("INSTALLED_APPS", "INSTALLED_APPS[INSTALLED_APPS.index('django.contrib.admin')] = 'django.contrib.admin.apps.SimpleAdminConfig'"),
            ("TEMPLATES", "TEMPLATES[0]['APP_DIRS'] = DEBUG"),
            ("TEMPLATES", "TEMPLATES[0].setdefault('OPTIONS', {})['string_if_invalid'] = STAGE if DEBUG else None"),
            ("TEMPLATES", "TEMPLATES[0]['OPTIONS']['context_processors'] += ['django.template.context_processors.csp']"),
            ("TEMPLATES", "TEMPLATES[0]['OPTIONS']['context_processors'].pop()"),
            ("TEMPLATES", "TEMPLATES += [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'NAME': 'mail'}]"),
            ("TEMPLATES", "for engine in TEMPLATES:\n    engine.setdefault('OPTIONS', {}).setdefault('libraries', {})['tz'] = "
             "'django.templatetags.l10n'"),
            ("CACHES", "CACHES['default']['LOCATION'] = os.path.join(BASE_DIR, 'static', 'c')"),
            ("CACHES", "CACHES.pop('default', None)"),
            ("CACHES", "CACHES['files'] = dict(CACHES['default'], LOCATION='/srv/static')"),
            ("CACHES", "CACHES.update(default={'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'})"),
            ("STATICFILES_DIRS", "STATICFILES_DIRS += [('x/', '/srv/x')]"),
            ("LANGUAGES", "LANGUAGES = [*LANGUAGES, ('x_x', 'X')]"),
            ("DATABASES", "DATABASES['default'].update(CONN_MAX_AGE=60)"),
            ("ALLOWED_HOSTS", "ALLOWED_HOSTS += env_list('HOSTS')"),
            ("ALLOWED_HOSTS", "ALLOWED_HOSTS = ALLOWED_HOSTS or ['localhost']"),
        ])
        self.add(name, text)

    def attempt(self):
        if self.chance.random() < 0.6:
            return
        name = self.setting()
        value = self.value(name)
        # Whether a module that is not in the project can be imported, nobody knows who does not try.
        self.odd = True
        self.add(name if name in dict(self.statements) else "DEBUG", self.chance.choice([
            f"try:\n    from .nothing_here import *\nexcept ImportError:\n    {name} = {value}",
            f"try:\n    {name} = os.environ['MISSING']\nexcept KeyError:\n    {name} = {value}",
            f"try:\n    import nothing_of_that_name\nexcept ModuleNotFoundError:\n    pass\nelse:\n    {name} = {value}",
            f"try:\n    number = int(STAGE)\nexcept ValueError:\n    number = 0\nfinally:\n    {name} = {value}",
        ]))

    def indirect(self):
        name = self.setting()
        value = self.value(name)
        self.add(name if name in dict(self.statements) else "DEBUG", self.chance.choice([
            f"globals()['{name}'] = {value}", f"vars().update({name}={value})", f"def made():\n    return {value}\n\n\n{name} = made()",
            f"{name}: object = {value}", f"{name}, other = {value}, 1", f"chosen = {{True: {value}, False: {self.value(name)}}}\n"
            f"{name} = chosen[{self.chance.choice(['STAGE == ' + repr('production'), 'bool(DEBUG)'])}]",
            f"{name} = ({value}) if {self.test()} else ({self.value(name)})",
            f"{name} = (lambda given: given)({value})", f"{name} = [{value}, None][0]", f"{name} = {name}_FIRST = {value}",
            f"for {name} in [None, {value}]:\n    pass", f"with_value = dict(value={value})\n{name} = with_value.get('value')",
            f"class Box:\n    value = {value}\n\n\n{name} = Box.value",
        ]))

    def files(self):
        parts = self.chance.choice([1, 1, 2, 3])
        cuts = sorted(self.chance.randint(1, len(self.statements)) for _ in range(parts - 1))
        names = {1: ["production"], 2: ["base", "production"], 3: ["base", "common", "production"]}[parts]
        files = {"conf/__init__.py": ""}
        for i, name in enumerate(names):
            low, high = ([0] + cuts)[i], (cuts + [len(self.statements)])[i]
            head = HELPERS if i == 0 else f"import os\nimport re\nfrom .{names[i - 1]} import *\nfrom .{names[i - 1]} import _"
            files[f"conf/{name}.py"] = "\n\n".join([head, *(text for _, text in self.statements[low:high])]) + "\n"
        return files
