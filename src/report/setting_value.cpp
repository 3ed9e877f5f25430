#include "report/setting_value.h"

#include "report/escape.h"
#include "report/setting_words.h"
#include "report/told_conditions.h"
#include "secrets/names.h"
#include "support/text.h"
#include "tree/dump.h"

namespace djaz {
namespace {

constexpr int kMaxDepth = 32;
constexpr std::size_t kWidth = 100;
constexpr std::size_t kMaxText = 160;
// Of one value; the rest is counted.
constexpr std::size_t kMostLines = 120;

char opening(Kind kind) { return kind == Kind::tuple ? '(' : kind == Kind::list ? '[' : '{'; }
char closing(Kind kind) { return kind == Kind::tuple ? ')' : kind == Kind::list ? ']' : '}'; }

std::string key_of(const Entry& entry) {
  return entry.key == nullptr ? quoted(entry.name) : std::string(entry.name);
}

// A fallback and the text of a variable: the conditions say nothing that the words do not.
bool is_fallback(const Node& node) {
  const auto& all = node.unknown->candidates;
  return all.size() == 2 && all[0].value != nullptr && all[1].value != nullptr &&
         !all[0].value->is_collection() && all[0].condition.ends_with(" is unset") &&
         all[1].condition.ends_with(" is set") && all[1].value->is(Kind::unknown) &&
         all[0].condition.substr(0, all[0].condition.size() - 9) ==
             all[1].condition.substr(0, all[1].condition.size() - 7);
}

std::size_t parts_of(const Node& node) { return node.items.size() + node.entries.size(); }

}  // namespace

bool SettingValues::is_secret(const Node& node, bool sensitive) {
  if (node.has(Trait::secret) && !node.is(Kind::unknown)) return true;
  if (!node.is(Kind::string) && !node.is(Kind::bytes)) return false;
  if (node.text.empty()) return false;
  if (sensitive) return true;
  if (!node.span.valid()) return false;
  redactor_.scan(node.span.file);
  return redactor_.is_secret(node.span);
}

std::string SettingValues::scalar(const Node& node, bool sensitive) {
  if (is_secret(node, sensitive)) return "***";
  // Redacted whole: a secret cut in two would not be recognised any more.
  if (node.is(Kind::string))
    return for_terminal(quoted(shortened(redactor_.redact(node.text), kMaxText)));
  if (node.is(Kind::path))
    return for_terminal(
        quoted(shortened(node.text.empty() ? "." : redactor_.redact(node.text), kMaxText)));
  if (node.is(Kind::unknown))
    return '<' + for_terminal(redactor_.redact(words_of(node, sensitive))) + '>';
  if (node.is(Kind::callable)) return for_terminal(redactor_.redact(node.text));
  return for_terminal(redactor_.redact(brief(node, kMaxText)));
}

bool SettingValues::all_on_one_line(const Node& node, bool sensitive, int depth, std::size_t limit,
                                    std::string& out) {
  bool first = true;
  const auto comma = [&] {
    if (!first) out += ", ";
    first = false;
  };
  out += opening(node.kind);
  for (const Node* item : node.items) {
    comma();
    if (!on_one_line(*item, sensitive, depth + 1, limit, out)) return false;
  }
  for (const Entry& entry : node.entries) {
    comma();
    out += for_terminal(redactor_.redact(key_of(entry))) + ": ";
    if (!on_one_line(*entry.value, sensitive || is_secret_name(entry.name), depth + 1, limit, out))
      return false;
  }
  if (node.open) {
    comma();
    out += "…";
  } else if (node.is(Kind::tuple) && node.items.size() == 1) {
    out += ',';
  }
  out += closing(node.kind);
  return out.size() <= limit;
}

bool SettingValues::on_one_line(const Node& node, bool sensitive, int depth, std::size_t limit,
                                std::string& out) {
  if (out.size() > limit) return false;
  if (depth > kMaxDepth) {
    out += "…";
    return true;
  }
  if (node.is_collection() && !is_secret(node, sensitive))
    return all_on_one_line(node, sensitive, depth, limit, out);
  if (!node.is(Kind::unknown) || node.unknown == nullptr || node.unknown->candidates.empty()) {
    out += scalar(node, sensitive);
    return out.size() <= limit;
  }
  // The conditions are told where there is a line for each.
  bool first = true;
  for (const Candidate& candidate : node.unknown->candidates) {
    if (!first) out += " or ";
    first = false;
    if (candidate.value == nullptr)
      out += "<not there>";
    else if (!on_one_line(*candidate.value, sensitive, depth + 1, limit, out))
      return false;
  }
  return out.size() <= limit;
}

// The ways that a part of a value may turn out, each on a line of its own.
void SettingValues::ways(const Node& node, bool sensitive, int depth, std::string head,
                         std::string tail, std::vector<std::string>& out) {
  const std::string indent(
      head.find_first_not_of(' ') == std::string::npos ? head.size() : head.find_first_not_of(' '),
      ' ');
  out.push_back(head + "one of");
  const std::vector<std::string> conditions = told_conditions(node.unknown->candidates);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const Candidate& candidate = node.unknown->candidates[i];
    const std::string condition = for_terminal(redactor_.redact(conditions[i]));
    const std::string line =
        indent + "    " + (condition.empty() ? "else: " : "if " + condition + ": ");
    if (candidate.value == nullptr) {
      out.push_back(line + "not there");
    } else {
      broken(*candidate.value, sensitive, depth + 2, line, "", line.size(), out);
    }
  }
  if (!tail.empty() && !out.empty()) out.back() += tail;
}

void SettingValues::broken(const Node& node, bool sensitive, int depth, std::string head,
                           std::string tail, std::size_t used, std::vector<std::string>& out) {
  if (out.size() > kMostLines) return;
  const bool choice =
      node.is(Kind::unknown) && node.unknown != nullptr && node.unknown->candidates.size() > 1;
  if (choice && depth < kMaxDepth && !is_fallback(node))
    return ways(node, sensitive, depth, head, tail, out);
  std::string line;
  const std::size_t room = used + tail.size() < kWidth ? kWidth - used - tail.size() : 0;
  if (on_one_line(node, sensitive, 0, room, line) || !node.is_collection() || parts_of(node) == 0 ||
      depth > kMaxDepth) {
    out.push_back(head + line + tail);
    return;
  }
  const std::size_t margin = head.find_first_not_of(' ');
  const std::string indent((margin == std::string::npos ? head.size() : margin), ' ');
  const std::string inner = indent + "    ";
  out.push_back(head + opening(node.kind));
  std::size_t told = 0;
  for (const Node* item : node.items) {
    if (out.size() > kMostLines) break;
    broken(*item, sensitive, depth + 1, inner, ",", inner.size(), out);
    ++told;
  }
  for (const Entry& entry : node.entries) {
    if (out.size() > kMostLines) break;
    const std::string start = inner + for_terminal(redactor_.redact(key_of(entry))) + ": ";
    broken(*entry.value, sensitive || is_secret_name(entry.name), depth + 1, start, ",",
           start.size(), out);
    ++told;
  }
  if (told < parts_of(node))
    out.push_back(inner + "… " + std::to_string(parts_of(node) - told) +
                  " more; --output json tells them all");
  else if (node.open)
    out.push_back(inner + "…  # there may be more");
  out.push_back(indent + closing(node.kind) + tail);
}

std::vector<std::string> SettingValues::lines(const Node& node, std::string_view name,
                                              std::size_t used, std::size_t indent) {
  std::vector<std::string> out;
  broken(node, is_secret_name(name), 0, std::string(indent, ' '), "", used, out);
  out.front().erase(0, indent);
  return out;
}

std::string SettingValues::flat(const Node& node, std::string_view name, std::size_t limit) {
  std::string out;
  on_one_line(node, is_secret_name(name), 0, 2 * limit, out);
  return shortened(out, limit);
}

}  // namespace djaz
