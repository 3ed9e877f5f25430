#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

namespace {

const Node* under(const Node* node, std::string_view key) {
  REQUIRE(node != nullptr);
  REQUIRE(node->is(Kind::mapping));
  const Entry* entry = find_entry(*node, key);
  return entry == nullptr ? nullptr : entry->value;
}

}  // namespace

TEST_CASE("a known database URL is taken apart") {
  Run run(
      "import dj_database_url\n"
      "D = dj_database_url.parse('postgres://u:p%40w@Db.Example.com:5432/shop?sslmode=require',\n"
      "                          conn_max_age=600)\n");
  const Node* d = run.get("D");
  CHECK(Run::show(under(d, "ENGINE")) == "'django.db.backends.postgresql'");
  CHECK(Run::show(under(d, "NAME")) == "'shop'");
  CHECK(under(d, "PASSWORD")->text == "p@w");
  CHECK(Run::show(under(d, "HOST")) == "'db.example.com'");
  CHECK(Run::show(under(d, "PORT")) == "5432");
  CHECK(Run::show(under(d, "CONN_MAX_AGE")) == "600");
  CHECK(Run::show(under(under(d, "OPTIONS"), "sslmode")) == "'require'");
}

TEST_CASE("an unset variable gives the default, a set one a dict with known keys") {
  Run run(
      "import dj_database_url\n"
      "D = dj_database_url.config(default='sqlite:///db.sqlite3', ssl_require=True)\n");
  const Node* d = run.get("D");
  REQUIRE(d->is(Kind::unknown));
  REQUIRE(d->unknown->candidates.size() == 3);
  CHECK(Run::show(under(d->unknown->candidates[0].value, "NAME")) == "'db.sqlite3'");
  CHECK(d->unknown->candidates[0].condition == "`DATABASE_URL` is unset");
  CHECK(Run::show(d->unknown->candidates[1].value) == "{}");
  const Node* set = d->unknown->candidates[2].value;
  CHECK(under(set, "ENGINE")->is(Kind::unknown));
  CHECK(Run::show(under(under(set, "OPTIONS"), "sslmode")) == "'require'");
  REQUIRE(run.result().reads.size() == 1);
  CHECK(run.result().reads[0].name == "DATABASE_URL");
}

TEST_CASE("the beginning of a URL says which database it is") {
  Run run(
      "import os, dj_database_url\n"
      "D = dj_database_url.parse('postgresql://' + os.environ['USER'] + '@h/d')\n");
  CHECK(Run::show(under(run.get("D"), "ENGINE")) == "'django.db.backends.postgresql'");
  CHECK(under(run.get("D"), "HOST")->is(Kind::unknown));
}

TEST_CASE("django-environ takes its variable's URL apart, and needs it") {
  Run run(
      "import environ\nenv = environ.Env()\nD = env.db()\n"
      "C = env.cache('CACHE_URL', default='locmemcache://x')\n"
      "globals().update(env.email_url('MAIL', default='smtp+tls://u:p@mail:587'))\n");
  run.set("DATABASE_URL", "mysql://u:p@h/d");
  run.state("CACHE_URL", djaz::python::Variable::State::absent);
  run.state("MAIL", djaz::python::Variable::State::absent);
  CHECK(Run::show(under(run.get("D"), "ENGINE")) == "'django.db.backends.mysql'");
  CHECK(Run::show(under(run.get("C"), "BACKEND")) ==
        "'django.core.cache.backends.locmem.LocMemCache'");
  CHECK(run.show("EMAIL_USE_TLS") == "True");
  CHECK(run.show("EMAIL_PORT") == "587");
  CHECK_FALSE(run.result().names->open);
}

TEST_CASE(
    "a port that is none stops the module, and text that Pythons read differently is not read") {
  Run bad("import dj_database_url\nD = dj_database_url.parse('postgres://h:99999/d')\n");
  CHECK(bad.result().raises);
  Run odd("import dj_database_url\nD = dj_database_url.parse('postgres://[::1]/d')\n");
  CHECK(under(odd.get("D"), "HOST")->is(Kind::unknown));
  Run empty("import dj_database_url\nD = dj_database_url.parse('')\n");
  CHECK(under(empty.get("D"), "ENGINE")->is(Kind::unknown));
}

TEST_CASE("a URL of mail becomes settings, as dj-email-url reads it") {
  Run run(
      "import dj_email_url, os\nA = dj_email_url.parse('submission://me:p%40w@mail.example/')\n"
      "B = dj_email_url.parse('')\nC = dj_email_url.parse('smtp://')\n"
      "D = dj_email_url.parse(os.environ['MAIL'])\nE = D['EMAIL_USE_TLS']\nF = "
      "B.get('EMAIL_BACKEND', '')\n"
      "G = dj_email_url.config(default='console:')\nH = dj_email_url.config()\n");
  CHECK(run.show("A") ==
        "{'EMAIL_FILE_PATH': '', 'EMAIL_HOST_USER': 'me', 'EMAIL_HOST_PASSWORD': 'p@w', "
        "'EMAIL_HOST': 'mail.example', 'EMAIL_PORT': 587, 'EMAIL_USE_SSL': False, "
        "'EMAIL_USE_TLS': True, 'EMAIL_TIMEOUT': None, 'EMAIL_BACKEND': …}");
  CHECK(Run::show(under(run.get("A"), "EMAIL_BACKEND")) ==
        "'django.core.mail.backends.smtp.EmailBackend'");
  CHECK(run.show("B") ==
        "{'EMAIL_FILE_PATH': '', 'EMAIL_HOST_USER': None, 'EMAIL_HOST_PASSWORD': None, "
        "'EMAIL_HOST': None, 'EMAIL_PORT': None, 'EMAIL_USE_SSL': False, 'EMAIL_USE_TLS': False, "
        "'EMAIL_TIMEOUT': None}");
  CHECK(run.show("C").find("'EMAIL_HOST': 'localhost', 'EMAIL_PORT': 25") != std::string::npos);
  REQUIRE(run.get("E")->is(Kind::unknown));
  CHECK(run.get("E")->unknown->type == Kind::boolean);
  CHECK(run.show("F") == "''");
  CHECK(run.show("G").find("console.EmailBackend' when `EMAIL_URL` is unset") == std::string::npos);
  CHECK(run.show("H").starts_with("{} when `EMAIL_URL` is unset"));
}

TEST_CASE("the parts of a URL are as urllib.parse gives them") {
  Run run(
      "import os\nfrom urllib.parse import urlparse\nu = "
      "urlparse('https://me@Shop.example:8443/a/b?q=1')\n"
      "A = u.scheme\nB = u.hostname\nC = u.port\nD = u.path\nE = u.username\nF = u.password\n"
      "G = u.netloc\nH = u.query\nv = urlparse(os.environ['URL'])\nI = v.hostname\nJ = v.path\n"
      "K = v.port\nL = u.geturl()\n");
  CHECK(run.show("A") == "'https'");
  CHECK(run.show("B") == "'shop.example'");
  CHECK(run.show("C") == "8443");
  CHECK(run.show("D") == "'/a/b'");
  CHECK(run.show("E") == "'me'");
  CHECK(run.show("F") == "None");
  CHECK(run.show("G") == "'me@Shop.example:8443'");
  CHECK(run.show("H") == "'q=1'");
  CHECK(run.show("I") == "None when the URL names no host | ? when the URL names a host");
  REQUIRE(run.get("J")->is(Kind::unknown));
  CHECK(run.get("J")->unknown->type == Kind::string);
  CHECK(run.get("J")->unknown->reason == Reason::environment);
  CHECK(run.show("L") == "?");
}

TEST_CASE("what a file says is cast as what a variable says") {
  Run run("import environ\nenv = environ.FileAwareEnv(D=(bool, False))\nA = env('D')\n");
  run.world.variables["D_FILE"] = python::Variable{python::Variable::State::present, "", {}, ""};
  REQUIRE(run.get("A")->is(Kind::unknown));
  CHECK(run.get("A")->unknown->type == Kind::boolean);
  CHECK(run.get("A")->unknown->reason == Reason::file_content);
}

TEST_CASE("an Env whose prefix is written reads other variables than it is asked for") {
  Run run(
      "import environ\nenv = environ.Env()\nenv.prefix = 'X_'\n"
      "A = env.db('DB', default='postgres://h/n')\nB = env.cache(default='redis://h')\n");
  run.world.otherwise = djaz::python::Variable::State::absent;
  CHECK(run.reason("A") == "environment");
  CHECK(run.reason("B") == "environment");
}

TEST_CASE("a FileAwareEnv may read a URL from a file") {
  Run run("import environ\nenv = environ.FileAwareEnv()\nA = env.db(default='postgres://h/n')\n");
  run.world.otherwise = djaz::python::Variable::State::absent;
  run.set("DATABASE_URL_FILE", "/run/secrets/url");
  CHECK(run.reason("A") != "known");
}

TEST_CASE("a variable that is no URL may give django-environ nothing") {
  Run run("import environ\nenv = environ.Env()\nA = env.db()\n");
  run.set("DATABASE_URL", "{\"a\": 1}");
  CHECK(run.reason("A") != "known");
  CHECK(!run.get("A")->unknown->not_empty);
}
