#include "documents/requirements/requirement_nodes.h"

#include <string>

namespace djaz::requirements {
namespace {

class RequirementBuilder {
 public:
  RequirementBuilder(const SourceFile& file, const Builder& builder, const PassageNodes& nodes,
                     const Requirement& requirement)
      : file_(file),
        builder_(builder),
        nodes_(nodes),
        requirement_(requirement),
        text_(nodes.passage().text()) {}

  const Node* run(bool editable, const Options& options) {
    if (requirement_.name.present()) name();
    versions();
    extras();
    if (requirement_.url.present()) nodes_.add_url("url", requirement_.url, out_);
    if (requirement_.path.present()) out_.set("path", nodes_.text(requirement_.path));
    if (requirement_.marker.present()) out_.set("markers", nodes_.text(requirement_.marker));
    hashes(editable, options);
    settings(options);
    const Span all = nodes_.passage().span();
    out_.set("editable", builder_.boolean(editable, all));
    return out_.build(builder_, all);
  }

 private:
  void name() {
    const Node* written = nodes_.text(requirement_.name);
    const std::string canonical = canonical_name(requirement_.name.of(text_));
    out_.set("name",
             written->text == canonical ? written : nodes_.text_as(requirement_.name, canonical));
    out_.set("written_name", written);
  }

  // Exactly one `==` or `===` without a wildcard.
  bool exact() const {
    if (requirement_.specifiers.size() != 1) return false;
    const Specifier& only = requirement_.specifiers[0];
    return only.op.of(text_).substr(0, 2) == "==" && !only.version.empty() &&
           only.version.of(text_).find('*') == std::string_view::npos;
  }

  void versions() {
    const Range specifier = requirement_.specifier;
    const bool some = specifier.present() && !specifier.empty();
    // Where there is no version, what lacks one is underlined.
    const Range place = some                          ? specifier
                        : requirement_.name.present() ? requirement_.name
                                                      : Range{0, text_.size()};
    out_.set("specifier", some ? nodes_.text(specifier)
                               : builder_.borrowed_string("", nodes_.span({place.end, place.end})));
    if (some) out_.set("specifiers", specifiers());
    if (some && nodes_.variables().overlapping(specifier).present()) {
      out_.set("pinned",
               builder_.unknown(Reason::environment, "the version is put in from the environment",
                                nodes_.span(place)));
    } else {
      out_.set("pinned", builder_.boolean(exact(), nodes_.span(place)));
    }
    if (exact()) out_.set("version", nodes_.text(requirement_.specifiers[0].version));
    if (requirement_.wheel_version.present())
      out_.set("version", nodes_.text(requirement_.wheel_version));
  }

  const Node* specifiers() {
    std::vector<const Node*> items;
    for (const Specifier& each : requirement_.specifiers) {
      MappingBuilder item;
      item.set("operator", nodes_.text(each.op));
      item.set("version", nodes_.text(each.version));
      items.push_back(item.build(builder_, nodes_.span({each.op.begin, each.version.end})));
    }
    return builder_.list(items, nodes_.span(requirement_.specifier));
  }

  void extras() {
    if (requirement_.extras.empty()) return;
    std::vector<const Node*> items;
    for (const Range& extra : requirement_.extras)
      items.push_back(nodes_.text_as(extra, canonical_name(extra.of(text_))));
    out_.set("extras", builder_.list(items, nodes_.span({requirement_.extras.front().begin,
                                                         requirement_.extras.back().end})));
  }

  // Those of `--hash`, and the one that a URL carries behind its `#`.
  void hashes(bool editable, const Options& options) {
    std::vector<const Node*> items;
    for (const Option& option : options.options) {
      if (option.kind != OptionKind::hash || editable) continue;
      items.push_back(PassageNodes(file_, builder_, option.value).text({0, option.value.size()}));
    }
    const std::string_view link = requirement_.url.of(text_);
    Url url;
    if (split_url(link, url) && url.hash_name.present()) {
      const std::size_t base = requirement_.url.begin;
      const std::string value =
          std::string(url.hash_name.of(link)) + ":" + std::string(url.hash_value.of(link));
      items.push_back(
          nodes_.text_as({base + url.hash_name.begin, base + url.hash_value.end}, value));
    }
    add_list("hashes", items);
  }

  void settings(const Options& options) {
    std::vector<const Node*> items;
    for (const Option& option : options.options)
      if (option.kind == OptionKind::config_settings)
        items.push_back(PassageNodes(file_, builder_, option.value).text({0, option.value.size()}));
    add_list("config_settings", items);
  }

  void add_list(std::string_view key, const std::vector<const Node*>& items) {
    if (items.empty()) return;
    Span place = items.front()->span;
    for (const Node* item : items) {
      place.begin = std::min(place.begin, item->span.begin);
      place.end = std::max(place.end, item->span.end);
    }
    out_.set(key, builder_.list(items, place));
  }

  const SourceFile& file_;
  const Builder& builder_;
  const PassageNodes& nodes_;
  const Requirement& requirement_;
  std::string_view text_;
  MappingBuilder out_;
};

}  // namespace

const Node* requirement_node(const SourceFile& file, const Builder& builder,
                             const PassageNodes& nodes, const Requirement& requirement,
                             bool editable, const Options& options) {
  return RequirementBuilder(file, builder, nodes, requirement).run(editable, options);
}

const Node* option_node(const SourceFile& file, const Builder& builder, const Option& option,
                        bool ignored) {
  const PassageNodes nodes(file, builder, option.value);
  const Range all = {0, option.value.size()};
  MappingBuilder out;
  if (is_include(option.kind)) {
    // The target may be a URL with a password in it.
    nodes.add_url("target", all, out);
    out.set("kind", builder.borrowed_string(to_string(option.kind), option.span));
  } else {
    out.set("name", builder.borrowed_string(to_string(option.kind), option.span));
    const bool url = option.kind == OptionKind::index_url ||
                     option.kind == OptionKind::extra_index_url ||
                     option.kind == OptionKind::find_links;
    if (url) {
      nodes.add_url("value", all, out);
    } else if (option.has_value) {
      out.set("value", nodes.text(all));
    }
  }
  if (ignored) out.set("ignored", builder.boolean(true, option.span));
  return out.build(builder, option.span);
}

}  // namespace djaz::requirements
