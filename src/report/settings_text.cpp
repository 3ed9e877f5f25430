#include <algorithm>

#include "report/blocks.h"
#include "report/escape.h"
#include "report/setting_order.h"
#include "report/setting_value.h"
#include "report/setting_words.h"
#include "report/settings_summary.h"
#include "report/settings_view.h"
#include "report/style.h"
#include "report/told_conditions.h"
#include "secrets/names.h"
#include "support/text.h"
#include "tree/dump.h"

namespace djaz {
namespace {

constexpr int kMaxOriginDepth = 3;
constexpr std::size_t kMaxLine = 120;
constexpr std::size_t kMaxInputs = 6;
constexpr std::size_t kLongList = 4;
constexpr std::size_t kMostChanges = 4;
constexpr std::size_t kMostPast = 3;
constexpr std::size_t kMostPlaces = 8;
constexpr std::size_t kIndent = 4;

class Writer {
 public:
  Writer(const SettingsView& view, bool color)
      : view_(view), style_(color), values_(view.redactor) {}

  std::string write() {
    head();
    std::vector<std::pair<std::size_t, const Entry*>> security;
    std::vector<const Entry*> others;
    for (const Entry& entry : view_.settings.entries) {
      const std::size_t rank = security_rank(entry.name);
      if (rank == std::string_view::npos)
        others.push_back(&entry);
      else
        security.emplace_back(rank, &entry);
    }
    std::stable_sort(security.begin(), security.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (!security.empty() && !others.empty()) faint("# what decides about security");
    for (const auto& [rank, entry] : security) setting(*entry);
    if (!security.empty() && !others.empty()) {
      out_ += '\n';
      faint("# the others");
    }
    for (const Entry* entry : others) setting(*entry);
    out_ += summary_.text(view_);
    return std::move(out_);
  }

 private:
  void faint(const std::string& line) {
    out_ += style_.faint();
    out_ += line;
    out_ += style_.reset();
    out_ += '\n';
  }

  std::string shown(std::string_view text) { return for_terminal(view_.redactor.redact(text)); }

  void head() {
    std::string line = "# ";
    line += view_.module.empty() ? "the settings" : shown(view_.module);
    line += ", as production would see it";
    faint(line);
    if (!view_.instead_of.empty()) {
      const std::string place = view_.instead_named.valid() ? line_of(view_.instead_named) : "";
      faint("# taken by its name instead of " + shown(view_.instead_of) +
            (place.empty() ? "" : ", which " + shown(place) + " names") +
            "; that one: `--settings " + shown(view_.instead_of) + '`');
    } else if (!view_.source.empty()) {
      const bool by_name = view_.source == "its name";
      std::string said = by_name ? "# nothing names it: it was taken by its name; another: "
                                   "`--settings MODULE`"
                                 : "# named by " + shown(view_.source);
      if (!by_name && view_.named.valid()) {
        const std::string place = line_of(view_.named);
        said = place.starts_with(shown(view_.source)) ? "# named by " + place
                                                      : said + " (" + place + ')';
      }
      faint(said);
    }
    if (!view_.sibling.empty())
      faint("# there is a module for production beside it: `--settings " + shown(view_.sibling) +
            "` shows that");
    out_ += '\n';
  }

  // "shop/settings.py:3"; the line is what people look for.
  std::string line_of(const Span& span) {
    const std::string place = place_of(view_.sources, span);
    return place.substr(0, place.rfind(':'));
  }

  void place(const Span& span) {
    if (!span.valid()) return;
    out_ += style_.faint();
    out_ += "  # " + line_of(span);
    out_ += style_.reset();
  }

  void setting(const Entry& entry) {
    const Node& node = *entry.value;
    const Standing standing = standing_of(node);
    summary_.add(node, standing);
    out_ += style_.bold();
    out_ += shown(entry.name);
    out_ += style_.reset();
    const Span& where = node.span.valid() ? node.span : entry.key_span;
    if (node.is(Kind::unknown)) {
      unknown(node, entry, where);
    } else {
      out_ += " = ";
      std::vector<std::string> lines =
          values_.lines(node, entry.name, entry.name.size() + 3 + kPlaceRoom, 0);
      block(lines, where);
      if (node.origin != nullptr && node.origin->how == Origin::How::defaulted) {
        out_.pop_back();
        out_ += style_.faint();
        out_ += "  # Django's default";
        out_ += style_.reset();
        out_ += '\n';
      }
    }
    past(entry.name, node);
    origin(node, entry.name, 0, standing);
  }

  // The place stands behind the first line.
  void block(const std::vector<std::string>& lines, const Span& where) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out_ += view_.redactor.redact(lines[i]);
      if (i == 0) place(where);
      out_ += '\n';
    }
  }

  void unknown(const Node& node, const Entry& entry, const Span& where) {
    const bool sensitive = is_secret_name(entry.name);
    if (node.unknown == nullptr || node.unknown->candidates.empty()) {
      const std::string words = words_of(node, sensitive);
      out_ += words.starts_with("not known") || words.find(", not known") != std::string::npos
                  ? " is " + shown(words)
                  : " = <" + shown(words) + '>';
      place(where);
      out_ += '\n';
      return;
    }
    out_ += " is one of";
    place(where);
    out_ += '\n';
    const Node* first = nullptr;
    const std::vector<std::string> conditions = told_conditions(node.unknown->candidates);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      const Candidate& candidate = node.unknown->candidates[i];
      way(candidate, conditions[i], entry.name, first);
      if (first == nullptr) first = candidate.value;
    }
  }

  // The condition first: values can be long, and it is what tells them apart.
  void way(const Candidate& candidate, std::string_view condition, std::string_view name,
           const Node* first) {
    std::string head(kIndent, ' ');
    if (!condition.empty()) head += "if " + shown(condition) + ": ";
    out_ += style_.faint();
    out_ += head;
    out_ += style_.reset();
    const Node* node = candidate.value;
    const std::string change = node == nullptr || first == nullptr ? "" : changes(*first, *node);
    if (node == nullptr) {
      out_ += "not set\n";
    } else if (!change.empty()) {
      out_ += change + '\n';
    } else if (node->is(Kind::unknown)) {
      out_ += shown(words_of(*node, is_secret_name(name))) + '\n';
    } else {
      block(values_.lines(*node, name, head.size(), kIndent), {});
    }
  }

  // "the first one, with 'debug_toolbar'": two long lists differ in little. Empty where it is not
  // so, or where the whole would be as short.
  std::string changes(const Node& first, const Node& other) {
    if (!first.is_sequence() || !other.is_sequence() || first.kind != other.kind ||
        first.open != other.open || first.items.size() < kLongList)
      return {};
    std::vector<const Node*> gone(first.items.begin(), first.items.end());
    std::vector<std::string> more;
    for (const Node* item : other.items) {
      const auto same = std::find_if(gone.begin(), gone.end(), [&](const Node* each) {
        return each == item || equal(*each, *item);
      });
      if (same != gone.end())
        gone.erase(same);
      else
        more.push_back(values_.flat(*item, "", kMaxLine));
    }
    if (more.size() + gone.size() > kMostChanges) return {};
    std::vector<std::string> less;
    for (const Node* each : gone) less.push_back(values_.flat(*each, "", kMaxLine));
    std::string out = "the first of them";
    if (more.empty() && less.empty())
      return equal(first, other) ? "the same" : out + ", in another order";
    if (!more.empty()) out += ", with " + join(more, ", ");
    if (!less.empty()) out += ", without " + join(less, ", ");
    return view_.redactor.redact(out);
  }

  // What it was before, the latest first, and where it was changed since.
  void past(std::string_view name, const Node& node) {
    const Entry* entry = view_.history == nullptr ? nullptr : find_entry(*view_.history, name);
    if (entry == nullptr) return;
    const Entry* overridden = find_entry(*entry->value, "overridden");
    const Entry* changed = find_entry(*entry->value, "changed");
    if (overridden != nullptr) {
      std::size_t told = 0;
      const auto& all = overridden->value->items;
      for (auto one = all.rbegin(); one != all.rend() && told < kMostPast; ++one, ++told) {
        const Span& where = (*one)->key_span;
        std::string words = (*one)->is(Kind::unknown) && (*one)->unknown->candidates.empty()
                                ? words_of(**one, is_secret_name(name))
                                : values_.flat(**one, name, kMaxLine);
        const std::string in = where.valid() ? " in " + line_of(where) : "";
        faint(equal(**one, node) ? "    the same as before" + in
                                 : "    instead of " + shown(words) + in);
      }
      if (all.size() > told)
        faint("    and of " + std::to_string(all.size() - told) + " more before that");
    }
    if (changed != nullptr) changes_of(changed->value->items, node);
  }

  void changes_of(std::span<const Node* const> places, const Node& node) {
    std::vector<std::string> told;
    std::size_t more = 0;
    for (const Node* one : places) {
      const std::string line = line_of(one->span);
      if (node.span.valid() && line == line_of(node.span)) continue;
      if (std::find(told.begin(), told.end(), line) != told.end()) continue;
      if (told.size() < kMostPlaces)
        told.push_back(line);
      else
        ++more;
    }
    if (told.empty()) return;
    std::string words = "    changed in " + join(told, ", ");
    if (more > 0) words += " and in " + std::to_string(more) + " other places";
    faint(words);
  }

  // What is said by the value and its conditions already: variables that nothing sets, the place of
  // the project.
  static bool is_worth_telling(const Input& input) {
    if (input.node == nullptr || input.symbol.starts_with("__")) return false;
    const Node& node = *input.node;
    if (node.is(Kind::path)) return false;
    return !node.is(Kind::unknown) || variable_of(*node.unknown).empty();
  }

  // How the value came about: the words, then what went in, each with its place.
  // What was said of the value itself is not said again of what went in.
  void origin(const Node& node, std::string_view name, int depth, Standing standing,
              std::string_view said = "") {
    if (node.origin == nullptr || depth >= kMaxOriginDepth || node.is(Kind::path)) return;
    if (node.origin->how == Origin::How::defaulted && depth == 0) return;
    const std::string indent(kIndent + 2 * static_cast<std::size_t>(depth), ' ');
    const bool names_only = node.origin->text.starts_with("computed from");
    if (!node.origin->text.empty() && node.origin->text != said && !names_only)
      faint(indent + shown(node.origin->text) +
            (node.origin->source.empty() ? "" : " (" + shown(node.origin->source) + ')'));
    std::size_t count = 0;
    for (const Input& input : node.origin->inputs) {
      if (!is_worth_telling(input) || ++count > kMaxInputs) continue;
      // What is not known explains only what is not known.
      if (input.node->is(Kind::unknown) && standing != Standing::parts &&
          standing != Standing::unknown)
        continue;
      const bool sensitive = is_secret_name(name);
      const std::string_view of = sensitive ? name : input.symbol;
      std::string line = indent + "from " + shown(input.symbol) + " = " +
                         view_.redactor.redact(values_.flat(*input.node, of, kMaxLine));
      if (input.node->span.valid()) line += " in " + line_of(input.node->span);
      faint(line);
      origin(*input.node, of, depth + 1, standing, node.origin->text);
    }
  }

  static constexpr std::size_t kPlaceRoom = 0;

  const SettingsView& view_;
  Style style_;
  SettingValues values_;
  SettingsSummary summary_;
  std::string out_;
};

}  // namespace

std::string settings_text(const SettingsView& view, bool color) {
  return Writer(view, color).write();
}

}  // namespace djaz
