// Constants of the standard library and of Django, as production has them.
#include <array>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {
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
  static constexpr std::array<Number, 10> kNumbers = {{{"logging.DEBUG", 10},
                                                       {"logging.INFO", 20},
                                                       {"logging.WARNING", 30},
                                                       {"logging.ERROR", 40},
                                                       {"logging.CRITICAL", 50},
                                                       {"logging.WARN", 30},
                                                       // Members of an IntEnum.
                                                       {"ssl.CERT_NONE", 0},
                                                       {"ssl.CERT_OPTIONAL", 1},
                                                       {"ssl.CERT_REQUIRED", 2},
                                                       {"sys.maxsize", INT64_MAX}}};
  for (const Text& one : kTexts)
    if (one.name == name) return e.values.borrowed(Type::string, one.value);
  for (const Number& one : kNumbers)
    if (one.name == name) return e.values.integer(one.value);
  return nullptr;
}

}  // namespace djaz::python::eval
