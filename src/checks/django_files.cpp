#include "checks/django_files.h"

#include <algorithm>

#include "checks/django_reading.h"
#include "support/text.h"

namespace djaz {
namespace {

using namespace django;

constexpr std::string_view kFileCache = "django.core.cache.backends.filebased.FileBasedCache";
constexpr std::string_view kFinder = "django.contrib.staticfiles.finders.FileSystemFinder";

// A directory of STATICFILES_DIRS is a path, or a prefix and a path.
const Node* directory_of(const Node& item) {
  const bool pair = item.is(Kind::list) || item.is(Kind::tuple);
  if (!pair) return &item;
  return item.items.size() == 2 ? item.items[1] : nullptr;
}

std::vector<const Node*> directories(const Node& setting) {
  if (!setting.is_sequence()) return {&setting};
  std::vector<const Node*> out;
  for (const Node* item : setting.items) out.push_back(directory_of(*item));
  return out;
}

// "-at", "1a", "" are no codes; "de", "zh-hans", "de-at@currency" are.
bool is_language_code(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto word = [](std::string_view part, std::size_t most, bool letters) {
    return !part.empty() && part.size() <= most &&
           std::all_of(part.begin(), part.end(), [&](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (!letters && c >= '0' && c <= '9');
           });
  };
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

CheckAnswer check_cache_location(const CheckContext& context) {
  const Node* cache = context.place.node;
  const Node* backend = below(cache, "BACKEND");
  if (backend == nullptr || !backend->is(Kind::string))
    return {backend == nullptr ? Truth::no : Truth::unknown, "its BACKEND is not known", {}};
  if (backend->text != kFileCache) {
    // A class of one's own may be made from Django's.
    if (backend->text.starts_with("django.")) return {Truth::no, "", {}};
    return {Truth::unknown, "what its BACKEND derives from is not known", {}};
  }
  const std::string_view name = argument(context, "setting");
  const Node* served = setting(context, name);
  const Truth set = is_true(served);
  if (set != Truth::yes) return {set, "", {}};
  // Without a LOCATION the files lie in the working directory.
  const Node* location = below(cache, "LOCATION");
  const std::string here = location == nullptr ? "." : normal_path(location);
  Truth found = here.empty() || served->open ? Truth::unknown : Truth::no;
  if (here.empty()) return {found, "where it lies is not known", {}};
  for (const Node* directory : directories(*served)) {
    const std::string there = normal_path(directory);
    if (there.empty()) found = Truth::unknown;
    std::string_view relation;
    if (here == there) relation = "is";
    if (!there.empty() && lies_in(here, there)) relation = "lies inside";
    if (!there.empty() && lies_in(there, here)) relation = "contains";
    if (relation.empty()) continue;
    std::string words = std::string(relation) + ' ' + std::string(name);
    if (name == "STATICFILES_DIRS")
      words = std::string(relation) + " a directory of " + std::string(name);
    return {Truth::yes, std::move(words), {}};
  }
  return {found, "", {}};
}

CheckAnswer check_static_files_dirs(const CheckContext& context) {
  Truth asked = is_installed(context, "django.contrib.staticfiles");
  const Node* finders = setting(context, "STATICFILES_FINDERS");
  if (finders != nullptr) asked = both(asked, holds_text(finders, kFinder));
  const Node* all = setting(context, "STATICFILES_DIRS");
  const Node* node = context.place.node;
  if (asked == Truth::no || all == nullptr || node == nullptr) return {Truth::no, "", {}};
  if (all->is(Kind::unknown) || node->is(Kind::unknown)) return {Truth::unknown, "", {}};
  const bool listed = all->is(Kind::list) || all->is(Kind::tuple);
  const std::string_view fault = argument(context, "fault");
  if (fault == "not-a-list") return {both(asked, truth_of(!listed)), "", {}};
  if (!listed) return {Truth::no, "", {}};
  const Node* directory = directory_of(*node);
  if (fault == "prefix-slash") {
    const bool pair = directory != nullptr && directory != node;
    if (!pair) return {Truth::no, "", {}};
    const Node& prefix = *node->items[0];
    if (prefix.is(Kind::unknown)) return {Truth::unknown, "", {}};
    return {both(asked, truth_of(prefix.is(Kind::string) && prefix.text.ends_with('/'))),
            std::string(prefix.text),
            {}};
  }
  const Node* root = setting(context, "STATIC_ROOT");
  const Truth set = is_true(root);
  if (set != Truth::yes) return {both(asked, set), "", {}};
  const std::string here = normal_path(directory);
  const std::string there = normal_path(root);
  if (here.empty() || there.empty()) return {Truth::unknown, "a path is not known", {}};
  return {both(asked, truth_of(here == there)), "", {}};
}

CheckAnswer check_language_pair(const CheckContext& context) {
  const Node* pair = context.place.node;
  if (pair == nullptr) return {Truth::no, "", {}};
  if (pair->is(Kind::unknown)) return {Truth::unknown, "", {}};
  // A text of two characters is a pair to Python.
  if (pair->is(Kind::string))
    return {truth_of(!is_language_code(pair->text.substr(0, 1))), std::string(pair->text), {}};
  if (!pair->is_sequence() || pair->items.empty()) return {Truth::no, "", {}};
  const Node& code = *pair->items[0];
  if (code.is(Kind::unknown)) return {Truth::unknown, "", {}};
  const bool fine = code.is(Kind::string) && is_language_code(code.text);
  return {truth_of(!fine), code.is(Kind::string) ? std::string(trimmed(code.text)) : "no text", {}};
}

}  // namespace djaz
