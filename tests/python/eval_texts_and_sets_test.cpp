#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

TEST_CASE("a power beyond 64 bits is not known, and never 0") {
  for (const char* power : {"32 ** 15", "10 ** 30", "2 ** 64", "3 ** 41", "(2 ** 5) ** 13"}) {
    const std::string shown = power;
    CAPTURE(shown);
    Run run("X = " + shown + "\nY = 'on' if X else 'off'\n");
    CHECK(run.reason("X") == "budget");
    CHECK(run.show("Y") == "'on'");
  }
  CHECK(Run("X = 2 ** 62\n").show("X") == "4611686018427387904");
}

TEST_CASE("what gettext_noop is given is what it gives") {
  Run run(
      "from django.utils.translation import gettext_noop, gettext_lazy\nA = gettext_noop('de')\n"
      "B = gettext_lazy('de')\n");
  CHECK(run.show("A") == "'de'");
  const Node* late = run.get("B");
  REQUIRE(late != nullptr);
  CHECK(late->is(Kind::unknown));
  CHECK(late->has(Trait::lazy));
  CHECK(late->text == "de");
}

TEST_CASE("a set of different paths holds no more than it shows") {
  Run run(
      "import os\nfrom pathlib import Path\nBASE = Path(__file__).resolve().parent\n"
      "A = {BASE / 'a', BASE / 'b'}\nB = {('x', BASE / 'a'), BASE / 'a', 'a'}\n"
      "C = {BASE / 'a', os.path.join(BASE, 'a'), '/srv/a'}\n");
  CHECK_FALSE(run.get("A")->open);
  CHECK_FALSE(run.get("B")->open);
  // A text may be the same as another that depends on where the project lies.
  CHECK(run.get("C")->open);
}

TEST_CASE("what is translated late is as true as its text") {
  Run run(
      "from django.utils.translation import gettext_lazy as _\nA = not _('on')\nB = bool(_(''))\n"
      "C = 1 if _('x') else 2\n");
  CHECK(run.show("A") == "False");
  CHECK(run.show("B") == "False");
  CHECK(run.show("C") == "1");
}

TEST_CASE("a number is padded as `%` says") {
  Run run("A = '%02d|%5d|%-4d|%03d' % (4, -12, 7, -5)\nB = '%1d' % 123\nC = '%+d' % 3\n");
  CHECK(run.show("A") == "'04|  -12|7   |-05'");
  CHECK(run.show("B") == "'123'");
  CHECK(run.get("C")->is(Kind::unknown));
}

TEST_CASE("dict.fromkeys drops what is repeated and keeps the order") {
  Run run(
      "A = list(dict.fromkeys(['b', 'a', 'b']))\nB = dict.fromkeys(('x', 'y'), 1)\n"
      "C = dict.fromkeys('ab', [])\nC['a'].append(1)\n");
  CHECK(run.show("A") == "['b', 'a']");
  CHECK(run.show("B") == "{'x': 1, 'y': 1}");
  CHECK(run.show("C") == "{'a': [1], 'b': [1]}");
}

TEST_CASE("all items of a list are written at once, also where they are its own") {
  Run run(
      "A = ['b', 'a']\nB = A\nA[:] = sorted(A)\nC = [1, 2]\nC[:] = C\nD = [1]\nD[:] = 'ab'\n"
      "E = [1, 2, 3]\nE[1:] = [4]\nF = [1, 2, 3, 4]\nF[1:-1] = 'xyz'\nG = [1, 2, 3]\ndel G[:2]\n"
      "H = [1, 2]\nH[3:1] = [5]\nI = [1, 2, 3]\nI[::2] = [7, 8]\n");
  CHECK(run.show("A") == "['a', 'b']");
  CHECK(run.show("B") == "['a', 'b']");
  CHECK(run.show("C") == "[1, 2]");
  CHECK(run.show("D") == "['a', 'b']");
  CHECK(run.show("E") == "[1, 4]");
  CHECK(run.show("F") == "[1, 'x', 'y', 'z', 4]");
  CHECK(run.show("G") == "[3]");
  CHECK(run.show("H") == "[1, 2, 5]");
  CHECK(run.get("I")->is(Kind::unknown));
}

TEST_CASE("functions of the standard library over texts and collections") {
  Run run(
      "import itertools, textwrap, string\nfrom urllib.parse import quote, unquote, urljoin\n"
      "A = list(iter('ab')), list(itertools.chain.from_iterable([[1], (2,)]))\n"
      "B = b'ab'.decode('ascii'), str(b'x', 'utf-8'), int('ff', 16), b''.join([b'a', b'b'])\n"
      "C = sorted([(2, 'a'), (1, {})]), sorted([('b', 1), ('a', 2)], key=lambda p: p[1])\n"
      "D = sorted([(1, {}), (1, [])])\n"
      "E = textwrap.dedent('  a\\n   b\\n'), '{a}'.format_map({'a': 1}), string.digits\n"
      "F = quote('a b/c'), unquote('%41'), urljoin('https://h/x/', 'y'), urljoin('/a/b', 'c')\n"
      "G = {'a': 1, 'b': 2}\nH = G.popitem()\n"
      "I = {1}.issubset([1, 2]), {1, 2}.difference({1}), {1, 2}.intersection([1])\n");
  CHECK(run.show("A") == "(['a', 'b'], [1, 2])");
  CHECK(run.show("B") == "('ab', 'x', 255, b'ab')");
  CHECK(run.show("C") == "([(1, {}), (2, 'a')], [('b', 1), ('a', 2)])");
  CHECK(run.get("D")->is(Kind::unknown));
  CHECK(run.show("E") == "('a\\n b\\n', '1', '0123456789')");
  CHECK(run.show("F") == "('a%20b/c', 'A', 'https://h/x/y', '/a/c')");
  CHECK(run.show("G") == "{'a': 1}");
  CHECK(run.show("H") == "('b', 2)");
  CHECK(run.show("I") == "(True, {2}, {1})");
}

TEST_CASE("a loop is followed for as long as its test is known") {
  Run run(
      "import os\nA = []\nqueue = [1, 2]\nwhile queue:\n    A.append(queue.pop(0))\n"
      "else:\n    B = 1\n"
      "n = 0\nwhile True:\n    n += 1\n    if n == 2: continue\n    if n > 4: break\nC = n\n"
      "while os.environ.get('X') == 'y':\n    D = 1\n    break\n"
      "E = 0\nwhile E < 100000:\n    E += 1\n");
  CHECK(run.show("A") == "[1, 2]");
  CHECK(run.show("B") == "1");
  CHECK(run.show("C") == "5");
  CHECK(run.get("D")->is(Kind::unknown));
  CHECK(run.get("E")->is(Kind::unknown));
}

TEST_CASE("a width that is one of the values does not count as a missing one") {
  Run run("A = '%*d' % (5, 3)\nB = 'after'\n");
  CHECK(run.show("B") == "'after'");
  CHECK(run.reason("A") != "known");
  CHECK(!run.result().raises);
}

TEST_CASE("None and booleans have the attributes that every object has") {
  Run run(
      "A = (1 == 2).__class__.__name__\nB = None.__class__\nC = True.bit_length()\nD = 'after'\n"
      "try:\n    E = None.strip()\nexcept AttributeError:\n    E = 'no'\n");
  CHECK(run.show("D") == "'after'");
  CHECK(run.show("E") == "'no'");
  CHECK(!run.result().raises);
}

TEST_CASE("django-environ makes line ends of the fallback's as well where it is asked to") {
  Run run(
      "import environ\nenv = environ.Env()\nA = env.str('X', multiline=True, default='a\\\\nb')\n"
      "B = env.str('X', multiline=True, default='ab')\nC = env.str('X', default='a\\\\nb')\n");
  run.world.otherwise = djaz::python::Variable::State::absent;
  CHECK(run.reason("A") != "known");
  CHECK(run.show("B") == "'ab'");
  CHECK(run.show("C") == "'a\\\\nb'");
}

TEST_CASE("int() of a path's text is a wrong value, of a path a wrong type") {
  Run run(
      "import os\nfrom pathlib import Path\ntry:\n    A = int(os.path.dirname(__file__) + '/x')\n"
      "except ValueError:\n    A = 'value'\ntry:\n    B = int(Path(__file__))\n"
      "except TypeError:\n    B = 'type'\n");
  CHECK(run.show("A") == "'value'");
  CHECK(run.show("B") == "'type'");
}
