#pragma once
// A world in a temporary folder, and what these tests do with it again and again.

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <string>

#include "node/world.hpp"

namespace archi::test {

class WorldFolder {
public:
    WorldFolder() { static_cast<void>(node::World::create(path()).value()); }

    [[nodiscard]] std::filesystem::path path() const
    {
        return std::filesystem::path(folder_.path().toStdString()) / "world";
    }
    [[nodiscard]] std::unique_ptr<node::World> open() const
    {
        return node::World::open(path()).value();
    }
    void write(const std::string& file, const std::string& text) const
    {
        std::filesystem::create_directories((path() / file).parent_path());
        std::ofstream(path() / file) << text;
    }

private:
    QTemporaryDir folder_;
};

inline node::ChainRequest named(const std::string& name)
{
    node::ChainRequest request;
    request.name = name;
    return request;
}

}  // namespace archi::test
