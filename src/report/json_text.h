// How every JSON that djaz writes becomes bytes: keys in the order given, ASCII only (so that
// nothing in it can steer a terminal), no log command, a line feed at the end.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/rule.h"
#include "report/sink.h"

namespace djaz {

using Json = nlohmann::ordered_json;

std::string json_text(const Json& value);
// The same on one line.
std::string json_line(const Json& value);

// A text of which one list is too long to be held: its items are written one by one.
class JsonListWriter {
 public:
  // `frame` has the list empty, and the last empty one of that name. Without a name it is the list.
  JsonListWriter(const Json& frame, std::string_view list, Sink& sink);
  void item(const Json& value);
  // What an item becomes, with what stands before it; may be made by another thread.
  std::string text_of(const Json& value) const;
  // Some of these, one after the other.
  void items(std::string_view texts);
  void finish();

 private:
  Sink& sink_;
  std::string out_;
  // What stands before the list's closing bracket, and what from there on.
  std::string indent_;
  std::string rest_;
  bool any_ = false;
};

// A text, or null when it is empty.
Json text_or_null(std::string_view text);
Json text_list(const std::vector<std::string_view>& texts);

// By whose names a fault is known elsewhere: every tool and standard has its key, also where it has
// no name for it.
Json equivalents_json(const Equivalents& all);
// What to do: words, commands of `az`, and what to write into a template.
Json remedy_json(const RuleInfo& rule);

}  // namespace djaz
