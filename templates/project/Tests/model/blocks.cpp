// Blocks live in the model's memory on every platform, so that a leaked one shows. The layout and
// the flags are those of clang's "Block Implementation Specification".

#include "blocks.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "heap.h"
#include "trace.h"

extern "C" {
void *_NSConcreteStackBlock[32];
void *_NSConcreteGlobalBlock[32];
void *_NSConcreteMallocBlock[32];
void _Block_object_assign(void *to, const void *object, int flags);
void _Block_object_dispose(const void *object, int flags);
}

namespace {

enum {
    kIsBlock = 7,
    kIsByRef = 8,
    kCaller = 128,
    kNeedsFree = 1 << 24,
    kHasHelpers = 1 << 25,
    kIsGlobal = 1 << 28,
    kCountMask = 0xfffe,
};

struct Descriptor
{
    uintptr_t reserved;
    uintptr_t size;
    void (*copy)(void *to, const void *from); // with kHasHelpers
    void (*dispose)(const void *block);
};

struct Block
{
    void *isa;
    int flags;
    int reserved;
    void *invoke;
    Descriptor *descriptor;
};

/** A __block variable. */
struct ByRef
{
    void *isa;
    ByRef *forwarding;
    int flags;
    int size;
    void (*keep)(ByRef *to, ByRef *from); // with kHasHelpers
    void (*destroy)(ByRef *variable);
};

ByRef *CopyByRef(ByRef *variable)
{
    ByRef *shared = variable->forwarding;
    if (shared->flags & kNeedsFree) {
        shared->flags += 2;
        return shared;
    }
    ByRef *copy = static_cast<ByRef *>(
        model::Allocate(static_cast<size_t>(shared->size), "__block variable"));
    memcpy(copy, shared, static_cast<size_t>(shared->size));
    copy->flags =
        (shared->flags & ~kCountMask) | kNeedsFree | 4; // the frame's reference and the block's
    copy->forwarding = copy;
    shared->forwarding = copy;
    if (shared->flags & kHasHelpers) {
        shared->keep(copy, shared);
    }
    return copy;
}

void ReleaseByRef(ByRef *variable)
{
    ByRef *shared = variable->forwarding;
    if (!(shared->flags & kNeedsFree)) {
        return;
    }
    shared->flags -= 2;
    if ((shared->flags & kCountMask) == 0) {
        if (shared->flags & kHasHelpers) {
            shared->destroy(shared);
        }
        model::Free(shared);
    }
}

} // namespace

void *_Block_copy(const void *block)
{
    Block *from = static_cast<Block *>(const_cast<void *>(block));
    if (!from || (from->flags & kIsGlobal)) {
        return from;
    }
    if (from->flags & kNeedsFree) {
        from->flags += 2;
        return from;
    }
    const size_t size = static_cast<size_t>(from->descriptor->size);
    Block *copy = static_cast<Block *>(model::Allocate(size, "block"));
    memcpy(copy, from, size);
    copy->isa = _NSConcreteMallocBlock;
    copy->flags = (from->flags & ~kCountMask) | kNeedsFree | 2;
    if (from->flags & kHasHelpers) {
        from->descriptor->copy(copy, from);
    }
    return copy;
}

void _Block_release(const void *block)
{
    Block *shared = static_cast<Block *>(const_cast<void *>(block));
    if (!shared || (shared->flags & kIsGlobal) || !(shared->flags & kNeedsFree)) {
        return;
    }
    shared->flags -= 2;
    if ((shared->flags & kCountMask) == 0) {
        if (shared->flags & kHasHelpers) {
            shared->descriptor->dispose(shared);
        }
        model::Free(shared);
    }
}

void _Block_object_assign(void *to, const void *object, int flags)
{
    void *value = const_cast<void *>(object);
    if (flags & kCaller) {
        // A __block pointer to a block: kept as it is, not retained.
    } else if ((flags & kIsByRef) == kIsByRef) {
        value = CopyByRef(static_cast<ByRef *>(value));
    } else if ((flags & kIsBlock) == kIsBlock) {
        value = _Block_copy(object);
    }
    *static_cast<void **>(to) = value;
}

void _Block_object_dispose(const void *object, int flags)
{
    if (flags & kCaller) {
        return;
    }
    if ((flags & kIsByRef) == kIsByRef) {
        ReleaseByRef(static_cast<ByRef *>(const_cast<void *>(object)));
    } else if ((flags & kIsBlock) == kIsBlock) {
        _Block_release(object);
    }
}
