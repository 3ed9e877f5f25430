// `Result<T>` carries a value or the errors of whoever wrote the input of *ours*: the command line,
// the configuration, a rule file. What is wrong in the scanned project is a `Finding`, never this.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "djaz/source.h"

namespace djaz {

struct Error {
  std::string message;
  // Where the mistake stands, when it stands in a file.
  Span span;
  // What to write instead ("did you mean `severity`?"); may be empty.
  std::string help;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::vector<Error>{std::move(error)}) {}
  Result(std::vector<Error> errors) : state_(std::move(errors)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // At least one when !ok().
  const std::vector<Error>& errors() const { return std::get<std::vector<Error>>(state_); }

 private:
  std::variant<T, std::vector<Error>> state_;
};

}  // namespace djaz
