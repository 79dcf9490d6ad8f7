#include "net/message.hpp"

#include <utility>

namespace archi::net {

Response text_response(unsigned status, std::string sentence)
{
    return {status, "text/plain; charset=utf-8", std::move(sentence) + "\n"};
}

}  // namespace archi::net
