// Reads each file given as an Azure document and writes the branch it becomes, or with --count only
// how many expressions in properties have a value. For looking at real exports.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "documents/azure_project.h"

namespace {

struct Tally {
  std::size_t resources = 0;
  std::size_t literals = 0;
  std::size_t known = 0;
  std::size_t candidates = 0;
  std::size_t partial = 0;
  std::size_t unknown = 0;
  std::map<std::string, std::size_t> reasons;
};

void count(const djaz::Node& node, Tally& tally, int depth = 0) {
  if (depth > 300) return;
  const bool computed = node.origin && node.origin->how == djaz::Origin::How::computed;
  if (computed) {
    if (!node.is(djaz::Kind::unknown)) {
      ++tally.known;
    } else if (!node.unknown->candidates.empty()) {
      ++tally.candidates;
    } else {
      const bool part = !node.unknown->prefix.empty() || !node.unknown->suffix.empty();
      ++(part ? tally.partial : tally.unknown);
      ++tally.reasons[std::string(djaz::to_string(node.unknown->reason)) + ": " +
                      std::string(node.unknown->detail.substr(0, 60))];
    }
    return;
  }
  if (!node.is_collection()) ++tally.literals;
  for (const djaz::Node* item : node.items) count(*item, tally, depth + 1);
  for (const djaz::Entry& entry : node.entries) count(*entry.value, tally, depth + 1);
}

void count_resources(const djaz::Node& list, Tally& tally, int depth = 0) {
  if (depth > 20) return;
  for (const djaz::Node* resource : list.items) {
    ++tally.resources;
    for (const djaz::Entry& entry : resource->entries) {
      if (entry.name == "properties" || entry.name == "appSettings")
        count(*entry.value, tally);
      else if (entry.value->is(djaz::Kind::list) && entry.name != "zones")
        count_resources(*entry.value, tally, depth + 1);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  Tally tally;
  bool only_count = false;
  std::map<std::string, std::size_t> problems;
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    if (path == "--count") {
      only_count = true;
      continue;
    }
    std::ifstream in(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const std::string name = path.substr(path.rfind('/') + 1);
    const bool looks = djaz::kAzure.suspects(name) != djaz::Suspicion::no &&
                       djaz::kAzure.recognises(name, text.substr(0, 4096));
    djaz::AzureProject project({{name, text}});
    for (const std::string& problem : project.problems()) ++problems[problem];
    if (only_count) {
      for (const djaz::Entry& entry : project.azure().entries) count_resources(*entry.value, tally);
      if (!looks) std::cout << "not recognised: " << path << "\n";
      continue;
    }
    std::cout << "== " << path << (looks ? "" : " (not recognised)") << "\n";
    for (const std::string& problem : project.problems()) std::cout << "! " << problem << "\n";
    std::cout << djaz::dump(project.azure(), project.sources);
  }
  if (only_count) {
    std::cout << "resources " << tally.resources << " literals " << tally.literals << " known "
              << tally.known << " candidates " << tally.candidates << " partly " << tally.partial
              << " unknown " << tally.unknown << "\n";
    for (const auto& [words, times] : tally.reasons)
      std::cout << "  " << times << " " << words << "\n";
    for (const auto& [words, times] : problems)
      std::cout << "  ! " << times << " " << words << "\n";
  }
}
