#include "rules/joined.h"

#include <algorithm>

#include "rules/compiled.h"
#include "rules/join_state.h"
#include "support/text.h"
#include "tree/builder.h"

namespace djaz {
namespace {

using Kept = JoinedTree::Kept;
using Types = std::map<std::string, Kept, std::less<>>;

// Deeper than anything that a rule reads of a resource.
constexpr int kDeepest = 64;

// By which a resource is known, whoever asks.
constexpr std::string_view kEnvelope[] = {"type", "name", "id", "resourceGroup", "apiVersion"};

// Goes through the conditions of one rule and notes what they read of joined resources. A place is
// null where it belongs to the judged resource.
class Reader {
 public:
  Reader(const CompiledRule& rule, Types& types, bool& all) : types_(types), all_(all) {
    joins_.resize(rule.joins.size());
    for (std::size_t i = 0; i < rule.joins.size(); ++i)
      for (const Path& path : rule.joins[i].select)
        if (Kept* kept = from_root(path)) joins_[i].push_back(kept);
    for (std::size_t i = 0; i < rule.joins.size(); ++i)
      if (rule.joins[i].where) read(*rule.joins[i].where, joins_[i]);
    if (rule.where) read(*rule.where, {});
    if (rule.unless) read(*rule.unless, {});
    read(rule.condition, {});
    if (rule.at) use(*rule.at, {});
    read(rule.message);
    for (const Case& each : rule.cases) {
      read(each.when, {});
      if (each.message) read(*each.message);
    }
    for (const RelatedPlace& related : rule.related) {
      use(related.at, {});
      read(related.text);
    }
    if (rule.fix) use(rule.fix->at, {});
  }

 private:
  using Places = std::vector<Kept*>;

  // Null where the path does not lead to resources.
  Kept* from_root(const Path& path) {
    if (path.steps.empty() || path.steps[0].name != "azure") return nullptr;
    if (path.steps.size() == 1 || path.steps[1].how != Step::How::name) {
      all_ = true;
      return nullptr;
    }
    const auto [type, added] = types_.try_emplace(lowered(path.steps[1].name));
    if (added)
      for (const std::string_view name : kEnvelope)
        type->second.members[lowered(name)].whole = true;
    return along(path, 2, type->second);
  }

  static Kept* along(const Path& path, std::size_t first, Kept& from) {
    Kept* at = &from;
    for (std::size_t i = first; i < path.steps.size(); ++i) {
      const Step& step = path.steps[i];
      if (step.how == Step::How::each_item) continue;
      if (step.how != Step::How::name) {
        at->whole = true;
        break;
      }
      at = &at->members[lowered(step.name)];
    }
    return at;
  }

  Places follow(const CompiledPath& path, const Places& subject) {
    Places out;
    if (path.base == CompiledPath::Base::project) {
      if (Kept* kept = from_root(path.path)) out.push_back(kept);
      return out;
    }
    const bool joined = path.base == CompiledPath::Base::join;
    if (!joined && path.base != CompiledPath::Base::subject) return out;
    for (Kept* from : joined ? joins_[path.join] : subject)
      out.push_back(along(path.path, 0, *from));
    return out;
  }

  void use(const CompiledPath& path, const Places& subject) {
    // Where something stands, and under which name, is known of what is kept at all.
    const std::string& attribute = path.path.attribute;
    const bool value = attribute.empty() || attribute == "value";
    for (Kept* place : follow(path, subject)) place->whole = place->whole || value;
  }

  void read(const Template& words) {
    for (const Template::Piece& piece : words.pieces)
      if (piece.path) use(*piece.path, {});
  }

  void read(const Condition& condition, const Places& subject) {
    Places at = condition.path ? follow(*condition.path, subject) : subject;
    if (condition.over) {
      const bool of_project = condition.over->start.base == CompiledPath::Base::project;
      at = of_project ? from_steps(condition) : follow(condition.over->start, subject);
      for (const Path& step : condition.over->steps)
        for (Kept*& place : at)
          if (!of_project) place = along(step, 0, *place);
    }
    if (condition.how == Condition::How::test) {
      if (condition.path)
        use(*condition.path, subject);
      else
        for (Kept* place : at) place->whole = true;
      if (condition.test.from) use(*condition.test.from, subject);
    }
    for (const Condition& part : condition.parts) read(part, at);
  }

  // A quantifier over the whole project has its path in steps.
  Places from_steps(const Condition& condition) {
    Path path;
    for (const Path& step : condition.over->steps)
      path.steps.insert(path.steps.end(), step.steps.begin(), step.steps.end());
    Kept* kept = from_root(path);
    return kept == nullptr ? Places{} : Places{kept};
  }

  Types& types_;
  bool& all_;
  std::vector<Places> joins_;
};

const Kept& all_of_it() {
  static const Kept kWhole{true, {}};
  return kWhole;
}

class Cutter {
 public:
  Cutter(Arena& arena, const JoinedTree::Move& move) : builder_(arena), move_(move) {}

  const Node* cut(const Node& node, const Kept& kept, int depth = 0) const {
    if (depth > kDeepest)
      return builder_.unknown(Reason::budget, "nested too deeply", place(node.span));
    Node* out = builder_.copy(node);
    Arena& arena = builder_.arena();
    out->span = place(node.span);
    out->key_span = place(node.key_span);
    out->text = arena.text(node.text);
    out->origin = node.origin == nullptr ? nullptr : origin(*node.origin);
    std::vector<const Node*> items;
    for (const Node* item : node.items) items.push_back(cut(*item, kept, depth + 1));
    out->items = arena.list(items);
    out->entries = arena.list(entries(node, kept, depth));
    if (node.unknown != nullptr) out->unknown = unknown(*node.unknown, kept, depth);
    return out;
  }

 private:
  Span place(const Span& span) const { return span.valid() ? move_(span) : span; }

  std::vector<Entry> entries(const Node& node, const Kept& kept, int depth) const {
    std::vector<Entry> out;
    for (const Entry& entry : node.entries) {
      const Kept* inside = &all_of_it();
      if (!kept.whole) {
        const auto member = kept.members.find(lowered(entry.name));
        if (member == kept.members.end()) continue;
        inside = &member->second;
      }
      out.push_back({builder_.arena().text(entry.name), cut(*entry.value, *inside, depth + 1),
                     place(entry.key_span), nullptr});
    }
    return out;
  }

  const Origin* origin(const Origin& from) const {
    Origin* out = builder_.arena().make<Origin>(from);
    out->span = place(from.span);
    out->text = builder_.arena().text(from.text);
    out->source = builder_.arena().text(from.source);
    out->inputs = {};
    return out;
  }

  const Unknown* unknown(const Unknown& from, const Kept& kept, int depth) const {
    Arena& arena = builder_.arena();
    Unknown* out = arena.make<Unknown>(from);
    out->detail = arena.text(from.detail);
    out->prefix = arena.text(from.prefix);
    out->written = arena.text(from.written);
    out->suffix = arena.text(from.suffix);
    std::vector<Candidate> candidates;
    for (Candidate candidate : from.candidates) {
      candidate.condition = arena.text(candidate.condition);
      if (candidate.value != nullptr) candidate.value = cut(*candidate.value, kept, depth + 1);
      candidates.push_back(candidate);
    }
    out->candidates = arena.list(candidates);
    return out;
  }

  Builder builder_;
  const JoinedTree::Move& move_;
};

}  // namespace

JoinedTree::JoinedTree(const std::vector<const Rule*>& rules) {
  for (const Rule* rule : rules) {
    Reader(rule->compiled(), types_, all_types_);
    for (const Path& path : rule->compiled().select) {
      if (path.steps.empty() || path.steps[0].name != "azure") continue;
      if (path.steps.size() > 1 && path.steps[1].how == Step::How::name)
        judged_.insert(lowered(path.steps[1].name));
      else
        judges_all_ = true;
    }
  }
}

JoinedTree::~JoinedTree() = default;

bool JoinedTree::wants(std::string_view type) const {
  return all_types_ || types_.contains(lowered(type));
}

bool JoinedTree::judges(std::string_view type) const {
  return judges_all_ || judged_.contains(lowered(type));
}

JoinedTree::Part JoinedTree::cut(const Node& azure, const Move& move) const {
  Part part;
  const Cutter cutter(part.arena, move);
  for (const Entry& list : azure.entries) {
    const auto type = types_.find(lowered(list.name));
    if (type == types_.end() && !all_types_) continue;
    const Kept& kept = all_types_ ? all_of_it() : type->second;
    std::vector<const Node*> items;
    for (const Node* item : list.value->items) items.push_back(cutter.cut(*item, kept));
    part.lists.emplace_back(std::string(list.name), std::move(items));
  }
  return part;
}

void JoinedTree::close(std::vector<Part> parts) {
  if (parts.empty()) return;
  parts_ = std::move(parts);
  const Builder builder(arena_);
  std::vector<std::string_view> names;
  std::map<std::string_view, std::vector<const Node*>> lists;
  for (const Part& part : parts_)
    for (const auto& [name, items] : part.lists) {
      std::vector<const Node*>& list = lists[name];
      if (list.empty()) names.push_back(name);
      list.insert(list.end(), items.begin(), items.end());
    }
  std::vector<Entry> entries;
  // No document shows everything that there is.
  for (const std::string_view name : names)
    entries.push_back({name, builder.list(lists[name], {}, true), {}, nullptr});
  const Node* azure = builder.mapping(entries, {}, true);
  const Entry branch{"azure", azure, {}, nullptr};
  root_ = builder.mapping({&branch, 1});
}

const JoinState& JoinedTree::state(const Join& join, const Resolve& resolve) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::unique_ptr<JoinState>& state = states_[&join];
  if (state == nullptr) {
    state = std::make_unique<JoinState>();
    resolve(*state, found_);
  }
  return *state;
}

}  // namespace djaz
