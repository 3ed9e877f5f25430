#include "report/gitlab.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>

#include "report/escape.h"
#include "report/issues.h"
#include "report/json_text.h"

namespace djaz {
namespace {

// GitLab drops what has no path; what is about no file is about how the project is set up.
constexpr const char* kNoPath = "djaz.toml";

const char* severity_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "major";
    case Severity::note:
      return "info";
  }
  return "info";
}

// FNV-1a: no secret is hashed and nobody is to be kept from making a hash, only the same text has
// to give the same one everywhere.
std::uint64_t hash_of(std::string_view text, std::uint64_t basis) {
  std::uint64_t hash = basis;
  for (char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  return hash;
}

std::string digest_of(std::string_view text) {
  char words[40];
  std::snprintf(words, sizeof words, "%016llx%016llx",
                static_cast<unsigned long long>(hash_of(text, 0xcbf29ce484222325)),
                static_cast<unsigned long long>(hash_of(text, 0x84222325cbf29ce4)));
  return words;
}

// One after another, so that the second of two alike has a fingerprint of its own.
class Fingerprints {
 public:
  std::string of(const Issue& issue, const RenderContext& context) {
    std::string key = issue.code + '\n' + repository_path(issue, context);
    if (issue.finding != nullptr)
      key += '\n' + context.redactor.redact(issue.finding->node) + '\n' +
             context.redactor.redact(issue.finding->resource.id);
    std::size_t& ordinal = ordinals_[key];
    std::string digest;
    do digest = digest_of(key + '\n' + std::to_string(++ordinal));
    while (!given_.insert(digest).second);
    return digest;
  }

 private:
  std::map<std::string, std::size_t> ordinals_;
  std::set<std::string> given_;
};

}  // namespace

void write_gitlab(const RenderContext& context, Sink& sink) {
  Fingerprints fingerprints;
  JsonListWriter out(Json::array(), "", sink);
  const Issues issues(context, Severity::note);
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const Issue issue = issues.at(i);
    const std::string path =
        issue.path.empty() ? std::string(kNoPath) : repository_path(issue, context);
    Json one;
    one["description"] = valid_text(issue.message.empty() ? issue.name : issue.message);
    one["check_name"] = issue.name;
    one["fingerprint"] = fingerprints.of(issue, context);
    one["severity"] = severity_of(issue.severity);
    one["location"] = {
        {"path", valid_text(path)},
        {"lines",
         {{"begin", issue.start.line}, {"end", std::max(issue.start.line, issue.end.line)}}}};
    out.item(one);
  }
  out.finish();
}

}  // namespace djaz
