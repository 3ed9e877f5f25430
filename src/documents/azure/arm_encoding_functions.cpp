// Texts in other clothes: base64, URIs and data URIs.
#include <algorithm>
#include <string>

#include "documents/azure/arm_functions.h"
#include "support/text.h"
#include "syntax/json.h"

namespace djaz::azure {
namespace {

using B = const Builder&;
using A = Arguments;

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const Node* base64(B b, A a) {
  if (!texts(a)) return nullptr;
  const std::string_view in = text(a, 0);
  std::string out;
  for (std::size_t i = 0; i < in.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (i + k < in.size() ? static_cast<unsigned char>(in[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k > in.size() ? '=' : kBase64[bits >> (18 - 6 * k) & 63];
  }
  return made(b, out);
}

const Node* base64_to_string(B b, A a) {
  if (!texts(a)) return nullptr;
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text(a, 0)) {
    if (c == '=') break;
    const std::size_t value = kBase64.find(c);
    if (value == std::string_view::npos) return nullptr;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return is_valid_utf8(out) ? b.string(out) : nullptr;
}

// What is certain where one of the two is not known: how both are written, one behind the other.
const Node* uri_in_parts(B b, A a) {
  std::string written;
  for (const Node* part : a) {
    if (!part->is(Kind::unknown)) {
      written += part->text;
    } else if (part->unknown->written.empty()) {
      return unknown_like(b, *part, Kind::string);
    } else {
      written += part->unknown->written;
    }
  }
  Unknown about = *unknown_like(b, *(a[0]->is(Kind::unknown) ? a[0] : a[1]), Kind::string)->unknown;
  about.not_empty = true;
  if (written.size() <= kLongestText) about.written = written;
  return b.unknown(about);
}

const Node* uri(B b, A a) {
  for (const Node* part : a)
    if (!part->is(Kind::string) && !part->is(Kind::unknown)) return nullptr;
  if (!texts(a)) return uri_in_parts(b, a);
  std::string_view base = text(a, 0);
  std::string_view relative = text(a, 1);
  if (base.find("://") == std::string_view::npos) return nullptr;
  if (relative.find("://") != std::string_view::npos) return b.string(relative);
  const std::size_t host = base.find("://") + 3;
  if (!relative.empty() && relative.front() == '/') {
    base = base.substr(0, base.find('/', host));
  } else {
    const std::size_t slash = base.rfind('/');
    base = slash < host ? base : base.substr(0, slash);
    while (!relative.empty() && relative.front() == '/') relative.remove_prefix(1);
  }
  return made(b, std::string(base) + (relative.empty() || relative.front() != '/' ? "/" : "") +
                     std::string(relative));
}

const Node* uri_component(B b, A a) {
  if (!texts(a)) return nullptr;
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text(a, 0)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return made(b, out);
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

const Node* uri_component_to_string(B b, A a) {
  if (!texts(a)) return nullptr;
  const std::string_view in = text(a, 0);
  std::string out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const bool escape =
        in[i] == '%' && i + 2 < in.size() && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0;
    out += escape ? static_cast<char>(hex(in[i + 1]) * 16 + hex(in[i + 2])) : in[i];
    if (escape) i += 2;
  }
  return is_valid_utf8(out) ? b.string(out) : nullptr;
}

const Node* base64_to_json(B b, A a) {
  const Node* decoded = base64_to_string(b, a);
  if (!decoded) return nullptr;
  JsonOptions options;
  options.depth = kLongestDepth;
  return parse_json_text(decoded->text, b.arena(), options).root;
}

constexpr std::string_view kDataUri = "data:text/plain;charset=utf8;base64,";

const Node* data_uri(B b, A a) {
  const Node* encoded = base64(b, a);
  if (!encoded || !encoded->is(Kind::string)) return encoded;
  return made(b, std::string(kDataUri) + std::string(encoded->text));
}

const Node* data_uri_to_string(B b, A a) {
  const std::string_view in = text(a, 0);
  const std::size_t comma = in.find(',');
  if (!texts(a) || !starts_with_ignoring_case(in, "data:") || comma == in.npos) return nullptr;
  const Node* body = b.string(in.substr(comma + 1));
  return ends_with_ignoring_case(in.substr(0, comma), ";base64")
             ? base64_to_string(b, A(&body, 1))
             : uri_component_to_string(b, A(&body, 1));
}

constexpr Function kFunctions[] = {
    {"base64", 1, 1, Kind::string, false, base64},
    {"base64tostring", 1, 1, Kind::string, false, base64_to_string},
    {"uri", 2, 2, Kind::string, true, uri},
    {"uricomponent", 1, 1, Kind::string, false, uri_component},
    {"uricomponenttostring", 1, 1, Kind::string, false, uri_component_to_string},
    {"base64tojson", 1, 1, Kind::unknown, false, base64_to_json},
    {"datauri", 1, 1, Kind::string, false, data_uri},
    {"datauritostring", 1, 1, Kind::string, false, data_uri_to_string},
};

}  // namespace

std::span<const Function> encoding_functions() { return kFunctions; }

}  // namespace djaz::azure
