#include "settle/settle.h"

#include <algorithm>
#include <map>
#include <set>

#include "settle/date.h"
#include "settle/linter_rules.h"
#include "settle/suppression.h"
#include "support/glob.h"
#include "support/text.h"
#include "tree/path.h"

namespace djaz {
namespace {

class Settlement {
 public:
  Settlement(const RuleSet& rules, const Sources& sources, const SettleOptions& options)
      : rules_(rules), sources_(sources), options_(options), excused_(options.exceptions.size()) {
    for (std::size_t i = 0; i < excused_.size() && i < options.excused_elsewhere.size(); ++i)
      excused_[i] = options.excused_elsewhere[i];
  }

  void collect(const std::vector<const Document*>& documents) {
    std::set<FileId> seen;
    for (const Document* document : documents) {
      if (document == nullptr || !document->file.valid() || document->comments.empty()) continue;
      if (!seen.insert(document->file).second) continue;
      for (Suppression& found :
           find_suppressions(sources_.file(document->file), document->comments))
        suppressions_.push_back(std::move(found));
    }
    for (std::size_t i = 0; i < suppressions_.size(); ++i) {
      const Suppression& suppression = suppressions_[i];
      auto& lines = by_line_[suppression.span.file];
      lines.emplace(suppression.line, i);
      if (suppression.next_line != 0) lines.emplace(suppression.next_line, i);
    }
  }

  void apply(Finding& finding) {
    if (finding.outcome == Outcome::pass || finding.status != Status::active) return;
    suppress(finding);
    if (finding.status == Status::active) except(finding);
  }

  const std::vector<bool>& excused() const { return excused_; }

  std::vector<Finding> complaints() const {
    std::vector<Finding> out;
    for (const Suppression& suppression : suppressions_) complain(suppression, out);
    for (std::size_t i = 0; i < options_.exceptions.size(); ++i)
      complain(options_.exceptions[i], excused_[i], out);
    return out;
  }

 private:
  bool ran(const RuleInfo& rule) const {
    const auto& names = options_.evaluated;
    return names.empty() || std::find(names.begin(), names.end(), rule.name) != names.end();
  }

  bool is_over(const std::string& expires) const {
    if (expires.empty()) return false;
    return !is_date(expires) || (!options_.as_of.empty() && expires < options_.as_of);
  }

  bool names(const std::string& name, const Finding& finding) const {
    const RuleInfo* rule = find_any_rule(rules_, name);
    return rule != nullptr && rule->name == finding.rule->name;
  }

  void suppress(Finding& finding) {
    if (!finding.primary.span.valid()) return;
    const auto file = by_line_.find(finding.primary.span.file);
    if (file == by_line_.end()) return;
    const std::uint32_t first = sources_.start_of(finding.primary.span).line;
    const std::uint32_t last = sources_.end_of(finding.primary.span).line;
    for (auto entry = file->second.lower_bound(first);
         entry != file->second.end() && entry->first <= last; ++entry) {
      Suppression& suppression = suppressions_[entry->second];
      if (suppression.reason.empty()) continue;
      for (Suppression::Name& name : suppression.names) {
        if (!names(name.text, finding)) continue;
        name.used = true;
        if (is_over(suppression.expires)) continue;
        finding.status = Status::suppressed;
        finding.justification = suppression.reason;
      }
    }
  }

  void except(Finding& finding) {
    for (std::size_t i = 0; i < options_.exceptions.size(); ++i) {
      const Exception& exception = options_.exceptions[i];
      if (!names(exception.rule, finding) || !covers(exception.resource, finding)) continue;
      excused_[i] = true;
      if (exception.reason.empty() || is_over(exception.expires)) continue;
      finding.status = Status::excepted;
      finding.justification = exception.reason;
      if (!exception.owner.empty()) finding.justification += " (owner " + exception.owner + ')';
      return;
    }
  }

  bool covers(const std::string& resource, const Finding& finding) const {
    if (resource.empty()) return true;
    const Span& place = finding.primary.span;
    if (place.valid() && glob_match(resource, sources_.file(place.file).path())) return true;
    return glob_match(resource, finding.node) ||
           glob_match(lowered(resource), lowered(finding.resource.id)) ||
           equal_ignoring_case(resource, finding.resource.name);
  }

  void add(LinterRule which, const Span& span, std::string message, std::string_view about,
           std::vector<Finding>& out) const {
    const RuleInfo& rule = linter_rule(which);
    if (!ran(rule)) return;
    Finding finding;
    finding.rule = &rule;
    finding.severity = rule.severity;
    finding.confidence = rule.confidence;
    finding.message = std::move(message);
    finding.primary.span = span;
    finding.equivalents = rule.equivalents;
    finding.node = "suppressions";
    if (span.valid())
      finding.node = "documents." + path_segment(sources_.file(span.file).path()) + ".suppressions";
    if (!about.empty()) finding.node += '.' + path_segment(about);
    out.push_back(std::move(finding));
  }

  std::string unknown_rule(std::string_view name) const {
    std::string message = "no rule is called `" + std::string(name) + '`';
    const std::string_view near = nearest(name, all_rule_words(rules_));
    if (!near.empty()) message += "; did you mean `" + std::string(near) + "`?";
    return message;
  }

  static std::string expired(const std::string& expires) {
    return is_date(expires) ? "expired on " + expires
                            : "its expiry is no date; write it as `expires YYYY-MM-DD`";
  }

  void complain(const Suppression& suppression, std::vector<Finding>& out) const {
    if (options_.set_aside.contains(suppression.span.file)) return;
    if (suppression.names.empty()) {
      add(LinterRule::suppression_unknown_rule, suppression.span,
          "the comment names no rule; write `djaz: ignore[rule-name] -- reason`", "", out);
      return;
    }
    if (suppression.reason.empty())
      add(LinterRule::suppression_without_reason, suppression.span,
          "the suppression gives no reason, so it suppresses nothing", suppression.names[0].text,
          out);
    else if (is_over(suppression.expires))
      add(LinterRule::suppression_expired, suppression.span,
          "the suppression suppresses nothing: " + expired(suppression.expires),
          suppression.names[0].text, out);
    for (const Suppression::Name& name : suppression.names) {
      const RuleInfo* rule = find_any_rule(rules_, name.text);
      if (rule == nullptr)
        add(LinterRule::suppression_unknown_rule, name.span, unknown_rule(name.text), name.text,
            out);
      else if (!suppression.reason.empty() && !name.used && ran(*rule))
        add(LinterRule::suppression_unused, name.span,
            "nothing on this line is found by `" + std::string(rule->name) + '`', name.text, out);
    }
  }

  void complain(const Exception& exception, bool used, std::vector<Finding>& out) const {
    const RuleInfo* rule = find_any_rule(rules_, exception.rule);
    if (rule == nullptr)
      add(LinterRule::suppression_unknown_rule, exception.span, unknown_rule(exception.rule),
          exception.rule, out);
    else if (exception.reason.empty())
      add(LinterRule::suppression_without_reason, exception.span,
          "the exception gives no reason, so it excuses nothing", exception.rule, out);
    else if (is_over(exception.expires))
      add(LinterRule::suppression_expired, exception.span,
          "the exception excuses nothing: " + expired(exception.expires), exception.rule, out);
    else if (!used && ran(*rule))
      add(LinterRule::suppression_unused, exception.span,
          "the exception matches no finding of `" + std::string(rule->name) + '`', exception.rule,
          out);
  }

  const RuleSet& rules_;
  const Sources& sources_;
  const SettleOptions& options_;
  std::vector<Suppression> suppressions_;
  std::map<FileId, std::multimap<std::uint32_t, std::size_t>> by_line_;
  std::vector<bool> excused_;
};

}  // namespace

void apply_exceptions(std::vector<Finding>& findings, const RuleSet& rules, const Sources& sources,
                      const SettleOptions& options, std::vector<bool>& excused) {
  if (options.exceptions.empty()) return;
  Settlement settlement(rules, sources, options);
  for (Finding& finding : findings) settlement.apply(finding);
  excused = settlement.excused();
}

std::vector<Finding> settle(std::vector<Finding> findings,
                            const std::vector<const Document*>& documents, const RuleSet& rules,
                            const Sources& sources, const SettleOptions& options) {
  Settlement settlement(rules, sources, options);
  settlement.collect(documents);
  for (Finding& finding : findings) settlement.apply(finding);
  for (Finding& complaint : settlement.complaints()) findings.push_back(std::move(complaint));
  return findings;
}

}  // namespace djaz
