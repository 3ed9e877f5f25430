#include "documents/requirements/parse.h"

#include <string>

#include "documents/requirements/decode.h"
#include "documents/requirements/grammar.h"
#include "documents/requirements/hints.h"
#include "documents/requirements/lines.h"
#include "documents/requirements/nodes.h"
#include "documents/requirements/options.h"
#include "documents/requirements/requirement_nodes.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

// Beyond this a file is no list with mistakes but something else.
constexpr std::size_t kMostMistakes = 100;

bool is_mark(Encoding encoding) {
  return encoding != Encoding::utf8 && encoding != Encoding::latin1 && encoding != Encoding::cp1252;
}

bool is_template_line(std::string_view line) {
  for (const std::string_view opening : {"{{", "{%", "{#"})
    if (line.find(opening) != std::string_view::npos) return true;
  return false;
}

bool is_web_page(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view start : {"<!doctype", "<html", "<head", "<body", "<?xml", "<!--"})
    if (starts_with_ignoring_case(text, start)) return true;
  return false;
}

// What the requirement on the same line takes; every other option beside it is ignored.
bool belongs_to_requirement(OptionKind kind, bool editable) {
  return kind == OptionKind::config_settings || (kind == OptionKind::hash && !editable);
}

class Reader {
 public:
  Reader(const SourceFile& file, Document& document)
      : file_(file), document_(document), builder_(document.arena) {}

  void run() {
    if (document_.failed()) return leave_open();
    if (is_web_page(file_.text())) return refuse("a web page, not a list of requirements");
    if (needs_coding_comment(file_)) encoding_problem();
    Lines lines = read_lines(file_);
    document_.comments = std::move(lines.comments);
    for (const LogicalLine& line : lines.lines) read(line);
    if (mistakes_ > kMostMistakes && mistakes_ > lines.lines.size() / 10 * 9)
      return refuse("hardly a line is a requirement: this is another kind of file");
    if (mistakes_ > kMostMistakes)
      remark(whole(), "more lines are refused than are shown here", false);
    if (lines.cut) {
      open_ = true;
      remark(whole(), "more than 100,000 lines: the rest was not read", true);
    }
    finish();
  }

 private:
  Span whole() const { return {file_.id(), 0, static_cast<std::uint32_t>(file_.text().size())}; }
  Span start() const { return {file_.id(), 0, 0}; }

  void remark(Span span, std::string_view message, bool fatal) {
    document_.problems.push_back({span, std::string(message), fatal});
  }

  // The whole file is something else: one problem, not one for each line.
  void refuse(std::string_view message) {
    document_.problems.clear();
    remark(start(), message, true);
    leave_open();
  }

  void leave_open() {
    MappingBuilder root;
    add_encoding(root);
    document_.root = root.build(builder_, whole(), true);
  }

  void encoding_problem() {
    const std::string_view text = file_.text();
    std::uint32_t at = 0;
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    remark({file_.id(), at, std::min(at + 2, static_cast<std::uint32_t>(text.size()))},
           "not UTF-8: pip refuses the file where the locale is UTF-8; save it as UTF-8, or name "
           "the encoding in a comment on the first line",
           true);
  }

  void add_encoding(MappingBuilder& root) {
    root.set("encoding", builder_.borrowed_string(to_string(file_.encoding()), start()));
    root.set("mark", builder_.boolean(is_mark(file_.encoding()), start()));
  }

  void finish() {
    MappingBuilder root;
    root.set("requirements", builder_.list(requirements_, whole(), open_));
    root.set("options", builder_.list(options_, whole(), open_));
    root.set("includes", builder_.list(includes_, whole(), open_));
    root.set("problems", builder_.list(problems_, whole()));
    add_encoding(root);
    if (template_.valid()) {
      root.set("template", builder_.boolean(true, template_));
      remark(template_, "a template: what it will hold is not known before it is filled in", false);
    }
    document_.root = root.build(builder_, whole());
  }

  // A line that pip refuses. What it was meant to install is not known.
  void mistake(Span span, std::string_view message, std::string_view kind = "syntax") {
    open_ = true;
    if (mistakes_++ < kMostMistakes) add_problem(span, message, kind);
  }

  void ignore(Span span, std::string_view message, std::string_view kind = "ignored") {
    if (ignored_++ < kMostMistakes) add_problem(span, message, kind);
  }

  // Rules speak of them, by their kind.
  void add_problem(Span span, std::string_view message, std::string_view kind) {
    MappingBuilder out;
    out.set("kind", builder_.borrowed_string(kind, span));
    out.set("message", builder_.borrowed_string(message, span));
    problems_.push_back(out.build(builder_, span));
  }

  void read(const LogicalLine& line) {
    const std::string& text = line.text.text();
    if (is_template_line(text)) {
      if (!template_.valid()) template_ = line.text.span();
      open_ = true;
      return;
    }
    const std::size_t zero = text.find('\0');
    if (zero != std::string::npos) return nul(line.text.span(zero, zero + 1));
    const std::size_t split = options_start(text);
    Options options;
    OptionMistake wrong;
    if (split < text.size() && !parse_options(line.text.slice(split, text.size()), options, wrong))
      return mistake(wrong.span, wrong.message);
    std::size_t begin = 0;
    std::size_t end = split;
    while (end > begin && text[end - 1] == ' ') --end;
    if (end > begin) {
      requirement_line(line, line.text.slice(0, end), options);
    } else {
      option_line(line, options);
    }
    for (const Span& leftover : options.leftovers)
      ignore(leftover, "pip ignores this: quotes are missing, or it belongs on its own line");
  }

  // UTF-16 without a mark has them in every line: said once.
  void nul(Span span) {
    open_ = true;
    if (!nul_seen_) add_problem(span, "a NUL byte stands here", "nul");
    nul_seen_ = true;
  }

  void requirement_line(const LogicalLine& line, const Passage& text, const Options& options) {
    // pip takes `name -e other` for `-e name`.
    bool editable = false;
    for (const Option& option : options.options)
      editable = editable || option.kind == OptionKind::editable;
    for (const Option& option : options.options)
      if (!belongs_to_requirement(option.kind, editable)) add_option(option, true);
    one_requirement(line, text, editable, options);
  }

  void one_requirement(const LogicalLine& line, const Passage& text, bool editable,
                       const Options& options) {
    const PassageNodes nodes(file_, builder_, text);
    const std::string masked = nodes.variables().masked(text.text());
    Requirement requirement;
    Mistake wrong;
    const bool accepted = editable ? parse_editable(masked, requirement, wrong)
                                   : parse_requirement(masked, requirement, wrong);
    if (!accepted) return refuse_requirement(line, nodes, wrong);
    // What the variable holds may be any requirement.
    if (nodes.variables().overlapping(requirement.name).present()) open_ = true;
    requirements_.push_back(
        requirement_node(file_, builder_, nodes, requirement, editable, options));
  }

  void refuse_requirement(const LogicalLine& line, const PassageNodes& nodes,
                          const Mistake& wrong) {
    // What the variable holds may make it right.
    if (!nodes.variables().empty()) {
      open_ = true;
      return;
    }
    const Passage& text = nodes.passage();
    const Span span = text.span(wrong.begin, std::max(wrong.end, wrong.begin));
    if (line.after_cut_continuation)
      return mistake(text.span(), "a comment line cut off the line before: move the comment away",
                     "continuation");
    if (line.blank_after_backslash)
      return mistake(span,
                     "blanks or a comment follow the backslash, so the line does not continue: "
                     "remove them",
                     "continuation");
    mistake(span, wrong.message, wrong.message == kTabBeforeOption ? "tab" : "syntax");
  }

  void option_line(const LogicalLine& line, const Options& options) {
    const Option* editable = nullptr;
    const Option* include = nullptr;
    const Option* links = nullptr;
    const Option* index = nullptr;
    for (const Option& option : options.options) {
      if (option.kind == OptionKind::editable && editable == nullptr) editable = &option;
      if (option.kind == OptionKind::find_links && links == nullptr) links = &option;
      if (option.kind == OptionKind::index_url) index = &option;
      if (!is_include(option.kind)) continue;
      // `-r` goes before `-c`, wherever it stands.
      if (include == nullptr ||
          (include->kind == OptionKind::constraint && option.kind == OptionKind::requirement))
        include = &option;
    }
    for (const Option& option : options.options) {
      if (&option == editable) continue;
      if (editable != nullptr && belongs_to_requirement(option.kind, true)) continue;
      const Option* one = include;
      if (include == nullptr && option.kind == OptionKind::find_links) one = links;
      if (include == nullptr && option.kind == OptionKind::index_url) one = index;
      const bool idle =
          option.kind == OptionKind::hash || option.kind == OptionKind::config_settings;
      add_option(option, editable != nullptr || idle || (one != nullptr && one != &option));
    }
    if (editable != nullptr) one_requirement(line, editable->value, true, options);
  }

  void add_option(const Option& option, bool ignored) {
    if (ignored) ignore(option.span, "pip ignores this option here: give it a line of its own");
    (is_include(option.kind) ? includes_ : options_)
        .push_back(option_node(file_, builder_, option, ignored));
  }

  const SourceFile& file_;
  Document& document_;
  Builder builder_;
  std::vector<const Node*> requirements_;
  std::vector<const Node*> options_;
  std::vector<const Node*> includes_;
  std::vector<const Node*> problems_;
  std::size_t mistakes_ = 0;
  std::size_t ignored_ = 0;
  bool nul_seen_ = false;
  bool open_ = false;
  Span template_;
};

}  // namespace

void parse(const SourceFile& file, Document& document) { Reader(file, document).run(); }

}  // namespace djaz::requirements
