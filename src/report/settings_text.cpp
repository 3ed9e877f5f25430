#include <algorithm>

#include "report/blocks.h"
#include "report/escape.h"
#include "report/settings_view.h"
#include "report/style.h"
#include "secrets/names.h"
#include "support/text.h"
#include "tree/dump.h"

namespace djaz {
namespace {

constexpr int kMaxDepth = 32;
constexpr int kMaxOriginDepth = 3;
constexpr std::size_t kMaxLine = 300;
constexpr std::size_t kMaxText = 120;
constexpr std::size_t kMaxInputs = 6;
constexpr std::size_t kLongList = 4;
constexpr std::size_t kMostChanges = 4;

class Writer {
 public:
  Writer(const SettingsView& view, bool color) : view_(view), style_(color) {}

  std::string write() {
    out_ += style_.faint();
    out_ += "# ";
    out_ += view_.module.empty() ? "the settings" : shown(view_.module);
    out_ += ", as production would see it";
    out_ += style_.reset();
    out_ += "\n\n";
    std::size_t known = 0;
    for (const Entry& entry : view_.settings.entries) {
      setting(entry);
      known += is_known(*entry.value) ? 1 : 0;
    }
    const std::size_t all = view_.settings.entries.size();
    out_ += '\n' + std::to_string(known) + " of " + std::to_string(all) + " settings are known";
    if (view_.settings.open) out_ += "; there may be more that could not be followed";
    out_ += '\n';
    return std::move(out_);
  }

 private:
  static bool is_known(const Node& node) { return !node.is(Kind::unknown) && !node.open; }

  std::string shown(std::string_view text) { return for_terminal(view_.redactor.redact(text)); }

  void setting(const Entry& entry) {
    const Node& node = *entry.value;
    out_ += style_.bold();
    out_ += shown(entry.name);
    out_ += style_.reset();
    if (node.is(Kind::unknown)) {
      const bool choice = is_choice(node);
      out_ += choice ? " is one of these" : " is not known";
      if (node.unknown != nullptr && !choice) {
        const std::string detail = shown(node.unknown->detail);
        out_ += ": " + (detail.empty() ? std::string(to_string(node.unknown->reason)) : detail);
      }
    } else {
      out_ += " = " + value(node, entry.name);
    }
    const Span& place = node.span.valid() ? node.span : entry.key_span;
    if (place.valid()) {
      out_ += style_.faint();
      out_ += "  # " + place_of(view_.sources, place);
      out_ += style_.reset();
    }
    out_ += '\n';
    if (node.is(Kind::unknown) && node.unknown != nullptr) candidates(*node.unknown, entry.name);
    origin(node, entry.name, 0);
  }

  // Several paths lead to it, and what it is at the end of each is told below.
  static bool is_choice(const Node& node) {
    return node.unknown != nullptr && node.unknown->candidates.size() > 1 &&
           node.unknown->detail.starts_with("it depends on the path");
  }

  // The condition first: values can be long, and it is what tells them apart.
  void candidates(const Unknown& unknown, std::string_view name) {
    const Node* first = nullptr;
    for (const Candidate& candidate : unknown.candidates) {
      out_ += "    ";
      if (!candidate.condition.empty()) {
        out_ += style_.faint();
        out_ += "if " + shown(candidate.condition) + ": ";
        out_ += style_.reset();
      }
      const Node* node = candidate.value;
      const std::string change = node == nullptr || first == nullptr ? "" : changes(*first, *node);
      if (!change.empty())
        out_ += change;
      else if (node == nullptr)
        out_ += "not set";
      else if (node->is(Kind::unknown))
        out_ += node->has(Trait::env_text) ? "what the variable says" : "not known";
      else
        out_ += value(*node, name);
      if (first == nullptr) first = node;
      out_ += '\n';
    }
  }

  // "the first one, with 'debug_toolbar'": two long lists differ in little. Empty where it is not
  // so, or where the whole would be as short.
  std::string changes(const Node& first, const Node& other) {
    if (!first.is_sequence() || !other.is_sequence() || first.kind != other.kind || other.open ||
        first.open || first.items.size() < kLongList)
      return {};
    std::vector<const Node*> gone(first.items.begin(), first.items.end());
    std::vector<std::string> more;
    for (const Node* item : other.items) {
      const auto same = std::find_if(gone.begin(), gone.end(),
                                     [&](const Node* each) { return equal(*each, *item); });
      if (same != gone.end())
        gone.erase(same);
      else
        more.push_back(value(*item, ""));
    }
    if (more.size() + gone.size() > kMostChanges) return {};
    std::vector<std::string> less;
    for (const Node* each : gone) less.push_back(value(*each, ""));
    std::string out = "the first of them";
    if (more.empty() && less.empty()) return out + ", in another order";
    if (!more.empty()) out += ", with " + join(more, ", ");
    if (!less.empty()) out += ", without " + join(less, ", ");
    return out;
  }

  // How the value came about: the words, then what went in, each with its place.
  // What was said of the value itself is not said again of what went in.
  void origin(const Node& node, std::string_view name, int depth, std::string_view said = "") {
    if (node.origin == nullptr || depth >= kMaxOriginDepth) return;
    const std::string indent(4 + 2 * static_cast<std::size_t>(depth), ' ');
    if (!node.origin->text.empty() && node.origin->text != said) {
      out_ += indent + shown(node.origin->text);
      if (!node.origin->source.empty()) out_ += " (" + shown(node.origin->source) + ')';
      out_ += '\n';
    }
    std::size_t count = 0;
    for (const Input& input : node.origin->inputs) {
      if (input.node == nullptr || ++count > kMaxInputs) continue;
      const bool sensitive = is_secret_name(name);
      out_ += indent + "  from " + shown(input.symbol) + " = " +
              value(*input.node, sensitive ? name : input.symbol);
      if (input.node->span.valid()) out_ += " at " + place_of(view_.sources, input.node->span);
      out_ += '\n';
      origin(*input.node, sensitive ? name : input.symbol, depth + 1, node.origin->text);
    }
  }

  std::string value(const Node& node, std::string_view name) {
    std::string text;
    append(node, is_secret_name(name), 0, text);
    return shown(shortened(text, kMaxLine));
  }

  bool is_secret(const Node& node, bool sensitive) {
    if (node.has(Trait::secret)) return true;
    if (!node.is(Kind::string) && !node.is(Kind::bytes)) return false;
    if (node.text.empty()) return false;
    if (sensitive) return true;
    if (!node.span.valid()) return false;
    view_.redactor.scan(node.span.file);
    return view_.redactor.is_secret(node.span);
  }

  void append(const Node& node, bool sensitive, int depth, std::string& text) {
    if (depth > kMaxDepth || text.size() > 2 * kMaxLine) {
      text += "…";
      return;
    }
    if (is_secret(node, sensitive)) {
      text += "***";
    } else if (node.is_sequence()) {
      const bool tuple = node.is(Kind::tuple);
      text += tuple ? '(' : node.is(Kind::set) ? '{' : '[';
      items(node, sensitive, depth, text);
      if (tuple && node.items.size() == 1 && !node.open) text += ',';
      text += tuple ? ')' : node.is(Kind::set) ? '}' : ']';
    } else if (node.is(Kind::mapping)) {
      text += '{';
      entries(node, sensitive, depth, text);
      text += '}';
    } else if (node.is(Kind::string)) {
      // Redacted whole: a secret cut in two would not be recognised any more.
      text += quoted(shortened(view_.redactor.redact(node.text), kMaxText));
    } else {
      text += brief(node, kMaxText);
    }
  }

  void items(const Node& node, bool sensitive, int depth, std::string& text) {
    bool first = true;
    for (const Node* item : node.items) {
      if (!first) text += ", ";
      first = false;
      append(*item, sensitive, depth + 1, text);
      if (text.size() > 2 * kMaxLine) return;
    }
    if (node.open) text += first ? "…" : ", …";
  }

  void entries(const Node& node, bool sensitive, int depth, std::string& text) {
    bool first = true;
    for (const Entry& entry : node.entries) {
      if (!first) text += ", ";
      first = false;
      text += (entry.key == nullptr ? quoted(entry.name) : std::string(entry.name)) + ": ";
      append(*entry.value, sensitive || is_secret_name(entry.name), depth + 1, text);
      if (text.size() > 2 * kMaxLine) return;
    }
    if (node.open) text += first ? "…" : ", …";
  }

  const SettingsView& view_;
  Style style_;
  std::string out_;
};

}  // namespace

std::string settings_text(const SettingsView& view, bool color) {
  return Writer(view, color).write();
}

}  // namespace djaz
