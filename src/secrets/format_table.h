// The formats as data: what marks one, the expression of it, and how it is proved. The part called
// `secret` is what is reported and hidden.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "secrets/formats.h"

namespace djaz {

// What is asked of a hit beyond its expression.
enum class Extra : std::uint8_t {
  none,
  azure_key,    // Marvin32 under one of `seeds`
  entra,        // Marvin32 in Entra's own alphabet
  crc,          // GitHub's and npm's
  sas,          // the query around it must be that of a shared access signature
  private_key,  // several lines; what it holds begins as a key does
  url,          // a password in a URL of a host that others can reach
};

struct FormatEntry {
  SecretFormat face;
  // Texts of which one is in every hit, in any case, at least three bytes each; blanks between.
  std::string_view marks;
  std::string_view pattern;
  double least_entropy = 0;
  Extra extra = Extra::none;
  std::string_view seeds = {};
  // Texts of which one must stand near the mark before the expression is asked; none: it always is.
  std::string_view also = {};
  // The secret has a run of at least so many letters, digits and `+/_-`: what has none near the
  // mark needs no expression, which costs more to make than a file of settings to look through.
  std::size_t least_run = 0;
};

std::span<const FormatEntry> format_entries();

}  // namespace djaz
