#include <algorithm>
#include <vector>

#include "checks/dev_tools.h"
#include "checks/distribution_names.h"
#include "documents/django_versions.h"
#include "documents/settings/modules.h"
#include "rules/predicates/predicate.h"
#include "secrets/names.h"
#include "secrets/values.h"
#include "support/text.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

bool flag(const Node* arguments, std::string_view name) {
  if (arguments == nullptr) return false;
  const Entry* entry = find_entry(*arguments, name);
  return entry != nullptr && entry->value->is(Kind::boolean) && entry->value->boolean;
}

Truth placeholder(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && is_placeholder(node.text));
}

// Of the canonical name of a distribution; with `category` ("test", "lint", …) of one sort only.
Truth dev_tool(const Node& node, const Node* arguments) {
  const Node* data = embedded("rules/data/dev_tools.toml");
  if (data == nullptr || !node.is(Kind::string)) return Truth::no;
  const std::string_view category = dev_tool_category(node.text, *data);
  const Entry* wanted = arguments == nullptr ? nullptr : find_entry(*arguments, "category");
  if (wanted != nullptr) return truth_of(category == wanted->value->text);
  return truth_of(!category.empty());
}

Truth garbled_name(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && is_garbled_name(node.text));
}

// Of a specifier: within it only fixes of one series of Django come in.
Truth one_django_series(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && node.text.size() < 256 && allows_one_series(node.text));
}

Truth local_host(const Node& node, const Node* arguments) {
  return truth_of(node.is(Kind::string) &&
                  is_local_host(node.text, flag(arguments, "service_names")));
}

Truth development_module(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && is_development_module(node.text));
}

// Of a name, as in `{ path = "@key", is = "secret-name" }`.
Truth names_secret(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && is_secret_name(node.text));
}

// Of the value under such a name: no switch, no reference, none of the words everybody tries first.
Truth secret_value(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && may_be_secret(node.text) && !is_stock_word(node.text));
}

constexpr std::size_t kFewest = 50;
constexpr std::size_t kFewestDifferent = 5;

Truth few_items(const Node& collection) {
  // Of a collection that is long and has enough that differ, Django asks what only texts have.
  const std::size_t shown = collection.items.size();
  std::vector<const Node*> seen;
  bool unknown = collection.open;
  for (const Node* item : collection.items) {
    unknown = unknown || item->is(Kind::unknown);
    if (seen.size() == kFewestDifferent || item->is(Kind::unknown)) continue;
    const bool again = std::any_of(seen.begin(), seen.end(),
                                   [&](const Node* other) { return equal(*item, *other); });
    if (!again) seen.push_back(item);
  }
  if (shown < kFewest) return collection.open ? Truth::unknown : Truth::yes;
  if (seen.size() == kFewestDifferent) return Truth::no;
  return unknown ? Truth::unknown : Truth::yes;
}

// As Django's own check of a key (security.W009, W025), which asks anything that has a length. No
// key at all is another matter.
Truth weak_secret_key(const Node& node, const Node*) {
  if (node.is_sequence() && !node.items.empty()) return few_items(node);
  if (node.is(Kind::mapping) && !node.entries.empty())
    return node.open ? Truth::unknown : truth_of(node.entries.size() < kFewest);
  const bool bytes = node.is(Kind::bytes);
  // Where the project lies is not known, and whether a path is long.
  if (node.is(Kind::path) && !node.text.starts_with('/')) return Truth::unknown;
  const bool text = node.is(Kind::string) || node.is(Kind::path);
  if ((!bytes && !text) || node.text.empty()) return Truth::no;
  const std::string_view key = node.text;
  const std::size_t length = bytes ? key.size() : count_code_points(key);
  if ((!bytes && key.starts_with("django-insecure-")) || length < kFewest) return Truth::yes;
  std::vector<std::string_view> seen;
  for (std::size_t at = 0; at < key.size() && seen.size() < kFewestDifferent;) {
    std::size_t end = at + 1;
    while (!bytes && end < key.size() && (static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U)
      ++end;
    const std::string_view one = key.substr(at, end - at);
    if (std::find(seen.begin(), seen.end(), one) == seen.end()) seen.push_back(one);
    at = end;
  }
  return truth_of(seen.size() < kFewestDifferent);
}

Truth url_with_password(const Node& node, const Node*) {
  return truth_of(node.is(Kind::string) && is_url_with_password(node.text));
}

constexpr std::string_view kDevToolArguments[] = {"category"};
constexpr std::string_view kLocalHostArguments[] = {"service_names"};

constexpr Predicate kPredicates[] = {
    {"dev-tool", kDevToolArguments, dev_tool},
    {"development-module", {}, development_module},
    {"garbled-name", {}, garbled_name},
    {"local-host", kLocalHostArguments, local_host},
    {"one-django-series", {}, one_django_series},
    {"placeholder", {}, placeholder},
    {"secret-name", {}, names_secret},
    {"secret-value", {}, secret_value},
    {"url-with-password", {}, url_with_password},
    {"weak-secret-key", {}, weak_secret_key},
};

}  // namespace

std::span<const Predicate> predicates() { return kPredicates; }

const Predicate* find_predicate(std::string_view name) {
  for (const Predicate& predicate : kPredicates)
    if (predicate.name == name) return &predicate;
  return nullptr;
}

bool is_local_host(std::string_view host, bool service_names) {
  host = trimmed(host);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  for (const std::string_view name : {"localhost", "::1", "0.0.0.0", "host.docker.internal"})
    if (equal_ignoring_case(host, name)) return true;
  if (host.starts_with("127.") || ends_with_ignoring_case(host, ".localhost")) return true;
  const bool word = !host.empty() && host.find_first_of(".:/\\@ ") == std::string_view::npos;
  return service_names && word;
}

bool is_url_with_password(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || scheme == 0) return false;
  std::string_view authority = text.substr(scheme + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view user = authority.substr(0, at);
  const std::size_t colon = user.find(':');
  return colon != std::string_view::npos && colon + 1 < user.size() &&
         user.substr(colon + 1) != kGiven;
}

}  // namespace djaz
