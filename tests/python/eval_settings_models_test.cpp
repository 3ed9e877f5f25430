// The settings classes of pydantic.
#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python::test;

namespace {

const std::string kSecond =
    "from pydantic import Field, SecretStr, AliasChoices\n"
    "from pydantic_settings import BaseSettings, SettingsConfigDict\n";
const std::string kFirst = "from pydantic import BaseSettings, Field, validator\n";

Run closed(const std::string& text) {
  Run run(text);
  run.world.otherwise = djaz::python::Variable::State::absent;
  return run;
}

}  // namespace

TEST_CASE("a field is the variable of its name in capitals, or its default") {
  Run run(kSecond +
          "class Env(BaseSettings):\n"
          "    debug: bool = True\n"
          "    KEY: str = 'x'\n"
          "    required: str\n"
          "env = Env()\nA = env.debug\nB = env.KEY\nC = env.required\n");
  CHECK(run.show("A") == "True when `DEBUG` is unset | ? when `DEBUG` is set");
  CHECK(run.show("B") == "'x' when `KEY` is unset | ? when `KEY` is set");
  CHECK(run.get("C")->unknown->type == Kind::string);
  REQUIRE(run.result().reads.size() == 3);
  CHECK(run.result().reads[0].name == "DEBUG");
  CHECK(run.result().reads[2].required);
}

TEST_CASE("the text of a variable becomes what the annotation says") {
  Run run(kSecond +
          "from pathlib import Path\nfrom typing import Literal, Optional\n"
          "class Env(BaseSettings):\n"
          "    flag: bool = True\n    port: Optional[int] = None\n    rate: float = 1\n"
          "    hosts: list[str] = []\n    where: Path = 'a'\n    stage: Literal['a', 'b'] = 'a'\n"
          "    secret: SecretStr = 'k'\n    numbers: list[int] = []\n    both: int | str = 1\n"
          "    pairs: dict[str, str] = {}\n"
          "e = Env()\nA, B, C, D = e.flag, e.port, e.rate, e.hosts\nE = e.where\nF = e.stage\n"
          "G = e.secret.get_secret_value()\nH = e.numbers\nI = e.both\nJ = e.pairs\n");
  run.world.otherwise = djaz::python::Variable::State::absent;
  run.set("FLAG", "Off").set("PORT", "7").set("RATE", "2.5").set("HOSTS", "[\"a\", \"b\"]");
  run.set("WHERE", "/srv/x").set("STAGE", "b").set("SECRET", "s").set("NUMBERS", "[\"1\"]");
  run.set("BOTH", "3").set("PAIRS", "{\"a\": \"b\"}");
  CHECK(run.show("A") == "False");
  CHECK(run.show("B") == "7");
  CHECK(run.show("C") == "2.5");
  CHECK(run.show("D") == "['a', 'b']");
  CHECK(run.get("E")->is(Kind::path));
  CHECK(run.show("F") == "'b'");
  CHECK(run.show("G") == "'s'");
  CHECK(run.get("H")->is(Kind::unknown));
  CHECK(run.get("I")->is(Kind::unknown));
  CHECK(run.show("J") == "{'a': 'b'}");
}

TEST_CASE("defaults are checked as texts are, and by pydantic 1 they are not") {
  const std::string body =
      "class Env(BaseSettings):\n    a: int = '5'\n    b: str = None\n    c: bool = 'yes'\n"
      "e = Env()\nA = e.a\nC = e.c\n";
  Run first = closed(kFirst + body);
  CHECK(first.show("A") == "'5'");
  CHECK(first.show("C") == "'yes'");
  Run second = closed(kSecond +
                      "class Env(BaseSettings):\n    a: int = '5'\n    c: bool = 'yes'\n"
                      "e = Env()\nA = e.a\nC = e.c\n");
  CHECK(second.show("A") == "5");
  CHECK(second.show("C") == "True");
}

TEST_CASE("a prefix, an alias, several names and a class above are heeded") {
  Run run = closed(kSecond +
                   "class Base(BaseSettings):\n"
                   "    model_config = SettingsConfigDict(env_prefix='SHOP_', env_file='.env')\n"
                   "    host: str = 'h'\n    port: int = 1\n"
                   "class Env(Base):\n    port: int = 2\n"
                   "    dsn: str = Field('', alias='SENTRY_DSN')\n"
                   "    url: str = Field('u', validation_alias=AliasChoices('NO_URL', 'URL'))\n"
                   "e = Env(host='given')\nA = e.host\nB = e.port\nC = e.dsn\nD = e.url\n"
                   "F = Env().host\n");
  run.set("SHOP_HOST", "env").set("SHOP_PORT", "3").set("SENTRY_DSN", "d").set("URL", "v");
  CHECK(run.show("A") == "'given'");
  CHECK(run.show("B") == "3");
  CHECK(run.show("C") == "'d'");
  CHECK(run.show("D") == "'v'");
  CHECK(run.show("F") == "'env'");
}

TEST_CASE("pydantic 1 has its names in Field(env=), in Config and in its fields") {
  Run run = closed(kFirst +
                   "class Env(BaseSettings):\n    a: str = Field('d', env='OTHER')\n"
                   "    b: str = 'd'\n    c = False\n"
                   "    class Config:\n        env_prefix = 'P_'\n"
                   "        fields = {'b': {'env': ['NO_B', 'PLAIN_B']}}\n"
                   "e = Env()\nA = e.a\nB = e.b\nC = e.c\n");
  run.set("OTHER", "o").set("PLAIN_B", "p").set("P_C", "on").set("P_A", "wrong");
  CHECK(run.show("A") == "'o'");
  CHECK(run.show("B") == "'p'");
  CHECK(run.show("C") == "True");
}

TEST_CASE("what a validator or a way of its own makes of a field is not known") {
  Run run = closed(kFirst +
                   "class Env(BaseSettings):\n    @validator('a')\n    def check(cls, v):\n"
                   "        return v + 'x'\n    a: str = 'a'\n    b: str = 'b'\n"
                   "e = Env()\nA = e.a\nB = e.b\n"
                   "class Own(BaseSettings):\n    a: str = 'a'\n"
                   "    def __init__(self, **more):\n        super().__init__(a='z')\n"
                   "C = Own().a\n"
                   "class Files(BaseSettings):\n    a: str = 'a'\n"
                   "    class Config:\n        secrets_dir = '/run/secrets'\n"
                   "D = Files().a\nE = Env.a\n");
  CHECK(run.get("A")->is(Kind::unknown));
  CHECK(run.show("B") == "'b'");
  CHECK(run.get("C")->is(Kind::unknown));
  CHECK(run.get("D")->is(Kind::unknown));
  CHECK(run.get("E")->is(Kind::unknown));
}

TEST_CASE("a value that does not fit, or none where one is needed, raises") {
  for (const char* field :
       {"a: int = 1", "a: bool = True", "a: list[str] = []", "a: Literal['b'] = 'b'"}) {
    Run run = closed(kSecond + "from typing import Literal\nclass Env(BaseSettings):\n    " +
                     field + "\ntry:\n    A = Env().a\nexcept ValueError:\n    A = 'bad'\n");
    run.set("A", "word");
    CHECK(run.show("A") == "'bad'");
  }
  Run run = closed(kSecond +
                   "class Env(BaseSettings):\n    a: str\n    b: str = Field(...)\n"
                   "try:\n    A = Env(b='x').a\nexcept ValueError:\n    A = 'bad'\n");
  CHECK(run.show("A") == "'bad'");
}

TEST_CASE("typing.cast gives what it is given") {
  Run run = closed("from typing import cast\nA = cast(str, 'x')\n");
  CHECK(run.show("A") == "'x'");
}
