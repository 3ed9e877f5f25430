// How Django's own checks read settings: what is installed, what is a member, where a path leads.
// Everything may be unknown, and then so is the answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.h"
#include "checks/nodes.h"
#include "support/version_number.h"

namespace djaz::django {

// The value of a setting; null where it is not set, unknown where nobody can tell.
const Node* setting(const CheckContext& context, std::string_view name);

// The value under a key: null where there is none, unknown where nobody can tell.
const Node* inside(const CheckContext& context, const Node* mapping, std::string_view key);

// `item in collection`, as Python asks it: an item, a key, or a part of a text.
Truth holds_text(const Node* collection, std::string_view item);
// Python's truth value; of nothing, no.
Truth is_true(const Node* node);

// A text that Django takes for the code of a language.
Truth is_language_code(const Node& node);

// Of an application, by its name ("django.contrib.admin") or by a configuration of its own.
Truth is_installed(const CheckContext& context, std::string_view application);

// The series that production runs is at least this; unknown where no series is known.
Truth series_from(const CheckContext& context, std::string_view first);

// A file system path in one form: absolute, or "." and what follows for one below the project's
// root. Empty where it cannot be known.
std::string normal_path(const Node* node);
// `inner` lies below `outer`.
bool lies_in(std::string_view inner, std::string_view outer);

// An argument that stands beside the name of the check.
std::string_view argument(const CheckContext& context, std::string_view name);

}  // namespace djaz::django
