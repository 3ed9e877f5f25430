// ARM expressions to values. What only the platform knows becomes an unknown that keeps what is
// known of it; every computed value stands at its expression and says what it was computed from.
// Bounded in depth, in steps and in the size of every value, whatever a template asks for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/azure/arm_expression.h"
#include "documents/azure/arm_scope.h"
#include "tree/builder.h"

namespace djaz::azure {

// A loop of more instances than this is judged once, for an instance whose index is unknown.
inline constexpr std::int64_t kMostInstances = 100;

struct TemplateResource;

// Counts a nesting for as long as it lives.
class Deeper {
 public:
  explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
  ~Deeper() { --depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  int& depth_;
};

class Evaluator {
 public:
  explicit Evaluator(const Builder& builder) : builder_(builder) {}

  // The tree with its expressions evaluated; the same nodes where there are none.
  const Node* evaluate(const Node& written, Scope& scope);
  // A text that is equal for expressions that must be equal, also where their value is unknown:
  // what names of resources are compared by. Lower case.
  std::string symbol(const Node& written, Scope& scope);

  // Gives a parameter of a nested deployment the value that it has where the deployment stands.
  void settle(Parameter& parameter, Scope& outer);

  // How many instances a `copy` object asks for: empty when unknown or more than kMostInstances.
  std::optional<std::int64_t> instances(const Node& copy, Scope& scope);

  const Builder& builder() const { return builder_; }

  // The first name that was found to need itself; such a template cannot be deployed.
  const Node* circle() const { return circle_; }

 private:
  const Node* in_a_circle(const Node* written, std::string_view words);

  const Node* tree(const Node& written);
  const Node* list(const Node& written);
  const Node* mapping(const Node& written);
  void property_loops(const Node& loops, std::vector<Entry>& entries);
  const Node* repeated(const Node& input, const Node& loop, std::string_view name);
  const Node* expression(const Node& written);
  const Node* finished(const Node& value, const Node& written, const Expression& expression);

  const Node* term(const Expression& expression, std::uint32_t index);
  const Node* call(const Expression& expression, const Term& term);
  const Node* plain_function(const std::string& written, const std::vector<const Node*>& args);
  const Node* answered_by_platform(const std::string& written);
  const Node* resource_id(const std::string& written, const std::vector<const Node*>& args);
  const Node* referenced(const Expression& expression, const Term& term);
  const Node* shown_of(TemplateResource& resource, bool full, std::string_view detail);
  const Node* outputs_of(TemplateResource& resource, std::string_view detail);
  const Node* completed(const Node& node, std::string_view detail, int depth);

  const Node* with_lambda(const std::string& name, const Expression& expression, const Term& term);
  const Node* applied(const Expression& expression, std::uint32_t lambda,
                      const std::vector<const Node*>& values);
  const Node* lambda_variable(const Node& name);
  const Node* mapped(const Node& over, const Expression& expression, std::uint32_t lambda);
  const Node* mapped_values(const Node& over, const Expression& expression, std::uint32_t lambda);
  const Node* filtered(const Node& over, const Expression& expression, std::uint32_t lambda);
  const Node* sorted(const Node& over, const Expression& expression, std::uint32_t lambda);
  const Node* reduced(const Node& over, const Node& initial, const Expression& expression,
                      std::uint32_t lambda);
  const Node* keyed(const Node& over, const Expression& expression,
                    const std::vector<std::uint32_t>& lambdas, bool groups);

  const Node* tried(const std::vector<const Node*>& args);
  const Node* parameter(const Node& name);
  const Node* parameter_value(std::string_view name, Parameter& parameter);
  const Node* without_value(std::string_view name, const Parameter& parameter);
  const Node* variable(const Node& name);
  const Node* copy_index(const std::vector<const Node*>& args);
  const Node* choice(const Expression& expression, const Term& term);
  const Node* logic(const Expression& expression, const Term& term, bool conjunction);
  const Node* coalesced(const Expression& expression, const Term& term);
  const Node* user_function(const Node& function, const std::vector<const Node*>& args);
  // Safe: null where it is certainly not there, as `.?name` asks.
  const Node* member_of(const Node& base, std::string_view name, bool safe = false);
  const Node* element_of(const Node& base, const Node& index, bool safe = false);

  // Applies a function to every combination of the candidates of its arguments.
  template <class Function>
  const Node* spread(std::vector<const Node*> args, const Function& function, int combinations = 1);

  const Node* unknown(Reason reason, std::string_view detail, Kind type = Kind::unknown) const;
  // The same for what only the deployment gives.
  const Node* given(Reason reason, std::string_view detail, Kind type = Kind::unknown) const;
  std::uint32_t weight(const Node& node);
  bool exhausted(std::size_t steps);
  void note_input(std::string symbol, const Node* node);

  Builder builder_;
  Scope* scope_ = nullptr;
  bool symbolic_ = false;
  int depth_ = 0;
  std::size_t steps_ = 0;
  std::size_t spent_ = 0;
  std::vector<Input> inputs_;
  const Node* circle_ = nullptr;
  std::string source_;  // words about where the last name looked up has its value from
  std::unordered_map<const Node*, std::uint32_t> weights_;
  // Mappings that the platform completes, with words about what is not shown.
  std::unordered_map<const Node*, std::string_view> beyond_;
};

bool is_id_function(std::string_view name);
bool takes_lambda(std::string_view name);

}  // namespace djaz::azure
