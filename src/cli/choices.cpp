#include "cli/choices.h"

#include <CLI/Error.hpp>
#include <CLI/Validators.hpp>

#include "support/text.h"

namespace djaz::cli {
namespace {

// The name of the validator that carries the words.
constexpr std::string_view kMark = "one of: ";

std::string mark(const std::vector<std::string>& words) {
  return std::string(kMark) + join(words, " ");
}

}  // namespace

CLI::Option* choose_from(CLI::Option* option, const std::vector<std::string>& words) {
  // Help texts name the words in sentences of their own.
  return suggest_from(option->check(CLI::IsMember(words).description("")), words);
}

CLI::Option* suggest_from(CLI::Option* option, const std::vector<std::string>& words) {
  return option->check(CLI::Validator([](std::string&) { return std::string(); }, "", mark(words)));
}

std::vector<std::string> choices_of(CLI::Option& option) {
  // Validators are counted by asking for the next one.
  for (int i = 0;; ++i) {
    const CLI::Validator* validator = nullptr;
    try {
      validator = option.get_validator(i);
    } catch (const CLI::OptionNotFound&) {
      return {};
    }
    const std::string& name = validator->get_name();
    if (name.rfind(kMark, 0) != 0) continue;
    std::vector<std::string> out;
    for (const std::string_view word : split(std::string_view(name).substr(kMark.size()), ' '))
      out.emplace_back(word);
    return out;
  }
}

}  // namespace djaz::cli
