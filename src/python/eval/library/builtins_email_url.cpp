// dj_email_url, which makes mail settings of a URL, and the parts of a URL that urllib.parse gives.
#include "python/eval/library/parsed_url.h"
#include "python/eval/library/url_parts.h"

namespace djaz::python::eval {
namespace {

constexpr std::string_view kSmtp = "django.core.mail.backends.smtp.EmailBackend";
constexpr std::array<Scheme, 8> kSchemes = {{
    {"smtp", kSmtp},
    {"submission", kSmtp},
    {"submit", kSmtp},
    {"smtps", kSmtp},
    {"console", "django.core.mail.backends.console.EmailBackend"},
    {"file", "django.core.mail.backends.filebased.EmailBackend"},
    {"memory", "django.core.mail.backends.locmem.EmailBackend"},
    {"dummy", "django.core.mail.backends.dummy.EmailBackend"},
}};

std::string scheme_of(Value url) {
  return url_scheme(url->is(Type::unknown) ? url->unknown->prefix : url->text);
}

Value mail_of_unknown(Evaluator& e, Value url) {
  e.may_raise("ValueError");
  Parts parts(e, url);
  const std::string scheme = scheme_of(url);
  const std::string_view backend = backend_of(kSchemes, scheme);
  const bool smtp = scheme == "smtp";
  parts.put("EMAIL_FILE_PATH", parts.some(Kind::string));
  parts.put("EMAIL_HOST_USER", parts.or_none(parts.some(Kind::string), "user"));
  parts.put("EMAIL_HOST_PASSWORD", parts.or_none(parts.some(Kind::string), "password"));
  parts.put("EMAIL_HOST", smtp ? parts.some(Kind::string, true)
                               : parts.or_none(parts.some(Kind::string), "host"));
  parts.put("EMAIL_PORT", smtp ? parts.some(Kind::integer, true)
                               : parts.or_none(parts.some(Kind::integer), "port"));
  parts.put("EMAIL_USE_SSL", parts.some(Kind::boolean));
  parts.put("EMAIL_USE_TLS", parts.some(Kind::boolean));
  parts.put("EMAIL_TIMEOUT", parts.or_none(parts.some(Kind::integer), "timeout"));
  if (!backend.empty())
    parts.put("EMAIL_BACKEND", parts.text(backend));
  else if (scheme.empty())
    parts.put("EMAIL_BACKEND", parts.maybe(parts.some(Kind::string, true), "the URL is one of mail",
                                           "the URL is none of mail"));
  for (const char* name : {"SERVER_EMAIL", "DEFAULT_FROM_EMAIL"})
    parts.put(name, parts.maybe(parts.some(Kind::string), "the URL names a sender",
                                "the URL names no sender"));
  return parts.dict();
}

Value mail_of_url(Evaluator& e, Value url) {
  if (!url->is(Type::string)) {
    const Kind kind = known_kind(url);
    if (kind == Kind::string || kind == Kind::unknown) return mail_of_unknown(e, url);
    return not_read(e, url);
  }
  const auto read = split_url(url->text);
  // What a query or a fragment changes is not followed.
  if (!read.has_value() || read->fragment || !read->query.empty() || read->port_raises ||
      url->text.find(';') != std::string_view::npos)
    return mail_of_unknown(e, url);
  Parts parts(e, url);
  const auto text_or_none = [&](const std::optional<std::string>& text) {
    return text.has_value() ? parts.unquoted_text(text) : e.values.none();
  };
  const bool submits = read->scheme == "submission" || read->scheme == "submit";
  parts.put("EMAIL_FILE_PATH", parts.text(read->path.substr(read->path.empty() ? 0 : 1)));
  parts.put("EMAIL_HOST_USER", text_or_none(read->user));
  parts.put("EMAIL_HOST_PASSWORD", text_or_none(read->password));
  if (read->host.value_or("").empty() && read->scheme == "smtp")
    parts.put("EMAIL_HOST", parts.text("localhost"));
  else
    parts.put("EMAIL_HOST", read->host.has_value() ? parts.text(*read->host) : e.values.none());
  Value port = read->port.has_value() ? e.values.integer(*read->port) : e.values.none();
  if (read->port.value_or(0) == 0 && read->scheme == "smtp") port = e.values.integer(25);
  if (read->port.value_or(0) == 0 && submits) port = e.values.integer(587);
  parts.put("EMAIL_PORT", port);
  parts.put("EMAIL_USE_SSL", e.values.boolean(false));
  parts.put("EMAIL_USE_TLS", e.values.boolean(submits || read->scheme == "smtps"));
  parts.put("EMAIL_TIMEOUT", e.values.none());
  const std::string_view backend = backend_of(kSchemes, read->scheme);
  if (!backend.empty()) parts.put("EMAIL_BACKEND", parts.text(backend));
  return parts.dict();
}

Value parse_email(Evaluator& e, const Arguments& given) {
  const Value url = given.get(0, "url");
  if (url == nullptr || given.count() != 1) return e.raised("TypeError");
  return e.each(url, [&](Value one) { return mail_of_url(e, one); });
}

Value configure_email(Evaluator& e, const Arguments& given) {
  Value name = given.get(0, "env");
  Value fallback = given.get(1, "default");
  if (name == nullptr) name = e.values.borrowed(Type::string, "EMAIL_URL");
  if (fallback == nullptr) fallback = e.values.none();
  const Value text =
      e.read_variable(name, fallback, given.get(1, "default") != nullptr, given.span);
  return e.each(text, [&](Value one) -> Value {
    switch (e.truth(one)) {
      case Truth::no:
        return e.make_dict({});
      case Truth::yes:
        return mail_of_url(e, one);
      case Truth::unknown:
        break;
    }
    const Literal empty = e.conditions.fact({}, "the URL is empty", "the URL is not empty");
    return e.fork({{e.conditions.one(empty), [&] { return e.make_dict({}); }},
                   {e.conditions.one(opposite(empty)), [&] { return mail_of_url(e, one); }}});
  });
}

Value parse_url(Evaluator& e, const Arguments& given) {
  const Value url = given.get(0, "url");
  if (url == nullptr) return e.raised("TypeError");
  if (given.count() != 1 || known_kind(url) != Kind::string) {
    e.may_raise();
    return e.unknown(Reason::call, "the parts of a URL");
  }
  // A text such as "http://[" is refused.
  if (!url->is(Type::string) || !split_url(url->text).has_value()) e.may_raise("ValueError");
  Data* data = e.values.copy(e.values.borrowed(Type::external, kParsedUrl));
  data->self = url;
  return data;
}

bool one_of_texts(std::string_view name) {
  return name == "scheme" || name == "netloc" || name == "path" || name == "query" ||
         name == "fragment" || name == "params";
}

}  // namespace

Value part_of_url(Evaluator& e, Value url, std::string_view name) {
  const bool is_text = one_of_texts(name);
  const bool optional = name == "hostname" || name == "username" || name == "password";
  if (!is_text && !optional && name != "port") return nullptr;
  Parts parts(e, url);
  const auto read = url->is(Type::string) && url->text.find(';') == std::string_view::npos
                        ? split_url(url->text)
                        : std::nullopt;
  if (read.has_value() && !read->fragment) {
    if (name == "scheme") return parts.text(read->scheme);
    if (name == "netloc") return parts.text(read->netloc);
    if (name == "path") return parts.text(read->path);
    if (name == "query") return parts.text(read->query);
    if (is_text) return parts.text("");
    if (name == "port" && read->port_raises) return e.raised("ValueError");
    if (name == "port")
      return read->port.has_value() ? e.values.integer(*read->port) : e.values.none();
    const auto& part = name == "hostname"   ? read->host
                       : name == "username" ? read->user
                                            : read->password;
    return part.has_value() ? parts.text(*part) : e.values.none();
  }
  const std::string scheme = scheme_of(url);
  if (name == "scheme" && !scheme.empty()) return parts.text(scheme);
  if (is_text) return parts.some(Kind::string);
  if (name != "port")
    return parts.or_none(parts.some(Kind::string), name == "hostname" ? "host" : "user");
  e.may_raise("ValueError");
  return parts.or_none(parts.some(Kind::integer), "port");
}

const BuiltinTable& email_url_builtins() {
  static const BuiltinTable table = {
      {"dj_email_url.parse", parse_email},
      {"dj_email_url.config", configure_email},
      {"urllib.parse.urlparse", parse_url},
      {"urllib.parse.urlsplit", parse_url},
  };
  return table;
}

}  // namespace djaz::python::eval
