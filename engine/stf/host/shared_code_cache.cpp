#include "stf/host/shared_code_cache.hpp"

#include <list>
#include <map>
#include <mutex>

namespace archi::stf {

class SharedCodeCache::Implementation {
public:
    explicit Implementation(std::size_t capacity) : capacity_(capacity) {}

    std::shared_ptr<const evm::Code> find(const Hash& code_hash)
    {
        const std::scoped_lock lock(mutex_);
        const auto found = by_hash_.find(code_hash);
        if (found == by_hash_.end()) return nullptr;
        recent_.splice(recent_.begin(), recent_, found->second);
        return found->second->code;
    }

    void keep(const Hash& code_hash, std::shared_ptr<const evm::Code> code)
    {
        const std::scoped_lock lock(mutex_);
        if (by_hash_.contains(code_hash)) return;
        kept_ += code->size();
        recent_.push_front({code_hash, std::move(code)});
        by_hash_.emplace(code_hash, recent_.begin());
        while (kept_ > capacity_ && recent_.size() > 1) {
            kept_ -= recent_.back().code->size();
            by_hash_.erase(recent_.back().hash);
            recent_.pop_back();
        }
    }

private:
    struct Entry {
        Hash hash;
        std::shared_ptr<const evm::Code> code;
    };

    std::mutex mutex_;
    std::size_t capacity_;
    std::size_t kept_ = 0;
    std::list<Entry> recent_;  ///< most recently used first
    std::map<Hash, std::list<Entry>::iterator> by_hash_;
};

SharedCodeCache::SharedCodeCache(std::size_t capacity)
    : implementation_(std::make_unique<Implementation>(capacity))
{
}

SharedCodeCache::~SharedCodeCache() = default;

std::shared_ptr<const evm::Code> SharedCodeCache::find(const Hash& code_hash)
{
    return implementation_->find(code_hash);
}

void SharedCodeCache::keep(const Hash& code_hash, std::shared_ptr<const evm::Code> code)
{
    implementation_->keep(code_hash, std::move(code));
}

}  // namespace archi::stf
