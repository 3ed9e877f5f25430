#include "rules/evaluate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "rules/compiled.h"
#include "rules/evidence.h"
#include "rules/judge.h"
#include "rules/message.h"

namespace djaz {
namespace {

struct Selected {
  Place place;
  // The Azure resource that holds it, or null.
  const Node* resource = nullptr;
};

// What a rule says of one place.
struct Answer {
  Truth where = Truth::yes;
  Truth guilty = Truth::no;  // where, and no guard, and the condition says so
  // A guard could not be answered: that it does not hold is an assumption.
  bool assumed = false;
  std::string evidence;
  std::vector<Label> related;
};

bool uses_may(const Condition& condition) {
  return condition.how == Condition::How::may ||
         std::any_of(condition.parts.begin(), condition.parts.end(), uses_may);
}

bool uses_may(const CompiledRule& rule) {
  return (rule.where && uses_may(*rule.where)) || (rule.unless && uses_may(*rule.unless)) ||
         uses_may(rule.condition);
}

bool runs_in(const CompiledRule& rule, Profile profile) {
  std::string_view name = "default";
  if (profile == Profile::django) name = "django";
  if (profile == Profile::strict) name = "strict";
  const auto& profiles = rule.info.profiles;
  if (!profiles.empty() && std::find(profiles.begin(), profiles.end(), name) == profiles.end())
    return false;
  return profile != Profile::django || !rule.info.equivalents.django.empty();
}

template <class Level>
Level lowered(Level level) {
  return level == Level{} ? level : static_cast<Level>(static_cast<int>(level) - 1);
}

// One rule in one deployment.
class RuleRun {
 public:
  RuleRun(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
          Redactor& redactor, Profile profile, std::vector<Finding>& out)
      : rule_(rule),
        redactor_(redactor),
        profile_(profile),
        out_(out),
        judge_(rule, deployment, sources, arena_),
        splits_(!uses_may(rule)) {}

  void run() {
    for (const Selected& selected : select()) {
      if (rule_.sensitive && selected.place.node != nullptr)
        mark_secret(*selected.place.node, judge_.sources(), redactor_);
      judge(selected);
    }
  }

 private:
  std::vector<Selected> select() {
    std::vector<Selected> out;
    std::set<std::pair<std::string, const Node*>> seen;
    for (const Path& path : rule_.select) {
      std::vector<Selected> found;
      if (path.steps[0].name == "azure") {
        found = select_in_resources(path);
      } else {
        for (Place& place : judge_.select(path)) found.push_back({std::move(place), nullptr});
      }
      for (Selected& each : found)
        if (rule_.select.size() == 1 || seen.insert({each.place.path, each.place.node}).second)
          out.push_back(std::move(each));
    }
    return out;
  }

  // The same, one list of resources after the other, so that each place knows its resource.
  std::vector<Selected> select_in_resources(const Path& path) {
    std::vector<Selected> current;
    Path part;
    for (const Step& step : path.steps) {
      part.steps.push_back(step);
      const bool last = part.steps.size() + consumed_ == path.steps.size();
      if (step.how != Step::How::each_item && !last) continue;
      current = consumed_ == 0 ? first_part(part) : next_part(part, current);
      consumed_ += part.steps.size();
      part.steps.clear();
    }
    consumed_ = 0;
    return current;
  }

  static const Node* as_resource(const Place& place, const Node* otherwise) {
    const bool resource = place.node != nullptr && place.node->is(Kind::mapping) &&
                          find_entry_ignoring_case(*place.node, "type") != nullptr &&
                          find_entry_ignoring_case(*place.node, "name") != nullptr;
    return resource ? place.node : otherwise;
  }

  std::vector<Selected> first_part(const Path& part) {
    std::vector<Selected> out;
    for (Place& place : judge_.select(part)) {
      const Node* resource = as_resource(place, nullptr);
      out.push_back({std::move(place), resource});
    }
    return out;
  }

  std::vector<Selected> next_part(const Path& part, const std::vector<Selected>& from) {
    std::vector<Selected> out;
    for (const Selected& each : from) {
      if (each.place.node == nullptr) continue;
      ResolveOptions options;
      options.ignore_case = true;
      options.fallback = each.place.span;
      for (Place& place : resolve(part, *each.place.node, each.place.path, arena_, options)) {
        const bool item = part.steps.back().how == Step::How::each_item;
        const Node* resource = item ? as_resource(place, each.resource) : each.resource;
        out.push_back({std::move(place), resource});
      }
    }
    return out;
  }

  Answer ask(const Place& place) {
    Answer answer;
    judge_.set_node(place);
    if (rule_.where) answer.where = judge_.holds(*rule_.where, place);
    if (answer.where == Truth::no) return answer;
    answer.guilty = answer.where;
    if (rule_.unless && profile_ != Profile::django) {
      const Truth guarded = judge_.holds(*rule_.unless, place);
      // A guard that holds takes the node out of the rule, as `where` does.
      if (guarded == Truth::yes) {
        answer.where = answer.guilty = Truth::no;
        return answer;
      }
      answer.assumed = guarded == Truth::unknown;
    }
    answer.guilty = both(answer.guilty, condition(place, answer));
    return answer;
  }

  Truth condition(const Place& place, Answer& answer) {
    switch (rule_.verdict) {
      case CompiledRule::Verdict::forbid:
        return judge_.holds(rule_.condition, place);
      case CompiledRule::Verdict::require:
        return negate(judge_.holds(rule_.condition, place));
      case CompiledRule::Verdict::check:
        break;
    }
    CheckAnswer found =
        rule_.check->run({place, *judge_.deployment().root, rule_.check_arguments, judge_.arena()});
    answer.evidence = std::move(found.evidence);
    answer.related = std::move(found.related);
    if (found.guilty == Truth::unknown && !answer.evidence.empty()) check_reason_ = answer.evidence;
    return found.guilty;
  }

  void judge(const Selected& selected) {
    judge_.clear_reasons();
    check_reason_.clear();
    Answer answer = ask(selected.place);
    if (answer.where == Truth::no) return;
    // Copied, since asking the candidates adds to them.
    std::vector<std::string> reasons = judge_.reasons();
    if (!check_reason_.empty()) reasons.push_back(check_reason_);

    Place subject = selected.place;
    std::string when;
    bool possible = false;
    const Node* node = selected.place.node;
    if (node != nullptr && has_candidates(*node) && answer.guilty != Truth::no) {
      std::optional<Truth> all;
      for (const Candidate& candidate : node->unknown->candidates) {
        const Place place = under(selected.place, candidate);
        const Answer each = ask(place);
        all = all ? agree(*all, each.guilty) : each.guilty;
        if (each.guilty != Truth::yes || possible) continue;
        possible = true;
        subject = place;
        when = std::string(candidate.condition);
        answer.assumed = each.assumed;
        answer.evidence = each.evidence;
        answer.related = each.related;
      }
      if (splits_ && answer.guilty == Truth::unknown) answer.guilty = *all;
    }
    Outcome outcome = Outcome::unknown;
    if (answer.guilty == Truth::yes) outcome = Outcome::fail;
    if (answer.guilty == Truth::no) outcome = Outcome::pass;
    const bool reported = outcome == Outcome::unknown && possible && rule_.report_possible;
    if (outcome != Outcome::fail && !reported) {
      subject = selected.place;
      when.clear();
    }
    judge_.set_node(subject);
    Finding finding = describe(selected, subject, answer, reported ? Outcome::fail : outcome);
    if (!when.empty()) finding.primary.text = "when " + when;
    if (answer.assumed && finding.outcome == Outcome::fail) {
      finding.confidence = std::min(finding.confidence, Confidence::medium);
      finding.notes.insert(finding.notes.begin(), reasons.begin(), reasons.end());
    }
    if (reported) {
      finding.confidence = Confidence::low;
      finding.severity = lowered(finding.severity);
    }
    if (outcome == Outcome::unknown) {
      finding.notes.insert(finding.notes.begin(), reasons.begin(), reasons.end());
      if (!reported)
        finding.message = "`" + selected.place.path + "` cannot be judged" +
                          (reasons.empty() ? std::string() : ": " + reasons.front());
    }
    out_.push_back(std::move(finding));
  }

  Finding describe(const Selected& selected, const Place& subject, const Answer& answer,
                   Outcome outcome) {
    Finding finding;
    finding.rule = &rule_.info;
    finding.outcome = outcome;
    finding.severity = rule_.info.severity;
    finding.confidence = rule_.info.confidence;
    finding.node = selected.place.path;
    finding.equivalents = rule_.info.equivalents;
    if (selected.resource != nullptr) finding.resource = resource_of(*selected.resource);
    const Words words{judge_, redactor_, answer.evidence};
    const Template* message = &rule_.message;
    if (outcome == Outcome::fail) message = speak(subject, finding);
    finding.message = outcome == Outcome::fail ? words.fill(*message, subject)
                                               : "`" + selected.place.path + "` is in order";
    place_labels(selected, subject, words, finding);
    for (const Label& label : answer.related) finding.related.push_back(label);
    finding.observed = observed(subject, words);
    finding.expected = expected_words(rule_);
    assume(selected, finding);
    return finding;
  }

  // The first case that certainly holds changes the finding; gives the message that speaks.
  const Template* speak(const Place& subject, Finding& finding) {
    const bool several = std::any_of(rule_.cases.begin(), rule_.cases.end(),
                                     [](const Case& each) { return each.django.has_value(); });
    // Of a rule with an id for each case, a finding holds only the one that Django would print.
    if (several && finding.equivalents.django.size() > 1) finding.equivalents.django.clear();
    for (const Case& each : rule_.cases) {
      if (judge_.holds(each.when, subject) != Truth::yes) continue;
      if (each.severity) finding.severity = *each.severity;
      if (each.confidence) finding.confidence = *each.confidence;
      if (each.django) finding.equivalents.django = *each.django;
      return each.message ? &*each.message : &rule_.message;
    }
    return &rule_.message;
  }

  void place_labels(const Selected& selected, const Place& subject, const Words& words,
                    Finding& finding) {
    const Place at = rule_.at ? judge_.follow(*rule_.at, subject) : subject;
    Span span = label_span(at);
    const Node* whole = selected.place.node;
    // What is underlined is the setting's own file, also when a candidate came from another.
    const bool borrowed = !rule_.at && whole != nullptr && subject.node != whole &&
                          whole->span.valid() && whole->span.file != span.file;
    if (borrowed || !span.valid()) span = label_span(selected.place);
    if (!span.valid()) span = selected.place.span;
    finding.primary.span = span;
    if (finding.outcome == Outcome::pass) return;
    std::vector<Label> chain;
    if (subject.node != nullptr) chain = origin_chain(*subject.node, words);
    if (at.node != nullptr && at.node != subject.node) {
      for (Label& label : origin_chain(*at.node, words)) chain.push_back(std::move(label));
    }
    finding.related = std::move(chain);
    for (const RelatedPlace& related : rule_.related) {
      const Place place = judge_.follow(related.at, subject);
      const Span where = label_span(place);
      if (place.node != nullptr && where.valid())
        finding.related.push_back({where, words.fill(related.text, subject)});
    }
  }

  std::string observed(const Place& subject, const Words& words) const {
    // The value that the rule's one test looked at.
    Place place = subject;
    const Condition& condition = rule_.condition;
    if (rule_.verdict != CompiledRule::Verdict::check && condition.path &&
        condition.how == Condition::How::test)
      place = judge_.follow(*condition.path, subject);
    if (place.node == nullptr) return place.present == Truth::no ? "not set" : "not known";
    if (rule_.sensitive) return "***";
    if (place.node->is_collection() && !place.node->is_sequence()) return {};
    return words.value(place);
  }

  // What djaz had to assume about production makes a verdict on its settings less certain.
  void assume(const Selected& selected, Finding& finding) {
    const auto& assumptions = judge_.deployment().assumptions;
    const std::string_view path = selected.place.path;
    const bool rests = path.starts_with("settings") || path.starts_with("environment");
    if (assumptions.empty() || !rests) return;
    if (finding.confidence == Confidence::high) finding.confidence = Confidence::medium;
    finding.notes.insert(finding.notes.end(), assumptions.begin(), assumptions.end());
  }

  const CompiledRule& rule_;
  Redactor& redactor_;
  Profile profile_;
  std::vector<Finding>& out_;
  Arena arena_;
  mutable Judge judge_;
  bool splits_;
  std::string check_reason_;
  std::size_t consumed_ = 0;
};

// Where two rules speak of one node, the one that yields falls silent and is named by the other.
void settle_yields(std::vector<Finding>& findings,
                   const std::unordered_map<const RuleInfo*, const CompiledRule*>& compiled) {
  std::unordered_multimap<std::string, std::size_t> by_node;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].outcome == Outcome::fail) by_node.emplace(findings[i].node, i);
  std::vector<bool> silent(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    const auto& yields = compiled.at(finding.rule)->yields_to;
    if (finding.outcome != Outcome::fail || yields.empty()) continue;
    const auto [begin, end] = by_node.equal_range(finding.node);
    for (auto each = begin; each != end && !silent[i]; ++each) {
      Finding& other = findings[each->second];
      const bool named = std::find(yields.begin(), yields.end(), other.rule->name) != yields.end();
      if (!named || other.primary.span.file != finding.primary.span.file || silent[each->second])
        continue;
      other.notes.push_back("also found here: `" + finding.rule->name + '`');
      silent[i] = true;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (silent[i]) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  findings.resize(kept);
}

using Identity = std::tuple<const RuleInfo*, Outcome, std::uint32_t, std::uint32_t, std::uint32_t,
                            std::string, std::string>;

Identity identity(const Finding& finding) {
  const Span& span = finding.primary.span;
  return {finding.rule, finding.outcome, span.file.value, span.begin,
          span.end,     finding.node,    finding.message};
}

// A secret may have been marked after the words were made.
void redact(Finding& finding, const Redactor& redactor) {
  finding.message = redactor.redact(finding.message);
  finding.primary.text = redactor.redact(finding.primary.text);
  for (Label& label : finding.related) label.text = redactor.redact(label.text);
  for (std::string& note : finding.notes) note = redactor.redact(note);
  finding.observed = redactor.redact(finding.observed);
}

}  // namespace

std::vector<Finding> evaluate_rules(const std::vector<const CompiledRule*>& rules,
                                    const Project& project, const Sources& sources,
                                    Redactor& redactor, const EvaluationOptions& options) {
  std::vector<Finding> all;
  std::map<Identity, std::size_t> known;
  std::unordered_map<const RuleInfo*, const CompiledRule*> compiled;
  for (const CompiledRule* rule : rules) compiled.emplace(&rule->info, rule);
  for (const ProjectDeployment& deployment : project.deployments) {
    std::vector<Finding> findings;
    for (const CompiledRule* rule : rules)
      if (runs_in(*rule, options.profile))
        RuleRun(*rule, deployment, sources, redactor, options.profile, findings).run();
    settle_yields(findings, compiled);
    for (Finding& finding : findings) {
      const auto [entry, added] = known.try_emplace(identity(finding), all.size());
      if (added) all.push_back(std::move(finding));
      auto& deployments = all[entry->second].deployments;
      if (!deployment.name.empty() &&
          std::find(deployments.begin(), deployments.end(), deployment.name) == deployments.end())
        deployments.push_back(deployment.name);
    }
  }
  for (Finding& finding : all) redact(finding, redactor);
  return all;
}

}  // namespace djaz
