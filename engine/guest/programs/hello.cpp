// The smallest program worth proving: greets whoever the input names.

#include "guest/system.hpp"

using namespace archi;

int main()
{
    const auto name = guest::read_input();
    if (name.empty()) {
        guest::write_diagnostic("hello: the input is a name\n");
        return 1;
    }
    guest::write_output(bytes_of("Hello, "));
    guest::write_output(name);
    guest::write_output(bytes_of("!\n"));
    return 0;
}
