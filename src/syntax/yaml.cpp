#include "syntax/yaml.h"

#include <yaml.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tree/builder.h"

namespace djaz {
namespace {

// Entries that one mapping takes over by `<<`.
constexpr std::size_t kMostMerged = 10'000;

class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event_); }
  bool read(yaml_parser_t& parser) { return yaml_parser_parse(&parser, &event_) == 1; }
  const yaml_event_t& operator*() const { return event_; }
  const yaml_event_t* operator->() const { return &event_; }

 private:
  yaml_event_t event_ = {};
};

std::string_view text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

class Reader {
 public:
  Reader(const SourceFile& file, Arena& arena, const YamlLimits& limits)
      : file_(file), text_(file.text()), builder_(arena), limits_(limits) {
    ready_ = yaml_parser_initialize(&parser_) == 1;
    if (!ready_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text_.data()),
                                 text_.size());
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    if (ready_) yaml_parser_delete(&parser_);
  }

  const Node* read() {
    while (ready_) {
      Event event;
      if (!event.read(parser_)) return nullptr;
      if (event->type == YAML_DOCUMENT_END_EVENT || event->type == YAML_STREAM_END_EVENT)
        return root_;
      if (!take(*event)) return nullptr;
    }
    return nullptr;
  }

 private:
  // A mapping or list that is still open.
  struct Open {
    bool mapping = false;
    std::string anchor;
    Span start;
    std::vector<const Node*> items;
    std::vector<Entry> entries;
    // The key whose value comes next; a key that is no text leaves its value out.
    bool has_key = false;
    std::optional<Entry> key;
    std::vector<const Node*> merged;
  };

  bool take(const yaml_event_t& event) {
    if (++nodes_ > limits_.nodes) return false;
    switch (event.type) {
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event.data.scalar;
        const std::string_view value(reinterpret_cast<const char*>(scalar.value), scalar.length);
        const bool nothing = scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                             (value.empty() || value == "~" || value == "null");
        const Span span = span_of(event);
        add(nothing ? builder_.null(span) : builder_.string(value, span), text_of(scalar.anchor));
        return true;
      }
      case YAML_ALIAS_EVENT: {
        const auto known = anchors_.find(text_of(event.data.alias.anchor));
        if (known == anchors_.end()) return false;
        add(known->second, {});
        return true;
      }
      case YAML_MAPPING_START_EVENT:
        return open(true, text_of(event.data.mapping_start.anchor), span_of(event));
      case YAML_SEQUENCE_START_EVENT:
        return open(false, text_of(event.data.sequence_start.anchor), span_of(event));
      case YAML_MAPPING_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
        return close(span_of(event));
      default:
        return true;
    }
  }

  bool open(bool mapping, std::string_view anchor, Span start) {
    if (open_.size() >= limits_.depth) return false;
    open_.emplace_back();
    open_.back().mapping = mapping;
    open_.back().anchor = std::string(anchor);
    open_.back().start = start;
    return true;
  }

  bool close(Span end) {
    if (open_.empty()) return false;
    Open done = std::move(open_.back());
    open_.pop_back();
    const Span span{file_.id(), done.start.begin, std::max(done.start.begin, end.begin)};
    const Node* node = nullptr;
    if (done.mapping) {
      for (const Node* other : done.merged)
        if (!merge(*other, done.entries)) return false;
      node = builder_.mapping(done.entries, span);
    } else {
      node = builder_.list(done.items, span);
    }
    add(node, done.anchor);
    return true;
  }

  // What is written beside `<<` stands.
  bool merge(const Node& other, std::vector<Entry>& entries) {
    if (other.is(Kind::list)) {
      for (const Node* item : other.items)
        if (item->is(Kind::mapping) && !merge(*item, entries)) return false;
      return true;
    }
    if (!other.is(Kind::mapping)) return true;
    merged_ += other.entries.size();
    if (merged_ > kMostMerged) return false;
    std::map<std::string_view, bool> there;
    for (const Entry& entry : entries) there[entry.name] = true;
    for (const Entry& entry : other.entries)
      if (there.count(entry.name) == 0) entries.push_back(entry);
    return true;
  }

  void add(const Node* node, std::string_view anchor) {
    if (!anchor.empty()) anchors_.insert_or_assign(std::string(anchor), node);
    if (open_.empty()) {
      if (root_ == nullptr) root_ = node;
      return;
    }
    Open& parent = open_.back();
    if (!parent.mapping) {
      parent.items.push_back(node);
    } else if (!parent.has_key) {
      parent.has_key = true;
      parent.key.reset();
      if (node->is(Kind::string)) parent.key = Entry{node->text, nullptr, node->span, nullptr};
    } else {
      parent.has_key = false;
      if (!parent.key) return;
      parent.key->value = node;
      if (parent.key->name == "<<") {
        parent.merged.push_back(node);
      } else {
        parent.entries.push_back(*parent.key);
      }
    }
  }

  // libyaml counts characters, and events come nearly in the order of the text.
  std::uint32_t byte_of(std::size_t character) {
    const auto starts = [&](std::size_t at) {
      return (static_cast<unsigned char>(text_[at]) & 0xC0U) != 0x80U;
    };
    for (; character_ > character && byte_ > 0; --character_) {
      --byte_;
      while (byte_ > 0 && !starts(byte_)) --byte_;
    }
    while (character_ < character && byte_ < text_.size()) {
      ++byte_;
      while (byte_ < text_.size() && !starts(byte_)) ++byte_;
      ++character_;
    }
    return static_cast<std::uint32_t>(byte_);
  }

  Span span_of(const yaml_event_t& event) {
    const std::uint32_t begin = byte_of(event.start_mark.index);
    return {file_.id(), begin, std::max(begin, byte_of(event.end_mark.index))};
  }

  const SourceFile& file_;
  std::string_view text_;
  Builder builder_;
  YamlLimits limits_;
  yaml_parser_t parser_ = {};
  bool ready_ = false;
  std::size_t nodes_ = 0;
  std::size_t merged_ = 0;
  std::size_t character_ = 0;
  std::size_t byte_ = 0;
  const Node* root_ = nullptr;
  std::vector<Open> open_;
  std::map<std::string, const Node*, std::less<>> anchors_;
};

}  // namespace

const Node* parse_yaml(const SourceFile& file, Arena& arena, const YamlLimits& limits) {
  return Reader(file, arena, limits).read();
}

}  // namespace djaz
