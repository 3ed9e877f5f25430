// The mappings of the tree: one for each requirement, option and include of a file.
#pragma once

#include "documents/requirements/grammar.h"
#include "documents/requirements/nodes.h"
#include "documents/requirements/options.h"

namespace djaz::requirements {

// `options` are those of the same line: its hashes and settings.
const Node* requirement_node(const SourceFile& file, const Builder& builder,
                             const PassageNodes& nodes, const Requirement& requirement,
                             bool editable, const Options& options);

// {target, kind} for an include, {name, value} otherwise; `ignored` where pip does not heed it.
const Node* option_node(const SourceFile& file, const Builder& builder, const Option& option,
                        bool ignored);

inline bool is_include(OptionKind kind) {
  return kind == OptionKind::requirement || kind == OptionKind::constraint;
}

}  // namespace djaz::requirements
