// What brackets and operators mean for the names and values around them.
#include "secrets/lexer.h"
#include "secrets/values.h"

namespace djaz::lexer {
namespace {

constexpr std::size_t kMaxFrames = 128;
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

}  // namespace

void Lexer::punctuation(char c) {
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

void Lexer::equals() {
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

void Lexer::assign() {
  Frame& frame = top();
  frame.active = frame.pending;
  frame.pending = SecretName::no;
  frame.annotated = false;
}

void Lexer::colon() {
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

void Lexer::separator(char c) {
  Frame& frame = top();
  frame.active = c == ',' ? frame.option : SecretName::no;
  frame.option = frame.pending = SecretName::no;
  frame.annotated = false;
  frame.member = Member::other;
  compared_ = false;
  ++frame.argument;
}

Role Lexer::role_of(char opener) const {
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

SecretName Lexer::inherited_by(Role role) {
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

void Lexer::open(char opener) {
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

void Lexer::close(char closer) {
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

void Lexer::angle() {
  if (python_ || !(is_alpha(peek()) || peek() == '/') || frames_.size() >= kMaxFrames) return;
  Frame frame;
  frame.role = Role::element;
  frame.closer = '>';
  frame.tag_seen = peek() == '/';
  frames_.push_back(frame);
}

void Lexer::close_element() {
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

}  // namespace djaz::lexer
