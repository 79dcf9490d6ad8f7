#include "conformance/on_guest.hpp"

#include <spawn.h>
#include <sys/wait.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

#include "ethereum/case_codec.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration): not every libc declares it

namespace archi::conformance {

namespace {

using ethereum::Case;
using ethereum::Outcome;

/// What a process of the guest has of memory is never given back within it.
constexpr std::size_t kCasesAProcess = 64;

struct Close {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};
using File = std::unique_ptr<std::FILE, Close>;

File temporary_file()
{
    File file(std::tmpfile());
    if (!file) throw std::runtime_error("no temporary file");
    return file;
}

void write(std::FILE* file, bytes_view bytes)
{
    if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size())
        throw std::runtime_error("a temporary file cannot be written");
}

/// Everything in `file`, from its start.
Bytes content(std::FILE* file)
{
    static_cast<void>(std::fseek(file, 0, SEEK_END));
    Bytes bytes(static_cast<std::size_t>(std::ftell(file)));
    std::rewind(file);
    if (std::fread(bytes.data(), 1, bytes.size(), file) != bytes.size())
        throw std::runtime_error("a temporary file cannot be read");
    return bytes;
}

/// Runs the program from `input` to `output`, whatever comes of it.
void execute(const std::string& program, std::FILE* input, std::FILE* output)
{
    std::string emulator = "qemu-riscv32";
    std::string path = program;
    char* arguments[] = {emulator.data(), path.data(), nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, fileno(input), 0);
    posix_spawn_file_actions_adddup2(&files, fileno(output), 1);
    pid_t process = 0;
    const auto failed =
        ::posix_spawnp(&process, emulator.c_str(), &files, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0)
        throw std::runtime_error("qemu-riscv32 does not start: install the package qemu-user");
    int status = 0;
    ::waitpid(process, &status, 0);
}

/// The outcomes of the cases before the one at which the guest ended.
std::vector<Outcome> run_once(const std::string& program, std::span<const Case* const> cases)
{
    const auto input = temporary_file();
    for (const auto* test : cases) {
        const auto bytes = ethereum::encode(*test);
        Bytes size;
        for (int shift = 24; shift >= 0; shift -= 8)
            size.push_back(static_cast<std::uint8_t>(bytes.size() >> static_cast<unsigned>(shift)));
        write(input.get(), size);
        write(input.get(), bytes);
    }
    std::rewind(input.get());
    const auto output = temporary_file();
    execute(program, input.get(), output.get());
    const auto bytes = content(output.get());
    std::vector<Outcome> outcomes;
    for (bytes_view rest = bytes; auto outcome = ethereum::take_outcome(rest);)
        outcomes.push_back(std::move(*outcome));
    return outcomes;
}

}  // namespace

std::vector<std::optional<Outcome>> run_on_guest(const std::string& program,
                                                 std::span<const Case* const> cases)
{
    std::vector<std::optional<Outcome>> all;
    while (!cases.empty()) {
        auto outcomes = run_once(program, cases.first(std::min(kCasesAProcess, cases.size())));
        // The first case of a process has all memory for itself: it fails alone.
        if (outcomes.empty()) {
            all.emplace_back();
            cases = cases.subspan(1);
            continue;
        }
        cases = cases.subspan(outcomes.size());
        for (auto& outcome : outcomes)
            all.emplace_back(std::move(outcome));
    }
    return all;
}

}  // namespace archi::conformance
