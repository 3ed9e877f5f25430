#include "documents/azure/given.h"

#include <algorithm>

#include "documents/azure/azure.h"
#include "support/text.h"
#include "syntax/json.h"

namespace djaz::azure {
namespace {

const Node* declaration(const Loaded& loaded, std::string_view name) {
  for (const Piece& piece : loaded.pieces)
    if (piece.shape == Shape::arm_template)
      if (const Node* found = member(member(piece.node, "parameters"), name)) return found;
  return nullptr;
}

// Without what JSON asks for around a text.
const Node* plain_value(const Builder& builder, std::string_view type, std::string_view text) {
  if (equal_ignoring_case(type, "string") || equal_ignoring_case(type, "securestring"))
    return builder.string(text);
  const std::string low = lowered(trimmed(text));
  if (equal_ignoring_case(type, "bool"))
    return low == "true" || low == "false" ? builder.boolean(low == "true") : nullptr;
  if (equal_ignoring_case(type, "int")) {
    const auto number = parse_integer(low);
    return number ? builder.integer(*number) : nullptr;
  }
  const Node* value = parse_json_text(text, builder.arena(), {}).root;
  return value && value->is_collection() ? value : nullptr;
}

}  // namespace

void load_given(Assembly& assembly) {
  for (const GivenParameters& option : assembly.options.parameters) {
    if (option.file.empty()) continue;
    std::string why;
    if (!assembly.loader.load(option.file, kAzure, &why))
      assembly.errors.push_back(
          {"`--parameters " + option.written + "` cannot be read: " + why, {}, ""});
  }
}

GivenByUser::GivenByUser(Assembly& assembly, const std::vector<Loaded>& all)
    : assembly_(assembly), all_(all) {
  for (const GivenParameters& option : assembly.options.parameters) {
    Part part;
    if (option.file.empty()) {
      const Loaded* found = template_for(option, nullptr);
      const Node* value = found ? value_for(option, *found) : nullptr;
      if (!value) continue;
      part.path = found->path;
      part.given.parameters = value;
      part.given.by = "`--parameters`";
    } else {
      const auto file = std::find_if(
          all.begin(), all.end(), [&](const Loaded& loaded) { return loaded.path == option.file; });
      if (file == all.end()) continue;
      const Node* values = values_in(*file);
      if (!values) {
        refuse(option, "it is no parameters file");
        continue;
      }
      const Loaded* found = template_for(option, values);
      if (!found) continue;
      part.path = found->path;
      part.given.parameters = values;
      part.given.by = "`" + file->path + "`";
      part.file = true;
    }
    parts_.push_back(std::move(part));
  }
}

void GivenByUser::refuse(const GivenParameters& option, const std::string& why, std::string help) {
  assembly_.errors.push_back(
      {"`--parameters " + (option.name.empty() ? option.written : option.name) + "`: " + why,
       {},
       std::move(help)});
}

const Loaded* GivenByUser::template_for(const GivenParameters& option, const Node* values) {
  std::vector<const Loaded*> fit;
  bool any = false;
  for (const Loaded& loaded : all_) {
    for (const Piece& piece : loaded.pieces) {
      if (piece.shape != Shape::arm_template) continue;
      if (!option.for_template.empty() && loaded.path != option.for_template) continue;
      any = true;
      const bool fits = option.name.empty() ? declares_all(*piece.node, values)
                                            : declaration(loaded, option.name) != nullptr;
      if (fits && (fit.empty() || fit.back() != &loaded)) fit.push_back(&loaded);
    }
  }
  if (fit.size() == 1) return fit[0];
  if (fit.size() > 1)
    refuse(option, std::to_string(fit.size()) + " templates declare what it gives",
           option.name.empty() ? "say which: `--parameters " + fit[0]->path + "=FILE`"
                               : "name one template to be checked");
  else if (!any)
    refuse(option, option.for_template.empty() ? "there is no ARM template to give it to"
                                               : "there is no such template");
  else
    refuse(option, option.name.empty() ? "it gives a parameter that the template does not declare"
                                       : "no template declares a parameter of this name");
  return nullptr;
}

const Node* GivenByUser::value_for(const GivenParameters& option, const Loaded& arm_template) {
  const Node* declared = declaration(arm_template, option.name);
  const std::string_view type = member_text(declared, "type");
  const Builder& builder = assembly_.builder;
  const Node* value = plain_value(builder, type, option.value);
  if (!value) {
    refuse(option, "its value is not of the type that the template declares");
    return nullptr;
  }
  const Entry inner{"value", value, {}, nullptr};
  const Entry outer{option.name, builder.mapping(std::span<const Entry>(&inner, 1)), {}, nullptr};
  return builder.mapping(std::span<const Entry>(&outer, 1));
}

bool GivenByUser::has_file(const std::string& path) const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [&](const Part& part) { return part.file && part.path == path; });
}

std::vector<Given> GivenByUser::to(const std::string& path) const {
  std::vector<Given> out;
  for (const Part& part : parts_)
    if (part.path == path) out.push_back(part.given);
  return out;
}

}  // namespace djaz::azure
