// dj-database-url: DATABASES made of a URL.
#include "python/eval/library/url_parts.h"

namespace djaz::python::eval {
namespace {

constexpr std::array<Scheme, 18> kDatabaseUrl = {{
    {"cockroach", "django_cockroachdb"},
    {"mssql", "sql_server.pyodbc"},
    {"mssqlms", "mssql"},
    {"mysql", kMysql},
    {"mysql-connector", "mysql.connector.django"},
    {"mysql2", kMysql},
    {"mysqlgis", "django.contrib.gis.db.backends.mysql"},
    {"oracle", "django.db.backends.oracle"},
    {"oraclegis", "django.contrib.gis.db.backends.oracle"},
    {"pgsql", kPostgres},
    {"postgis", "django.contrib.gis.db.backends.postgis"},
    {"postgres", kPostgres},
    {"postgresql", kPostgres},
    {"redshift", "django_redshift_backend"},
    {"spatialite", "django.contrib.gis.db.backends.spatialite"},
    {"sqlite", kSqlite},
    {"timescale", "timescale.db.backends.postgresql"},
    {"timescalegis", "timescale.db.backends.postgis"},
}};

struct DatabaseOptions {
  Value engine = nullptr;
  Value max_age = nullptr;
  Value health_checks = nullptr;
  Value cursors = nullptr;
  Value test = nullptr;
  bool ssl = false;
};

Value database_option(Evaluator& e, Parts& parts, const std::vector<std::string>& written) {
  std::vector<Value> values;
  for (const std::string& one : written) {
    if (equal_ignoring_case(one, "true") || equal_ignoring_case(one, "false"))
      values.push_back(e.values.boolean(lower(one[0]) == 't'));
    else
      values.push_back(digits_or_text(e, parts, one));
  }
  return values.size() == 1 ? values[0] : e.make_list(Type::list, std::move(values));
}

// What the caller says over what the URL says.
void put_options(Evaluator& e, Parts& parts, const DatabaseOptions& options) {
  parts.put("CONN_MAX_AGE", options.max_age == nullptr ? e.values.integer(0) : options.max_age);
  parts.put("CONN_HEALTH_CHECKS",
            options.health_checks == nullptr ? e.values.boolean(false) : options.health_checks);
  parts.put("DISABLE_SERVER_SIDE_CURSORS",
            options.cursors == nullptr ? e.values.boolean(false) : options.cursors);
  if (given_as_true(e, options.engine)) parts.put("ENGINE", options.engine);
  if (given_as_true(e, options.test)) parts.put("TEST", options.test);
}

// Empty, a number, or its text for backends that take connection strings.
Value port_of_unknown(Evaluator& e, Parts& parts) {
  const Literal port = e.conditions.fact({}, "the URL names a port", "the URL names no port");
  const Literal text =
      e.conditions.fact({}, "it is of Oracle or SQL Server", "it is not of Oracle or SQL Server");
  return e.join_values({{e.conditions.one(opposite(port)), parts.text("")},
                        {e.conditions.of({port, opposite(text)}), parts.some(Kind::integer, true)},
                        {e.conditions.of({port, text}), parts.some(Kind::string, true)}});
}

Value database_of_unknown(Evaluator& e, Value url, const DatabaseOptions& options) {
  e.may_raise("ValueError");
  Parts parts(e, url);
  const std::string_view backend = backend_of(
      kDatabaseUrl, url_scheme(url->is(Type::unknown) ? url->unknown->prefix : url->text));
  parts.put("ENGINE", backend.empty() ? parts.some(Kind::string, true) : parts.text(backend));
  for (std::string_view name : {"USER", "PASSWORD", "HOST"})
    parts.put(name, parts.some(Kind::string));
  parts.put("PORT", port_of_unknown(e, parts));
  parts.put("NAME", parts.some(Kind::string));
  if (options.ssl) {
    const Value mode = e.values.borrowed(Type::string, "require");
    parts.put("OPTIONS",
              e.make_dict({{e.values.borrowed(Type::string, "sslmode"), mode, {}}}, true));
  } else {
    parts.put("OPTIONS", parts.maybe(parts.some(Kind::mapping, true), "the URL names options",
                                     "the URL names no options"));
  }
  put_options(e, parts, options);
  return parts.dict();
}

// What a backend makes of the URL's options.
void adapt_options(Parts& parts, Evaluator& e, const std::string& scheme, Query& query,
                   Parts& out) {
  const bool mysql = scheme == "mysql" || scheme == "mysql2";
  static constexpr std::array<std::string_view, 7> kSchemas = {
      "postgres", "postgresql", "pgsql", "postgis", "redshift", "timescale", "timescalegis"};
  const bool postgres = one_of(scheme, kSchemas);
  for (const auto& [name, written] : query) {
    const Value value = database_option(e, parts, written);
    const bool set = given_as_true(e, value);
    if (mysql && name == "ssl-ca") {
      if (set) out.put("ssl", e.make_dict({{e.values.borrowed(Type::string, "ca"), value, {}}}));
    } else if (postgres && name == "currentSchema") {
      if (set && value->is(Type::string))
        out.put("options", parts.text("-c search_path=" + std::string(value->text)));
      else if (set)
        out.put("options", parts.some(Kind::string, true));
    } else {
      out.put(name, value);
    }
  }
}

Value database_of_url(Evaluator& e, Value url, const DatabaseOptions& options) {
  if (!url->is(Type::string)) {
    const Kind kind = known_kind(url);
    if (kind == Kind::string || kind == Kind::unknown) return database_of_unknown(e, url, options);
    return not_read(e, url);
  }
  Parts parts(e, url);
  if (url->text == "sqlite://:memory:") {
    parts.put("ENGINE", parts.text(kSqlite));
    parts.put("NAME", parts.text(":memory:"));
    return parts.dict();
  }
  const auto read = split_url(url->text);
  auto query = read.has_value() ? parse_query(read->query) : std::nullopt;
  if (!query.has_value()) return database_of_unknown(e, url, options);
  const std::string_view backend = backend_of(kDatabaseUrl, read->scheme);
  // A backend of the project's own may be registered under another name.
  if (backend.empty()) return database_of_unknown(e, url, options);
  if (read->port_raises) return e.raised("ValueError");
  const auto name = unquoted(read->path.substr(read->path.empty() ? 0 : 1));
  parts.put("ENGINE", parts.text(backend));
  parts.put("USER", parts.unquoted_text(read->user));
  parts.put("PASSWORD", parts.unquoted_text(read->password));
  parts.put("HOST", parts.unquoted_text(read->host));
  const bool port = read->port.value_or(0) != 0;
  const bool as_text =
      read->scheme == "oracle" || read->scheme == "mssql" || read->scheme == "mssqlms";
  parts.put("PORT", !port     ? parts.text("")
                    : as_text ? parts.text(std::to_string(*read->port))
                              : e.values.integer(*read->port));
  if (name.has_value() && name->empty() && read->scheme == "sqlite")
    parts.put("NAME", parts.text(":memory:"));
  else
    parts.put("NAME", name.has_value() ? parts.text(*name) : parts.some(Kind::string));
  Parts more(e, url);
  adapt_options(parts, e, read->scheme, *query, more);
  if (options.ssl) more.put("sslmode", e.values.borrowed(Type::string, "require"));
  if (!more.empty()) parts.put("OPTIONS", more.dict());
  put_options(e, parts, options);
  return parts.dict();
}

// Arguments from the engine on; `first` is its place. False: given in a way that is not modelled.
bool database_options(const Arguments& given, std::size_t first, DatabaseOptions& options) {
  if (given.positional.size() > first + 2) return false;
  options.engine = given.get(first, "engine");
  options.max_age = given.get(first + 1, "conn_max_age");
  options.health_checks = given.named_or_null("conn_health_checks");
  options.cursors = given.named_or_null("disable_server_side_cursors");
  options.test = given.named_or_null("test_options");
  return true;
}

Value with_ssl(Evaluator& e, const Arguments& given, DatabaseOptions options,
               const std::function<Value(const DatabaseOptions&)>& make) {
  const Value ssl = given.named_or_null("ssl_require");
  if (ssl == nullptr) return make(options);
  return e.each(ssl, [&](Value one) {
    auto side = [&, options](bool on) mutable {
      options.ssl = on;
      return make(options);
    };
    return e.choose(
        one, nullptr, [&] { return side(true); }, [&] { return side(false); });
  });
}

Value parse_database(Evaluator& e, const Arguments& given) {
  const Value url = given.get(0, "url");
  if (url == nullptr) return e.raised("TypeError");
  DatabaseOptions options;
  if (!database_options(given, 1, options)) return not_read(e, url);
  return with_ssl(e, given, options, [&](const DatabaseOptions& chosen) {
    return e.each(url, [&](Value one) { return database_of_url(e, one, chosen); });
  });
}

Value configure_database(Evaluator& e, const Arguments& given) {
  Value name = given.get(0, "env");
  if (name == nullptr) name = e.values.borrowed(Type::string, "DATABASE_URL");
  const Value fallback = given.get(1, "default");
  DatabaseOptions options;
  const bool modelled = database_options(given, 2, options);
  return with_ssl(e, given, options, [&](const DatabaseOptions& chosen) {
    const Value text = e.read_variable(name, fallback == nullptr ? e.values.none() : fallback,
                                       fallback != nullptr, given.span);
    return e.each(text, [&](Value one) -> Value {
      if (!modelled) return not_read(e, one);
      auto full = [&] { return database_of_url(e, one, chosen); };
      if (one->is(Type::none)) return e.make_dict({});
      if (one->is(Type::string)) return one->text.empty() ? e.make_dict({}) : full();
      if (!one->is(Type::unknown) || one->unknown->not_empty || !one->unknown->prefix.empty())
        return full();
      const Literal empty = e.conditions.fact({}, "the URL is empty", "the URL is not empty");
      return e.fork({{e.conditions.one(empty), [&] { return e.make_dict({}); }},
                     {e.conditions.one(opposite(empty)), full}});
    });
  });
}

}  // namespace

const BuiltinTable& database_url_builtins() {
  static const BuiltinTable table = {
      {"dj_database_url.config", configure_database},
      {"dj_database_url.parse", parse_database},
  };
  return table;
}

}  // namespace djaz::python::eval
