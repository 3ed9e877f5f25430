// What is in a file that git tracks, as far as rules ask: a secret, a private key, a database.
#pragma once

#include <string>

#include "source/file_system.h"
#include "support/truth.h"
#include "tree/node.h"

namespace djaz::repository {

// Some value of the document is a secret and none of the words that everybody tries first.
bool holds_secret(const Node& root);

// The same of a file of variables that is no document: `prod.env`, `.envrc`.
Truth variables_hold_secret(FileSystem& files, const std::string& path);

struct KeyFile {
  Truth is_private = Truth::unknown;
  Truth encrypted = Truth::unknown;
};

// Of a text file that may hold a key.
KeyFile look_at_key(FileSystem& files, const std::string& path);

// It is an SQLite database that Django uses.
Truth is_database(FileSystem& files, const std::string& path);

// Encrypted as a whole, or only a pointer to what is kept elsewhere.
Truth is_sealed(FileSystem& files, const std::string& path);

}  // namespace djaz::repository
