#include "documents/requirements/options.h"

#include <array>

#include "documents/requirements/shell_words.h"
#include "documents/requirements/variables.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

struct Spelling {
  std::string_view text;
  OptionKind kind;
};

constexpr std::array<Spelling, 20> kLong = {{
    {"--index-url", OptionKind::index_url},
    {"--pypi-url", OptionKind::index_url},
    {"--extra-index-url", OptionKind::extra_index_url},
    {"--no-index", OptionKind::no_index},
    {"--constraint", OptionKind::constraint},
    {"--requirement", OptionKind::requirement},
    {"--editable", OptionKind::editable},
    {"--find-links", OptionKind::find_links},
    {"--no-binary", OptionKind::no_binary},
    {"--only-binary", OptionKind::only_binary},
    {"--prefer-binary", OptionKind::prefer_binary},
    {"--require-hashes", OptionKind::require_hashes},
    {"--no-require-hashes", OptionKind::no_require_hashes},
    {"--pre", OptionKind::pre},
    {"--all-releases", OptionKind::all_releases},
    {"--only-final", OptionKind::only_final},
    {"--trusted-host", OptionKind::trusted_host},
    {"--use-feature", OptionKind::use_feature},
    {"--hash", OptionKind::hash},
    {"--config-settings", OptionKind::config_settings},
}};

constexpr std::array<Spelling, 6> kShort = {{
    {"-i", OptionKind::index_url},
    {"-c", OptionKind::constraint},
    {"-r", OptionKind::requirement},
    {"-e", OptionKind::editable},
    {"-f", OptionKind::find_links},
    {"-C", OptionKind::config_settings},
}};

constexpr std::array<std::string_view, 6> kFeatures = {
    "fast-deps",  "inprocess-build-deps",         "venv-isolation",
    "truststore", "no-binary-enable-wheel-cache", "build-constraint"};

bool takes_value(OptionKind kind) {
  switch (kind) {
    case OptionKind::no_index:
    case OptionKind::prefer_binary:
    case OptionKind::require_hashes:
    case OptionKind::no_require_hashes:
    case OptionKind::pre:
      return false;
    default:
      return true;
  }
}

// Why a value is refused, or nothing.
std::string_view check_value(OptionKind kind, std::string_view value) {
  switch (kind) {
    case OptionKind::hash: {
      const std::size_t colon = value.find(':');
      if (colon == std::string_view::npos)
        return "a hash is written `--hash=sha256:` and then the digest";
      const std::string_view name = value.substr(0, colon);
      if (name != "sha256" && name != "sha384" && name != "sha512")
        return "pip takes sha256, sha384 and sha512 for `--hash`, no other";
      return {};
    }
    case OptionKind::config_settings:
      return value.find('=') == std::string_view::npos ? "`--config-settings` takes KEY=VALUE"
                                                       : std::string_view();
    case OptionKind::use_feature:
      for (const std::string_view known : kFeatures)
        if (value == known) return {};
      return "pip does not know this feature";
    case OptionKind::no_binary:
    case OptionKind::only_binary:
    case OptionKind::all_releases:
    case OptionKind::only_final:
      return !value.empty() && value.front() == '-' ? "the value of the option is missing"
                                                    : std::string_view();
    default:
      return {};
  }
}

class OptionReader {
 public:
  OptionReader(std::vector<Passage> words, Options& out, OptionMistake& mistake)
      : words_(std::move(words)), out_(out), mistake_(mistake) {}

  bool run() {
    while (at_ < words_.size()) {
      const std::string_view word = words_[at_].text();
      if (word == "--") {
        for (++at_; at_ < words_.size(); ++at_) out_.leftovers.push_back(words_[at_].span());
      } else if (word.substr(0, 2) == "--") {
        if (!long_option()) return false;
      } else if (word.size() > 1 && word[0] == '-') {
        if (!short_option()) return false;
      } else {
        out_.leftovers.push_back(words_[at_++].span());
      }
    }
    return true;
  }

 private:
  bool long_option() {
    const Passage word = std::move(words_[at_++]);
    const std::string_view text = word.text();
    const std::size_t equals = text.find('=');
    const bool glued = equals != std::string_view::npos;
    const std::string_view name = text.substr(0, equals);
    std::vector<const Spelling*> found;
    for (const Spelling& spelling : kLong) {
      if (spelling.text == name) {
        found = {&spelling};
        break;
      }
      if (spelling.text.substr(0, name.size()) == name) found.push_back(&spelling);
    }
    if (found.empty()) return fail(word.span(0, name.size()), unknown_option(name));
    if (found.size() > 1)
      return fail(word.span(0, name.size()),
                  "this abbreviation fits more than one option: write it out");
    Option option = {found[0]->kind, word.span(), Passage(word.file()), false};
    if (!takes_value(option.kind)) {
      if (glued) return fail(word.span(), "this option takes no value");
      return add(std::move(option));
    }
    if (!glued) return next_value(std::move(option));
    option.value = word.slice(equals + 1, word.size());
    option.has_value = true;
    return add(std::move(option));
  }

  // All of them take a value, so the rest of the word is it.
  bool short_option() {
    const Passage word = std::move(words_[at_++]);
    const std::string_view name = std::string_view(word.text()).substr(0, 2);
    for (const Spelling& spelling : kShort) {
      if (spelling.text != name) continue;
      Option option = {spelling.kind, word.span(), Passage(word.file()), false};
      if (word.size() == 2) return next_value(std::move(option));
      option.value = word.slice(2, word.size());
      option.has_value = true;
      return add(std::move(option));
    }
    return fail(word.span(), unknown_option(name));
  }

  bool next_value(Option option) {
    if (at_ >= words_.size()) return fail(option.span, "the value of the option is missing");
    option.value = std::move(words_[at_++]);
    option.has_value = true;
    option.span.end = option.value.span().end;
    return add(std::move(option));
  }

  bool add(Option option) {
    const std::string_view value = option.value.text();
    const std::string_view wrong = check_value(option.kind, value);
    // What a variable holds may be right.
    if (!wrong.empty() && Variables(value).empty()) return fail(option.span, wrong);
    out_.options.push_back(std::move(option));
    return true;
  }

  static std::string_view unknown_option(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kGone = {"--global-option",
                                                              "--install-option",
                                                              "--process-dependency-links",
                                                              "-U",
                                                              "--upgrade",
                                                              "--no-deps",
                                                              "--user",
                                                              "--always-unzip",
                                                              "-Z"};
    for (const std::string_view gone : kGone)
      if (name == gone)
        return "pip does not take this option in a requirements file: give it on the command line "
               "or drop it";
    return "pip does not know this option in a requirements file";
  }

  bool fail(Span span, std::string_view message) {
    mistake_ = {span, message};
    return false;
  }

  std::vector<Passage> words_;
  std::size_t at_ = 0;
  Options& out_;
  OptionMistake& mistake_;
};

}  // namespace

std::string_view to_string(OptionKind kind) {
  for (const Spelling& spelling : kLong)
    if (spelling.kind == kind) return spelling.text.substr(2);
  return {};
}

std::size_t options_start(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '-' && (at == 0 || line[at - 1] == ' ')) return at;
  }
  return line.size();
}

bool parse_options(const Passage& text, Options& out, OptionMistake& mistake) {
  std::vector<Passage> words;
  std::string_view problem;
  std::size_t at = 0;
  if (!split_shell_words(text, words, problem, at)) {
    mistake = {text.span(at, text.size()), problem};
    return false;
  }
  return OptionReader(std::move(words), out, mistake).run();
}

}  // namespace djaz::requirements
