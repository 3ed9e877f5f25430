#include "rules/judge.h"

#include <algorithm>

#include "rules/joined.h"
#include "tree/builder.h"

namespace djaz {
namespace {

constexpr std::size_t kMostReasons = 3;

bool in_azure(std::string_view path) { return path == "azure" || path.starts_with("azure."); }

// "$server_that_trusts.name" → "server that trusts"
std::string joined_words(std::string_view path) {
  std::string words(path.substr(1, path.find('.') - 1));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Truth absent(const Test& test, Truth present) {
  if (test.kind == Test::Kind::present) return test.operand->boolean ? present : negate(present);
  return present == Truth::no ? Truth::no : Truth::unknown;
}

}  // namespace

Place under(const Place& place, const Candidate& candidate) {
  Place out = place;
  out.node = candidate.value;
  out.present = truth_of(candidate.value != nullptr);
  if (candidate.value != nullptr) out.ancestor = candidate.value;
  out.asked_for = place.asked_for || candidate.asked_for;
  return out;
}

std::string_view key_of(std::string_view path) {
  if (path.empty()) return path;
  if (path.back() == ']' || path.back() == '"') {
    const std::string_view inside = path.substr(0, path.size() - 1);
    const std::size_t open = inside.rfind(path.back() == ']' ? '[' : '"');
    return open == std::string_view::npos ? path : inside.substr(open + 1);
  }
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

Judge::Judge(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
             Arena& arena, const JoinedTree* joined)
    : rule_(rule), deployment_(deployment), sources_(sources), arena_(arena), joined_(joined) {
  joins_.resize(rule.joins.size());
}

void Judge::set_node(const Place& node) {
  node_ = node;
  for (std::size_t i = 0; i < joins_.size(); ++i)
    if (rule_.joins[i].correlated) joins_[i].place.reset();
}

ResolveOptions Judge::options_for(const Path& path) const {
  ResolveOptions options;
  if (path.steps.empty()) return options;
  options.ignore_case = path.steps[0].name == "azure";
  const auto fallback = deployment_.fallback.find(path.steps[0].name);
  if (fallback != deployment_.fallback.end()) options.fallback = fallback->second;
  return options;
}

ResolveOptions Judge::options_from(const Place& start) {
  ResolveOptions options;
  options.ignore_case = in_azure(start.path);
  options.fallback = start.span;
  return options;
}

const Node& Judge::root_for(std::string_view branch) const {
  const bool joined = joined_ != nullptr && joined_->root() != nullptr && branch == "azure";
  return joined ? *joined_->root() : *deployment_.root;
}

std::vector<Place> Judge::select(const Path& path, Arena& arena) const {
  if (find_entry(*deployment_.root, path.steps[0].name) == nullptr) return {};
  ResolveOptions options = options_for(path);
  options.may_hold_more = select_hidden_ && path.steps[0].name == "settings";
  return resolve(path, *deployment_.root, "", arena, options);
}

Truth Judge::holds(const Condition& condition, const Place& subject, Fold fold) {
  std::optional<Place> followed;
  if (condition.path) followed = follow(*condition.path, subject);
  const Place& place = followed ? *followed : subject;
  switch (condition.how) {
    case Condition::How::test:
      return test(condition.test, place, subject, fold);
    case Condition::How::negate:
      return negate(holds(condition.parts[0], place, negated(fold)));
    case Condition::How::may:
      return may(condition.parts[0], place);
    case Condition::How::by_default:
      return subject.asked_for ? Truth::no : by_default(condition.parts[0], place);
    case Condition::How::certain:
      return certainly(condition.parts[0], place, fold);
    case Condition::How::written:
      return holds(condition.parts[0], as_written(place), fold);
    case Condition::How::every:
    case Condition::How::some:
    case Condition::How::none:
      return quantified(condition, place, fold);
    case Condition::How::all: {
      Truth all = Truth::yes;
      for (const Condition& part : condition.parts) {
        all = both(all, holds(part, place, fold));
        if (all == Truth::no) break;
      }
      return all;
    }
    case Condition::How::any: {
      Truth any = Truth::no;
      for (const Condition& part : condition.parts) {
        any = either(any, holds(part, place, fold));
        if (any == Truth::yes) break;
      }
      return any;
    }
  }
  return Truth::unknown;
}

Truth Judge::may(const Condition& part, const Place& place) {
  if (place.node == nullptr || !has_candidates(*place.node)) return holds(part, place, Fold::some);
  Truth any = Truth::no;
  for (const Candidate& candidate : place.node->unknown->candidates)
    any = either(any, holds(part, under(place, candidate), Fold::some));
  return any;
}

Truth Judge::by_default(const Condition& part, const Place& place) {
  if (place.node == nullptr || !has_candidates(*place.node)) return holds(part, place, Fold::some);
  Truth any = Truth::no;
  for (const Candidate& candidate : place.node->unknown->candidates)
    if (!candidate.asked_for) any = either(any, holds(part, under(place, candidate), Fold::some));
  return any;
}

Truth Judge::certainly(const Condition& part, const Place& place, Fold fold) {
  // Of what is left alone nobody asks why.
  const std::size_t kept = reasons_.size();
  const Truth answer = holds(part, place, fold);
  if (answer != Truth::yes) reasons_.resize(kept);
  return truth_of(answer == Truth::yes);
}

// The place with the text that stands in the documents, where all of it is seen.
Place Judge::as_written(const Place& place) const {
  if (place.node == nullptr || !place.node->is(Kind::unknown)) return place;
  const Builder builder(arena_);
  const auto text_of = [&](const Node& node) -> const Node* {
    if (!node.is(Kind::unknown) || node.unknown->written.empty()) return &node;
    Node* text = builder.borrowed_string(node.unknown->written, node.span);
    text->traits = node.traits;
    return text;
  };
  Place out = place;
  if (!has_candidates(*place.node)) {
    out.node = text_of(*place.node);
    return out;
  }
  std::vector<Candidate> candidates(place.node->unknown->candidates.begin(),
                                    place.node->unknown->candidates.end());
  for (Candidate& candidate : candidates)
    if (candidate.value != nullptr) candidate.value = text_of(*candidate.value);
  out.node = builder.one_of(candidates, place.node->span);
  return out;
}

Truth Judge::test(const Test& test, const Place& place, const Place& subject, Fold fold) {
  const ValueTester tester{fold, in_azure(place.path)};
  const Node* from = nullptr;
  if (test.from) {
    const Place other = follow(*test.from, subject);
    from = other.node;
    if (from == nullptr) {
      explain(other);
      return other.present == Truth::no ? Truth::no : Truth::unknown;
    }
  }
  Truth answer = Truth::unknown;
  if (place.node == nullptr) {
    answer = absent(test, place.present);
  } else if (!has_candidates(*place.node)) {
    answer = tester.holds(test, *place.node, from);
  } else if (test.kind == Test::Kind::trait && tester.holds(test, *place.node) == Truth::yes) {
    answer = Truth::yes;
  } else {
    std::optional<Truth> all;
    for (const Candidate& candidate : place.node->unknown->candidates) {
      const Truth each = candidate.value == nullptr ? absent(test, Truth::no)
                                                    : tester.holds(test, *candidate.value, from);
      all = all ? combined(fold, *all, each) : each;
    }
    answer = *all;
  }
  if (answer == Truth::unknown) explain(place);
  return answer;
}

// Keeps why the place is not known, in words.
void Judge::explain(const Place& place) {
  if (silent_ || reasons_.size() == kMostReasons) return;
  std::string reason;
  const Node* node = place.node;
  if (node == nullptr) {
    reason = place.path.starts_with('$') ? "whether there is a " + joined_words(place.path)
                                         : "whether `" + place.path + "` is set";
    reason += " is not known";
    if (place.ancestor != nullptr && place.ancestor->is(Kind::unknown)) node = place.ancestor;
  }
  if (node != nullptr && node->is(Kind::unknown)) {
    const Unknown& about = *node->unknown;
    reason = "`" + place.path + "` is not known";
    std::string_view detail = about.detail;
    // The first candidate that is not known says more than that the candidates differ.
    for (const Candidate& candidate : about.candidates)
      if (detail.empty() && candidate.value != nullptr && candidate.value->is(Kind::unknown))
        detail = candidate.value->unknown->detail;
    if (!detail.empty()) reason += ": " + std::string(detail);
  } else if (node != nullptr) {
    reason = "`" + place.path + "` is not fully known";
  }
  give_reason(std::move(reason));
}

void Judge::give_reason(std::string reason) {
  if (silent_ || reasons_.size() == kMostReasons) return;
  if (std::find(reasons_.begin(), reasons_.end(), reason) == reasons_.end())
    reasons_.push_back(std::move(reason));
}

const Place& Judge::start_of(const CompiledPath& path, const Place& subject,
                             std::string_view first_step, Place& root) {
  switch (path.base) {
    case CompiledPath::Base::subject:
      return subject;
    case CompiledPath::Base::node:
      return node_;
    case CompiledPath::Base::item:
      return item_;
    case CompiledPath::Base::join:
      return bound(path.join);
    case CompiledPath::Base::project:
      break;
  }
  const Node& node = root_for(first_step);
  root.node = &node;
  root.present = Truth::yes;
  root.ancestor = &node;
  if (!first_step.empty() && find_entry(node, first_step) == nullptr) {
    // No document of the kind was seen, which says nothing about production.
    root.node = nullptr;
    root.present = Truth::unknown;
  }
  return root;
}

Place Judge::follow(const CompiledPath& path, const Place& subject) {
  Place root;
  const bool stays = path.path.steps.empty();
  const Place& start =
      start_of(path, subject, stays ? std::string_view() : path.path.steps[0].name, root);
  if (stays) return with_attribute(path, start);
  if (start.node == nullptr) {
    Place missing = start;
    for (const Step& step : path.path.steps) {
      if (!missing.path.empty()) missing.path += '.';
      append_path_segment(missing.path, step.name);
    }
    return with_attribute(path, std::move(missing));
  }
  const ResolveOptions options =
      path.base == CompiledPath::Base::project ? options_for(path.path) : options_from(start);
  return with_attribute(path, resolve_one(path.path, *start.node, start.path, arena_, options));
}

Place Judge::with_attribute(const CompiledPath& path, Place place) const {
  const std::string& attribute = path.path.attribute;
  if (attribute.empty() || attribute == "value") return place;
  const Builder builder(arena_);
  const Node* node = nullptr;
  if (attribute == "key") {
    node = builder.string(key_of(place.path), place.node ? place.node->key_span : place.span);
    if (place.node != nullptr && place.node->key_span.valid()) place.span = place.node->key_span;
  } else if (attribute == "origin") {
    if (place.node != nullptr && place.node->origin != nullptr)
      node = builder.string(place.node->origin->text, place.node->origin->span);
  } else if (place.span.valid()) {
    node = attribute == "file" ? builder.string(sources_.file(place.span.file).path(), place.span)
                               : builder.integer(sources_.start_of(place.span).line, place.span);
  }
  place.node = node;
  place.present = truth_of(node != nullptr);
  return place;
}

}  // namespace djaz
