// Functions of the standard library and of Django that settings use, the constants of production,
// and the lookup in all tables.
#include <algorithm>
#include <array>

#include "python/eval/tables.h"

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
  for (Value one : given.positional)
    for (Value item : e.view(one).items)
      if (item->is(Type::function) || item->is(Type::method) || item->is(Type::klass))
        e.lose(item, Reason::call, "given to `random`");
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

// Looks at what it is given, keeps nothing and changes nothing.
Value harmless(Evaluator& e, const Arguments&) {
  e.may_raise();
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

struct Family {
  std::string_view name;
  std::string_view parent;
};
// Exceptions and what they are; sorted by name.
constexpr std::array<Family, 57> kExceptions = {{
    {"ArithmeticError", "Exception"},
    {"AssertionError", "Exception"},
    {"AttributeError", "Exception"},
    {"BaseException", ""},
    {"BaseExceptionGroup", "BaseException"},
    {"BlockingIOError", "OSError"},
    {"BrokenPipeError", "ConnectionError"},
    {"BufferError", "Exception"},
    {"ChildProcessError", "OSError"},
    {"ConnectionAbortedError", "ConnectionError"},
    {"ConnectionError", "OSError"},
    {"ConnectionRefusedError", "ConnectionError"},
    {"ConnectionResetError", "ConnectionError"},
    {"EOFError", "Exception"},
    {"EnvironmentError", "OSError"},
    {"Exception", "BaseException"},
    {"ExceptionGroup", "Exception"},
    {"FileExistsError", "OSError"},
    {"FileNotFoundError", "OSError"},
    {"FloatingPointError", "ArithmeticError"},
    {"GeneratorExit", "BaseException"},
    {"IOError", "OSError"},
    {"ImportError", "Exception"},
    {"IndentationError", "SyntaxError"},
    {"IndexError", "LookupError"},
    {"InterruptedError", "OSError"},
    {"IsADirectoryError", "OSError"},
    {"KeyError", "LookupError"},
    {"KeyboardInterrupt", "BaseException"},
    {"LookupError", "Exception"},
    {"MemoryError", "Exception"},
    {"ModuleNotFoundError", "ImportError"},
    {"NameError", "Exception"},
    {"NotADirectoryError", "OSError"},
    {"NotImplementedError", "RuntimeError"},
    {"OSError", "Exception"},
    {"OverflowError", "ArithmeticError"},
    {"PermissionError", "OSError"},
    {"ProcessLookupError", "OSError"},
    {"RecursionError", "RuntimeError"},
    {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"},
    {"StopAsyncIteration", "Exception"},
    {"StopIteration", "Exception"},
    {"SyntaxError", "Exception"},
    {"SystemError", "Exception"},
    {"SystemExit", "BaseException"},
    {"TabError", "IndentationError"},
    {"TimeoutError", "OSError"},
    {"TypeError", "Exception"},
    {"UnboundLocalError", "NameError"},
    {"UnicodeDecodeError", "UnicodeError"},
    {"UnicodeEncodeError", "UnicodeError"},
    {"UnicodeError", "ValueError"},
    {"UnicodeTranslateError", "UnicodeError"},
    {"ValueError", "Exception"},
    {"ZeroDivisionError", "ArithmeticError"},
}};

const Family* family(std::string_view name) {
  for (const Family& one : kExceptions)
    if (one.name == name) return &one;
  return nullptr;
}

constexpr std::array<std::string_view, 48> kOtherBuiltins = {"object",
                                                             "type",
                                                             "property",
                                                             "staticmethod",
                                                             "classmethod",
                                                             "hash",
                                                             "id",
                                                             "iter",
                                                             "next",
                                                             "callable",
                                                             "input",
                                                             "divmod",
                                                             "round",
                                                             "pow",
                                                             "format",
                                                             "hex",
                                                             "oct",
                                                             "bin",
                                                             "chr",
                                                             "ord",
                                                             "ascii",
                                                             "slice",
                                                             "bytes",
                                                             "bytearray",
                                                             "memoryview",
                                                             "complex",
                                                             "help",
                                                             "issubclass",
                                                             "NotImplemented",
                                                             "Ellipsis",
                                                             "UserWarning",
                                                             "DeprecationWarning",
                                                             "Warning",
                                                             "RuntimeWarning",
                                                             "aiter",
                                                             "anext",
                                                             "breakpoint",
                                                             "FutureWarning",
                                                             "PendingDeprecationWarning",
                                                             "SyntaxWarning",
                                                             "BytesWarning",
                                                             "EncodingWarning",
                                                             "ImportWarning",
                                                             "ResourceWarning",
                                                             "UnicodeWarning",
                                                             "copyright",
                                                             "credits",
                                                             "license"};

}  // namespace

bool is_exception_name(std::string_view name) { return family(name) != nullptr; }

Truth exception_is(std::string_view raised, std::string_view caught) {
  if (caught == "IOError" || caught == "EnvironmentError") caught = "OSError";
  if (raised.empty())
    return caught == "Exception" || caught == "BaseException" ? Truth::yes : Truth::unknown;
  for (const Family* at = family(raised); at != nullptr; at = family(at->parent))
    if (at->name == caught) return Truth::yes;
  // Raised under a general name, it may be one of the special ones.
  for (const Family* at = family(caught); at != nullptr; at = family(at->parent))
    if (at->name == raised) return Truth::unknown;
  return Truth::no;
}

bool is_builtin_name(std::string_view name) {
  if (name.find('.') != std::string_view::npos) return false;
  for (const BuiltinTable* own :
       {&core_builtins(), &item_builtins(), &object_builtins(), &name_builtins()})
    if (own->contains(name)) return true;
  return std::find(kOtherBuiltins.begin(), kOtherBuiltins.end(), name) != kOtherBuiltins.end();
}

const BuiltinTable& library_builtins() {
  static const BuiltinTable table = {
      {"json.loads", json_loads},
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

Builtin find_builtin(std::string_view name) {
  for (const BuiltinTable* table :
       {&core_builtins(), &item_builtins(), &number_builtins(), &object_builtins(),
        &name_builtins(), &library_builtins(), &standard_builtins(), &environment_builtins(),
        &database_url_builtins(), &email_url_builtins(), &environ_url_builtins(),
        &configurations_builtins(), &split_settings_builtins(), &path_builtins()}) {
    auto found = table->find(name);
    if (found != table->end()) return found->second;
  }
  return nullptr;
}

Method find_method(Type type, std::string_view name) {
  const MethodTable* table = nullptr;
  switch (type) {
    case Type::string:
      table = &string_methods();
      break;
    case Type::list:
      table = &list_methods();
      break;
    case Type::tuple:
      table = &tuple_methods();
      break;
    case Type::dict:
      table = &dict_methods();
      break;
    case Type::set:
      table = &set_methods();
      break;
    case Type::bytes:
      table = &bytes_methods();
      break;
    case Type::path:
      table = &path_methods();
      break;
    default:
      return nullptr;
  }
  auto found = table->find(name);
  return found == table->end() ? nullptr : found->second;
}

Value external_constant(Evaluator& e, std::string_view name) {
  struct Text {
    std::string_view name;
    std::string_view value;
  };
  static constexpr std::array<Text, 18> kTexts = {
      {{"os.name", "posix"},
       {"sys.platform", "linux"},
       {"os.sep", "/"},
       {"os.pathsep", ":"},
       {"os.linesep", "\n"},
       {"os.curdir", "."},
       {"os.extsep", "."},
       {"string.ascii_lowercase", "abcdefghijklmnopqrstuvwxyz"},
       {"string.ascii_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
       {"string.ascii_letters", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
       {"string.digits", "0123456789"},
       {"string.hexdigits", "0123456789abcdefABCDEF"},
       {"string.punctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
       // From 6.0 on; members of a StrEnum.
       {"django.utils.csp.CSP.NONCE", "<CSP_NONCE_SENTINEL>"},
       {"django.utils.csp.CSP.NONE", "'none'"},
       {"django.utils.csp.CSP.SELF", "'self'"},
       {"django.utils.csp.CSP.UNSAFE_EVAL", "'unsafe-eval'"},
       {"django.utils.csp.CSP.UNSAFE_INLINE", "'unsafe-inline'"}}};
  struct Number {
    std::string_view name;
    std::int64_t value;
  };
  static constexpr std::array<Number, 7> kNumbers = {{{"logging.DEBUG", 10},
                                                      {"logging.INFO", 20},
                                                      {"logging.WARNING", 30},
                                                      {"logging.ERROR", 40},
                                                      {"logging.CRITICAL", 50},
                                                      {"logging.WARN", 30},
                                                      {"sys.maxsize", INT64_MAX}}};
  for (const Text& one : kTexts)
    if (one.name == name) return e.values.borrowed(Type::string, one.value);
  for (const Number& one : kNumbers)
    if (one.name == name) return e.values.integer(one.value);
  return nullptr;
}

}  // namespace djaz::python::eval
