// The command lines of servers as data: rules/data/server_options.toml, read once. Knows which
// options a server has, not what they mean.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace djaz::startup {

enum class Takes : std::uint8_t { nothing, value, values, perhaps };

struct Option {
  std::string_view name;  // long and canonical: "worker-class"
  Takes takes = Takes::nothing;
};

struct Server {
  std::string_view name;
  std::vector<std::string_view> programs;
  std::vector<std::string_view> modules;
  bool asgi = false;
  bool abbreviations = false;
  std::map<std::string_view, Option> options;  // by every long spelling
  std::map<std::string_view, Option> letters;

  // Null when there is no such option, or an abbreviation fits several.
  const Option* find(std::string_view name) const;
  const Option* letter(std::string_view letter) const;
  // The nearest spelling to one that is not known, or empty.
  std::string_view nearest_to(std::string_view name) const;
};

// A program that starts another one, named behind its own options.
struct Wrapper {
  std::string_view name;
  std::vector<std::string_view> words;
  std::vector<std::string_view> value_options;
  std::size_t skip = 0;
};

struct ServerFacts {
  std::vector<Server> servers;
  std::vector<Wrapper> wrappers;
  std::vector<Wrapper> runners;  // modules of Python
  std::vector<std::string_view> asgi_workers;

  const Server* by_program(std::string_view program) const;
  const Server* by_module(std::string_view module) const;
  const Wrapper* wrapper(std::string_view program) const;
  const Wrapper* runner(std::string_view module) const;
  bool is_asgi_worker(std::string_view worker_class) const;
};

const ServerFacts& server_facts();

}  // namespace djaz::startup
