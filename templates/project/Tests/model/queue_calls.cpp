// What a driver calls on an IODispatchQueue.

#include <DriverKit/IOLib.h>

#include "blocks.h"
#include "heap.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

using namespace model;

namespace {

void RunBlock(Item *item)
{
    reinterpret_cast<IODispatchBlock>(item->object)();
}

void DropBlock(Item *item)
{
    _Block_release(item->object);
}

void RunFunction(Item *item)
{
    reinterpret_cast<IODispatchFunction>(item->extra)(item->object);
}

/** A block for a queue. A null one faults where it would be called. */
Item BlockItem(IODispatchBlock block, const char *what)
{
    if (!block) {
        Fail("fault at address 0x10: %s got a null block", what);
    }
    return {nullptr, what, RunBlock, DropBlock, _Block_copy(reinterpret_cast<void *>(block)),
            nullptr, 0,    false,    true,      false};
}

} // namespace

kern_return_t IODispatchQueue::Create(const char *name, uint64_t options, uint64_t,
                                      IODispatchQueue **queue)
{
    const kern_return_t fault = EnterCall(nullptr, "IODispatchQueue::Create");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    if (!name || strlen(name) > 255) {
        Fail("IODispatchQueue::Create aborts: a name has 255 bytes at most");
    }
    if (options & ~3ull) {
        Fail("IODispatchQueue::Create: options 0x%llx are not defined",
             static_cast<unsigned long long>(options));
    }
    IODispatchQueue *made = new IODispatchQueue;
    made->init();
    memcpy(SetQueueName(made), name, strlen(name) + 1);
    *queue = made;
    return kIOReturnSuccess;
}

bool IODispatchQueue::OnQueue()
{
    CheckObject(this, "IODispatchQueue::OnQueue");
    return CurrentQueue() == this;
}

const char *IODispatchQueue::GetName()
{
    CheckObject(this, "IODispatchQueue::GetName");
    return SetQueueName(this);
}

void IODispatchQueue::DispatchAsync(IODispatchBlock block)
{
    CheckObject(this, "IODispatchQueue::DispatchAsync");
    Point("IODispatchQueue::DispatchAsync");
    Trace("DispatchAsync to %s", GetName());
    Enqueue(this, BlockItem(block, "block of DispatchAsync"));
}

void IODispatchQueue::DispatchSync(IODispatchBlock block)
{
    CheckObject(this, "IODispatchQueue::DispatchSync");
    Point("IODispatchQueue::DispatchSync");
    Trace("DispatchSync to %s", GetName());
    CheckNoLock("DispatchSync");
    RunSync(this, BlockItem(block, "block of DispatchSync"));
}

void IODispatchQueue::DispatchAsync_f(void *context, IODispatchFunction function)
{
    CheckObject(this, "IODispatchQueue::DispatchAsync_f");
    Point("IODispatchQueue::DispatchAsync_f");
    Trace("DispatchAsync_f to %s", GetName());
    Enqueue(this, {nullptr, "function of DispatchAsync_f", RunFunction, nullptr, context,
                   reinterpret_cast<void *>(function), 0, false, true, false});
}

void IODispatchQueue::DispatchSync_f(void *context, IODispatchFunction function)
{
    CheckObject(this, "IODispatchQueue::DispatchSync_f");
    Point("IODispatchQueue::DispatchSync_f");
    Trace("DispatchSync_f to %s", GetName());
    CheckNoLock("DispatchSync_f");
    RunSync(this, {nullptr, "function of DispatchSync_f", RunFunction, nullptr, context,
                   reinterpret_cast<void *>(function), 0, false, true, false});
}

kern_return_t IODispatchQueue::RunAction(IODispatchAction action)
{
    __block kern_return_t ret = kIOReturnNotReady; // what a cancelled queue gives
    DispatchSync(^{ ret = action(); });
    return ret;
}

void IODispatchQueue::DispatchConcurrent(IODispatchBlock)
{
    Fail("DispatchConcurrent asserts: the queue was not created with kIODispatchQueueReentrant");
}

// On a queue without kIODispatchQueueReentrant these return at once.
kern_return_t IODispatchQueue::Sleep(void *, uint64_t)
{
    return kIOReturnNotReady;
}
kern_return_t IODispatchQueue::SleepWithTimeout(void *, uint64_t)
{
    return kIOReturnNotReady;
}
kern_return_t IODispatchQueue::SleepWithDeadline(void *, uint64_t, uint64_t)
{
    return kIOReturnNotReady;
}
kern_return_t IODispatchQueue::Wakeup(void *)
{
    return kIOReturnNotReady;
}

// The handler runs on the queue. Blocks queued before it run or do not
// (Settings::queueCancelDrains); fires of a timer come all the same: cancelling a queue does not
// stop a timer.
kern_return_t IODispatchQueue::Cancel(IODispatchQueueCancelHandler handler)
{
    CheckObject(this, "IODispatchQueue::Cancel");
    Point("IODispatchQueue::Cancel");
    Trace("Cancel queue %s", GetName());
    Item item = BlockItem(handler, "completion of the queue's Cancel");
    item.always = true;
    if (!world.settings.queueCancelDrains) {
        CancelQuietly(this);
    }
    Enqueue(this, item);
    CloseAfterQueued(this);
    return kIOReturnSuccess;
}
