// The state of one run: time, how the machine behaves, which call fails, what the driver did.
#ifndef MODEL_WORLD_H
#define MODEL_WORLD_H

#include <stdint.h>
#include <DriverKit/IOTypes.h>

class IOService;

namespace model {

/**
 * What differs between versions of the system, or is not known for certain. A driver must pass
 * under every combination.
 */
struct Settings
{
    bool actionRetainsTarget;   // the header says yes, the user-space binary no
    bool actionDroppedOnCancel; // the source lets its action go when cancelled, or when freed
    bool sourceRetainsQueue;    // for timers: no
    bool timerStartsEnabled;    // newer systems: yes, and WakeAtTime enables it again
    bool queueCancelDrains;     // blocks queued before a queue's Cancel still run
    bool lateFireDelivered;     // a fire that was queued before the source's Cancel still arrives
    bool enableCompletionRuns;  // SetEnableWithCompletion calls its completion
};

/** How many combinations there are. */
constexpr int kSettings = 96;

/** Combination `number`, 0 to kSettings - 1. 0 is the newest system as it was observed. */
Settings SettingsOf(int number);

/** How one call of a timer handler went. */
struct Handler
{
    Handler *outer;
    int timer;   // index in driver.timers
    int depth;   // of the frame that it runs in
    bool worked; // did more than look at a flag: a tick
    bool late;   // began after QuiesceHardware
};

constexpr int kMaxTimers = 8;
constexpr int kMaxTicks = 1100;

/** What the scenarios look at, for each timer handler of the driver. */
struct TimerLog
{
    int calls;
    int ticks;
    int arms;
    uint64_t tickAt[kMaxTicks]; // uptime, ns
    uint64_t dueAt[kMaxTicks];  // of each arming, on the uptime clock, ns
    uint64_t interval;          // from the first arming to its deadline, ns
};

struct World
{
    const char *scenario;
    char step[64];
    bool verbose;
    Settings settings;
    uint64_t uptime;    // ns; stands still while the Mac sleeps
    uint64_t monotonic; // ns; runs on
    uint64_t maxLate;   // a fire comes up to so many ns after its deadline
    uint64_t workTime;  // ns that a tick takes
    uint64_t workOnce;  // ns that the next tick takes more
    uint64_t random;    // state of the generator
    bool interleave;    // let other queues run at any call

    bool counting; // calls are counted and can be made to fail: in init and Start
    int failCall;  // which of them, from 1; 0 for none
    int calls;
    const char *failed;   // the call that was made to fail
    const char *failNext; // the next call of this name fails, whenever it comes

    // Called at each DriverKit call and hook of the driver's, with what it is.
    void (*atPoint)(const char *what);

    IOService *driver;
    IOService *provider;
    bool unplugged;
    int opens; // of the provider, less closes
    bool everOpened;
    int touches;         // calls of the provider's besides Open and Close
    bool broughtUp;      // BringUpHardware was called
    bool resting;        // the driver has acknowledged a low power state
    uint32_t power;      // the last power flags that reached super
    bool poweringUp;     // SetPowerState(on) is running
    bool armedInPowerUp; // and has armed a timer
    int logs;            // lines
    bool quiescing;
    int quiesces;
    int superStarts;
    int superStops;
    bool driverFreed;
    int actionsCancelled;
    Handler *handler; // the innermost that is running
    TimerLog timers[kMaxTimers];
};

constexpr uint64_t kFirstUptime = 1000ull * 1000 * 1000 * 1000;
constexpr uint64_t kFirstMonotonic = 1700ull * 1000 * 1000 * 1000;
constexpr uint64_t kNever = ~0ull;
constexpr int kExitUndecided = 75;

extern World world;

/** A number below `limit`, which is not 0. */
uint64_t Random(uint64_t limit);

/** What every call of the driver's passes: the scenario and the other queues get their chance. */
void Point(const char *what);

/** Point, the timeline, and whether this call must fail: then what to return, else success. */
kern_return_t EnterCall(const void *object, const char *call);

/** EnterCall for a call that cannot fail. */
void Touch(const void *object, const char *call);

/** EnterCall for the Open and the Close of a device, which the run counts. */
kern_return_t OpenDevice(IOService *device, const char *call);
kern_return_t CloseDevice(IOService *device, const char *call);

/** Stops the run where `object` is null or freed. */
void CheckObject(const void *object, const char *call);

} // namespace model

#endif
