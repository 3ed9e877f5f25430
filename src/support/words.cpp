#include "djaz/finding.h"
#include "djaz/report.h"
#include "djaz/rule.h"
#include "djaz/source.h"

namespace djaz {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::low:
      return "low";
    case Confidence::medium:
      return "medium";
    case Confidence::high:
      return "high";
  }
  return "";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return "fail";
    case Outcome::unknown:
      return "unknown";
  }
  return "";
}

std::string_view to_string(Status status) {
  switch (status) {
    case Status::active:
      return "active";
    case Status::suppressed:
      return "suppressed";
    case Status::excepted:
      return "excepted";
    case Status::known:
      return "known";
  }
  return "";
}

std::string_view to_string(FileStatus status) {
  switch (status) {
    case FileStatus::analysed:
      return "analysed";
    case FileStatus::skipped:
      return "skipped";
    case FileStatus::failed:
      return "failed";
  }
  return "";
}

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf8_bom:
      return "UTF-8 with a mark";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::utf32le:
      return "UTF-32LE";
    case Encoding::utf32be:
      return "UTF-32BE";
    case Encoding::latin1:
      return "latin-1";
    case Encoding::cp1252:
      return "cp1252";
  }
  return "";
}

}  // namespace djaz
