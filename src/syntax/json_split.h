// Where the elements of a very long JSON text stand, found without building any: the items of a
// list, of `{"value": […]}` and its like, or documents one after the other. Takes the text in
// chunks of any size and keeps nothing of it; what is inside an element is for a parser to judge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"

namespace djaz {

struct JsonElement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // Where it begins.
  PageStart start;
  bool object = false;
  // What stands between the quotes of those of its own members that were asked for, in that order;
  // empty where there is none.
  const std::vector<std::string>* members = nullptr;
};

// A text around the elements: an object of which one member is a list.
struct JsonWrapper {
  std::string_view list;                // the member that holds the elements: "value"
  std::vector<std::string_view> names;  // of all members, as written
};

class JsonElements {
 public:
  virtual ~JsonElements() = default;
  // Elements come by where they end.
  virtual void element(const JsonElement& element) = 0;
  // Whether the elements of an object that just ended are elements of the text. If not, those since
  // `begin` are withdrawn, and the object itself is an element.
  virtual bool is_wrapper(const JsonWrapper& wrapper) = 0;
  virtual void withdraw(std::uint32_t begin) = 0;
};

struct JsonSplitProblem {
  std::string message;  // empty: none
  std::uint32_t offset = 0;
  std::uint32_t line = 1;
  // The text may be well all the same, but not for this reader: it holds comments.
  bool unsuitable = false;
};

// What a splitter knows where the next element may begin: all that another needs to go on there.
class JsonSeam {
 public:
  friend bool operator==(const JsonSeam&, const JsonSeam&) = default;

 private:
  friend class JsonSplitter;
  struct Members {
    std::vector<std::string> wanted;
    std::vector<std::string> all;
    std::string key;
    bool key_next = true;

    void clear(std::size_t wanted_members);
    friend bool operator==(const Members&, const Members&) = default;
  };

  // The brackets around it.
  std::string stack_;
  // Of an object around the list: the list's name, where it begins and what it has.
  std::string list_;
  std::uint32_t begin_ = 0;
  Members members_;
};

class JsonSplitter {
 public:
  // `lists`: members of an object at the top under which its elements may stand. `members`: those
  // of an element that are wanted. Both without regard to case.
  JsonSplitter(JsonElements& out, std::vector<std::string_view> lists,
               std::vector<std::string_view> members)
      : out_(out), lists_(std::move(lists)), wanted_(std::move(members)) {}
  // Takes the text from `offset` on, where a seam is said to be. Lines are counted from there.
  void go_on(const JsonSeam& seam, std::uint32_t offset);
  // Behind what was taken: nothing where no element may begin.
  std::optional<JsonSeam> seam();
  // Whether that is still among the elements of the same list.
  bool is_among(const JsonSeam& seam) const;
  // The line and column there.
  const PageStart& here() const { return here_; }

  // Chunks in order; false after a problem.
  bool feed(std::string_view chunk);
  bool finish();
  const JsonSplitProblem& problem() const { return problem_; }
  // Bytes that were taken so far.
  std::uint32_t taken() const { return base_; }
  // Where the element begins that is not at its end yet; `taken()` where there is none.
  std::uint32_t open_since() const;

 private:
  enum class In : std::uint8_t { text, string, escape };
  // What may come next in a list of elements.
  enum class Next : std::uint8_t { value, comma };

  using Members = JsonSeam::Members;
  struct Open {
    std::uint32_t begin = 0;
    PageStart start;
    Members members;
  };

  void step(const char*& at, const char* end);
  void in_text(const char*& at, const char* end);
  void inside_element(const char*& at, const char* end);
  void in_string(const char*& at, const char* end);
  void structure(const char* at);
  void string_begins(const char* at);
  void string_ends(const char* at);
  void capture(const char* from, const char* to);
  void opens(const char* at);
  void closes(const char* at);
  void emit(const Open& open, std::uint32_t end, bool object);
  void document_ends(std::uint32_t end);
  bool value_may_begin(const char* at);
  void value_begins(const char* at);
  void fail(std::string message, const char* at);
  bool stopped() const { return !problem_.message.empty() || problem_.unsuitable; }
  void count_to(const char* at);
  void end_line(std::uint32_t next);
  std::uint32_t offset(const char* at) const {
    return base_ + static_cast<std::uint32_t>(at - chunk_.data());
  }
  // The innermost bracket is a list whose items are elements, or there is none.
  bool between_elements() const { return stack_.empty() || stack_.size() == list_depth_; }
  // The members of the element, or of the object at the top, that stand here; null anywhere else.
  Members* members();

  JsonElements& out_;
  std::vector<std::string_view> lists_;
  std::vector<std::string_view> wanted_;
  JsonSplitProblem problem_;

  std::string_view chunk_;
  std::uint32_t base_ = 0;
  In in_ = In::text;
  std::string stack_;
  std::size_t list_depth_ = 0;
  Next next_ = Next::value;
  // A number or a word between elements stands open.
  bool bare_ = false;
  Open element_;
  Open document_;
  std::string list_;
  std::string token_;
  bool capturing_ = false;

  // Lines, up to `counted_`.
  const char* counted_ = nullptr;
  PageStart here_;
  bool carriage_ = false;
};

}  // namespace djaz
