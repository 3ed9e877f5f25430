"""The projects that scripts/bench measures on: the same bytes every time, nothing downloaded.

The large one looks as Django repositories do: many apps of models, views, forms, serializers, tests
and migrations, settings split over a package, and a few faults of the kinds both programs look for.
"""
import pathlib
import random

NOUNS = (
    "order invoice customer product shipment payment ticket report member event course lesson score "
    "device sensor reading account budget contract vendor asset route stop driver branch review"
).split()
FIELDS = (
    "name = models.CharField(max_length=200)",
    "slug = models.SlugField(unique=True)",
    "created = models.DateTimeField(auto_now_add=True)",
    "amount = models.DecimalField(max_digits=10, decimal_places=2, default=0)",
    "active = models.BooleanField(default=True)",
    "notes = models.TextField(blank=True)",
    "position = models.PositiveIntegerField(default=0, db_index=True)",
    "owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)",
    "email = models.EmailField(blank=True)",
    "payload = models.JSONField(default=dict)",
)


def put(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


SETTINGS = '''"""Settings shared by every environment."""
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY", "fake-not-a-secret-fallback-for-the-benchmark")
DEBUG = os.environ.get("DEBUG", "False") == "True"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
%s]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("DB_NAME", "app"),
        "USER": os.environ.get("DB_USER", "app"),
        "PASSWORD": os.environ.get("DB_PASSWORD", ""),
        "HOST": os.environ.get("DB_HOST", "localhost"),
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
'''
PRODUCTION = '''from .base import *  # noqa: F403

DEBUG = False
SESSION_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
ALLOWED_HOSTS = [os.environ["WEBSITE_HOSTNAME"]] if "WEBSITE_HOSTNAME" in os.environ else []
'''
WSGI = '''import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "%s")
application = get_wsgi_application()
'''
MANAGE = '''#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "%s")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
'''
REQUIREMENTS = """Django==5.2.1
gunicorn==23.0.0
psycopg[binary]==3.2.9
whitenoise
requests>=2.31
celery==5.5.2
"""


def write_small(root):
    """settings.py, wsgi.py and requirements.txt."""
    put(root, "project/settings.py", SETTINGS.replace('.parent.parent.parent', '.parent.parent')
        .replace("config.", "project.") % "")  # fmt: skip
    put(root, "project/wsgi.py", WSGI % "project.settings")
    put(root, "requirements.txt", REQUIREMENTS)


def models(words, random_):
    text = "from django.conf import settings\nfrom django.db import models\n"
    for word in words:
        name = word.capitalize()
        text += f'\n\nclass {name}(models.Model):\n    """One {word} of the house."""\n\n'
        for field in random_.sample(FIELDS, 6):
            text += f"    {field}\n"
        text += (
            f"\n    class Meta:\n        ordering = [\"pk\"]\n        verbose_name = \"{word}\"\n"
            f"\n    def __str__(self):\n        return f\"{name} {{self.pk}}\"\n"
            "\n    def total(self, rate=None):\n        if rate is None:\n            return 0\n"
            "        return sum(part * rate for part in (1, 2, 3) if part != self.pk)\n"
        )
    return text


def views(app, words, random_):
    text = (
        "import logging\n\nfrom django.http import JsonResponse\n"
        "from django.shortcuts import get_object_or_404, render\n\n"
        f"from .models import {', '.join(sorted(word.capitalize() for word in words))}\n\n"
        "logger = logging.getLogger(__name__)\n"
    )
    for word in words:
        name = word.capitalize()
        text += (
            f"\n\ndef {word}_list(request):\n    items = {name}.objects.all()\n"
            "    query = request.GET.get(\"q\")\n    if query:\n"
            "        items = items.filter(name__icontains=query)\n"
            f"    return render(request, \"{app}/{word}_list.html\", {{\"items\": items}})\n"
            f"\n\ndef {word}_detail(request, pk):\n    item = get_object_or_404({name}, pk=pk)\n"
            "    if request.method == \"POST\":\n        try:\n            item.save()\n"
            "        except ValueError as error:\n            logger.warning(\"not saved: %s\", error)\n"
            "            return JsonResponse({\"ok\": False}, status=400)\n"
            "    return JsonResponse({\"id\": item.pk, \"name\": str(item)})\n"
        )
        if random_.random() < 0.1:
            text += (
                f"\n\ndef {word}_raw(request):\n    name = request.GET[\"name\"]\n"
                f"    return {name}.objects.raw(\"SELECT * FROM {app}_{word} WHERE name = '%s'\" % name)\n"
            )
    return text


def tests(app, word):
    name = word.capitalize()
    text = f"from django.test import TestCase\n\nfrom {app}.models import {name}\n\n\nclass {name}Tests(TestCase):\n"
    for number in range(8):
        text += (
            f"    def test_{word}_{number}(self):\n        item = {name}()\n"
            f"        self.assertEqual(item.total({number}), {number} * 6)\n"
            f"        assert str(item).startswith(\"{name}\")\n\n"
        )
    return text


def migration(app, number, words, random_):
    text = "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n"
    before = f"(\"{app}\", \"{number - 1:04}_step\")" if number > 1 else ""
    text += f"    dependencies = [{before}]\n    operations = [\n"
    for word in words:
        text += (
            f"        migrations.AddField(\n            model_name=\"{word}\",\n"
            f"            name=\"field_{number}_{random_.randrange(1000)}\",\n"
            "            field=models.CharField(max_length=50, blank=True, default=\"\"),\n        ),\n"
        )
    return text + "    ]\n"


def app_files(app, random_):
    words = random_.sample(NOUNS, 5)
    yield "__init__.py", ""
    yield "apps.py", (
        "from django.apps import AppConfig\n\n\n"
        f"class {app.capitalize().replace('_', '')}Config(AppConfig):\n    name = \"{app}\"\n"
    )
    yield "models.py", models(words, random_)
    yield "views.py", views(app, words, random_)
    yield "urls.py", "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [\n" + "".join(
        f"    path(\"{word}/\", views.{word}_list),\n    path(\"{word}/<int:pk>/\", views.{word}_detail),\n"
        for word in words
    ) + "]\n"
    yield "admin.py", "from django.contrib import admin\n\nfrom . import models\n\n" + "".join(
        f"admin.site.register(models.{word.capitalize()})\n" for word in words
    )
    yield "forms.py", "from django import forms\n\nfrom . import models\n" + "".join(
        f"\n\nclass {word.capitalize()}Form(forms.ModelForm):\n    class Meta:\n"
        f"        model = models.{word.capitalize()}\n        fields = \"__all__\"\n"
        for word in words
    )
    yield "tasks.py", (
        "import hashlib\nimport subprocess\n\n\ndef digest(text):\n"
        "    return hashlib.sha256(text.encode()).hexdigest()\n\n\ndef convert(path):\n"
        "    return subprocess.run([\"convert\", path, path + \".png\"], check=True)\n"
    )
    yield "tests/__init__.py", ""
    for word in words:
        yield f"tests/test_{word}.py", tests(app, word)
    yield "migrations/__init__.py", ""
    for number in range(1, 7):
        yield f"migrations/{number:04}_step.py", migration(app, number, words, random_)
    for word in words:
        yield f"templates/{app}/{word}_list.html", (
            "{% extends \"base.html\" %}\n{% block content %}\n<ul>\n"
            "{% for item in items %}<li>{{ item }}</li>{% endfor %}\n</ul>\n{% endblock %}\n"
        )


def write_large(root, wanted):
    """About `wanted` files; returns how many there are."""
    random_ = random.Random(7)
    count, apps = 0, []
    while count < wanted - 8:
        app = f"{NOUNS[len(apps) % len(NOUNS)]}s_{len(apps)}"
        apps.append(app)
        for name, text in app_files(app, random_):
            put(root, f"{app}/{name}", text)
            count += 1
    installed = "".join(f"    \"{app}\",\n" for app in apps)
    rest = {
        "config/__init__.py": "",
        "config/settings/__init__.py": "",
        "config/settings/base.py": SETTINGS % installed,
        "config/settings/production.py": PRODUCTION,
        "config/wsgi.py": WSGI % "config.settings.production",
        "config/urls.py": "from django.urls import include, path\n\nurlpatterns = [\n"
        + "".join(f"    path(\"{app}/\", include(\"{app}.urls\")),\n" for app in apps)
        + "]\n",
        "manage.py": MANAGE % "config.settings.production",
        "requirements.txt": REQUIREMENTS,
    }
    for name, text in rest.items():
        put(root, name, text)
    return count + len(rest)


if __name__ == "__main__":
    import sys

    print(write_large(pathlib.Path(sys.argv[1]), 2000))
