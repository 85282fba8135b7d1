// Freed memory is not reused during a run and may not be touched: AddressSanitizer is told so where
// it is at hand, and address_check.cpp asks ByteIsLive where it is not.

#include "heap.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define MODEL_POISON(address, size) ASAN_POISON_MEMORY_REGION(address, size)
#define MODEL_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION(address, size)
#endif
#endif
#ifndef MODEL_POISON
#define MODEL_POISON(address, size) memset(address, 0xDD, size)
#define MODEL_UNPOISON(address, size) memset(address, 0, size)
#endif

namespace model {

namespace {

struct Header
{
    uint64_t magic;
    Header *next;
    const char *what;
    size_t size;
    unsigned freedAt; // a line of the timeline, or 0 while live
    unsigned madeAt;
};

constexpr uint64_t kMagic = 0x6d656d6f727921ull;
constexpr size_t kArenaSize = 8u << 20;
constexpr size_t kGranule = 16;
constexpr size_t kRedzone = 64; // holds the header, and separates neighbours

char *arena;              // allocated once; a static array would make a large object file
unsigned char *liveBytes; // of each granule, how many bytes may be touched
size_t used;
Header *newest;

Header *HeaderOf(const void *address)
{
    return reinterpret_cast<Header *>(const_cast<char *>(static_cast<const char *>(address)) -
                                      kRedzone);
}

bool IsKnown(const void *address)
{
    const char *byte = static_cast<const char *>(address);
    return byte >= arena + kRedzone && byte < arena + used && (byte - arena) % kGranule == 0 &&
           HeaderOf(address)->magic == kMagic;
}

void SetLiveBytes(const char *payload, size_t size, bool live)
{
    for (size_t at = 0; at < size; at += kGranule) {
        const size_t left = size - at < kGranule ? size - at : kGranule;
        liveBytes[static_cast<size_t>(payload - arena + static_cast<ptrdiff_t>(at)) / kGranule] =
            live ? static_cast<unsigned char>(left) : 0;
    }
}

} // namespace

void *Allocate(size_t size, const char *what)
{
    if (!arena) {
        ResetHeap();
    }
    const size_t rounded = (size + kGranule - 1) / kGranule * kGranule;
    if (size > kArenaSize || used + 3 * kRedzone + rounded > kArenaSize) {
        Fail("out of memory for %s (%zu bytes): raise kArenaSize in Tests/model/heap.cpp", what,
             size);
    }
    Header *header = reinterpret_cast<Header *>(arena + used);
    char *payload = arena + used + kRedzone;
    used += kRedzone + rounded;
    MODEL_UNPOISON(header, sizeof(Header));
    MODEL_POISON(payload, rounded + kRedzone);
    MODEL_UNPOISON(payload, size);
    memset(payload, 0, size);
    *header = {kMagic, newest, what, size, 0, EventCount()};
    newest = header;
    SetLiveBytes(payload, size, true);
    return payload;
}

void Free(void *address, size_t size)
{
    if (!IsKnown(address)) {
        Fail("free of memory at %p that was never allocated", address);
    }
    Header *header = HeaderOf(address);
    if (header->freedAt != 0) {
        Fail("%s is freed twice", header->what);
    }
    if (size != 0 && size != header->size) {
        Fail("%s of %zu bytes is freed as one of %zu bytes", header->what, header->size, size);
    }
    header->freedAt = EventCount() + 1;
    SetLiveBytes(static_cast<char *>(address), header->size, false);
    MODEL_POISON(address, header->size);
}

bool IsLive(const void *address)
{
    return IsKnown(address) && HeaderOf(address)->freedAt == 0;
}

void NameAllocation(void *address, const char *what)
{
    HeaderOf(address)->what = what;
}

size_t LiveCount()
{
    size_t count = 0;
    for (Header *header = newest; header; header = header->next) {
        count += header->freedAt == 0;
    }
    return count;
}

void PrintLive()
{
    for (Header *header = newest; header; header = header->next) {
        if (header->freedAt == 0) {
            printf("      live: %s (%zu bytes), made before line %u\n", header->what, header->size,
                   header->madeAt + 1);
        }
    }
}

void DescribeAddress(const void *address)
{
    const char *byte = static_cast<const char *>(address);
    for (Header *header = newest; header; header = header->next) {
        const char *payload = reinterpret_cast<char *>(header) + kRedzone;
        if (byte < payload || byte >= payload + header->size + kRedzone) {
            continue;
        }
        const char *where = byte < payload + header->size ? "inside" : "behind the end of";
        printf("      the address is %s a %s", where, header->what);
        if (header->freedAt != 0) {
            printf(", freed before line %u", header->freedAt);
        }
        printf("\n");
        return;
    }
}

bool ByteIsLive(const void *address)
{
    const char *byte = static_cast<const char *>(address);
    if (byte < arena || byte >= arena + kArenaSize) {
        return true;
    }
    const size_t offset = static_cast<size_t>(byte - arena);
    return offset % kGranule < liveBytes[offset / kGranule];
}

void ResetHeap()
{
    if (!arena) {
        arena = static_cast<char *>(calloc(kArenaSize, 1));
        liveBytes = static_cast<unsigned char *>(calloc(kArenaSize / kGranule, 1));
    }
    MODEL_UNPOISON(arena, used + kRedzone);
    memset(arena, 0, used + kRedzone);
    memset(liveBytes, 0, used / kGranule + 1);
    used = 0;
    newest = nullptr;
}

} // namespace model
