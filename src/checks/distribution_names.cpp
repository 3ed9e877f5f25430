#include "checks/distribution_names.h"

#include <algorithm>
#include <vector>

#include "checks/requirement_nodes.h"
#include "support/text.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

constexpr std::size_t kLongestName = 64;

struct Known {
  std::string_view name;
  std::string sorted;  // its words in alphabetical order
  std::string bare;    // without dashes and a final `s`
};

std::string sorted_words(std::string_view name) {
  std::vector<std::string_view> words = split(name, '-');
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string_view word : words) out += std::string(word) + '-';
  return out;
}

std::string bare(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c != '-') out += c;
  if (out.size() > 1 && out.back() == 's') out.pop_back();
  return out;
}

const std::vector<Known>& known_names() {
  static const std::vector<Known>& names = *[] {
    auto* out = new std::vector<Known>();
    const Node* table = embedded("rules/data/known_distributions.toml");
    const Entry* list = table == nullptr ? nullptr : find_entry(*table, "names");
    if (list == nullptr) return out;
    for (const Node* item : list->value->items)
      out->push_back({item->text, sorted_words(item->text), bare(item->text)});
    return out;
  }();
  return names;
}

std::string without_digits(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (!is_digit(c)) out += c;
  return out;
}

// Takes away what both begin with.
void skip_common(std::string_view& a, std::string_view& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  a.remove_prefix(at);
  b.remove_prefix(at);
}

// One letter too many, too few or wrong.
bool is_one_slip(std::string_view a, std::string_view b) {
  skip_common(a, b);
  if (a.empty() || b.empty()) return a.size() + b.size() == 1;
  return a.substr(1) == b.substr(1) || a.substr(1) == b || a == b.substr(1);
}

// Two neighbours changed over.
bool is_transposed(std::string_view a, std::string_view b) {
  skip_common(a, b);
  return a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

// The same words in another order, or the same letters with dashes set otherwise.
bool is_same_words(const std::string& sorted, const std::string& plain, const Known& known) {
  return sorted == known.sorted || (plain.size() > 4 && plain == known.bare);
}

bool is_known(std::string_view name) {
  const std::vector<Known>& all = known_names();
  return std::any_of(all.begin(), all.end(),
                     [&](const Known& known) { return known.name == name; });
}

bool has_length(std::string_view name) { return name.size() >= 6 && name.size() <= kLongestName; }

std::string_view garbled(std::string_view name) {
  const std::string sorted = sorted_words(name);
  const std::string plain = bare(name);
  for (const Known& known : known_names())
    if (is_same_words(sorted, plain, known) ||
        (has_length(known.name) && is_transposed(name, known.name)))
      return known.name;
  return {};
}

}  // namespace

bool is_garbled_name(std::string_view name) {
  return has_length(name) && !is_known(name) && !garbled(name).empty();
}

std::string_view near_name(std::string_view name) {
  if (!has_length(name) || is_known(name)) return {};
  if (const std::string_view meant = garbled(name); !meant.empty()) return meant;
  const std::string letters = without_digits(name);
  // Versions of a library differ in a digit and are no slips.
  for (const Known& known : known_names())
    if (has_length(known.name) && is_one_slip(name, known.name) &&
        letters != without_digits(known.name))
      return known.name;
  return {};
}

CheckAnswer check_near_name(const CheckContext& context) {
  if (context.place.node == nullptr) return {Truth::no, "", {}};
  const std::string_view near = near_name(text_under(*context.place.node, "name"));
  return {truth_of(!near.empty()), std::string(near), {}};
}

CheckAnswer check_mistaken_name(const CheckContext& context) {
  const Node* table = embedded("rules/data/mistaken_distributions.toml");
  const Entry* list = table == nullptr ? nullptr : find_entry(*table, "mistake");
  if (context.place.node == nullptr || context.arguments == nullptr || list == nullptr)
    return {Truth::no, "", {}};
  const std::string_view name = text_under(*context.place.node, "name");
  const std::string_view kind = text_under(*context.arguments, "kind");
  for (const Node* mistake : list->value->items) {
    if (text_under(*mistake, "kind") != kind) continue;
    const Entry* names = find_entry(*mistake, "names");
    if (names == nullptr) continue;
    for (const Node* each : names->value->items)
      if (each->text == name) return {Truth::yes, std::string(text_under(*mistake, "words")), {}};
  }
  return {Truth::no, "", {}};
}

}  // namespace djaz
