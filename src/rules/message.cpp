#include "rules/message.h"

#include <algorithm>

#include "support/text.h"
#include "tree/dump.h"

namespace djaz {
namespace {

constexpr std::size_t kLongest = 80;

std::string shortened(std::string_view text) {
  if (text.size() <= kLongest) return std::string(text);
  std::size_t end = 0;
  while (end < kLongest) decode_utf8(text, end);
  return std::string(text.substr(0, end)) + "…";
}

// Whether the path leads to what a sensitive rule never shows: the judged node and what it holds,
// the part of it that the rule points at, or something around it.
bool is_hidden(const CompiledRule& rule, const CompiledPath& path, const Node& node) {
  const bool selected =
      path.base == CompiledPath::Base::subject || path.base == CompiledPath::Base::node;
  const bool value = path.path.attribute.empty() || path.path.attribute == "value";
  if (!rule.sensitive || !value) return false;
  if (path.base == CompiledPath::Base::item) return node.is_collection() || node.is(Kind::unknown);
  if (!selected) return false;
  if (!rule.at) return true;
  const auto& secret = rule.at->path.steps;
  const auto& steps = path.path.steps;
  const std::size_t common = std::min(secret.size(), steps.size());
  return std::equal(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(common),
                    secret.begin());
}

// Each kind of document has its own way of writing values.
Notation notation_of(std::string_view path) {
  for (const std::string_view branch : {"azure", "launch"})
    if (path.starts_with(branch)) return Notation::json;
  return Notation::python;
}

Notation notation_of(const CompiledRule& rule) {
  return rule.select.empty() ? Notation::python : notation_of(rule.select[0].text);
}

// An expression that has no value here is best told by its own text: `[parameters('plan')]`.
std::string expression_text(const Node& node, const Sources& sources) {
  if (!node.is(Kind::unknown) || !node.span.valid()) return {};
  std::string_view text = sources.text_of(node.span);
  if (text.size() > 2 && text.front() == '"' && text.back() == '"')
    text = text.substr(1, text.size() - 2);
  return text.starts_with('[') && text.ends_with(']') && text.size() <= kLongest ? std::string(text)
                                                                                 : std::string();
}

std::string bounds_words(const Bounds& bounds, const Node& operand, Notation notation) {
  const auto words_of = [&](const Node& node) { return brief(node, kLongest, notation); };
  if (!operand.is(Kind::mapping)) return words_of(operand);
  std::vector<std::string> words;
  for (const Entry& entry : operand.entries) {
    const std::string value =
        entry.value->is(Kind::string) ? std::string(entry.value->text) : words_of(*entry.value);
    words.push_back(replaced(entry.name, "_", " ") + ' ' + value);
  }
  return words.size() == bounds.bounds.size() ? djaz::join(words, " and ") : std::string();
}

std::string test_words(const Test& test, Notation notation) {
  const auto operand = [&] { return brief(*test.operand, kLongest, notation); };
  switch (test.kind) {
    case Test::Kind::present:
      return test.operand->boolean ? "present" : "absent";
    case Test::Kind::truthy:
      return test.operand->boolean ? "a true value" : "a false value";
    case Test::Kind::equals:
      return test.from ? std::string() : operand();
    case Test::Kind::in:
      return "one of " + operand();
    case Test::Kind::at_least:
      return "at least " + operand();
    case Test::Kind::at_most:
      return "at most " + operand();
    case Test::Kind::version:
    case Test::Kind::count:
      return bounds_words(test.bounds, *test.operand, notation);
    case Test::Kind::contains:
      return "something with " + operand();
    case Test::Kind::type:
      return "a " + std::string(test.operand->text);
    default:
      return {};
  }
}

}  // namespace

std::string Words::value(const Place& place) const {
  if (place.node == nullptr) return {};
  const Node& node = *place.node;
  std::string text = brief(node, kLongest, notation_of(place.path));
  // Yes and no are nobody's secret.
  if (node.is(Kind::boolean) || node.is(Kind::null)) return text;
  if (!node.span.valid()) return redactor.redact(text);
  redactor.scan(node.span.file);
  return redactor.redact(node.span, text);
}

std::string Words::fill(const Template& message, const Place& subject) const {
  std::string out;
  for (const Template::Piece& piece : message.pieces) {
    if (piece.evidence) {
      out += evidence;
    } else if (!piece.path) {
      out += piece.text;
    } else {
      const Place place = judge.follow(*piece.path, subject);
      const bool plain = piece.path->path.attribute != "value";
      if (place.node == nullptr) {
        out += place.present == Truth::no ? "not set" : "not known";
      } else if (is_hidden(judge.rule(), *piece.path, *place.node)) {
        out += "***";
      } else if (plain && place.node->is(Kind::string) && !place.node->has(Trait::secret)) {
        const Span& span = place.node->span;
        if (span.valid()) redactor.scan(span.file);
        const std::string text = shortened(place.node->text);
        // Keys, files and lines are words about the place, not a slice of it.
        const bool slice = span.valid() && piece.path->path.attribute.empty();
        out += slice ? redactor.redact(span, text) : redactor.redact(text);
      } else {
        const std::string written =
            plain ? expression_text(*place.node, judge.sources()) : std::string();
        out += written.empty() ? value(place) : redactor.redact(place.node->span, written);
      }
    }
  }
  return out;
}

std::string expected_words(const CompiledRule& rule) {
  if (rule.verdict == CompiledRule::Verdict::check) return {};
  const Condition* condition = &rule.condition;
  bool wanted = rule.verdict == CompiledRule::Verdict::require;
  while (condition->how == Condition::How::negate || condition->how == Condition::How::may ||
         condition->how == Condition::How::by_default ||
         condition->how == Condition::How::written) {
    if (condition->how == Condition::How::negate) wanted = !wanted;
    condition = &condition->parts[0];
  }
  if (condition->how != Condition::How::test) return {};
  const std::string words = test_words(condition->test, notation_of(rule));
  if (words.empty() || wanted) return words;
  if (condition->test.kind == Test::Kind::present)
    return condition->test.operand->boolean ? "absent" : "present";
  if (condition->test.kind == Test::Kind::truthy)
    return condition->test.operand->boolean ? "a false value" : "a true value";
  return "not " + words;
}

}  // namespace djaz
