#include "secrets/detect.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace djaz {
namespace {

// Shows what was found between «…».
std::string annotated(const std::string& text, Dialect dialect) {
  std::string out;
  std::size_t at = 0;
  for (const SecretRange& range : detect_secrets(text, dialect)) {
    CHECK(range.begin >= at);
    CHECK(range.end > range.begin);
    CHECK(range.end <= text.size());
    out += text.substr(at, range.begin - at) + "«" +
           text.substr(range.begin, range.end - range.begin) + "»";
    at = range.end;
  }
  return out + text.substr(at);
}

std::string without_marks(std::string text) {
  for (const std::string mark : {"«", "»"}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

void check(Dialect dialect, std::initializer_list<const char*> cases) {
  for (const std::string expected : cases) {
    CHECK(annotated(without_marks(expected), dialect) == expected);
  }
}

constexpr Dialect kPython = Dialect::python;
constexpr Dialect kPlain = Dialect::plain;

}  // namespace

TEST_CASE("a literal under a secret's name is a secret") {
  check(kPython,
        {"SECRET_KEY = '«abc-def»'\n", "SECRET_KEY='«abc»'", "SECRET_KEY: str = \"«abc»\"\n",
         "SECRET_KEY : Final[str] = '«abc»'\n", "settings.SECRET_KEY = r'«abc»'\n",
         "x = {'USER': 'me', 'PASSWORD': '«abc»', 'HOST': 'db'}\n",
         "DATABASES['default']['PASSWORD'] = '«abc»'\n",
         "connect(user='me', password='«abc»', port=1)\n", "SECRET_KEY = '«a\\'b»'\n",
         "SECRET_KEY = b'«abc»' + b'«def»'\n", "if not DEBUG: SECRET_KEY = '«abc»'\n",
         "x = 1; TOKEN = '«abc»'; y = 'no'\n", "SECRET_KEY += '«abc»'\n", "f(token := '«abc»')\n",
         "SECRET_KEY = \\\n    '«abc»'\n"});
}

TEST_CASE("what is no literal or no secret is left alone") {
  check(kPython, {"SECRET_KEY = os.environ['SECRET_KEY']\n",
                  "SECRET_KEY = os.environ.get('SECRET_KEY')\n",
                  "SECRET_KEY = get_secret('projects/x/secret')\n",
                  "password = password\n",
                  "TOKEN = None\n",
                  "PASSWORD = True\n",
                  "API_KEY = 12345\n",
                  "SECRET_KEY = ''\n",
                  "DB_PASSWORD = '${DB_PASSWORD}'\n",
                  "AUTH_PASSWORD_VALIDATORS = [{'NAME': 'a.b.C'}]\n",
                  "if password == 'literal': pass\n",
                  "if token in ('abc', 'def'): pass\n",
                  "TOKEN_HEADER = 'X-Token'\n",
                  "f(password)\nx = 'abc'\n",
                  "print('abc'); y = 'def'\n",
                  "SECRET_KEY = open(os.path.join(BASE, 'secret.txt')).read()\n",
                  "def f(password, name='abc'): pass\n",
                  "# the password: see the vault\n",
                  "# SECRET_KEY = os.environ['X']\n",
                  "f(token=get_token('name'))\n",
                  "x = 'password'\ny = ['token', 'secret']\n",
                  "fields = ('password', 'email')\n",
                  "User.objects.values('password', 'email')\n"});
}

TEST_CASE("the fallback of a lookup is a secret and the name of the variable is not") {
  check(
      kPython,
      {"SECRET_KEY = os.environ.get('SECRET_KEY', '«abc»')\n",
       "SECRET_KEY = os.environ.get('X', '«abc»')\n", "x = os.getenv('DB_PASSWORD', '«abc»')\n",
       "x = os.environ.get('NAME', 'abc')\n",
       "SECRET_KEY = config('SECRET_KEY', default='«abc»')\n",
       "SECRET_KEY = config('KEY', cast=str, default='«abc»')\n",
       "x = config(\n    'API_KEY',\n    default='«abc»',\n)\n",
       "SECRET_KEY = env('X') or '«abc»'\n", "SECRET_KEY = env.str('SECRET_KEY', '«abc»')\n",
       "SECRET_KEY = env.get('A', env.get('B', '«abc»'))\n",
       "SECRET_KEY = '«abc»' if DEBUG else os.environ['X']\n",
       "SECRET_KEY = '«abc»' if ENV == 'test' else '«def»'\n",
       "SECRET_KEY = str(os.environ.get('X', '«abc»'))\n",
       "os.environ.setdefault('SECRET_KEY', '«abc»')\n",
       "x = getattr(settings, 'API_KEY', '«abc»')\n", "x = getattr(form, 'password')\n",
       "password = forms.CharField(label='no!', widget=Input(attrs={'class': 'no!'}))\n",
       "SECRET_KEY = force(os.environ.get('X', '«abc»'))\n", "SECRET_KEY = SecretStr('«abc»')\n"});
}

TEST_CASE("literals over several lines are one secret in parts") {
  check(kPython,
        {"SECRET_KEY = (\n    '«abc»'\n    '«d»'\n)\nX = 'no'\n",
         "SECRET_KEY = '''«abc\ndef»'''\nX = 'no'\n", "TOKENS = ['«abc»', \"«def»\"]\nX = ['no']\n",
         "KEYS = 1\nAPI_KEYS = {'a': '«abc»'}\n", "SECRET_KEY = \"\"\"«abc\nnever closed\n»"});
  const auto ranges =
      detect_secrets("SECRET_KEY = (\n 'abc'\n 'def')\nTOKEN = ['abc', 'def']\n", kPython);
  REQUIRE(ranges.size() == 4);
  CHECK_FALSE(ranges[0].continues);
  CHECK(ranges[1].continues);
  CHECK_FALSE(ranges[2].continues);
  CHECK_FALSE(ranges[3].continues);
}

TEST_CASE("comments and strings leak as code does") {
  check(kPython,
        {"# SECRET_KEY = '«abc»'\n", "x = 1  # don't: {'PASSWORD': '«abc»'}\n",
         "# SECRET_KEY=«abc»\n", "# password: «hunter2»\n",
         "'''\nSECRET_KEY = '«abc»'\nDB_PASSWORD=«abc»\n'''\nX = 'no'\n",
         "x = 'host=h password=«abc» user=u'\n",
         "x = 'Server=h;User ID=u;Password=«a b,c»;Encrypt=yes'\n",
         "x = \"{\\\"password\\\": \\\"«abc»\\\"}\"\n", "run('tool --password «abc» --user me')\n",
         "run(['tool', '--password', '«abc»', '--user', 'me'])\n"});
}

TEST_CASE("a broken file does not leak what stands in it") {
  check(kPython, {"SECRET_KEY = '«abc»\nDEBUG = (\n", "DEBUG = (\nX = 'no'\nSECRET_KEY = '«abc»'\n",
                  "X = '''\nSECRET_KEY = '«abc»'\nTOKEN = \"«abc»\"\n",
                  "}}])\nSECRET_KEY = '«abc»'\n", "SECRET_KEY = ((('«abc»'\nHOSTS = ['no']\n"});
  check(kPlain, {"{\"a\": [{\"password\": \"«abc»", "{\"password\": \"«abc»\n}",
                 "]}\"password\":\"«abc»\""});
}

TEST_CASE("JSON is read without being parsed") {
  check(kPlain,
        {"{\"password\": \"«abc»\", \"user\": \"me\"}", "{\"password\"\n:\n\"«abc»\"}",
         "{\"password\": null, \"x\": \"y\"}",
         "{\"administratorLoginPassword\":{\"value\":\"«abc»\"}}",
         "{\"dbPassword\":{\"type\":\"securestring\",\"metadata\":{\"description\":\"The "
         "password\"}}}",
         "{\"dbPassword\":{\"type\":\"securestring\",\"defaultValue\":\"«abc»\"}}",
         "[{\"name\":\"SECRET_KEY\",\"slotSetting\":false,\"value\":\"«abc»\"},{\"name\":\"DEBUG\","
         "\"value\":\"no!\"}]",
         "[{\"value\":\"«abc»\",\"name\":\"SECRET_KEY\"},{\"value\":\"no!\",\"name\":\"DEBUG\"}]",
         "{\"name\":\"DB_PASSWORD\",\"value\":\"@Microsoft.KeyVault(SecretUri=https://v)\"}",
         "{\"password\":\"[parameters('password')]\"}",
         "{\"env\":{\"SECRET_KEY\":\"«abc»\",\"U\":\"http://a//b\"}}", "{\"primaryKey\":\"id\"}",
         "{\"primaryKey\":\"«0123456789abcdef0123456789abcdef»\"}",
         "{\"args\":[\"runserver\",\"--api-token\",\"«abc»\",\"x\"]}",
         "{\"x\":\"{\\\"password\\\":\\\"«abc»\\\"}\"}"});
}

TEST_CASE("values without quotes are read where a file may hold them") {
  check(kPlain,
        {"SECRET_KEY=«abc def»\nDEBUG=1\n",
         "export DB_PASSWORD=«abc» # comment\n",
         "PASSWORD=«123456»\n",
         "MAX_TOKENS=4000\n",
         "SECRET_KEY=\nX=abc\n",
         "DB_PASSWORD=${OTHER}\n",
         "SECRET_KEY=\"«abc\ndef»\"\nX=abc\n",
         "SECRET_KEY='«abc»'\n",
         "password: «hunter2»\nuser: me\n",
         "password = «hunter2»\n",
         "  - DB_PASSWORD=«abc»\n",
         "SECRET_KEY\x1b[31m=«abc»\n",
         "#SECRET_KEY=«abc»\n",
         "gunicorn -e SECRET_KEY=«abc» app.wsgi\n",
         "tool --api-key=«abc» --password \"«d e»\" run\n",
         "ENV SECRET_KEY=«abc»\n",
         "https://x.blob.core.windows.net/c?sv=1&sig=«abc%2Fdef»&se=2\n",
         "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«abc==»;EndpointSuffix=x\n",
         "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=«abc=»\n",
         "h.redis.cache.windows.net:6380,password=«abc=»,ssl=True\n",
         "if [ $TOKEN == abc ]\n"});
}

TEST_CASE("XML attributes and elements are read") {
  check(kPlain, {"<add key=\"SECRET_KEY\" value=\"«abc»\"/><add key=\"DEBUG\" value=\"no!\"/>",
                 "<add value=\"«abc»\" key=\"SECRET_KEY\" />",
                 "<environmentVariable name=\"DB_PASSWORD\" value=\"«abc»\" />",
                 "<password>«abc»</password><user>me!</user>", "write <token> and no more <b>",
                 "<x connectionString=\"«Server=h;Pwd=abc»\"/>"});
}

TEST_CASE("passwords in URLs are found wherever they stand") {
  for (const Dialect dialect : {kPython, kPlain}) {
    check(dialect,
          {"u = 'postgres://u:«abc»@db/x'\n", "u = 'redis://:«abc»@h:6379/0'\n",
           "u = '//:«abc»@h'\n", "u = 'https://u:«a/b#c»@h/x'\n", "u = 'https://u:«a@b»@h/x'\n",
           "u = 'https://u:«a@b#c»@h/x'\n", "# git+https://u:«abc»@h/x.git@v1\n",
           "u = 'https://h:8080/a@b'\n", "u = 'git+https://h/a.git@v1'\n", "u = 'ssh://git@h/x'\n",
           "u = 'https://h/x:y'\n", "u = 'http://u:${PASSWORD}@h'\n",
           "u = 'https://«abcdefghij0123456789»@h/x'\n", "u = 'http://a//b?u=http://u:«abc»@h'\n"});
  }
}

TEST_CASE("private keys and tokens are found by their shape") {
  check(kPython,
        {"x = '''-----BEGIN RSA PRIVATE KEY-----«\nabc\ndef\n»-----END RSA PRIVATE KEY-----'''\n",
         "x = '-----BEGIN PUBLIC KEY-----abc-----END PUBLIC KEY-----'\n",
         "x = '-----BEGIN PRIVATE KEY-----«abc'\n»", "x = 'ghp_short'\n",
         "x = '«ghp_0123456789abcdefghij0123456789abcdef»'\n",
         "x = '«django-insecure-$%^abc(def)=+»'\n"});
  std::string key;
  while (key.size() < 84) key += "aB3+";
  check(kPlain, {("{\"keyName\":\"key1\",\"value\":\"«" + key + "xY==»\"}").c_str()});
}

TEST_CASE("the hostile inputs that hold a canary do not show it") {
  const std::string canary = "Zq9xVb7Lm2Kp-canary-wT4rD8sN6hYc";
  const std::string marked = "«" + canary + "»";
  check(
      kPython,
      {("SECRET_KEY = '" + marked + "\nDEBUG = (\n").c_str(),
       ("# DATABASES = {'default': parse('postgresql://u:" + marked + "@db.example.net:5432/p')}\n")
           .c_str(),
       ("DATABASES = {'default': {'ENGINE': 'x', 'PASSWORD': '" + marked + "'}}\n").c_str()});
  check(kPlain,
        {("--index-url http://user:" + marked + "@pypi.example/simple\ndjango==5.2.1\n").c_str(),
         ("git+https://tok:" + marked + "@github.com/a/b.git\n").c_str(),
         ("A=$(touch x)\nB=`touch y`\nSECRET_KEY=" + marked + "\n").c_str()});
}

TEST_CASE("the hostile corpus, where it is there, holds no canary outside a marked range") {
  const char* corpus = std::getenv("DJAZ_HOSTILE_CASES");
  if (corpus == nullptr) return;
  namespace fs = std::filesystem;
  const std::string canary = "Zq9xVb7Lm2Kp-";
  std::size_t files = 0;
  for (const std::string name : {"env-command", "env-unclosed-quote", "git-hostile-config",
                                 "inject-env", "json-secret-app-setting", "json-secret-parameter",
                                 "launch-jsonc", "req-urls", "secret-beside-syntax-error",
                                 "secret-in-comment", "secret-in-every-output", "secret-in-url"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(corpus) / name)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(stream), {}};
      const auto ranges = detect_secrets(text, dialect_of(entry.path().string()));
      for (std::size_t at = text.find(canary); at != std::string::npos;
           at = text.find(canary, at + 1)) {
        // A comment without any name beside it, in a file nobody would show the line of.
        if (text.substr(0, at) == "// ") continue;
        const std::size_t end = text.find("wT4rD8sN6hYc", at) + 12;
        CAPTURE(entry.path().string());
        bool inside = false;
        for (const SecretRange& range : ranges)
          inside = inside || (range.begin <= at && end <= range.end);
        CHECK(inside);
        ++files;
      }
    }
  }
  CHECK(files >= 10);
}

TEST_CASE("any sequence of brackets, quotes and names gives ranges in order and in bounds") {
  const std::vector<std::string> parts = {"password",
                                          "SECRET_KEY",
                                          "=",
                                          ":",
                                          "'",
                                          "\"",
                                          "'''",
                                          "\"\"\"",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          "{",
                                          "}",
                                          "<",
                                          ">",
                                          "/",
                                          "\\",
                                          "\n",
                                          "\r",
                                          " ",
                                          ",",
                                          ";",
                                          "#",
                                          "abc",
                                          "f",
                                          "get",
                                          "default",
                                          "name",
                                          "value",
                                          "key",
                                          "--",
                                          "://",
                                          "@",
                                          "u:",
                                          "sig=",
                                          "-----BEGIN PRIVATE KEY-----",
                                          "-----END",
                                          "ghp_",
                                          std::string(1, '\0'),
                                          "\xff",
                                          "==",
                                          "in ",
                                          "or",
                                          "+",
                                          "getattr",
                                          "env",
                                          ".",
                                          "eyJ",
                                          "${",
                                          "%"};
  std::mt19937 random(11);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) text += parts[random() % parts.size()];
    for (const Dialect dialect : {kPython, kPlain}) (void)annotated(text, dialect);
  }
}

TEST_CASE("no input takes more than linear time") {
  const auto repeated = [](std::string unit) {
    std::string text;
    while (text.size() < 500'000) text += unit;
    return text;
  };
  for (const std::string unit : {"\"",
                                 "'",
                                 "'''",
                                 "\\\"",
                                 "password=",
                                 "password='",
                                 "password=\"",
                                 "\"password\":{",
                                 "\"password\":[\"",
                                 "((((",
                                 "]",
                                 "(]",
                                 "{\"name\":\"",
                                 "://",
                                 "://a:",
                                 "://a/",
                                 "a:@",
                                 "//:",
                                 "-----BEGIN ",
                                 "-----BEGIN PRIVATE KEY-----",
                                 "--password ",
                                 "--",
                                 "=",
                                 "<a ",
                                 "<password>",
                                 "eyJ",
                                 "ghp_",
                                 "PASSWORD='\n",
                                 "# password '\"\n",
                                 "a = '\\\n",
                                 "SECRET_KEY = \\\n",
                                 "SECRET_KEY=(",
                                 "PASSWORD_",
                                 "aB3",
                                 "\n",
                                 " ",
                                 "\r",
                                 "sig=",
                                 ";Password=",
                                 "get('password','",
                                 "\"\"\"'\"'\"\n",
                                 "\x80\xff",
                                 "f'",
                                 "token:",
                                 "password : "}) {
    for (const Dialect dialect : {kPython, kPlain}) {
      const std::string text = repeated(unit);
      const auto start = std::chrono::steady_clock::now();
      (void)detect_secrets(text, dialect);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
      CAPTURE(unit);
      // Linear is some 0.03 s, twenty times that with sanitizers; quadratic would be minutes.
      CHECK(took.count() < 10);
    }
  }
}

}  // namespace djaz
