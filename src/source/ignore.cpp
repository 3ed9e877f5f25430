#include "source/ignore.h"

#include <utility>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::uint64_t kMaxPatternFile = 1'000'000;
// git takes longer ones too; nobody writes them.
constexpr std::size_t kMaxPattern = 4'096;
// Steps of all matching of one run.
constexpr std::size_t kMostWork = 50'000'000;

// Blanks at the end are no part of a pattern, unless a backslash stands before them.
std::string_view without_blanks(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ' ') continue;
    if (line[i] == '\\') ++i;
    end = i + 1;
  }
  return line.substr(0, end);
}

}  // namespace

std::optional<IgnorePattern> IgnorePattern::parse(std::string_view line, bool ignore_case) {
  if (line.starts_with('#')) return std::nullopt;
  line = without_blanks(line);
  IgnorePattern pattern;
  pattern.ignore_case_ = ignore_case;
  if (line.starts_with('!')) {
    pattern.negated_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.only_directory_ = true;
    line.remove_suffix(1);
  }
  pattern.only_name_ = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  // A pattern that is written wrongly matches nothing.
  if (line.empty() || !pattern.compile(line)) return std::nullopt;
  return pattern;
}

bool IgnorePattern::matches(std::string_view path, bool is_directory, std::size_t& work) const {
  if (only_directory_ && !is_directory) return false;
  return run(only_name_ ? file_name_of(path) : path, work);
}

bool IgnorePattern::run(std::string_view text, std::size_t& work) const {
  // Which tokens may come next, after each character of the text.
  const std::size_t count = tokens_.size();
  std::vector<char> now(count + 1);
  std::vector<char> next(count + 1);
  now[0] = 1;
  using How = Token::How;
  for (std::size_t at = 0;; ++at) {
    work += count + 1;
    bool alive = false;
    const bool end = at == text.size();
    const char c = end ? '\0' : ignore_case_ ? lower(text[at]) : text[at];
    std::fill(next.begin(), next.end(), 0);
    for (std::size_t i = 0; i < count; ++i) {
      if (now[i] == 0) continue;
      const Token& token = tokens_[i];
      // What takes nothing.
      if (token.how == How::star || token.how == How::any) now[i + 1] = 1;
      if (token.how == How::enter) {
        now[i + 1] = 1;
        now[i + 2] = 1;
      }
      if (end) continue;
      bool stays = false;
      bool goes = false;
      switch (token.how) {
        case How::character:
          goes = token.character == c;
          break;
        case How::set:
          goes = sets_[token.set].test(static_cast<unsigned char>(c));
          break;
        case How::star:
          stays = c != '/';
          break;
        case How::any:
          stays = true;
          break;
        case How::enter:
          break;
        case How::inside:
          stays = true;
          goes = c == '/';
          break;
      }
      if (stays) next[i] = 1;
      if (goes) next[i + 1] = 1;
      alive = alive || stays || goes;
    }
    if (end) return now[count] != 0;
    if (!alive) return false;
    std::swap(now, next);
  }
}

IgnoreRules::IgnoreRules(FileSystem& files, std::string git_directory, bool ignore_case)
    : files_(files),
      exclude_(join_path(git_directory, "info/exclude")),
      ignore_case_(ignore_case) {}

Truth IgnoreRules::ignores(const std::string& path) {
  Truth answer = Truth::no;
  for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
    const bool last = slash == std::string::npos;
    const Truth one = judge(std::string_view(path).substr(0, slash), !last);
    if (one == Truth::yes) return answer == Truth::unknown ? answer : Truth::yes;
    if (one == Truth::unknown) answer = Truth::unknown;
    if (last) return answer;
  }
}

const IgnoreRules::PatternFile& IgnoreRules::patterns_in(const std::string& path) {
  const auto [position, fresh] = read_.try_emplace(path);
  PatternFile& file = position->second;
  if (!fresh) return file;
  const ReadOutcome text = files_.read(path, kMaxPatternFile);
  if (!text.ok) {
    file.unreadable = !text.missing;
    return file;
  }
  std::string_view rest = text.bytes;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::string_view line : split(rest, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    file.unreadable = file.unreadable || line.size() > kMaxPattern;
    if (file.unreadable) break;
    if (std::optional<IgnorePattern> pattern = IgnorePattern::parse(line, ignore_case_))
      file.patterns.push_back(std::move(*pattern));
  }
  return file;
}

// The nearest file that says anything decides.
Truth IgnoreRules::judge(std::string_view path, bool is_directory) {
  for (std::string_view directory = directory_of(path);; directory = directory_of(directory)) {
    const std::string_view below = directory.empty() ? path : path.substr(directory.size() + 1);
    const PatternFile& file = patterns_in(join_path(directory, ".gitignore"));
    if (const std::optional<Truth> said = judge_by(file, below, is_directory)) return *said;
    if (directory.empty()) break;
  }
  return judge_by(patterns_in(exclude_), path, is_directory).value_or(Truth::no);
}

// In one file the last pattern that matches decides.
std::optional<Truth> IgnoreRules::judge_by(const PatternFile& file, std::string_view path,
                                           bool is_directory) {
  if (file.unreadable) return Truth::unknown;
  for (auto pattern = file.patterns.rbegin(); pattern != file.patterns.rend(); ++pattern) {
    if (work_ > kMostWork) return Truth::unknown;
    if (pattern->matches(path, is_directory, work_)) return truth_of(!pattern->negated());
  }
  return std::nullopt;
}

}  // namespace djaz
