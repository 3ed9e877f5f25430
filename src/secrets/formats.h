// Credentials that services issue in a form of their own, found in the raw text of any file: what
// somebody pasted into a comment counts as much as what a program reads. One pass looks for the
// marks that such texts hold; an expression is compiled only when one of its marks was seen.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "secrets/checksums.h"

namespace djaz {

// A format's public face. All text is static.
struct SecretFormat {
  std::string_view id;     // "azure-storage-key"
  std::string_view title;  // "a storage account key"
  std::string_view opens;  // what the holder can do: "read and change everything in the account"
  // Issued to be sent to browsers as well, so that its place may be right.
  bool often_public = false;
};

struct FormatHit {
  const SecretFormat* format = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Proof proof = Proof::none;
  // A run of the alphabet or the like: more likely made up than issued.
  bool made_up = false;
  // YYYY-MM-DD, where the text itself says when it ends.
  std::string_view expires;
};

// In order of place; hits that overlap are one. Placeholders, references, keys of emulators and
// published samples are left out.
std::vector<FormatHit> find_formats(std::string_view text);

}  // namespace djaz
