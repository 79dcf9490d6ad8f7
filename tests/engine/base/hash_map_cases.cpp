#include "base/hash_map.hpp"

#include <map>

#include "cases/case.hpp"

namespace archi {

CASE(hash_map, agrees_with_an_ordered_map)
{
    FlatMap<u256, std::uint64_t> map;
    std::map<u256, std::uint64_t> model;
    std::vector<u256> order;
    for (int i = 0; i < 5000; ++i) {
        const u256 key = context.random() % 700;
        const auto value = context.random();
        switch (context.random() % 4) {
            case 0:
                if (!model.contains(key)) order.push_back(key);
                map[key] = value;
                model[key] = value;
                break;
            case 1: {
                const auto is_new = model.try_emplace(key, value).second;
                if (is_new) order.push_back(key);
                CHECK(map.try_emplace(key, value).second == is_new);
                break;
            }
            case 2:
                if (order.empty()) break;
                map.pop_back();
                model.erase(order.back());
                order.pop_back();
                break;
            default: {
                const auto* found = map.find(key);
                const auto expected = model.find(key);
                CHECK((found != nullptr) == (expected != model.end()));
                if (found != nullptr && expected != model.end()) CHECK(*found == expected->second);
            }
        }
        CHECK(map.size() == model.size());
    }
    std::size_t position = 0;
    for (const auto& [key, value] : map) {
        CHECK(key == order[position++]);
        CHECK(value == model.at(key));
    }
}

CASE(hash_map, iterates_in_order_of_insertion)
{
    FlatMap<std::uint32_t, int> map;
    for (std::uint32_t i = 0; i < 1000; ++i)
        map[i * 2654435761U] = static_cast<int>(i);
    int expected = 0;
    for (const auto& [key, value] : map)
        CHECK(value == expected++);
    CHECK(expected == 1000);
}

CASE(hash_map, taking_back_leaves_the_older_entries)
{
    FlatMap<std::pair<Address, u256>, u256> map;
    for (std::uint32_t i = 0; i < 300; ++i)
        map[{small_address(i % 7), i}] = i;
    map.truncate(100);
    CHECK(map.size() == 100);
    for (std::uint32_t i = 0; i < 300; ++i)
        CHECK(map.contains({small_address(i % 7), i}) == (i < 100));
}

CASE(hash_map, clears_reserves_and_copies)
{
    FlatMap<Hash, int> map;
    CHECK(map.find(Hash{}) == nullptr);
    map.reserve(100);
    map.insert_or_assign(Hash{}, 1);
    map.insert_or_assign(Hash{}, 2);
    const auto copy = map;
    map.clear();
    CHECK(map.empty() && !map.contains(Hash{}));
    CHECK(*copy.find(Hash{}) == 2);
    map[Hash{}] = 3;
    CHECK(map.at_index(0).second == 3);
}

}  // namespace archi
