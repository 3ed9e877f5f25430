// The settings module that files of a kind state for what they start: each such document's root
// has it as `settings_module`. Files of one project that disagree say nothing of production.
#pragma once

#include <string_view>

#include "documents/assembly.h"

namespace djaz {

// Words in a path by which developers tell their own files from those of what is deployed.
bool is_for_developers(std::string_view path);

// The words alone: a directory that begins with a dot may hold what is deployed.
bool has_developers_word(std::string_view path);

// Adds to each deployment what the documents of the kind agree upon: with `special` those whose
// path says production, else with `usual` all of them.
void add_stated_module(Assembly& assembly, std::string_view kind, int usual, int special);

}  // namespace djaz
