#include "report/rule_page.h"

#include "report/escape.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kGenerated =
    "<!-- Made from the rules by `cmake --build build/dev --target update`; not to be edited. "
    "-->\n";

struct Area {
  std::string_view prefix;
  std::string_view title;
};

// By the first digit of the code.
constexpr Area kAreas[] = {
    {"DZ1", "Django settings"},
    {"DZ2", "Requirements"},
    {"DZ3", "App Service and start-up"},
    {"DZ4", "Databases, storage and Key Vault"},
    {"DZ5", "Networks and identities"},
    {"DZ6", "Secrets"},
    {"DZ7", "Editor, repository and web.config"},
    {"DZ8", "Documents that must agree"},
    {"DZ9", "djaz's own work"},
};

// Prose, so that nothing of it is taken for Markdown; what stands in backticks does already.
std::string prose(std::string_view text) {
  std::string out;
  bool code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '`') code = !code;
    const bool inside_word =
        i > 0 && is_alnum(text[i - 1]) && i + 1 < text.size() && is_alnum(text[i + 1]);
    const bool special = c == '*' || c == '<' || c == '[' || c == ']' || c == '\\';
    if (!code && (special || (c == '_' && !inside_word))) out += '\\';
    out += c;
  }
  return out;
}

// In a table a bar ends the cell, even in code.
std::string cell(std::string_view text) { return replaced(prose(text), "|", "\\|"); }

std::string_view language_of(std::string_view path) {
  struct Ending {
    std::string_view ending;
    std::string_view language;
  };
  constexpr Ending kEndings[] = {
      {".py", "python"},   {".json", "json"},       {".toml", "toml"}, {".sh", "shell"},
      {".config", "xml"},  {".yml", "yaml"},        {".yaml", "yaml"}, {"startup.txt", "shell"},
      {".bicep", "bicep"}, {"dockerfile", "docker"}};
  for (const Ending& known : kEndings)
    if (ends_with_ignoring_case(path, known.ending)) return known.language;
  return "text";
}

void fenced(std::string_view text, std::string_view language, std::string& out) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  out += fence;
  out += language;
  out += '\n';
  // Whoever reads the page must see what is there, be it a mark that turns the line around.
  for (const std::string_view line : split(text, '\n')) out += for_terminal(line) + '\n';
  out += fence + '\n';
}

void section(std::string_view head, std::string_view text, std::string& out) {
  if (trimmed(text).empty()) return;
  out += "\n## ";
  out += head;
  out += "\n\n" + prose(trimmed(text)) + '\n';
}

void snippet(std::string_view head, std::string_view language, std::string_view text,
             std::string& out) {
  if (trimmed(text).empty()) return;
  out += '\n';
  out += head;
  out += ":\n\n";
  fenced(text, language, out);
}

void example(std::string_view head, const Example* shown, std::string& out) {
  if (shown == nullptr) return;
  out += "\n## ";
  out += head;
  out += '\n';
  for (const ExampleFile& file : shown->files) {
    out += "\n`" + file.path + "`";
    if (!shown->encoding.empty()) out += " (in " + shown->encoding + ')';
    out += ":\n\n";
    fenced(file.text, language_of(file.path), out);
  }
}

void fact(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out += "| ";
  out += name;
  out += " | ";
  out += value;
  out += " |\n";
}

std::string code_list(const std::vector<std::string_view>& words) {
  std::vector<std::string> out;
  for (const std::string_view word : words) out.push_back('`' + std::string(word) + '`');
  return join(out, ", ");
}

// "CWE-489" as a link to its definition.
std::string weaknesses(const std::vector<std::string_view>& ids) {
  std::vector<std::string> out;
  for (const std::string_view id : ids) {
    const std::size_t dash = id.find('-');
    out.push_back(dash == std::string_view::npos
                      ? cell(id)
                      : '[' + std::string(id) + "](https://cwe.mitre.org/data/definitions/" +
                            std::string(id.substr(dash + 1)) + ".html)");
  }
  return join(out, ", ");
}

void facts(const RulePage& page, std::string& out) {
  const RuleInfo& rule = page.rule;
  out += "\n| | |\n|---|---|\n";
  fact("code", rule.code, out);
  fact("severity", std::string(to_string(rule.severity)), out);
  fact("confidence", std::string(to_string(rule.confidence)), out);
  fact("fix",
       page.fix.empty() ? std::string("by hand")
                        : std::string(page.fix_is_safe ? "safe" : "unsafe") + ": " + cell(page.fix),
       out);
  fact("tags", code_list(rule.tags), out);
  fact("profiles", code_list(rule.profiles), out);
  if (rule.status != "stable") fact("status", rule.status, out);
  fact("also called", code_list(rule.aliases), out);
  fact("Django's check", code_list(rule.equivalents.django), out);
  fact("weakness", weaknesses(rule.equivalents.cwe), out);
  fact("Checkov", code_list(rule.equivalents.checkov), out);
  fact("CIS", cell(join(rule.equivalents.cis, "; ")), out);
  fact("KICS", code_list(rule.equivalents.kics), out);
  fact("PSRule", code_list(rule.equivalents.psrule), out);
  fact("Trivy", code_list(rule.equivalents.trivy), out);
  fact("MCSB", code_list(rule.equivalents.mcsb), out);
  fact("Azure Policy", cell(join(rule.equivalents.policy, "; ")), out);
}

std::string links(const std::vector<std::string_view>& references) {
  std::string out;
  for (const std::string_view reference : references) {
    const bool address = reference.rfind("http", 0) == 0;
    out += "- " + (address ? '<' + std::string(reference) + '>' : prose(reference)) + '\n';
  }
  return out;
}

}  // namespace

std::string rule_page(const RulePage& page) {
  const RuleInfo& rule = page.rule;
  std::string out(kGenerated);
  out += "\n# " + std::string(rule.name) + "\n\n" + prose(rule.summary) + ".\n";
  facts(page, out);
  section("Why", rule.why, out);
  section("What to do", rule.advice, out);
  const Remedy remedy = rule.remedy();
  snippet("In Bicep", "bicep", remedy.bicep, out);
  snippet("In an ARM template", "json", remedy.arm, out);
  example("Found in", page.bad, out);
  if (!page.finding.empty()) {
    out += "\ndjaz says:\n\n";
    fenced(page.finding, "text", out);
  }
  example("Not found in", page.good, out);
  out += "\n## To excuse one place\n\n";
  fenced("# djaz: ignore[" + std::string(rule.name) + "] -- the reason", "text", out);
  out += "\nIn a file without comments, such as JSON, write the exception into `djaz.toml`:\n\n";
  fenced("[[exceptions]]\nrule = \"" + std::string(rule.name) + "\"\nreason = \"the reason\"",
         "toml", out);
  if (!rule.references.empty()) out += "\n## Read more\n\n" + links(rule.references);
  out += "\n[All rules](README.md)\n";
  return out;
}

std::string rule_index(const std::vector<const RuleInfo*>& rules) {
  std::string out(kGenerated);
  out += "\n# Rules\n\nThere are " + std::to_string(rules.size()) +
         " rules. `djaz rule NAME` shows the same in a terminal.\n";
  for (const Area& area : kAreas) {
    bool first = true;
    for (const RuleInfo* rule : rules) {
      if (rule->code.rfind(area.prefix, 0) != 0) continue;
      if (first) {
        out += "\n## ";
        out += area.title;
        out += "\n\n| code | rule | severity | |\n|---|---|---|---|\n";
        first = false;
      }
      const std::string name(rule->name);
      out += "| " + std::string(rule->code) + " | [" + name + "](" + name + ".md) | ";
      out += to_string(rule->severity);
      out += " | " + cell(rule->summary) + " |\n";
    }
  }
  return out;
}

}  // namespace djaz
