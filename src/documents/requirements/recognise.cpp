#include "documents/requirements/recognise.h"

#include <string>

#include "documents/requirements/decode.h"
#include "documents/requirements/grammar.h"
#include "documents/requirements/lines.h"
#include "documents/requirements/options.h"
#include "documents/requirements/roles.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

// Whether the directory that holds the file is named so.
bool lies_in(std::string_view path, std::string_view directory) {
  return equal_ignoring_case(file_name_of(directory_of(path)), directory);
}

bool looks_right(const LogicalLine& line) {
  const std::string& text = line.text.text();
  const std::size_t split = options_start(text);
  Options options;
  OptionMistake wrong_option;
  if (split < text.size() &&
      !parse_options(line.text.slice(split, text.size()), options, wrong_option))
    return false;
  if (split == 0) return !options.options.empty();
  Requirement requirement;
  Mistake wrong;
  return parse_requirement(std::string_view(text).substr(0, split), requirement, wrong);
}

}  // namespace

Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const bool text = ends_with_ignoring_case(name, ".txt");
  const bool source = ends_with_ignoring_case(name, ".in");
  if (!text && !source) return Suspicion::no;
  if (starts_with_ignoring_case(name, "requirements")) return Suspicion::yes;
  // "dev-requirements.txt" says enough; "functional-requirements.txt" may be prose.
  if (contains_ignoring_case(name, "requirements"))
    return role_by_name(name) == Role::unknown ? Suspicion::look : Suspicion::yes;
  if (starts_with_ignoring_case(name, "constraints")) return Suspicion::yes;
  if (lies_in(path, "requirements")) return Suspicion::yes;
  if (starts_with_ignoring_case(name, "req")) return Suspicion::look;
  if (contains_ignoring_case(name, "constraints")) return Suspicion::look;
  if (lies_in(path, "constraints") || lies_in(path, "reqs")) return Suspicion::look;
  return Suspicion::no;
}

bool recognises(std::string_view, std::string_view head) {
  constexpr std::size_t kHead = 4096;
  // The last line of a head may be cut off.
  if (head.size() >= kHead) head = head.substr(0, head.rfind('\n') + 1);
  Encoding encoding = Encoding::utf8;
  std::string problem;
  std::string text = decode(std::string(head), encoding, problem);
  if (!problem.empty()) return false;
  const SourceFile file(FileId{0}, "", std::move(text), encoding);
  const Lines lines = read_lines(file);
  std::size_t right = 0;
  for (const LogicalLine& line : lines.lines)
    if (looks_right(line)) ++right;
  return right > 0 && right * 3 >= lines.lines.size() * 2;
}

}  // namespace djaz::requirements
