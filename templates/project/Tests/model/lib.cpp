// IOLib and logging.

#include <stdarg.h>
#include <stdio.h>
#include <DriverKit/IOLib.h>
#include <os/log.h>

#include "heap.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

using namespace model;

struct IOLock
{
    int depth; // of the frame that holds it, or -1
    int count;
};

struct IORecursiveLock
{
    IOLock lock;
};

namespace {

int held;

void Lock(IOLock *lock, bool again)
{
    CheckObject(lock, "IOLockLock");
    Point("IOLockLock");
    if (lock->count > 0 && lock->depth != FrameDepth()) {
        GiveUp("a queue waits for a lock of another one that was interrupted");
    }
    if (lock->count > 0 && !again) {
        Fail("deadlock: IOLockLock of a lock that this code holds already");
    }
    lock->depth = FrameDepth();
    lock->count++;
    held++;
}

void Unlock(IOLock *lock)
{
    CheckObject(lock, "IOLockUnlock");
    if (lock->count == 0) {
        Fail("IOLockUnlock of a lock that nobody holds");
    }
    lock->count--;
    held--;
}

void *AllocateForDriver(size_t length)
{
    if (EnterCall(nullptr, "IOMalloc or IONew") != kIOReturnSuccess) {
        return nullptr;
    }
    return Allocate(length, "memory of IOMalloc or IONew");
}

} // namespace

void model::CheckNoLock(const char *call)
{
    if (held > 0) {
        Fail("deadlock in the making: %s with an IOLock held (DK27)", call);
    }
}

void *IOMalloc(size_t length)
{
    return AllocateForDriver(length);
}
void *IOMallocZero(size_t length)
{
    return AllocateForDriver(length);
}
void IOFree(void *address, size_t length)
{
    if (address) {
        Free(address, length);
    }
}

IOLock *IOLockAlloc()
{
    return static_cast<IOLock *>(Allocate(sizeof(IOLock), "IOLock"));
}
void IOLockFree(IOLock *lock)
{
    Free(lock);
}
void IOLockLock(IOLock *lock)
{
    Lock(lock, false);
}
void IOLockUnlock(IOLock *lock)
{
    Unlock(lock);
}
bool IOLockTryLock(IOLock *lock)
{
    CheckObject(lock, "IOLockTryLock");
    if (lock->count > 0) {
        return false;
    }
    Lock(lock, false);
    return true;
}
IORecursiveLock *IORecursiveLockAlloc()
{
    return static_cast<IORecursiveLock *>(Allocate(sizeof(IORecursiveLock), "IORecursiveLock"));
}
void IORecursiveLockFree(IORecursiveLock *lock)
{
    Free(lock);
}
void IORecursiveLockLock(IORecursiveLock *lock)
{
    Lock(&lock->lock, true);
}
void IORecursiveLockUnlock(IORecursiveLock *lock)
{
    Unlock(&lock->lock);
}

void IOSleep(uint64_t milliseconds)
{
    Point("IOSleep");
    Spend(milliseconds * 1000 * 1000);
}
void IODelay(uint64_t microseconds)
{
    Point("IODelay");
    Spend(microseconds * 1000);
}

void IOAssertFailed(const char *expression, const char *file, int line)
{
    Fail("Assertion failed: (%s), file %s, line %d", expression, file, line);
}

int IOLog(const char *format, ...)
{
    char text[120];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    world.logs++;
    Trace("log: %s", text);
    return length;
}

// os_log's formats are printf's with notes such as {public} behind the per cent sign.
void model_log(const char *format, ...)
{
    char plain[120];
    char text[120];
    size_t length = 0;
    for (const char *from = format; *from && length + 1 < sizeof plain; from++) {
        plain[length++] = *from;
        if (from[0] == '%' && from[1] == '{') {
            while (*from && *from != '}') {
                from++;
            }
        }
    }
    plain[length] = 0;
    va_list arguments;
    va_start(arguments, format);
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(text, sizeof text, plain, arguments);
#pragma clang diagnostic pop
    va_end(arguments);
    world.logs++;
    Trace("log: %s", text);
}

// C++ memory is the model's too: driver code may use new.
void *operator new(size_t size)
{
    return Allocate(size, "memory of new");
}
void *operator new[](size_t size)
{
    return Allocate(size, "memory of new[]");
}
void operator delete(void *address) noexcept
{
    if (address) {
        Free(address);
    }
}
void operator delete[](void *address) noexcept
{
    if (address) {
        Free(address);
    }
}
void operator delete(void *address, size_t) noexcept
{
    if (address) {
        Free(address);
    }
}
void operator delete[](void *address, size_t) noexcept
{
    if (address) {
        Free(address);
    }
}
