#include "chain/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/blake3.hpp"
#include "base/failpoint.hpp"
#include "base/file.hpp"

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

std::unexpected<Error> failed(const std::filesystem::path& file, int number)
{
    return std::unexpected(system_error("cannot write " + file.string(), number));
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
    Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (descriptor.number() < 0) return failed(file, errno);
    Opened opened;
    opened.transactions = read_records(content);
    opened.journal.reset(new Journal(file, std::move(descriptor), content.size()));
    return opened;
}

bool Journal::append(const stf::SignedTransaction& transaction)
{
    Bytes record;
    append_record(record, transaction);
    const std::scoped_lock lock(mutex_);
    if (write_all(descriptor_.number(), record) != 0) {
        // Half a record would hide every later one. If this fails too, they are lost in a crash.
        static_cast<void>(::ftruncate(descriptor_.number(), static_cast<off_t>(size_)) == 0);
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
    Descriptor descriptor(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644));
    if (descriptor.number() < 0) return failed(temporary, errno);
    int error = write_all(descriptor.number(), records);
    ARCHI_FAILPOINT("chain.journal.before_rename");
    if (error == 0 && ::rename(temporary.c_str(), file_.c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlink(temporary.c_str());
        return failed(temporary, error);
    }
    descriptor_ = std::move(descriptor);
    size_ = records.size();
    return {};
}

std::uint64_t Journal::size() const
{
    const std::scoped_lock lock(mutex_);
    return size_;
}

}  // namespace archi::chain
