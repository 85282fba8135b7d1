// Memory, locks, waiting and logging. All memory is the model's: it is counted, and each access to
// freed memory stops the run.
#ifndef MODEL_IOLIB_H
#define MODEL_IOLIB_H

#include <string.h>
#include <DriverKit/IOReturn.h>
#include <DriverKit/IOTypes.h>

extern "C" {
void *IOMalloc(size_t length);
void *IOMallocZero(size_t length);
void IOFree(void *address, size_t length);

struct IOLock;
struct IORecursiveLock;
IOLock *IOLockAlloc(void);
void IOLockFree(IOLock *lock);
void IOLockLock(IOLock *lock);
void IOLockUnlock(IOLock *lock);
bool IOLockTryLock(IOLock *lock);
IORecursiveLock *IORecursiveLockAlloc(void);
void IORecursiveLockFree(IORecursiveLock *lock);
void IORecursiveLockLock(IORecursiveLock *lock);
void IORecursiveLockUnlock(IORecursiveLock *lock);

void IOSleep(uint64_t milliseconds);
void IODelay(uint64_t microseconds);
int IOLog(const char *format, ...) __attribute__((format(printf, 1, 2)));
void IOAssertFailed(const char *expression, const char *file, int line) __attribute__((noreturn));
}

#ifndef assert
#define assert(expression) ((expression) ? (void)0 : IOAssertFailed(#expression, __FILE__, __LINE__))
#endif

#define IONew(type, count)     static_cast<type *>(IOMalloc(sizeof(type) * (count)))
#define IONewZero(type, count) static_cast<type *>(IOMallocZero(sizeof(type) * (count)))
#define IODelete(pointer, type, count) IOFree((pointer), sizeof(type) * (count))
#define IOSafeDeleteNULL(pointer, type, count) \
    do {                                       \
        if (pointer) {                         \
            IODelete(pointer, type, count);    \
            (pointer) = nullptr;               \
        }                                      \
    } while (0)

#endif
