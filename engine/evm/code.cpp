#include "evm/code.hpp"

#include "evm/jump_destinations.hpp"

namespace archi::evm {

Code::Code(bytes_view code) : size_(code.size())
{
    const auto whole = size_ + kPadding + size_ / 8 + 1;
    storage_.reserve(whole);
    storage_.assign(code.begin(), code.end());
    storage_.resize(whole);
    find_jump_destinations(storage_.data(), size_, storage_.data() + size_ + kPadding);
}

}  // namespace archi::evm
