// What Python meets when it walks over a value, as Django does with settings that ought to be
// lists: the letters of a text, the keys of a mapping, the numbers in bytes.
#pragma once

#include <vector>

#include "checks/check.h"

namespace djaz::django {

struct Walk {
  // no: Python raises. unknown: there may be more than the items.
  Truth ends = Truth::no;
  std::vector<const Node*> items;
};

Walk walk(const Node* node, Arena& arena);

// A text in Python's eyes, and what a check that asks for `str` sees in it: nothing where the text
// is translated late.
bool is_lazy(const Node& node);

}  // namespace djaz::django

namespace djaz {

// Of CSRF_TRUSTED_ORIGINS or LANGUAGES_BIDI, where it is no list: what Django meets in its place.
// `id` is the check's, "4_0.E001" or "translation.E003".
CheckAnswer check_walked_items(const CheckContext& context);
// Of SECURE_REFERRER_POLICY: None, or a word that is no policy.
CheckAnswer check_referrer_policy(const CheckContext& context);

}  // namespace djaz
