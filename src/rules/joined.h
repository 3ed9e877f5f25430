// What rules read of resources beside the one they judge, where the judged ones come part by part:
// the types that some join or `$project` path leads to, cut down to what is read of them. All parts
// share one such tree, and what its joins found.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_set.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct Join;
struct JoinState;

class JoinedTree {
 public:
  using Move = std::function<Span(const Span&)>;
  using Resolve = std::function<void(JoinState&, Arena&)>;

  // The resources of one part.
  struct Part {
    Arena arena;
    // By type, in the order of the part.
    std::vector<std::pair<std::string, std::vector<const Node*>>> lists;
  };

  explicit JoinedTree(const std::vector<const Rule*>& rules);
  ~JoinedTree();

  // Whether a rule may ask for resources of this type while it judges another.
  bool wants(std::string_view type) const;
  // Whether a rule judges resources of this type.
  bool judges(std::string_view type) const;
  // Of an `azure` branch. `move` says where in the whole something of the part stands.
  Part cut(const Node& azure, const Move& move) const;
  // All parts, in order. Without any the tree stays empty.
  void close(std::vector<Part> parts);

  // A deployment with the branch `azure` and no other; null where there is none.
  const Node* root() const { return root_; }
  // What a join leads to, found by whoever asks first. From any thread.
  const JoinState& state(const Join& join, const Resolve& resolve) const;

  // What is read of a node: all of it, or some of its members, by their names in lower case. What
  // is read of a list's items stands at the list.
  struct Kept {
    bool whole = false;
    std::map<std::string, Kept, std::less<>> members;
  };

 private:
  // By type, in lower case.
  std::map<std::string, Kept, std::less<>> types_;
  // Some path does not say which type it leads to.
  bool all_types_ = false;
  // Of the resources that rules select, in lower case.
  std::set<std::string, std::less<>> judged_;
  bool judges_all_ = false;
  std::vector<Part> parts_;
  Arena arena_;
  const Node* root_ = nullptr;
  mutable std::mutex mutex_;
  mutable Arena found_;
  mutable std::map<const Join*, std::unique_ptr<JoinState>> states_;
};

}  // namespace djaz
