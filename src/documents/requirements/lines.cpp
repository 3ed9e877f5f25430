#include "documents/requirements/lines.h"

#include <string_view>

#include "support/text.h"

namespace djaz::requirements {
namespace {

// Length of the line end at `at`, by Python's str.splitlines; 0 if there is none.
std::size_t line_end_length(std::string_view text, std::size_t at) {
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  if ((c >= 0x0a && c <= 0x0c) || (c >= 0x1c && c <= 0x1e)) return 1;
  if (c == 0xc2 && text.substr(at, 2) == "\xc2\x85") return 2;
  if (c == 0xe2) {
    const std::string_view three = text.substr(at, 3);
    if (three == "\xe2\x80\xa8" || three == "\xe2\x80\xa9") return 3;
  }
  return 0;
}

bool is_comment_line(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t length = blank_length(line, at);
    if (length == 0) break;
    at += length;
  }
  return at < line.size() && line[at] == '#';
}

// The first `#` at the start or after a blank, or npos. `cut` is where the blanks before it begin.
std::size_t comment_start(std::string_view line, std::size_t& cut) {
  std::size_t blanks_from = 0;
  bool blank = true;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = blank_length(line, at);
    if (length != 0) {
      if (!blank) blanks_from = at;
      blank = true;
      at += length;
      continue;
    }
    if (line[at] == '#' && blank) {
      cut = blanks_from;
      return at;
    }
    blank = false;
    ++at;
  }
  return std::string_view::npos;
}

class LineReader {
 public:
  explicit LineReader(const SourceFile& file) : file_(file), pending_(file.id()) {}

  Lines run() {
    const std::string_view text = file_.text();
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size() && !lines_.cut;) {
      const std::size_t length = line_end_length(text, at);
      if (length == 0) {
        ++at;
        continue;
      }
      physical(begin, at);
      at += length;
      begin = at;
    }
    if (begin < text.size() && !lines_.cut) physical(begin, text.size());
    if (continues_ && !lines_.cut) finish(false);
    return std::move(lines_);
  }

 private:
  void physical(std::size_t begin, std::size_t end) {
    const std::string_view line = file_.text().substr(begin, end - begin);
    const bool comment = is_comment_line(line);
    if (!line.empty() && line.back() == '\\' && !comment) {
      std::size_t from = 0;
      std::size_t to = line.size();
      while (to > 0 && line[to - 1] == '\\') --to;
      while (from < to && line[from] == '\\') ++from;
      pending_.append(line.substr(from, to - from), static_cast<std::uint32_t>(begin + from));
      continues_ = true;
      return;
    }
    const bool cut = comment && continues_ && !pending_.empty();
    if (cut) {
      // A comment line inside a continuation always reads as a comment and ends it.
      remark(begin, end);
    } else {
      pending_.append(line, static_cast<std::uint32_t>(begin));
    }
    finish(cut);
  }

  void remark(std::size_t begin, std::size_t end) {
    const std::size_t hash = file_.text().find('#', begin);
    lines_.comments.push_back(
        {file_.id(), static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(end)});
  }

  void finish(bool cut) {
    const Passage joined = std::move(pending_);
    pending_ = Passage(file_.id());
    continues_ = false;
    const std::string_view text = joined.text();
    std::size_t begin = 0;
    std::size_t end = text.size();
    const std::size_t hash = comment_start(text, end);
    if (hash != std::string_view::npos) lines_.comments.push_back(joined.span(hash, text.size()));
    trim_blanks(text, begin, end);
    if (begin >= end) {
      after_cut_ = after_cut_ || cut;
      return;
    }
    if (lines_.lines.size() == kMostLines) {
      lines_.cut = true;
      return;
    }
    LogicalLine line = {joined.slice(begin, end), false, false};
    line.after_cut_continuation = after_cut_;
    line.blank_after_backslash = text[end - 1] == '\\';
    after_cut_ = cut;
    lines_.lines.push_back(std::move(line));
  }

  const SourceFile& file_;
  Lines lines_;
  Passage pending_;
  bool continues_ = false;
  bool after_cut_ = false;
};

}  // namespace

Lines read_lines(const SourceFile& file) { return LineReader(file).run(); }

std::size_t blank_length(std::string_view text, std::size_t at) {
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return is_space(text[at]) || (c >= 0x1c && c <= 0x1f) ? 1 : 0;
  if (c != 0xc2 && c != 0xe1 && c != 0xe2 && c != 0xe3) return 0;
  std::size_t next = at;
  const char32_t point = decode_utf8(text, next);
  const bool blank = point == 0x85 || point == 0xa0 || point == 0x1680 ||
                     (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 ||
                     point == 0x202f || point == 0x205f || point == 0x3000;
  return blank ? next - at : 0;
}

void trim_blanks(std::string_view text, std::size_t& begin, std::size_t& end) {
  while (begin < end) {
    const std::size_t length = blank_length(text, begin);
    if (length == 0) break;
    begin += length;
  }
  while (begin < end) {
    // Back to the first byte of the last code point.
    std::size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(text[last]) & 0xc0) == 0x80) --last;
    if (blank_length(text, last) != end - last) break;
    end = last;
  }
}

}  // namespace djaz::requirements
