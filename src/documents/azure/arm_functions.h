// The plain functions of ARM templates: those whose value follows from their arguments. One table;
// what a function does with arguments that are not known is said there too.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tree/builder.h"

namespace djaz::azure {

// No value grows beyond these.
inline constexpr std::size_t kLongestText = 64 * 1024;
inline constexpr std::size_t kLongestList = 1'000;
// Of the JSON that `string` writes and `json` reads.
inline constexpr int kLongestDepth = 32;

using Arguments = std::span<const Node* const>;

struct Function {
  std::string_view name;  // lower case
  std::uint8_t least = 0;
  std::uint8_t most = 255;
  Kind result = Kind::unknown;
  // Wants to see unknown arguments; otherwise one of them makes the result unknown.
  bool partial = false;
  // Null when the arguments are wrong.
  const Node* (*apply)(const Builder& builder, Arguments arguments) = nullptr;
};

// Null when it is not a plain function. The name in lower case.
const Function* find_function(std::string_view name);

// Functions that only the platform can answer: `reference`, `listKeys`, `uniqueString`, …
bool is_runtime_function(std::string_view name);

// The first unknown node in a value, or the value itself when it may hold more than is shown; null
// when all of it is known.
const Node* first_unknown(const Node& node, int depth = 0);

// An unknown of a type with the reason and the words of another.
const Node* unknown_like(const Builder& builder, const Node& other, Kind type);

// The same for what is a part of it: of what a deployment gives, nothing is written here.
const Node* part_of(const Builder& builder, const Node& other, Kind type = Kind::unknown);

// An unknown of a type that is not empty, because a limit was reached.
const Node* over_budget(const Builder& builder, std::string_view detail, Kind type);

// The text of an argument; empty where it is none.
std::string_view text(Arguments arguments, std::size_t index);
bool texts(Arguments arguments);
// A text that a function made, within its bounds.
const Node* made(const Builder& builder, const std::string& value);

// Where a text stands after `count` more code points from `at`, or at its end.
std::size_t code_point_after(std::string_view text, std::size_t at, std::size_t count);

// A value as `format()` writes it where its pattern says ",8:D2" or the like behind the index.
const Node* formatted(const Builder& builder, const Node& value, std::string_view how);

std::span<const Function> text_functions();
std::span<const Function> collection_functions();
std::span<const Function> value_functions();
std::span<const Function> encoding_functions();
std::span<const Function> network_functions();

}  // namespace djaz::azure
