#include "crypto/modexp.hpp"

#include "crypto/modexp_any.hpp"

namespace archi::crypto {

Bytes modexp(bytes_view base, bytes_view exponent, bytes_view modulus)
{
    return modexp_any<limbs::Native>(base, exponent, modulus);
}

}  // namespace archi::crypto
