#include "checks/django_apps.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "checks/django_classes.h"
#include "checks/django_reading.h"
#include "checks/django_walk.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

using namespace django;

constexpr std::string_view kDjangoTemplates = "django.template.backends.django.DjangoTemplates";
constexpr std::string_view kAuthentication =
    "django.contrib.auth.middleware.AuthenticationMiddleware";

// Each of these needs something in a list of the settings.
struct Need {
  std::string_view id;
  std::string_view what;
  enum class Where : std::uint8_t { apps, middleware, processors } where;
};
using Where = Need::Where;

constexpr std::array<Need, 9> kNeeds = {{
    {"admin.E401", "django.contrib.contenttypes", Where::apps},
    {"admin.E402", "django.contrib.auth.context_processors.auth", Where::processors},
    {"admin.E404", "django.contrib.messages.context_processors.messages", Where::processors},
    {"admin.E405", "django.contrib.auth", Where::apps},
    {"admin.E406", "django.contrib.messages", Where::apps},
    {"admin.E408", kAuthentication, Where::middleware},
    {"admin.E409", "django.contrib.messages.middleware.MessageMiddleware", Where::middleware},
    {"admin.E410", "django.contrib.sessions.middleware.SessionMiddleware", Where::middleware},
    {"admin.W411", "django.template.context_processors.request", Where::processors},
}};

Truth uses_model_backend(const CheckContext& context) {
  const Node* backends = setting(context, "AUTHENTICATION_BACKENDS");
  if (backends == nullptr) return Truth::yes;
  Truth any = names_class(backends, "django.contrib.auth.backends.ModelBackend");
  for (const std::string_view derived :
       {"RemoteUserBackend", "AllowAllUsersModelBackend", "AllowAllUsersRemoteUserBackend"})
    any = either(any, holds_text(backends, "django.contrib.auth.backends." + std::string(derived)));
  return any;
}

const Node* option(const CheckContext& context, const Node* engine, std::string_view name) {
  return inside(context, inside(context, engine, "OPTIONS"), name);
}

// The first engine of Django's own; null where there is none.
const Node* django_engine(const CheckContext& context, bool& known) {
  const Node* templates = setting(context, "TEMPLATES");
  known = true;
  if (templates == nullptr) return nullptr;
  known = is_true(templates) == Truth::no || (templates->is_sequence() && !templates->open);
  for (const Node* engine : templates->items) {
    const Node* backend = inside(context, engine, "BACKEND");
    if (backend == nullptr || !backend->is(Kind::string)) {
      known = false;
      return nullptr;
    }
    if (backend->text == kDjangoTemplates) {
      known = true;
      return engine;
    }
  }
  return nullptr;
}

// A processor is asked for and not there. Without an engine that is another check's business.
Truth lacks_processor(const CheckContext& context, const Need& need) {
  bool known = false;
  const Node* engine = django_engine(context, known);
  if (!known) return Truth::unknown;
  if (engine == nullptr) return Truth::no;
  const Truth there = holds_text(option(context, engine, "context_processors"), need.what);
  const Truth asked = need.id == "admin.E402" ? uses_model_backend(context) : Truth::yes;
  return both(asked, negate(there));
}

}  // namespace

CheckAnswer check_admin_needs(const CheckContext& context) {
  const Truth installed = is_installed(context, "django.contrib.admin");
  if (installed == Truth::no) return {Truth::no, "", {}};
  const std::string_view id = argument(context, "id");
  if (id == "admin.E403") {
    bool known = false;
    const Node* engine = django_engine(context, known);
    const Truth none = known ? truth_of(engine == nullptr) : Truth::unknown;
    return {both(installed, none), std::string(kDjangoTemplates), {}};
  }
  const auto* need =
      std::find_if(kNeeds.begin(), kNeeds.end(), [&](const Need& each) { return each.id == id; });
  if (need == kNeeds.end()) return {Truth::no, "", {}};
  Truth lacks = Truth::unknown;
  if (need->where == Where::apps) lacks = negate(is_installed(context, need->what));
  if (need->where == Where::middleware)
    lacks = negate(names_class(setting(context, "MIDDLEWARE"), need->what));
  if (need->where == Where::processors) lacks = lacks_processor(context, *need);
  return {both(installed, lacks), std::string(need->what), {}};
}

CheckAnswer check_login_before_authentication(const CheckContext& context) {
  const Truth asked =
      both(series_from(context, "5.1"), is_installed(context, "django.contrib.auth"));
  const Node* list = context.place.node;
  if (asked == Truth::no || list == nullptr) return {Truth::no, "", {}};
  const Walk found = walk(list, context.arena);
  if (found.ends != Truth::yes) return {found.ends, "", {}};
  for (const Node* item : found.items) {
    // It may be either.
    if (item->is(Kind::unknown) && !is_lazy(*item)) return {Truth::unknown, "", {}};
    if (!item->is(Kind::string)) continue;
    if (item->text == kAuthentication) return {Truth::no, "", {}};
    if (item->text == "django.contrib.auth.middleware.LoginRequiredMiddleware") {
      // One of the project's own may be made from either.
      const bool related =
          std::any_of(found.items.begin(), found.items.end(), [](const Node* each) {
            return each->is(Kind::unknown) || (each->is(Kind::string) && !is_unrelated(each->text));
          });
      // The order of a set is another in each process.
      const bool sure = !related && !(list->is(Kind::set) && found.items.size() > 1);
      return {both(asked, sure ? Truth::yes : Truth::unknown), "", {}};
    }
  }
  return {Truth::no, "", {}};
}

CheckAnswer check_site_id(const CheckContext& context) {
  const Node* node = context.place.node;
  const Truth installed = is_installed(context, "django.contrib.sites");
  if (node == nullptr || installed == Truth::no) return {Truth::no, "", {}};
  if (node->is(Kind::null) || node->is(Kind::integer) || node->is(Kind::boolean))
    return {Truth::no, "", {}};
  if (node->is(Kind::unknown)) {
    const auto candidates = node->unknown->candidates;
    const bool absent = std::any_of(candidates.begin(), candidates.end(),
                                    [](const Candidate& each) { return each.value == nullptr; });
    // It may not be set at all.
    const Kind type = absent ? Kind::unknown : node->unknown->type;
    if (type == Kind::integer || type == Kind::boolean) return {Truth::no, "", {}};
    const bool wrong = type == Kind::string || type == Kind::bytes;
    return {both(installed, wrong ? Truth::yes : Truth::unknown), "", {}};
  }
  // Since 6.1 what counts is whether the value changes when it is made an integer.
  if (node->is(Kind::real) && node->real == std::floor(node->real))
    return {both(installed, negate(series_from(context, "6.1"))), "", {}};
  return {installed, "", {}};
}

CheckAnswer check_csp_nonce(const CheckContext& context) {
  const Truth sent =
      holds_text(context.place.node, "django.middleware.csp.ContentSecurityPolicyMiddleware");
  const Truth asked = both(series_from(context, "6.1"), sent);
  if (asked == Truth::no) return {Truth::no, "", {}};
  Truth nonce = Truth::no;
  for (const std::string_view name : {"SECURE_CSP", "SECURE_CSP_REPORT_ONLY"}) {
    const Node* policy = setting(context, name);
    if (policy == nullptr) continue;
    // A text, late or not, is no policy.
    const bool unknown = policy->is(Kind::unknown) && !is_lazy(*policy);
    if (unknown || policy->open) nonce = either(nonce, Truth::unknown);
    if (!policy->is(Kind::mapping)) continue;
    for (const Entry& entry : policy->entries)
      nonce = either(nonce, holds_text(entry.value, "<CSP_NONCE_SENTINEL>"));
  }
  Truth told = Truth::no;
  const Node* templates = setting(context, "TEMPLATES");
  if (templates != nullptr) {
    if (templates->is(Kind::unknown) || templates->open) told = Truth::unknown;
    for (const Node* engine : templates->items)
      told = either(told, holds_text(option(context, engine, "context_processors"),
                                     "django.template.context_processors.csp"));
  }
  return {both(both(asked, nonce), negate(told)), "", {}};
}

CheckAnswer check_tag_library(const CheckContext& context) {
  const Node* templates = setting(context, "TEMPLATES");
  const Node* here = context.place.node;
  if (templates == nullptr || here == nullptr) return {Truth::no, "", {}};
  if (!here->is(Kind::string)) return {Truth::unknown, "", {}};
  std::string_view name;
  for (const Node* engine : templates->items) {
    const Node* libraries = option(context, engine, "libraries");
    if (libraries == nullptr) continue;
    for (const Entry& entry : libraries->entries)
      if (entry.value == here) name = entry.name;
  }
  if (name.empty()) return {Truth::unknown, "", {}};
  // Before 5.1 the libraries of all engines are one heap, and a name in it is told once.
  Truth found = Truth::no;
  std::string evidence;
  if (series_from(context, "5.1") == Truth::no) {
    for (const Node* engine : templates->items) {
      const Node* other = inside(context, option(context, engine, "libraries"), name);
      if (other == nullptr) continue;
      if (other->is(Kind::unknown)) return {Truth::unknown, "", {}};
      if (other != here && evidence.empty() && found == Truth::no) return {Truth::no, "", {}};
      evidence = std::string(other->text);
      if (other->text != here->text) found = Truth::yes;
      if (found == Truth::yes) return {found, std::move(evidence), {}};
    }
  }
  evidence.clear();
  const Node* known = below(embedded("rules/data/django_checks.toml"), "tag_libraries");
  for (const Node* library : known->items) {
    const std::string_view module = below(library, "module")->text;
    if (below(library, "name")->text != name || module == here->text) continue;
    const Node* app = below(library, "app");
    found = either(found, app == nullptr ? Truth::yes : is_installed(context, app->text));
    evidence = std::string(module);
  }
  return {found, std::move(evidence), {}};
}

}  // namespace djaz
