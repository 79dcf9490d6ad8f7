#include "chain/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/blake3.hpp"
#include "base/failpoint.hpp"

namespace archi::chain {

namespace {

// A record: length of the raw transaction (4, big endian), check (8), sender (20), raw transaction.
constexpr std::size_t kCheckSize = 8;
constexpr std::size_t kHeadSize = 4 + kCheckSize + Address::kSize;

void append_record(Bytes& out, const stf::SignedTransaction& transaction)
{
    Bytes checked(transaction.sender.begin(), transaction.sender.end());
    append(checked, transaction.raw);
    append_be(out, transaction.raw.size(), 4);
    append(out, bytes_view(blake3(checked).bytes).first(kCheckSize));
    append(out, checked);
}

std::vector<Journal::TransactionPointer> read_records(bytes_view input)
{
    std::vector<Journal::TransactionPointer> transactions;
    while (input.size() >= kHeadSize) {
        const auto size = load_be(input.first(4));
        if (size > input.size() - kHeadSize) break;
        const auto check = input.subspan(4, kCheckSize);
        const auto checked = input.subspan(4 + kCheckSize, Address::kSize + size);
        const auto digest = blake3(checked);
        if (!std::equal(check.begin(), check.end(), digest.begin())) break;
        const auto raw = checked.subspan(Address::kSize);
        auto decoded = stf::decode(raw);
        if (!decoded) break;
        auto transaction = std::make_shared<stf::SignedTransaction>();
        transaction->transaction = std::move(*decoded);
        transaction->raw.assign(raw.begin(), raw.end());
        transaction->hash = stf::hash(raw);
        transaction->sender = fixed<Address>(checked);
        transactions.push_back(std::move(transaction));
        input = input.subspan(kHeadSize + size);
    }
    return transactions;
}

std::unexpected<Error> system_failure(const std::filesystem::path& file)
{
    const int number = errno;
    return failure(
        number == ENOSPC || number == EDQUOT || number == EFBIG ? ErrorCode::kNoSpace
                                                                : ErrorCode::kPermission,
        "cannot write " + file.string() + ": " + std::generic_category().message(number));
}

bool write_all(int descriptor, bytes_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Result<Journal::Opened> Journal::open(const std::filesystem::path& folder)
{
    const auto file = folder / kFileName;
    Bytes content;
    {
        std::ifstream in(file, std::ios::binary);
        content.assign(std::istreambuf_iterator<char>(in), {});
    }
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (descriptor < 0) return system_failure(file);
    Opened opened;
    opened.transactions = read_records(content);
    opened.journal.reset(new Journal(file, descriptor, content.size()));
    return opened;
}

Journal::~Journal()
{
    ::close(descriptor_);
}

bool Journal::append(const stf::SignedTransaction& transaction)
{
    Bytes record;
    append_record(record, transaction);
    const std::scoped_lock lock(mutex_);
    if (!write_all(descriptor_, record)) {
        // Half a record would hide every later one. If this fails too, they are lost in a crash.
        static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(size_)) == 0);
        return false;
    }
    size_ += record.size();
    ARCHI_FAILPOINT("chain.journal.after_append");
    return true;
}

Result<void> Journal::rewrite(const std::function<std::vector<TransactionPointer>()>& content)
{
    const std::scoped_lock lock(mutex_);
    Bytes records;
    for (const auto& transaction : content())
        append_record(records, *transaction);
    auto temporary = file_;
    temporary += ".new";
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (descriptor < 0) return system_failure(temporary);
    bool done = write_all(descriptor, records);
    ARCHI_FAILPOINT("chain.journal.before_rename");
    done = done && ::rename(temporary.c_str(), file_.c_str()) == 0;
    if (!done) {
        auto error = system_failure(temporary);
        ::close(descriptor);
        ::unlink(temporary.c_str());
        return error;
    }
    ::close(descriptor_);
    descriptor_ = descriptor;
    size_ = records.size();
    return {};
}

std::uint64_t Journal::size() const
{
    const std::scoped_lock lock(mutex_);
    return size_;
}

}  // namespace archi::chain
