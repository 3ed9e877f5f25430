// Where a report goes, piece by piece: a report of a large export is not held in memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace djaz {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;

  // Passes on what has gathered once it is worth it.
  void drain(std::string& gathered) {
    if (gathered.size() < kWorth) return;
    write(gathered);
    gathered.clear();
  }

 private:
  static constexpr std::size_t kWorth = 64 * 1024;
};

class TextSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text += bytes; }

  std::string text;
};

}  // namespace djaz
