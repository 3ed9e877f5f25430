#include "lint/config.h"

#include <algorithm>

#include "settle/date.h"
#include "support/text.h"
#include "syntax/toml.h"
#include "tree/arena.h"

namespace djaz {
namespace {

constexpr std::string_view kPyproject = "pyproject.toml";
constexpr std::string_view kNames[] = {"djaz.toml", ".djaz.toml", kPyproject};
constexpr std::uint64_t kSizeLimit = 2'000'000;

class Reader {
 public:
  explicit Reader(Config& config) : config_(config) {}

  void read(const Node& table);
  std::vector<Error> errors;

 private:
  using Handler = void (Reader::*)(const Entry&);
  struct Key {
    std::string_view name;
    Handler handle;
  };
  static const std::vector<Key>& keys();

  void fail(const Span& span, std::string message, std::string help = "") {
    errors.push_back(Error{std::move(message), span, std::move(help)});
  }
  void wrong_type(const Entry& entry, std::string_view wanted) {
    fail(entry.value->span, "`" + std::string(entry.name) + "` must be " + std::string(wanted));
  }
  void unknown_key(const Entry& entry, const std::vector<std::string_view>& valid);

  bool text(const Entry& entry, std::string& out) {
    if (!entry.value->is(Kind::string)) {
      wrong_type(entry, "a string");
      return false;
    }
    out = entry.value->text;
    return true;
  }
  void texts(const Entry& entry, std::vector<std::string>& out);
  void date(const Entry& entry, std::string& out);
  void severity(const Entry& entry, std::optional<Severity>& out);
  void exception(const Node& table);

  void select(const Entry& entry) { texts(entry, config_.selection.select); }
  void ignore(const Entry& entry) { texts(entry, config_.selection.ignore); }
  void exclude(const Entry& entry) { texts(entry, config_.exclude); }
  void fail_on(const Entry& entry) { severity(entry, config_.fail_on); }
  void min_severity(const Entry& entry) { severity(entry, config_.min_severity); }
  void as_of(const Entry& entry) { date(entry, config_.production.as_of); }
  void settings_module(const Entry& entry) { text(entry, config_.production.settings_module); }
  void django_version(const Entry& entry) { text(entry, config_.production.django_version); }
  void profile(const Entry& entry);
  void platform(const Entry& entry);
  void env(const Entry& entry);
  void exceptions(const Entry& entry);

  Config& config_;
};

const std::vector<Reader::Key>& Reader::keys() {
  static const std::vector<Key> table = {
      {"select", &Reader::select},
      {"ignore", &Reader::ignore},
      {"exclude", &Reader::exclude},
      {"fail-on", &Reader::fail_on},
      {"min-severity", &Reader::min_severity},
      {"profile", &Reader::profile},
      {"settings-module", &Reader::settings_module},
      {"django-version", &Reader::django_version},
      {"as-of", &Reader::as_of},
      {"platform", &Reader::platform},
      {"env", &Reader::env},
      {"exceptions", &Reader::exceptions},
  };
  return table;
}

void Reader::unknown_key(const Entry& entry, const std::vector<std::string_view>& valid) {
  const std::string_view near = nearest(entry.name, valid);
  std::string help;
  // Who scans a stranger's project shall not run the stranger's rules.
  if (entry.name == "rules") help = "own rules are named on the command line: `--rules DIR`. ";
  if (!near.empty()) help = "did you mean `" + std::string(near) + "`? ";
  help += "Valid keys: ";
  for (std::size_t i = 0; i < valid.size(); ++i)
    help += (i == 0 ? "" : ", ") + std::string(valid[i]);
  fail(entry.key_span.valid() ? entry.key_span : entry.value->span,
       "unknown key `" + std::string(entry.name) + "` in the configuration", help);
}

void Reader::texts(const Entry& entry, std::vector<std::string>& out) {
  if (!entry.value->is(Kind::list)) {
    wrong_type(entry, "a list of strings");
    return;
  }
  for (const Node* item : entry.value->items) {
    if (item->is(Kind::string))
      out.emplace_back(item->text);
    else
      fail(item->span, "`" + std::string(entry.name) + "` must hold strings only");
  }
}

void Reader::date(const Entry& entry, std::string& out) {
  std::string word;
  if (!text(entry, word)) return;
  if (is_date(word))
    out = word;
  else
    wrong_type(entry, "a date, YYYY-MM-DD");
}

void Reader::severity(const Entry& entry, std::optional<Severity>& out) {
  std::string word;
  if (!text(entry, word)) return;
  out = severity_of(word);
  if (!out) wrong_type(entry, "\"error\", \"warning\" or \"note\"");
}

void Reader::profile(const Entry& entry) {
  std::string word;
  if (!text(entry, word)) return;
  if (is_profile(word))
    config_.profile = word;
  else
    wrong_type(entry, "\"default\", \"django\" or \"strict\"");
}

void Reader::platform(const Entry& entry) {
  std::string word;
  if (!text(entry, word)) return;
  if (word == "app-service" || word == "none")
    config_.production.app_service = word == "app-service";
  else
    wrong_type(entry, "\"app-service\" or \"none\"");
}

void Reader::env(const Entry& entry) {
  if (!entry.value->is(Kind::mapping)) {
    wrong_type(entry, "a table of names and strings");
    return;
  }
  for (const Entry& variable : entry.value->entries) {
    if (variable.value->is(Kind::string))
      config_.production.variables.emplace_back(std::string(variable.name),
                                                std::string(variable.value->text));
    else
      fail(variable.value->span, "an environment variable is always text",
           "put the value of `" + std::string(variable.name) + "` in quotes");
  }
}

void Reader::exceptions(const Entry& entry) {
  if (!entry.value->is(Kind::list)) {
    wrong_type(entry, "an array of tables");
    return;
  }
  for (const Node* item : entry.value->items) {
    if (item->is(Kind::mapping))
      exception(*item);
    else
      fail(item->span, "an exception is a table: [[exceptions]]");
  }
}

void Reader::exception(const Node& table) {
  Exception out;
  out.span = table.span;
  for (const Entry& entry : table.entries) {
    if (entry.name == "rule")
      text(entry, out.rule);
    else if (entry.name == "resource")
      text(entry, out.resource);
    else if (entry.name == "reason")
      text(entry, out.reason);
    else if (entry.name == "owner")
      text(entry, out.owner);
    else if (entry.name == "expires")
      date(entry, out.expires);
    else
      unknown_key(entry, {"rule", "resource", "reason", "owner", "expires"});
  }
  if (out.rule.empty()) fail(table.span, "an exception must name its `rule`");
  // A missing reason is a finding, as it is of a comment: settle names it.
  out.reason = std::string(trimmed(out.reason));
  config_.exceptions.push_back(std::move(out));
}

void Reader::read(const Node& table) {
  std::vector<std::string_view> valid;
  for (const Key& key : keys()) valid.push_back(key.name);
  for (const Entry& entry : table.entries) {
    const auto key = std::find_if(keys().begin(), keys().end(),
                                  [&](const Key& known) { return known.name == entry.name; });
    if (key == keys().end())
      unknown_key(entry, valid);
    else
      (this->*key->handle)(entry);
  }
}

bool is_pyproject(std::string_view path) { return file_name_of(path) == kPyproject; }

// [tool.djaz], or null.
const Entry* find_table(const Node& root) {
  const Entry* tool = find_entry(root, "tool");
  if (tool == nullptr || !tool->value->is(Kind::mapping)) return nullptr;
  return find_entry(*tool->value, "djaz");
}

}  // namespace

std::optional<Severity> severity_of(std::string_view word) {
  for (Severity severity : {Severity::note, Severity::warning, Severity::error})
    if (word == to_string(severity)) return severity;
  return std::nullopt;
}

bool is_profile(std::string_view word) {
  return word == "default" || word == "django" || word == "strict";
}

Result<Config> parse_config(const SourceFile& file) {
  Arena arena;
  const Result<const Node*> root = parse_toml(file, arena);
  if (!root) return root.errors();
  Config config;
  const Node* table = root.value();
  if (is_pyproject(file.path())) {
    const Entry* entry = find_table(*table);
    if (entry == nullptr) return config;
    table = entry->value;
    if (!table->is(Kind::mapping))
      return Error{"`tool.djaz` must be a table", entry->key_span, "write [tool.djaz]"};
  }
  config.path = file.path();
  config.text = std::string(file.text());
  Reader reader(config);
  reader.read(*table);
  if (!reader.errors.empty()) return std::move(reader.errors);
  return config;
}

Result<Config> find_config(FileSystem& files, Sources& sources) {
  for (std::string_view name : kNames) {
    const std::string path(name);
    ReadOutcome read = files.read(path, kSizeLimit);
    if (read.missing) continue;
    if (!read.ok) {
      // Somebody else's file: whether it configures djaz cannot be seen, and is unlikely.
      if (is_pyproject(path)) continue;
      return Error{"the configuration " + path + " cannot be read: " + read.reason, {}, ""};
    }
    // Most pyproject.toml do not speak of djaz; they need not be parsed.
    if (is_pyproject(path) && read.bytes.find("djaz") == std::string::npos) continue;
    if (!is_valid_utf8(read.bytes))
      return Error{"the configuration " + path + " is not UTF-8", {}, ""};
    if (read.bytes.rfind("\xEF\xBB\xBF", 0) == 0) read.bytes.erase(0, 3);
    const SourceFile& file = sources.add(path, std::move(read.bytes));
    Result<Config> config = parse_config(file);
    if (!config || !config->path.empty()) return config;
  }
  return Config{};
}

void adopt(Config& config, Sources& sources) {
  if (config.path.empty()) return;
  const FileId id = sources.add(config.path, config.text).id();
  for (Exception& exception : config.exceptions)
    if (exception.span.valid()) exception.span.file = id;
}

}  // namespace djaz
