// What templates and parameter files say beside their resources: the views `templates` and
// `parameterFiles`. Values are as they are written: an expression is text that begins with `[`.
#pragma once

#include "tree/builder.h"

namespace djaz::azure {

struct Scope;

// {parameters: {NAME: {type, defaultValue, …}}, outputs: {NAME: {type, value, discloses}}}.
// `discloses` names the secret that an output would print for everybody who may read deployments.
// Null where the template has neither.
const Node* template_view(const Builder& builder, const Node& arm_template);

// Names the secret that stands in the template `inner` of a deployment when the expressions in it
// are evaluated outside, in `scope`; null where there is none.
const Node* outer_secret(const Builder& builder, const Node& inner, const Scope& scope);

// {parameters: {NAME: {value, reference, …}}}.
const Node* parameters_view(const Builder& builder, const Node& parameters);

}  // namespace djaz::azure
