// The state of a timer source, and the items that its calls put on queues.
#ifndef MODEL_TIMER_STATE_H
#define MODEL_TIMER_STATE_H

#include <DriverKit/IOTimerDispatchSource.h>

#include "queues.h"

struct IOTimerDispatchSource_IVars
{
    IOTimerDispatchSource *next; // in the list of all timers
    IODispatchQueue *queue;
    OSAction *action;
    void *onCancel;    // block
    uint64_t clock;    // option of WakeAtTime
    uint64_t deadline; // ns of that clock
    uint64_t late;     // how much after it the fire comes
    uint64_t arming;   // counts them: a fire of an earlier one is void
    bool armed;
    bool enabled;
    bool cancelCalled;
    bool cancelled; // its completion has begun
    bool retainedQueue;
};

namespace model {

// What a queue runs for a timer; item->object is the source, except for ArmTimer, where item->extra
// is its state.
void ArmTimer(Item *item);
void TimerCancelled(Item *item); // item->value: whether Cancel got a completion
void RunTimerCompletion(Item *item);

/** Timers that may fire. */
void ListTimer(IOTimerDispatchSource *timer);
void UnlistTimer(IOTimerDispatchSource *timer);

} // namespace model

#endif
