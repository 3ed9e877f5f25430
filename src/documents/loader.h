// Brings documents into a run: the chosen ones, and those that includes lead to. Rooted, memoised
// and counted: each file is read and parsed once, whoever asks, and none outside the root.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "djaz/report.h"
#include "djaz/source.h"
#include "documents/document.h"
#include "source/discovery.h"
#include "source/file_system.h"

namespace djaz {

struct LoaderLimits {
  std::size_t files = 1'000;  // that references lead to, beyond the chosen ones
};

// A file that will be chosen, and as what.
struct Wanted {
  std::string path;
  const DocumentKind* kind = nullptr;
};

class Loader {
 public:
  Loader(FileSystem& files, Sources& sources, LoaderLimits limits = {});

  // Reads and parses what will be chosen, in this order, on all cores: choose() then takes it. It
  // changes nothing but the time.
  void read_ahead(const std::vector<Wanted>& wanted);
  // Reads a file that will probably be asked for, and gives its text; load() then takes it. Nothing
  // else shows that it was read.
  std::string_view expect(const std::string& path, const DocumentKind& kind);
  // How many files that was in the run.
  std::size_t expected() const { return expected_so_far_; }
  // Whether it was read, for whichever reason.
  bool knows(const std::string& path, const DocumentKind& kind) const;
  // Parses what is expected, on all cores.
  void parse_expected();
  // Reads a file that the walk chose.
  Document* choose(const std::string& path, const DocumentKind& kind);
  // The document of a path under the root, read at the first call. Null when the file is missing or
  // could not be read at all; `why` (optional) then holds words. A document with problems is
  // returned.
  Document* load(const std::string& path, const DocumentKind& kind, std::string* why = nullptr);

  // A chosen file that is not turned into a document still gets an outcome.
  void skip(const std::string& path, std::string_view kind, std::string reason);
  // A document that was read, but that nothing in production leads to.
  void set_aside(const Document& document, std::string reason);
  // A document that was read and judged elsewhere: only its problems are taken.
  void adopt(std::unique_ptr<Document> document);
  void fail(const std::string& path, std::string_view kind, std::string reason);

  // Each is asked of the disk once.
  bool exists(const std::string& path);
  bool directory_exists(const std::string& path);
  FileSystem& file_system() { return files_; }

  // What the run was asked about.
  void set_scope(DiscoveryOptions scope) { scope_ = std::move(scope); }
  bool in_scope(std::string_view path) const { return covers(scope_, path); }
  // The repository that the project is a part of: the directory of its `.git`, and the project's
  // path in it. Only what git itself reads there is read. By default the project is its top.
  void set_repository(FileSystem& files, std::string prefix) {
    repository_ = &files;
    repository_prefix_ = std::move(prefix);
  }
  FileSystem& repository() { return repository_ == nullptr ? files_ : *repository_; }
  const std::string& repository_prefix() const { return repository_prefix_; }
  Sources& sources() { return sources_; }
  const Sources& sources() const { return sources_; }

  // In the order of loading.
  const std::vector<std::unique_ptr<Document>>& documents() const { return documents_; }
  // One for every file asked for, in the order of loading.
  const std::vector<FileOutcome>& outcomes() const { return outcomes_; }
  std::size_t files_read() const { return files_read_; }

 private:
  struct Entry {
    Document* document = nullptr;
    std::string why;
  };

  // What is known of a file before it has its place among the others.
  struct Draft {
    bool ok = false;
    bool missing = false;
    std::string why;
    std::string text;
    Encoding encoding = Encoding::utf8;
    std::string problem;
    // Once it has its number.
    const SourceFile* file = nullptr;
    std::unique_ptr<Document> document;
  };

  static Draft fetch(FileSystem& files, const std::string& path, const DocumentKind& kind);
  static void parse(const DocumentKind& kind, Draft& draft);
  void parse_all(const std::vector<Wanted>& wanted, const std::vector<Draft*>& drafts);
  void read(const std::string& key, const std::string& path, const DocumentKind& kind,
            Entry& entry);
  FileOutcome outcome_of(const std::string& path, const Document& document) const;

  FileSystem& files_;
  Sources& sources_;
  LoaderLimits limits_;
  DiscoveryOptions scope_;
  FileSystem* repository_ = nullptr;
  std::string repository_prefix_;
  std::unordered_map<std::string, bool> is_file_;
  std::unordered_map<std::string, bool> is_directory_;
  std::map<std::string, Entry> entries_;  // by kind name + '\0' + path
  std::map<std::string, Draft> ahead_;    // by the same
  std::vector<Wanted> expected_;          // of those, what is not parsed yet
  std::vector<std::unique_ptr<Document>> documents_;
  std::vector<FileOutcome> outcomes_;
  std::size_t files_read_ = 0;
  std::size_t followed_ = 0;
  std::size_t expected_so_far_ = 0;
};

}  // namespace djaz
