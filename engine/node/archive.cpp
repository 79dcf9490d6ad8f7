#include "node/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace archi::node {
namespace {

namespace fs = std::filesystem;

constexpr std::array kMembers{"manifest.toml", "chain.toml", "chain.db"};
constexpr std::int64_t kLargestMember = std::int64_t{1} << 40;  ///< bytes: 1 TiB
constexpr std::size_t kChunk = 1U << 20U;
constexpr const char* kManifest = "# A chain of Archipelago.\nformat = 1\n";

struct CloseArchive {
    void operator()(archive* handle) const
    {
        archive_free(handle);  // closes; frees readers and writers alike
    }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

/// Removes a folder or file when the scope ends, unless it was kept.
class Draft {
public:
    explicit Draft(fs::path path) : path_(std::move(path)) { remove(); }
    ~Draft()
    {
        if (!kept_) remove();
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    void remove()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path path_;
    bool kept_ = false;
};

std::unexpected<Error> archive_failure(const std::string& what, archive* handle)
{
    const char* text = archive_error_string(handle);
    return failure(archive_errno(handle) == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kInternal,
                   what + ": " + (text != nullptr ? text : "unknown error"));
}

Result<void> add_file(archive* out, const fs::path& file, const std::string& name)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::ifstream in(file, std::ios::binary);
    if (error || !in) return failure(ErrorCode::kPermission, "cannot read " + file.string());

    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    if (archive_write_header(out, entry.get()) != ARCHIVE_OK)
        return archive_failure("cannot write the export", out);
    std::vector<char> chunk(kChunk);
    while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
        const auto count = static_cast<std::size_t>(in.gcount());
        if (archive_write_data(out, chunk.data(), count) != static_cast<la_ssize_t>(count))
            return archive_failure("cannot write the export", out);
    }
    return {};
}

Result<void> extract(archive* in, const fs::path& file)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    std::vector<char> chunk(kChunk);
    std::int64_t total = 0;
    for (;;) {
        const auto count = archive_read_data(in, chunk.data(), chunk.size());
        if (count < 0) return failure(ErrorCode::kCorrupt, "the export is damaged");
        if (count == 0) break;
        total += count;
        if (total > kLargestMember)
            return failure(ErrorCode::kLimitExceeded, "the export holds a file above 1 TiB");
        out.write(chunk.data(), count);
    }
    out.flush();
    if (!out) return failure(ErrorCode::kNoSpace, "cannot write " + file.string());
    return {};
}

}  // namespace

Result<void> pack_chain(Member& member, const fs::path& file, const Progress& progress)
{
    const auto stage = [&](const std::string& name) {
        if (progress) progress(name);
    };
    std::error_code error;
    if (fs::exists(file, error))
        return failure(ErrorCode::kAlreadyExists,
                       file.string() + " exists already; choose another name");

    const Draft copies(fs::path(file) += ".copies");
    fs::create_directories(copies.path(), error);
    if (error) {
        return failure(ErrorCode::kPermission,
                       "cannot write beside " + file.string() + ": " + error.message());
    }
    stage("copying the databases");
    const auto chain = member.open();
    if (!chain) return std::unexpected(chain.error());
    if (auto copied = (*chain)->copy_to(copies.path()); !copied) return copied;
    if (auto saved = chain::save_config(copies.path() / "chain.toml", member.config()); !saved)
        return saved;
    std::ofstream(copies.path() / "manifest.toml") << kManifest;

    stage("compressing");
    Draft draft(fs::path(file) += ".part");
    const Archive out(archive_write_new());
    archive_write_set_format_pax_restricted(out.get());
    archive_write_add_filter_zstd(out.get());
    if (archive_write_open_filename(out.get(), draft.path().c_str()) != ARCHIVE_OK)
        return archive_failure("cannot write " + draft.path().string(), out.get());
    for (const auto* name : kMembers) {
        const auto source = copies.path() / name;
        if (!fs::exists(source, error)) continue;
        if (auto added = add_file(out.get(), source, name); !added) return added;
    }
    if (archive_write_close(out.get()) != ARCHIVE_OK)
        return archive_failure("cannot write " + draft.path().string(), out.get());
    fs::rename(draft.path(), file, error);
    if (error) return failure(ErrorCode::kPermission, "cannot write " + file.string());
    draft.keep();
    return {};
}

Result<void> unpack_chain(const fs::path& file, const fs::path& target, const Progress& progress)
{
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return failure(ErrorCode::kNotFound, "there is no file " + file.string());
    if (progress) progress("unpacking");

    const Archive in(archive_read_new());
    archive_read_support_filter_zstd(in.get());
    archive_read_support_format_tar(in.get());
    const auto foreign = [&] {
        return failure(ErrorCode::kCorrupt, file.string() + " is not an exported chain");
    };
    if (archive_read_open_filename(in.get(), file.c_str(), kChunk) != ARCHIVE_OK) return foreign();

    Draft draft(target);
    fs::create_directories(target, error);
    if (error) return failure(ErrorCode::kPermission, "cannot make " + target.string());
    std::set<std::string> seen;
    for (;;) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(in.get(), &entry);
        if (status == ARCHIVE_EOF) break;
        if (status != ARCHIVE_OK) return foreign();
        const char* pathname = archive_entry_pathname(entry);
        const std::string name = pathname != nullptr ? pathname : "";
        const bool known = std::ranges::find(kMembers, name) != kMembers.end();
        if (!known || archive_entry_filetype(entry) != AE_IFREG || !seen.insert(name).second)
            return foreign();
        if (auto extracted = extract(in.get(), target / name); !extracted) return extracted;
    }
    if (!seen.contains("chain.toml") || !seen.contains("chain.db")) return foreign();
    draft.keep();
    return {};
}

}  // namespace archi::node
