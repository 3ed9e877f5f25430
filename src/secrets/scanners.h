// The parts of detect.cpp. Each looks at [begin, end) of the text and appends what it finds.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "secrets/detect.h"
#include "secrets/names.h"

namespace djaz {

struct Scan {
  std::string_view text;
  Dialect dialect = Dialect::plain;
  std::vector<SecretRange> found;

  void add(std::size_t begin, std::size_t end, bool continues = false);
};

// Literals in quotes under a secret's name, in the manner of Python, JSON, TOML, XML attributes and
// what resembles them. Calls the others for comments and for what other literals hold.
void scan_literals(Scan& scan, std::size_t begin, std::size_t end, int depth = 0);
// Lines `NAME=value`, `name: value`, without quotes.
void scan_lines(Scan& scan, std::size_t begin, std::size_t end);
// `name=value` within a line: connection strings, queries, command lines; `--password value`.
void scan_pairs(Scan& scan, std::size_t begin, std::size_t end);
// What is a secret wherever it stands: passwords in URLs, private keys, tokens with a known mark.
void scan_urls(Scan& scan);
void scan_private_keys(Scan& scan);
void scan_tokens(Scan& scan);

}  // namespace djaz
