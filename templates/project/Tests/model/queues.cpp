// Dispatch queues. All are serial; one thread plays them all, and code of one queue can be made to
// run in the middle of another's: at each call that the other makes.

#include "queues.h"

#include "heap.h"
#include "trace.h"
#include "world.h"

using namespace model;

struct IODispatchQueue_IVars
{
    Item *first;
    Item *last;
    IODispatchQueue *next; // in the list of all queues
    int busy;              // frames of this queue that have not returned
    bool cancelled;
    char name[256];
};

namespace {

/** Code that is running: a queue's item, or code of a queue that waits inside another item. */
struct Frame
{
    Frame *outer;
    IODispatchQueue *queue;
    bool waits;     // for another queue, in RunSync
    bool sync;      // another frame waits for just this item
    uint64_t began; // uptime
};

IODispatchQueue *allQueues;
Frame *frames;
int depth;

constexpr int kMaxDepth = 6;
constexpr uint64_t kBusyTimeout = 60ull * 1000 * 1000 * 1000; // then the kernel panics

Frame *FrameOf(IODispatchQueue *queue)
{
    Frame *frame = frames;
    while (frame && frame->queue != queue) {
        frame = frame->outer;
    }
    return frame;
}

Item *Copy(const Item &item)
{
    Item *copy = static_cast<Item *>(Allocate(sizeof(Item), item.what));
    *copy = item;
    return copy;
}

void Finish(IODispatchQueue *queue, Item *item)
{
    const bool release = item->retainsQueue;
    if (item->drop) {
        item->drop(item);
    }
    Free(item);
    if (release) {
        queue->release();
    }
}

void RunFirst(IODispatchQueue *queue)
{
    IODispatchQueue_IVars *state = queue->ivars;
    Item *item = state->first;
    state->first = item->next;
    if (!state->first) {
        state->last = nullptr;
    }
    if (state->cancelled && !item->always) {
        Trace("dropped: %s, its queue is cancelled", item->what);
        Finish(queue, item);
        return;
    }
    Frame frame = {frames, queue, false, item->sync, world.uptime};
    frames = &frame;
    depth++;
    state->busy++;
    Trace("%s", item->what);
    item->run(item);
    if (item->retainsQueue) {
        state->busy--;
    } else if (!IsLive(queue)) {
        Fail("use after free: the queue was released inside \"%s\", which DriverKit is still "
             "running on it",
             item->what);
    } else {
        state->busy--;
    }
    depth--;
    frames = frame.outer;
    Finish(queue, item);
}

} // namespace

void model::Enqueue(IODispatchQueue *queue, const Item &item)
{
    CheckObject(queue, item.what);
    IODispatchQueue_IVars *state = queue->ivars;
    Item *copy = Copy(item);
    if (copy->retainsQueue) {
        queue->retain();
    }
    if (state->cancelled && !item.always) {
        Trace("dropped: %s, %s is cancelled", item.what, state->name);
        Finish(queue, copy);
        return;
    }
    *(state->last ? &state->last->next : &state->first) = copy;
    state->last = copy;
}

void model::RunSync(IODispatchQueue *queue, const Item &item)
{
    CheckObject(queue, item.what);
    IODispatchQueue_IVars *state = queue->ivars;
    if (queue == CurrentQueue()) {
        Fail("deadlock: %s on %s, by code that runs on %s", item.what, state->name, state->name);
    }
    if (Frame *holder = FrameOf(queue)) {
        if (holder->waits) {
            Fail("deadlock: %s waits for %s, which waits for this code to end", item.what,
                 state->name);
        }
        GiveUp("a queue waits for another one that was interrupted");
    }
    Frame *waiting = frames;
    if (waiting) {
        waiting->waits = true;
    }
    Item waitedFor = item;
    waitedFor.sync = true;
    Enqueue(queue, waitedFor);
    while (state->first && !state->busy) {
        RunFirst(queue);
    }
    if (waiting) {
        waiting->waits = false;
    }
}

void model::RunOnly(IODispatchQueue *queue)
{
    while (IsLive(queue) && queue->ivars->first && !queue->ivars->busy) {
        RunFirst(queue);
    }
}

bool model::RunOne()
{
    int ready = 0;
    for (IODispatchQueue *queue = allQueues; queue; queue = queue->ivars->next) {
        ready += queue->ivars->first && !queue->ivars->busy;
    }
    if (ready == 0 || depth >= kMaxDepth) {
        return false;
    }
    uint64_t chosen = world.interleave ? Random(static_cast<uint64_t>(ready)) : 0;
    for (IODispatchQueue *queue = allQueues; queue; queue = queue->ivars->next) {
        if (queue->ivars->first && !queue->ivars->busy && chosen-- == 0) {
            RunFirst(queue);
            return true;
        }
    }
    return false;
}

void model::RunAll()
{
    while (RunOne()) {}
}

void model::Advance(uint64_t nanoseconds)
{
    const uint64_t end = world.uptime + nanoseconds;
    RunAll();
    for (uint64_t next = NextDeadline(); next <= end; next = NextDeadline()) {
        const uint64_t step = next > world.uptime ? next - world.uptime : 0;
        world.uptime += step;
        world.monotonic += step;
        QueueDueTimers();
        RunAll();
    }
    if (end > world.uptime) {
        world.monotonic += end - world.uptime;
        world.uptime = end;
    }
}

void model::Spend(uint64_t nanoseconds)
{
    Frame *blocked = frames;
    Advance(nanoseconds);
    for (Frame *frame = blocked; frame; frame = frame->outer) {
        if (world.uptime - frame->began > kBusyTimeout) {
            Fail("%s has been blocked for more than 60 s: what this code waits for may need the "
                 "very queue",
                 frame->queue->ivars->name);
        }
    }
}

IODispatchQueue *model::CurrentQueue()
{
    return frames ? frames->queue : nullptr;
}

const char *model::CurrentQueueName()
{
    return !frames                 ? "kernel"
           : IsLive(frames->queue) ? frames->queue->ivars->name
                                   : "(freed queue)";
}

int model::FrameDepth()
{
    return depth;
}

int model::CallerDepth()
{
    int caller = depth;
    for (Frame *frame = frames; frame && frame->sync && frame->outer; frame = frame->outer) {
        caller--;
    }
    return caller;
}

void model::ResetQueues()
{
    allQueues = nullptr;
    frames = nullptr;
    depth = 0;
}

void model::CancelQuietly(IODispatchQueue *queue)
{
    queue->ivars->cancelled = true;
}

// New blocks are refused from now on. Those before the mark were let in: they run.
void model::CloseAfterQueued(IODispatchQueue *queue)
{
    for (Item *item = queue->ivars->first; item; item = item->next) {
        item->always = item->always || world.settings.queueCancelDrains;
    }
    queue->ivars->cancelled = true;
}

char *model::SetQueueName(IODispatchQueue *queue)
{
    return queue->ivars->name;
}

bool IODispatchQueue::init()
{
    ivars = static_cast<IODispatchQueue_IVars *>(
        Allocate(sizeof(IODispatchQueue_IVars), "IODispatchQueue"));
    ivars->next = allQueues;
    allQueues = this;
    return OSObject::init();
}

void IODispatchQueue::free()
{
    IODispatchQueue **link = &allQueues;
    while (*link != this) {
        link = &(*link)->ivars->next;
    }
    *link = ivars->next;
    while (Item *item = ivars->first) { // only events of a source that outlived it
        ivars->first = item->next;
        Fail("use after free: queue %s was released before \"%s\" could run on it", ivars->name,
             item->what);
    }
    Free(ivars);
    OSObject::free();
}
