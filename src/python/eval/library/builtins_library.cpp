// Functions of the standard library and of Django that settings use.

#include "python/eval/library/tables.h"

namespace djaz::python::eval {

Value json_loads(Evaluator& e, const Arguments& given);

namespace {

Value random_text(Evaluator& e, const Arguments&) {
  Info info;
  info.reason = Reason::call;
  info.detail = "a random value, new at every start";
  info.type = Kind::string;
  info.not_empty = true;
  return e.values.with_trait(e.values.unknown(info), Trait::random);
}

// What it gives may be called next, and is not followed then.
Value random_value(Evaluator& e, const Arguments& given) {
  e.may_raise();
  for (Value one : given.positional) e.lose_parts(one);
  return e.values.with_trait(e.unknown(Reason::call, "a random value, new at every start"),
                             Trait::random);
}

Value random_bytes(Evaluator& e, const Arguments&) {
  return e.values.with_trait(
      e.unknown(Reason::call, "a random value, new at every start", Kind::bytes), Trait::random);
}

Value deep_copy(Evaluator& e, const Arguments& given) {
  return given.get(0) == nullptr ? e.call_unknown("copy.deepcopy", given)
                                 : e.copy_collection(given.get(0), 100);
}

Value shallow_copy(Evaluator& e, const Arguments& given) {
  return given.get(0) == nullptr ? e.call_unknown("copy.copy", given)
                                 : e.copy_collection(given.get(0), 1);
}

Value translated(Evaluator& e, const Arguments&) {
  return e.unknown(Reason::call, "translated text", Kind::string);
}

Value not_translated(Evaluator& e, const Arguments& given) {
  const bool text = given.get(0) != nullptr && given.get(0)->is(Type::string);
  return text ? given.get(0) : translated(e, given);
}

// Stays an object until it is shown.
Value translated_late(Evaluator& e, const Arguments& given) {
  Value made = translated(e, given);
  const Value text = given.get(0);
  if (text == nullptr || !text->is(Type::string)) return made;
  Data* data = e.values.copy(made);
  data->traits |= trait_bit(Trait::lazy);
  data->text = text->text;
  return data;
}

Value list_of_unknown(Evaluator& e, const Arguments&) {
  e.may_raise();
  return e.unknown(Reason::file_content, "names of files", Kind::list);
}

// What a file's content is parsed into comes from the file as well.
Value parsed(Evaluator& e, const Arguments& given) {
  e.may_raise();
  return e.unknown_from(given.get(0), nullptr, "what a parser made of text");
}

// Looks at what it is given, keeps nothing and changes nothing.
Value harmless(Evaluator& e, const Arguments& given) {
  e.may_raise();
  for (Value one : given.positional) e.lose_parts(one);
  return e.unknown(Reason::call, "the result of code that is not followed");
}

Value harmless_truth(Evaluator& e, const Arguments&) {
  e.may_raise();
  return e.unknown(Reason::call, "the result of code that is not followed", Kind::boolean);
}

Value no_effect(Evaluator& e, const Arguments&) { return e.values.none(); }

Value path_text(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v != nullptr && v->is(Type::path)) return path_of(e, v->text, false);
  if (v != nullptr && v->is(Type::string)) return v;
  return e.unknown_from(v, nullptr, "a path");
}

Value lru_cache(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, "functools.lru_cache()");
}

// What it is applied to stays the function it is.
Value wraps(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, "functools.wraps()");
}

// Its `with` lets every exception pass.
Value lock(Evaluator& e, const Arguments&) {
  Data* data = e.values.copy(e.unknown(Reason::unsupported, "a lock"));
  data->text = "lock";
  return data;
}

}  // namespace

const BuiltinTable& library_builtins() {
  static const BuiltinTable table = {
      {"json.loads", json_loads},
      {"json.load", parsed},
      {"yaml.load", parsed},
      {"yaml.safe_load", parsed},
      {"yaml.full_load", parsed},
      {"yaml.unsafe_load", parsed},
      {"toml.load", parsed},
      {"toml.loads", parsed},
      {"tomli.load", parsed},
      {"tomli.loads", parsed},
      {"tomllib.load", parsed},
      {"tomllib.loads", parsed},
      {"copy.deepcopy", deep_copy},
      {"copy.copy", shallow_copy},
      {"django.core.management.utils.get_random_secret_key", random_text},
      {"django.utils.crypto.get_random_string", random_text},
      {"secrets.token_hex", random_text},
      {"secrets.token_urlsafe", random_text},
      {"secrets.token_bytes", random_bytes},
      {"secrets.choice", random_value},
      {"os.urandom", random_bytes},
      {"uuid.uuid4", random_value},
      {"uuid.uuid1", random_value},
      {"random.choice", random_value},
      {"random.choices", random_value},
      {"random.randint", random_value},
      {"random.random", random_value},
      {"random.sample", random_value},
      {"random.getrandbits", random_value},
      {"random.SystemRandom", random_value},
      {"django.utils.translation.gettext_lazy", translated_late},
      {"django.utils.translation.gettext_noop", not_translated},
      {"django.utils.translation.gettext", translated},
      {"django.utils.translation.ugettext_lazy", translated_late},
      {"django.utils.translation.pgettext_lazy", translated},
      {"django.urls.reverse_lazy", translated},
      {"os.listdir", list_of_unknown},
      {"glob.glob", list_of_unknown},
      {"os.fspath", path_text},
      {"os.makedirs", no_effect},
      {"os.mkdir", no_effect},
      {"functools.lru_cache", lru_cache},
      {"functools.wraps", wraps},
      {"logging.getLogger", harmless},
      {"logging.basicConfig", harmless},
      {"logging.config.dictConfig", harmless},
      {"logging.info", harmless},
      {"logging.warning", harmless},
      {"logging.debug", harmless},
      {"logging.error", harmless},
      {"warnings.filterwarnings", harmless},
      {"warnings.warn", harmless},
      {"sentry_sdk.init", harmless},
      {"datetime.timedelta", harmless},
      {"datetime.datetime.now", harmless},
      {"mimetypes.add_type", harmless},
      {"socket.gethostname", harmless},
      {"socket.gethostbyname", harmless},
      {"socket.gethostbyname_ex", harmless},
      {"threading.Lock", lock},
      {"threading.RLock", lock},
      {"re.compile", harmless},
      {"re.match", harmless},
      {"re.sub", harmless},
      {"ast.literal_eval", harmless},
      {"json.dumps", harmless},
      {"type", harmless},
      {"id", harmless},
      {"hash", harmless},
      {"issubclass", harmless_truth},
  };
  return table;
}

}  // namespace djaz::python::eval
