#include "python/eval/told_operands.h"

#include <algorithm>

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostTexts = 5;
constexpr std::size_t kMostElements = 3;
constexpr std::size_t kLongestText = 16;
constexpr std::size_t kLongestName = 64;

// "django.contrib.gis", "--no-input": words between points and dashes. A digit is enough to think
// of a key or a password.
bool reads_as_name(std::string_view text) {
  if (text.size() > kLongestName) return false;
  bool parted = false;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool mark = c == '.' || c == '-' || c == '_';
    if (!letter && !mark) return false;
    parted = parted || mark;
  }
  return parted;
}

std::string elements(Expressions all, const char* open, const char* close) {
  if (all.size() > kMostElements) return {};
  std::string out = open;
  for (const Expression* one : all) {
    const std::string told = one->kind == ExpressionKind::tuple || one->kind == ExpressionKind::list
                                 ? std::string()
                                 : told_operand(one);
    if (told.empty()) return {};
    if (one != all.front()) out += ", ";
    out += told;
  }
  return out + close;
}

}  // namespace

std::string told_text(std::string_view text) {
  if (text.size() > kLongestText && !reads_as_name(text)) return {};
  return "'" + std::string(text) + "'";
}

std::string told_operand(const Expression* e) {
  switch (e->kind) {
    case ExpressionKind::string:
      return told_text(as<Literal>(*e).text);
    case ExpressionKind::none:
      return "None";
    case ExpressionKind::true_literal:
      return "True";
    case ExpressionKind::false_literal:
      return "False";
    case ExpressionKind::integer:
    case ExpressionKind::real:
      return std::string(as<Literal>(*e).text);
    case ExpressionKind::tuple:
      return elements(as<Sequence>(*e).elements, "(", ")");
    case ExpressionKind::list:
      return elements(as<Sequence>(*e).elements, "[", "]");
    default:
      return {};
  }
}

std::string told_choice(const std::vector<std::string>& texts, bool all) {
  std::string words;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i == kMostTexts) return words + (all ? " and the like" : " or the like");
    if (i > 0) words += i + 1 < texts.size() ? ", " : all ? " and " : " or ";
    words += texts[i];
  }
  return words;
}

}  // namespace djaz::python::eval
