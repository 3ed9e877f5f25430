#include "documents/requirements/named.h"

#include <algorithm>

#include "documents/requirements/hints.h"
#include "documents/requirements/lines.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

bool fail(Mistake& mistake, std::size_t begin, std::size_t end, std::string_view message) {
  mistake = {begin, end, message};
  return false;
}

// `name[a,b] >=1,<2` or `name @ url`, without a marker. Ranges are relative to `text`.
class NamedReader {
 public:
  NamedReader(std::string_view text, std::size_t begin, std::size_t end, Requirement& out,
              Mistake& mistake)
      : scanner_(text.substr(0, end), begin), out_(out), mistake_(mistake) {}

  bool run() {
    scanner_.take_blanks();
    const std::size_t begin = scanner_.at();
    if (!scanner_.take_name()) return fail_at(begin, explain_start(scanner_.rest()));
    out_.name = {begin, scanner_.at()};
    scanner_.take_blanks();
    if (!extras()) return false;
    scanner_.take_blanks();
    if (scanner_.take('@')) return url();
    return specifiers();
  }

 private:
  bool extras() {
    const std::size_t open = scanner_.at();
    if (!scanner_.take('[')) return true;
    scanner_.take_blanks();
    bool more = extra();
    while (more) {
      scanner_.take_blanks();
      if (!scanner_.take(',')) break;
      scanner_.take_blanks();
      if (!extra())
        return fail_at(scanner_.at(), "the name of an extra is missing after the comma");
    }
    scanner_.take_blanks();
    if (scanner_.take(']')) return true;
    return fail(mistake_, open, scanner_.text().size(),
                "the extras are not understood: write names with commas between them and close the "
                "bracket");
  }

  bool extra() {
    const std::size_t begin = scanner_.at();
    if (!scanner_.take_name()) return false;
    out_.extras.push_back({begin, scanner_.at()});
    return true;
  }

  bool url() {
    scanner_.take_blanks();
    const std::size_t begin = scanner_.at();
    while (!scanner_.at_end() && scanner_.peek() != ' ' && scanner_.peek() != '\t')
      scanner_.advance();
    if (scanner_.at() == begin) return fail_at(begin, "a URL is missing after the `@`");
    out_.url = {begin, scanner_.at()};
    scanner_.take_blanks();
    if (scanner_.at_end()) return true;
    return fail_at(scanner_.at(), "nothing but a marker after ` ;` may follow the URL");
  }

  bool specifiers() {
    const std::size_t open = scanner_.at();
    const bool parenthesis = scanner_.take('(');
    scanner_.take_blanks();
    out_.specifier = {scanner_.at(), scanner_.at()};
    std::size_t version = 0;
    std::size_t begin = scanner_.at();
    while (take_specifier(scanner_, version)) {
      if (!one(begin, version)) return false;
      scanner_.take_blanks();
      if (!scanner_.take(',')) break;
      out_.specifier.end = scanner_.at();
      scanner_.take_blanks();
      begin = scanner_.at();
    }
    scanner_.take_blanks();
    if (parenthesis && !scanner_.take(')'))
      return fail(mistake_, open, scanner_.text().size(),
                  "the parenthesis around the versions is not closed here");
    scanner_.take_blanks();
    if (scanner_.at_end()) return true;
    return fail_at(scanner_.at(), explain_rest(scanner_.text(), scanner_.at(), out_.name.end,
                                               !out_.specifiers.empty()));
  }

  bool one(std::size_t begin, std::size_t version) {
    const std::size_t end = scanner_.at();
    const std::size_t op = operator_end(begin, version);
    const std::string_view sign = scanner_.text().substr(begin, op - begin);
    if (sign == "===") return arbitrary(begin, end);
    if (scanner_.next_is(".*"))
      return fail(mistake_, begin, end + 2,
                  sign == "==" || sign == "!="
                      ? "`.*` cannot follow a pre-release, post-release, development or local part"
                      : "`.*` goes with `==` and `!=` only: leave it out");
    if (scanner_.peek() == '+' && is_alnum(scanner_.peek(1)))
      return fail(mistake_, begin, scanner_.text().size(),
                  "a local version (`+…`) goes with `==` and `!=` only");
    out_.specifiers.push_back({{begin, op}, {version, end}});
    out_.specifier.end = end;
    return true;
  }

  // `===` takes any text, commas too; then each part between commas must be a specifier.
  bool arbitrary(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      const std::size_t comma = std::min(scanner_.text().find(',', at), end);
      Range part = {at, comma};
      trim_blanks(scanner_.text(), part.begin, part.end);
      at = comma + 1;
      if (part.empty()) continue;
      Scanner inner(scanner_.text().substr(0, part.end), part.begin);
      std::size_t version = 0;
      if (!take_specifier(inner, version) || !inner.at_end())
        return fail(mistake_, part.begin, part.end,
                    "what follows the comma after `===` is not a version with its operator");
      out_.specifiers.push_back(
          {{part.begin, operator_end(part.begin, version)}, {version, part.end}});
    }
    out_.specifier.end = end;
    return true;
  }

  // Blanks may stand between an operator and its version.
  std::size_t operator_end(std::size_t begin, std::size_t version) const {
    constexpr std::string_view kSigns = "=!~<>";
    std::size_t end = begin;
    while (end < version && kSigns.find(scanner_.text()[end]) != std::string_view::npos) ++end;
    return end;
  }

  bool fail_at(std::size_t begin, std::string_view message) {
    return fail(mistake_, begin, scanner_.text().size(), message);
  }

  Scanner scanner_;
  Requirement& out_;
  Mistake& mistake_;
};

}  // namespace

bool read_named(std::string_view text, Range range, Requirement& out, Mistake& mistake) {
  return NamedReader(text, range.begin, range.end, out, mistake).run();
}

}  // namespace djaz::requirements
