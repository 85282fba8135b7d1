// Checks each access of driver code to memory, where clang has no AddressSanitizer. The driver is
// then compiled with -fsanitize-coverage=func,trace-pc,trace-loads,trace-stores: clang calls these
// functions before each load and store. Also ends a loop that never ends.

#include <stdint.h>
#include <stdio.h>

#include "heap.h"
#include "trace.h"
#include "world.h"

namespace {

constexpr uint64_t kEndless = 50ull * 1000 * 1000;
constexpr uintptr_t kNullPage = 1024; // nothing is below it, in WebAssembly neither

uint64_t accesses;

void Check(const void *address, unsigned size, const char *what)
{
    const char *byte = static_cast<const char *>(address);
    if (reinterpret_cast<uintptr_t>(address) < kNullPage) {
        model::Fail("fault at address 0x%llx: a %s through a null pointer",
                    static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(address)), what);
    }
    if (!model::ByteIsLive(byte) || !model::ByteIsLive(byte + size - 1)) {
        model::DescribeAddress(address);
        model::Fail("bad %s of %u bytes: the memory is freed or was never allocated", what, size);
    }
    if (++accesses > kEndless) {
        model::Fail("no end in sight: a loop that waits on its own queue?");
    }
}

} // namespace

extern "C" {
#define MODEL_CHECKS(size)                                                                         \
    void __sanitizer_cov_load##size(const void *address)                                           \
    {                                                                                              \
        Check(address, size, "read");                                                              \
    }                                                                                              \
    void __sanitizer_cov_store##size(const void *address)                                          \
    {                                                                                              \
        Check(address, size, "write");                                                             \
    }
void __sanitizer_cov_trace_pc()
{
} // comes with the others
MODEL_CHECKS(1)
MODEL_CHECKS(2)
MODEL_CHECKS(4)
MODEL_CHECKS(8)
MODEL_CHECKS(16)
}
