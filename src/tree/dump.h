// The tree as text, for `djaz show tree` and the golden files beside fixtures: one node a line,
// with its place. The same tree gives the same bytes. Values of nodes with the secret trait are
// left out.
#pragma once

#include <string>

#include "djaz/source.h"
#include "tree/node.h"

namespace djaz {

std::string dump(const Node& root, const Sources& sources);

// `True`, `None`, `'text'`; or `true`, `null`, `"text"`.
enum class Notation : std::uint8_t { python, json };

// A value as people write it; shortened to about `limit` bytes. Secret nodes become `***`, unknown
// ones `?`.
std::string brief(const Node& node, std::size_t limit = 80, Notation notation = Notation::python);

}  // namespace djaz
