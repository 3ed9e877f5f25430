// Why a file or directory was not read, in words that follow its path: "settings.py is a
// directory". A file outside the project gets the same words whether it exists or not.
#pragma once

#include <cstdint>
#include <string>

namespace djaz::words {

inline constexpr char kMissing[] = "does not exist";
inline constexpr char kOutside[] = "leads outside the project or nowhere";
inline constexpr char kDirectory[] = "is a directory";
inline constexpr char kNotADirectory[] = "is not a directory";
inline constexpr char kNotRegular[] = "is not a regular file";
inline constexpr char kDenied[] = "cannot be read: permission denied";
inline constexpr char kTooLong[] = "has a path that is longer than 4,096 bytes";
inline constexpr char kNameTooLong[] = "has a name that is too long";
inline constexpr char kChanged[] = "changed while it was read";
inline constexpr char kMemory[] = "does not fit in memory";
inline constexpr char kTooManyEntries[] = "holds more than 1,000,000 entries";
inline constexpr char kTooManyOpen[] = "cannot be read: too many open files";

inline constexpr char kLink[] = "is a link, or lies behind one";
inline constexpr char kSeveralNames[] = "has several names (hard links)";
inline constexpr char kReadOnly[] = "cannot be written here";

// "is larger than 2 MB"
std::string larger_than(std::uint64_t limit);
// "cannot be read: input/output error"; never text from outside the project.
std::string failed(int error);
// "cannot be written: permission denied"
std::string failed_to_write(int error);

}  // namespace djaz::words
