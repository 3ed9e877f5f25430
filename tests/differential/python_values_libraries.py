"""Idioms of python_values_idioms.py that need a library of the package index, and where it is installed."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NEEDED = "decouple, dj_database_url, dotenv, environ, split_settings.tools, configurations, pydantic_settings"
PACKAGES = ["Django==5.2.*", "django-environ", "python-decouple", "dj-database-url", "python-dotenv", "django-split-settings",
            "django-configurations", "pydantic-settings"]

HEAD = [
    "import decouple, dj_database_url, dotenv, io",
    "import environ as django_environ",
    "from decouple import Csv, config",
    "from split_settings.tools import include, optional",
    "from typing import Any, Dict, List, Literal, Optional",
    "from pydantic import AliasChoices, Field, SecretStr",
    "from pydantic_settings import BaseSettings, SettingsConfigDict",
    "plain = django_environ.Env()",
    "schema = django_environ.Env(DEBUG=(bool, False), PORT=(int, 5), HOSTS=(list, ['h']), STAGE=str, EXTRA=(str, ''))",
]

BLOCKS = {
    "django-environ": [
        "$A = schema('DEBUG'), schema('EXTRA')", "$A = schema('HOSTS')", "try:\n    $A = schema('PORT')\nexcept ValueError:\n    $A = None", "$A = schema('STAGE', default='dev')", "$A = plain('$v', default=$t)", "$A = plain('$v', default=None)", "$A = plain.bool('$v', default=False)",
        "$A = plain.bool('$v', True)", "$A = plain.bool('$v', default=None)", "try:\n    $A = plain.int('$v', default=3)\nexcept ValueError:\n    $A = -1", "$A = plain.list('$v', default=[])", "$A = plain.list('$v', default=['x', 'y'])", "try:\n    $A = plain.list('$v', cast=int, default=[1])\nexcept ValueError:\n    $A = []",
        "$A = plain.str('$v', default='')", "try:\n    $A = plain.float('$v', default=1.5)\nexcept ValueError:\n    $A = 0.0", "try:\n    $A = plain.json('$v', default={})\nexcept ValueError:\n    $A = 'bad'", "$A = plain.tuple('$v', default=())", "$A = plain('$v', cast=bool, default=True)", "$A = plain('$v', cast=list, default=[])",
        "$A = plain('$v', default=False)", "try:\n    $A = plain('$v', default=7)\nexcept ValueError:\n    $A = 8", "$A = plain('$v', default=['l'])", "$A = plain('$v', cast=str, default='s')", "try:\n    $A = plain.dict('$v', default={})\nexcept (ValueError, KeyError):\n    $A = None", "$A = plain.get_value('$v', default=$t)",
        "$A = '$v' in plain", "try:\n    $A = plain('NOWHERE_SET')\nexcept django_environ.ImproperlyConfigured:\n    $A = 'improper'", "try:\n    $A = plain('$v')\nexcept Exception:\n    $A = 'unset'", "try:\n    $A = plain.bool('$v')\nexcept Exception:\n    $A = 'unset'", "try:\n    $A = plain.list('$v')\nexcept Exception:\n    $A = 'unset'",
        "$A = plain.db_url_config('postgres://u:p@h:5/d')['ENGINE']", "$A = plain.db('NOWHERE_SET', default='sqlite:////tmp/x.db')", "$A = plain.cache('NOWHERE_SET', default='locmemcache://')['BACKEND']", "$A = plain.email('NOWHERE_SET', default='consolemail://')", "$A = plain.email_url('NOWHERE_SET', default='smtp://u:p@h:25')", "$A = plain.db_url('NOWHERE_SET', default='postgres://u:p@h/d')['NAME']",
        "e$A = django_environ.Env()\ne$A.prefix = 'DJ_'\n$A = e$A('$v', default='d')", "e$A = django_environ.Env()\ne$A.smart_cast = False\n$A = e$A('$v', default=5)", "os.environ['NEW_ENVIRON'] = $t\n$A = plain('NEW_ENVIRON', default='d')", "os.environ['POINTS'] = '$$v'\n$A = plain('POINTS', default='d')", "django_environ.Env.read_env(str(BASE_DIR / 'no.env'))\n$A = plain('$v', default='x')",
        "$A = bool(plain.str('$v', default=''))", "$A = plain.bool('$v', default=False) and not schema('DEBUG')", "$A = [h for h in plain.list('$v', default=[]) if h]", "$A = plain.url('NOWHERE_SET', default='https://h/x').netloc", "$A = str(plain.path('NOWHERE_SET', default='/srv'))", "$A = plain.bytes('$v', default=b'')", "$A = django_environ.Env().str('$v', 'd')",
        "$A = plain.str('$v', multiline=True, default='m')", "$A = plain.search_url('NOWHERE_SET', default='elasticsearch://h:9200/i')['URL'] if False else 1", "$A = plain('$v', cast=tuple, default=())", "$A = plain.list('$v', default=[]) + ['own']", "$A = {'K': plain('$v', default='k'), 'B': plain.bool('$v', default=True)}", "$A = plain.list('$v', default=None)",
        "g$A = plain.str\n$A = g$A('$v', default='bound')", "$A = plain('$v', str, 'third')", "$A = plain.bool('$v', default='yes')", "$A = plain.list('$v', default='a,b')", "$A = plain.int('NOWHERE_SET', default='7')",
    ],
    "decouple": [
        "$A = config('$v', default=$t)", "try:\n    $A = config('$v', default=False, cast=bool)\nexcept ValueError:\n    $A = 'bad'", "try:\n    $A = config('$v', default=5, cast=int)\nexcept ValueError:\n    $A = 'bad'", "$A = config('$v', default='a,b', cast=Csv())", "$A = config('$v', default='', cast=Csv())", "try:\n    $A = config('$v', default='1, 2', cast=Csv(int))\nexcept ValueError:\n    $A = []",
        "$A = config('$v', default='x', cast=Csv(post_process=tuple))", "$A = config('$v', default=None)", "try:\n    $A = config('NOWHERE_SET')\nexcept decouple.UndefinedValueError:\n    $A = 'undefined'", "try:\n    $A = config('$v')\nexcept Exception:\n    $A = 'undefined'", "$A = config('$v', default='a;b', cast=lambda v: [s.strip() for s in v.split(';')])", "$A = config('$v', default='', cast=str)",
        "try:\n    $A = config('$v', default='no', cast=bool)\nexcept ValueError:\n    $A = 'bad'", "try:\n    $A = config('$v', default=True, cast=bool)\nexcept ValueError:\n    $A = 'bad'", "try:\n    $A = config('$v', default='1.5', cast=float)\nexcept ValueError:\n    $A = 0.0", "try:\n    $A = config('$v', cast=bool)\nexcept Exception:\n    $A = 'bad'", "$A = decouple.config('$v', 'second')", "try:\n    $A = config('$v', 'yes', bool)\nexcept ValueError:\n    $A = 'bad'",
        "$A = config('$v', default=[], cast=Csv()) if False else 3", "$A = decouple.AutoConfig()('$v', default='auto')", "$A = decouple.Csv()('a, b,,c'), Csv()('')", "try:\n    $A = config('$v', default='dev', cast=decouple.Choices(['dev', 'prod']))\nexcept ValueError:\n    $A = 'choice'", "$A = list(config('$v', default='h1,h2', cast=Csv()))", "$A = config('$v', default='x', cast=len)", "$A = config('$v', default='k', cast=Csv(delimiter=';'))",
        "$A = config('$v', default=\"'a,b',c\", cast=Csv())", "$A = decouple.strtobool('yes'), decouple.strtobool('off')", "try:\n    $A = config('$v', default='', cast=bool)\nexcept ValueError:\n    $A = 'bad'", "$A = config('$v', default='a', cast=Csv(strip=' \\n'))", "$A = config('$v', default=0)", "os.environ['NEW_DECOUPLE'] = $t\n$A = config('NEW_DECOUPLE')",
        "try:\n    $A = not config('$v', default='1', cast=bool)\nexcept ValueError:\n    $A = 'bad'", "$A = config('$v', default=None, cast=lambda v: v and v.upper())", "c$A = config\n$A = c$A('$v', default='alias')", "$A = config('$v', default=$t).split(',')", "try:\n    $A = config('$v', default=None, cast=int)\nexcept (TypeError, ValueError):\n    $A = 'none'",
    ],
    "pydantic": [
        "class S$A(BaseSettings):\n    f: str = Field('d', alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: str = Field($t, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: bool = Field(False, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: bool = Field('yes', alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: int = Field(3, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: int = Field('4', alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: float = Field(1, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: float = Field(2.5, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: Optional[str] = Field(None, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: Optional[int] = Field(None, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: str | None = Field(None, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: bool | None = Field(None, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: List[str] = Field(['a'], alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: list[str] = Field([], alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: list = Field([1, 'x'], alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: list[int] = Field([1, 2], alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: Dict[str, str] = Field({'a': 'b'}, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: dict = Field({}, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: Any = Field(7, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: tuple[str, ...] = Field(('a',), alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: set[str] = Field(set(), alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: Literal['dev', 'prod'] = Field('dev', alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    f: int | str = Field(1, alias='$v')\ntry:\n    $A = S$A().f\nexcept ValueError:\n    $A = 'bad'",
        "class S$A(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix='NOWHERE_', env_file='no.env')\n    $v: str = 'none'\n$A = S$A().$v",
        "class S$A(BaseSettings):\n    $v: str\ntry:\n    $A = S$A().$v\nexcept ValueError:\n    $A = 'required'",
        "class S$A(BaseSettings):\n    $v: SecretStr = SecretStr('k')\n$A = S$A().$v.get_secret_value()",
        "class S$A(BaseSettings):\n    f: str = Field('d', validation_alias=AliasChoices('NOWHERE_SET', '$v'))\n$A = S$A().f",
        "class S$A(BaseSettings):\n    f: List[str] = Field(default_factory=lambda: ['f'])\n    @property\n    def first(self):\n        return self.f[0]\n$A = S$A().first",
        "class S$A(BaseSettings):\n    f: str = 'base'\nclass T$A(S$A):\n    model_config = {'env_prefix': 'NOWHERE_'}\n    g: int = 2\n$A = T$A(f='given').f, T$A().g",
        "class S$A(BaseSettings):\n    model_config = SettingsConfigDict(env_ignore_empty=True)\n    $v: str = 'was empty'\n$A = S$A().$v",
    ],
    "dj_database_url": [
        "$A = dj_database_url.parse('postgres://u:p@h:5432/db')", "$A = dj_database_url.parse('postgres://u:p@h/db', conn_max_age=60, ssl_require=True)", "$A = dj_database_url.config(env='NOWHERE_SET', default='sqlite:///db.sqlite3')", "$A = dj_database_url.config('NOWHERE_SET')", "try:\n    $A = dj_database_url.config('DATABASE', default='sqlite://:memory:')\nexcept ValueError:\n    $A = {}",
        "try:\n    $A = {'default': dj_database_url.config('DATABASE')}\nexcept ValueError:\n    $A = None", "$A = dj_database_url.parse('mysql://u:p@h/db?ssl-ca=/x.pem')['OPTIONS']", "$A = {'default': dj_database_url.parse('postgresql://h/d')}\n$A['default']['ATOMIC_REQUESTS'] = True\n$A['default'].update(CONN_MAX_AGE=5)", "try:\n    $A = dj_database_url.parse(os.environ.get('DATABASE', 'postgres://h/d'))['ENGINE']\nexcept ValueError:\n    $A = 'bad'",
        "if 'DATABASE' in os.environ:\n    try:\n        $A = dj_database_url.config('DATABASE', conn_max_age=600, ssl_require=not FLAG)\n    except ValueError:\n        $A = 1\nelse:\n    $A = {}", "$A = dj_database_url.parse('sqlite:////abs/x.db')['NAME']", "$A = dj_database_url.parse('postgres://%2Fvar%2Frun/db')['HOST']", "$A = bool(dj_database_url.config('NOWHERE_SET'))", "$A = 'OPTIONS' in dj_database_url.parse('postgres://h/d', ssl_require=FLAG)",
    ],
    "dotenv absent": [
        "dotenv.load_dotenv(BASE_DIR / 'no.env')\n$A = os.environ.get('$v', 'd')", "$A = dotenv.load_dotenv(str(BASE_DIR / 'no.env'))", "$A = dotenv.dotenv_values(BASE_DIR / 'no.env').get('X', 'd')", "$A = dotenv.find_dotenv('no.such.env')", "dotenv.load_dotenv(dotenv_path=os.path.join(BASE_DIR, 'no.env'), override=True)\n$A = os.getenv('$v')", "dotenv.load_dotenv(stream=io.StringIO('FROM_STREAM=1'))\n$A = os.environ.get('FROM_STREAM')",
        "$A = {**dotenv.dotenv_values('no.env'), **os.environ}.get('$v', 'none')", "dotenv.load_dotenv('no.env') or os.environ.setdefault('NEW_DOT', 'x')\n$A = os.environ['NEW_DOT']",
    ],
    "split settings": [
        "include('parts/one.py')\n$A = PART_ONE", "include('parts/one.py', optional('parts/nothing.py'))\n$A = PART_LIST", "include('parts/*.py')\n$A = PART_ONE, PART_TWO", "include(optional('parts/nothing.py'))\n$A = 1", "PART_LIST = ['own']\ninclude('parts/two.py')\n$A = PART_LIST", "include('parts/one.py', 'parts/two.py')\n$A = PART_LIST\n$B = PART_TWO", "include('parts/%s.py' % ('one' if FLAG else 'two'))\n$A = globals().get('PART_ONE', 'no')",
        "PART_LIST = []\nPART_SEEN = 1\ninclude('parts/one.py', scope=globals())\n$A = PART_ONE, PART_LIST", "try:\n    include('parts/nothing.py')\nexcept OSError:\n    $A = 'missing'", "PART_LIST = $L\ninclude('parts/two.py')\n$A = $L", "FLAG = $c\ninclude('parts/one.py')\n$A = PART_ONE",
    ],
}
PARTS = {"parts/one.py": "PART_ONE = FLAG\nPART_LIST = globals().get('PART_LIST', [])\nPART_LIST.append('one')\n",
         "parts/two.py": "import os\nPART_TWO = os.environ.get('STAGE', 'dev')\nPART_LIST = list(globals().get('PART_LIST', ())) + ['two']\n"}


def interpreter():
    """A Python that has the libraries, and a reason where there is none."""
    folder = HERE.parents[1] / ".cache" / "values"
    own = folder / "bin" / "python"
    for python in (os.environ.get("DJAZ_URL_PYTHON"), str(own) if (folder / ".ready").exists() else None, sys.executable):
        if python and subprocess.run([python, "-c", "import " + NEEDED], capture_output=True).returncode == 0:
            return python, ""
    shutil.rmtree(folder, ignore_errors=True)
    for command in ([sys.executable, "-m", "venv", str(folder)],
                    [str(own), "-m", "pip", "install", "--quiet", "--retries", "1", "--disable-pip-version-check", *PACKAGES]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return None, "they cannot be installed: " + (done.stderr.strip().splitlines() or ["?"])[-1]
    (folder / ".ready").touch()
    return str(own), ""
