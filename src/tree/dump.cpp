#include "tree/dump.h"

#include <vector>

#include "support/text.h"
#include "tree/path.h"

namespace djaz {
namespace {

// What is still to be written: a labelled node at a depth.
struct Line {
  std::string label;
  const Node* node = nullptr;
  int depth = 0;
};

class Dumper {
 public:
  Dumper(const Sources& sources, FileId home) : sources_(sources), home_(home) {}

  std::string run(const Node& root) {
    std::vector<Line> pending = {{"", &root, 0}};
    while (!pending.empty()) {
      const Line line = std::move(pending.back());
      pending.pop_back();
      write(line);
      std::vector<Line> children = children_of(line);
      for (auto child = children.rbegin(); child != children.rend(); ++child)
        pending.push_back(std::move(*child));
    }
    return std::move(out_);
  }

 private:
  void write(const Line& line) {
    // Deep trees would otherwise give output that grows with the square of the depth.
    out_.append(static_cast<std::size_t>(line.depth < 64 ? line.depth : 64) * 2, ' ');
    if (!line.label.empty()) out_ += line.label + ": ";
    if (line.node == nullptr) {
      out_ += "absent\n";
      return;
    }
    const Node& node = *line.node;
    out_ += to_string(node.kind);
    value(node);
    if (node.open) out_ += " open";
    if (node.has(Trait::env_text)) out_ += " env-text";
    if (node.has(Trait::random)) out_ += " random";
    if (node.has(Trait::secret)) out_ += " secret";
    place(node.span);
    origin(node);
    out_ += '\n';
  }

  void value(const Node& node) {
    if (node.is(Kind::unknown)) {
      const Unknown& unknown = *node.unknown;
      out_ += ' ';
      out_ += to_string(unknown.reason);
      if (unknown.type != Kind::unknown) {
        out_ += " type=";
        out_ += to_string(unknown.type);
      }
      if (unknown.not_empty) out_ += " not-empty";
      if (!node.has(Trait::secret)) {
        if (!unknown.prefix.empty()) out_ += " prefix=" + visible(quoted(unknown.prefix));
        if (!unknown.suffix.empty()) out_ += " suffix=" + visible(quoted(unknown.suffix));
      }
      if (!unknown.detail.empty()) out_ += " (" + visible(unknown.detail) + ")";
    } else if (!node.is_collection()) {
      if (!node.is(Kind::null)) out_ += ' ' + visible(brief(node, 200));
    }
  }

  void place(const Span& span) {
    if (!span.valid()) return;
    const Position begin = sources_.start_of(span);
    const Position end = sources_.end_of(span);
    out_ += " @";
    if (span.file != home_) out_ += visible(sources_.file(span.file).path()) + ':';
    out_ += std::to_string(begin.line) + ':' + std::to_string(begin.column) + '-' +
            std::to_string(end.line) + ':' + std::to_string(end.column);
  }

  void origin(const Node& node) {
    if (node.origin == nullptr || node.origin->how == Origin::How::written) return;
    out_ += node.origin->how == Origin::How::computed ? " computed" : " default";
    if (!node.origin->text.empty()) out_ += ": " + visible(node.origin->text);
    if (node.origin->inputs.empty()) return;
    out_ += " from";
    for (const Input& input : node.origin->inputs) out_ += ' ' + visible(input.symbol);
  }

  static std::vector<Line> children_of(const Line& line) {
    std::vector<Line> children;
    if (line.node == nullptr) return children;
    const Node& node = *line.node;
    for (const Entry& entry : node.entries)
      children.push_back(
          {visible(entry.key == nullptr ? path_segment(entry.name) : std::string(entry.name)),
           entry.value, line.depth + 1});
    for (std::size_t i = 0; i < node.items.size(); ++i)
      children.push_back({'[' + std::to_string(i) + ']', node.items[i], line.depth + 1});
    if (node.is(Kind::unknown)) {
      for (const Candidate& candidate : node.unknown->candidates)
        children.push_back({candidate.condition.empty() ? std::string("otherwise")
                                                        : "when " + visible(candidate.condition),
                            candidate.value, line.depth + 1});
    }
    return children;
  }

  const Sources& sources_;
  FileId home_;
  std::string out_;
};

}  // namespace

std::string dump(const Node& root, const Sources& sources) {
  return Dumper(sources, root.span.file).run(root);
}

}  // namespace djaz
