// The options of a requirements line: shell words, then an option parser that knows abbreviations
// (`--extra-index`) and glued values (`-rbase.txt`), as pip's does.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/passage.h"

namespace djaz::requirements {

enum class OptionKind : std::uint8_t {
  index_url,
  extra_index_url,
  no_index,
  constraint,
  requirement,
  editable,
  find_links,
  no_binary,
  only_binary,
  prefer_binary,
  require_hashes,
  no_require_hashes,
  pre,
  all_releases,
  only_final,
  trusted_host,
  use_feature,
  hash,
  config_settings,
};

// The long name without dashes: "extra-index-url".
std::string_view to_string(OptionKind kind);

struct Option {
  OptionKind kind = OptionKind::pre;
  Span span;      // the option with its value
  Passage value;  // empty where it takes none
  bool has_value = false;
};

struct OptionMistake {
  Span span;
  std::string_view message;
};

struct Options {
  std::vector<Option> options;
  // Words that belong to no option: pip ignores them.
  std::vector<Span> leftovers;
};

// Where the options of a logical line begin: at the first word, split at spaces only, that starts
// with `-`. The size of the text when there are none.
std::size_t options_start(std::string_view line);

// False with the mistake when pip would refuse the line.
bool parse_options(const Passage& text, Options& out, OptionMistake& mistake);

}  // namespace djaz::requirements
