// The only door to the disk. Everything is opened relative to a root and never outside it: no link
// is followed out, no pipe or device is waited for, and a file is read once from one descriptor.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

enum class FileType : std::uint8_t { regular, directory, link, other };

struct DirectoryEntry {
  std::string name;
  FileType type = FileType::other;
};

struct ReadOutcome {
  bool ok = false;
  std::string bytes;
  // Words for people when !ok: "is larger than 2 MB", "is a named pipe", "permission denied",
  // "lies outside the project". The same words whether a file outside exists or not.
  std::string reason;
  bool missing = false;  // there is no such file inside the root
};

// A file that is read piece by piece from one descriptor. Any thread may ask.
class ByteReader {
 public:
  virtual ~ByteReader() = default;
  virtual std::uint64_t size() const = 0;
  // How many bytes from `offset` on were read: fewer than `count` only at the end or on failure.
  virtual std::size_t read(std::uint64_t offset, char* to, std::size_t count) const = 0;
  // Whether the file is still what it was when it was opened, as far as one can see.
  virtual bool unchanged() const = 0;
};

struct OpenOutcome {
  std::unique_ptr<ByteReader> reader;
  std::string reason;
  bool missing = false;
};

// Paths are relative to the root, with '/', without '.' and '..' segments, raw bytes. Any thread may
// read; nothing is replaced meanwhile.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // Sorted by name. An unreadable directory sets `problem`.
  virtual std::vector<DirectoryEntry> list(const std::string& directory, std::string& problem) = 0;
  // Reads at most `limit` bytes; a longer file is refused.
  virtual ReadOutcome read(const std::string& path, std::uint64_t limit) = 0;
  // For a file that is too long to be read at once. Where there is no better way, it is.
  virtual OpenOutcome open_bytes(const std::string& path);
  // The first bytes only, for recognising a kind.
  virtual ReadOutcome read_head(const std::string& path, std::size_t count) = 0;
  virtual bool is_file(const std::string& path) = 0;
  virtual bool is_directory(const std::string& path) = 0;
  // Puts `after` in place of a regular file that still holds `before`, whole or not at all, with
  // its mode. Follows no link. Gives words for people when it could not; empty when it did.
  virtual std::string replace(const std::string& path, std::string_view before,
                              std::string_view after);
};

// The real one. `root` may be absolute or relative to the working directory.
std::unique_ptr<FileSystem> open_directory(const std::string& root, std::string& problem);

// Bytes that are held already.
std::unique_ptr<ByteReader> held_bytes(std::string bytes);
// A descriptor of a regular file, which must stay open.
std::unique_ptr<ByteReader> descriptor_bytes(int fd);

// Files held in memory, for tests and rule examples.
std::unique_ptr<FileSystem> in_memory(std::vector<std::pair<std::string, std::string>> files);

// "a/b" + "../c" → "a/c". Returns false when the path leaves the root or is absolute.
bool resolve_relative(std::string_view directory, std::string_view path, std::string& out);
std::string_view directory_of(std::string_view path);  // "" at the root
std::string_view file_name_of(std::string_view path);
std::string join_path(std::string_view directory, std::string_view name);

}  // namespace djaz
