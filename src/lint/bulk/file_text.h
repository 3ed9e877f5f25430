// The text of a large export, from behind its byte order mark: read piece by piece, never held.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "djaz/source.h"
#include "source/file_system.h"

namespace djaz {

class FileText final : public PagedText {
 public:
  FileText(std::unique_ptr<ByteReader> reader, std::uint32_t mark)
      : reader_(std::move(reader)), mark_(mark) {}

  std::uint32_t size() const override {
    return static_cast<std::uint32_t>(reader_->size()) - mark_;
  }
  // Less where the file has become shorter.
  std::string read(std::uint32_t begin, std::uint32_t end) const override {
    std::string out(end - begin, '\0');
    out.resize(read_into(begin, out.data(), out.size()));
    return out;
  }
  std::size_t read_into(std::uint32_t begin, char* to, std::size_t count) const {
    return reader_->read(mark_ + begin, to, count);
  }
  bool marked() const { return mark_ != 0; }
  bool unchanged() const { return reader_->unchanged(); }

 private:
  std::unique_ptr<ByteReader> reader_;
  std::uint32_t mark_;
};

}  // namespace djaz
