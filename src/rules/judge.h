// Asks conditions of places in one deployment, for one rule: follows paths, binds joins, and keeps
// the reasons for which an answer is unknown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "project/project.h"
#include "rules/compiled.h"
#include "rules/join_state.h"
#include "rules/values.h"

namespace djaz {

class JoinedTree;

class Judge {
 public:
  // `joined`: where joins and `$project` find resources, if not in the deployment.
  Judge(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
        Arena& arena, const JoinedTree* joined);

  // The selected node above those that are judged; `$item`. Before `set_node`.
  void set_item(const Place& item) { item_ = item; }
  // The judged node that the next answers are about; `$node`.
  void set_node(const Place& node);

  Truth holds(const Condition& condition, const Place& subject, Fold fold = Fold::agree);
  // Where a path leads, seen from a subject.
  Place follow(const CompiledPath& path, const Place& subject);
  // The first node of a join for which its condition certainly holds; an absent place otherwise.
  const Place& bound(std::size_t join);

  // All nodes of a selection. A branch that the project does not have gives none.
  std::vector<Place> select(const Path& path) const { return select(path, arena_); }
  // From now on also what the collections of the settings may hold beside what they show.
  void select_hidden() { select_hidden_ = true; }
  // The same with nodes that are made on the way in another arena.
  std::vector<Place> select(const Path& path, Arena& arena) const;

  // They only grow until they are cleared, or go back to as many as they were.
  const std::vector<std::string>& reasons() const { return reasons_; }
  // Nobody will read them.
  void give_no_reasons() { silent_ = true; }
  void clear_reasons() { reasons_.clear(); }

  const CompiledRule& rule() const { return rule_; }
  const ProjectDeployment& deployment() const { return deployment_; }
  const Sources& sources() const { return sources_; }
  Arena& arena() const { return arena_; }

 private:
  static constexpr std::size_t kMostAsked = 2'000'000;

  // One join, and the place that was found last.
  struct Bound {
    JoinState own;
    const JoinState* state = nullptr;
    std::optional<Place> place;
  };

  Truth test(const Test& test, const Place& place, const Place& subject, Fold fold);
  Truth may(const Condition& part, const Place& place);
  Truth by_default(const Condition& part, const Place& place);
  Truth certainly(const Condition& part, const Place& place, Fold fold);
  Place as_written(const Place& place) const;
  void explain(const Place& place);
  void give_reason(std::string reason);
  // Where a path starts, before its steps. The root of everything is put into `root`.
  const Place& start_of(const CompiledPath& path, const Place& subject, std::string_view first_step,
                        Place& root);

  // judge_quantifiers.cpp
  Truth quantified(const Condition& condition, const Place& subject, Fold fold);
  Truth over(const Condition& condition, const Place& place, std::size_t step, Fold fold);
  Truth over_wildcard(const Condition& condition, const Place& place, std::size_t step, Fold fold);
  Truth over_candidates(const Condition& condition, const Place& place, std::size_t step,
                        Fold fold);
  Truth ask_each(const Condition& condition, const Place& place, Fold fold);

  // judge_joins.cpp
  const JoinState& resolved(const Join& join, Bound& bound);
  void resolve_join(const Join& join, JoinState& state, Arena& arena);
  void index_join(const Join& join, JoinState& state);
  bool collection_open(const Path& path, Arena& arena) const;
  std::vector<Place> resolve_at_root(const Path& path, Arena& arena) const;
  // `none`: what is true of the join where none of them holds.
  std::vector<std::uint32_t> asked_of(const JoinState& state, Truth& none);
  // The deployment as a path sees it that does not begin at a judged resource.
  const Node& root_for(std::string_view branch) const;

  ResolveOptions options_for(const Path& path) const;
  Place with_attribute(const CompiledPath& path, Place place) const;
  static ResolveOptions options_from(const Place& start);

  const CompiledRule& rule_;
  const ProjectDeployment& deployment_;
  const Sources& sources_;
  Arena& arena_;
  Place node_;
  Place item_;
  const JoinedTree* joined_;
  std::vector<Bound> joins_;
  // Conditions asked of joined and quantified nodes, so that a product of long lists cannot stall a
  // run.
  std::size_t asked_ = 0;
  bool select_hidden_ = false;
  std::vector<std::string> reasons_;
  bool silent_ = false;
};

// The place as it is under one candidate of its node.
Place under(const Place& place, const Candidate& candidate);
// The last segment of a symbolic path, without its quotes or brackets.
std::string_view key_of(std::string_view path);

}  // namespace djaz
