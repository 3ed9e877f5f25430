#include "lint/bulk/bulk.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>

#include "documents/appearance.h"
#include "documents/azure/azure.h"
#include "lint/summary.h"
#include "rules/reach.h"
#include "support/memory.h"
#include "support/parallel.h"
#include "syntax/json.h"
#include "syntax/json_strict.h"

namespace djaz {
namespace {

// Spans hold hardly more.
constexpr std::uint64_t kLargest = 4'000'000'000;
// Values that are remembered to be found again in what is shown.
constexpr std::size_t kRemembered = 1024 * 1024;
// As a document on the ordinary way has them, at most.
constexpr std::size_t kMostAppearances = 3;
constexpr std::size_t kMostDuplicates = 20;

constexpr unsigned kMostThreads = 256;

// How long a byte takes: to be indexed, to be sifted or to be judged.
constexpr std::uint64_t kIndexing = 1;
constexpr std::uint64_t kSifting = 2;
constexpr std::uint64_t kJudging = 7;

// What was indexed, how much of it is sifted, and how much of the rest is judged.
BulkProgress progress_of(std::string_view path, std::uint64_t size, std::uint64_t indexed,
                         std::uint64_t sifted, std::uint64_t judged) {
  // Before the end, the rest is taken to be as what was seen.
  const double share =
      indexed == 0 ? 0 : static_cast<double>(sifted) / static_cast<double>(indexed);
  const auto all_sifted =
      indexed == size ? sifted : static_cast<std::uint64_t>(share * static_cast<double>(size));
  const std::uint64_t rest = size - std::min(size, all_sifted);
  return {path, kIndexing * indexed + kSifting * sifted + kJudging * std::min(judged, rest),
          kIndexing * size + kSifting * all_sifted + kJudging * rest};
}

// Rules that look at resources and secrets, and at nothing else of a project.
std::vector<const Rule*> rules_of_resources(const std::vector<const Rule*>& all) {
  std::vector<const Rule*> out;
  for (const Rule* rule : all) {
    const auto& selects = rule->selects;
    if (std::all_of(selects.begin(), selects.end(), [](std::string_view path) {
          return branch_of(path) == "azure" || branch_of(path) == "secrets";
        }))
      out.push_back(rule);
  }
  return out;
}

unsigned threads_for(const BulkOptions& options) {
  const unsigned threads =
      options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  return std::clamp(threads, 1U, kMostThreads);
}

// Of problems that each portion has for itself, those that the whole would have.
void add_problems(std::vector<Problem> problems, Document& document) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.span.begin < b.span.begin; });
  std::size_t appearances = 0;
  std::size_t duplicates = 0;
  std::map<std::string, bool> said;
  for (Problem& problem : problems) {
    if (problem.about == Problem::About::appearance && ++appearances > kMostAppearances) continue;
    if (problem.about == Problem::About::duplicate_key && ++duplicates > kMostDuplicates) continue;
    if (duplicates == kMostDuplicates && problem.about == Problem::About::duplicate_key)
      problem.message += "; further ones are not listed";
    // One remark of a kind.
    const bool remark = problem.about == Problem::About::reading && !problem.fatal;
    if (remark && !said.try_emplace(problem.message, true).second) continue;
    document.problems.push_back(std::move(problem));
  }
}

}  // namespace

// A portion's own file is the first of its sources; the export itself is the second, for places of
// resources that were joined.
constexpr FileId kElsewhere{1};

// The text of a batch, and what of it stands where in the export.
struct BulkExport::Portion {
  std::string text;
  std::vector<PageStart> pages;
  // For each page, where it stands in the export.
  std::vector<std::uint32_t> origins;

  std::size_t page_of(std::uint32_t offset) const {
    const auto after = std::upper_bound(
        pages.begin(), pages.end(), offset,
        [](std::uint32_t wanted, const PageStart& page) { return wanted < page.offset; });
    return after == pages.begin() ? 0 : static_cast<std::size_t>(after - pages.begin()) - 1;
  }
  std::uint32_t origin(std::uint32_t offset, std::size_t page) const {
    return offset < pages[page].offset ? origins[page]
                                       : origins[page] + (offset - pages[page].offset);
  }
  void move(Span& span) const {
    // What another portion holds stands where it stands in the export.
    if (!span.valid() || span.file == kElsewhere) return;
    const std::size_t page = page_of(span.begin);
    span = {span.file, origin(span.begin, page), origin(span.end, page)};
  }
};

// What the threads share.
struct BulkExport::Work {
  struct Done {
    FindingBatch findings;
    FindingBatch::Ranges secrets;
    std::vector<Problem> problems;
  };

  std::vector<Done> done;
  // Null where none can be made: then findings stay in memory.
  std::shared_ptr<ScratchFile> scratch = ScratchFile::make();
  std::mutex mutex;
  // Under the mutex.
  Summary counts;
  bool fails = false;
  bool broken = false;
  std::vector<bool> excused;
  std::uint64_t bytes = 0;
};

std::unique_ptr<BulkExport> BulkExport::open(FileSystem& files, const std::string& path,
                                             const std::vector<const Rule*>& rules,
                                             const BulkOptions& options) {
  OpenOutcome opened = files.open_bytes(path);
  if (opened.reader == nullptr) return nullptr;
  const std::uint64_t size = opened.reader->size();
  // What is too large is refused with the words for that.
  if (size < options.from || size > kLargest) return nullptr;
  char head[3] = {};
  const bool marked = opened.reader->read(0, head, sizeof head) == sizeof head &&
                      std::string_view(head, sizeof head) == "\xEF\xBB\xBF";
  keep_freed_memory();
  std::unique_ptr<BulkExport> out(new BulkExport);
  out->path_ = path;
  out->options_ = options;
  out->text_ = std::make_shared<FileText>(std::move(opened.reader), marked ? 3 : 0);
  out->rules_ = rules_of_resources(rules);
  out->joined_ = std::make_unique<JoinedTree>(out->rules_);
  const JoinedTree& joined = *out->joined_;
  BulkIndexOptions how;
  if (options.progress)
    how.tell = [&](std::uint32_t indexed, std::uint64_t sifted) {
      options.progress(progress_of(path, out->text_->size(), indexed, sifted, 0));
    };
  how.use_of = [&](std::string_view type) {
    if (joined.wants(type)) return BulkUse::joined;
    return joined.judges(type) ? BulkUse::judged : BulkUse::none;
  };
  how.threads = threads_for(options);
  how.portion = options.portion;
  how.stretch = options.stretch;
  const bool read = out->index_.read(*out->text_, how);
  if (!read && out->index_.problem().message.empty()) return nullptr;
  return out;
}

void BulkExport::read_portion(const BulkBatch& batch, const std::vector<std::uint32_t>& order,
                              Portion& portion) const {
  std::vector<std::uint32_t> numbers(order.begin() + static_cast<std::ptrdiff_t>(batch.first),
                                     order.begin() + static_cast<std::ptrdiff_t>(batch.last));
  // In the order of the export, in which what comes first has precedence.
  std::sort(numbers.begin(), numbers.end());
  const std::vector<BulkElement>& elements = index_.elements();
  portion.text = "[";
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    const std::uint32_t from = elements[numbers[i]].begin;
    const std::string run = text_->read(from, elements[numbers[end - 1]].end);
    for (; i < end; ++i) {
      const BulkElement& element = elements[numbers[i]];
      if (!portion.pages.empty()) portion.text += ",\n";
      PageStart page = index_.pages()[numbers[i]];
      portion.origins.push_back(page.offset);
      page.offset = static_cast<std::uint32_t>(portion.text.size());
      page.line_begin = page.offset;
      portion.pages.push_back(page);
      if (run.size() >= element.end - from)
        portion.text.append(run, element.begin - from, element.end - element.begin);
    }
  }
  portion.text += ']';
}

const SourceFile& BulkExport::parse(Portion& portion, Sources& sources, Document& document) const {
  const SourceFile& file = sources.add_pages(path_, std::move(portion.text), portion.pages);
  sources.add_paged(path_, text_, {PageStart{}}, Encoding::utf8);
  document.kind = &kAzure;
  document.file = file.id();
  JsonResult parsed;
  parsed.root = parse_strict_json(file, document.arena);
  // Whoever can say what is wrong has the last word.
  if (parsed.root == nullptr) {
    JsonOptions json;
    json.allow.trailing_commas = true;
    parsed = parse_json(file, 0, document.arena, json);
  }
  for (JsonProblem& problem : parsed.problems)
    document.problems.push_back(
        {problem.span, std::move(problem.message), problem.fatal,
         problem.duplicate_key ? Problem::About::duplicate_key : Problem::About::reading});
  document.root = parsed.root;
  return file;
}

// What is wrong in these portions is said when they are judged.
void BulkExport::read_joined(const ProductionOptions& production) {
  std::vector<JoinedTree::Part> parts(index_.joined_batches().size());
  const auto read = [&](std::size_t number) {
    Portion portion;
    read_portion(index_.joined_batches()[number], index_.joined_order(), portion);
    Sources sources;
    Document document;
    const SourceFile& file = parse(portion, sources, document);
    if (document.root == nullptr) return;
    Project project;
    assemble_stretch(document, file, production, project);
    const Entry* azure = find_entry(*project.deployments.front().root, "azure");
    if (azure == nullptr) return;
    parts[number] = joined_->cut(*azure->value, [&](const Span& span) {
      if (span.file != file.id()) return span;
      Span moved = span;
      portion.move(moved);
      return Span{kElsewhere, moved.begin, moved.end};
    });
  };
  in_parallel(parts.size(), 1, read, threads_for(options_));
  joined_->close(std::move(parts));
}

void BulkExport::judge_batch(std::size_t number, const BulkJob& job, Work& work) const {
  Portion portion;
  read_portion(index_.batches()[number], index_.order(), portion);
  Work::Done& done = work.done[number];
  Sources sources;
  Document document;
  const SourceFile& file = parse(portion, sources, document);
  Redactor redactor(sources);
  std::vector<Finding> findings;
  std::size_t undecided = 0;
  if (document.root != nullptr) {
    Project project;
    assemble_stretch(document, file, job.production, project);
    remark_appearance(file, document);
    EvaluationOptions how = job.evaluation;
    // An exception may excuse what is not decided, and is then of use.
    if (job.settle.exceptions.empty() && !options_.lists_all) how.undecided = &undecided;
    how.joined = joined_.get();
    findings = evaluate_rules(rules_, project, sources, redactor, how);
  }
  std::vector<bool> excused(job.settle.exceptions.size());
  apply_exceptions(findings, job.rules, sources, job.settle, excused);

  Summary counts;
  counts.unknowns = undecided;
  bool fails = false;
  for (Finding& finding : findings) {
    count_finding(finding, counts);
    fails = fails || job.fails(finding);
    if (finding.outcome != Outcome::fail && !options_.lists_all) continue;
    portion.move(finding.primary.span);
    for (Label& label : finding.related) portion.move(label.span);
    done.findings.add(finding);
  }
  done.findings.close(work.scratch.get());
  for (const auto& [begin, end] : redactor.ranges(file.id())) {
    const std::size_t page = portion.page_of(begin);
    done.secrets.emplace_back(portion.origin(begin, page), portion.origin(end, page));
  }
  for (Problem& problem : document.problems) portion.move(problem.span);
  const bool broken = document.failed();
  done.problems = std::move(document.problems);

  const std::lock_guard<std::mutex> lock(work.mutex);
  work.counts.errors += counts.errors;
  work.counts.warnings += counts.warnings;
  work.counts.notes += counts.notes;
  work.counts.passes += counts.passes;
  work.counts.unknowns += counts.unknowns;
  work.counts.suppressed += counts.suppressed;
  work.fails = work.fails || fails;
  work.broken = work.broken || broken;
  for (std::size_t i = 0; i < excused.size(); ++i)
    if (excused[i]) work.excused[i] = true;
  if (!options_.progress) return;
  work.bytes += file.size();
  options_.progress(progress_of(path_, text_->size(), text_->size(), index_.sifted(), work.bytes));
}

BulkResult BulkExport::judge(const BulkJob& job, Sources& sources, Redactor& redactor,
                             Document& document) {
  const SourceFile& file = sources.add_paged(path_, text_, index_.pages(),
                                             text_->marked() ? Encoding::utf8_bom : Encoding::utf8);
  document.kind = &kAzure;
  document.file = file.id();
  document.keeps_secrets = true;
  document.root = Builder(document.arena).mapping({}, Span{file.id(), 0, 0}, true);
  redactor.limit_values(kRemembered);
  BulkResult result;
  result.excused.resize(job.settle.exceptions.size());
  if (!index_.problem().message.empty()) {
    const std::uint32_t at = std::min(index_.problem().offset, file.size());
    document.problems.push_back({Span{file.id(), at, at}, index_.problem().message, true});
    return result;
  }

  Work work;
  work.done.resize(index_.batches().size());
  work.excused = result.excused;
  read_joined(job.production);
  const auto judge_one = [&](std::size_t number) { judge_batch(number, job, work); };
  in_parallel(work.done.size(), 1, judge_one, threads_for(options_));
  if (options_.progress)
    options_.progress(
        progress_of(path_, text_->size(), text_->size(), index_.sifted(), text_->size()));

  std::vector<FindingBatch> batches;
  std::vector<Problem> problems;
  for (Work::Done& done : work.done) {
    for (Problem& problem : done.problems) {
      problem.span.file = file.id();
      problems.push_back(std::move(problem));
    }
    redactor.mark_ranges(file.id(), done.secrets);
    batches.push_back(std::move(done.findings));
  }
  if (!text_->unchanged()) {
    work.broken = true;
    problems.push_back({Span{file.id(), 0, 0}, "the file changed while it was read", true});
  }
  add_problems(std::move(problems), document);
  // Nothing is concluded from a part of a document.
  if (work.broken) return result;
  result.counts = work.counts;
  result.lists_all = options_.lists_all;
  result.fails = work.fails;
  result.excused = work.excused;
  result.findings = std::make_shared<FindingStore>(std::move(batches), work.scratch, file.id());
  return result;
}

}  // namespace djaz
