#include "syntax/shell_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "support/text.h"
#include "syntax/shell_word_reader.h"

namespace djaz {
namespace {

enum class Joint : std::uint8_t { sequence, and_then, or_else, pipe };

// What a compound command opens, until its closing word.
enum class Block : std::uint8_t { group, conditional, choice };

class Reader {
 public:
  explicit Reader(const Passage& passage)
      : passage_(passage), text_(passage.text()), words_(passage), command_(Span{}) {}

  ShellScript run() {
    while (at_ < text_.size() && step()) {
    }
    finish(Joint::sequence);
    return std::move(script_);
  }

 private:
  // False when nothing further can be read.
  bool step() {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\0' || c == '\r') return skip(1);
    if (text_.substr(at_, 2) == "\\\n") return skip(2);
    if (text_.substr(at_, 3) == "\\\r\n") return skip(3);
    if (c == '#') return comment();
    if (in_test_) return test_word();
    if (pattern_) return pattern();
    if (c == '\n') {
      finish(Joint::sequence);
      ++at_;
      skip_documents();
      return true;
    }
    if (ShellWordReader::ends_word(c)) return operator_or_group();
    return word();
  }

  bool skip(std::size_t count) {
    at_ += count;
    return true;
  }

  bool at(std::string_view text) const { return text_.substr(at_).starts_with(text); }

  bool comment() {
    const std::size_t begin = at_;
    at_ = text_.find('\n', at_);
    if (at_ == std::string_view::npos) at_ = text_.size();
    std::size_t end = at_;
    if (end > begin && text_[end - 1] == '\r') --end;
    script_.comments.push_back(passage_.span(begin, end));
    return true;
  }

  bool read_word(ShellWord& word) {
    if (words_.read(at_, word)) return true;
    script_.problems.push_back(words_.problem());
    return false;
  }

  bool word() {
    const std::size_t begin = at_;
    ShellWord word(passage_.file());
    const bool complete = read_word(word);
    // What follows is not known.
    if (!complete) word.holes.push_back({word.text.size(), false, {}});
    const bool redirected = complete && at_ < text_.size() &&
                            (text_[at_] == '<' || text_[at_] == '>') && is_number(word);
    if (target_) {
      if (here_) documents_.push_back({word.text.text(), *here_ == '-'});
      target_ = false;
      here_.reset();
    } else if (!redirected && !(complete && structure(word))) {
      if (command_.words.empty()) begin_ = begin;
      end_ = complete ? at_ : begin + 1;
      command_.words.push_back(std::move(word));
    }
    if (complete) return true;
    at_ = text_.size();
    return false;
  }

  static bool is_number(const ShellWord& word) {
    if (word.quoted || !word.known() || word.text.empty()) return false;
    for (const char c : word.text.text())
      if (!is_digit(c)) return false;
    return true;
  }

  // Words of the shell's own grammar. True when the word is one, and is used up.
  bool structure(const ShellWord& word) {
    if (word.quoted || !word.known()) return false;
    const std::string_view text = word.text.text();
    if (!command_.words.empty()) return inner_structure(text);
    if (text == "if" || text == "while" || text == "until") return open(Block::conditional);
    if (text == "then" || text == "do" || text == "else" || text == "elif" || text == "!" ||
        text == "time")
      return true;
    if (text == "fi" || text == "done" || text == "}") return close();
    if (text == "{") return open(function_ ? Block::conditional : Block::group);
    if (text == "[[") in_test_ = true;
    if (text == "for" || text == "select") header_ = open(Block::conditional);
    if (text == "case") header_ = open(Block::choice);
    if (text == "function") header_ = function_ = true;
    return false;
  }

  bool inner_structure(std::string_view text) {
    const std::string_view first = command_.words.front().text.text();
    if (header_ && first == "case" && text == "in" && command_.words.size() >= 2) {
      drop();
      pattern_ = true;
      return true;
    }
    if (header_ && first == "function" && text == "{") {
      drop();
      return open(Block::conditional);
    }
    return false;
  }

  bool open(Block block) {
    blocks_.push_back(block);
    if (block != Block::group) ++conditions_;
    function_ = false;
    return true;
  }

  bool close() {
    if (!blocks_.empty()) {
      if (blocks_.back() != Block::group) --conditions_;
      blocks_.pop_back();
    }
    return true;
  }

  // The pattern of a case up to its parenthesis, or `esac`.
  bool pattern() {
    if (ShellWordReader::ends_word(text_[at_])) {
      if (text_[at_] == ')') pattern_ = false;
      return skip(1);
    }
    ShellWord word(passage_.file());
    if (!read_word(word)) return false;
    if (!word.quoted && word.known() && word.text.text() == "esac") {
      pattern_ = false;
      close();
    }
    return true;
  }

  // Inside `[[ … ]]` the operators are words.
  bool test_word() {
    if (ShellWordReader::ends_word(text_[at_])) return skip(1);
    ShellWord word(passage_.file());
    const bool complete = read_word(word);
    if (!word.quoted && word.known() && word.text.text() == "]]") in_test_ = false;
    end_ = at_;
    command_.words.push_back(std::move(word));
    return complete;
  }

  bool operator_or_group() {
    if (at("<(") || at(">(")) return process_substitution();
    if (at("&>") || text_[at_] == '<' || text_[at_] == '>') return redirection();
    if (at(";;") || at(";&")) return end_choice();
    if (at("&&")) return joint(Joint::and_then, 2);
    if (at("||")) return joint(Joint::or_else, 2);
    if (at("|")) return joint(Joint::pipe, at("|&") ? 2 : 1);
    if (at(";")) return joint(Joint::sequence, 1);
    if (at("&")) {
      command_.background = true;
      return joint(Joint::sequence, 1);
    }
    return parenthesis();
  }

  bool joint(Joint next, std::size_t size) {
    finish(next);
    return skip(size);
  }

  bool end_choice() {
    finish(Joint::sequence);
    at_ += at(";;&") ? 3 : 2;
    pattern_ = !blocks_.empty() && blocks_.back() == Block::choice;
    return true;
  }

  bool parenthesis() {
    if (text_[at_] == ')') {
      finish(Joint::sequence);
      close();
      return skip(1);
    }
    const bool named = command_.words.size() == 1 || (header_ && command_.words.size() == 2);
    std::size_t next = at_ + 1;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    if (named && next < text_.size() && text_[next] == ')') {
      // `name ()`: what follows is the body of a function.
      drop();
      function_ = true;
      at_ = next + 1;
      return true;
    }
    if (command_.words.empty()) open(function_ ? Block::conditional : Block::group);
    return skip(1);
  }

  // `<(command)` is a word that the shell makes up.
  bool process_substitution() {
    const std::size_t close_at = text_.find(')', at_);
    ShellWord word(passage_.file());
    word.text.anchor(passage_.offset(at_));
    word.holes.push_back({0, true, {}});
    const std::size_t end = close_at == std::string_view::npos ? text_.size() : close_at + 1;
    word.span = passage_.span(at_, end);
    if (command_.words.empty()) begin_ = at_;
    if (!target_) command_.words.push_back(std::move(word));
    target_ = false;
    at_ = end_ = end;
    return true;
  }

  // The word after it is a file, not an argument.
  bool redirection() {
    target_ = true;
    here_.reset();
    static constexpr std::array<std::string_view, 13> kOperators = {
        "&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", ">>", ">&", ">|", "<", ">", "&"};
    for (const std::string_view op : kOperators) {
      if (!at(op)) continue;
      if (op == "<<" || op == "<<-") here_ = op.back();
      return skip(op.size());
    }
    return skip(1);
  }

  // The bodies of the here-documents that the line before began.
  void skip_documents() {
    for (const Document& document : documents_) {
      while (at_ < text_.size()) {
        std::size_t end = text_.find('\n', at_);
        if (end == std::string_view::npos) end = text_.size();
        std::string_view line = text_.substr(at_, end - at_);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (document.tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        at_ = std::min(end + 1, text_.size());
        if (line == document.delimiter) break;
      }
    }
    documents_.clear();
  }

  void drop() {
    command_ = ShellCommand(Span{});
    header_ = false;
  }

  void finish(Joint next) {
    target_ = false;
    const bool empty = command_.words.empty();
    if (!empty && !header_) {
      const std::string_view first = command_.words.front().text.text();
      command_.conditional =
          conditions_ > 0 || joint_ == Joint::or_else || (guarded_ && joint_ == Joint::and_then);
      guarded_ = guarded_ || first == "[" || first == "test" || first == "[[";
      command_.span = passage_.span(begin_, end_);
      script_.commands.push_back(std::move(command_));
    }
    // A line may end after `&&`.
    if (!empty || next != Joint::sequence) joint_ = next;
    if (!empty && next == Joint::sequence) guarded_ = false;
    drop();
  }

  struct Document {
    std::string delimiter;
    bool tabs;
  };

  const Passage& passage_;
  std::string_view text_;
  ShellWordReader words_;
  ShellScript script_;
  ShellCommand command_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Joint joint_ = Joint::sequence;
  std::vector<Block> blocks_;
  std::size_t conditions_ = 0;
  std::vector<Document> documents_;
  std::optional<char> here_;
  bool target_ = false;    // the next word is a redirection's
  bool guarded_ = false;   // a test stands in the list so far
  bool header_ = false;    // the words are those of `for`, `case` or `function`
  bool function_ = false;  // what opens next is a function's body
  bool pattern_ = false;
  bool in_test_ = false;
};

}  // namespace

ShellScript read_shell(const Passage& text) { return Reader(text).run(); }

}  // namespace djaz
