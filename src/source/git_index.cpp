#include "source/git_index.h"

#include <algorithm>

namespace djaz {
namespace {

constexpr std::size_t kMaxPath = 4096;
constexpr std::size_t kHeader = 12;
// Times, device, mode, owner and size.
constexpr std::size_t kStatus = 40;

constexpr std::uint32_t kDirectory = 0040000;
constexpr std::uint32_t kTypeMask = 0170000;

constexpr std::uint32_t kExtended = 0x4000;
constexpr std::uint32_t kNameMask = 0x0FFF;
constexpr std::uint32_t kSkipWorktree = 0x4000;
constexpr std::uint32_t kIntentToAdd = 0x2000;

class Reader {
 public:
  Reader(std::string_view bytes, std::size_t hash_size,
         const std::function<void(const GitEntry&)>& tell)
      : bytes_(bytes), hash_size_(hash_size), tell_(tell) {}

  GitIndex run() {
    if (bytes_.size() < kHeader + hash_size_ || !bytes_.starts_with("DIRC"))
      return refuse("is not an index");
    end_ = bytes_.size() - hash_size_;
    version_ = number(4, 4);
    if (version_ < 2 || version_ > 4) return refuse("has a version that djaz does not read");
    const std::uint32_t count = number(8, 4);
    at_ = kHeader;
    for (std::uint32_t i = 0; i < count; ++i)
      if (!entry()) return refuse("is cut off or damaged");
    extensions();
    // Only what a split index replaces has no name.
    if (nameless_ && index_.problem.empty()) return refuse("is cut off or damaged");
    return index_;
  }

 private:
  GitIndex refuse(std::string problem) {
    index_.problem = std::move(problem);
    return index_;
  }

  std::size_t left() const { return end_ - at_; }

  // Big-endian; the caller has made sure that it is there.
  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8U | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }

  bool entry() {
    const std::size_t begin = at_;
    const std::size_t fixed = kStatus + hash_size_ + 2;
    if (left() < fixed) return false;
    GitEntry entry;
    entry.mode = number(begin + 24, 4);
    entry.size = number(begin + 36, 4);
    const std::uint32_t flags = number(begin + kStatus + hash_size_, 2);
    at_ += fixed;
    if ((flags & kExtended) != 0) {
      if (version_ == 2 || left() < 2) return false;
      const std::uint32_t more = number(at_, 2);
      entry.skip_worktree = (more & kSkipWorktree) != 0;
      entry.intent_to_add = (more & kIntentToAdd) != 0;
      at_ += 2;
    }
    if (!(version_ == 4 ? compressed_path() : padded_path(begin, flags & kNameMask))) return false;
    if (path_.empty()) {
      nameless_ = true;
      return true;
    }
    // Stages of a conflict stand one behind the other.
    if (path_ == last_) return true;
    last_ = path_;
    entry.path = path_;
    if ((entry.mode & kTypeMask) == kDirectory) index_.sparse = true;
    tell_(entry);
    return true;
  }

  bool padded_path(std::size_t begin, std::size_t length) {
    const std::size_t nul = bytes_.substr(at_, std::min(left(), kMaxPath + 1)).find('\0');
    if (nul == std::string_view::npos) return false;
    if (length < kNameMask && nul != length) return false;
    path_.assign(bytes_.substr(at_, nul));
    const std::size_t whole = (at_ + nul - begin + 8) / 8 * 8;
    if (end_ - begin < whole) return false;
    at_ = begin + whole;
    return true;
  }

  // How much of the path before is dropped, then what is put there.
  bool compressed_path() {
    std::size_t drop = 0;
    for (std::size_t i = 0;; ++i) {
      if (left() == 0 || i == 4) return false;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      drop = i == 0 ? byte & 0x7FU : ((drop + 1) << 7U) + (byte & 0x7FU);
      if ((byte & 0x80U) == 0) break;
    }
    if (drop > path_.size()) return false;
    const std::size_t nul = bytes_.substr(at_, std::min(left(), kMaxPath + 1)).find('\0');
    if (nul == std::string_view::npos) return false;
    path_.resize(path_.size() - drop);
    path_ += bytes_.substr(at_, nul);
    at_ += nul + 1;
    return path_.size() <= kMaxPath;
  }

  // They must fill what is left to the byte, or the index is not whole.
  void extensions() {
    while (left() > 0) {
      if (left() < 8) {
        index_.problem = "is cut off or damaged";
        return;
      }
      const std::string_view name = bytes_.substr(at_, 4);
      const std::size_t size = number(at_ + 4, 4);
      at_ += 8;
      if (left() < size) {
        index_.problem = "is cut off or damaged";
        return;
      }
      at_ += size;
      if (name == "sdir") {
        index_.sparse = true;
      } else if (name == "link") {
        index_.problem = "is split: a part of it stands in another file, which djaz does not read";
        return;
      } else if (name.front() < 'A' || name.front() > 'Z') {
        // Without understanding these, git refuses the index too.
        index_.problem = "needs an extension that djaz does not know";
        return;
      }
    }
  }

  std::string_view bytes_;
  std::size_t hash_size_;
  const std::function<void(const GitEntry&)>& tell_;
  GitIndex index_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint32_t version_ = 0;
  std::string path_;
  std::string last_;
  bool nameless_ = false;
};

}  // namespace

GitIndex read_git_index(std::string_view bytes, std::size_t hash_size,
                        const std::function<void(const GitEntry&)>& tell) {
  return Reader(bytes, hash_size, tell).run();
}

}  // namespace djaz
