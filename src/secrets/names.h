// Whether a name promises a secret: `DB_PASSWORD`, `secretKey`, `--api-token`. Names that speak
// about secrets without being one (`PASSWORD_RESET_TIMEOUT`, `TOKEN_HEADER`, `CSRF_…`) do not.
#pragma once

#include <cstdint>
#include <string_view>

namespace djaz {

enum class SecretName : std::uint8_t {
  no,
  // `primaryKey` is a database's word and also Azure's word for an access key: only a long value
  // without spaces is the latter.
  when_long,
  yes,
};

SecretName secret_name(std::string_view name);
inline bool is_secret_name(std::string_view name) { return secret_name(name) == SecretName::yes; }
// The last word of the name is PASSWORD or SECRET or the like, so that even a number is one.
bool is_password_name(std::string_view name);

}  // namespace djaz
