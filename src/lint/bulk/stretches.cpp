#include "lint/bulk/stretches.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "documents/azure/stretch.h"
#include "support/parallel.h"

namespace djaz {
namespace {

// In which the first elements stand, and how many of them are compared.
constexpr std::uint32_t kHead = 256 * 1024;
constexpr std::size_t kCompared = 16;
// Of what they begin with alike.
constexpr std::size_t kLongestLike = 48;
// As much of a stretch, or a quarter of it, is split to see whether it goes on as guessed.
constexpr std::uint32_t kTried = 64 * 1024;
// Places where one may begin that are tried.
constexpr int kMostTries = 16;

class Places final : public JsonElements {
 public:
  void element(const JsonElement& element) override {
    if (all.size() < kCompared) all.push_back({element.begin, element.end});
  }
  bool is_wrapper(const JsonWrapper&) override { return true; }
  void withdraw(std::uint32_t) override {}

  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  std::vector<Place> all;
};

// The end of an element, what is between it and the next, and what each begins with.
std::string joint_of(std::string_view head, const std::vector<Places::Place>& places) {
  const std::uint32_t from = places[0].end - 1;
  std::string_view like = head.substr(places[1].begin, kLongestLike);
  for (std::size_t i = 2; i < places.size(); ++i) {
    const std::string_view other = head.substr(places[i].begin, like.size());
    const auto [end, stop] = std::mismatch(
        like.begin(), like.begin() + static_cast<std::ptrdiff_t>(other.size()), other.begin());
    like = like.substr(0, static_cast<std::size_t>(end - like.begin()));
  }
  return std::string(head.substr(from, places[1].begin - from)) + std::string(like);
}

std::optional<JsonSeam> seam_at(std::string_view head, std::uint32_t offset) {
  Places none;
  JsonSplitter splitter = export_splitter(none);
  if (!splitter.feed(head.substr(0, offset))) return std::nullopt;
  return splitter.seam();
}

// Whether the text may go on like this from a seam: it does not leave the list there.
bool goes_on(std::string_view text, std::uint32_t offset, const JsonSeam& seam) {
  Places places;
  JsonSplitter splitter = export_splitter(places);
  splitter.go_on(seam, offset);
  return splitter.feed(text) && splitter.is_among(seam);
}

}  // namespace

JsonSplitter export_splitter(JsonElements& out) {
  const auto lists = azure::wrapping_members();
  const auto members = azure::identifying_members();
  return {out, {lists.begin(), lists.end()}, {members.begin(), members.end()}};
}

Stretches guess_stretches(const FileText& text, std::uint32_t size, unsigned threads) {
  Stretches out;
  const std::string head = text.read(0, std::min(kHead, text.size()));
  Places first;
  JsonSplitter splitter = export_splitter(first);
  if (!splitter.feed(head) || first.all.size() < 3) return out;
  const std::optional<JsonSeam> seam = seam_at(head, first.all[1].begin);
  if (!seam) return out;
  out.seam = *seam;
  const std::string joint = joint_of(head, first.all);
  const std::size_t before = first.all[1].begin - (first.all[0].end - 1);

  const std::uint32_t tried = std::min(kTried, size / 4);
  const std::size_t count = std::max<std::uint32_t>(1, text.size() / size);
  std::vector<std::uint32_t> begins(count);
  in_parallel(
      count - 1, 1,
      [&](std::size_t number) {
        const std::uint32_t from = static_cast<std::uint32_t>(number + 1) * size;
        const std::string here = text.read(from, std::min(text.size() - from, 4 * kTried) + from);
        std::size_t at = here.find(joint);
        for (int tries = 0; at != std::string::npos && tries < kMostTries; ++tries) {
          const std::string_view rest = std::string_view(here).substr(at + before);
          const auto begin = static_cast<std::uint32_t>(from + at + before);
          if (goes_on(rest.substr(0, tried), begin, *seam)) {
            begins[number + 1] = begin;
            return;
          }
          at = here.find(joint, at + 1);
        }
      },
      threads);
  for (const std::uint32_t begin : begins)
    if (begin > out.begins.back()) out.begins.push_back(begin);
  return out;
}

}  // namespace djaz
