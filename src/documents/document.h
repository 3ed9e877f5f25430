// What a document is and what a kind of document can do. A kind is one folder beside this file and
// one line in registry.cpp; nothing else in the house names it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/finding.h"
#include "djaz/source.h"
#include "python/parse.h"
#include "tree/arena.h"
#include "tree/builder.h"
#include "tree/node.h"

namespace djaz {

class Assembly;
struct DocumentKind;

// Something wrong with the document itself, independent of any rule's condition.
struct Problem {
  // Which of the linter's own rules speaks of it.
  enum class About : std::uint8_t {
    reading,        // it could not be read to its end, or holds what djaz does not read
    reference,      // it names another document that is not followed: a note of the run
    duplicate_key,  // a key is given twice, and the last one counts
    appearance,     // it reads differently to people and to programs
  };
  Span span;
  std::string message;  // never quotes the text
  // Fatal: the file counts as failed (exit 3) and its branch is open. Otherwise a remark.
  bool fatal = true;
  About about = About::reading;
};

struct Document {
  const DocumentKind* kind = nullptr;
  FileId file;
  // Never null; an open empty mapping when nothing could be read.
  const Node* root = nullptr;
  std::vector<Span> comments;
  std::vector<Problem> problems;
  // Made to hold secrets, and not made to be shared: a `.env` file, an export of a live site.
  bool keeps_secrets = false;
  // Python only.
  std::unique_ptr<python::Module> module;
  // Owns every node of the document.
  Arena arena;

  bool failed() const {
    for (const Problem& problem : problems)
      if (problem.fatal) return true;
    return false;
  }
};

enum class Suspicion : std::uint8_t {
  no,
  look,  // the name allows it: ask `recognises` with the head of the file
  yes,   // the name says so
};

struct DocumentKind {
  std::string_view name;  // "settings", "requirements", "azure"
  // By the path alone. Called for every file of the tree: must be cheap.
  Suspicion (*suspects)(std::string_view path);
  // By the first bytes of the file (up to 4 KiB).
  bool (*recognises)(std::string_view path, std::string_view head);
  // Bytes to text; the default is UTF-8 with or without a mark. Sets `problem` when refused.
  std::string (*decode)(std::string bytes, Encoding& encoding, std::string& problem);
  // Never throws; what is wrong becomes a problem.
  void (*parse)(const SourceFile& file, Document& document);
  // What `djaz show tree` prints when that is not the root: may follow references. May be null.
  const Node* (*tree)(const Document& document, Assembly& assembly);
  // Adds the kind's branches to every deployment of the assembly. Called once, in registry order,
  // also when there is no document of the kind.
  void (*assemble)(Assembly& assembly);
  // Largest file in bytes that is read.
  std::uint64_t size_limit = 2'000'000;
};

// All kinds, in the order in which they are assembled.
std::span<const DocumentKind* const> document_kinds();
const DocumentKind* find_document_kind(std::string_view name);

}  // namespace djaz
