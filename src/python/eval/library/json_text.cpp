// json.loads of known text.
#include <charconv>
#include <cstdlib>

#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr int kDeepest = 50;

class Reader {
 public:
  Reader(Evaluator& e, std::string_view text) : e_(e), text_(text) {}

  // Null: not JSON, or not known.
  Value whole() {
    const Value value = any(0);
    space();
    return at_ == text_.size() ? value : nullptr;
  }
  bool unsure() const { return unsure_; }

 private:
  void space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  Value any(int depth) {
    space();
    if (depth > kDeepest || !e_.step()) {
      unsure_ = true;
      return nullptr;
    }
    if (take("null")) return e_.values.none();
    if (take("true")) return e_.values.boolean(true);
    if (take("false")) return e_.values.boolean(false);
    if (at_ >= text_.size()) return nullptr;
    if (text_[at_] == '"') return string();
    if (take("[")) return list(depth);
    if (take("{")) return mapping(depth);
    return number();
  }

  Value string() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos) return nullptr;
    const std::string_view body = text_.substr(at_ + 1, end - at_ - 1);
    for (char c : body) {
      if (c == '\\') {
        unsure_ = true;
        return nullptr;
      }
      if (static_cast<unsigned char>(c) < 0x20) return nullptr;
    }
    at_ = end + 1;
    return e_.new_string(std::string(body));
  }

  Value number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '-')) ++at_;
    const std::string_view digits = text_.substr(begin, at_ - begin);
    if (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == 'e' || text_[at_] == 'E' ||
                               text_[at_] == 'N' || text_[at_] == 'I'))
      unsure_ = true;
    const auto value = parse_integer(digits);
    const bool zero =
        digits.size() > 1 && digits[digits[0] == '-' ? 1 : 0] == '0' && digits != "-0";
    if (!value.has_value() || zero) {
      unsure_ = unsure_ || digits.size() > 15;
      return nullptr;
    }
    return e_.values.integer(*value);
  }

  Value list(int depth) {
    std::vector<Value> items;
    space();
    if (take("]")) return e_.make_list(Type::list, {});
    while (true) {
      const Value item = any(depth + 1);
      if (item == nullptr) return nullptr;
      items.push_back(item);
      space();
      if (take("]")) return e_.make_list(Type::list, std::move(items));
      if (!take(",")) return nullptr;
    }
  }

  Value mapping(int depth) {
    std::vector<DictEntry> entries;
    space();
    if (take("}")) return e_.make_dict({});
    while (true) {
      space();
      if (at_ >= text_.size() || text_[at_] != '"') return nullptr;
      const Value key = string();
      space();
      if (key == nullptr || !take(":")) return nullptr;
      const Value value = any(depth + 1);
      if (value == nullptr) return nullptr;
      entries.push_back({key, value, {}});
      space();
      if (take("}")) return e_.make_dict(std::move(entries));
      if (!take(",")) return nullptr;
    }
  }

  Evaluator& e_;
  std::string_view text_;
  std::size_t at_ = 0;
  bool unsure_ = false;
};

}  // namespace

Value json_loads(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr || v->is(Type::none)) return e.raised("TypeError");
  if (!v->is(Type::string) || given.count() != 1) {
    e.may_raise("ValueError");
    return e.unknown_from(v, nullptr, "parsed JSON");
  }
  Reader reader(e, v->text);
  const Value value = reader.whole();
  if (value != nullptr && !reader.unsure()) return value;
  if (reader.unsure()) return e.unknown_from(v, nullptr, "parsed JSON");
  return e.raised("ValueError");
}

}  // namespace djaz::python::eval
