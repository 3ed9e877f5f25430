#include "report/diff.h"

#include <algorithm>

#include "report/escape.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kContext = 3;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Lines as a diff counts them: they end at LF alone.
struct Lines {
  std::string_view text;
  std::vector<std::size_t> starts;

  explicit Lines(std::string_view whole) : text(whole) {
    for (std::size_t at = 0; at < text.size();) {
      starts.push_back(at);
      const std::size_t end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end + 1;
    }
  }
  std::size_t size() const { return starts.size(); }
  std::size_t begin(std::size_t line) const { return line < size() ? starts[line] : text.size(); }
  // The line in which the byte stands; that behind the last byte stands in the last line.
  std::size_t line_of(std::size_t offset) const {
    const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
    return after == starts.begin() ? 0 : static_cast<std::size_t>(after - starts.begin()) - 1;
  }
};

// Old lines [begin, end) and the edits in them.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<const Edit*> edits;
};

std::vector<Block> blocks_of(const Lines& lines, const std::vector<Edit>& edits) {
  std::vector<Block> blocks;
  for (const Edit& edit : edits) {
    const std::size_t begin = lines.line_of(edit.span.begin);
    // What ends with its line touches that line, not the next; what is cut in front of an end does.
    const bool whole = edit.span.begin == lines.begin(begin) && edit.replacement.empty() &&
                       edit.span.end > edit.span.begin && lines.text[edit.span.end - 1] == '\n';
    const std::size_t end = lines.line_of(whole ? edit.span.end - 1 : edit.span.end) + 1;
    if (!blocks.empty() && begin < blocks.back().end)
      blocks.back().end = std::max(blocks.back().end, end);
    else
      blocks.push_back({begin, end, {}});
    blocks.back().edits.push_back(&edit);
  }
  return blocks;
}

// The text between the edits masked, the edits as they will be.
std::string new_text(const SourceFile& file, const Lines& lines, const Block& block,
                     Redactor& redactor) {
  std::string out;
  auto at = static_cast<std::uint32_t>(lines.begin(block.begin));
  const auto end = static_cast<std::uint32_t>(lines.begin(block.end));
  for (const Edit* edit : block.edits) {
    out += redactor.mask({file.id(), at, edit->span.begin});
    out += edit->replacement;
    at = edit->span.end;
  }
  return out + redactor.mask({file.id(), at, end});
}

// One line with its end, as it may be printed.
std::string shown(std::string_view line) {
  std::string end;
  if (line.ends_with('\n')) {
    end = "\n";
    line.remove_suffix(1);
    if (line.ends_with('\r')) {
      end = "\r\n";
      line.remove_suffix(1);
    }
  }
  std::string out;
  bool first = true;
  for (const std::string_view part : split(line, '\t')) {
    if (!first) out += '\t';
    first = false;
    out += for_terminal(part);
  }
  return out + end;
}

class Writer {
 public:
  Writer(const SourceFile& file, Redactor& redactor, const Style& style)
      : file_(file), redactor_(redactor), style_(style), lines_(file.text()) {}

  std::string run(const std::vector<Edit>& edits) {
    const std::string name = for_terminal(file_.path());
    out_ += std::string(style_.bold()) + "--- a/" + name + "\n+++ b/" + name +
            std::string(style_.reset()) + '\n';
    const std::vector<Block> blocks = blocks_of(lines_, edits);
    for (std::size_t i = 0; i < blocks.size();) {
      std::size_t last = i + 1;
      while (last < blocks.size() && blocks[last].begin <= blocks[last - 1].end + 2 * kContext)
        ++last;
      hunk({blocks.begin() + static_cast<std::ptrdiff_t>(i),
            blocks.begin() + static_cast<std::ptrdiff_t>(last)});
      i = last;
    }
    return std::move(out_);
  }

 private:
  void hunk(const std::vector<Block>& blocks) {
    // A masked line would not be found by who applies the diff: the context ends before it.
    std::size_t begin = blocks.front().begin;
    while (begin > 0 && blocks.front().begin - begin < kContext && !is_masked(begin - 1)) --begin;
    std::size_t end = blocks.back().end;
    while (end < lines_.size() && end - blocks.back().end < kContext && !is_masked(end)) ++end;
    std::string body;
    std::size_t added = 0;
    std::size_t removed = 0;
    std::size_t at = begin;
    for (const Block& block : blocks) {
      old_lines(at, block.begin, ' ', body);
      old_lines(block.begin, block.end, '-', body);
      removed += block.end - block.begin;
      added += new_lines(new_text(file_, lines_, block, redactor_), body, block.begin == 0);
      at = block.end;
    }
    old_lines(at, end, ' ', body);
    const std::size_t before = end - begin;
    const std::size_t after = before - removed + added;
    const auto start = [](std::size_t line, std::size_t count) {
      return std::to_string(count == 0 ? line : line + 1) + ',' + std::to_string(count);
    };
    out_ += std::string(style_.gutter()) + "@@ -" + start(begin, before) + " +" +
            start(begin + shift_, after) + " @@" + std::string(style_.reset()) + '\n';
    out_ += body;
    // Unsigned, and meant to wrap: the sum is right again.
    shift_ += added - removed;
  }

  Span span_of(std::size_t line) const {
    return {file_.id(), static_cast<std::uint32_t>(lines_.begin(line)),
            static_cast<std::uint32_t>(lines_.begin(line + 1))};
  }

  bool is_masked(std::size_t line) {
    const Span span = span_of(line);
    return redactor_.mask(span) != file_.text_of(span);
  }

  void line(char sign, std::string_view text, std::string& out, bool first) const {
    const std::string_view color = sign == '-'   ? style_.severity(Severity::error)
                                   : sign == '+' ? style_.good()
                                                 : std::string_view();
    out += color;
    out += sign;
    if (first && file_.encoding() == Encoding::utf8_bom) out += kMark;
    out += shown(text);
    if (!text.ends_with('\n')) out += "\n\\ No newline at end of file\n";
    if (!color.empty()) out += style_.reset();
  }

  void old_lines(std::size_t begin, std::size_t end, char sign, std::string& out) {
    for (std::size_t i = begin; i < end; ++i) line(sign, redactor_.mask(span_of(i)), out, i == 0);
  }

  std::size_t new_lines(std::string_view text, std::string& out, bool first) const {
    const Lines lines(text);
    for (std::size_t i = 0; i < lines.size(); ++i)
      line('+', text.substr(lines.begin(i), lines.begin(i + 1) - lines.begin(i)), out,
           first && i == 0);
    return lines.size();
  }

  const SourceFile& file_;
  Redactor& redactor_;
  const Style& style_;
  Lines lines_;
  std::string out_;
  std::size_t shift_ = 0;
};

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  const Lines lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = text.substr(lines.begin(i), lines.begin(i + 1) - lines.begin(i));
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    out.emplace_back(line);
  }
  return out;
}

}  // namespace

std::string unified_diff(const SourceFile& file, const std::vector<Edit>& edits, Redactor& redactor,
                         const Style& style) {
  redactor.scan(file.id());
  return Writer(file, redactor, style).run(edits);
}

ChangedLines changed_lines(const SourceFile& file, const Edit& edit, Redactor& redactor) {
  redactor.scan(file.id());
  const Lines lines(file.text());
  const std::vector<Edit> edits = {edit};
  ChangedLines out;
  for (const Block& block : blocks_of(lines, edits)) {
    const Span old{file.id(), static_cast<std::uint32_t>(lines.begin(block.begin)),
                   static_cast<std::uint32_t>(lines.begin(block.end))};
    out.before = split_lines(redactor.mask(old));
    out.after = split_lines(new_text(file, lines, block, redactor));
  }
  return out;
}

}  // namespace djaz
