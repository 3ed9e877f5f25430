// JSON as text that may be rearranged: what the tests make other templates of. Scalars stay as they
// are written, so that nothing changes that nobody meant to change.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace djaz::test {

struct Json {
  enum class Kind { scalar, object, array };
  using Member = std::pair<std::string, Json>;

  Kind kind = Kind::scalar;
  std::string token;  // of a scalar, with its quotes
  std::vector<Member> members;
  std::vector<Json> items;

  static Json scalar(std::string token) {
    Json out;
    out.token = std::move(token);
    return out;
  }
  static Json text(const std::string& text) { return scalar('"' + text + '"'); }
  static Json array(std::vector<Json> items) {
    Json out;
    out.kind = Kind::array;
    out.items = std::move(items);
    return out;
  }
  static Json object(std::vector<Member> members = {}) {
    Json out;
    out.kind = Kind::object;
    out.members = std::move(members);
    return out;
  }

  bool is_text() const { return kind == Kind::scalar && token.starts_with('"'); }
  // Without the quotes; escapes stay.
  std::string_view inner() const {
    return is_text() ? std::string_view(token).substr(1, token.size() - 2) : std::string_view();
  }
  Json* find(std::string_view name) {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.first == name; });
    return found == members.end() ? nullptr : &found->second;
  }
  const Json* find(std::string_view name) const { return const_cast<Json*>(this)->find(name); }
  void set(const std::string& name, Json value) {
    if (Json* old = find(name))
      *old = std::move(value);
    else
      members.emplace_back(name, std::move(value));
  }
  std::optional<Json> take(std::string_view name) {
    for (auto it = members.begin(); it != members.end(); ++it) {
      if (it->first != name) continue;
      Json out = std::move(it->second);
      members.erase(it);
      return out;
    }
    return std::nullopt;
  }

  std::string dump(int depth = 0) const {
    if (kind == Kind::scalar) return token;
    const std::string margin = '\n' + std::string(static_cast<std::size_t>(depth + 1) * 2, ' ');
    std::string out;
    for (const auto& [name, value] : members)
      out += (out.empty() ? "" : ",") + margin + '"' + name + "\": " + value.dump(depth + 1);
    for (const Json& item : items) out += (out.empty() ? "" : ",") + margin + item.dump(depth + 1);
    if (!out.empty()) out += margin.substr(0, margin.size() - 2);
    return kind == Kind::object ? '{' + out + '}' : '[' + out + ']';
  }
};

// Plain JSON only: what has comments is of no use here.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : rest_(text) {}

  std::optional<Json> document() {
    Json out = value(0);
    skip();
    return good_ && rest_.empty() ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  bool eat(char c) {
    skip();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string token() {
    skip();
    std::size_t end = 0;
    if (rest_.starts_with('"')) {
      for (end = 1; end < rest_.size() && rest_[end] != '"'; ++end)
        if (rest_[end] == '\\') ++end;
      ++end;
    } else {
      end = rest_.find_first_of(" \t\r\n,:]}");
    }
    good_ = good_ && end > 0 && end <= rest_.size() && rest_.front() != '/';
    std::string out(rest_.substr(0, end));
    rest_.remove_prefix(std::min(end, rest_.size()));
    return out;
  }

  Json value(int depth) {
    good_ = good_ && depth < 64;
    if (!good_) return {};
    if (eat('{')) return object(depth);
    if (eat('[')) return list(depth);
    return Json::scalar(token());
  }

  Json object(int depth) {
    Json out = Json::object();
    while (good_ && !eat('}')) {
      const std::string name = token();
      good_ = good_ && name.size() >= 2 && eat(':');
      if (!good_) break;
      out.members.emplace_back(name.substr(1, name.size() - 2), value(depth + 1));
      if (!eat(',')) good_ = good_ && rest_.starts_with('}');
    }
    return out;
  }

  Json list(int depth) {
    Json out = Json::array({});
    while (good_ && !eat(']')) {
      out.items.push_back(value(depth + 1));
      if (!eat(',')) good_ = good_ && rest_.starts_with(']');
    }
    return out;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace djaz::test
