// Secrets in any text: found in order, and never printed.
#include "secrets/redact.h"

#include "fuzz.h"
#include "secrets/detect.h"

using namespace djaz;

namespace {

void expect_masked(const std::string& path, const std::string& text) {
  Sources sources;
  const SourceFile& file = sources.add(path, text);
  const std::vector<SecretRange> found = detect_secrets(text, dialect_of(path));
  Redactor redactor(sources);
  redactor.scan(file.id());
  std::uint32_t end = 0;
  for (const SecretRange& range : found) {
    fuzz::expect(range.begin >= end && range.begin < range.end && range.end <= text.size(),
                 "secrets are in order and inside the text");
    end = range.end;
    fuzz::expect(redactor.is_secret({file.id(), range.begin, range.end}),
                 "what is found is marked");
  }
  const Span all{file.id(), 0, static_cast<std::uint32_t>(text.size())};
  const std::string masked = redactor.mask(all);
  std::size_t last = 0;
  for (std::uint32_t at = 0; at <= text.size(); at += 1 + all.end / 64) {
    const std::size_t now = redactor.masked_offset(all, at);
    fuzz::expect(now >= last && now <= masked.size(), "places under a mask keep their order");
    last = now;
  }
  // Stars of the text itself would look like the mask.
  if (text.find('*') != std::string::npos) return;
  for (const SecretRange& range : found) {
    const std::string_view secret =
        std::string_view(text).substr(range.begin, range.end - range.begin);
    if (secret.size() >= 16)
      fuzz::expect(masked.find(secret) == std::string::npos, "a secret is masked wherever it is");
  }
  const std::string words = redactor.redact(text);
  fuzz::expect(words == redactor.redact(words), "words are masked once and for all");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  expect_masked("a.py", text);
  expect_masked("a.env", text);
  return 0;
}
