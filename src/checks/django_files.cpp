#include "checks/django_files.h"

#include <algorithm>

#include "checks/django_reading.h"
#include "checks/django_walk.h"
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

std::vector<const Node*> directories(const CheckContext& context, const Node& setting) {
  if (argument(context, "setting") != "STATICFILES_DIRS") return {&setting};
  std::vector<const Node*> out;
  for (const Node* item : walk(&setting, context.arena).items) out.push_back(directory_of(*item));
  return out;
}

}  // namespace

CheckAnswer check_cache_location(const CheckContext& context) {
  const Node* cache = context.place.node;
  const Node* backend = inside(context, cache, "BACKEND");
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
  const Node* location = inside(context, cache, "LOCATION");
  const std::string here = location == nullptr ? "." : normal_path(location);
  // A set is open already where two of its items may be one.
  const bool shown =
      (!served->open || served->is(Kind::set)) && (!served->is(Kind::unknown) || is_lazy(*served));
  Truth found = here.empty() || !shown ? Truth::unknown : Truth::no;
  if (here.empty()) return {found, "where it lies is not known", {}};
  for (const Node* directory : directories(context, *served)) {
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
  const bool known = !all->is(Kind::unknown) || is_lazy(*all);
  const bool listed = all->is(Kind::list) || all->is(Kind::tuple);
  const std::string_view fault = argument(context, "fault");
  // Of what is no list, Django says that alone.
  if (known && !listed && fault != "not-a-list") return {Truth::no, "", {}};
  if (!known || (node->is(Kind::unknown) && !is_lazy(*node))) return {Truth::unknown, "", {}};
  if (fault == "not-a-list") return {both(asked, truth_of(!listed)), "", {}};
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

namespace {

// The first of what Python takes apart into two; null where it raises or nothing is known.
const Node* first_of_two(const Node& pair, Arena& arena, Truth& known) {
  const Walk both = walk(&pair, arena);
  known = both.ends;
  // The order of a set is another in each process.
  if (known == Truth::yes && pair.is(Kind::set)) known = Truth::unknown;
  return known == Truth::yes && both.items.size() == 2 ? both.items[0] : nullptr;
}

}  // namespace

CheckAnswer check_language_pair(const CheckContext& context) {
  const Node* node = context.place.node;
  const bool whole = context.place.path == "settings.LANGUAGES";
  // The items of a list are judged one by one.
  if (node == nullptr || (whole && node->is_sequence())) return {Truth::no, "", {}};
  Walk all{Truth::yes, {node}};
  if (whole) all = walk(node, context.arena);
  if (all.ends != Truth::yes) return {all.ends, "", {}};
  CheckAnswer answer{Truth::no, "", {}};
  answer.times = 0;
  for (const Node* pair : all.items) {
    Truth known = Truth::yes;
    const Node* code = first_of_two(*pair, context.arena, known);
    if (code == nullptr && known != Truth::unknown) continue;
    const Truth fine = code == nullptr ? Truth::unknown : is_language_code(*code);
    if (fine == Truth::unknown) return {Truth::unknown, "", {}};
    if (fine == Truth::yes) continue;
    if (++answer.times == 1)
      answer.evidence = code->is(Kind::string) ? std::string(trimmed(code->text)) : "no text";
  }
  answer.guilty = truth_of(answer.times > 0);
  return answer;
}

}  // namespace djaz
