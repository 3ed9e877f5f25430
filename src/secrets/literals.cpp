// A lexer with a stack of open brackets. It knows just enough of the languages to tell a name from
// a value: what is assigned to a secret's name, stands under its key, is passed as its argument, or
// is the fallback when it is looked up. Every byte is looked at a bounded number of times.
#include <algorithm>
#include <array>

#include "secrets/scanners.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxFrames = 128;
constexpr std::size_t kLongKey = 32;

// Calls whose first argument names the secret and whose other ones may be the fallback.
constexpr std::array kLookups = {
    "get",     "getenv",      "config",           "env",     "setdefault",  "pop",      "get_env",
    "env_var", "environ_get", "get_env_variable", "getattr", "get_setting", "from_env", "var"};
// Calls that wrap the secret itself.
constexpr std::array kWrappers = {"str",         "bytes",     "Secret",        "SecretStr",
                                  "SecretBytes", "b64decode", "make_password", "fromhex",
                                  "Fernet",      "format",    "bytearray",     "encode"};
// `env.str('NAME', 'fallback')`: whatever is called of these is a lookup.
constexpr std::array kEnvironments = {"env", "environ", "config"};
constexpr std::array kFallbackArguments = {"default", "fallback", "default_value"};
constexpr std::array kNameMembers = {"name", "key"};
constexpr std::array kValueMembers = {"value", "defaultValue", "default"};
constexpr std::array kStatements = {"import", "from", "def", "class", "if", "for", "try", "with"};

template <std::size_t N>
bool among(const std::array<const char*, N>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view candidate) { return candidate == word; });
}

enum class Role : std::uint8_t { top, group, object, element, lookup, wrapper, call, subscript };
enum class Member : std::uint8_t { other, name, value };

struct Frame {
  Role role = Role::top;
  char closer = 0;
  // All that is in here belongs to a secret's name.
  SecretName inherited = SecretName::no;
  // The value being read does.
  SecretName active = SecretName::no;
  // The name just read does, if `=` or `:` follows.
  SecretName pending = SecretName::no;
  bool annotated = false;
  Member member = Member::other;
  int argument = 0;
  // Lookups: the first argument names a secret. Subscripts: the key does. Objects and elements: the
  // member `name` does. Elements: so does the tag.
  SecretName named = SecretName::no;
  SecretName tag = SecretName::no;
  bool tag_seen = false;
  // `--password` was the item before.
  SecretName option = SecretName::no;
  // The member `value`, if it came before `name`.
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
};

struct Literal {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t after = 0;
  bool several_lines = false;
};

class Lexer {
 public:
  Lexer(Scan& scan, std::size_t begin, std::size_t end, int depth)
      : scan_(scan),
        text_(scan.text),
        at_(begin),
        end_(end),
        depth_(depth),
        python_(scan.dialect == Dialect::python) {
    frames_.emplace_back();
  }

  void run() {
    while (at_ < end_) step();
  }

 private:
  Frame& top() { return frames_.back(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }

  static bool is_word_start(char c) {
    return is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  }
  bool is_word(char c) const {
    return is_word_start(c) || is_digit(c) || (!python_ && (c == '-' || c == '.'));
  }

  // The next byte that is no blank, from `from`; with `lines`, line ends are blanks too.
  std::size_t skip_blanks(std::size_t from, bool lines) const {
    while (from < end_ && (text_[from] == ' ' || text_[from] == '\t' ||
                           (lines && (text_[from] == '\n' || text_[from] == '\r')))) {
      ++from;
    }
    return from;
  }
  char after_blanks(std::size_t from, bool lines) const {
    from = skip_blanks(from, lines);
    return from < end_ ? text_[from] : '\0';
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n' || c == '\r') {
      ++at_;
      line_end();
    } else if (c == ' ' || c == '\t') {
      ++at_;
    } else if (c == '#' && python_ && depth_ == 0) {
      comment();
    } else if (c == '\\') {
      backslash();
    } else if (c == '"' || c == '\'') {
      literal(false);
    } else if (is_word_start(c) || is_digit(c)) {
      word();
    } else {
      punctuation(c);
    }
  }

  void line_end() {
    if (frames_.size() == 1) {
      Frame& frame = top();
      frame.active = frame.pending = frame.option = SecretName::no;
      frame.annotated = false;
      frame.member = Member::other;
      joined_ = false;
      return;
    }
    // A statement in the first column: some bracket above was never closed.
    if (python_ && at_ < end_ && is_word_start(text_[at_])) {
      std::size_t stop = at_;
      while (stop < end_ && stop - at_ < 12 && is_word(text_[stop])) ++stop;
      const std::string_view first = text_.substr(at_, stop - at_);
      if ((first[0] >= 'A' && first[0] <= 'Z') || among(kStatements, first)) {
        frames_.assign(1, Frame());
        overflow_ = 0;
        joined_ = false;
      }
    }
  }

  std::size_t find_line_end(std::size_t from) const {
    while (from < end_ && text_[from] != '\n' && text_[from] != '\r') ++from;
    return from;
  }

  void comment() {
    const std::size_t begin = ++at_;
    at_ = find_line_end(begin);
    inside(begin, at_, true);
  }

  // What a comment or a literal holds that is not itself a secret.
  void inside(std::size_t begin, std::size_t end, bool lines) {
    if (end - begin < 5) return;
    scan_pairs(scan_, begin, end);
    if (lines) scan_lines(scan_, begin, end);
    const std::string_view body = text_.substr(begin, end - begin);
    if (depth_ < 2 && body.find_first_of("\"'") != std::string_view::npos) {
      scan_literals(scan_, begin, end, depth_ + 1);
    }
  }

  void backslash() {
    // Within a literal, its quotes are escaped.
    if (depth_ > 0 && (peek(1) == '"' || peek(1) == '\'')) {
      ++at_;
      literal(true);
      return;
    }
    ++at_;
    if (peek() == '\r') ++at_;
    if (peek() == '\n') ++at_;
  }

  // The literal whose quote is at `at_`.
  Literal read_literal(bool escaped) const {
    const char quote = text_[at_];
    Literal literal;
    if (python_ && depth_ == 0 && peek(1) == quote && peek(2) == quote) {
      literal.begin = at_ + 3;
      literal.several_lines = true;
      std::size_t i = literal.begin;
      for (; i < end_; ++i) {
        if (text_[i] == '\\') {
          ++i;
        } else if (text_[i] == quote && i + 2 < end_ && text_[i + 1] == quote &&
                   text_[i + 2] == quote) {
          break;
        }
      }
      literal.end = std::min(i, end_);
      literal.after = std::min(literal.end + 3, end_);
      return literal;
    }
    literal.begin = at_ + 1;
    std::size_t i = literal.begin;
    while (i < end_ && text_[i] != '\n' && text_[i] != '\r') {
      if (text_[i] == '\\' && i + 1 < end_) {
        if (escaped && text_[i + 1] == quote) {
          literal.end = i;
          literal.after = i + 2;
          return literal;
        }
        // A line that goes on, or an escaped quote.
        if (text_[i + 1] == '\r' && i + 2 < end_ && text_[i + 2] == '\n') ++i;
        i += 2;
        continue;
      }
      if (!escaped && text_[i] == quote) break;
      ++i;
    }
    // Without its closing quote the literal is the rest of the line.
    literal.end = std::min(i, end_);
    literal.after = literal.end;
    if (literal.after < end_ && text_[literal.after] == quote) ++literal.after;
    return literal;
  }

  void literal(bool escaped) {
    const bool own = at_ == 0 || !is_word(text_[at_ - 1]) || prefixed_;
    prefixed_ = false;
    // The apostrophe in "don't".
    if (!own && !escaped) {
      ++at_;
      return;
    }
    const Literal found = read_literal(escaped);
    at_ = found.after;
    const std::string_view content = text_.substr(found.begin, found.end - found.begin);
    const char next = after_blanks(at_, frames_.size() > 1);
    if (is_key(next)) {
      name(content);
      last_word_ = {};
      joined_ = false;
      return;
    }
    value(found, content);
    last_word_ = {};
    after_value_ = true;
  }

  bool is_key(char next) {
    if (next == ':') {
      return (!python_ || depth_ > 0 || top().role == Role::object);
    }
    if (next != '=' || python_) return false;
    const std::size_t equals = skip_blanks(at_, frames_.size() > 1);
    return equals + 1 >= end_ || text_[equals + 1] != '=';
  }

  // A name was read that may be followed by `=` or `:`.
  void name(std::string_view text) {
    Frame& frame = top();
    if (frame.annotated) return;
    frame.pending = secret_name(text);
    frame.member = among(kNameMembers, text)    ? Member::name
                   : among(kValueMembers, text) ? Member::value
                                                : Member::other;
    const bool call =
        frame.role == Role::lookup || frame.role == Role::wrapper || frame.role == Role::call;
    if (call && among(kFallbackArguments, text)) {
      frame.pending = std::max({frame.pending, frame.inherited, frame.named});
    }
  }

  SecretName strength_of_value() {
    const Frame& frame = top();
    switch (frame.role) {
      case Role::top:
      case Role::group:
        return std::max(frame.active, frame.inherited);
      case Role::object:
        if (python_ || frame.member == Member::value) {
          return std::max(frame.active, frame.inherited);
        }
        return frame.active;
      case Role::lookup:
        if (frame.argument <= 0) return frame.active;
        return std::max({frame.active, frame.inherited, frame.named});
      case Role::wrapper:
        return std::max(frame.active, frame.inherited);
      case Role::element:
      case Role::call:
        return frame.active;
      case Role::subscript:
        return SecretName::no;
    }
    return SecretName::no;
  }

  bool is_compared() const {
    if (compared_) return true;
    if (!python_) return false;
    const std::size_t next = skip_blanks(at_, false);
    const std::string_view rest = text_.substr(next, std::min<std::size_t>(3, end_ - next));
    return rest.starts_with("==") || rest.starts_with("!=") || rest == "in ";
  }

  void value(const Literal& found, std::string_view content) {
    Frame& frame = top();
    if (frame.argument == 0 && (frame.role == Role::lookup || frame.role == Role::subscript)) {
      frame.named = std::max(frame.named, secret_name(content));
    }
    const SecretName strength = is_compared() ? SecretName::no : strength_of_value();
    compared_ = false;
    const bool marked = mark(strength, found.begin, found.end, content);
    if (content.starts_with("--")) frame.option = secret_name(content);
    if (frame.role == Role::object || frame.role == Role::element) {
      pair_with_name(frame, found, content, marked);
    }
    if (!marked) {
      joined_ = false;
      const bool lines = found.several_lines || content.find('\n') != std::string_view::npos;
      inside(found.begin, found.end, lines);
    }
  }

  bool mark(SecretName strength, std::size_t begin, std::size_t end, std::string_view content) {
    if (strength == SecretName::no) return false;
    // A part of a literal is hidden however short it is.
    if (!(joined_ && !content.empty()) && !may_be_secret(content)) return false;
    if (strength == SecretName::when_long &&
        (content.size() < kLongKey || content.find(' ') != std::string_view::npos)) {
      return false;
    }
    scan_.add(begin, end, joined_);
    joined_ = true;
    return true;
  }

  // `{"name": "SECRET_KEY", "value": "…"}`, in either order.
  void pair_with_name(Frame& frame, const Literal& found, std::string_view content, bool marked) {
    if (frame.member == Member::name && !marked) {
      frame.named = secret_name(content);
      if (frame.value_begin != frame.value_end) {
        joined_ = false;
        mark(frame.named, frame.value_begin, frame.value_end,
             text_.substr(frame.value_begin, frame.value_end - frame.value_begin));
        joined_ = false;
      }
    } else if (frame.member == Member::value && !marked) {
      frame.value_begin = found.begin;
      frame.value_end = found.end;
      joined_ = false;
      mark(frame.named, found.begin, found.end, content);
      joined_ = false;
    }
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < end_ && is_word(text_[at_])) ++at_;
    const std::string_view text = text_.substr(begin, at_ - begin);
    const char next = peek();
    if (python_ && text.size() <= 2 && (next == '"' || next == '\'') &&
        text.find_first_not_of("rRbBuUfF") == std::string_view::npos) {
      prefixed_ = true;
      return;
    }
    joined_ = false;
    if (begin == 0 || text_[begin - 1] != '.') qualifier_ = {};
    compared_ = text == "in" || text == "is" || (compared_ && text == "not");
    last_word_ = text;
    after_value_ = false;
    Frame& frame = top();
    if (frame.role == Role::element && !frame.tag_seen) {
      frame.tag_seen = true;
      frame.tag = secret_name(text);
    }
    const char operation = after_blanks(at_, false);
    if (operation == '=' || operation == ':' || operation == '+' || operation == '|') {
      name(text);
    } else if (!frame.annotated) {
      frame.pending = SecretName::no;
    }
  }

  void punctuation(char c) {
    ++at_;
    if (c != '+') joined_ = false;
    if (c == '.') qualifier_ = last_word_;
    switch (c) {
      case '(':
      case '[':
      case '{':
        open(c);
        return;
      case ')':
      case ']':
      case '}':
        close(c);
        break;
      case '<':
        angle();
        break;
      case '>':
        close_element();
        break;
      case '=':
        equals();
        break;
      case '!':
        compared_ = peek() == '=';
        break;
      case ':':
        colon();
        break;
      case ',':
      case ';':
        separator(c);
        break;
      default:
        break;
    }
    if (c != ')' && c != ']' && c != '}') {
      last_word_ = {};
      after_value_ = false;
    }
  }

  void equals() {
    const char before = at_ >= 2 ? text_[at_ - 2] : '\0';
    if (peek() == '=') {
      ++at_;
      compared_ = true;
    } else if (before == '!' || before == '<' || before == '>') {
      compared_ = true;
    } else {
      if (peek() == '>') ++at_;
      compared_ = false;
      assign();
    }
  }

  void assign() {
    Frame& frame = top();
    frame.active = frame.pending;
    frame.pending = SecretName::no;
    frame.annotated = false;
  }

  void colon() {
    Frame& frame = top();
    if (peek() == '=') {
      ++at_;
      assign();
      return;
    }
    const char next = after_blanks(at_, false);
    const bool quoted = next == '"' || next == '\'';
    if (frame.role == Role::object || !python_ || (depth_ > 0 && quoted)) {
      assign();
    } else if (frame.pending != SecretName::no) {
      // `SECRET_KEY: str = …`; before a literal it cannot be told from a mapping without braces.
      if (quoted) frame.active = frame.pending;
      frame.annotated = true;
    }
  }

  void separator(char c) {
    Frame& frame = top();
    frame.active = c == ',' ? frame.option : SecretName::no;
    frame.option = frame.pending = SecretName::no;
    frame.annotated = false;
    frame.member = Member::other;
    compared_ = false;
    ++frame.argument;
  }

  Role role_of(char opener) const {
    if (opener == '{') return Role::object;
    const bool keyword = last_word_ == "in" || last_word_ == "or" || last_word_ == "and" ||
                         last_word_ == "not" || last_word_ == "if" || last_word_ == "else" ||
                         last_word_ == "return" || last_word_ == "is";
    const bool attached = (!last_word_.empty() && !keyword) || after_value_;
    if (!attached) return Role::group;
    if (opener == '[') return Role::subscript;
    if (among(kLookups, last_word_) || among(kEnvironments, qualifier_)) return Role::lookup;
    return among(kWrappers, last_word_) ? Role::wrapper : Role::call;
  }

  SecretName inherited_by(Role role) {
    const Frame& outer = top();
    if (role == Role::subscript) return SecretName::no;
    // `password = forms.CharField(attrs={'class': 'wide'})`: what any call is given is not what it
    // returns; but it may be given a lookup.
    const bool data = role == Role::object || role == Role::group;
    if (outer.role == Role::call && data) return outer.active;
    const SecretName inherited = std::max(outer.active, outer.inherited);
    // What a lookup is given behind the name is its fallback.
    if (outer.role != Role::lookup || outer.argument <= 0) return inherited;
    return std::max(inherited, outer.named);
  }

  void open(char opener) {
    if (frames_.size() >= kMaxFrames) {
      ++overflow_;
      return;
    }
    Frame frame;
    frame.role = role_of(opener);
    frame.closer = opener == '(' ? ')' : opener == '[' ? ']' : '}';
    frame.inherited = inherited_by(frame.role);
    // `getattr(settings, 'NAME', 'fallback')`
    if (last_word_ == "getattr") frame.argument = -1;
    frames_.push_back(frame);
    last_word_ = {};
    after_value_ = false;
    compared_ = false;
  }

  void close(char closer) {
    if (overflow_ > 0) {
      --overflow_;
      return;
    }
    std::size_t i = frames_.size();
    while (i > 1 && frames_[i - 1].closer != closer) --i;
    // Nothing of that kind is open: a stray bracket.
    if (i == 1) return;
    const Frame closed = frames_[i - 1];
    frames_.resize(i - 1);
    last_word_ = {};
    after_value_ = true;
    if (closed.role == Role::subscript && !top().annotated && after_blanks(at_, false) == '=') {
      top().pending = closed.named;
    }
  }

  void angle() {
    if (python_ || !(is_alpha(peek()) || peek() == '/') || frames_.size() >= kMaxFrames) return;
    Frame frame;
    frame.role = Role::element;
    frame.closer = '>';
    frame.tag_seen = peek() == '/';
    frames_.push_back(frame);
  }

  void close_element() {
    if (top().role != Role::element) return;
    const SecretName tag = top().tag;
    const bool empty = at_ >= 2 && text_[at_ - 2] == '/';
    frames_.pop_back();
    if (tag != SecretName::yes || empty) return;
    std::size_t end = at_;
    while (end < end_ && text_[end] != '<') ++end;
    const std::string_view content = text_.substr(at_, end - at_);
    // `<token>` in prose is no element.
    const bool ended = end + 1 < end_ && text_[end + 1] == '/';
    if (ended && may_be_secret(content)) scan_.add(at_, end);
    at_ = end;
  }

  Scan& scan_;
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  int depth_;
  bool python_;
  std::vector<Frame> frames_;
  std::size_t overflow_ = 0;
  // The word before, if nothing but blanks came since.
  std::string_view last_word_;
  // The word before its dot.
  std::string_view qualifier_;
  // A closing bracket or a literal came before: a bracket now is a call or a subscript.
  bool after_value_ = false;
  // The next literal is compared with, not assigned.
  bool compared_ = false;
  // The literal before was marked, and nothing but blanks and `+` came since.
  bool joined_ = false;
  bool prefixed_ = false;
};

}  // namespace

void scan_literals(Scan& scan, std::size_t begin, std::size_t end, int depth) {
  Lexer(scan, begin, end, depth).run();
}

}  // namespace djaz
