// How help is laid out: lines that fit a terminal, the words of a sentence rather than of a
// grammar.
#pragma once

#include <CLI/Formatter.hpp>
#include <string>

namespace djaz::cli {

class Help : public CLI::Formatter {
 public:
  Help();
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
};

}  // namespace djaz::cli
