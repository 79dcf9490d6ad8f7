#include "base/varint.hpp"

#include <limits>

#include "cases/case.hpp"

namespace archi {
namespace {

struct Vector {
    std::uint64_t number;
    Bytes encoded;
};

std::vector<Vector> vectors()
{
    return {{0, {0x00}},
            {1, {0x01}},
            {0x7f, {0x7f}},
            {0x80, {0x80, 0x01}},
            {624'485, {0xe5, 0x8e, 0x26}},  // the example of DWARF 5, appendix C
            {std::numeric_limits<std::uint64_t>::max(),
             {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}}};
}

bool refuses(const Bytes& bytes)
{
    bytes_view rest = bytes;
    return !take_varint(rest) && rest.size() == bytes.size();
}

}  // namespace

CASE(varint, writes_the_shortest_form)
{
    for (const auto& [number, encoded] : vectors()) {
        Bytes out;
        append_varint(out, number);
        CHECK(out == encoded);
    }
}

CASE(varint, reads_what_it_wrote_and_leaves_the_rest)
{
    for (const auto& [number, encoded] : vectors()) {
        auto bytes = encoded;
        bytes.push_back(0xaa);
        bytes_view rest = bytes;
        CHECK(take_varint(rest) == number);
        CHECK(rest.size() == 1);
    }
}

CASE(varint, refuses_what_is_cut_short)
{
    CHECK(refuses({}));
    CHECK(refuses({0x80}));
    CHECK(refuses({0xff, 0xff, 0xff}));
}

CASE(varint, refuses_superfluous_bytes)
{
    CHECK(refuses({0x80, 0x00}));
    CHECK(refuses({0xff, 0x80, 0x00}));
}

CASE(varint, refuses_numbers_beyond_64_bits)
{
    CHECK(refuses({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02}));
    CHECK(refuses({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81, 0x00}));
}

}  // namespace archi
