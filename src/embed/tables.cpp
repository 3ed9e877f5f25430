#include "embed/tables.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "tree/builder.h"

namespace djaz {
namespace {

enum class Tag : char {
  null = 'n',
  no = 'f',
  yes = 't',
  integer = 'i',
  real = 'r',
  string = 's',
  list = 'l',
  mapping = 'm'
};

// The TOML reader nests no deeper.
constexpr int kDeepest = 256;

void put_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>(0x80U | (value & 0x7FU));
  out += static_cast<char>(value);
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

void put_node(std::string& out, const Node& node) {
  switch (node.kind) {
    case Kind::boolean:
      out += static_cast<char>(node.boolean ? Tag::yes : Tag::no);
      break;
    case Kind::integer:
      out += static_cast<char>(Tag::integer);
      put_number(out, static_cast<std::uint64_t>(node.integer));
      break;
    case Kind::real: {
      std::uint64_t bits = 0;
      std::memcpy(&bits, &node.real, sizeof bits);
      out += static_cast<char>(Tag::real);
      put_number(out, bits);
      break;
    }
    case Kind::string:
      out += static_cast<char>(Tag::string);
      put_text(out, node.text);
      break;
    case Kind::list: {
      std::string inside;
      put_number(inside, node.items.size());
      for (const Node* item : node.items) put_node(inside, *item);
      out += static_cast<char>(Tag::list);
      put_text(out, inside);
      break;
    }
    case Kind::mapping: {
      std::string inside;
      put_number(inside, node.entries.size());
      for (const Entry& entry : node.entries) {
        put_text(inside, entry.name);
        put_node(inside, *entry.value);
      }
      out += static_cast<char>(Tag::mapping);
      put_text(out, inside);
      break;
    }
    default:
      out += static_cast<char>(Tag::null);
      break;
  }
}

class Decoder {
 public:
  Decoder(std::string_view bytes, Arena& arena) : bytes_(bytes), builder_(arena) {}

  const Node* run() {
    const Node* root = node(0);
    return good_ && at_ == bytes_.size() ? root : nullptr;
  }

  const Node* entries(std::span<const std::string_view> names) {
    if (!enter(Tag::mapping)) return nullptr;
    std::vector<Entry> entries;
    for (std::uint64_t left = number(); left > 0 && good_; --left) {
      const std::string_view name = text();
      if (std::find(names.begin(), names.end(), name) == names.end())
        skip();
      else
        entries.push_back({name, node(1), {}, nullptr});
    }
    return good_ ? builder_.mapping(entries) : nullptr;
  }

  std::vector<std::vector<std::string_view>> texts(std::span<const std::string_view> keys) {
    std::vector<std::vector<std::string_view>> out(keys.size());
    if (!enter(Tag::mapping)) return out;
    for (std::uint64_t left = number(); left > 0 && good_; --left) {
      const auto key = std::find(keys.begin(), keys.end(), text());
      if (key == keys.end())
        skip();
      else
        add_texts(out[static_cast<std::size_t>(key - keys.begin())]);
    }
    return out;
  }

  std::vector<std::string_view> tables(std::string_view key) {
    std::vector<std::string_view> out;
    if (!enter_value(key) || !enter(Tag::list)) return out;
    for (std::uint64_t left = number(); left > 0 && good_; --left) {
      const std::size_t begin = at_;
      skip();
      out.push_back(bytes_.substr(begin, at_ - begin));
    }
    return out;
  }

 private:
  // Steps into a collection.
  bool enter(Tag tag) {
    if (at_ >= bytes_.size() || static_cast<Tag>(bytes_[at_]) != tag) return false;
    ++at_;
    number();
    return good_;
  }

  // Steps to the value under a key of a mapping.
  bool enter_value(std::string_view key) {
    if (!enter(Tag::mapping)) return false;
    for (std::uint64_t left = number(); left > 0 && good_; --left) {
      if (text() == key) return good_;
      skip();
    }
    return false;
  }

  // A text, or a list of texts.
  void add_texts(std::vector<std::string_view>& out) {
    for (std::uint64_t left = enter(Tag::list) ? number() : 1; left > 0 && good_; --left) {
      if (at_ < bytes_.size() && static_cast<Tag>(bytes_[at_]) == Tag::string) {
        ++at_;
        out.push_back(text());
      } else {
        skip();
      }
    }
  }

  // Steps over a node.
  void skip() {
    if (at_ >= bytes_.size()) {
      good_ = false;
      return;
    }
    switch (static_cast<Tag>(bytes_[at_++])) {
      case Tag::integer:
      case Tag::real:
        number();
        break;
      case Tag::string:
      case Tag::list:
      case Tag::mapping:
        text();
        break;
      default:
        break;
    }
  }

  const Node* node(int depth) {
    if (at_ >= bytes_.size() || depth > kDeepest) return fail();
    switch (static_cast<Tag>(bytes_[at_++])) {
      case Tag::null:
        return builder_.null();
      case Tag::no:
        return builder_.boolean(false);
      case Tag::yes:
        return builder_.boolean(true);
      case Tag::integer:
        return builder_.integer(static_cast<std::int64_t>(number()));
      case Tag::real: {
        const std::uint64_t bits = number();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return builder_.real(value);
      }
      case Tag::string:
        return builder_.borrowed_string(text());
      case Tag::list: {
        const std::uint64_t size = number();
        if (size > bytes_.size() - at_) return fail();
        std::vector<const Node*> items;
        for (std::uint64_t left = number(); left > 0 && good_; --left)
          items.push_back(node(depth + 1));
        return builder_.list(items);
      }
      case Tag::mapping: {
        const std::uint64_t size = number();
        if (size > bytes_.size() - at_) return fail();
        std::vector<Entry> entries;
        for (std::uint64_t left = number(); left > 0 && good_; --left) {
          const std::string_view name = text();
          entries.push_back({name, node(depth + 1), {}, nullptr});
        }
        return builder_.mapping(entries);
      }
    }
    return fail();
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    good_ = false;
    return 0;
  }

  std::string_view text() {
    const std::uint64_t size = number();
    if (size > bytes_.size() - at_) {
      good_ = false;
      return {};
    }
    const std::string_view out = bytes_.substr(at_, size);
    at_ += size;
    return out;
  }

  const Node* fail() {
    good_ = false;
    return builder_.null();
  }

  std::string_view bytes_;
  Builder builder_;
  std::size_t at_ = 0;
  bool good_ = true;
};

}  // namespace

std::string encode_tree(const Node& root) {
  std::string out;
  put_node(out, root);
  return out;
}

const Node* decode_tree(std::string_view bytes, Arena& arena) {
  return Decoder(bytes, arena).run();
}

const Node* decode_entries(std::string_view bytes, std::span<const std::string_view> names,
                           Arena& arena) {
  return Decoder(bytes, arena).entries(names);
}

std::vector<std::vector<std::string_view>> encoded_texts(std::string_view bytes,
                                                         std::span<const std::string_view> keys) {
  Arena none;
  return Decoder(bytes, none).texts(keys);
}

std::vector<std::string_view> encoded_tables(std::string_view bytes, std::string_view key) {
  Arena none;
  return Decoder(bytes, none).tables(key);
}

}  // namespace djaz
