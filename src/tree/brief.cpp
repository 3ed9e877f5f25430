#include <charconv>

#include "support/text.h"
#include "tree/dump.h"

namespace djaz {
namespace {

std::string real_text(double value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  std::string text(buffer, error == std::errc() ? end : buffer);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

// Writes values as Python or JSON would, until the text is long enough. Depth is bounded by the
// limit, since every level writes at least one byte.
class Writer {
 public:
  Writer(std::size_t limit, Notation notation) : limit_(limit), json_(notation == Notation::json) {}

  void write(const Node& node, int depth = 0) {
    if (full() || depth > 32) {
      out_ += "…";
      return;
    }
    if (node.has(Trait::secret)) {
      out_ += "***";
      return;
    }
    switch (node.kind) {
      case Kind::null:
        out_ += json_ ? "null" : "None";
        break;
      case Kind::boolean:
        if (json_)
          out_ += node.boolean ? "true" : "false";
        else
          out_ += node.boolean ? "True" : "False";
        break;
      case Kind::integer:
        out_ += std::to_string(node.integer);
        break;
      case Kind::real:
        out_ += real_text(node.real);
        break;
      case Kind::string:
        out_ += text(node.text);
        break;
      case Kind::bytes:
        out_ += 'b' + quoted(shortened(node.text));
        break;
      case Kind::path:
        out_ += quoted(node.text.empty() ? "." : shortened(node.text));
        break;
      case Kind::callable:
        out_ += node.text.empty() ? "a function" : std::string(node.text);
        break;
      case Kind::unknown:
        out_ += '?';
        break;
      case Kind::list:
        items(node, "[", "]", depth);
        break;
      case Kind::tuple:
        items(node, "(", node.items.size() == 1 ? ",)" : ")", depth);
        break;
      case Kind::set:
        items(node, "{", "}", depth);
        break;
      case Kind::mapping:
        entries(node, depth);
        break;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  bool full() const { return out_.size() >= limit_; }

  std::string text(std::string_view written) const {
    const std::string shown = shortened(written);
    return json_ ? '"' + replaced(replaced(shown, "\\", "\\\\"), "\"", "\\\"") + '"'
                 : quoted(shown);
  }

  std::string shortened(std::string_view text) const {
    if (text.size() <= limit_) return std::string(text);
    std::size_t end = 0;
    while (end < limit_) decode_utf8(text, end);
    return std::string(text.substr(0, end)) + "…";
  }

  void items(const Node& node, std::string_view open, std::string_view close, int depth) {
    out_ += open;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (i != 0) out_ += ", ";
      if (full()) {
        out_ += "…";
        break;
      }
      write(*node.items[i], depth + 1);
    }
    if (node.open) out_ += node.items.empty() ? "…" : ", …";
    out_ += close;
  }

  void entries(const Node& node, int depth) {
    out_ += '{';
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
      if (i != 0) out_ += ", ";
      if (full()) {
        out_ += "…";
        break;
      }
      const Entry& entry = node.entries[i];
      out_ += entry.key == nullptr ? text(entry.name) : std::string(entry.name);
      out_ += ": ";
      write(*entry.value, depth + 1);
    }
    if (node.open) out_ += node.entries.empty() ? "…" : ", …";
    out_ += '}';
  }

  std::string out_;
  std::size_t limit_;
  bool json_;
};

}  // namespace

std::string brief(const Node& node, std::size_t limit, Notation notation) {
  Writer writer(limit, notation);
  writer.write(node);
  return writer.take();
}

}  // namespace djaz
