#include "tree/path.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

bool is_bare(char c) { return is_alnum(c) || c == '_' || c == '-'; }

bool is_bare(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_bare(c); });
}

constexpr std::string_view kAttributes[] = {"value", "key", "file", "line", "origin"};

// A cursor over the text of a path; every failure is one Error with a reason.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<Path> read() {
    Path path;
    path.text = std::string(text_);
    path.steps.reserve(
        1 + static_cast<std::size_t>(std::count_if(text_.begin(), text_.end(),
                                                   [](char c) { return c == '.' || c == '['; })));
    if (text_.empty()) return fail("a path cannot be empty");
    if (take("$")) {
      path.variable = bare_name();
      if (path.variable.empty()) return fail("a name must follow `$`");
    } else if (!at("@") && !at("[")) {
      if (!name_step(path)) return fail("a path starts with a name");
    }
    while (!done()) {
      if (take("@")) {
        path.attribute = bare_name();
        if (std::find(std::begin(kAttributes), std::end(kAttributes), path.attribute) ==
            std::end(kAttributes))
          return fail("the attributes are @value, @key, @file, @line and @origin");
        if (!done()) return fail("an attribute ends a path");
      } else if (take("[*]")) {
        path.steps.push_back({Step::How::each_item, ""});
      } else if (take(".")) {
        if (!at("@") && !name_step(path)) return fail("a name, `*` or `**` must follow `.`");
      } else {
        return fail("expected `.name`, `[*]` or `@attribute`");
      }
    }
    return path;
  }

 private:
  bool done() const { return offset_ == text_.size(); }
  bool at(std::string_view part) const { return text_.substr(offset_).starts_with(part); }
  bool take(std::string_view part) {
    if (!at(part)) return false;
    offset_ += part.size();
    return true;
  }
  std::string bare_name() {
    const std::size_t begin = offset_;
    while (!done() && is_bare(text_[offset_])) ++offset_;
    return std::string(text_.substr(begin, offset_ - begin));
  }
  bool name_step(Path& path) {
    if (take("**")) {
      path.steps.push_back({Step::How::descendants, ""});
      return true;
    }
    if (take("*")) {
      path.steps.push_back({Step::How::each_value, ""});
      return true;
    }
    if (take("\"")) {
      const std::size_t end = text_.find('"', offset_);
      if (end == std::string_view::npos) return false;
      path.steps.push_back({Step::How::name, std::string(text_.substr(offset_, end - offset_))});
      offset_ = end + 1;
      return true;
    }
    std::string name = bare_name();
    if (name.empty()) return false;
    path.steps.push_back({Step::How::name, std::move(name)});
    return true;
  }
  Error fail(std::string_view reason) const {
    return {"the path `" + std::string(text_) + "` cannot be read: " + std::string(reason) +
                " (at character " + std::to_string(offset_ + 1) + ")",
            {},
            {}};
  }

  std::string_view text_;
  std::size_t offset_ = 0;
};

}  // namespace

Result<Path> parse_path(std::string_view text) { return Reader(text).read(); }

bool Path::has_wildcard() const {
  return std::any_of(steps.begin(), steps.end(),
                     [](const Step& step) { return step.how != Step::How::name; });
}

std::string path_segment(std::string_view name) {
  std::string out;
  append_path_segment(out, name);
  return out;
}

void append_path_segment(std::string& path, std::string_view name) {
  const bool bare = is_bare(name);
  if (!bare) path += '"';
  path += name;
  if (!bare) path += '"';
}

}  // namespace djaz
