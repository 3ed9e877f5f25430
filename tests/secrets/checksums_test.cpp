#include "secrets/checksums.h"

#include <doctest/doctest.h>

namespace djaz {

namespace {

// 60 bytes of body with the storage service's signature where it stands in real keys.
std::string storage_key(bool right) {
  std::string body;
  REQUIRE(decode_base64(std::string(76, 'k') + "+AStAB", body));
  body.resize(60, '\x11');
  const std::uint32_t hash = marvin32(body, marvin_seed("Default0")) + (right ? 0 : 1);
  for (int shift = 0; shift < 32; shift += 8) body += static_cast<char>(hash >> shift & 0xff);
  return encode_base64(body);
}

}  // namespace

TEST_CASE("the hashes agree with other programs") {
  CHECK(crc32("123456789") == 0xcbf43926);
  CHECK(crc32("") == 0);
  CHECK(marvin_seed("Default0") == 0x44656661756c7430);
  CHECK(marvin32("", marvin_seed("Default0")) == 0xcfd9b134);
  CHECK(marvin32("abcdefg", marvin_seed("Default0")) == 0x7fd93517);
  CHECK(marvin32("djaz!", marvin_seed("AadPwd00")) == 0x88c03273);
}

TEST_CASE("base64 is read in both alphabets, with and without its padding") {
  std::string bytes;
  CHECK(decode_base64("aGVsbG8/", bytes));
  CHECK(bytes == "hello?");
  CHECK(decode_base64("-_-_", bytes));
  CHECK(bytes == "\xfb\xff\xbf");
  CHECK(decode_base64("aGk=", bytes));
  CHECK(bytes == "hi");
  CHECK_FALSE(decode_base64("a b", bytes));
  CHECK_FALSE(decode_base64("aaaaa", bytes));
  for (const std::string text : {"", "a", "ab", "abc", "abcd"}) {
    CHECK(decode_base64(encode_base64(text), bytes));
    CHECK(bytes == text);
  }
}

TEST_CASE("a key of Azure is proved by the hash in its last bytes") {
  CHECK(azure_key_proof(storage_key(true), "Default0") == Proof::holds);
  CHECK(azure_key_proof(storage_key(true), "Access00 Default0") == Proof::holds);
  CHECK(azure_key_proof(storage_key(true), "Access00") == Proof::fails);
  CHECK(azure_key_proof(storage_key(false), "Default0") == Proof::fails);
  CHECK(azure_key_proof("", "Default0") == Proof::fails);
  CHECK(azure_key_proof("????", "Default0") == Proof::fails);
}

TEST_CASE("six letters at the end prove a token of GitHub") {
  const std::string body = "abcdefghijklmnopqrstuvwxyz0123";
  CHECK(prefixed_crc_proof("ghp_" + body + "2LolCm") == Proof::holds);
  CHECK(prefixed_crc_proof("ghp_" + body + "2LolCn") == Proof::fails);
  CHECK(prefixed_crc_proof("ghp_short") == Proof::none);
  CHECK(prefixed_crc_proof("nothing") == Proof::none);
}

TEST_CASE("three letters at the end prove a secret of Entra") {
  CHECK(entra_proof("abc8Q~xyzzy-plugh-Adventure-1977-ADV.b_W") == Proof::holds);
  CHECK(entra_proof("abc7Q~" + std::string(31, 'x')) == Proof::none);
  CHECK(entra_proof("abc8Q~" + std::string(34, 'x')) == Proof::fails);
}

}  // namespace djaz
