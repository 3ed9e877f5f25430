#include "secrets/redact.h"

#include <doctest/doctest.h>

#include <random>

namespace djaz {
namespace {

Span span_of(const SourceFile& file, std::string_view part) {
  const std::size_t at = file.text().find(part);
  REQUIRE(at != std::string_view::npos);
  return {file.id(), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
}

}  // namespace

TEST_CASE("a line is shown with stars for its secrets") {
  Sources sources;
  const SourceFile& file = sources.add(
      "settings.py", "X = 1\nD = {'PASSWORD': 'hunter2!', 'TOKEN': 'ab\\'c'}  # hunter2!\n");
  Redactor redactor(sources);
  CHECK(redactor.mask(file.line_span(2)) == "D = {'PASSWORD': '***', 'TOKEN': '***'}  # ***");
  CHECK(redactor.mask(file.line_span(1)) == "X = 1");
  CHECK(redactor.redact(file.line_span(2), file.text_of(file.line_span(2))) ==
        "D = {'PASSWORD': '***', 'TOKEN': '***'}  # ***");
}

TEST_CASE("a window into a secret shows nothing of it") {
  Sources sources;
  const SourceFile& file = sources.add("s.py", "SECRET_KEY = 'correct horse battery'\n");
  Redactor redactor(sources);
  Span window = span_of(file, "horse bat");
  CHECK(redactor.mask(window) == "***");
  CHECK(redactor.redact(window, "horse bat") == "***");
  window = span_of(file, "= 'corr");
  CHECK(redactor.mask(window) == "= '***");
}

TEST_CASE("a place in a line is found again in the masked line") {
  Sources sources;
  const SourceFile& file =
      sources.add("s.py", "a = f(password='longer secret', token='abc', x=1)\n");
  Redactor redactor(sources);
  const Span line = file.line_span(1);
  const std::string masked = redactor.mask(line);
  REQUIRE(masked == "a = f(password='***', token='***', x=1)");
  for (const std::string_view part : {"a =", "password", "token", "x=1", "', token", ")"}) {
    CAPTURE(part);
    CHECK(redactor.masked_offset(line, span_of(file, part).begin) == masked.find(part));
  }
  const Span secret = span_of(file, "longer secret");
  CHECK(redactor.masked_offset(line, secret.begin) == masked.find("***"));
  CHECK(redactor.masked_offset(line, secret.begin + 4) == masked.find("***"));
  CHECK(redactor.masked_offset(line, secret.end) == masked.find("***") + 3);
  CHECK(redactor.masked_offset(line, line.end) == masked.size());
  CHECK(redactor.masked_offset(line, line.end + 1000) == masked.size());
}

TEST_CASE(
    "the end of the masked line lies where it should when a secret is shorter than the stars") {
  Sources sources;
  const SourceFile& file = sources.add("s.py", "x = 'ab' + 'cd'\n");
  Redactor redactor(sources);
  redactor.mark(span_of(file, "ab"));
  const Span line = file.line_span(1);
  CHECK(redactor.mask(line) == "x = '***' + 'cd'");
  CHECK(redactor.masked_offset(line, span_of(file, "cd").begin) == 13);
  CHECK(redactor.masked_offset(line, line.end) == 16);
}

TEST_CASE("words about a secret do not hold it") {
  Sources sources;
  const SourceFile& file = sources.add("s.py", "SECRET_KEY = 'Xy7-correct-horse'\nother = 1\n");
  const SourceFile& other = sources.add("t.py", "x = 'Xy7-correct-horse'\n");
  Redactor redactor(sources);
  CHECK(redactor.redact(span_of(file, "other"), "the value 'Xy7-correct-horse' is bad") ==
        "the value '***' is bad");
  CHECK(redactor.redact("and here Xy7-correct-horse too") == "and here *** too");
  CHECK(redactor.mask(other.line_span(1)) == "x = '***'");
}

TEST_CASE("the parts of a literal are also known joined") {
  Sources sources;
  const SourceFile& file = sources.add("s.py", "SECRET_KEY = ('abcd'\n  'efgh'\n  'ij')\n");
  Redactor redactor(sources);
  redactor.scan(file.id());
  CHECK(redactor.redact("it is abcdefghij.") == "it is ***.");
}

TEST_CASE("marked ranges join and are asked for") {
  Sources sources;
  const SourceFile& file = sources.add("s.txt", "0123456789");
  Redactor redactor(sources);
  const auto span = [&](std::uint32_t begin, std::uint32_t end) {
    return Span{file.id(), begin, end};
  };
  CHECK_FALSE(redactor.is_secret(span(0, 10)));
  redactor.mark(span(2, 4));
  redactor.mark(span(6, 8));
  CHECK(redactor.is_secret(span(0, 3)));
  CHECK(redactor.is_secret(span(3, 3)));
  CHECK_FALSE(redactor.is_secret(span(4, 6)));
  CHECK_FALSE(redactor.is_secret(span(0, 2)));
  redactor.mark(span(3, 7));
  CHECK(redactor.is_secret(span(5, 6)));
  CHECK_FALSE(redactor.is_secret(span(8, 10)));
  CHECK(redactor.mask(span(0, 10)) == "01***89");
  redactor.mark(span(5, 5));
  redactor.mark(span(9, 400));
  CHECK(redactor.mask(span(0, 10)) == "01***8***");
}

TEST_CASE("files that were looked through ahead hide what they would have hidden") {
  Sources sources;
  std::vector<FileId> files;
  for (int i = 0; i < 40; ++i)
    files.push_back(sources
                        .add("s" + std::to_string(i) + ".py",
                             "PASSWORD = 'fixture-" + std::to_string(i) + "-4711'\n")
                        .id());
  files.push_back(files.front());
  files.push_back(FileId{});
  Redactor plain(sources);
  Redactor ahead(sources);
  ahead.scan_ahead(files);
  // Nothing is hidden for having been looked at.
  CHECK(ahead.redact("fixture-3-4711") == "fixture-3-4711");
  ahead.scan_ahead(files);
  for (const FileId file : {files[3], files[7]}) {
    plain.scan(file);
    ahead.scan(file);
    CHECK(plain.ranges(file) == ahead.ranges(file));
    CHECK(ahead.ranges(file).size() == 1);
  }
  CHECK(ahead.redact("fixture-3-4711 fixture-8-4711") ==
        plain.redact("fixture-3-4711 fixture-8-4711"));
}

TEST_CASE("a span that names no file is answered without a crash") {
  Sources sources;
  const SourceFile& file = sources.add("s.py", "x");
  Redactor redactor(sources);
  redactor.mark(Span{});
  redactor.mark(Span{FileId{7}, 0, 1});
  redactor.scan(FileId{});
  redactor.scan(FileId{7});
  CHECK(redactor.mask(Span{}) == "");
  CHECK(redactor.redact(Span{}, "text") == "text");
  CHECK_FALSE(redactor.is_secret(Span{}));
  CHECK(redactor.mask(Span{file.id(), 5, 9}) == "");
}

TEST_CASE("no run of six bytes of a random secret is left in anything shown") {
  std::mt19937 random(7);
  const std::string alphabet =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!@#$%^&*(-_=+)";
  for (int round = 0; round < 300; ++round) {
    std::string secret;
    while (secret.size() < 6 + random() % 60) secret += alphabet[random() % alphabet.size()];
    // A reference is no secret.
    if (secret[0] == '$' || secret[0] == '%' || secret[0] == '_') continue;
    Sources sources;
    const SourceFile& file = sources.add(
        "s.py", "SECRET_KEY = '" + secret + "'\nx = 'postgres://u:" + secret + "@h/d'\n");
    Redactor redactor(sources);
    std::string shown = redactor.redact("value '" + secret + "', and again " + secret);
    redactor.scan(file.id());
    shown = redactor.redact("value '" + secret + "', and again " + secret);
    const auto size = static_cast<std::uint32_t>(file.text().size());
    for (std::uint32_t begin = 0; begin < size; begin += 3) {
      shown += redactor.mask(Span{file.id(), begin, std::min(begin + 20, size)}) + "\n";
    }
    for (std::size_t at = 0; at + 6 <= secret.size(); ++at) {
      CAPTURE(secret);
      CAPTURE(shown);
      CHECK(shown.find(secret.substr(at, 6)) == std::string::npos);
    }
  }
}

}  // namespace djaz
