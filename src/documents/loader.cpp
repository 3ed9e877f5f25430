#include "documents/loader.h"

#include <utility>

#include "documents/appearance.h"
#include "support/text.h"
#include "tree/builder.h"

namespace djaz {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string key_of(const std::string& path, const DocumentKind& kind) {
  std::string key(kind.name);
  key += '\0';
  key += path;
  return key;
}

std::string decode_plain(std::string bytes, Encoding& encoding, std::string& problem) {
  encoding = Encoding::utf8;
  if (bytes.starts_with(kMark)) {
    bytes.erase(0, kMark.size());
    encoding = Encoding::utf8_bom;
  }
  if (!is_valid_utf8(bytes)) problem = "is not valid UTF-8";
  return bytes;
}

}  // namespace

Loader::Loader(FileSystem& files, Sources& sources, LoaderLimits limits)
    : files_(files), sources_(sources), limits_(limits) {}

Document* Loader::choose(const std::string& path, const DocumentKind& kind) {
  auto [position, fresh] = entries_.try_emplace(key_of(path, kind));
  if (fresh) read(path, kind, position->second);
  return position->second.document;
}

Document* Loader::load(const std::string& path, const DocumentKind& kind, std::string* why) {
  auto [position, fresh] = entries_.try_emplace(key_of(path, kind));
  Entry& entry = position->second;
  if (fresh) {
    if (followed_ == limits_.files) {
      entry.why = "more than " + std::to_string(limits_.files) + " files are referred to";
    } else {
      ++followed_;
      read(path, kind, entry);
    }
  }
  if (why != nullptr) *why = entry.why;
  return entry.document;
}

void Loader::read(const std::string& path, const DocumentKind& kind, Entry& entry) {
  ReadOutcome outcome = files_.read(path, kind.size_limit);
  if (!outcome.ok) {
    entry.why = outcome.missing ? "does not exist" : outcome.reason;
    if (!outcome.missing)
      outcomes_.push_back({path, std::string(kind.name), FileStatus::failed, entry.why});
    return;
  }
  ++files_read_;
  Encoding encoding = Encoding::utf8;
  std::string problem;
  const auto decode = kind.decode != nullptr ? kind.decode : decode_plain;
  std::string text = decode(std::move(outcome.bytes), encoding, problem);
  const SourceFile& file = sources_.add(path, std::move(text), encoding);

  auto document = std::make_unique<Document>();
  document->kind = &kind;
  document->file = file.id();
  if (!problem.empty()) document->problems.push_back({Span{file.id(), 0, 0}, problem, true});
  kind.parse(file, *document);
  remark_appearance(file, *document);
  if (document->root == nullptr)
    document->root = Builder(document->arena).mapping({}, Span{file.id(), 0, 0}, true);
  entry.document = document.get();
  outcomes_.push_back(outcome_of(path, *document));
  documents_.push_back(std::move(document));
}

FileOutcome Loader::outcome_of(const std::string& path, const Document& document) const {
  FileOutcome outcome{path, std::string(document.kind->name), FileStatus::analysed, ""};
  for (const Problem& problem : document.problems) {
    if (!problem.fatal) continue;
    outcome.status = FileStatus::failed;
    outcome.reason = problem.message;
    if (!problem.span.empty()) {
      const Position at = sources_.start_of(problem.span);
      outcome.reason += " (line " + std::to_string(at.line) + ")";
    }
    break;
  }
  return outcome;
}

void Loader::skip(const std::string& path, std::string_view kind, std::string reason) {
  outcomes_.push_back({path, std::string(kind), FileStatus::skipped, std::move(reason)});
}

void Loader::set_aside(const Document& document, std::string reason) {
  const std::string& path = sources_.file(document.file).path();
  for (FileOutcome& outcome : outcomes_) {
    if (outcome.path != path || outcome.kind != document.kind->name) continue;
    if (outcome.status != FileStatus::analysed) return;
    outcome.status = FileStatus::skipped;
    outcome.reason = std::move(reason);
    return;
  }
}

void Loader::adopt(std::unique_ptr<Document> document) {
  ++files_read_;
  outcomes_.push_back(outcome_of(sources_.file(document->file).path(), *document));
  documents_.push_back(std::move(document));
}

void Loader::fail(const std::string& path, std::string_view kind, std::string reason) {
  outcomes_.push_back({path, std::string(kind), FileStatus::failed, std::move(reason)});
}

}  // namespace djaz
