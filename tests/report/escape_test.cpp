#include "report/escape.h"

#include <doctest/doctest.h>

#include <string>

#include "report/sample.h"
#include "report/width.h"
#include "support/text.h"

using namespace djaz;

TEST_CASE("commands of CI runners are broken wherever they would be obeyed") {
  for (std::string_view command : {"##vso[task.setvariable variable=PWN]1", "x ##vso[a]",
                                   "##[error]no", "##teamcity[message]", "##VSO[a]"})
    CHECK(for_terminal(command).find("##\u200b") != std::string::npos);
  CHECK(for_terminal("::error file=a::b") == ":\u200b:error file=a::b");
  CHECK(for_terminal("  ::set-env::b") == "  :\u200b:set-env::b");
  CHECK(for_terminal("section_start:1:a") == "s\u200bection_start:1:a");
}

TEST_CASE("ordinary text stays as it is") {
  CHECK(for_terminal("a::b ## heading é 日本") == "a::b ## heading é 日本");
  CHECK(for_terminal("").empty());
}

TEST_CASE("control characters and bidirectional controls are made visible") {
  CHECK(for_terminal("a\x1b[31mb") == "a\\x1b[31mb");
  CHECK(for_terminal("\u202eabc").find("\u202e") == std::string::npos);
  CHECK(for_terminal("a\r\nb").find('\r') == std::string::npos);
}

TEST_CASE("text that is not UTF-8 becomes UTF-8 without losing a byte") {
  CHECK(valid_text("caf\xe9/\xff") == "caf\\xe9/\\xff");
  CHECK(valid_text("café") == "café");
}

TEST_CASE("a URI gives back the path") {
  CHECK(uri_of_path("a b/ü#?%.py") == "a%20b/%C3%BC%23%3F%25.py");
  CHECK(uri_of_path("\xff") == "%FF");
}

TEST_CASE("JSON holds no log command and still says the same") {
  CHECK(defused_json("\"##vso[x]\"") == "\"#\\u0023vso[x]\"");
  CHECK(defused_json("\"###\"") == "\"#\\u0023\\u0023\"");
}

TEST_CASE("text is cut between code points") {
  CHECK(shortened("ééé", 6) == "ééé");
  CHECK(shortened("éééé", 6) == "é…");
}

TEST_CASE("wide and combining characters take the cells they take") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("🚀") == 2);
}

TEST_CASE("nothing from the tree begins a line as a command or steers the terminal") {
  auto one = sample::hostile();
  RenderOptions options;
  options.show_passes = true;
  options.show_suppressed = true;
  for (const Format& format : formats()) {
    const std::string out = one->render(format.name, options);
    CAPTURE(format.name);
    CHECK(is_valid_utf8(out));
    for (std::string_view line : split(out, '\n')) {
      CAPTURE(line);
      // What follows the commands that are ours is held to the runners by check_reports.py.
      const bool github = format.name == "github" && line.rfind("::error title=DZ", 0) == 0;
      const bool notice = format.name == "github" && line.rfind("::notice title=djaz::", 0) == 0;
      CHECK((github || notice || trimmed(line).rfind("::", 0) != 0));
      if (format.name == "azure" && line.rfind("##vso[task.logissue type=error;", 0) == 0)
        line.remove_prefix(2);
      CHECK(trimmed(line).rfind("section_start:", 0) != 0);
      CHECK(line.find("##vso[") == std::string_view::npos);
      CHECK(line.find("##[") == std::string_view::npos);
      CHECK(line.find("##teamcity[") == std::string_view::npos);
    }
    bool harmless = true;
    for (std::size_t i = 0; i < out.size();) {
      const char32_t c = decode_utf8(out, i);
      const bool control = (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0);
      const bool direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
      harmless = harmless && !control && !direction;
    }
    CHECK(harmless);
  }
}
