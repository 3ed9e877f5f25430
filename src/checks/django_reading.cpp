#include "checks/django_reading.h"

#include <algorithm>

#include "support/text.h"
#include "tree/builder.h"

namespace djaz::django {
namespace {

// "-at", "1a", "" are no codes; "de", "zh-hans", "de-at@currency" are.
bool is_code(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto word = [](std::string_view part, std::size_t most, bool letters) {
    return !part.empty() && part.size() <= most &&
           std::all_of(part.begin(), part.end(), [&](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (!letters && c >= '0' && c <= '9');
           });
  };
  // To an expression that ignores case these are letters of ASCII, too.
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const auto same = [&](std::string_view letter) { return text.substr(at).starts_with(letter); };
    const bool two = same("\u0130") || same("\u0131") || same("\u017F");
    const bool kelvin = same("\u212A");
    folded += two ? 'i' : kelvin ? 'k' : text[at];
    at += two ? 2 : kelvin ? 3 : 1;
  }
  text = folded;
  const std::size_t at = text.find('@');
  if (at != std::string_view::npos && !word(text.substr(at + 1), 20, false)) return false;
  bool first = true;
  for (const std::string_view part : split(text.substr(0, at), '-')) {
    if (!word(part, 8, first)) return false;
    first = false;
  }
  return true;
}

}  // namespace

Truth is_language_code(const Node& node) {
  if (node.is(Kind::unknown) && !node.has(Trait::lazy)) return Truth::unknown;
  return truth_of(node.is(Kind::string) && is_code(node.text));
}

const Node* inside(const CheckContext& context, const Node* mapping, std::string_view key) {
  const Node* found = below(mapping, key);
  if (found != nullptr || mapping == nullptr || mapping->has(Trait::lazy)) return found;
  if (!mapping->is(Kind::unknown) && !(mapping->is(Kind::mapping) && mapping->open)) return nullptr;
  return Builder(context.arena)
      .unknown(Reason::dynamic, "it may be set by code that is not followed", mapping->span);
}

const Node* setting(const CheckContext& context, std::string_view name) {
  return inside(context, below(&context.project, "settings"), name);
}

Truth holds_text(const Node* collection, std::string_view item) {
  if (collection == nullptr) return Truth::no;
  const bool lazy = collection->has(Trait::lazy);
  if (collection->is(Kind::unknown) && !lazy) return Truth::unknown;
  if (collection->is(Kind::string) || lazy)
    return truth_of(collection->text.find(item) != std::string_view::npos);
  if (!collection->is_collection()) return Truth::no;
  Truth found = collection->open ? Truth::unknown : Truth::no;
  for (const Node* each : collection->items) {
    const bool text = each->is(Kind::string) || each->has(Trait::lazy);
    if (text && each->text == item) return Truth::yes;
    if (each->is(Kind::unknown) && !text) found = Truth::unknown;
  }
  for (const Entry& entry : collection->entries)
    if (entry.key == nullptr && entry.name == item) return Truth::yes;
  return found;
}

Truth is_true(const Node* node) {
  if (node == nullptr) return Truth::no;
  switch (node->kind) {
    case Kind::null:
      return Truth::no;
    case Kind::boolean:
      return truth_of(node->boolean);
    case Kind::integer:
      return truth_of(node->integer != 0);
    case Kind::real:
      return truth_of(node->real != 0);
    case Kind::string:
    case Kind::bytes:
      return truth_of(!node->text.empty());
    case Kind::path:
    case Kind::callable:
      return Truth::yes;
    case Kind::unknown:
      if (node->has(Trait::lazy)) return truth_of(!node->text.empty());
      return node->unknown->not_empty ? Truth::yes : Truth::unknown;
    default:
      if (!node->items.empty() || !node->entries.empty()) return Truth::yes;
      return node->open ? Truth::unknown : Truth::no;
  }
}

Truth is_installed(const CheckContext& context, std::string_view application) {
  const Node* apps = setting(context, "INSTALLED_APPS");
  if (apps == nullptr) return Truth::no;
  if (!apps->is_sequence()) return Truth::unknown;
  const std::string configurations = std::string(application) + ".apps.";
  Truth found = apps->open ? Truth::unknown : Truth::no;
  for (const Node* each : apps->items) {
    if (each->is(Kind::unknown)) found = Truth::unknown;
    if (!each->is(Kind::string)) continue;
    if (each->text == application || each->text.starts_with(configurations)) return Truth::yes;
  }
  return found;
}

Truth series_from(const CheckContext& context, std::string_view first) {
  const Node* installed = below(below(&context.project, "runtime"), "django");
  if (installed == nullptr) return Truth::unknown;
  const auto from = [&](const Node* node) {
    const auto version = node != nullptr && node->is(Kind::string)
                             ? VersionNumber::parse(node->text)
                             : std::optional<VersionNumber>();
    return version ? truth_of(!(*version < *VersionNumber::parse(first))) : Truth::unknown;
  };
  if (!installed->is(Kind::unknown) || installed->unknown->candidates.empty())
    return from(installed);
  // One of several series: known where all agree.
  const auto candidates = installed->unknown->candidates;
  const Truth all = from(candidates.front().value);
  for (const Candidate& each : candidates)
    if (from(each.value) != all) return Truth::unknown;
  return all;
}

std::string normal_path(const Node* node) {
  if (node == nullptr || !(node->is(Kind::string) || node->is(Kind::path))) return {};
  const bool absolute = node->text.starts_with('/');
  std::vector<std::string_view> parts;
  for (const std::string_view part : split(node->text, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    } else if (!absolute) {
      // Out of the project, into a directory whose name nobody knows.
      return {};
    }
  }
  std::string out = absolute ? "" : ".";
  for (const std::string_view part : parts) {
    out += '/';
    out += part;
  }
  return out.empty() ? "/" : out;
}

bool lies_in(std::string_view inner, std::string_view outer) {
  if (outer == "/") return inner != "/";
  return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '/';
}

std::string_view argument(const CheckContext& context, std::string_view name) {
  const Node* found = below(context.arguments, name);
  return found == nullptr ? std::string_view() : found->text;
}

}  // namespace djaz::django
