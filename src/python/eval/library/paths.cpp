// os.path and pathlib over paths that start at the project's root, whose own place is not known.
// A path's text is relative to the root, or absolute with a leading '/'.
#include <algorithm>

#include "python/eval/effects/outside_files.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {

namespace {

// POSIX leaves the meaning of two slashes at the beginning to the system, and Python keeps them.
std::string_view beginning_of(std::string_view path) {
  if (!path.starts_with('/')) return "";
  return path.starts_with("//") && !path.starts_with("///") ? "//" : "/";
}

}  // namespace

// Without '.', '..' and doubled slashes. Leaving the root gives "..", which is no path we know.
std::string normal_path(std::string_view path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    } else if (!absolute) {
      return "..";
    }
  }
  std::string out(beginning_of(path));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += '/';
    out += parts[i];
  }
  return out;
}

namespace {

Value unknown_path(Evaluator& e, Value from) {
  return e.unknown_from(from, nullptr, "a path that is not known", Kind::path);
}

constexpr std::string_view kOutside = "\x01";

// As dirname() and Path.parent do it, without a look at what '..' means.
std::string parent_of(std::string_view text) {
  if (text.empty()) return std::string(kOutside);
  const std::string_view beginning = beginning_of(text);
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) return "";
  return std::string(slash < beginning.size() ? beginning : text.substr(0, slash));
}

std::string_view last_of(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  return slash == std::string_view::npos ? text : text.substr(slash + 1);
}

}  // namespace

// The text is kept as Python would have it; only what becomes a node is made normal.
Value path_of(Evaluator& e, std::string_view text, bool object) {
  if (text == kOutside || text.size() > 4096)
    return e.unknown(Reason::unsupported, "a path outside the project", Kind::path);
  Data* data = e.values.copy(e.values.borrowed(Type::path, e.keep(text)));
  data->boolean = object;
  return data;
}

namespace {

// Without '.' and doubled or trailing slashes, as pathlib keeps it.
std::string plain_path(std::string_view path) {
  std::string out(beginning_of(path));
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (!out.empty() && out.back() != '/') out += '/';
    out += part;
  }
  return out;
}

// '..' followed, for a path whose place is known.
Value resolved(Evaluator& e, std::string_view text, bool object) {
  std::string normal = normal_path(text);
  if (object && normal.starts_with("//")) normal.erase(0, 1);
  return path_of(e, normal == ".." ? std::string_view("\x01") : std::string_view(normal), object);
}

// Joins as posixpath.join does; null: not known.
// A file's name at the end is there, wherever the directory is.
Value ending_as(Evaluator& e, Value last, Value path) {
  if (!last->is(Type::string) || last->text.empty() || last->text.starts_with('.') ||
      last->text.find('/') != std::string_view::npos)
    return path;
  Info info = *path->unknown;
  info.suffix = e.keep(last->text);
  Data* data = e.values.copy(path);
  data->unknown = e.scratch.make<Info>(info);
  return data;
}

Value joined(Evaluator& e, const std::vector<Value>& parts, bool object) {
  bool path = object;
  bool known = true;
  std::string text;
  bool first = true;
  // Whether the text so far hangs under the root rather than under the working directory.
  bool rooted = false;
  for (Value part : parts) {
    if (part->is(Type::path)) {
      text = std::string(part->text);
      path = true;
      known = true;
      rooted = true;
      first = false;
      continue;
    }
    if (!part->is(Type::string)) {
      if (part->is(Type::none) || part->is_number()) return e.raised("TypeError");
      known = false;
      rooted = rooted || known_kind(part) == Kind::path;
      path = path || known_kind(part) == Kind::path;
      continue;
    }
    if (part->text.starts_with('/')) {
      text = std::string(part->text);
      known = true;
      rooted = object;
    } else if (first || (text.empty() && !rooted) || text.ends_with('/')) {
      text += part->text;
    } else if (text.empty() && rooted) {
      text = std::string(part->text);
    } else {
      text += "/" + std::string(part->text);
    }
    first = false;
  }
  if (!known)
    return ending_as(e, parts.back(),
                     e.unknown_from(parts.front(), nullptr, "a path that is not known",
                                    rooted || object ? Kind::path : Kind::string));
  if (path && rooted) {
    return path_of(e, object ? plain_path(text) : text, object);
  }
  if (object) {
    if (!text.starts_with('/')) return unknown_path(e, nullptr);
    return path_of(e, plain_path(text), true);
  }
  return e.new_string(std::move(text), parts.front());
}

Value join(Evaluator& e, const Arguments& given) {
  if (given.positional.empty()) return e.call_unknown("os.path.join", given);
  return joined(e, given.positional, false);
}

Value directory(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.call_unknown("os.path.dirname", given);
  if (v->is(Type::path)) return path_of(e, parent_of(v->text), false);
  if (!v->is(Type::string)) {
    const Kind kind = known_kind(v);
    return e.unknown_from(v, nullptr, "a path", kind == Kind::path ? Kind::path : Kind::string);
  }
  std::string_view text = v->text.substr(0, v->text.rfind('/') + 1);
  if (text.find_first_not_of('/') != std::string_view::npos)
    while (text.ends_with('/')) text.remove_suffix(1);
  return e.new_string(std::string(text), v);
}

Value base_name(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.call_unknown("os.path.basename", given);
  const bool known = v->is(Type::string) || (v->is(Type::path) && !v->text.empty());
  if (!known) return e.unknown_from(v, nullptr, "text", Kind::string);
  return e.new_string(std::string(last_of(v->text)), v);
}

Value absolute(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.call_unknown("os.path.abspath", given);
  if (v->is(Type::path)) return resolved(e, v->text, false);
  if (v->is(Type::string) && v->text.starts_with('/')) return e.new_string(normal_path(v->text), v);
  return unknown_path(e, v);
}

Value real(Evaluator& e, const Arguments& given) {
  const Value v = absolute(e, given);
  const bool text = v->is(Type::string) || v->is(Type::path);
  if (!text || !v->text.starts_with("//")) return v;
  return v->is(Type::path) ? path_of(e, v->text.substr(1), false)
                           : e.new_string(std::string(v->text.substr(1)), v);
}

Value normal(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v != nullptr && v->is(Type::string) && !v->text.starts_with('/')) {
    const std::string text = normal_path(v->text);
    if (v->text.find("..") != std::string_view::npos || text.empty())
      return e.unknown_from(v, nullptr, "a path", Kind::string);
    return e.new_string(text, v);
  }
  return absolute(e, given);
}

// What is in the project is there; anything else may be.
template <World::Shipped Wanted>
Value is_there(Evaluator& e, Value path) {
  using Shipped = World::Shipped;
  std::string words;
  if (path != nullptr && (path->is(Type::path) || path->is(Type::string))) {
    const std::string text = normal_path(path->text);
    const Shipped found =
        path->is(Type::path) && text != ".." ? e.world.shipped(text) : Shipped::unknown;
    if (found != Shipped::unknown)
      return e.values.boolean(Wanted == Shipped::unknown || Wanted == found);
    if (!text.empty() && text != "..") words = "`" + text + "`";
  }
  e.may_raise();
  if (words.empty())
    return e.unknown(Reason::file_content, "whether a file exists when the server runs",
                     Kind::boolean);
  const Literal there = e.conditions.fact({}, words + " exists", words + " does not exist");
  return e.join_values({{e.conditions.one(there), e.values.boolean(true)},
                        {e.conditions.one(opposite(there)), e.values.boolean(false)}});
}

template <World::Shipped Wanted>
Value exists_call(Evaluator& e, const Arguments& given) {
  return is_there<Wanted>(e, given.get(0));
}

Value make_path(Evaluator& e, const Arguments& given) {
  if (given.positional.empty()) return unknown_path(e, nullptr);
  return joined(e, given.positional, true);
}

Value some_path(Evaluator& e, const Arguments&) { return unknown_path(e, nullptr); }

Value split_extension(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr || !v->is(Type::string)) return e.unknown_from(v, nullptr, "parts", Kind::tuple);
  const std::size_t name = v->text.size() - last_of(v->text).size();
  std::size_t dot = v->text.rfind('.');
  const std::size_t first = v->text.find_first_not_of('.', name);
  if (dot == std::string_view::npos || first == std::string_view::npos || dot < first)
    dot = v->text.size();
  return e.make_list(Type::tuple, {e.new_string(std::string(v->text.substr(0, dot))),
                                   e.new_string(std::string(v->text.substr(dot)))});
}

Value no_object(Evaluator& e, Value self) {
  e.may_raise("AttributeError");
  return e.unknown_from(self, nullptr, "a path");
}

bool object(Value self) { return self->is(Type::path) && self->boolean; }

Value itself(Evaluator& e, Value self, const Arguments&) {
  if (self->is(Type::unknown)) return unknown_path(e, self);
  return object(self) ? self : no_object(e, self);
}

Value resolve(Evaluator& e, Value self, const Arguments&) {
  if (self->is(Type::unknown)) return unknown_path(e, self);
  return object(self) ? resolved(e, self->text, true) : no_object(e, self);
}

Value join_path(Evaluator& e, Value self, const Arguments& given) {
  bool any = object(self);
  for (Value one : given.positional) any = any || object(one);
  std::vector<Value> parts{self};
  parts.insert(parts.end(), given.positional.begin(), given.positional.end());
  if (!any && !self->is(Type::unknown)) return no_object(e, self);
  return joined(e, parts, true);
}

Value parent(Evaluator& e, Value self, const Arguments&) {
  return object(self) ? path_of(e, parent_of(self->text), true) : unknown_path(e, self);
}

Value parents(Evaluator& e, Value self, const Arguments&) {
  Data* data = e.values.copy(e.values.borrowed(Type::method, "parents"));
  data->self = self;
  return data;
}

Value name(Evaluator& e, Value self, const Arguments&) {
  if (!object(self) || self->text.empty())
    return e.unknown_from(self, nullptr, "a name", Kind::string);
  return e.new_string(std::string(last_of(self->text)), self);
}

template <bool Suffix>
Value part(Evaluator& e, Value self, const Arguments&) {
  if (!object(self) || self->text.empty())
    return e.unknown_from(self, nullptr, "a name", Kind::string);
  const std::string_view text = last_of(self->text);
  const std::size_t dot = text.rfind('.');
  const bool has = dot != std::string_view::npos && dot > 0 && dot + 1 < text.size();
  if (Suffix) return e.new_string(has ? std::string(text.substr(dot)) : std::string());
  return e.new_string(std::string(has ? text.substr(0, dot) : text));
}

Value with_name(Evaluator& e, Value self, const Arguments& given) {
  const Value to = given.get(0);
  if (!object(self) || to == nullptr || !to->is(Type::string)) return unknown_path(e, self);
  const std::string folder(parent_of(self->text));
  const std::string_view between = folder.ends_with('/') ? "" : "/";
  return path_of(e, plain_path(folder + std::string(between) + std::string(to->text)), true);
}

Value as_text(Evaluator& e, Value self, const Arguments&) {
  return object(self) ? path_of(e, self->text, false) : no_object(e, self);
}

template <World::Shipped Wanted>
Value exists(Evaluator& e, Value self, const Arguments&) {
  return is_there<Wanted>(e, self);
}

Value content(Evaluator& e, Value self, const Arguments&) {
  e.may_raise("OSError");
  return content_of(e, self, Kind::string);
}

Value open_file(Evaluator& e, Value self, const Arguments& given) {
  return find_builtin("open")(e, Arguments{{self}, {}, false, given.span});
}

Value done(Evaluator& e, Value, const Arguments&) {
  e.may_raise("OSError");
  return e.values.none();
}

}  // namespace

const BuiltinTable& path_builtins() {
  static const BuiltinTable table = {
      {"os.path.join", join},
      {"os.path.dirname", directory},
      {"os.path.basename", base_name},
      {"os.path.abspath", absolute},
      {"os.path.realpath", real},
      {"os.path.normpath", normal},
      {"os.path.exists", exists_call<World::Shipped::unknown>},
      {"os.path.isfile", exists_call<World::Shipped::file>},
      {"os.path.isdir", exists_call<World::Shipped::directory>},
      {"os.path.splitext", split_extension},
      {"os.path.expanduser", some_path},
      {"os.getcwd", some_path},
      {"pathlib.Path", make_path},
      {"pathlib.PurePath", make_path},
      {"pathlib.PosixPath", make_path},
      {"pathlib.Path.cwd", some_path},
      {"pathlib.Path.home", some_path},
  };
  return table;
}

const MethodTable& path_methods() {
  static const MethodTable table = {
      {"resolve", resolve},
      {"absolute", itself},
      {"expanduser", itself},
      {"joinpath", join_path},
      {".parent", parent},
      {".parents", parents},
      {".name", name},
      {".stem", part<false>},
      {".suffix", part<true>},
      {"with_name", with_name},
      {"as_posix", as_text},
      {"exists", exists<World::Shipped::unknown>},
      {"is_file", exists<World::Shipped::file>},
      {"is_dir", exists<World::Shipped::directory>},
      {"read_text", content},
      {"open", open_file},
      {"mkdir", done},
      {"__str__", as_text},
  };
  return table;
}

}  // namespace djaz::python::eval
