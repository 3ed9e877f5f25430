#include <algorithm>

#include "python/eval/library/environ_path.h"
#include "python/eval/values/format.h"
#include "python/eval/values/nodes.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr int kDeepest = 64;
constexpr int kDeepestOrigin = 8;
constexpr std::size_t kMostCandidates = 64;
constexpr std::size_t kLargest = 20'000;
constexpr std::size_t kMostInAll = 1'000'000;
// Beyond the total, values up to this size are still given.
constexpr std::size_t kSmall = 64;
constexpr int kDeepestAssumption = 2;
constexpr std::size_t kMostAssumptions = 4096;

}  // namespace

const Node* Evaluator::to_node(Value value) { return Nodes(*this, arena).make(value); }

const Node* Nodes::make(Value value) {
  if (value == nullptr) return nullptr;
  const Made made = convert(value, 0);
  total_ += made.size;
  if (total_ > kMostInAll && made.size > kSmall)
    return too_big(made.node->kind, made.node->span).node;
  return made.node;
}

const Node* Nodes::with_key(const Node* node, Span key_span) {
  if (node == nullptr || !key_span.valid()) return node;
  Node* copy = builder_.copy(*node);
  copy->key_span = key_span;
  return copy;
}

Nodes::Made Nodes::too_big(Kind type, Span span) {
  Unknown about;
  about.reason = Reason::budget;
  about.detail = "the value is too large to be held";
  about.type = type;
  return {builder_.unknown(about, span), 1};
}

Nodes::Made Nodes::convert(Value value, int depth) {
  if (auto known = made_.find(value); known != made_.end()) return known->second;
  const Value sharper = e_.narrow(value);
  Made result = plain(sharper == nullptr ? value : sharper, depth);
  if (result.size > kLargest) result = too_big(result.node->kind, value->span);
  if (depth < kDeepest) made_.emplace(value, result);
  return result;
}

Nodes::Made Nodes::convert_under(const Condition& when, const std::function<Made()>& make) {
  if (when.literals.empty() || assumed_ >= kDeepestAssumption || assumptions_ >= kMostAssumptions)
    return make();
  const std::size_t mark = e_.conditions.mark();
  if (!e_.conditions.assume(when)) return make();
  ++assumed_;
  ++assumptions_;
  decltype(made_) values;
  decltype(objects_) objects;
  values.swap(made_);
  objects.swap(objects_);
  const Made made = make();
  values.swap(made_);
  objects.swap(objects_);
  --assumed_;
  e_.conditions.rewind(mark);
  return made;
}

const Origin* Nodes::origin(const Cause& cause, Span span, int depth) {
  std::vector<Input> inputs;
  for (const Used& one : cause.used) {
    if (one.value == nullptr) {
      inputs.push_back({arena_.text(one.symbol), nullptr});
      continue;
    }
    auto known = made_.find(one.value);
    if (known == made_.end() && depth >= kDeepestOrigin) continue;
    const bool cycle = one.value->is_object() && open_.contains(one.value->object);
    if (cycle) continue;
    inputs.push_back({arena_.text(one.symbol), known != made_.end()
                                                   ? known->second.node
                                                   : convert(one.value, depth + 8).node});
  }
  return builder_.computed(span, cause.text, inputs);
}

Nodes::Made Nodes::plain(Value v, int depth) {
  if (depth > kDeepest) return too_big(known_kind(v), v->span);
  Made made;
  switch (v->type) {
    case Type::none:
      made.node = builder_.null(v->span);
      break;
    case Type::boolean:
      made.node = builder_.boolean(v->boolean, v->span);
      break;
    case Type::integer:
      made.node = builder_.integer(v->integer, v->span);
      break;
    case Type::real:
      made.node = builder_.real(v->real, v->span);
      break;
    case Type::string:
      made.node = builder_.string(v->text, v->span);
      break;
    case Type::bytes:
      made.node = builder_.text(Kind::bytes, v->text, v->span);
      break;
    case Type::path: {
      const std::string text = normal_path(v->text);
      Unknown outside;
      outside.detail = "a path outside the project";
      outside.type = Kind::path;
      made.node = text == ".." ? builder_.unknown(outside, v->span)
                               : builder_.text(Kind::path, text, v->span);
      break;
    }
    case Type::function:
      // What a decorator that is not followed made of it need not be a function.
      if (v->closure->role == Closure::Role::unknown) {
        made.node = builder_.unknown(Reason::call, "a function with a decorator", v->span);
        break;
      }
      [[fallthrough]];
    case Type::klass:
      made.node = builder_.text(Kind::callable, v->text, v->span);
      break;
    case Type::external:
      // An object of its own, that is no text until somebody asks for it.
      if (v->text == kEnvironPath) {
        made.node = builder_.unknown(Reason::unsupported, "an `environ.Path`", v->span);
        break;
      }
      if (find_builtin(v->text) != nullptr) {
        made.node = builder_.text(Kind::callable, v->text, v->span);
      } else {
        const std::string detail = "`" + std::string(v->text) + "` of a library is not known";
        made.node = builder_.unknown(Reason::unresolved, detail, v->span);
      }
      break;
    case Type::module:
      made.node = builder_.unknown(Reason::unsupported, "a module", v->span);
      break;
    case Type::tuple: {
      const Items way{{}, {v->items.begin(), v->items.end()}, v->open};
      made = list(way, Type::tuple, v->span, depth);
      break;
    }
    case Type::list:
    case Type::dict:
    case Type::set:
      made = collection(v, depth);
      break;
    case Type::unknown:
      made = unknown(v, depth);
      break;
    default:
      made.node = builder_.unknown(Reason::unsupported, "a value that is not modelled", v->span);
      break;
  }
  if (v->traits == 0 && v->cause == nullptr && made.node->span == v->span) return made;
  Node* copy = builder_.copy(*made.node);
  copy->traits |= v->traits;
  if (v->has(Trait::lazy) && v->is(Type::unknown)) copy->text = arena_.text(v->text);
  if (v->span.valid()) copy->span = v->span;
  if (v->cause != nullptr && depth < kDeepest) copy->origin = origin(*v->cause, v->span, depth);
  made.node = copy;
  return made;
}

Nodes::Made Nodes::collection(Value v, int depth) {
  auto known = objects_.find(v->object);
  if (known != objects_.end()) return known->second;
  if (!open_.insert(v->object).second) {
    Unknown about;
    about.reason = Reason::unsupported;
    about.detail = "a value that contains itself";
    about.type = kind_of(v->type);
    return {builder_.unknown(about, v->span), 1};
  }
  // Kept, since what it is converted under may change the state.
  const ObjectPtr kept = e_.state.shared(v->object);
  const Object* const object = &e_.state.object(v->object);
  Made made;
  if (object->lost != nullptr) {
    Unknown about;
    about.reason = object->lost->reason;
    about.detail = arena_.text(object->lost->detail);
    about.type = kind_of(v->type);
    made = {builder_.unknown(about, v->span), 1};
  } else if (v->is(Type::dict)) {
    made = mapping(*object, v->span, depth);
  } else {
    std::vector<Way> all;
    for (const Items& way : object->ways)
      if (e_.conditions.possible(way.when))
        all.push_back({convert_under(way.when, [&] { return list(way, v->type, v->span, depth); }),
                       e_.conditions.words(way.when), way.when.asks});
    if (all.size() == 1) {
      made = all.front().made;
    } else {
      Unknown about;
      about.reason = Reason::conflict;
      about.detail = "it depends on the path";
      about.type = kind_of(v->type);
      about.not_empty = e_.truth(v) == Truth::yes;
      made = candidates(std::move(all), about, v->span);
    }
  }
  open_.erase(v->object);
  if (made.size > kLargest) made = too_big(kind_of(v->type), v->span);
  if (depth < 8 && open_.empty()) objects_.emplace(v->object, made);
  return made;
}

Nodes::Made Nodes::list(const Items& way, Type type, Span span, int depth) {
  std::vector<const Node*> items;
  std::size_t size = 1;
  for (Value item : way.items) {
    const Made one = convert(item, depth + 1);
    size += one.size;
    if (size > kLargest) return too_big(kind_of(type), span);
    items.push_back(one.node);
  }
  return {builder_.sequence(kind_of(type), items, span, way.open), size};
}

Nodes::Made Nodes::mapping(const Object& object, Span span, int depth) {
  std::vector<Entry> entries;
  std::size_t size = 1;
  for (const DictEntry& entry : object.entries) {
    const Value value = e_.narrow(entry.value);
    if (value == nullptr) continue;
    const Made one = convert(value, depth + 1);
    size += one.size;
    if (size > kLargest) return too_big(Kind::mapping, span);
    Entry made;
    made.key_span = entry.key_span;
    made.value = with_key(one.node, entry.key_span);
    if (entry.key->is(Type::string)) {
      made.name = arena_.text(entry.key->text);
    } else {
      std::string name;
      if (!to_repr(e_, entry.key, name)) name = "?";
      made.name = arena_.text(name);
      made.key = convert(entry.key, depth + 1).node;
    }
    entries.push_back(made);
  }
  return {builder_.mapping(entries, span, object.open), size};
}

Nodes::Made Nodes::candidates(std::vector<Way> all, Unknown about, Span span) {
  std::vector<Candidate> flat;
  std::size_t size = 1;
  bool overflow = false;
  for (const auto& [made, words, asked_for] : all) {
    size += made.size;
    const bool nested = made.node != nullptr && made.node->is(Kind::unknown) &&
                        !made.node->unknown->candidates.empty();
    if (!nested) {
      flat.push_back({made.node, arena_.text(words), asked_for});
    } else {
      for (const Candidate& inner : made.node->unknown->candidates) {
        std::string both(words);
        if (inner.condition.find(words) != std::string_view::npos) both.clear();
        if (!both.empty() && !inner.condition.empty()) both += " and ";
        both += inner.condition;
        if (both.size() > 240) both = words;
        flat.push_back({inner.value, arena_.text(both), asked_for || inner.asked_for});
      }
    }
    overflow = overflow || flat.size() > kMostCandidates;
  }
  if (overflow) {
    about.reason = Reason::budget;
    about.detail = "more than 64 ways to get here";
  } else {
    about.candidates = arena_.list(flat);
  }
  about.detail = arena_.text(about.detail);
  return {builder_.unknown(about, span), overflow ? 1 : size};
}

Nodes::Made Nodes::unknown(Value v, int depth) {
  const Info& info = *v->unknown;
  Unknown about;
  about.reason = info.reason;
  about.detail = arena_.text(info.detail);
  about.type = info.type;
  about.not_empty = info.not_empty || e_.truth(v) == Truth::yes;
  about.prefix = arena_.text(info.prefix);
  about.suffix = arena_.text(info.suffix);
  if (info.alternatives.empty()) return {builder_.unknown(about, v->span), 1};
  std::vector<Way> all;
  for (const Alternative& one : info.alternatives) {
    if (!e_.conditions.possible(one.when)) continue;
    Made made;
    if (one.value != nullptr)
      made = convert_under(one.when, [&] { return convert(one.value, depth + 1); });
    all.push_back({made, e_.conditions.words(one.when), one.when.asks});
  }
  return candidates(std::move(all), about, v->span);
}

}  // namespace djaz::python::eval
