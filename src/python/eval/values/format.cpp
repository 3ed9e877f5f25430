// Text that is put together from values, and f-strings.
#include "python/eval/values/format.h"

#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/library/environ_path.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {

void TextParts::add(std::string_view known) {
  (exact ? text : suffix) += known;
  not_empty = not_empty || !known.empty();
}

void TextParts::add_path(Evaluator& e, Value path) {
  if (path->text.starts_with('/')) {
    add(path->text);
  } else if (exact && text.empty() && root == nullptr) {
    root = path;
    not_empty = true;
  } else {
    add_unknown(e.unknown(Reason::unsupported, "text with the project's own place in it"));
    not_empty = true;
  }
}

void TextParts::add_unknown(Value value) {
  if (exact && root == nullptr) prefix = text;
  const bool is_text = value->is(Type::unknown) && value->unknown->type == Kind::string;
  if (exact && is_text && root == nullptr) prefix += value->unknown->prefix;
  exact = false;
  suffix = is_text ? std::string(value->unknown->suffix) : std::string();
  not_empty = not_empty || (is_text && value->unknown->not_empty);
  if (first_unknown == nullptr) first_unknown = value;
  traits |= value->traits;
}

Value TextParts::build(Evaluator& e) const {
  const std::uint8_t kept = inherited_traits(traits);
  // Beside the root, under a name that begins like its own, lies what nobody knows.
  const bool beside = root != nullptr && root->text.empty() && !text.empty() && text[0] != '/';
  if (exact && !beside) {
    const std::string_view below = text;
    const bool at_root = root != nullptr && root->text.empty() && !text.empty();
    const Value value =
        root == nullptr
            ? e.new_string(text)
            : path_of(e, std::string(root->text) + std::string(below.substr(at_root ? 1 : 0)),
                      false);
    if (kept == 0) return value;
    Data* data = e.values.copy(value);
    data->traits |= kept;
    return data;
  }
  bool small = false;
  if (!e.text_fits(prefix.size() + suffix.size(), small))
    return e.over_budget("the text would be too long", Kind::string);
  e.may_raise();
  Info info;
  info.reason = Reason::unsupported;
  info.detail = "text that is not fully known";
  if (first_unknown != nullptr && first_unknown->is(Type::unknown)) {
    info.reason = first_unknown->unknown->reason;
    info.detail = first_unknown->unknown->detail;
  }
  info.type = Kind::string;
  info.not_empty = not_empty;
  info.prefix = e.keep(prefix);
  info.suffix = e.keep(suffix);
  Data* data = e.values.copy(e.values.unknown(info));
  data->traits |= kept;
  return data;
}

void add_field(Evaluator& e, TextParts& parts, Value v, char conversion, std::string_view spec) {
  std::string text;
  if (conversion != 'r' && conversion != 'a') v = behind_environ_path(v);
  bool known = !v->is(Type::unknown);
  if (known && (conversion == 'r' || conversion == 'a')) {
    known = to_repr(e, v, text);
    if (known && !spec.empty()) known = false;
  } else if (known && conversion == 's') {
    std::string plain;
    known = to_text(e, v, plain) && format_value(e, e.values.string(plain), spec, text);
  } else if (known) {
    known = format_value(e, v, spec, text);
  }
  parts.traits |= v->traits;
  if (v->is(Type::path) && spec.empty() && conversion != 'r' && conversion != 'a') {
    parts.add_path(e, v);
  } else if (known) {
    parts.add(text);
  } else if (v->is(Type::unknown) && v->unknown->type == Kind::string && spec.empty() &&
             conversion != 'r' && conversion != 'a') {
    parts.add_unknown(v);
  } else {
    parts.add_unknown(e.unknown_from(v, nullptr, "formatted text"));
  }
}

void Evaluator::format_parts(std::span<const FormattedPart> written, TextParts& out) {
  for (const FormattedPart& part : written) {
    if (part.value == nullptr) {
      out.add(part.text);
      continue;
    }
    const Value value = evaluate(part.value);
    if (dead_ || exhausted_) return;
    TextParts spec;
    if (part.has_specification) format_parts(part.specification, spec);
    if (dead_ || exhausted_) return;
    if (!spec.exact)
      out.add_unknown(unknown(Reason::unsupported, "formatted text"));
    else
      add_field(*this, out, value, part.conversion, spec.text);
  }
}

Value Evaluator::formatted(const Formatted& e) {
  // Values first, then every combination of what they may be, where those are few.
  std::vector<Value> given(e.parts.size(), nullptr);
  std::vector<std::string> specs(e.parts.size());
  std::size_t ways = 1;
  for (std::size_t i = 0; i < e.parts.size(); ++i) {
    const FormattedPart& part = e.parts[i];
    if (part.value == nullptr) continue;
    given[i] = evaluate(part.value);
    TextParts spec;
    if (part.has_specification) format_parts(part.specification, spec);
    if (dead_ || exhausted_) return nothing_;
    if (!spec.exact) given[i] = unknown(Reason::unsupported, "formatted text");
    specs[i] = spec.text;
    if (given[i]->is(Type::unknown) && !given[i]->unknown->alternatives.empty())
      ways = std::min<std::size_t>(1000, ways * given[i]->unknown->alternatives.size());
  }
  std::function<Value(std::size_t)> from = [&](std::size_t at) -> Value {
    while (at < given.size() && (given[at] == nullptr || !given[at]->is(Type::unknown) ||
                                 given[at]->unknown->alternatives.empty()))
      ++at;
    if (at < given.size() && ways <= 64) {
      const Value before = given[at];
      const Value result = each(before, [&](Value one) {
        given[at] = one;
        return from(at + 1);
      });
      given[at] = before;
      return result;
    }
    TextParts out;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i] == nullptr)
        out.add(e.parts[i].text);
      else
        add_field(*this, out, given[i], e.parts[i].conversion, specs[i]);
      if (out.text.size() > limits.bytes)
        return over_budget("the text would be too long", Kind::string);
    }
    return out.build(*this);
  };
  return from(0);
}

}  // namespace djaz::python::eval
