// What is derived from a shared object once and kept as long as the object lives: looked up by address, checked through a
// weak pointer so that a new object at an old address is not taken for the old one.
#pragma once

#include <memory>
#include <unordered_map>

namespace atlas::render_gl {

template <class Object, class Derived>
class WeakCache {
public:
    template <class Make>
    Derived& get(const std::shared_ptr<const Object>& object, Make make) {
        Entry& entry = entries_[object.get()];
        // Not expired at the same address: it can only be the same object.
        if (!entry.derived || entry.object.expired()) entry = {object, std::make_unique<Derived>(make(*object))};
        return *entry.derived;
    }
    void drop_expired() {
        std::erase_if(entries_, [](const auto& e) { return e.second.object.expired(); });
    }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::weak_ptr<const Object> object;
        std::unique_ptr<Derived> derived;
    };
    std::unordered_map<const Object*, Entry> entries_;
};

} // namespace atlas::render_gl
