// What keeps hostile programs cheap. Straight code costs what its text costs; only what repeats
// (loops, comprehensions, calls) is counted, and each outermost repetition gets a share of the
// steps that are left, so that one bomb does not use up what the rest of the file needs.
#include <algorithm>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

constexpr std::uint64_t kLeastShare = 200;
// Texts below this size are always made: their number is bounded by steps and by the file's size.
constexpr std::uint64_t kSmallText = 256;

}  // namespace

Repetition::Repetition(Evaluator& evaluator)
    : e(evaluator), outermost(evaluator.repeating_ == 0), saved_fence(evaluator.fence_) {
  ++e.repeating_;
  if (!outermost) return;
  const std::uint64_t left = e.limits.steps > e.steps_used_ ? e.limits.steps - e.steps_used_ : 0;
  e.fence_ = e.steps_used_ + std::max(kLeastShare, left / 4);
}

void Repetition::end() {
  if (ended) return;
  ended = true;
  --e.repeating_;
  if (!outermost) return;
  e.exhausted_ = false;
  e.fence_ = saved_fence;
}

bool Evaluator::step(std::uint64_t count) {
  if (exhausted_) return false;
  if (repeating_ == 0) return true;
  steps_used_ += count;
  if (steps_used_ > fence_) exhausted_ = true;
  return !exhausted_;
}

bool Evaluator::text_fits(std::uint64_t bytes, bool& small) {
  small = bytes < kSmallText;
  if (bytes > limits.bytes) return false;
  if (!small && bytes_used_ + bytes > limits.bytes) return false;
  return true;
}

Value Evaluator::over_budget(std::string_view what, Kind type) {
  return unknown(Reason::budget, what, type);
}

Value Evaluator::too_big_integer() {
  Info info;
  info.reason = Reason::budget;
  info.detail = "an integer beyond 64 bits";
  info.type = Kind::integer;
  info.not_empty = true;
  return values.unknown(info);
}

Value Evaluator::new_string(std::string text, Value like, Value also) {
  bool small = false;
  if (!text_fits(text.size(), small))
    return over_budget("the text would be too long", Kind::string);
  if (!small) bytes_used_ += text.size();
  step(1 + text.size() / 64);
  Data* data = values.copy(values.string(text));
  for (Value from : {like, also})
    if (from != nullptr) data->traits |= inherited_traits(from->traits);
  return data;
}

void Evaluator::remark(Span span, std::string text) {
  if (!noted_.emplace(span.file.value, span.begin, span.end + 0x80000000U).second) return;
  if (evaluation.remarks.size() < 1000) evaluation.remarks.push_back({span, std::move(text)});
}

Value Evaluator::unknown(Reason reason, std::string_view detail, Kind type) {
  return values.unknown(reason, detail, type);
}

// What is got out of a collection in a way that is not known may be one of its lists and dicts, and
// may be changed next.
void Evaluator::lose_parts(Value v, int depth) {
  if (v == nullptr || depth > 2) return;
  const auto part = [this](Value one) {
    if (one != nullptr && !one->is_number() && !one->is(Type::string))
      lose(one, Reason::unresolved, "it may be got from a collection in a way that is not known");
  };
  if (v->is(Type::unknown))
    for (const Alternative& one : v->unknown->alternatives) lose_parts(one.value, depth + 1);
  if (v->is(Type::tuple) || v->is(Type::iterator))
    for (Value one : v->items) part(one);
  if (!v->is_object()) return;
  const ObjectPtr object = state.shared(v->object);
  if (object == nullptr) return;
  step(object->entries.size() / 8);
  for (const DictEntry& entry : object->entries) part(entry.value);
  for (const Items& way : object->ways)
    for (Value one : way.items) part(one);
}

Value Evaluator::unknown_from(Value a, Value b, std::string_view what, Kind type) {
  may_raise();
  if (!is_immutable(type) || type == Kind::tuple || type == Kind::unknown) {
    lose_parts(a);
    lose_parts(b);
  }
  std::uint8_t traits = 0;
  const Info* cause = nullptr;
  for (Value from : {a, b}) {
    if (from == nullptr) continue;
    traits |= inherited_traits(from->traits);
    if (cause == nullptr && from->is(Type::unknown)) cause = from->unknown;
  }
  Data* data = values.copy(cause != nullptr ? unknown(cause->reason, cause->detail, type)
                                            : unknown(Reason::unsupported, what, type));
  data->traits |= traits;
  return data;
}

}  // namespace djaz::python::eval
