#include "documents/startup/arguments.h"

#include "support/text.h"

namespace djaz::startup {
namespace {

// Each is a finding, and one file should not drown the others.
constexpr std::size_t kMostUnknown = 100;

std::string key_of(std::string_view name) { return replaced(name, "-", "_"); }

class ArgumentReader {
 public:
  ArgumentReader(const Server& server, const Words& words, std::span<const ShellWord> given)
      : server_(server), words_(words), given_(given) {}

  Arguments run() {
    for (at_ = 0; at_ < given_.size(); ++at_) read(given_[at_]);
    for (auto& [name, list] : lists_)
      out_.options.set(words_.builder(), name,
                       words_.builder().list(list.nodes, list.nodes[0]->span), list.key);
    out_.app = first_ != nullptr ? first_ : doubtful_;
    return std::move(out_);
  }

 private:
  struct List {
    std::vector<const Node*> nodes;
    Span key;
  };

  void read(const ShellWord& word) {
    const std::string& text = word.text.text();
    // The shell may put several words here, or none.
    if (!word.holes.empty() && word.holes.front().at == 0 && !word.holes.front().quoted) {
      out_.open = true;
      return;
    }
    const bool option = !only_positional_ && text.size() > 1 && text[0] == '-' &&
                        (word.holes.empty() || word.holes.front().at > 0);
    if (!option) return positional(word);
    if (text == "--" && word.known()) {
      only_positional_ = true;
    } else if (text[1] == '-') {
      long_option(word);
    } else {
      letters(word);
    }
    if (!unknown_) doubt_ = false;
    unknown_ = false;
  }

  void positional(const ShellWord& word) {
    const bool doubtful = doubt_;
    doubt_ = false;
    if (doubtful && doubtful_ == nullptr) {
      doubtful_ = &word;
    } else if (first_ == nullptr && !doubtful) {
      first_ = &word;
    }
  }

  void long_option(const ShellWord& word) {
    const std::string_view text = word.text.text();
    const std::size_t equals = text.find('=');
    const std::size_t name_end = std::min(equals, text.size());
    if (!word.known() && word.holes.front().at < name_end) {
      out_.open = true;
      return;
    }
    // A hole directly behind the name may hold the equals sign.
    const std::string_view name = text.substr(2, name_end - 2);
    const Span key = words_.span(word, 0, name_end);
    const Option* option = server_.find(name);
    if (option == nullptr)
      unknown(name, key, equals == std::string_view::npos);
    else if (equals != std::string_view::npos)
      set(*option, word, equals + 1, key);
    else
      set_from_next(*option, word, key);
  }

  // `-w4`, `-k gevent`, `-Dw 4`.
  void letters(const ShellWord& word) {
    const std::string_view text = word.text.text();
    for (std::size_t i = 1; i < text.size(); ++i) {
      const Span key = words_.span(word, i == 1 ? 0 : i, i + 1);
      const Option* option = server_.letter(text.substr(i, 1));
      if (option == nullptr) return unknown(text.substr(i, 1), key, i + 1 == text.size());
      if (option->takes == Takes::nothing) {
        flag(*option, key);
        continue;
      }
      const bool equals = i + 1 < text.size() && text[i + 1] == '=';
      const bool glued = i + 1 < text.size() || (!word.known() && word.holes.back().at == i + 1);
      return glued ? set(*option, word, i + (equals ? 2 : 1), key)
                   : set_from_next(*option, word, key);
    }
  }

  void set_from_next(const Option& option, const ShellWord&, Span key) {
    if (option.takes == Takes::nothing) return flag(option, key);
    const bool next = at_ + 1 < given_.size();
    const std::string_view following =
        next ? std::string_view(given_[at_ + 1].text.text()) : std::string_view();
    // The application would be no value for it: gunicorn 23 has no value there at all.
    const bool optional = option.takes == Takes::perhaps;
    if (optional &&
        (!next || following.starts_with("-") || following.find_first_of(".:") != following.npos))
      return flag(option, key);
    if (next)
      set(option, given_[++at_], 0, key);
    else
      out_.open = true;
  }

  void flag(const Option& option, Span key) {
    const bool off = option.name.starts_with("no-");
    const std::string name = key_of(off ? option.name.substr(3) : option.name);
    out_.options.set(words_.builder(), name, words_.builder().boolean(!off, key), key);
  }

  void set(const Option& option, const ShellWord& word, std::size_t begin, Span key) {
    if (option.takes == Takes::nothing) return flag(option, key);
    const std::string name = key_of(option.name);
    if (option.takes != Takes::values) {
      out_.options.set(words_.builder(), name, words_.number_or_text(word, begin), key);
      return;
    }
    List& list = lists_[name];
    if (list.nodes.empty()) list.key = key;
    list.nodes.push_back(words_.value(word, begin));
    if (name == "env") set_variable(word, begin);
  }

  void set_variable(const ShellWord& word, std::size_t begin) {
    const std::string_view text = word.text.text();
    const std::size_t equals = text.find('=', begin);
    if (equals == std::string_view::npos) return;
    if (!word.known() && word.holes.front().at <= equals) return;
    const std::string_view name = text.substr(begin, equals - begin);
    out_.env.set(words_.builder(), name, words_.variable(name, word, equals + 1),
                 words_.span(word, begin, equals));
  }

  void unknown(std::string_view name, Span key, bool may_take_next) {
    unknown_ = doubt_ = may_take_next;
    if (out_.unknown.size() >= kMostUnknown) {
      out_.unknown_open = true;
      return;
    }
    MappingBuilder item;
    const std::string shown = (name.size() > 1 ? "--" : "-") + std::string(name);
    item.set("name", words_.builder().string(shown, key));
    const std::string_view near = server_.nearest_to(name);
    const std::string nearest = "--" + std::string(near);
    if (!near.empty() && name.size() > 1) item.set("nearest", words_.builder().string(nearest));
    out_.unknown.push_back(item.build(words_.builder(), key));
  }

  const Server& server_;
  const Words& words_;
  std::span<const ShellWord> given_;
  Arguments out_;
  std::map<std::string, List> lists_;
  std::size_t at_ = 0;
  const ShellWord* first_ = nullptr;
  // The first word behind an unknown option, which may be its value.
  const ShellWord* doubtful_ = nullptr;
  bool doubt_ = false;
  bool unknown_ = false;
  bool only_positional_ = false;
};

}  // namespace

void Entries::set(const Builder& builder, std::string_view name, const Node* value, Span key) {
  const Node* keyed = builder.with_key(*value, key);
  const auto found = places_.find(name);
  if (found != places_.end()) {
    entries_[found->second].value = keyed;
    entries_[found->second].key_span = key;
    return;
  }
  const std::string_view kept = builder.arena().text(name);
  places_.emplace(kept, entries_.size());
  entries_.push_back({kept, keyed, key, nullptr});
}

const Node* Entries::get(std::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : entries_[found->second].value;
}

Arguments read_arguments(const Server& server, const Words& words,
                         std::span<const ShellWord> given) {
  return ArgumentReader(server, words, given).run();
}

}  // namespace djaz::startup
