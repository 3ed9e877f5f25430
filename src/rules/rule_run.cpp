#include "rules/rule_run.h"

#include <algorithm>
#include <optional>

#include "rules/compiled.h"
#include "rules/debug_paths.h"
#include "rules/evidence.h"
#include "rules/judge.h"
#include "rules/mend.h"
#include "rules/message.h"
#include "rules/optional_module.h"
#include "rules/rule.h"
#include "rules/select.h"
#include "rules/silenced.h"

namespace djaz {
namespace {

// What a rule says of one place.
struct Answer {
  Truth where = Truth::yes;
  Truth guilty = Truth::no;  // where, and no guard, and the condition says so
  // A guard could not be answered: that it does not hold is an assumption.
  bool assumed = false;
  std::string evidence;
  std::vector<Label> related;
  std::size_t times = 1;
};

bool uses_may(const Condition& condition) {
  return condition.how == Condition::How::may || condition.how == Condition::How::by_default ||
         std::any_of(condition.parts.begin(), condition.parts.end(), uses_may);
}

bool uses_may(const CompiledRule& rule) {
  return (rule.where && uses_may(*rule.where)) || (rule.unless && uses_may(*rule.unless)) ||
         uses_may(rule.condition);
}

template <class Level>
Level lowered(Level level) {
  return level == Level{} ? level : static_cast<Level>(static_cast<int>(level) - 1);
}

// One rule in one deployment.
class RuleRun {
 public:
  RuleRun(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
          Redactor& redactor, const EvaluationOptions& options, std::vector<Finding>& out)
      : rule_(rule),
        redactor_(redactor),
        options_(options),
        out_(out),
        judge_(rule, deployment, sources, arena_, options.joined),
        splits_(!uses_may(rule)) {
    // Where the answer has to be Django's own, what is not seen is not passed over.
    if (options.profile == Profile::django) judge_.select_hidden();
  }

  void run(Selections& shared) {
    std::vector<Selected> own;
    const std::vector<Selected>& all = select_places(judge_, shared, own);
    std::vector<Verdict> verdicts;
    for (const Selected& selected : all) {
      judge_.set_item(selected.item);
      if (rule_.sensitive && may_ask(selected.place)) hide(selected.place);
      if (std::optional<Verdict> verdict = judge(selected)) verdicts.push_back(std::move(*verdict));
    }
    look_ahead(verdicts);
    for (const Verdict& verdict : verdicts) report(verdict);
  }

 private:
  // What `where` certainly leaves out is none of the rule's business, and no secret of its.
  bool may_ask(const Place& selected) {
    if (!rule_.where) return true;
    judge_.set_node(selected);
    return judge_.holds(*rule_.where, selected) != Truth::no;
  }

  // The secret is what the rule points at, not all that stands beside it.
  void hide(const Place& selected) {
    Place secret = selected;
    if (rule_.at) {
      CompiledPath at = *rule_.at;
      at.path.attribute.clear();
      judge_.set_node(selected);
      secret = judge_.follow(at, selected);
    }
    if (secret.node != nullptr) mark_secret(*secret.node, judge_.sources(), redactor_);
  }

  Answer ask(const Place& place) {
    Answer answer;
    judge_.set_node(place);
    if (rule_.where) answer.where = judge_.holds(*rule_.where, place);
    if (answer.where == Truth::no) return answer;
    answer.guilty = answer.where;
    if (rule_.unless && options_.profile != Profile::django) {
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
    answer.times = found.times;
    if (found.guilty == Truth::unknown && !answer.evidence.empty()) check_reason_ = answer.evidence;
    return found.guilty;
  }

  // A site on which nobody has set a variable is one that this happens to.
  bool runs_so(const Place& place, const Candidate& candidate) const {
    if (candidate.asked_for || !for_want_of_variables(candidate.condition)) return false;
    return place.path == "settings.DEBUG" ||
           !with_debug(candidate.condition, *judge_.deployment().root);
  }

  // What is said of a place, before it is put into words.
  struct Verdict {
    const Selected* selected = nullptr;
    Place subject;
    Answer answer;
    Outcome outcome = Outcome::unknown;
    // The candidate that is at fault, in words.
    std::string when;
    // Undecided, but worth a word.
    bool reported = false;
    std::vector<std::string> reasons;
  };

  // Where words will be taken from, secrets are looked for on all cores.
  void look_ahead(const std::vector<Verdict>& verdicts) {
    std::vector<FileId> files;
    for (const Verdict& verdict : verdicts) {
      const Span span = label_span(verdict.subject);
      if (span.valid()) files.push_back(span.file);
    }
    redactor_.scan_ahead(files);
  }

  // Nothing is to be said where there is no verdict.
  std::optional<Verdict> judge(const Selected& selected) {
    judge_.clear_reasons();
    check_reason_.clear();
    Verdict verdict;
    verdict.selected = &selected;
    Answer& answer = verdict.answer = ask(selected.place);
    if (answer.where == Truth::no) return std::nullopt;
    // Copied, since asking the candidates adds to them.
    verdict.reasons = judge_.reasons();
    if (!check_reason_.empty()) verdict.reasons.push_back(check_reason_);
    // Of a resource that is only spoken of, nobody asked.
    if (answer.guilty == Truth::unknown && selected.resource != nullptr &&
        selected.resource->has(Trait::mentioned))
      return std::nullopt;
    verdict.subject = selected.place;
    const bool possible = ask_candidates(selected, verdict);
    if (answer.guilty == Truth::yes) verdict.outcome = Outcome::fail;
    if (answer.guilty == Truth::no) verdict.outcome = Outcome::pass;
    if (verdict.outcome == Outcome::fail && options_.profile == Profile::django) {
      judge_.set_node(verdict.subject);
      if (!knows_id(verdict.subject)) verdict.outcome = Outcome::unknown;
    }
    if (verdict.outcome == Outcome::pass && !options_.passes) return std::nullopt;
    verdict.reported = verdict.outcome == Outcome::unknown && possible && rule_.report_possible;
    if (verdict.outcome == Outcome::unknown && !verdict.reported && options_.undecided != nullptr) {
      ++*options_.undecided;
      return std::nullopt;
    }
    if (verdict.outcome != Outcome::fail && !verdict.reported) {
      verdict.subject = selected.place;
      verdict.when.clear();
    }
    return verdict;
  }

  // Whether some value that the node may have is certainly at fault: the first is the subject then.
  bool ask_candidates(const Selected& selected, Verdict& verdict) {
    const Node* node = selected.place.node;
    Answer& answer = verdict.answer;
    if (node == nullptr || !has_candidates(*node) || answer.guilty == Truth::no) return false;
    bool possible = false;
    std::optional<Truth> all;
    bool may_lack = false;
    for (const Candidate& candidate : node->unknown->candidates) {
      const Place place = under(selected.place, candidate);
      // An item that is not in the list then is nothing that could be at fault.
      const bool no_item = candidate.value == nullptr && selected.place.path.ends_with(']');
      const Answer each = no_item ? Answer{} : ask(place);
      may_lack = may_lack || no_item;
      all = all ? agree(*all, each.guilty) : each.guilty;
      if (each.guilty != Truth::yes || possible) continue;
      if (rule_.report_possible && !runs_so(selected.place, candidate)) continue;
      possible = true;
      verdict.subject = place;
      verdict.when = std::string(candidate.condition);
      answer.assumed = each.assumed;
      answer.evidence = each.evidence;
      answer.related = each.related;
      answer.times = each.times;
    }
    if (splits_ && (answer.guilty == Truth::unknown || may_lack)) answer.guilty = *all;
    return possible;
  }

  void report(const Verdict& verdict) {
    const Selected& selected = *verdict.selected;
    const Answer& answer = verdict.answer;
    const Place& subject = verdict.subject;
    const std::vector<std::string>& reasons = verdict.reasons;
    Outcome outcome = verdict.outcome;
    judge_.set_item(selected.item);
    judge_.set_node(subject);
    Finding finding =
        describe(selected, subject, answer, verdict.reported ? Outcome::fail : outcome);
    if (options_.profile == Profile::django && finding.outcome == Outcome::fail) {
      const Truth silenced = is_silenced(finding.equivalents.django, *judge_.deployment().root);
      if (silenced == Truth::yes) return;
      if (silenced == Truth::unknown) {
        if (options_.undecided != nullptr) {
          ++*options_.undecided;
          return;
        }
        outcome = Outcome::unknown;
        finding = describe(selected, subject, answer, outcome);
      }
    }
    if (rule_.fix && outcome == Outcome::fail && subject.node == selected.place.node)
      finding.fix = mend(*rule_.fix, subject, judge_);
    if (!verdict.when.empty()) finding.primary.text = "when " + verdict.when;
    if (answer.assumed && finding.outcome == Outcome::fail) {
      finding.confidence = std::min(finding.confidence, Confidence::medium);
      finding.notes.insert(finding.notes.begin(), reasons.begin(), reasons.end());
    }
    if (verdict.reported) {
      finding.confidence = Confidence::low;
      finding.severity = lowered(finding.severity);
      if (!verdict.when.empty()) finding.message = "when " + verdict.when + ", " + finding.message;
    }
    if (outcome == Outcome::unknown) {
      finding.notes.insert(finding.notes.begin(), reasons.begin(), reasons.end());
      if (!verdict.reported)
        finding.message = "`" + selected.place.path + "` cannot be judged" +
                          (reasons.empty() ? std::string() : ": " + reasons.front());
    }
    if (finding.outcome == Outcome::fail && options_.profile == Profile::django &&
        answer.times > 1) {
      for (std::size_t i = 0; i < answer.times; ++i) {
        out_.push_back(finding);
        out_.back().node += '[' + std::to_string(i) + ']';
      }
      return;
    }
    out_.push_back(std::move(finding));
  }

  Finding describe(const Selected& selected, const Place& subject, const Answer& answer,
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

  // Which id Django prints may depend on what is not known.
  bool knows_id(const Place& subject) {
    for (const Case& each : rule_.cases) {
      if (!each.django) continue;
      const Truth holds = judge_.holds(each.when, subject);
      if (holds != Truth::no) return holds == Truth::yes;
    }
    return true;
  }

  // The first case that certainly holds changes the finding; gives the message that speaks.
  const Template* speak(const Place& subject, Finding& finding) {
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

  void place_labels(const Selected& selected, const Place& subject, const Words& words,
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

  // A value that nobody wrote needs a word on who says that it holds.
  void cite_default(const Place& subject, Finding& finding) {
    const Place at = rule_.at ? judge_.follow(*rule_.at, subject) : subject;
    for (const Node* node : {subject.node, at.node}) {
      if (node == nullptr || node->origin == nullptr) continue;
      const Origin& origin = *node->origin;
      if (origin.how != Origin::How::defaulted || origin.text.empty()) continue;
      finding.notes.emplace_back(origin.text);
      return;
    }
  }

  // A module that is not in the project may be where the site runs, and set what is missed here.
  void leave_open(const Selected& selected, const Place& subject, Finding& finding) {
    if (finding.outcome != Outcome::fail || options_.profile == Profile::django) return;
    const std::string module = optional_module(judge_.deployment(), selected.place, subject);
    if (module.empty()) return;
    finding.severity = lowered(finding.severity);
    finding.confidence = std::min(finding.confidence, Confidence::medium);
    finding.notes.push_back("unless `" + module +
                            "` sets it, which is not in the project: one level lower for that");
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
  const EvaluationOptions& options_;
  std::vector<Finding>& out_;
  Arena arena_;
  mutable Judge judge_;
  bool splits_;
  std::string check_reason_;
};

}  // namespace

void run_rule(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
              Redactor& redactor, const EvaluationOptions& options, Selections& shared,
              std::vector<Finding>& out) {
  RuleRun(rule, deployment, sources, redactor, options, out).run(shared);
}

}  // namespace djaz
