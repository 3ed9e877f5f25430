// Keys that carry their own checksum tell a real one from a sample, offline. Azure's identifiable
// keys end in a Marvin32 of themselves under a seed for each service; GitHub's and npm's in a
// CRC-32.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

// What a checksum says of a value that has the shape.
enum class Proof : std::uint8_t {
  none,   // the format has no checksum
  holds,  // somebody was really given this
  fails,  // a sample, a typing error, or cut short
};

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed);
// Eight letters, read with the first as the highest byte: "Default0".
std::uint64_t marvin_seed(std::string_view letters);
std::uint32_t crc32(std::string_view bytes);

// The ordinary alphabet and the one for URLs; padding may be missing. False for anything else.
bool decode_base64(std::string_view text, std::string& bytes);
std::string encode_base64(std::string_view bytes);

// `seeds` are eight letters each, with blanks between them; one of them must fit.
Proof azure_key_proof(std::string_view key, std::string_view seeds);
// `xxx8Q~…`: the last three letters are the checksum. `xxx7Q~…` has none.
Proof entra_proof(std::string_view secret);
// `ghp_` or `npm_`, thirty letters, six of checksum.
Proof prefixed_crc_proof(std::string_view token);

}  // namespace djaz
