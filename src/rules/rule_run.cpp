#include "rules/rule_run.h"

#include <algorithm>
#include <optional>

#include "rules/compiled.h"
#include "rules/debug_paths.h"
#include "rules/describe.h"
#include "rules/evidence.h"
#include "rules/judge.h"
#include "rules/mend.h"
#include "rules/rule.h"
#include "rules/select.h"
#include "rules/silenced.h"
#include "rules/verdict.h"
#include "tree/builder.h"

namespace djaz {
namespace {

bool uses_may(const Condition& condition) {
  return condition.how == Condition::How::may || condition.how == Condition::How::by_default ||
         std::any_of(condition.parts.begin(), condition.parts.end(), uses_may);
}

bool uses_may(const CompiledRule& rule) {
  return (rule.where && uses_may(*rule.where)) || (rule.unless && uses_may(*rule.unless)) ||
         uses_may(rule.condition);
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
        description_(rule, options, redactor, judge_),
        splits_(!uses_may(rule)) {
    // Where the answer has to be Django's own, what is not seen is not passed over.
    if (options.profile == Profile::django) judge_.select_hidden();
    const bool counts = options.undecided != nullptr && options.profile != Profile::django;
    // What is only counted needs no reason; what a guard leaves open does.
    if (counts && !rule.unless && !rule.report_possible) judge_.give_no_reasons();
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

  // Only marks what is secret.
  void mark(Selections& shared) {
    std::vector<Selected> own;
    for (const Selected& selected : select_places(judge_, shared, own)) {
      judge_.set_item(selected.item);
      if (may_ask(selected.place)) hide(selected.place);
    }
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
    // A setting that may be set where nobody sees it is not absent.
    const bool hidden = options_.profile == Profile::django && place.node == nullptr &&
                        place.present == Truth::unknown;
    Place shown = place;
    if (hidden)
      shown.node = Builder(judge_.arena()).unknown(Reason::not_exported, "it may be set elsewhere");
    CheckAnswer found =
        rule_.check->run({shown, *judge_.deployment().root, rule_.check_arguments, judge_.arena()});
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
    // Asking the candidates adds to them.
    const std::size_t reasons = judge_.reasons().size();
    std::string check_reason = check_reason_;
    // Of a resource that is only spoken of, nobody asked.
    if (answer.guilty == Truth::unknown && selected.resource != nullptr &&
        selected.resource->has(Trait::mentioned))
      return std::nullopt;
    const bool possible = ask_candidates(selected, verdict);
    if (answer.guilty == Truth::yes) verdict.outcome = Outcome::fail;
    if (answer.guilty == Truth::no) verdict.outcome = Outcome::pass;
    if (verdict.outcome == Outcome::fail && options_.profile == Profile::django) {
      // Which of its ids it is, has to be the same for all that the node may be.
      for (const Place* place : {&selected.place, possible ? &verdict.subject : &selected.place}) {
        judge_.set_node(*place);
        if (!description_.knows_id(*place)) verdict.outcome = Outcome::unknown;
      }
    }
    if (verdict.outcome == Outcome::pass && !options_.passes) return std::nullopt;
    // Django says what is, not what may be.
    verdict.reported = verdict.outcome == Outcome::unknown && possible && rule_.report_possible &&
                       options_.profile != Profile::django;
    if (verdict.outcome == Outcome::unknown && !verdict.reported && options_.undecided != nullptr) {
      ++*options_.undecided;
      return std::nullopt;
    }
    const auto first = judge_.reasons().begin();
    verdict.reasons.assign(first, first + static_cast<std::ptrdiff_t>(reasons));
    if (!check_reason.empty()) verdict.reasons.push_back(std::move(check_reason));
    const bool shown = verdict.outcome == Outcome::fail || verdict.reported;
    if (!possible || !shown) verdict.subject = selected.place;
    if (!shown) verdict.when.clear();
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
    bool counts_differ = false;
    for (const Candidate& candidate : node->unknown->candidates) {
      const Place place = under(selected.place, candidate);
      // An item that is not in the list then is nothing that could be at fault.
      const bool no_item = candidate.value == nullptr && selected.place.path.ends_with(']');
      const Answer each = no_item ? Answer{} : ask(place);
      may_lack = may_lack || no_item;
      all = all ? agree(*all, each.guilty) : each.guilty;
      counts_differ =
          counts_differ || (possible && each.guilty == Truth::yes && each.times != answer.times);
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
    // How often Django says it is not known then.
    if (counts_differ && options_.profile == Profile::django) answer.guilty = Truth::unknown;
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
    Finding finding = description_.describe(selected, subject, answer,
                                            verdict.reported ? Outcome::fail : outcome);
    if (options_.profile == Profile::django && finding.outcome == Outcome::fail) {
      const Truth silenced = is_silenced(finding.equivalents.django, *judge_.deployment().root);
      if (silenced == Truth::yes) return;
      if (silenced == Truth::unknown) {
        if (options_.undecided != nullptr) {
          ++*options_.undecided;
          return;
        }
        outcome = Outcome::unknown;
        finding = description_.describe(selected, subject, answer, outcome);
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
      finding.severity = level_below(finding.severity);
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

  const CompiledRule& rule_;
  Redactor& redactor_;
  const EvaluationOptions& options_;
  std::vector<Finding>& out_;
  Arena arena_;
  mutable Judge judge_;
  Description description_;
  bool splits_;
  std::string check_reason_;
};

}  // namespace

void run_rule(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
              Redactor& redactor, const EvaluationOptions& options, Selections& shared,
              std::vector<Finding>& out) {
  RuleRun(rule, deployment, sources, redactor, options, out).run(shared);
}

void mark_secrets(const CompiledRule& rule, const ProjectDeployment& deployment,
                  const Sources& sources, Redactor& redactor, Selections& shared) {
  const EvaluationOptions options;
  std::vector<Finding> none;
  if (rule.sensitive) RuleRun(rule, deployment, sources, redactor, options, none).mark(shared);
}

}  // namespace djaz
