#include "documents/loader.h"

#include <algorithm>
#include <utility>

#include "documents/appearance.h"
#include "support/parallel.h"
#include "support/text.h"
#include "tree/builder.h"

namespace djaz {
namespace {

// Starting threads takes as long as reading some files.
constexpr std::size_t kWorthThreads = 32;
// Or as parsing so many bytes.
constexpr std::size_t kWorthBytes = 24'000;

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

bool Loader::exists(const std::string& path) {
  const auto [known, fresh] = is_file_.try_emplace(path, false);
  if (fresh) known->second = files_.is_file(path);
  return known->second;
}

bool Loader::directory_exists(const std::string& path) {
  const auto [known, fresh] = is_directory_.try_emplace(path, false);
  if (fresh) known->second = files_.is_directory(path);
  return known->second;
}

Document* Loader::choose(const std::string& path, const DocumentKind& kind) {
  auto [position, fresh] = entries_.try_emplace(key_of(path, kind));
  if (fresh) read(position->first, path, kind, position->second);
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
      read(position->first, path, kind, entry);
    }
  }
  if (why != nullptr) *why = entry.why;
  return entry.document;
}

Loader::Draft Loader::fetch(FileSystem& files, const std::string& path, const DocumentKind& kind) {
  Draft draft;
  ReadOutcome outcome = files.read(path, kind.size_limit);
  draft.ok = outcome.ok;
  draft.missing = outcome.missing;
  draft.why = outcome.missing ? "does not exist" : outcome.reason;
  if (!outcome.ok) return draft;
  const auto decode = kind.decode != nullptr ? kind.decode : decode_plain;
  draft.text = decode(std::move(outcome.bytes), draft.encoding, draft.problem);
  return draft;
}

void Loader::parse(const DocumentKind& kind, Draft& draft) {
  const SourceFile& file = *draft.file;
  draft.document = std::make_unique<Document>();
  Document& document = *draft.document;
  document.kind = &kind;
  document.file = file.id();
  if (!draft.problem.empty())
    document.problems.push_back({Span{file.id(), 0, 0}, draft.problem, true});
  kind.parse(file, document);
  remark_appearance(file, document);
  if (document.root == nullptr)
    document.root = Builder(document.arena).mapping({}, Span{file.id(), 0, 0}, true);
}

void Loader::read_ahead(const std::vector<Wanted>& wanted) {
  std::vector<Draft> drafts(wanted.size());
  in_parallel(wanted.size(), kWorthThreads,
              [&](std::size_t i) { drafts[i] = fetch(files_, wanted[i].path, *wanted[i].kind); });
  std::vector<Draft*> places;
  for (Draft& draft : drafts) places.push_back(&draft);
  parse_all(wanted, places);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    ahead_.emplace(key_of(wanted[i].path, *wanted[i].kind), std::move(drafts[i]));
}

void Loader::parse_all(const std::vector<Wanted>& wanted, const std::vector<Draft*>& drafts) {
  // Numbers are given in one order, whoever is first.
  std::vector<std::size_t> order;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    Draft& draft = *drafts[i];
    if (!draft.ok) continue;
    bytes += draft.text.size();
    draft.file = &sources_.add(wanted[i].path, std::move(draft.text), draft.encoding);
    order.push_back(i);
  }
  // The longest first: whoever begins with it last keeps the others waiting.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return drafts[a]->file->size() > drafts[b]->file->size();
  });
  in_parallel(order.size(), bytes < kWorthBytes ? kWorthThreads : 2,
              [&](std::size_t i) { parse(*wanted[order[i]].kind, *drafts[order[i]]); });
}

std::string_view Loader::expect(const std::string& path, const DocumentKind& kind) {
  const std::string key = key_of(path, kind);
  const auto known = entries_.find(key);
  if (known != entries_.end()) {
    const Document* document = known->second.document;
    return document == nullptr ? std::string_view() : sources_.file(document->file).text();
  }
  const auto [ahead, fresh] = ahead_.try_emplace(key);
  Draft& draft = ahead->second;
  if (fresh) {
    draft = fetch(files_, path, kind);
    ++expected_so_far_;
    expected_.push_back({path, &kind});
  }
  return draft.file == nullptr ? std::string_view(draft.text) : draft.file->text();
}

bool Loader::knows(const std::string& path, const DocumentKind& kind) const {
  const std::string key = key_of(path, kind);
  return entries_.contains(key) || ahead_.contains(key);
}

void Loader::parse_expected() {
  std::vector<Draft*> drafts;
  for (const Wanted& wanted : expected_)
    drafts.push_back(&ahead_.at(key_of(wanted.path, *wanted.kind)));
  parse_all(expected_, drafts);
  expected_.clear();
}

void Loader::read(const std::string& key, const std::string& path, const DocumentKind& kind,
                  Entry& entry) {
  Draft draft;
  const auto ahead = ahead_.find(key);
  if (ahead == ahead_.end()) {
    draft = fetch(files_, path, kind);
    if (draft.ok) {
      draft.file = &sources_.add(path, std::move(draft.text), draft.encoding);
      parse(kind, draft);
    }
  } else {
    draft = std::move(ahead->second);
    ahead_.erase(ahead);
  }
  if (!draft.ok) {
    entry.why = draft.why;
    if (!draft.missing)
      outcomes_.push_back({path, std::string(kind.name), FileStatus::failed, entry.why});
    return;
  }
  ++files_read_;
  entry.document = draft.document.get();
  outcomes_.push_back(outcome_of(path, *draft.document));
  documents_.push_back(std::move(draft.document));
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
