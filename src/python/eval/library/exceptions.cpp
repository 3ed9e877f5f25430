// The exceptions that are built in, and what they are.
#include <array>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

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

}  // namespace djaz::python::eval
