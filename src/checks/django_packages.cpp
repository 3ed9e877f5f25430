#include "checks/django_packages.h"

#include <algorithm>

#include "checks/django_classes.h"
#include "checks/django_origins.h"
#include "checks/django_reading.h"
#include "checks/django_walk.h"
#include "support/text.h"
#include "support/version_number.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

using namespace django;

// "settings.NAME" → "NAME"
std::string_view setting_name(const CheckContext& context) {
  const std::string_view path = context.place.path;
  return path.substr(std::min(path.size(), path.find('.') + 1));
}

bool may_be_absent(const Node& node) {
  if (!node.is(Kind::unknown)) return false;
  const Unknown& about = *node.unknown;
  return about.reason == Reason::not_exported ||
         std::any_of(about.candidates.begin(), about.candidates.end(),
                     [](const Candidate& each) { return each.value == nullptr; });
}

Truth is_there(const Node& node) { return may_be_absent(node) ? Truth::unknown : Truth::yes; }

Truth is_set(const CheckContext& context, std::string_view name) {
  const Node* settings = below(&context.project, "settings");
  if (const Node* found = below(settings, name)) return is_there(*found);
  return settings == nullptr || settings->open ? Truth::unknown : Truth::no;
}

// What is installed is at least this version; a package that no file pins is taken for the newest.
Truth package_from(const CheckContext& context, std::string_view package, std::string_view first) {
  const Node* requirements = below(&context.project, "requirements");
  if (requirements == nullptr) return Truth::yes;
  for (const Node* each : requirements->items) {
    if (text_under(*each, "name") != package) continue;
    const auto version = VersionNumber::parse(text_under(*each, "version"));
    if (version) return truth_of(!(*version < *VersionNumber::parse(first)));
    if (text_under(*each, "specifier").find('<') != std::string_view::npos) return Truth::unknown;
  }
  return Truth::yes;
}

// What is known of the type, where the value is not known; `unknown` where nothing is.
Kind type_of(const Node& node) {
  if (!node.is(Kind::unknown)) return node.kind;
  // It may not be set at all.
  if (may_be_absent(node)) return Kind::unknown;
  // Some of what it may be is late, and then it is no text whatever its type.
  for (const Candidate& each : node.unknown->candidates)
    if (is_lazy(*each.value)) return Kind::unknown;
  // A text that is translated late is an object of its own.
  return is_lazy(node) ? Kind::callable : node.unknown->type;
}

Truth has_type(const Node& node, Kind kind) {
  const Kind type = type_of(node);
  return type == Kind::unknown ? Truth::unknown : truth_of(type == kind);
}

// A text is a sequence of texts, too. A set or a mapping is no sequence.
Truth is_sequence_of_texts(const Node& node) {
  const Kind type = type_of(node);
  if (type == Kind::string) return Truth::yes;
  if (type == Kind::bytes && !node.is(Kind::unknown)) return truth_of(node.text.empty());
  if (type == Kind::unknown || node.is(Kind::unknown)) {
    const bool may =
        type == Kind::unknown || type == Kind::list || type == Kind::tuple || type == Kind::bytes;
    return may ? Truth::unknown : Truth::no;
  }
  if (type != Kind::list && type != Kind::tuple) return Truth::no;
  Truth all = node.open ? Truth::unknown : Truth::yes;
  for (const Node* item : node.items) all = both(all, has_type(*item, Kind::string));
  return all;
}

CheckAnswer judge_origins(const CheckContext& context, const Node& node, bool incomplete) {
  const Truth texts = is_sequence_of_texts(node);
  if (texts != Truth::yes) return {texts, "", {}};
  CheckAnswer answer{Truth::no, "", {}};
  answer.times = 0;
  const Walk found = walk(&node, context.arena);
  for (const Node* item : found.items) {
    if (!item->is(Kind::string)) return {Truth::unknown, "", {}};
    const OriginFaults faults = origin_faults(item->text);
    const std::size_t here = incomplete ? (faults.incomplete ? 1 : 0) : faults.parts;
    if (here > 0 && answer.evidence.empty()) answer.evidence = std::string(item->text);
    answer.times += here;
  }
  answer.guilty = found.ends == Truth::yes ? truth_of(answer.times > 0) : Truth::unknown;
  return answer;
}

Truth is_wrong_age(const Node& node) {
  if (node.is(Kind::integer)) return truth_of(node.integer < 0);
  const Kind type = type_of(node);
  if (type == Kind::unknown || type == Kind::integer) return Truth::unknown;
  return truth_of(type != Kind::boolean);
}

CheckAnswer judge_cors(const CheckContext& context, const Node& node) {
  const std::string_view id =
      argument(context, "id").substr(std::string_view("corsheaders.").size());
  if (id == "E003" || id == "E005") return {negate(has_type(node, Kind::boolean)), "", {}};
  if (id == "E015")
    return {both(package_from(context, "django-cors-headers", "4.3"),
                 negate(has_type(node, Kind::boolean))),
            "",
            {}};
  if (id == "E004") return {is_wrong_age(node), "", {}};
  if (id == "E007") {
    const Truth texts = is_sequence_of_texts(node);
    return {negate(texts), "", {}};
  }
  if (id == "E009") return {negate(has_type(node, Kind::string)), "", {}};
  if (id == "E013") return judge_origins(context, node, true);
  if (id == "E014") return judge_origins(context, node, false);
  // The settings that the package has given up: that they are there is the fault.
  if (id == "E012") return {is_there(node), "", {}};
  return {negate(is_sequence_of_texts(node)), "", {}};
}

// An alias counts while the setting of today is not there.
Truth is_passed_over(const CheckContext& context) {
  const std::string_view name = setting_name(context);
  if (name == "CORS_ORIGIN_ALLOW_ALL") return is_set(context, "CORS_ALLOW_ALL_ORIGINS");
  if (name == "CORS_ORIGIN_WHITELIST") return is_set(context, "CORS_ALLOWED_ORIGINS");
  if (name == "CORS_ORIGIN_REGEX_WHITELIST") return is_set(context, "CORS_ALLOWED_ORIGIN_REGEXES");
  return Truth::no;
}

}  // namespace

CheckAnswer check_cors_setting(const CheckContext& context) {
  const Node* node = context.place.node;
  if (node == nullptr) return {Truth::no, "", {}};
  const Truth asked = both(is_installed(context, "corsheaders"), negate(is_passed_over(context)));
  if (asked == Truth::no) return {Truth::no, "", {}};
  CheckAnswer answer = judge_cors(context, *node);
  answer.guilty = both(asked, answer.guilty);
  return answer;
}

CheckAnswer check_csp_setting(const CheckContext& context) {
  const Node* node = context.place.node;
  if (node == nullptr) return {Truth::no, "", {}};
  const Truth asked =
      both(is_installed(context, "csp"), package_from(context, "django-csp", "4.0"));
  if (asked == Truth::no) return {Truth::no, "", {}};
  if (argument(context, "id") == "csp.E002") {
    if (!node->is(Kind::mapping))
      return {node->is(Kind::unknown) ? both(asked, Truth::unknown) : Truth::no, "", {}};
    const Node* prefixes = below(node, "EXCLUDE_URL_PREFIXES");
    if (prefixes == nullptr) return {both(asked, truth_of(false)), "", {}};
    return {both(asked, has_type(*prefixes, Kind::string)), "", {}};
  }
  // However many there are, the package says it once.
  const Node* old = below(embedded("rules/data/django_checks.toml"), "old_csp_settings");
  for (const Node* name : old->items) {
    const Truth there = is_set(context, name->text);
    if (there == Truth::no) continue;
    return {both(asked, name->text == setting_name(context) ? there : Truth::no), "", {}};
  }
  return {Truth::no, "", {}};
}

CheckAnswer check_page_size(const CheckContext& context) {
  const Node* node = context.place.node;
  const Truth installed = is_installed(context, "rest_framework");
  if (node == nullptr || installed == Truth::no) return {Truth::no, "", {}};
  if (!node->is(Kind::mapping))
    return {node->is(Kind::unknown) ? both(installed, Truth::unknown) : Truth::no, "", {}};
  const auto value = [&](std::string_view name) {
    const Node* found = below(node, name);
    return found == nullptr && node->open ? Truth::unknown : is_true(found);
  };
  return {
      both(installed, both(value("PAGE_SIZE"), negate(value("DEFAULT_PAGINATION_CLASS")))), "", {}};
}

namespace {

constexpr std::string_view kToolbar = "debug_toolbar.middleware.DebugToolbarMiddleware";
constexpr std::string_view kGzip = "django.middleware.gzip.GZipMiddleware";
constexpr std::string_view kFinder = "django.template.loaders.app_directories.Loader";

CheckAnswer judge_middleware(const CheckContext& context, const Node& node, std::string_view id) {
  const Truth classes = is_set(context, "MIDDLEWARE_CLASSES");
  if (classes == Truth::yes) return {Truth::no, "", {}};
  const Walk found = walk(&node, context.arena);
  if (found.ends == Truth::no) return {Truth::no, "", {}};
  std::size_t toolbars = 0;
  bool gzip_after = false;
  bool others = found.ends == Truth::unknown;
  for (const Node* item : found.items) {
    if (item->is(Kind::string) && item->text == kToolbar) {
      ++toolbars;
    } else if (item->is(Kind::string) && item->text == kGzip) {
      gzip_after = gzip_after || toolbars > 0;
    } else if (item->is(Kind::unknown) || (item->is(Kind::string) && !is_unrelated(item->text))) {
      // It may derive from either.
      others = true;
    }
  }
  // A set has another order in each process.
  if (id == "W003" && node.is(Kind::set)) others = true;
  Truth guilty = truth_of(toolbars == 0);
  if (id == "W002") guilty = truth_of(toolbars > 1);
  if (id == "W003") guilty = truth_of(toolbars == 1 && gzip_after);
  const bool settled =
      id == "W001" ? toolbars > 0 : (toolbars > 1 || (id == "W003" && toolbars == 0));
  if (others && !settled) guilty = Truth::unknown;
  return {both(negate(classes), guilty), "", {}};
}

// The loaders of one engine, and those that a loader wraps, by name.
Truth finds_templates(const Node* engine) {
  const Truth flag = is_true(below(engine, "APP_DIRS"));
  const Node* loaders = below(below(engine, "OPTIONS"), "loaders");
  if (flag == Truth::yes || loaders == nullptr || loaders->is(Kind::null)) return Truth::yes;
  Truth found = loaders->is(Kind::unknown) || loaders->open ? Truth::unknown : Truth::no;
  for (const Node* loader : loaders->items) {
    found = either(found, truth_of(loader->is(Kind::string) && loader->text == kFinder));
    if (loader->is(Kind::unknown)) found = either(found, Truth::unknown);
    if (!loader->is(Kind::tuple)) continue;
    for (const Node* inner : loader->items) {
      const bool named = inner->is(Kind::string) && inner->text == kFinder;
      found = either(found, either(truth_of(named), holds_text(inner, kFinder)));
    }
  }
  return either(flag, found);
}

CheckAnswer judge_templates(const CheckContext& context) {
  const Node* templates = setting(context, "TEMPLATES");
  if (templates == nullptr) return {negate(is_set(context, "TEMPLATES")), "", {}};
  const Node& node = *templates;
  if (node.is(Kind::unknown)) return {Truth::unknown, "", {}};
  Truth any = node.open ? Truth::unknown : Truth::no;
  for (const Node* engine : node.items) any = either(any, finds_templates(engine));
  return {negate(any), "", {}};
}

CheckAnswer judge_panels(const Node& node, Arena& arena) {
  const Walk found = walk(&node, arena);
  if (found.ends == Truth::no) return {Truth::no, "", {}};
  const bool any = std::any_of(found.items.begin(), found.items.end(), [](const Node* each) {
    return !each->is(Kind::string) || each->text != "debug_toolbar.panels.logging.LoggingPanel";
  });
  if (any) return {Truth::no, "", {}};
  return {found.ends, "", {}};
}

}  // namespace

CheckAnswer check_debug_toolbar(const CheckContext& context) {
  const Node* node = context.place.node;
  const Truth installed = is_installed(context, "debug_toolbar");
  if (node == nullptr || installed == Truth::no) return {Truth::no, "", {}};
  const std::string_view id =
      argument(context, "id").substr(std::string_view("debug_toolbar.").size());
  // What is left is W004: that the setting is there.
  CheckAnswer answer{is_there(*node), "", {}};
  if (id == "W001" || id == "W002" || id == "W003") answer = judge_middleware(context, *node, id);
  if (id == "W005") answer = judge_panels(*node, context.arena);
  if (id == "W006") answer = judge_templates(context);
  if (id == "W008") answer.guilty = holds_text(node, "OBSERVE_REQUEST_CALLBACK");
  answer.guilty = both(installed, answer.guilty);
  return answer;
}

}  // namespace djaz
