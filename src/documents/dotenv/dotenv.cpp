#include "documents/dotenv/dotenv.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "documents/assembly.h"
#include "secrets/values.h"
#include "source/file_system.h"
#include "support/text.h"
#include "syntax/dotenv.h"

namespace djaz {
namespace dotenv {
namespace {

// Findings of one sort in one file; the last one says that there are more.
constexpr std::size_t kReportedProblems = 100;

// No project has as many; every rule asks each of them.
constexpr std::size_t kMostVariables = 10'000;

// Files made to be committed: they show the names, and should hold no value of worth.
constexpr std::string_view kExamples[] = {"example", "sample", "template", "dist", "defaults"};

// `.env.ts` is a program, `.env.gpg` is no text.
constexpr std::string_view kForeign[] = {
    "age", "asc", "bak", "cjs", "enc", "gpg",   "js",   "json", "lock",  "md",   "mjs", "pem",
    "php", "py",  "rb",  "sh",  "swp", "swift", "toml", "ts",   "vault", "yaml", "yml", "zip"};

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view other) { return equal_ignoring_case(word, other); });
}

bool is_example(std::string_view path) {
  const std::vector<std::string_view> parts = split(file_name_of(path), '.');
  return std::any_of(parts.begin(), parts.end(),
                     [](std::string_view part) { return among(kExamples, part); });
}

Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  if (name == ".env") return Suspicion::look;
  if (!name.starts_with(".env.") || name.ends_with('~')) return Suspicion::no;
  return among(kForeign, name.substr(name.rfind('.') + 1)) ? Suspicion::no : Suspicion::look;
}

// Sealed text and pointers to text elsewhere are not variables.
bool recognises(std::string_view, std::string_view head) {
  constexpr std::string_view kSealed[] = {
      std::string_view("\0GITCRYPT", 9), "$ANSIBLE_VAULT;",        "age-encryption.org/",
      "-----BEGIN AGE ENCRYPTED",        "-----BEGIN PGP MESSAGE", "version https://git-lfs."};
  return std::none_of(std::begin(kSealed), std::end(kSealed),
                      [&](std::string_view mark) { return head.starts_with(mark); });
}

bool has_control(std::string_view name) {
  return std::any_of(name.begin(), name.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

class Reader {
 public:
  Reader(const SourceFile& file, Document& document)
      : file_(file), document_(document), builder_(document.arena) {}

  void run() {
    DotenvResult found = parse_dotenv(file_, document_.arena);
    document_.comments = std::move(found.comments);
    for (DotenvProblem& problem : found.problems)
      remark(problem.span, std::move(problem.message), Problem::About::reading, mistakes_);
    for (const DotenvBinding& binding : found.bindings) {
      if (entries_.size() == kMostVariables && !index_.contains(binding.name)) {
        document_.problems.push_back(
            {binding.key_span, "more than 10,000 variables are set: from here on it is not read"});
        break;
      }
      add(binding);
    }
    const Span start{file_.id(), 0, 0};
    MappingBuilder root;
    root.set("path", builder_.text(Kind::path, file_.path(), start));
    document_.keeps_secrets = !is_example(file_.path());
    root.set("example", builder_.boolean(!document_.keeps_secrets, start));
    root.set("variables", builder_.mapping(entries_, start, document_.failed()));
    root.set("exported", builder_.list(exported_, start, document_.failed()));
    document_.root =
        root.build(builder_, {file_.id(), 0, static_cast<std::uint32_t>(file_.text().size())});
  }

 private:
  void add(const DotenvBinding& binding) {
    if (has_control(binding.name)) {
      remark(binding.key_span,
             "the name of this variable holds a control character: it is another one than it "
             "seems, and what reads it by the visible name does not find it",
             Problem::About::appearance, controls_);
    }
    const auto [position, fresh] = index_.try_emplace(binding.name, entries_.size());
    const Entry entry{binding.name, value_of(binding), binding.key_span, nullptr};
    if (fresh) {
      entries_.push_back(entry);
      if (binding.exported) exported_.push_back(builder_.string(binding.name, binding.key_span));
      return;
    }
    Entry& before = entries_[position->second];
    if (!is_same(*before.value, *entry.value)) {
      remark(binding.key_span,
             "this variable is set to something else on line " +
                 std::to_string(file_.position(before.key_span.begin).line) +
                 ", and the last one counts",
             Problem::About::duplicate_key, duplicates_);
    }
    before = entry;
  }

  // Two unknown texts are the same when they are written the same.
  bool is_same(const Node& a, const Node& b) const {
    return equal(a, b) || (a.kind == b.kind && file_.text_of(a.span) == file_.text_of(b.span));
  }

  const Node* value_of(const DotenvBinding& binding) const {
    if (binding.value == nullptr) {
      Node* nothing = builder_.null(binding.key_span);
      nothing->key_span = binding.key_span;
      return nothing;
    }
    const Node& value = *binding.value;
    // Of a text with references its beginning is known.
    const std::string_view text = value.is(Kind::string) ? value.text : value.unknown->prefix;
    return is_secret_pair(binding.name, text) ? builder_.with_traits(value, {Trait::secret})
                                              : &value;
  }

  void remark(Span span, std::string message, Problem::About about, std::size_t& count) {
    if (++count > kReportedProblems) return;
    if (count == kReportedProblems) message += "; further ones are not listed";
    document_.problems.push_back({span, std::move(message), false, about});
  }

  const SourceFile& file_;
  Document& document_;
  Builder builder_;
  std::vector<Entry> entries_;
  std::vector<const Node*> exported_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::size_t mistakes_ = 0;
  std::size_t duplicates_ = 0;
  std::size_t controls_ = 0;
};

void parse(const SourceFile& file, Document& document) { Reader(file, document).run(); }

// A `.env` of the tree is the developer's own as a rule, and App Service reads none by itself: so
// Deployment.environment is left alone. Where production loads a shipped file, that has to be
// proved first.
void assemble(Assembly& assembly) {
  std::vector<const Node*> files;
  bool open = false;
  for (const Document* document : assembly.of_kind(kDotenv.name)) files.push_back(document->root);
  for (const FileOutcome& outcome : assembly.loader.outcomes())
    open = open || (outcome.kind == kDotenv.name && outcome.status == FileStatus::failed);
  if (files.empty() && !open) return;
  for (Deployment& deployment : assembly.deployments)
    deployment.branches.set("dotenv", assembly.builder.list(files, {}, open));
}

}  // namespace
}  // namespace dotenv

const DocumentKind kDotenv = {
    .name = "dotenv",
    .suspects = dotenv::suspects,
    .recognises = dotenv::recognises,
    .decode = nullptr,
    .parse = dotenv::parse,
    .tree = nullptr,
    .assemble = dotenv::assemble,
    .size_limit = 32'000'000,
};

}  // namespace djaz
