// A small report made by hand: two files, findings of every outcome and status, a failed and a
// skipped file. What the goldens under fixtures/reports/ show.
#pragma once

#include <cstdlib>
#include <deque>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "djaz/report.h"
#include "report/format.h"
#include "secrets/redact.h"

namespace djaz::sample {

inline constexpr std::string_view kSettings =
    "import os\n"
    "\n"
    "DEBUG = os.environ.get(\"DJANGO_DEBUG\", \"\") == \"true\"\n"
    "ALLOWED_HOSTS = [\n"
    "    \"*\",\n"
    "]\n"
    "TITLE = \"日本語\" + DEBUG_SUFFIX\n";
inline constexpr std::string_view kAppSettings =
    "[\n"
    "  {\n"
    "    \"name\": \"DJANGO_DEBUG\",\n"
    "    \"slotSetting\": false,\n"
    "    \"value\": \"true\"\n"
    "  }\n"
    "]\n";

// The first occurrence of the text, from `after` on.
inline Span find(const SourceFile& file, std::string_view text, std::string_view after = "") {
  const std::size_t from = after.empty() ? 0 : file.text().find(after) + after.size();
  const auto begin = static_cast<std::uint32_t>(file.text().find(text, from));
  return Span{file.id(), begin, begin + static_cast<std::uint32_t>(text.size())};
}

// A rule's words are views; these live as long as the tests.
inline std::string_view kept(std::string text) {
  static std::deque<std::string> texts;
  return texts.emplace_back(std::move(text));
}

inline RuleInfo rule(std::string name, std::string code, Severity severity) {
  RuleInfo out;
  out.name = kept(name);
  out.code = kept(std::move(code));
  out.severity = severity;
  out.tags = {"security", "settings"};
  out.summary = kept("Summary of " + name);
  out.why = kept("Why " + name + " matters.");
  out.advice = kept("What to do about " + name + ".");
  out.references = {"https://docs.djangoproject.com/en/5.2/ref/settings/#debug"};
  return out;
}

struct Sample {
  Sources sources;
  std::unique_ptr<Redactor> redactor;
  std::vector<std::unique_ptr<RuleInfo>> rules;
  std::vector<const RuleInfo*> told;
  Report report;

  const RuleInfo* add(RuleInfo info) {
    rules.push_back(std::make_unique<RuleInfo>(std::move(info)));
    told.push_back(rules.back().get());
    report.read_rules = [told = told] { return told; };
    return rules.back().get();
  }

  Finding& finding(const RuleInfo* info, std::string message, Span span) {
    Finding one;
    one.rule = info;
    one.severity = info->severity;
    one.message = std::move(message);
    one.primary.span = span;
    report.findings.push_back(std::move(one));
    return report.findings.back();
  }

  std::string render(std::string_view format, RenderOptions options = {}) {
    return rendered(*find_format(format), {report, sources, *redactor, options});
  }
};

inline std::unique_ptr<Sample> empty() {
  auto out = std::make_unique<Sample>();
  out->redactor = std::make_unique<Redactor>(out->sources);
  return out;
}

inline std::unique_ptr<Sample> full() {
  auto out = empty();
  const SourceFile& settings = out->sources.add("config/settings.py", std::string(kSettings));
  const SourceFile& azure = out->sources.add("shop-appsettings.json", std::string(kAppSettings));

  RuleInfo debug = rule("debug-on", "DZ1001", Severity::error);
  debug.equivalents = {{"security.W018"}, {"CWE-489"}, {}, {"CIS Azure 3.0: 9.12 (unverified)"}};
  debug.equivalents.kics = {"debug_enabled"};
  debug.advice =
      "Set it to False, or run `az webapp config appsettings set --settings DEBUG=False`.";
  debug.read_remedy = [] {
    return Remedy{"properties: {\n  debug: false\n}\n",
                  "{\n  \"properties\": {\n    \"debug\": false\n  }\n}\n"};
  };
  const RuleInfo* debug_on = out->add(debug);
  const RuleInfo* hosts = out->add(rule("allowed-hosts-wildcard", "DZ1010", Severity::warning));
  const RuleInfo* title = out->add(rule("title-shouted", "DZ1090", Severity::note));

  Finding& first =
      out->finding(debug_on, "DEBUG is on in production",
                   find(settings, "os.environ.get(\"DJANGO_DEBUG\", \"\") == \"true\""));
  first.related.push_back(
      {find(azure, "\"true\""), "`DJANGO_DEBUG` is set to 'true' by the app settings of `shop`"});
  first.notes = {"App Service is taken to run `config.wsgi`"};
  first.observed = "True";
  first.expected = "False";
  first.node = "settings.DEBUG";
  first.equivalents = debug.equivalents;
  first.resource = {"Microsoft.Web/sites", "shop",
                    "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.Web/sites/shop"};

  Finding& second =
      out->finding(hosts, "every host name is allowed", find(settings, "[\n    \"*\",\n]"));
  second.node = "settings.ALLOWED_HOSTS";
  second.confidence = Confidence::medium;
  second.fix = Fix{"name the hosts", {{find(settings, "\"*\""), "\"shop.example\""}}, false};

  out->finding(title, "the title could be quieter", find(settings, "DEBUG_SUFFIX")).node =
      "settings.TITLE";
  Finding& suppressed =
      out->finding(debug_on, "DEBUG is on elsewhere", find(settings, "DEBUG", "]\n"));
  suppressed.status = Status::suppressed;
  suppressed.justification = "a demonstration that is never deployed";
  suppressed.node = "settings.DEBUG_TOO";
  Finding& passed = out->finding(hosts, "no wildcard in the other list", find(settings, "import"));
  passed.outcome = Outcome::pass;
  passed.node = "settings.OTHER_HOSTS";
  Finding& unknown = out->finding(debug_on, "whether DEBUG is on depends on `X`", Span{});
  unknown.outcome = Outcome::unknown;
  unknown.node = "settings.DEBUG";

  out->report.files = {
      {"config/settings.py", "settings", FileStatus::analysed, ""},
      {"notes/requirements.txt", "requirements", FileStatus::failed, "is a named pipe"},
      {"old/settings.py", "settings", FileStatus::skipped, "is a symbolic link out of the project"},
      {"shop-appsettings.json", "azure", FileStatus::analysed, ""},
  };
  out->report.notes = {"`-r ../more.txt` leads out of the project and was not followed"};
  out->report.summary = {1, 1, 1, 1, 1, 1, 2, 1, 1};
  out->report.exit_code = ExitCode::incomplete;
  return out;
}

// What a hostile tree may put into names, values and comments.
inline const std::vector<std::string>& attacks() {
  static const std::vector<std::string> all = {"::error file=a::x",
                                               "  ::add-mask::b",
                                               "##vso[task.setvariable variable=PWN]1",
                                               "%AZP25 %25 %0A;type=x];##[error]no",
                                               "##teamcity[x]",
                                               "section_start:1:a\r\x1b[0K",
                                               "\x1b]0;t\x07",
                                               "\u202e\u2066\u200b",
                                               "a\n::add-mask::b",
                                               "\r##vso[x]",
                                               "\xff\xc2\x9b"
                                               "31m",
                                               "]]><!--\" a='&#27;\ufffe\uffff\x01",
                                               "| `x` <img src=//a.example> ![a](//b) [c](//d)",
                                               "a,title=b::c"};
  return all;
}

// Every text in it that may come from the tree is an attack.
inline std::unique_ptr<Sample> hostile() {
  auto out = empty();
  const RuleInfo* info = out->add(rule("debug-on", "DZ1001", Severity::error));
  for (const std::string& attack : attacks()) {
    const SourceFile& file = out->sources.add(attack + "/settings.py", "A = 1\n" + attack + "\n");
    const auto end = static_cast<std::uint32_t>(file.text().size());
    Finding& finding = out->finding(info, attack, Span{file.id(), 6, end});
    finding.related.push_back({Span{file.id(), 7, end}, attack});
    finding.notes = {attack};
    finding.node = attack;
    finding.deployments = {attack};
    finding.resource = {attack, attack, attack};
    finding.fix = Fix{attack, {{Span{file.id(), 7, end}, attack}}, false};
    Finding unknown = finding;
    unknown.outcome = Outcome::unknown;
    unknown.resource = {};
    unknown.primary = {};
    out->report.findings.push_back(unknown);
    unknown.outcome = Outcome::fail;
    unknown.status = Status::suppressed;
    unknown.justification = attack;
    out->report.findings.push_back(unknown);
    out->report.files.push_back({attack, attack, FileStatus::failed, attack});
    out->report.files.push_back({attack, attack, FileStatus::skipped, attack});
    out->report.notes.push_back(attack);
  }
  const std::size_t count = attacks().size();
  out->report.summary = {count, 0, 0, 0, count, count, 0, count, count};
  out->report.exit_code = ExitCode::incomplete;
  return out;
}

// More than a CI page shows: `each` findings of every severity, notes first.
inline std::unique_ptr<Sample> many(std::size_t each) {
  auto out = empty();
  std::string text;
  for (std::size_t i = 0; i < 3 * each; ++i) text += "A = 1\n";
  const SourceFile& file = out->sources.add("shop/settings.py", text);
  const RuleInfo* rules[] = {out->add(rule("quiet-thing", "DZ1091", Severity::note)),
                             out->add(rule("bad-thing", "DZ1092", Severity::warning)),
                             out->add(rule("worst-thing", "DZ1093", Severity::error))};
  for (std::uint32_t i = 0; i < 3 * each; ++i)
    out->finding(rules[i / each], "number " + std::to_string(i), Span{file.id(), 6 * i, 6 * i + 5})
        .node = "settings.A" + std::to_string(i);
  out->report.files = {{"shop/settings.py", "settings", FileStatus::analysed, ""}};
  out->report.summary = {each, each, each, 0, 0, 0, 1, 0, 0};
  out->report.exit_code = ExitCode::findings;
  return out;
}

// The golden file, or the text itself after writing it when DJAZ_UPDATE is set.
inline std::string golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(DJAZ_ROOT) + "/fixtures/reports/" + name;
  if (std::getenv("DJAZ_UPDATE") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
    return actual;
  }
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace djaz::sample
