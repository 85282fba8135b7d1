// Queues and time: what runs next.
#ifndef MODEL_QUEUES_H
#define MODEL_QUEUES_H

#include <stdint.h>
#include <DriverKit/IODispatchQueue.h>

class IOTimerDispatchSource;

namespace model {

/** Something for a queue to run. */
struct Item
{
    Item *next;
    const char *what;
    void (*run)(Item *item);
    void (*drop)(Item *item); // lets go of what the item holds; run or not
    void *object;
    void *extra;
    uint64_t value;
    bool always; // runs on a cancelled queue too: events of a source
    bool retainsQueue;
    bool sync; // set by RunSync: the caller waits for it
};

/** Puts an item behind the queue's others. Drops it where the queue is cancelled. */
void Enqueue(IODispatchQueue *queue, const Item &item);

/** Runs an item on the queue at once, behind what is queued, and waits for it. */
void RunSync(IODispatchQueue *queue, const Item &item);

/** Runs one item of one queue that is free. False when there is none. */
bool RunOne();
void RunAll();
/** Runs what is queued on one queue; the others wait. */
void RunOnly(IODispatchQueue *queue);

/** Lets time pass, with everything that falls due. */
void Advance(uint64_t nanoseconds);

/** Lets time pass while the code that is running goes on, with other queues beside it. */
void Spend(uint64_t nanoseconds);

/** The queue whose code is running, or null for the kernel's. */
IODispatchQueue *CurrentQueue();
const char *CurrentQueueName();
/** How many pieces of code are running, one inside another. */
int FrameDepth();
/** FrameDepth of the code that waits for this one, by DispatchSync; FrameDepth where none does. */
int CallerDepth();
void ResetQueues();

/** The queue's name, 256 bytes that may be written. */
char *SetQueueName(IODispatchQueue *queue);

/** Lets what is queued run, then drops all further blocks. */
void CloseAfterQueued(IODispatchQueue *queue);

/** Stops the run where this code holds a lock across `call` (a deadlock in the making, DK27). */
void CheckNoLock(const char *call);

/** Cancels the queue as DriverKit does with Default after super Stop: no block, no waiting. */
void CancelQuietly(IODispatchQueue *queue);

// timers.cpp
uint64_t NextDeadline();
void QueueDueTimers();
void ResetTimers();

} // namespace model

#endif
