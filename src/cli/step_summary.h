// The page of a GitHub job: the runner names a file in GITHUB_STEP_SUMMARY, to which Markdown is
// added.
#pragma once

#include <string>
#include <vector>

#include "report/format.h"

namespace djaz::cli {

// The file, or empty outside GitHub Actions.
std::string step_summary_file();

// Adds to the file, if one is named and it is none of the inputs. What goes wrong is said on
// standard error and changes no exit code: nobody asked for the page expressly.
void add_step_summary(const RenderContext& context, const std::vector<std::string>& inputs);

}  // namespace djaz::cli
