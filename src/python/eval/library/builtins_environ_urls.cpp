// django-environ's db(), cache() and email(): settings made of a URL.
#include "python/eval/library/environment_reads.h"
#include "python/eval/library/url_parts.h"

namespace djaz::python::eval {
namespace {

constexpr std::array<Scheme, 22> kEnvironDatabase = {{
    {"cockroachdb", "django_cockroachdb"},
    {"ldap", "ldapdb.backends.ldap"},
    {"mssql", "mssql"},
    {"mysql", kMysql},
    {"mysql-connector", "mysql.connector.django"},
    {"mysql2", kMysql},
    {"mysqlgis", "django.contrib.gis.db.backends.mysql"},
    {"oracle", "django.db.backends.oracle"},
    {"pgsql", kPostgres},
    {"postgis", "django.contrib.gis.db.backends.postgis"},
    {"postgres", kPostgres},
    {"postgresql", kPostgres},
    {"prometheus_mysql", "django_prometheus.db.backends.mysql"},
    {"prometheus_postgis", "django_prometheus.db.backends.postgis"},
    {"prometheus_postgresql", "django_prometheus.db.backends.postgresql"},
    {"prometheus_spatialite", "django_prometheus.db.backends.spatialite"},
    {"prometheus_sqlite", "django_prometheus.db.backends.sqlite3"},
    {"psql", kPostgres},
    {"pyodbc", "sql_server.pyodbc"},
    {"redshift", "django_redshift_backend"},
    {"spatialite", "django.contrib.gis.db.backends.spatialite"},
    {"sqlite", kSqlite},
}};

// Which class these stand for depends on what is installed.
constexpr std::string_view kRedis = "redis";
constexpr std::string_view kPymemcache = "pymemcache";
constexpr std::array<Scheme, 12> kCache = {{
    {"dbcache", "django.core.cache.backends.db.DatabaseCache"},
    {"dummycache", "django.core.cache.backends.dummy.DummyCache"},
    {"filecache", "django.core.cache.backends.filebased.FileBasedCache"},
    {"locmemcache", "django.core.cache.backends.locmem.LocMemCache"},
    {"memcache", "django.core.cache.backends.memcached.MemcachedCache"},
    {"pylibmc", "django.core.cache.backends.memcached.PyLibMCCache"},
    {"pymemcache", kPymemcache},
    {"redis", kRedis},
    {"rediscache", kRedis},
    {"rediss", kRedis},
    {"valkey", kRedis},
    {"valkeys", kRedis},
}};

constexpr std::string_view kSmtp = "django.core.mail.backends.smtp.EmailBackend";
constexpr std::array<Scheme, 8> kEmail = {{
    {"consolemail", "django.core.mail.backends.console.EmailBackend"},
    {"dummymail", "django.core.mail.backends.dummy.EmailBackend"},
    {"filemail", "django.core.mail.backends.filebased.EmailBackend"},
    {"memorymail", "django.core.mail.backends.locmem.EmailBackend"},
    {"smtp", kSmtp},
    {"smtp+ssl", kSmtp},
    {"smtp+tls", kSmtp},
    {"smtps", kSmtp},
}};

// literal_eval() of an option, for what is plainly a number, a constant or a word.
Value literal_option(Evaluator& e, Parts& parts, const std::string& text) {
  if (text == "True" || text == "False") return e.values.boolean(text == "True");
  if (text == "None") return e.values.none();
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
  if (digits && (text == "0" || text[0] != '0')) return digits_or_text(e, parts, text);
  if (!text.empty() && is_alpha(text[0]) && std::all_of(text.begin(), text.end(), is_alnum))
    return parts.text(text);
  return parts.some(Kind::unknown);
}

constexpr std::array<std::string_view, 7> kPostgresFamily = {
    "postgres",          "postgresql", "psql", "pgsql", "postgis", "prometheus_postgresql",
    "prometheus_postgis"};
constexpr std::array<std::string_view, 5> kDatabaseSettings = {
    "CONN_MAX_AGE", "ATOMIC_REQUESTS", "AUTOCOMMIT", "DISABLE_SERVER_SIDE_CURSORS",
    "CONN_HEALTH_CHECKS"};

// An engine is looked up like a scheme.
Value looked_up(Parts& parts, Value engine) {
  const std::string_view backend =
      engine->is(Type::string) ? backend_of(kEnvironDatabase, engine->text) : std::string_view();
  return backend.empty() ? engine : parts.text(backend);
}

// A number, or an empty text; a text of several hosts of PostgreSQL and of Oracle, where it is not
// there without a port.
Value environ_port(Evaluator& e, Parts& parts, bool maybe_oracle) {
  const Literal port = e.conditions.fact({}, "the URL names a port", "the URL names no port");
  const Literal text = e.conditions.fact({}, "it is of several hosts or of Oracle",
                                         "it is of one host and not of Oracle");
  std::vector<Alternative> all = {
      {e.conditions.of({opposite(port), opposite(text)}), parts.text("")},
      {e.conditions.of({port, opposite(text)}), parts.some(Kind::integer)},
      {e.conditions.of({port, text}), parts.some(Kind::string)},
      {e.conditions.of({opposite(port), text}), maybe_oracle ? nullptr : parts.text("")}};
  return e.join_values(all);
}

Value environ_database_unknown(Evaluator& e, Value url, Value engine) {
  e.may_raise();
  Parts parts(e, url);
  for (std::string_view name : {"NAME", "USER", "PASSWORD", "HOST"})
    parts.put(name, parts.some(Kind::string));
  const std::string scheme = url_scheme(url->is(Type::unknown) ? url->unknown->prefix : url->text);
  const std::string_view backend = backend_of(kEnvironDatabase, scheme);
  parts.put("PORT", environ_port(e, parts, backend.empty() || scheme == "oracle"));
  parts.put("OPTIONS",
            parts.maybe(parts.some(Kind::mapping), "the URL has a query", "the URL has no query"));
  if (given_as_true(e, engine))
    parts.put("ENGINE", looked_up(parts, engine));
  else
    parts.put("ENGINE", backend.empty() ? parts.some(Kind::string, true) : parts.text(backend));
  // The query may name CONN_MAX_AGE and its like.
  return parts.dict(true);
}

// What the path says for schemes that read it in their own way. False: not modelled.
bool environ_place(const Url& url, std::string& name, std::string& host) {
  const bool postgres = one_of(url.scheme, kPostgresFamily);
  if (url.scheme == "ldap") return false;
  if (postgres && (url.netloc.find(',') != std::string::npos ||
                   (url.host.has_value() && url.host->find('%') != std::string::npos)))
    return false;
  if (url.scheme == "sqlite" && name.empty()) name = ":memory:";
  if (name.starts_with('/') && (postgres || name.find("cloudsql") != std::string::npos)) {
    const std::size_t slash = name.rfind('/');
    host = name.substr(0, slash);
    name = name.substr(slash + 1);
  }
  if (url.scheme == "oracle" && url.path.size() < 2) {
    name = host;
    host.clear();
  }
  return true;
}

Value environ_database_of(Evaluator& e, Value url, Value engine) {
  if (!url->is(Type::string)) {
    const Kind kind = known_kind(url);
    if (kind == Kind::string || kind == Kind::unknown) {
      const bool scheme = url->is(Type::unknown) && !url_scheme(url->unknown->prefix).empty();
      if (scheme || given_as_true(e, engine)) return environ_database_unknown(e, url, engine);
      const Literal bare =
          e.conditions.fact({}, "the URL names no scheme", "the URL names a scheme");
      return e.fork({{e.conditions.one(bare), [&] { return e.make_dict({}); }},
                     {e.conditions.one(opposite(bare)),
                      [&] { return environ_database_unknown(e, url, engine); }}});
    }
    e.may_raise();
    return not_read(e, url, Kind::unknown);
  }
  Parts parts(e, url);
  if (url->text == "sqlite://:memory:") {
    parts.put("ENGINE", parts.text(kSqlite));
    parts.put("NAME", parts.text(":memory:"));
    return parts.dict();
  }
  const auto read = split_url(url->text);
  if (read.has_value() && read->scheme.empty() && read->netloc.empty() && !given_as_true(e, engine))
    return e.make_dict({});
  // Whether it has a scheme, Python's versions may say differently.
  if (!read.has_value() && url_scheme(url->text).empty() && !given_as_true(e, engine)) {
    e.may_raise();
    return e.unknown_from(url, nullptr, "a URL without a scheme", Kind::mapping);
  }
  const auto query = read.has_value() ? parse_query(read->query) : std::nullopt;
  const bool plain = read.has_value() && (!read->path.empty() || quoting_keeps(url->text));
  if (!query.has_value() || !plain || read->scheme.empty())
    return environ_database_unknown(e, url, engine);
  const auto path = unquoted(read->path.substr(read->path.empty() ? 0 : 1), true);
  if (!path.has_value()) return environ_database_unknown(e, url, engine);
  std::string name = *path;
  std::string host = read->host.value_or("");
  if (!environ_place(*read, name, host)) return environ_database_unknown(e, url, engine);
  if (read->port_raises) return e.raised("ValueError");
  parts.put("NAME", parts.text(name));
  parts.put("USER", parts.unquoted_text(read->user));
  parts.put("PASSWORD", parts.unquoted_text(read->password));
  parts.put("HOST", parts.text(host));
  const std::int64_t port = read->port.value_or(0);
  if (read->scheme != "oracle")
    parts.put("PORT", port == 0 ? parts.text("") : e.values.integer(port));
  else if (port != 0)
    parts.put("PORT", parts.text(std::to_string(port)));
  Parts more(e, url);
  for (const auto& [key, written] : *query) {
    const std::string upper_key = uppered(key);
    if (one_of(upper_key, kDatabaseSettings))
      parts.put(upper_key, literal_option(e, parts, written[0]));
    else
      more.put(key, digits_or_text(e, parts, written[0]));
  }
  if (!read->query.empty()) parts.put("OPTIONS", more.dict());
  parts.put("ENGINE",
            looked_up(parts, given_as_true(e, engine) ? engine : parts.text(read->scheme)));
  return parts.dict();
}

Value cache_backend(Evaluator& e, Parts& parts, std::string_view backend) {
  if (backend == kRedis && e.world.installed("django_redis") == World::Installed::yes)
    return parts.text("django_redis.cache.RedisCache");
  if (backend.empty() || backend == kRedis || backend == kPymemcache)
    return e.unknown(Reason::environment, "which cache library is installed", Kind::string);
  return parts.text(backend);
}

Value cache_of_unknown(Evaluator& e, Value url, Value backend) {
  e.may_raise();
  Parts parts(e, url);
  const std::string scheme = url_scheme(url->is(Type::unknown) ? url->unknown->prefix : url->text);
  parts.put("BACKEND", given_as_true(e, backend)
                           ? backend
                           : cache_backend(e, parts, backend_of(kCache, scheme)));
  parts.put("LOCATION", parts.some(Kind::unknown));
  return parts.dict(true);
}

Value cache_of(Evaluator& e, Value url, Value backend) {
  if (url->is(Type::none)) return e.make_dict({});
  if (!url->is(Type::string)) return cache_of_unknown(e, url, backend);
  const auto read = split_url(url->text);
  if (!read.has_value() || !read->query.empty() || read->port_raises)
    return cache_of_unknown(e, url, backend);
  const std::string_view known = backend_of(kCache, read->scheme);
  if (known.empty()) {
    // Newer versions may know it.
    e.may_raise();
    return cache_of_unknown(e, url, backend);
  }
  Parts parts(e, url);
  parts.put("BACKEND", given_as_true(e, backend) ? backend : cache_backend(e, parts, known));
  std::vector<Value> places;
  const bool redis = read->scheme.starts_with("redis");
  const std::string before =
      redis ? (read->host.has_value() ? replaced(read->scheme, "cache", "") : "unix") + "://" : "";
  for (std::string_view place : split(read->netloc, ','))
    places.push_back(
        parts.text(redis ? before + std::string(place) + read->path : std::string(place)));
  Value location = places.size() == 1 ? places[0] : e.make_list(Type::list, std::move(places));
  if (read->scheme == "filecache") location = parts.text(read->netloc + read->path);
  if (read->netloc.empty() && (read->scheme == "memcache" || read->scheme == "pymemcache"))
    location = parts.text("unix:" + read->path);
  parts.put("LOCATION", location);
  return parts.dict();
}

Value email_of_unknown(Evaluator& e, Value url, Value backend) {
  e.may_raise();
  Parts parts(e, url);
  const std::string_view known =
      backend_of(kEmail, url_scheme(url->is(Type::unknown) ? url->unknown->prefix : url->text));
  parts.put("EMAIL_FILE_PATH", parts.some(Kind::string));
  parts.put("EMAIL_HOST_USER", parts.or_none(parts.some(Kind::string), "user"));
  parts.put("EMAIL_HOST_PASSWORD", parts.or_none(parts.some(Kind::string), "password"));
  parts.put("EMAIL_HOST", parts.or_none(parts.some(Kind::string), "host"));
  parts.put("EMAIL_PORT", parts.or_none(parts.some(Kind::integer), "port"));
  if (given_as_true(e, backend))
    parts.put("EMAIL_BACKEND", backend);
  else
    parts.put("EMAIL_BACKEND", known.empty() ? parts.some(Kind::string, true) : parts.text(known));
  for (std::string_view name : {"EMAIL_USE_TLS", "EMAIL_USE_SSL"})
    parts.put(name, parts.maybe(parts.some(Kind::unknown), "the URL asks for it",
                                "the URL does not ask for it"));
  parts.put("OPTIONS",
            parts.maybe(parts.some(Kind::mapping), "the URL has a query", "the URL has no query"));
  return parts.dict();
}

Value email_of(Evaluator& e, Value url, Value backend) {
  if (!url->is(Type::string)) {
    const Kind kind = known_kind(url);
    if (kind == Kind::string || kind == Kind::unknown) return email_of_unknown(e, url, backend);
    e.may_raise();
    return not_read(e, url, Kind::unknown);
  }
  const auto read = split_url(url->text);
  const auto path = read.has_value() ? unquoted(read->path.substr(read->path.empty() ? 0 : 1), true)
                                     : std::nullopt;
  const std::string_view known = read.has_value() ? backend_of(kEmail, read->scheme) : "";
  if (!path.has_value() || !read->query.empty() || known.empty())
    return email_of_unknown(e, url, backend);
  if (read->port_raises) return e.raised("ValueError");
  Parts parts(e, url);
  auto text_or_none = [&](const std::optional<std::string>& text) {
    return text.has_value() ? parts.unquoted_text(text) : e.values.none();
  };
  parts.put("EMAIL_FILE_PATH", parts.text(*path));
  parts.put("EMAIL_HOST_USER", text_or_none(read->user));
  parts.put("EMAIL_HOST_PASSWORD", text_or_none(read->password));
  parts.put("EMAIL_HOST", read->host.has_value() ? parts.text(*read->host) : e.values.none());
  parts.put("EMAIL_PORT", read->port.has_value() ? e.values.integer(*read->port) : e.values.none());
  parts.put("EMAIL_BACKEND", given_as_true(e, backend) ? backend : parts.text(known));
  if (read->scheme == "smtps" || read->scheme == "smtp+tls")
    parts.put("EMAIL_USE_TLS", e.values.boolean(true));
  else if (read->scheme == "smtp+ssl")
    parts.put("EMAIL_USE_SSL", e.values.boolean(true));
  return parts.dict();
}

using Make = Value (*)(Evaluator&, Value, Value);

// What is asked for, and what its own name and the schema add.
struct Asked {
  std::string_view variable;
  std::string_view override_name;
  Make make;
};

Value environ_url_plain(Evaluator& e, const Arguments& given, const Asked& asked) {
  const Value name = given.get(0, "var");
  Value fallback = given.get(1, "default");
  const Value backend = given.get(2, asked.override_name);
  // What Env(NAME=(cast, default)) says.
  const Value schema = e.self();
  const DictEntry* entry = schema != nullptr && schema->is(Type::dict)
                               ? e.dict_find(e.state.object(schema->object), name)
                               : nullptr;
  if (entry != nullptr && fallback == nullptr && entry->value->is(Type::tuple) &&
      entry->value->items.size() == 2)
    fallback = entry->value->items[1];
  auto parsed = [&](Value one) {
    if (one->is(Type::string) && one->text.starts_with('$'))
      return asked.make(
          e, e.unknown(Reason::environment, "a variable that refers to another", Kind::string),
          backend);
    return asked.make(e, one, backend);
  };
  const Value text = fallback == nullptr ? e.required_variable(name, given.span)
                                         : e.read_variable(name, fallback, true, given.span);
  if (e.stopped()) return e.nothing();
  return e.each(text, parsed);
}

Value environ_url(Evaluator& e, Arguments given, const Asked& asked) {
  if (given.get(0, "var") == nullptr)
    given.named.emplace_back("var", e.values.string(asked.variable));
  return with_files(
      e, given, [&] { return environ_url_plain(e, given, asked); },
      [&]() -> Value {
        e.may_raise("OSError");
        // Which keys it gives is known all the same.
        return asked.make(e, e.unknown(Reason::file_content, "a file's content", Kind::string),
                          given.get(2, asked.override_name));
      });
}

Value environ_database(Evaluator& e, const Arguments& given) {
  return environ_url(e, given, {"DATABASE_URL", "engine", environ_database_of});
}
Value environ_cache(Evaluator& e, const Arguments& given) {
  return environ_url(e, given, {"CACHE_URL", "backend", cache_of});
}
Value environ_email(Evaluator& e, const Arguments& given) {
  return environ_url(e, given, {"EMAIL_URL", "backend", email_of});
}

// The class methods, which are given the URL itself.
template <Make Act>
Value of_url(Evaluator& e, const Arguments& given) {
  const Value url = given.get(0, "url");
  if (url == nullptr) return e.raised("TypeError");
  const Value backend = given.get(1, Act == environ_database_of ? "engine" : "backend");
  return e.each(url, [&](Value one) { return Act(e, one, backend); });
}

}  // namespace

const BuiltinTable& environ_url_builtins() {
  static const BuiltinTable table = {
      {"environ.Env().db", environ_database},
      {"environ.Env().db_url", environ_database},
      {"environ.Env().cache", environ_cache},
      {"environ.Env().cache_url", environ_cache},
      {"environ.Env().email", environ_email},
      {"environ.Env().email_url", environ_email},
      {"environ.Env().db_url_config", of_url<environ_database_of>},
      {"environ.Env.db_url_config", of_url<environ_database_of>},
      {"environ.Env().cache_url_config", of_url<cache_of>},
      {"environ.Env.cache_url_config", of_url<cache_of>},
      {"environ.Env().email_url_config", of_url<email_of>},
      {"environ.Env.email_url_config", of_url<email_of>},
  };
  return table;
}

}  // namespace djaz::python::eval
