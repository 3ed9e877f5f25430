// The only place that writes into a project: a file is replaced by another, whole or not at all.
// Every directory on the way and the file itself are what they seem: no link is followed.
#pragma once

#include <string>
#include <string_view>

namespace djaz {

// `path` as FileSystem wants it, from the directory `root`. Words for people, or empty.
std::string replace_beneath(int root, const std::string& path, std::string_view before,
                            std::string_view after);

}  // namespace djaz
