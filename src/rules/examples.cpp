#include "rules/examples.h"

#include <algorithm>
#include <set>

#include "rules/compiled.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kMark = "<- here";

// Takes the mark out of a line, with the comment it stands in. A comment that says more keeps the
// rest of its words.
std::string without_mark(std::string_view line, std::size_t mark) {
  std::string_view before = line.substr(0, mark);
  std::string_view after = line.substr(mark + kMark.size());
  while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  for (const std::string_view leader : {"<!--", "//", "#", ";"}) {
    if (!before.ends_with(leader)) continue;
    before.remove_suffix(leader.size());
    while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
    if (leader == "<!--" && after.find("-->") != std::string_view::npos)
      after.remove_prefix(after.find("-->") + 3);
    break;
  }
  return std::string(before) + std::string(after);
}

std::string encoded(std::string_view text, std::string_view encoding) {
  if (encoding.empty()) return std::string(text);
  if (encoding == "utf-8-bom") return "\xef\xbb\xbf" + std::string(text);
  const bool wide = encoding != "latin-1";
  const bool big = encoding == "utf-16be";
  std::string out;
  const auto put = [&](char32_t unit) {
    const char low = static_cast<char>(unit & 0xFFU);
    const char high = static_cast<char>((unit >> 8U) & 0xFFU);
    if (!wide) {
      out += low;
    } else {
      out += big ? high : low;
      out += big ? low : high;
    }
  };
  if (wide) put(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = decode_utf8(text, at);
    if (point < 0x10000) {
      put(point);
    } else {
      put(0xD800 + ((point - 0x10000) >> 10U));
      put(0xDC00 + ((point - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

void put_number(std::string& out, std::size_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
}

// The size of the file as the example has it.
std::size_t size_of(const PreparedExample& example, std::string_view path) {
  for (const ExampleFile& file : example.files)
    if (file.path == path) return file.text.size();
  return 0;
}

// An index of git, version 2, with neither times nor hashes: nobody asks for those.
std::string index_of(const PreparedExample& example, std::vector<std::string> paths) {
  std::sort(paths.begin(), paths.end());
  std::string out = "DIRC";
  put_number(out, 2, 4);
  put_number(out, paths.size(), 4);
  for (const std::string& path : paths) {
    const std::size_t begin = out.size();
    out.append(24, '\0');
    put_number(out, 0100644, 4);
    out.append(8, '\0');
    put_number(out, size_of(example, path), 4);
    out.append(20, '\0');
    put_number(out, std::min<std::size_t>(path.size(), 0xFFF), 2);
    out += path;
    out.append(8 - (out.size() - begin) % 8, '\0');
  }
  return out.append(20, '\0');
}

std::string place_text(const std::pair<std::string, std::uint32_t>& place) {
  return place.first + ':' + std::to_string(place.second);
}

using Places = std::set<std::pair<std::string, std::uint32_t>>;

std::string places_text(const Places& places) {
  std::vector<std::string> out;
  for (const auto& place : places) out.push_back(place_text(place));
  return out.empty() ? "nothing" : join(out, ", ");
}

Places places_with(Outcome outcome, const std::vector<ExampleFinding>& findings,
                   std::string_view rule) {
  Places out;
  for (const ExampleFinding& finding : findings)
    if (finding.rule == rule && finding.outcome == outcome)
      out.insert({finding.file, finding.line});
  return out;
}

Places failed_places(const std::vector<ExampleFinding>& findings, std::string_view rule) {
  return places_with(Outcome::fail, findings, rule);
}

std::pair<std::string, std::uint32_t> place_of(const std::string& at) {
  const std::size_t colon = at.rfind(':');
  const auto line = colon == std::string::npos
                        ? std::nullopt
                        : parse_integer(std::string_view(at).substr(colon + 1));
  return {at.substr(0, colon), static_cast<std::uint32_t>(line.value_or(0))};
}

// Why a bad example did not fail, so that its author knows where to look.
std::string why_silent(const std::vector<ExampleFinding>& findings, std::string_view rule) {
  bool passed = false;
  for (const ExampleFinding& finding : findings) {
    if (finding.rule != rule) continue;
    if (finding.outcome == Outcome::unknown && !finding.message.empty())
      return "the rule could not decide: " + finding.message;
    passed = passed || finding.outcome == Outcome::pass;
  }
  return passed ? "what it selects there is in order by its own condition"
                : "`select`, `where` and `unless` leave it nothing to judge there";
}

bool says_passes(const Example& example) { return !example.bad && !example.at.empty(); }

RuleSet alone(const Rule& rule, const CompiledRule& compiled) {
  RuleSet set;
  set.rules.push_back(std::make_shared<const Rule>(rule, compiled));
  return set;
}

// The answers to all examples, to be compared with those of the rule with a part taken away.
std::vector<std::string> answers(const Rule& rule, const CompiledRule& compiled,
                                 const RunExample& run) {
  const RuleSet set = alone(rule, compiled);
  std::vector<std::string> out;
  for (const Example& example : rule.info().examples()) {
    std::vector<std::string> lines;
    for (const ExampleFinding& finding : run(prepare(example).files, set)) {
      if (finding.rule != rule.info().name) continue;
      const std::string place = finding.file + ':' + std::to_string(finding.line) + ' ';
      if (finding.outcome == Outcome::fail) lines.push_back(place + finding.words);
      if (finding.outcome == Outcome::pass && says_passes(example))
        lines.push_back(place + "passes");
    }
    std::sort(lines.begin(), lines.end());
    out.push_back(join(lines, "\n"));
  }
  return out;
}

// Walks over the parts of a rule, and takes away the one whose turn it is.
class Remover {
 public:
  Remover(CompiledRule& rule, std::size_t target) : rule_(rule), target_(target) {}

  // What was taken away, or empty when the rule has no such part.
  std::string run() {
    if (!rule_.each.empty() && turn()) {
      removed_ = "each";
      rule_.each.clear();
    }
    if (rule_.where) whole(*rule_.where, "where", true);
    if (rule_.unless) whole(*rule_.unless, "unless", false);
    if (rule_.verdict != CompiledRule::Verdict::check)
      whole(rule_.condition, rule_.verdict == CompiledRule::Verdict::forbid ? "forbid" : "require",
            true);
    for (std::size_t i = 0; i < rule_.cases.size(); ++i) {
      const std::string name = "case " + std::to_string(i + 1);
      whole(rule_.cases[i].when, name + " when", true);
      if (turn()) {
        removed_ = name;
        span_ = rule_.cases[i].when.span;
        rule_.cases.erase(rule_.cases.begin() + static_cast<std::ptrdiff_t>(i));
        break;
      }
    }
    for (Join& each : rule_.joins) {
      if (each.where) whole(*each.where, "join." + each.name + " where", true);
      if (turn()) {
        removed_ = "join." + each.name;
        if (each.where) span_ = each.where->span;
        each.where = never();
      }
    }
    return removed_;
  }
  // Where the part is written.
  const Span& span() const { return span_; }

 private:
  bool turn() { return removed_.empty() && next_++ == target_; }

  static Condition always() { return {}; }
  static Condition never() {
    Condition out;
    out.how = Condition::How::any;
    return out;
  }

  static bool has_own_parts(const Condition& condition) {
    return condition.is_quantifier() || condition.parts.size() > 1 ||
           (condition.parts.size() == 1 && has_own_parts(condition.parts[0]));
  }

  // A condition without which `neutral` would be the answer.
  void whole(Condition& condition, const std::string& name, bool neutral) {
    if (!removed_.empty()) return;
    const bool list = condition.how == Condition::How::all || condition.how == Condition::How::any;
    if (list && condition.parts.size() > 1) {
      for (std::size_t i = 0; i < condition.parts.size(); ++i)
        whole(condition.parts[i], name + '[' + std::to_string(i) + ']',
              condition.how == Condition::How::all);
      return;
    }
    // Without what it asks, a quantifier still asks whether there is a node at all; `not` and `may`
    // ask nothing without their part.
    if (condition.is_quantifier())
      whole(condition.parts[0], name + ".that", true);
    else if (!list && !condition.parts.empty() && has_own_parts(condition.parts[0]))
      whole(condition.parts[0], name + (condition.how == Condition::How::negate ? ".not" : ".may"),
            true);
    if (turn()) {
      removed_ = name;
      span_ = condition.span;
      condition = neutral ? always() : never();
    }
  }

  CompiledRule& rule_;
  std::size_t target_;
  std::size_t next_ = 0;
  std::string removed_;
  Span span_;
};

}  // namespace

PreparedExample prepare(const Example& example) {
  PreparedExample out;
  for (const ExampleFile& file : example.files) {
    std::string text;
    std::uint32_t number = 0;
    for (const std::string_view line : split(file.text, '\n')) {
      if (number++ != 0) text += '\n';
      const std::size_t mark = line.find(kMark);
      if (mark == std::string_view::npos) {
        text += line;
      } else {
        text += without_mark(line, mark);
        out.marked.emplace_back(file.path, number);
      }
    }
    out.files.push_back({file.path, encoded(text, example.encoding)});
  }
  if (example.repository) {
    out.files.push_back({".git/HEAD", "ref: refs/heads/main\n"});
    out.files.push_back({".git/index", index_of(out, example.tracked)});
  }
  if (example.bad)
    for (const std::string& at : example.at) out.marked.push_back(place_of(at));
  return out;
}

std::vector<Error> check_examples(const Rule& rule, const RunExample& run) {
  std::vector<Error> problems;
  const RuleSet set = alone(rule, rule.compiled());
  std::size_t number = 0;
  for (const Example& example : rule.info().examples()) {
    ++number;
    const PreparedExample prepared = prepare(example);
    const Places expected(prepared.marked.begin(), prepared.marked.end());
    const std::vector<ExampleFinding> findings = run(prepared.files, set);
    if (says_passes(example)) {
      Places passes;
      for (const std::string& at : example.at)
        if (!at.empty()) passes.insert(place_of(at));
      const Places passed = places_with(Outcome::pass, findings, rule.info().name);
      if (passed != passes)
        problems.push_back({std::string(rule.info().name) + ", example " + std::to_string(number) +
                                ": expected to pass " + places_text(passes) + ", passed " +
                                places_text(passed),
                            example.span, ""});
    }
    const Places actual = failed_places(findings, rule.info().name);
    if (actual == expected) continue;
    problems.push_back(
        {std::string(rule.info().name) + ", example " + std::to_string(number) + ": expected " +
             places_text(expected) + ", found " + places_text(actual),
         example.span, actual.empty() ? why_silent(findings, rule.info().name) : ""});
  }
  return problems;
}

std::vector<Error> check_fixes(const Rule& rule, const RunExample& run, const FixExample& fix) {
  std::vector<Error> problems;
  const RuleSet set = alone(rule, rule.compiled());
  bool shown = false;
  std::size_t number = 0;
  for (const Example& example : rule.info().examples()) {
    ++number;
    const std::string name =
        std::string(rule.info().name) + ", example " + std::to_string(number) + ": ";
    const PreparedExample prepared = prepare(example);
    std::vector<ExampleFile> expected = prepared.files;
    for (const ExampleFile& each : example.fixed) {
      shown = true;
      const auto file = std::find_if(expected.begin(), expected.end(),
                                     [&](const ExampleFile& one) { return one.path == each.path; });
      if (file == expected.end())
        problems.push_back({name + "`fixed` names `" + each.path + "`, which is not a file of it",
                            example.span, ""});
      else
        file->text = encoded(each.text, example.encoding);
    }
    const std::vector<ExampleFile> actual = fix(prepared.files, set);
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (i >= actual.size() || actual[i].text != expected[i].text)
        problems.push_back({name + "the fix makes of " + expected[i].path + ":\n" +
                                (i < actual.size() ? actual[i].text : "nothing"),
                            example.span, ""});
    if (!example.fixed.empty() && !failed_places(run(expected, set), rule.info().name).empty())
      problems.push_back({name + "what is fixed still fails", example.span, ""});
  }
  if (rule.compiled().fix && !shown)
    problems.push_back(
        {std::string(rule.info().name) + ": no example shows what its fix does", {}, ""});
  return problems;
}

std::vector<Error> unnecessary_parts(const Rule& rule, const RunExample& run) {
  std::vector<Error> out;
  const std::vector<std::string> whole = answers(rule, rule.compiled(), run);
  for (std::size_t target = 0;; ++target) {
    CompiledRule without = rule.compiled();
    Remover remover(without, target);
    const std::string part = remover.run();
    if (part.empty()) return out;
    if (answers(rule, without, run) == whole)
      out.push_back({std::string(rule.info().name) + ": " + part, remover.span(), ""});
  }
}

}  // namespace djaz
