#include "documents/startup/server_options.h"

#include <algorithm>

#include "support/text.h"
#include "syntax/embedded.h"

namespace djaz::startup {
namespace {

using Texts = std::vector<std::string_view>;

Texts texts(const Node& table, std::string_view name) {
  Texts out;
  const Entry* entry = find_entry(table, name);
  if (entry != nullptr)
    for (const Node* item : entry->value->items) out.push_back(item->text);
  return out;
}

std::string_view text(const Node& table, std::string_view name) {
  const Entry* entry = find_entry(table, name);
  return entry == nullptr ? std::string_view() : entry->value->text;
}

std::span<const Node* const> tables(const Node& root, std::string_view name) {
  const Entry* entry = find_entry(root, name);
  return entry == nullptr ? std::span<const Node* const>() : entry->value->items;
}

void add_spellings(Server& server, const Node& table, std::string_view key,
                   std::map<std::string_view, Option>& out) {
  const Entry* entry = find_entry(table, key);
  if (entry == nullptr) return;
  for (const Entry& spelling : entry->value->entries) {
    const auto known = server.options.find(spelling.value->text);
    if (known != server.options.end()) out.emplace(spelling.name, known->second);
  }
}

Server read_server(const Node& table) {
  Server server;
  server.name = text(table, "name");
  server.programs = texts(table, "programs");
  server.modules = texts(table, "modules");
  server.asgi = text(table, "interface") == "asgi";
  const Entry* abbreviations = find_entry(table, "abbreviations");
  server.abbreviations = abbreviations != nullptr && abbreviations->value->boolean;
  static constexpr std::pair<std::string_view, Takes> kSorts[] = {{"flag", Takes::nothing},
                                                                  {"value", Takes::value},
                                                                  {"list", Takes::values},
                                                                  {"optional", Takes::perhaps}};
  for (const auto& [key, takes] : kSorts)
    for (const std::string_view name : texts(table, key))
      server.options.emplace(name, Option{name, takes});
  add_spellings(server, table, "same", server.options);
  add_spellings(server, table, "short", server.letters);
  return server;
}

Wrapper read_wrapper(const Node& table) {
  Wrapper wrapper;
  wrapper.name = text(table, "name");
  wrapper.words = texts(table, "words");
  wrapper.value_options = texts(table, "value");
  if (const Entry* skip = find_entry(table, "skip"))
    wrapper.skip = static_cast<std::size_t>(skip->value->integer);
  return wrapper;
}

ServerFacts read_facts() {
  ServerFacts facts;
  const Node* root = embedded("rules/data/server_options.toml");
  if (root == nullptr) return facts;
  for (const Node* table : tables(*root, "server")) facts.servers.push_back(read_server(*table));
  for (const Node* table : tables(*root, "wrapper")) facts.wrappers.push_back(read_wrapper(*table));
  for (const Node* table : tables(*root, "runner")) facts.runners.push_back(read_wrapper(*table));
  if (const Entry* workers = find_entry(*root, "asgi_workers"))
    facts.asgi_workers = texts(*workers->value, "prefixes");
  return facts;
}

bool holds(const Texts& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

const Wrapper* named(const std::vector<Wrapper>& wrappers, std::string_view name) {
  for (const Wrapper& wrapper : wrappers)
    if (wrapper.name == name) return &wrapper;
  return nullptr;
}

}  // namespace

const Option* Server::find(std::string_view long_name) const {
  const auto exact = options.find(long_name);
  if (exact != options.end()) return &exact->second;
  if (!abbreviations || long_name.empty()) return nullptr;
  const Option* found = nullptr;
  for (auto it = options.lower_bound(long_name);
       it != options.end() && it->first.starts_with(long_name); ++it) {
    if (found != nullptr && found->name != it->second.name) return nullptr;
    found = &it->second;
  }
  return found;
}

const Option* Server::letter(std::string_view one) const {
  const auto found = letters.find(one);
  return found == letters.end() ? nullptr : &found->second;
}

std::string_view Server::nearest_to(std::string_view long_name) const {
  Texts all;
  for (const auto& spelling : options) all.push_back(spelling.first);
  return nearest(long_name, all);
}

const Server* ServerFacts::by_program(std::string_view program) const {
  for (const Server& server : servers)
    if (holds(server.programs, program)) return &server;
  return nullptr;
}

const Server* ServerFacts::by_module(std::string_view module) const {
  for (const Server& server : servers)
    if (holds(server.modules, module)) return &server;
  return nullptr;
}

const Wrapper* ServerFacts::wrapper(std::string_view program) const {
  return named(wrappers, program);
}

const Wrapper* ServerFacts::runner(std::string_view module) const { return named(runners, module); }

bool ServerFacts::is_asgi_worker(std::string_view worker_class) const {
  return std::any_of(asgi_workers.begin(), asgi_workers.end(),
                     [&](std::string_view prefix) { return worker_class.starts_with(prefix); });
}

const ServerFacts& server_facts() {
  static const ServerFacts facts = read_facts();
  return facts;
}

}  // namespace djaz::startup
