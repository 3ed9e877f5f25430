// The bulk path says what the ordinary path says of the same export.
#include "lint/bulk/bulk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lint/linter.h"
#include "report/format.h"
#include "rules/examples.h"
#include "rules/reach.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

constexpr const char* kScope = "/subscriptions/0000-1111/resourceGroups/rg/providers/";

std::string resource(const std::string& type, const std::string& name, const std::string& inside) {
  // The name of each part belongs to the type before it: "a/b/c" and "x/y".
  std::string id = kScope;
  std::size_t from = type.find('/');
  id += type.substr(0, from);
  std::size_t part = 0;
  while (from != std::string::npos) {
    const std::size_t end = type.find('/', from + 1);
    const std::size_t slash = name.find('/', part);
    id += type.substr(from, end == std::string::npos ? end : end - from);
    id += '/' + name.substr(part, slash == std::string::npos ? slash : slash - part);
    part = slash + 1;
    from = end;
  }
  const std::string last = name.substr(name.rfind('/') + 1);
  return "{\n  \"id\": \"" + id + "\",\n  \"name\": \"" + last + "\",\n  \"type\": \"" + type +
         "\",\n  \"properties\": {" + inside + "}\n}";
}

std::vector<std::string> tenant(std::size_t sites) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < sites; ++i) {
    const std::string name = "app-" + std::to_string(i);
    out.push_back(resource("Microsoft.Web/sites", name,
                           "\"virtualNetworkSubnetId\": \"\", \"httpsOnly\": " +
                               std::string(i % 3 == 0 ? "false" : "true") +
                               ", \"siteConfig\": {\"ftpsState\": null, \"minTlsVersion\": \"1." +
                               std::to_string(i % 3) + "\", \"alwaysOn\": null}"));
    if (i % 4 == 0)
      out.push_back(resource("Microsoft.Storage/storageAccounts", "st" + std::to_string(i),
                             "\"supportsHttpsTrafficOnly\": false, \"minimumTlsVersion\": null"));
    if (i % 5 == 0)
      out.push_back(resource("Microsoft.Compute/disks", name, "\"x\": \"ü ] \\\" {\""));
    if (i % 7 == 0)
      out.push_back(resource("Microsoft.DBforPostgreSQL/flexibleServers", "pg" + std::to_string(i),
                             "\"version\": \"11\""));
  }
  // Parts of what stands far above.
  for (std::size_t i = 0; i < sites; i += 7)
    out.push_back(
        resource("Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
                 "pg" + std::to_string(i) + "/all",
                 "\"startIpAddress\": \"0.0.0.0\", \"endIpAddress\": \"255.255.255.255\""));
  for (std::size_t i = 0; i < sites; i += 2)
    out.push_back(resource("Microsoft.Web/sites/config", "APP-" + std::to_string(i) + "/web",
                           "\"ftpsState\": \"AllAllowed\", \"remoteDebuggingEnabled\": true"));
  // What rules join: a database of the same resource group, and a log of requests.
  out.push_back(resource("Microsoft.DBforPostgreSQL/flexibleServers", "private",
                         "\"network\": {\"publicNetworkAccess\": \"Disabled\"}"));
  out.push_back("{\"what\": \"is this\"}");
  out.push_back(resource("Microsoft.Web/sites/config", "app-1/appsettings",
                         "\"SECRET_KEY\": \"hJ4kd83jfLq02msPqe81Zx\", \"WEBSITE_PORT\": \"80\""));
  // The same text under a name that says nothing.
  out.push_back(resource("Microsoft.Web/sites", "other",
                         "\"httpsOnly\": false, \"note\": \"hJ4kd83jfLq02msPqe81Zx\""));
  return out;
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

struct Judged {
  std::unique_ptr<FileSystem> files;
  std::unique_ptr<Run> run;
  std::string text;
  bool lists_all;

  Judged(const std::string& export_text, std::uint64_t from, unsigned threads,
         std::vector<Exception> exceptions = {}, std::uint64_t portion = 512 * 1024,
         bool all = false)
      : lists_all(all) {
    files = in_memory({{"tenant.json", export_text}});
    LintOptions options;
    options.passes = all;
    options.bulk.lists_all = all;
    options.bulk.from = from;
    options.bulk.threads = threads;
    options.bulk.portion = portion;
    // Short ones, so that there are many.
    options.bulk.stretch = 3000;
    options.config.exceptions = std::move(exceptions);
    run = lint(*files, built_in_rules(), options);
    text = shown("text");
  }
  std::string shown(std::string_view format, Severity least = Severity::note) {
    RenderOptions options;
    options.min_severity = least;
    options.show_passes = lists_all;
    return rendered(*find_format(format), {run->report, run->sources, *run->redactor, options});
  }
  bool in_bulk() const { return !run->report.stored.empty(); }
};

constexpr std::uint64_t kNever = UINT64_MAX;

// The lines where two texts part, or nothing.
std::string difference(const std::string& bulk, const std::string& ordinary) {
  if (bulk == ordinary) return "";
  std::size_t at = 0;
  while (at < bulk.size() && at < ordinary.size() && bulk[at] == ordinary[at]) ++at;
  const std::size_t from = at < 200 ? 0 : at - 200;
  return "bulk: " + bulk.substr(from, 400) + "\nordinary: " + ordinary.substr(from, 400);
}

void expect_same(const std::string& export_text, std::string_view format = "text",
                 bool all = false) {
  Judged ordinary(export_text, kNever, 1, {}, 0, all);
  CHECK_FALSE(ordinary.in_bulk());
  CHECK(ordinary.run->report.summary.errors > 0);
  for (const auto& [threads, portion] :
       {std::pair{1U, 1ULL << 30}, {3U, 20000ULL}, {2U, export_text.size() / 40ULL}}) {
    CAPTURE(portion);
    Judged bulk(export_text, 0, threads, {}, portion, all);
    CHECK(bulk.in_bulk());
    CHECK(difference(bulk.shown(format), ordinary.shown(format)) == "");
    CHECK(bulk.run->report.exit_code == ordinary.run->report.exit_code);
    CHECK(bulk.run->report.summary.unknowns == ordinary.run->report.summary.unknowns);
  }
}

}  // namespace

TEST_CASE("a list, its wrappings and documents one after the other are judged as they always are") {
  const std::vector<std::string> all = tenant(40);
  expect_same("[\n" + joined(all, ",\n") + "\n]\n");
  expect_same("\xEF\xBB\xBF{\"value\": [" + joined(all, ", ") + "], \"nextLink\": null}");
  expect_same("{\"count\": 3, \"data\": [" + joined(all, ",\r\n") + "], \"skip_token\": null}");
  expect_same(joined(all, "\n") + "\n");
}

TEST_CASE("a long line and many batches change nothing") {
  std::vector<std::string> all = tenant(40);
  for (std::string& each : all) {
    std::string line;
    for (const char c : each)
      if (c != '\n') line += c;
    each = line;
  }
  expect_same("[" + joined(all, ",") + "]");
  expect_same(joined(all, "\n"));
}

TEST_CASE("a site is joined with what stands in other portions") {
  std::vector<std::string> all = tenant(40);
  const auto count = [](const std::string& text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
  };
  const Judged with("[" + joined(all, ",\n") + "]", 0, 2, {}, 1);
  CHECK(count(with.text, "the database `private` answers nobody outside one") == 40);
  // A setting that logs requests excuses the sites that keep no log themselves.
  for (std::size_t i = 0; i < 3; ++i)
    all.push_back(resource("Microsoft.Web/sites", "log-" + std::to_string(i),
                           "\"siteConfig\": {\"httpLoggingEnabled\": false}"));
  const std::string loose = "[" + joined(all, ",\n");
  expect_same(loose + "]");
  CHECK(count(Judged(loose + "]", 0, 2, {}, 1).text, "app-http-logging-off") == 3);
  const std::string logged =
      loose + ",\n" +
      resource("Microsoft.Insights/diagnosticSettings", "log",
               "\"logs\": [{\"category\": \"AppServiceHTTPLogs\", \"enabled\": true}]") +
      "]";
  expect_same(logged);
  CHECK(count(Judged(logged, 0, 2, {}, 1).text, "app-http-logging-off") == 0);
}

TEST_CASE("a tenant with everything in it is judged portion by portion as it always is") {
  std::ifstream in(DJAZ_ROOT "/fixtures/tenant/tenant.ndjson");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  REQUIRE(text.size() > 100'000);
  expect_same(text);
}

TEST_CASE("what the bad examples of all Azure rules hold is judged in bulk as it always is") {
  std::string all;
  std::size_t examples = 0;
  for (const auto& rule : built_in_rules().rules) {
    if (!std::all_of(rule->selects.begin(), rule->selects.end(),
                     [](std::string_view path) { return branch_of(path) == "azure"; }))
      continue;
    for (const Example& example : rule->info().examples()) {
      for (const auto& file : prepare(example).files) {
        // Templates and what has no name of its own mean something else beside others.
        if (file.text.find("\"/subscriptions/") == std::string::npos ||
            file.text.find("\"$schema\"") != std::string::npos)
          continue;
        if (!file.text.starts_with("{\n  \"id\": \"/subscriptions/")) continue;
        all += file.text + "\n";
        ++examples;
      }
    }
  }
  CHECK(examples > 50);
  expect_same(all, "concise");
}

TEST_CASE("what no rule reads is looked through, and judged where something has to be said of it") {
  std::vector<std::string> all = tenant(40);
  const auto add = [&](const std::string& inside) {
    const std::string name = "disk-" + std::to_string(all.size());
    // Between two that nothing has to be said of.
    all.push_back(resource("Microsoft.Compute/disks", name + "-a", "\"x\": 1"));
    all.push_back(resource("Microsoft.Compute/disks", name, inside));
    all.push_back(resource("Microsoft.Compute/disks", name + "-b", "\"x\": 2"));
  };
  add("\"twice\": 1, \"twice\": 2");
  expect_same("[" + joined(all, ",\n") + "]");
  add("\"steered\": \"a\xE2\x80\xAE b\"");
  expect_same("[" + joined(all, ",\n") + "]");
  add("\"trailing\": [1, 2,]");
  expect_same("[" + joined(all, ",\n") + "]");
  // Nobody's secret, in a text that is shown nowhere.
  add("\"script\": \"curl -H 'token: ghp_" + std::string(30, 'a') + "c2Qx'\"");
  expect_same("[" + joined(all, ",\n") + "]");
  expect_same(joined(all, "\n"));
  // An id of one type and the type of another, and a template that calls itself a resource.
  all.push_back("{\"id\": \"" + std::string(kScope) +
                "Microsoft.Compute/disks/d\", \"name\": \"d\", \"type\": \"Microsoft.Web/sites\", "
                "\"properties\": {\"httpsOnly\": false}}");
  expect_same("[" + joined(all, ",\n") + "]");
  const std::string sound = "[" + joined(all, ",\n");
  for (const char* broken :
       {",\n{\"id\": \"%\", \"type\": \"Microsoft.Compute/disks\", \"a\" 1}]",
        ",\n{\"id\": \"%\", \"type\": \"Microsoft.Compute/disks\", \"a\": 01}]",
        ",\n{\"id\": \"%\", \"type\": \"Microsoft.Compute/disks\", \"a\": \"\xFF\"}]"}) {
    std::string text = sound + broken;
    text.replace(text.find('%'), 1, std::string(kScope) + "Microsoft.Compute/disks/e");
    CHECK(Judged(text, 0, 2).run->report.exit_code == ExitCode::incomplete);
    CHECK(Judged(text, kNever, 1).run->report.exit_code == ExitCode::incomplete);
  }
}

TEST_CASE("elements that a wrapper turned out not to have are judged as a whole") {
  // `value` is no list of elements beside members that no answer has.
  std::vector<std::string> disks;
  for (int i = 0; i < 30; ++i)
    disks.push_back(resource("Microsoft.Compute/disks", "d" + std::to_string(i), "\"x\": 1"));
  const std::string odd = "{\"value\": [" + joined(disks, ",\n") + "], \"what\": 1}\n";
  expect_same(odd + joined(tenant(9), "\n") + "\n" + joined(disks, "\n"));
}

TEST_CASE("a secret is hidden in every format, by its place") {
  const std::string text = "[" + joined(tenant(3), ",\n") + "]";
  Judged bulk(text, 0, 2);
  CHECK(bulk.in_bulk());
  for (const Format& format : formats())
    CHECK_MESSAGE(bulk.shown(format.name).find("hJ4kd83jfLq02") == std::string::npos, format.name);
}

TEST_CASE("every format shows the same failures") {
  const std::string text = "[" + joined(tenant(9), ",\n") + "]";
  Judged bulk(text, 0, 2);
  Judged ordinary(text, kNever, 1);
  for (const char* format : {"text", "concise", "github", "azure", "gitlab"})
    CHECK_MESSAGE(difference(bulk.shown(format), ordinary.shown(format)) == "", format);
}

TEST_CASE("an exception excuses in bulk, and one that excuses nothing is named") {
  const std::string text = "[" + joined(tenant(9), ",\n") + "]";
  Exception used;
  used.rule = "app-https-only-off";
  used.resource = "app-0";
  used.reason = "it is behind a gateway";
  Exception unused = used;
  unused.resource = "nothing";
  const Judged ordinary(text, kNever, 1, {used, unused});
  const Judged bulk(text, 0, 2, {used, unused});
  CHECK(bulk.run->report.summary.suppressed == 1);
  CHECK(difference(bulk.text, ordinary.text) == "");
}

TEST_CASE("half an export gives no findings, and fails") {
  const std::string whole = "[" + joined(tenant(20), ",\n") + "]";
  std::vector<std::string> broken = {
      whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 1), whole + "]",
      "[{\"id\": \"" + std::string(kScope) + "Microsoft.Web/sites/x\", \"a\" 1}, {}]",
      // What stands between documents is no value.
      joined(tenant(20), ",\n"), joined(tenant(20), " ; "), "[x, " + whole.substr(1),
      "[" + std::string(600, '[') + std::string(600, ']') + "]"};
  for (const std::string& text : broken) {
    CAPTURE(text.substr(0, 200));
    const Judged bulk(text, 0, 2);
    CHECK(bulk.run->report.exit_code == ExitCode::incomplete);
    CHECK_FALSE(bulk.in_bulk());
    const Judged ordinary(text, kNever, 1);
    CHECK(ordinary.run->report.exit_code == ExitCode::incomplete);
  }
}

TEST_CASE("what is no list of elements is read in the ordinary way") {
  for (const std::string& text :
       {std::string("// a comment\n[") + tenant(1)[0] + "]", std::string("WARNING: x\n[]"),
        std::string("\xFF\xFE[\0]\0", 6)}) {
    const Judged bulk(text, 0, 2);
    CHECK_FALSE(bulk.in_bulk());
  }
}

TEST_CASE("what is in order and what is not known are listed as they always are, if asked for") {
  const std::string text = "[" + joined(tenant(60), ",\n") + "]";
  for (const char* format : {"text", "concise", "jsonl", "junit"}) {
    CAPTURE(format);
    expect_same(text, format, true);
  }
  Judged all(text, 0, 2, {}, 20'000, true);
  const std::string shown = all.shown("concise");
  CHECK(shown.find("pass[") != std::string::npos);
  CHECK(all.run->report.undecided == 0);
}

TEST_CASE("whoever asks for what is in order is told that it is only counted") {
  const auto files = in_memory({{"tenant.json", "[" + joined(tenant(4), ",\n") + "]"}});
  LintOptions options;
  options.bulk.from = 0;
  for (const bool passes : {false, true}) {
    options.passes = passes;
    const auto run = lint(*files, built_in_rules(), options);
    const auto& notes = run->report.notes;
    CHECK(std::any_of(notes.begin(), notes.end(), [](const std::string& note) {
            return note.find("counted, not listed") != std::string::npos;
          }) == passes);
  }
}

TEST_CASE("progress ends where all is done") {
  const auto files = in_memory({{"tenant.json", "[" + joined(tenant(200), ",\n") + "]"}});
  LintOptions options;
  options.bulk.from = 0;
  options.bulk.threads = 3;
  std::uint64_t last = 0;
  std::uint64_t all = 1;
  bool forward = true;
  options.bulk.progress = [&](const BulkProgress& progress) {
    forward = forward && progress.done >= last && progress.done <= progress.all;
    last = progress.done;
    all = progress.all;
  };
  lint(*files, built_in_rules(), options);
  CHECK(forward);
  CHECK(last == all);
}
