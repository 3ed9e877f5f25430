// Makes the nodes of one passage: its slices as text with their places, unknown where `${NAME}` of
// an environment stands in them, and secret where a password does.
#pragma once

#include <string_view>

#include "documents/requirements/url.h"
#include "documents/requirements/variables.h"
#include "syntax/passage.h"
#include "tree/builder.h"

namespace djaz::requirements {

class PassageNodes {
 public:
  PassageNodes(const SourceFile& file, const Builder& builder, const Passage& passage)
      : file_(file), builder_(builder), passage_(passage), variables_(passage.text()) {}

  const Passage& passage() const { return passage_; }
  const Variables& variables() const { return variables_; }
  Span span(Range range) const { return passage_.span(range.begin, range.end); }

  const Node* text(Range range) const;
  // Other words for the slice, e.g. its canonical form.
  const Node* text_as(Range range, std::string_view value) const;
  // `key`, then scheme, host, vcs, revision and credentials, as far as the URL has them.
  void add_url(std::string_view key, Range range, MappingBuilder& out) const;

 private:
  const Node* unknown(Range range, Range variable) const;
  const Node* credentials(Range user, Range password) const;

  const SourceFile& file_;
  const Builder& builder_;
  const Passage& passage_;
  Variables variables_;
};

}  // namespace djaz::requirements
