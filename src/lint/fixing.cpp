#include "lint/fixing.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lint/patched_files.h"
#include "source/encode.h"

namespace djaz {
namespace {

// Larger than any document that is read.
constexpr std::uint64_t kMostBytes = 64U << 20U;

bool is_asked_for(const std::string& path, const std::vector<std::string>& paths) {
  return paths.empty() || std::any_of(paths.begin(), paths.end(), [&](const std::string& each) {
           return path == each || path.starts_with(each + '/');
         });
}

bool is_wanted(const Finding& finding, bool with_unsafe) {
  return finding.outcome == Outcome::fail && finding.status == Status::active && finding.fix &&
         !finding.fix->edits.empty() && (finding.fix->safe || with_unsafe);
}

// The edits of one file that were accepted so far, by where they begin.
class Accepted {
 public:
  enum class Answer { taken, known, overlaps };

  Answer ask(const Edit& edit) const {
    auto next = edits_.lower_bound(edit.span.begin);
    if (next != edits_.end()) {
      const Edit& other = next->second;
      if (other.span == edit.span && other.replacement == edit.replacement) return Answer::known;
      if (other.span.begin == edit.span.begin || other.span.begin < edit.span.end)
        return Answer::overlaps;
    }
    if (next != edits_.begin() && std::prev(next)->second.span.end > edit.span.begin)
      return Answer::overlaps;
    return Answer::taken;
  }
  void add(const Edit& edit) { edits_.emplace(edit.span.begin, edit); }

  std::vector<Edit> list() const {
    std::vector<Edit> out;
    for (const auto& [begin, edit] : edits_) out.push_back(edit);
    return out;
  }

 private:
  std::map<std::uint32_t, Edit> edits_;
};

struct Draft {
  Accepted edits;
  std::vector<const Finding*> mended;
};

std::string applied(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.replacement;
    at = edit.span.end;
  }
  out += text.substr(at);
  return out;
}

std::string place_words(const Finding& finding, const Sources& sources) {
  const Span& span = finding.fix->edits.front().span;
  return sources.file(span.file).path() + ':' + std::to_string(sources.start_of(span).line) +
         ": the fix of `" + std::string(finding.rule->name) + '`';
}

// By path, so that the order of files is that of the report.
std::map<std::string, Draft> draft(const Run& run, const LintOptions& options, bool with_unsafe,
                                   std::vector<std::string>& remarks) {
  std::map<std::string, Draft> drafts;
  for (const Finding& finding : run.report.findings) {
    if (!is_wanted(finding, with_unsafe)) continue;
    const FileId id = finding.fix->edits.front().span.file;
    const std::string& path = run.sources.file(id).path();
    if (!is_asked_for(path, options.paths)) continue;
    Draft& file = drafts[path];
    bool overlaps = false;
    for (const Edit& edit : finding.fix->edits)
      overlaps =
          overlaps || edit.span.file != id || file.edits.ask(edit) == Accepted::Answer::overlaps;
    if (overlaps) {
      remarks.push_back(place_words(finding, run.sources) +
                        " overlaps another, which was taken; run again for this one");
      continue;
    }
    for (const Edit& edit : finding.fix->edits)
      if (file.edits.ask(edit) == Accepted::Answer::taken) file.edits.add(edit);
    file.mended.push_back(&finding);
  }
  return drafts;
}

// Words why the file cannot be changed, or empty.
std::string prepare(const Draft& draft, const SourceFile& source, FileSystem& files,
                    FixedFile& out) {
  ReadOutcome read = files.read(source.path(), kMostBytes);
  if (!read.ok) return read.reason;
  out.file = source.id();
  out.edits = draft.edits.list();
  out.mended = draft.mended;
  const auto bytes = encoded_like(applied(source.text(), out.edits), source, read.bytes);
  if (!bytes) return "changed since it was read, or its encoding cannot be written back";
  out.before = std::move(read.bytes);
  out.after = *bytes;
  return {};
}

using Identity = std::pair<const RuleInfo*, std::string>;

std::set<std::string> failed_paths(const Report& report) {
  std::set<std::string> out;
  for (const FileOutcome& file : report.files)
    if (file.status == FileStatus::failed) out.insert(file.path);
  return out;
}

// Takes out of the plan what, tried in memory, breaks its file or leaves the fault where it was.
void try_out(FixPlan& plan, const Run& run, FileSystem& files, const RuleSet& rules,
             const LintOptions& options) {
  PatchedFiles patched(files);
  for (const FixedFile& file : plan.files)
    patched.put(run.sources.file(file.file).path(), file.after);
  const std::unique_ptr<Run> then = lint(patched, rules, options);
  const std::set<std::string> failed_before = failed_paths(run.report);
  const std::set<std::string> failed_then = failed_paths(then->report);
  std::set<std::pair<Identity, std::string>> remaining;
  for (const Finding& finding : then->report.findings)
    if (finding.outcome == Outcome::fail && finding.primary.span.valid())
      remaining.insert(
          {{finding.rule, finding.node}, then->sources.file(finding.primary.span.file).path()});

  const auto is_bad = [&](const FixedFile& file) {
    const std::string& path = run.sources.file(file.file).path();
    if (failed_then.contains(path) && !failed_before.contains(path)) return true;
    return std::any_of(file.mended.begin(), file.mended.end(), [&](const Finding* finding) {
      return remaining.contains({{finding->rule, finding->node}, path});
    });
  };
  for (const FixedFile& file : plan.files)
    if (is_bad(file))
      plan.remarks.push_back(run.sources.file(file.file).path() +
                             ": not changed, since the fixes would not mend it");
  std::erase_if(plan.files, is_bad);
}

}  // namespace

std::size_t FixPlan::mended() const {
  std::size_t count = 0;
  for (const FixedFile& file : files) count += file.mended.size();
  return count;
}

FixPlan plan_fixes(const Run& run, FileSystem& files, const RuleSet& rules,
                   const LintOptions& options, bool with_unsafe) {
  FixPlan plan;
  for (const auto& [path, each] : draft(run, options, with_unsafe, plan.remarks)) {
    FixedFile file;
    const FileId id = each.mended.front()->fix->edits.front().span.file;
    const std::string problem = prepare(each, run.sources.file(id), files, file);
    if (problem.empty())
      plan.files.push_back(std::move(file));
    else
      plan.remarks.push_back(path + ": not changed: " + problem);
  }
  if (!plan.files.empty()) try_out(plan, run, files, rules, options);
  return plan;
}

void write_fixes(FixPlan& plan, const Sources& sources, FileSystem& files) {
  std::vector<FixedFile> written;
  for (FixedFile& file : plan.files) {
    const std::string& path = sources.file(file.file).path();
    const std::string problem = files.replace(path, file.before, file.after);
    if (problem.empty())
      written.push_back(std::move(file));
    else
      plan.remarks.push_back(path + ": not changed: it " + problem);
  }
  plan.files = std::move(written);
}

std::vector<std::string> fix_words(const FixPlan& plan, const Sources& sources) {
  std::vector<std::string> out;
  for (const FixedFile& file : plan.files) {
    const std::size_t count = file.mended.size();
    out.push_back(std::to_string(count) + (count == 1 ? " finding" : " findings") + " mended in " +
                  sources.file(file.file).path());
  }
  out.insert(out.end(), plan.remarks.begin(), plan.remarks.end());
  return out;
}

}  // namespace djaz
