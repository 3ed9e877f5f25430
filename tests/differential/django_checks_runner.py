"""Runs inside an environment that has Django: prints, for each case, what its checks say.

    python django_checks_runner.py FOLDER < cases
A line of input is {"case": name, "environment": {…}}, a line of output {"ids": [...]} or
{"raises": "…"}. Each case runs in a fork of a process in which Django and all its applications are
loaded already, so that no case sees what another left behind.
"""
import json
import os
import sys

FOLDER = sys.argv[1]
APPS = ["admin", "auth", "contenttypes", "sessions", "messages", "staticfiles", "sites"]
MODULES = ("django.core.checks.security.", "django.core.checks.async_checks", "django.core.checks.caches", "django.core.checks.files",
           "django.core.checks.templates", "django.core.checks.translation", "django.core.checks.mail",
           "django.core.checks.compatibility.", "django.contrib.staticfiles.", "django.contrib.sites.",
           "corsheaders.", "csp.", "rest_framework.")
FUNCTIONS = {("django.core.checks.urls", "check_url_settings"),
             ("django.contrib.admin.checks", "check_dependencies"),
             ("django.contrib.auth.checks", "check_middleware"), ("debug_toolbar.apps", "check_middleware"),
             ("debug_toolbar.apps", "check_panels"), ("debug_toolbar.apps", "check_settings")}

import django  # noqa: E402
from django.conf import Settings, settings  # noqa: E402

settings.configure(INSTALLED_APPS=["django.contrib." + a for a in APPS], SECRET_KEY="warm", MIDDLEWARE=[])
import django.core.management.base  # noqa: E402,F401  registers the checks of the core
import django.core.cache.backends.filebased  # noqa: E402,F401
import django.core.cache.backends.locmem  # noqa: E402,F401
import django.core.cache.backends.db  # noqa: E402,F401
import django.core.cache.backends.dummy  # noqa: E402,F401
from django.apps import apps  # noqa: E402
from django.core import checks  # noqa: E402
from django.core.checks.registry import registry  # noqa: E402

CORE = set(registry.registered_checks), set(registry.deployment_checks)
django.setup()
import django.contrib.auth.backends  # noqa: E402,F401
import django.contrib.auth.middleware  # noqa: E402,F401
import django.contrib.staticfiles.finders  # noqa: E402,F401
import django.template.backends.django  # noqa: E402,F401
# What packages import, so that not each fork has to.
import django.core.paginator  # noqa: E402,F401
import django.db.migrations.executor  # noqa: E402,F401
import django.forms  # noqa: E402,F401
import django.middleware.gzip  # noqa: E402,F401
import django.test.signals  # noqa: E402,F401
import django.views.debug  # noqa: E402,F401
import django.views.generic  # noqa: E402,F401


def wanted(check):
    return check.__module__.startswith(MODULES) or (check.__module__, check.__name__) in FUNCTIONS


def run(case):
    os.environ.clear()
    os.environ.update(case["environment"])
    sys.path.insert(0, os.path.join(FOLDER, case["case"]))
    os.chdir(sys.path[0])
    registry.registered_checks, registry.deployment_checks = map(set, CORE)
    settings.__dict__.clear()
    settings.__dict__["_wrapped"] = Settings("conf.production")
    apps.app_configs.clear()
    apps.apps_ready = apps.models_ready = apps.loading = apps.ready = False
    apps.clear_cache()
    apps.populate(settings.INSTALLED_APPS)
    for check in [*registry.registered_checks, *registry.deployment_checks]:
        if not wanted(check):
            registry.registered_checks.discard(check)
            registry.deployment_checks.discard(check)
    found = checks.run_checks(include_deployment_checks=True)
    return [message.id for message in found if not message.is_silenced()]


def main():
    for line in sys.stdin:
        case = json.loads(line)
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr = open(os.devnull, "w")
            try:
                answer = {"ids": run(case)}
            except BaseException as problem:  # whatever it is, `manage.py check` ends with it
                answer = {"raises": f"{type(problem).__name__}: {problem}"[:300]}
            with os.fdopen(theirs, "w") as out:
                out.write(json.dumps(answer))
            os._exit(0)
        os.close(theirs)
        with os.fdopen(ours) as answers:
            sys.stdout.write(answers.read() + "\n")
        os.waitpid(child, 0)


main()
