#include "syntax/json_split.h"

#include <algorithm>
#include <cstring>

#include "support/text.h"
#include "syntax/byte_scan.h"

namespace djaz {
namespace {

// As the reader of JSON has it.
constexpr std::size_t kDeepest = 512;
// Members of an object that may be a wrapper, and the longest text that is looked at in one.
constexpr std::size_t kMostMembers = 64;
constexpr std::size_t kLongestToken = 2'048;

}  // namespace

void JsonSeam::Members::clear(std::size_t wanted_members) {
  wanted.resize(wanted_members);
  for (std::string& each : wanted) each.clear();
  all.clear();
  key.clear();
  key_next = true;
}

JsonSplitter::Members* JsonSplitter::members() {
  if (stack_.empty() || stack_.back() != '{') return nullptr;
  if (list_depth_ == 0 && stack_.size() == 1) return &document_.members;
  if (list_depth_ != 0 && stack_.size() == list_depth_ + 1) return &element_.members;
  return nullptr;
}

void JsonSplitter::go_on(const JsonSeam& seam, std::uint32_t offset) {
  base_ = offset;
  stack_ = seam.stack_;
  list_depth_ = stack_.size();
  next_ = Next::value;
  list_ = seam.list_;
  document_.begin = seam.begin_;
  document_.members = seam.members_;
  here_.offset = here_.line_begin = offset;
}

std::optional<JsonSeam> JsonSplitter::seam() {
  const bool here = in_ == In::text && !bare_ && between_elements();
  if (stopped() || !here || (!stack_.empty() && next_ != Next::value)) return std::nullopt;
  end_line(base_);
  JsonSeam out;
  out.stack_ = stack_;
  // Of a list at the top, nothing around it is to be remembered.
  if (list_.empty()) return out;
  out.list_ = list_;
  out.begin_ = document_.begin;
  out.members_ = document_.members;
  return out;
}

bool JsonSplitter::is_among(const JsonSeam& seam) const {
  return !stopped() && list_depth_ == seam.stack_.size() && stack_.starts_with(seam.stack_);
}

std::uint32_t JsonSplitter::open_since() const {
  if (list_depth_ != 0 && stack_.size() > list_depth_) return element_.begin;
  if (list_depth_ == 0 && (!stack_.empty() || bare_)) return document_.begin;
  return base_;
}

bool JsonSplitter::feed(std::string_view chunk) {
  if (!problem_.message.empty() || problem_.unsuitable) return false;
  chunk_ = chunk;
  counted_ = chunk.data();
  const char* at = chunk.data();
  const char* const end = at + chunk.size();
  while (at < end) {
    if (!between_elements()) inside_element(at, end);
    if (stopped()) return false;
    if (at < end) step(at, end);
    if (stopped()) return false;
  }
  count_to(end);
  base_ += static_cast<std::uint32_t>(chunk.size());
  chunk_ = {};
  counted_ = nullptr;
  return true;
}

bool JsonSplitter::finish() {
  if (!problem_.message.empty() || problem_.unsuitable) return false;
  if (in_ != In::text) {
    problem_.message = "a string is not closed";
  } else if (!stack_.empty()) {
    problem_.message = "the text ends in the middle of the document";
  } else if (bare_) {
    bare_ = false;
    emit(document_, base_, false);
  }
  problem_.offset = base_;
  problem_.line = here_.line;
  return problem_.message.empty();
}

void JsonSplitter::step(const char*& at, const char* end) {
  switch (in_) {
    case In::text:
      return in_text(at, end);
    case In::string:
      return in_string(at, end);
    case In::escape:
      capture(at, at + 1);
      ++at;
      in_ = In::string;
  }
}

void JsonSplitter::in_text(const char*& at, const char* end) {
  if (!between_elements()) {
    Members* const inside = members();
    if (inside == nullptr) {
      at = find_structure(at, end);
      if (at == end) return;
    } else if (*at == ',') {
      inside->key_next = true;
    }
    structure(at++);
    return;
  }
  const char c = *at;
  if (is_space(c)) {
    if (bare_) {
      bare_ = false;
      emit(stack_.empty() ? document_ : element_, offset(at), false);
    }
    ++at;
    return;
  }
  if (c == ',' && !stack_.empty()) {
    if (next_ != Next::comma) return fail("a value is expected here", at);
    if (bare_) emit(element_, offset(at), false);
    bare_ = false;
    next_ = Next::value;
    ++at;
    return;
  }
  structure(at++);
}

void JsonSplitter::in_string(const char*& at, const char* end) {
  const char* const begin = at;
  at = find_string_end(at, end);
  capture(begin, at);
  if (at == end) return;
  if (*at == '\\') {
    capture(at, at + 1);
    in_ = In::escape;
    ++at;
    return;
  }
  // A parser will have its say about raw control characters.
  if (*at == '"')
    string_ends(at);
  else
    capture(at, at + 1);
  ++at;
}

// Keeps what stands in a string, if it is wanted.
void JsonSplitter::capture(const char* from, const char* to) {
  if (!capturing_) return;
  const auto size = static_cast<std::size_t>(to - from);
  token_.append(from, std::min(size, kLongestToken - token_.size()));
}

// One byte that is not white space, outside of strings.
void JsonSplitter::structure(const char* at) {
  switch (*at) {
    case '"':
      return string_begins(at);
    case '{':
    case '[':
      return opens(at);
    case '}':
    case ']':
      return closes(at);
    case '/':
      // A comment, where one is allowed: not for this reader.
      problem_.unsuitable = true;
      return;
    default:
      break;
  }
  if (!between_elements() || bare_) return;
  if (!value_may_begin(at)) return;
  // What a word is, is for a parser to judge; what none begins with would be taken for a value.
  if (!is_digit(*at) && *at != '-' && *at != 't' && *at != 'f' && *at != 'n')
    return fail("a value is expected here", at);
  value_begins(at);
  bare_ = true;
}

bool JsonSplitter::value_may_begin(const char* at) {
  if (stack_.empty()) {
    // Documents may follow each other without anything between them, words and numbers may not.
    if (!bare_) return true;
    bare_ = false;
    emit(document_, offset(at), false);
    return true;
  }
  if (next_ == Next::value && !bare_) return true;
  fail("a comma or a closing bracket is expected here", at);
  return false;
}

// An element, or a document, begins here.
void JsonSplitter::value_begins(const char* at) {
  count_to(at);
  end_line(offset(at));
  Open& open = stack_.empty() ? document_ : element_;
  open.begin = offset(at);
  open.start = here_;
  open.start.offset = open.begin;
  open.members.clear(wanted_.size());
  next_ = Next::comma;
}

void JsonSplitter::string_begins(const char* at) {
  if (between_elements()) {
    if (!value_may_begin(at)) return;
    value_begins(at);
  }
  in_ = In::string;
  capturing_ = members() != nullptr;
  token_.clear();
}

void JsonSplitter::string_ends(const char* at) {
  in_ = In::text;
  if (between_elements()) {
    const bool top = stack_.empty();
    emit(top ? document_ : element_, offset(at) + 1, false);
    return;
  }
  if (!capturing_) return;
  capturing_ = false;
  Members& own = *members();
  if (own.key_next) {
    own.key = token_;
    own.key_next = false;
    if (list_depth_ == 0 && own.all.size() <= kMostMembers) own.all.push_back(token_);
    return;
  }
  for (std::size_t i = 0; i < wanted_.size(); ++i)
    if (equal_ignoring_case(own.key, wanted_[i])) own.wanted[i] = token_;
}

void JsonSplitter::opens(const char* at) {
  const bool element = between_elements();
  if (element) {
    if (!value_may_begin(at)) return;
    value_begins(at);
  }
  if (stack_.size() >= kDeepest)
    return fail("nested deeper than " + std::to_string(kDeepest) + " levels", at);
  const Members* around = members();
  // The list in an object at the top, or at the top itself, holds the elements.
  if (*at == '[' && list_depth_ == 0) {
    const bool top = stack_.empty();
    const bool named = !top && stack_.size() == 1 && around != nullptr && !around->key_next &&
                       std::any_of(lists_.begin(), lists_.end(), [&](std::string_view name) {
                         return equal_ignoring_case(name, around->key);
                       });
    if (top || (named && list_.empty())) {
      if (!top) list_ = around->key;
      stack_ += '[';
      list_depth_ = stack_.size();
      next_ = Next::value;
      return;
    }
  }
  stack_ += *at;
}

void JsonSplitter::closes(const char* at) {
  const char wanted = *at == '}' ? '{' : '[';
  if (stack_.empty()) return fail("a value is expected here", at);
  if (stack_.back() != wanted)
    return fail(wanted == '{' ? "a comma or a closing bracket is expected here"
                              : "a comma or a closing brace is expected here",
                at);
  const std::uint32_t end = offset(at) + 1;
  if (stack_.size() == list_depth_) {
    if (bare_) emit(element_, end - 1, false);
    bare_ = false;
    stack_.pop_back();
    list_depth_ = 0;
    return;
  }
  stack_.pop_back();
  if (stack_.empty()) return document_ends(end);
  if (stack_.size() == list_depth_) emit(element_, end, wanted == '{');
}

void JsonSplitter::document_ends(std::uint32_t end) {
  if (!list_.empty()) {
    JsonWrapper wrapper;
    wrapper.list = list_;
    for (std::size_t i = 0; i < document_.members.all.size(); ++i)
      wrapper.names.emplace_back(document_.members.all[i]);
    const bool stands = wrapper.names.size() <= kMostMembers && out_.is_wrapper(wrapper);
    list_.clear();
    if (stands) return;
    out_.withdraw(document_.begin);
  }
  emit(document_, end, true);
}

void JsonSplitter::emit(const Open& open, std::uint32_t end, bool object) {
  out_.element({open.begin, end, open.start, object, &open.members.wanted});
}

void JsonSplitter::fail(std::string message, const char* at) {
  count_to(at);
  problem_.message = std::move(message);
  problem_.offset = offset(at);
  problem_.line = here_.line;
}

// After a carriage return, where no line feed follows.
void JsonSplitter::end_line(std::uint32_t next) {
  if (!carriage_) return;
  carriage_ = false;
  ++here_.line;
  here_.column = 1;
  here_.line_begin = next;
}

// Brings the line and the column up to a byte of the chunk.
void JsonSplitter::count_to(const char* at) {
  const char* from = counted_;
  if (from == at) return;
  counted_ = at;
  // A line that ended with a carriage return at the end of what was counted.
  if (*from != '\n') end_line(offset(from));
  carriage_ = false;
  const auto size = static_cast<std::size_t>(at - from);
  const char* last = nullptr;
  if (std::memchr(from, '\r', size) == nullptr) {
    here_.line += static_cast<std::uint32_t>(count_byte(from, at, '\n'));
    last = static_cast<const char*>(::memrchr(from, '\n', size));
  } else {
    for (const char* c = from; c < at; ++c) {
      if (*c != '\n' && *c != '\r') continue;
      if (*c == '\r' && c + 1 == at) {
        carriage_ = true;
        break;
      }
      if (*c == '\r' && c[1] == '\n') continue;
      ++here_.line;
      last = c;
    }
  }
  if (last != nullptr) {
    here_.column = 1;
    here_.line_begin = offset(last) + 1;
    from = last + 1;
  }
  here_.column += static_cast<std::uint32_t>(count_characters(from, at));
}

}  // namespace djaz
