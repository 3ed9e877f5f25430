#include "checks/log_level.h"

#include <algorithm>

#include "checks/nodes.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::int64_t kDebug = 10;

bool is_debug(const Node& level) {
  return (level.is(Kind::string) && level.text == "DEBUG") ||
         (level.is(Kind::integer) && level.integer > 0 && level.integer <= kDebug);
}

// A level that lets debug messages pass; without one, all do.
Truth passes(const Node* level) {
  if (level == nullptr) return Truth::yes;
  if (level->is(Kind::unknown)) return Truth::unknown;
  const bool all = (level->is(Kind::string) && level->text == "NOTSET") ||
                   (level->is(Kind::integer) && level->integer == 0);
  return truth_of(all || is_debug(*level));
}

// Only with DEBUG on, or never.
Truth writes_in_production(const Node& logging, std::string_view handler_name) {
  const Node* handler = below(below(&logging, "handlers"), handler_name);
  if (handler == nullptr || !handler->is(Kind::mapping)) return Truth::unknown;
  const Node* kind = below(handler, "class");
  if (kind != nullptr && kind->is(Kind::string) && kind->text.ends_with("NullHandler"))
    return Truth::no;
  Truth writes = passes(below(handler, "level"));
  const Node* filters = below(handler, "filters");
  if (filters == nullptr) return writes;
  if (!filters->is_sequence() || filters->open) return both(writes, Truth::unknown);
  for (const Node* filter : filters->items) {
    const Node* factory = below(below(below(&logging, "filters"), filter->text), "()");
    // A filter of the project's own may let through anything.
    if (factory == nullptr || !factory->is(Kind::string)) {
      writes = both(writes, Truth::unknown);
    } else if (factory->text.ends_with("RequireDebugTrue")) {
      writes = Truth::no;
    } else if (!factory->text.ends_with("RequireDebugFalse")) {
      writes = both(writes, Truth::unknown);
    }
  }
  return writes;
}

// The root's own, and Django's. What an application tells about itself is its own affair; SQL is
// only logged with DEBUG on.
bool matters(std::string_view name) {
  if (name.starts_with("django.db")) return false;
  return name.empty() || name == "root" || name == "django" || name.starts_with("django.");
}

// "settings.LOGGING.loggers.\"django.request\"" → "django.request"
std::string_view logger_name(std::string_view path) {
  constexpr std::string_view kLoggers = "settings.LOGGING.loggers.";
  if (!path.starts_with(kLoggers)) return "root";
  path.remove_prefix(kLoggers.size());
  if (path.size() >= 2 && path.front() == '"') path = path.substr(1, path.size() - 2);
  return path;
}

}  // namespace

CheckAnswer check_log_level_debug(const CheckContext& context) {
  const Node* logger = context.place.node;
  const Node* logging = below(below(&context.project, "settings"), "LOGGING");
  if (logger == nullptr || logging == nullptr) return {Truth::no, "", {}};
  if (!logger->is(Kind::mapping)) return {Truth::unknown, "", {}};
  const std::string_view name = logger_name(context.place.path);
  const Node* level = below(logger, "level");
  if (!matters(name) || level == nullptr) return {Truth::no, "", {}};
  if (level->is(Kind::unknown)) return {Truth::unknown, "its level is not known", {}};
  if (!is_debug(*level)) return {Truth::no, "", {}};
  const Node* handlers = below(logger, "handlers");
  if (handlers == nullptr || (handlers->items.empty() && !handlers->open))
    handlers = below(below(logging, "root"), "handlers");
  if (handlers == nullptr) return {Truth::no, "", {}};
  if (!handlers->is_sequence()) return {Truth::unknown, "its handlers are not known", {}};
  Truth any = handlers->open ? Truth::unknown : Truth::no;
  for (const Node* handler : handlers->items)
    any = either(any, handler->is(Kind::string) ? writes_in_production(*logging, handler->text)
                                                : Truth::unknown);
  const std::string words =
      name.empty() || name == "root" ? "the root logger" : "the logger `" + std::string(name) + '`';
  return {any, words, {}};
}

}  // namespace djaz
