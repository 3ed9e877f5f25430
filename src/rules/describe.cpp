#include "rules/describe.h"

#include <algorithm>

#include "rules/evidence.h"
#include "rules/optional_module.h"
#include "rules/rule.h"

namespace djaz {

Finding Description::describe(const Selected& selected, const Place& subject, const Answer& answer,
                              Outcome outcome) {
  Finding finding;
  const RuleInfo& info = rule_.rule->info();
  finding.rule = &info;
  finding.outcome = outcome;
  finding.severity = info.severity;
  finding.confidence = info.confidence;
  finding.node = selected.place.path;
  finding.equivalents = info.equivalents;
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
  if (outcome == Outcome::fail) cite_default(subject, finding);
  assume(selected, finding);
  leave_open(selected, subject, finding);
  return finding;
}

bool Description::knows_id(const Place& subject) {
  for (const Case& each : rule_.cases) {
    if (!each.django) continue;
    const Truth holds = judge_.holds(each.when, subject);
    if (holds != Truth::no) return holds == Truth::yes;
  }
  return true;
}

const Template* Description::speak(const Place& subject, Finding& finding) {
  const bool several = std::any_of(rule_.cases.begin(), rule_.cases.end(),
                                   [](const Case& each) { return each.django.has_value(); });
  // Of a rule with an id for each case, a finding holds only the one that Django would print: the
  // first, where no case speaks.
  if (several && finding.equivalents.django.size() > 1) finding.equivalents.django.resize(1);
  for (const Case& each : rule_.cases) {
    if (judge_.holds(each.when, subject) != Truth::yes) continue;
    if (each.severity) finding.severity = *each.severity;
    if (each.confidence) finding.confidence = *each.confidence;
    if (each.django) finding.equivalents.django = *each.django;
    return each.message ? &*each.message : &rule_.message;
  }
  return &rule_.message;
}

void Description::place_labels(const Selected& selected, const Place& subject, const Words& words,
                               Finding& finding) {
  const Place at = rule_.at ? judge_.follow(*rule_.at, subject) : subject;
  Span span = label_span(at);
  const Node* whole = selected.place.node;
  // What is underlined is the setting's own expression, also when a candidate came out of a
  // function or another file.
  const bool borrowed = !rule_.at && whole != nullptr && subject.node != whole &&
                        whole->span.valid() && !whole->span.contains(span);
  // A value that was joined from several paths stands nowhere itself.
  const bool nowhere =
      !rule_.at && whole != nullptr && subject.node != nullptr && !subject.node->span.valid();
  // Elsewhere in the project nothing is written: then the selected node is the better place.
  const bool missing = rule_.at && rule_.at->base == CompiledPath::Base::project &&
                       (at.node == nullptr || !at.node->span.valid());
  if (borrowed || nowhere || missing || !span.valid()) span = label_span(selected.place);
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

std::string Description::observed(const Place& subject, const Words& words) const {
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

void Description::cite_default(const Place& subject, Finding& finding) {
  const Place at = rule_.at ? judge_.follow(*rule_.at, subject) : subject;
  for (const Node* node : {subject.node, at.node}) {
    if (node == nullptr || node->origin == nullptr) continue;
    const Origin& origin = *node->origin;
    if (origin.how != Origin::How::defaulted || origin.text.empty()) continue;
    finding.notes.emplace_back(origin.text);
    return;
  }
}

void Description::leave_open(const Selected& selected, const Place& subject, Finding& finding) {
  if (finding.outcome != Outcome::fail || options_.profile == Profile::django) return;
  const std::string module = optional_module(judge_.deployment(), selected.place, subject);
  if (module.empty()) return;
  finding.severity = level_below(finding.severity);
  finding.confidence = std::min(finding.confidence, Confidence::medium);
  finding.notes.push_back("unless `" + module +
                          "` sets it, which is not in the project: one level lower for that");
}

void Description::assume(const Selected& selected, Finding& finding) {
  const auto& assumptions = judge_.deployment().assumptions;
  const std::string_view path = selected.place.path;
  const bool rests = path.starts_with("settings") || path.starts_with("environment");
  if (assumptions.empty() || !rests) return;
  if (finding.confidence == Confidence::high) finding.confidence = Confidence::medium;
  finding.notes.insert(finding.notes.end(), assumptions.begin(), assumptions.end());
}

}  // namespace djaz
