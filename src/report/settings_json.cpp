#include <cmath>

#include "report/escape.h"
#include "report/json_text.h"
#include "report/setting_words.h"
#include "report/settings_view.h"
#include "secrets/names.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr int kMaxDepth = 64;
constexpr int kMaxOriginDepth = 3;

// A value on its way to JSON: known to its last part, or a secret, or why it is not known.
struct Conversion {
  enum class State { known, secret, unknown } state = State::known;
  std::string why;
};

class Converter {
 public:
  explicit Converter(const SettingsView& view) : view_(view) {}

  Conversion convert(const Node& node, std::string_view name, bool sensitive, int depth,
                     Json& out) {
    if (depth > kMaxDepth) return unknown("nested too deeply");
    sensitive = sensitive || is_secret_name(name);
    if (is_secret(node, sensitive)) return {Conversion::State::secret, ""};
    switch (node.kind) {
      case Kind::null:
        out = nullptr;
        return {};
      case Kind::boolean:
        out = node.boolean;
        return {};
      case Kind::integer:
        out = node.integer;
        return {};
      case Kind::real:
        if (!std::isfinite(node.real)) return unknown("a number that JSON cannot hold");
        out = node.real;
        return {};
      case Kind::string:
      case Kind::path:
        out = node.is(Kind::path) && node.text.empty() ? "." : valid_text(node.text);
        return {};
      case Kind::bytes:
        return unknown("bytes, which JSON cannot hold");
      case Kind::callable:
        return unknown("a function or class");
      case Kind::unknown:
        return unknown(reason_of(node));
      case Kind::list:
      case Kind::tuple:
      case Kind::set:
        return sequence(node, sensitive, depth, out);
      case Kind::mapping:
        return mapping(node, sensitive, depth, out);
    }
    return unknown("not a value");
  }

  // Candidates are exhaustive. One that is absent, secret or itself unknown has no value to show,
  // and its condition says so; what is known of its parts is shown beside.
  Json candidates(const Node& node, std::string_view name) {
    Json out = Json::array();
    if (!node.is(Kind::unknown) || node.unknown == nullptr) return out;
    for (const Candidate& candidate : node.unknown->candidates) {
      Json value;
      Json shown;
      std::string condition = safe(candidate.condition);
      if (candidate.value == nullptr) {
        condition += " (then it is not set)";
      } else {
        const Conversion outcome = convert(*candidate.value, name, false, 1, value);
        if (outcome.state != Conversion::State::known) value = nullptr;
        if (outcome.state == Conversion::State::secret) condition += " (a secret)";
        if (outcome.state == Conversion::State::unknown) {
          condition += " (not known: " + outcome.why + ')';
          shown = known_parts(*candidate.value, name);
        }
      }
      Json one = {{"value", value}, {"condition", condition}};
      if (!shown.is_null()) one["parts"] = std::move(shown);
      if (candidate.value != nullptr && candidate.value->is(Kind::unknown))
        one["words"] = safe(words_of(*candidate.value, is_secret_name(name)));
      out.push_back(std::move(one));
    }
    return out;
  }

  // A collection of which something is known: what is not known in it says why, what is secret says
  // so. Null for anything else.
  Json known_parts(const Node& node, std::string_view name) {
    std::size_t known = 0;
    Json out = parts(node, name, is_secret_name(name), 0, known);
    return known > 0 ? out : Json();
  }

  // {"value": …}, {"secret": true} or {"unknown": why}.
  Json brief(const Node& node, std::string_view name) {
    Json value;
    const Conversion outcome = convert(node, name, false, 1, value);
    if (outcome.state == Conversion::State::secret) return {{"secret", true}};
    if (outcome.state == Conversion::State::unknown) return {{"unknown", outcome.why}};
    return {{"value", value}};
  }

  Json place(const Span& span) {
    if (!span.valid()) return {};
    const Position at = view_.sources.start_of(span);
    return {{"file", valid_text(view_.sources.file(span.file).path())},
            {"line", at.line},
            {"column", at.column}};
  }

  // Where it is written, how it came about, and what it was before.
  void story(const Entry& entry, Json& shown) {
    const Node& node = *entry.value;
    shown["standing"] = to_string(standing_of(node));
    if (node.is(Kind::unknown)) shown["words"] = safe(words_of(node, is_secret_name(entry.name)));
    Json where = place(node.span.valid() ? node.span : entry.key_span);
    if (!where.is_null()) shown["place"] = std::move(where);
    if (node.origin != nullptr) shown["origin"] = origin(*node.origin, entry.name, 0);
    const Entry* past = view_.history == nullptr ? nullptr : find_entry(*view_.history, entry.name);
    if (past == nullptr) return;
    const Entry* overridden = find_entry(*past->value, "overridden");
    const Entry* changed = find_entry(*past->value, "changed");
    if (overridden != nullptr && !overridden->value->items.empty()) {
      Json all = Json::array();
      for (const Node* one : overridden->value->items) {
        Json before = brief(*one, entry.name);
        before["place"] = place(one->key_span);
        all.push_back(std::move(before));
      }
      shown["overridden"] = std::move(all);
    }
    if (changed != nullptr && !changed->value->items.empty()) {
      Json all = Json::array();
      for (const Node* one : changed->value->items) all.push_back(place(one->span));
      shown["changed"] = std::move(all);
    }
  }

 private:
  Json origin(const Origin& from, std::string_view name, int depth) {
    Json out;
    out["how"] = from.how == Origin::How::defaulted ? "default" : "computed";
    out["text"] = safe(from.text);
    if (!from.source.empty()) out["source"] = safe(from.source);
    Json inputs = Json::array();
    for (const Input& input : from.inputs) {
      const std::string_view of = is_secret_name(name) ? name : input.symbol;
      Json one = {{"symbol", safe(input.symbol)}};
      if (input.node != nullptr) {
        one.update(brief(*input.node, of));
        if (input.node->span.valid()) one["place"] = place(input.node->span);
        if (input.node->origin != nullptr && depth < kMaxOriginDepth)
          one["origin"] = origin(*input.node->origin, of, depth + 1);
      }
      inputs.push_back(std::move(one));
    }
    if (!inputs.empty()) out["inputs"] = std::move(inputs);
    return out;
  }

  static Conversion unknown(std::string why) {
    return {Conversion::State::unknown, std::move(why)};
  }

  std::string safe(std::string_view text) { return valid_text(view_.redactor.redact(text)); }

  bool is_secret(const Node& node, bool sensitive) {
    if (node.has(Trait::secret)) return true;
    if (!node.is(Kind::string) && !node.is(Kind::bytes)) return false;
    if (node.text.empty()) return false;
    if (sensitive) return true;
    if (node.span.valid()) {
      view_.redactor.scan(node.span.file);
      if (view_.redactor.is_secret(node.span)) return true;
    }
    return view_.redactor.redact(node.text) != node.text;
  }

  std::string reason_of(const Node& node) {
    if (node.unknown == nullptr) return "not known";
    const std::string detail = safe(node.unknown->detail);
    return detail.empty() ? std::string(to_string(node.unknown->reason)) : detail;
  }

  Conversion sequence(const Node& node, bool sensitive, int depth, Json& out) {
    out = Json::array();
    Conversion whole;
    std::size_t index = 0;
    for (const Node* item : node.items) {
      Json value;
      merge(convert(*item, "", sensitive, depth + 1, value), std::to_string(index++), whole);
      out.push_back(std::move(value));
    }
    return closed(node, std::move(whole));
  }

  Conversion mapping(const Node& node, bool sensitive, int depth, Json& out) {
    out = Json::object();
    Conversion whole;
    for (const Entry& entry : node.entries) {
      Json value;
      merge(convert(*entry.value, entry.name, sensitive, depth + 1, value), entry.name, whole);
      out.push_back(Json::object_t::value_type(valid_text(entry.name), std::move(value)));
    }
    return closed(node, std::move(whole));
  }

  Json parts(const Node& node, std::string_view name, bool sensitive, int depth,
             std::size_t& known) {
    Json out;
    sensitive = sensitive || is_secret_name(name);
    const bool items = node.is(Kind::list) || node.is(Kind::tuple) || node.is(Kind::set);
    if (depth < kMaxDepth && !node.has(Trait::secret) && items) {
      out = Json::array();
      for (const Node* item : node.items)
        out.push_back(parts(*item, "", sensitive, depth + 1, known));
      known += node.open ? 0 : 1;
      if (node.open) out.push_back({{"unknown", "there may be more"}});
      return out;
    }
    if (depth < kMaxDepth && !node.has(Trait::secret) && node.is(Kind::mapping)) {
      out = Json::object();
      for (const Entry& entry : node.entries)
        out[valid_text(entry.name)] = parts(*entry.value, entry.name, sensitive, depth + 1, known);
      known += node.entries.size();
      return out;
    }
    const Conversion outcome = convert(node, name, sensitive, depth, out);
    if (outcome.state == Conversion::State::unknown) return {{"unknown", outcome.why}};
    ++known;
    if (outcome.state == Conversion::State::secret) return {{"secret", true}};
    return out;
  }

  // Unknown wins over secret, and the first reason is told.
  void merge(Conversion part, std::string_view name, Conversion& whole) {
    if (part.state == Conversion::State::known || whole.state == Conversion::State::unknown) return;
    if (part.state == Conversion::State::unknown)
      part.why = "part of it is not known: `" + safe(name) + "`: " + part.why;
    whole = std::move(part);
  }

  static Conversion closed(const Node& node, Conversion whole) {
    if (node.open && whole.state != Conversion::State::unknown)
      return unknown("it may hold more than is shown");
    return whole;
  }

  const SettingsView& view_;
};

}  // namespace

std::string settings_json(const SettingsView& view) {
  Converter converter(view);
  Json settings = Json::object();
  for (const Entry& entry : view.settings.entries) {
    Json value;
    const Conversion outcome = converter.convert(*entry.value, entry.name, false, 0, value);
    Json shown;
    shown["known"] = outcome.state != Conversion::State::unknown;
    if (outcome.state == Conversion::State::known) {
      shown["value"] = std::move(value);
    } else if (outcome.state == Conversion::State::secret) {
      shown["secret"] = true;
    } else {
      shown["reason"] = outcome.why;
      shown["candidates"] = converter.candidates(*entry.value, entry.name);
      Json parts = converter.known_parts(*entry.value, entry.name);
      if (!parts.is_null()) shown["parts"] = std::move(parts);
    }
    converter.story(entry, shown);
    settings[std::string(entry.name)] = std::move(shown);
  }
  Json out;
  out["module"] = text_or_null(view.module);
  out["named_by"] = text_or_null(view.source);
  if (!view.instead_of.empty()) out["instead_of"] = text_or_null(view.instead_of);
  out["settings"] = std::move(settings);
  return json_text(out);
}

}  // namespace djaz
