#include "documents/azure/arm_resources.h"

#include <utility>

#include "documents/azure/arm_evaluate.h"
#include "documents/azure/identity.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::size_t kMostKnown = 2'000;
constexpr int kDeepest = 8;

}  // namespace

std::string reference_key(std::string_view type, std::string_view name) {
  return "{id:" + replaced(lowered(type), "/", "|") + ':' + replaced(lowered(name), "/", "|") + '}';
}

void TemplateResources::read(const Node& resources, Scope& scope, Evaluator& evaluator) {
  add_all(resources, scope, evaluator, "", "", 0);
}

TemplateResource* TemplateResources::find(const std::string& key) {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : found->second;
}

void TemplateResources::add_all(const Node& resources, Scope& scope, Evaluator& evaluator,
                                const std::string& type, const std::string& name, int depth) {
  if (depth > kDeepest) return;
  for (const Node* item : resources.items) add(*item, scope, evaluator, type, name, {}, depth);
  for (const Entry& entry : resources.entries)
    add(*entry.value, scope, evaluator, type, name, entry.name, depth);
}

void TemplateResources::add(const Node& written, Scope& scope, Evaluator& evaluator,
                            const std::string& type, const std::string& name,
                            std::string_view symbol, int depth) {
  const std::string_view own = member_text(&written, "type");
  const Node* label = member(written, "name");
  const Node* existing = member(written, "existing");
  if (own.empty() || !label || (existing && existing->boolean)) return;
  const Node* condition = member(written, "condition");
  if (condition) condition = evaluator.evaluate(*condition, scope);
  if (condition && condition->is(Kind::boolean) && !condition->boolean) return;
  const std::string full =
      type.empty() || is_resource_type(own) ? std::string(own) : type + '/' + std::string(own);
  const Node* copy = member(written, "copy");
  const auto count = copy && copy->is(Kind::mapping) ? evaluator.instances(*copy, scope)
                                                     : std::optional<std::int64_t>(1);
  for (std::int64_t i = 0; i < count.value_or(1) && resources_.size() < kMostKnown; ++i) {
    TemplateResource known;
    known.written = &written;
    known.scope = &scope;
    known.loops = scope.loops;
    known.deployment = equal_ignoring_case(full, "Microsoft.Resources/deployments");
    if (copy && copy->is(Kind::mapping)) {
      Loop loop;
      loop.name = lowered(member_text(copy, "name"));
      loop.of_resource = true;
      if (count) loop.index = i;
      known.loops.push_back(loop);
    }
    std::vector<Loop> outer = std::exchange(scope.loops, known.loops);
    std::string shown = evaluator.symbol(*label, scope);
    if (!name.empty() && !is_resource_type(own)) shown = name + '/' + shown;
    resources_.push_back(std::move(known));
    TemplateResource* made = &resources_.back();
    this->name(reference_key(full, shown), made);
    this->name(shown, made);
    if (!symbol.empty() && !copy) this->name(lowered(symbol), made);
    if (const Node* children = member(written, "resources"); children && !made->deployment)
      add_all(*children, scope, evaluator, full, shown, depth + 1);
    scope.loops = std::move(outer);
  }
}

void TemplateResources::name(const std::string& key, TemplateResource* resource) {
  const auto [place, added] = by_key_.try_emplace(key, resource);
  if (!added) place->second = nullptr;
}

}  // namespace djaz::azure
