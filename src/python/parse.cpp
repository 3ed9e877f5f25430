#include "python/parse.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/line_starts.h"
#include "python/lower.h"
#include "python/prescan.h"
#include "python/tree.h"
#include "support/parallel.h"
#include "support/text.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace djaz::python {
namespace {

// How often the parser may ask whether to go on: about every hundred operations. A count and not a
// clock, so that the same file is refused on every machine; ordinary files of the greatest size ask
// some 70,000 times.
constexpr std::uint32_t kMostQuestions = 120'000;
// Bytes of a syntax error that are underlined at most.
constexpr std::uint32_t kMaxErrorBytes = 40;

struct FreeParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct FreeTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
using Tree = std::unique_ptr<TSTree, FreeTree>;

const char* read_text(void* payload, std::uint32_t offset, TSPoint, std::uint32_t* size) {
  const std::string_view text = *static_cast<const std::string_view*>(payload);
  if (offset >= text.size()) {
    *size = 0;
    return "";
  }
  *size = static_cast<std::uint32_t>(text.size() - offset);
  return text.data() + offset;
}

bool asked_too_often(TSParseState* state) {
  return (*static_cast<std::uint32_t*>(state->payload))-- == 0;
}

// Of the text between two offsets. Null when it asks more often.
Tree parse_tree(std::string_view text, std::uint32_t begin, std::uint32_t end,
                std::uint32_t questions) {
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), tree_sitter_python())) return nullptr;
  // Rows and columns are asked by nobody.
  const TSRange range{{0, 0}, {0, 0}, begin, end};
  const bool part = begin > 0 || end < text.size();
  if (part && !ts_parser_set_included_ranges(parser.get(), &range, 1)) return nullptr;
  TSInput input{&text, read_text, TSInputEncodingUTF8, nullptr};
  TSParseOptions options{&questions, asked_too_often};
  return Tree(ts_parser_parse_with_options(parser.get(), nullptr, input, options));
}

// The ERROR and MISSING nodes of a tree, first ones first.
class Errors {
 public:
  Errors(Cursor& cursor, std::string_view text, Module& module)
      : cursor_(cursor), text_(text), module_(module) {}

  // The cursor is on the root, and back on it afterwards.
  void run() {
    int levels = 0;
    for (;;) {
      const bool root = levels == 0;
      if (cursor_.is_missing() || (cursor_.kind() == Kind::error && !root)) {
        report();
      } else if (cursor_.has_error() && cursor_.down()) {
        ++levels;
        continue;
      }
      while (levels > 0 && (found_ >= kMaxProblems || !cursor_.next())) {
        cursor_.up();
        --levels;
      }
      if (levels == 0) break;
    }
    if (found_ == 0) report_whole();
  }

 private:
  void report() {
    const std::uint32_t begin = cursor_.begin();
    std::uint32_t end = std::min(cursor_.end(), begin + kMaxErrorBytes);
    const std::size_t line_end = text_.find_first_of("\r\n", begin);
    if (line_end < end) end = static_cast<std::uint32_t>(line_end);
    while (end < text_.size() && end > begin && (text_[end] & 0xc0) == 0x80) --end;
    ++found_;
    module_.problems.push_back({{module_.file, begin, std::max(begin, end)}, "invalid syntax"});
  }

  // The parser could make nothing of the file: what is no statement is the place.
  void report_whole() {
    cursor_.children([&] {
      if (found_ == 0 && !is_statement(cursor_.kind())) report();
    });
    if (found_ == 0) report();
  }
  static bool is_statement(Kind kind) {
    return (kind >= Kind::import_statement && kind <= Kind::if_statement) ||
           kind == Kind::for_statement || kind == Kind::while_statement ||
           kind == Kind::try_statement || kind == Kind::with_statement ||
           kind == Kind::function_definition || kind == Kind::class_definition ||
           kind == Kind::decorated_definition || kind == Kind::match_statement;
  }

  Cursor& cursor_;
  std::string_view text_;
  Module& module_;
  std::size_t found_ = 0;
};

// A lone CR ends a line; tree-sitter would take it for a part of a comment.
bool replace_lone_returns(std::string_view text, std::string& changed) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    if (changed.empty()) changed = text;
    changed[at] = '\n';
  }
  return !changed.empty();
}

// Some word that goes on with the statement above.
bool goes_on(std::string_view text, std::uint32_t line) {
  std::size_t end = line;
  while (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) ++end;
  const std::string_view word = text.substr(line, end - line);
  return word == "else" || word == "elif" || word == "except" || word == "finally";
}

// Where a long text may be cut, with its beginning and its end: a module is one statement after
// another, and what two halves mean one after the other is what the whole means.
std::vector<std::uint32_t> cuts_of(std::string_view text, std::span<const std::uint32_t> lines) {
  constexpr std::uint32_t kPart = 8'000;
  std::vector<std::uint32_t> cuts = {0};
  bool decorated = false;
  for (const std::uint32_t line : lines) {
    if (line > 0 && text[line - 1] != '\n') continue;
    if (line >= cuts.back() + kPart && line + kPart <= text.size() && !decorated &&
        !goes_on(text, line))
      cuts.push_back(line);
    decorated = text[line] == '@';
  }
  cuts.push_back(static_cast<std::uint32_t>(text.size()));
  return cuts;
}

// A long module in parts, on all cores. False, and nothing is done, where it is short or anything
// is wrong: what is wrong is told from the whole.
bool parse_parts(const Prescan& scan, std::string_view text, Module& module) {
  const std::vector<std::uint32_t> cuts = cuts_of(scan.plain, scan.lines);
  const std::size_t count = cuts.size() - 1;
  if (count < 2) return false;
  std::vector<Tree> trees(count);
  const auto questions = static_cast<std::uint32_t>(kMostQuestions / count);
  in_parallel(count, 2, [&](std::size_t i) {
    trees[i] = parse_tree(scan.plain, cuts[i], cuts[i + 1], questions);
  });
  std::vector<std::unique_ptr<Cursor>> cursors;
  for (std::size_t i = 0; i < count; ++i) {
    if (trees[i] == nullptr) return false;
    cursors.push_back(std::make_unique<Cursor>(ts_tree_root_node(trees[i].get())));
    const auto first = std::lower_bound(scan.lines.begin(), scan.lines.end(), cuts[i]);
    const auto last = std::lower_bound(first, scan.lines.end(), cuts[i + 1]);
    if (cursors[i]->has_error()) return false;
    check_line_starts(*cursors[i], scan.plain, {first, last}, module);
    if (std::exchange(module.problems, {}).size() > 0) return false;
  }
  std::vector<const Statement*> body;
  for (const auto& cursor : cursors) {
    Lowering(*cursor, text, module).run();
    body.insert(body.end(), module.body.begin(), module.body.end());
  }
  module.body = module.arena.list(body);
  return true;
}

void keep_first(std::vector<SyntaxProblem>& problems, bool refused) {
  if (!refused) {
    std::stable_sort(
        problems.begin(), problems.end(),
        [](const SyntaxProblem& a, const SyntaxProblem& b) { return a.span.begin < b.span.begin; });
  }
  if (problems.size() > kMaxProblems) problems.resize(kMaxProblems);
}

}  // namespace

std::unique_ptr<Module> parse(const SourceFile& file) {
  auto module = std::make_unique<Module>();
  module->file = file.id();
  std::string changed;
  std::string_view text = file.text();
  if (replace_lone_returns(text, changed)) text = changed;

  Prescan scan = prescan(text, file.id());
  module->problems = std::move(scan.problems);
  module->comments = std::move(scan.comments);
  const bool sound = !scan.refused && module->problems.empty();
  if (!scan.refused && !(sound && parse_parts(scan, text, *module))) {
    const auto size = static_cast<std::uint32_t>(scan.plain.size());
    const Tree tree = parse_tree(scan.plain, 0, size, kMostQuestions);
    if (tree == nullptr) {
      module->problems.push_back({{file.id(), 0, 0}, "the file takes too many steps to parse"});
    } else {
      Cursor cursor(ts_tree_root_node(tree.get()));
      // What the tokens say is wrong is the cause; the grammar's error is only where it shows.
      if (cursor.has_error() && module->problems.empty()) Errors(cursor, text, *module).run();
      if (!cursor.has_error() && module->problems.empty()) {
        check_line_starts(cursor, scan.plain, scan.lines, *module);
      }
      Lowering(cursor, text, *module).run();
    }
  }
  keep_first(module->problems, scan.refused);
  return module;
}

}  // namespace djaz::python
