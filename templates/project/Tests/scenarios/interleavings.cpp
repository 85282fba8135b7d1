// Lives in random order: any queue may run at any call of another one's code.

#include "scenarios.h"

namespace model {

namespace {

constexpr int kRounds = 400;

bool on;
int eventsLeft; // of those that come in the middle of the driver's code

/** What the kernel may send at any moment. */
void RandomEvent()
{
    const uint64_t what = Random(6);
    if (what < 4) {
        on = !on;
        QueueSetPowerState(on     ? kIOServicePowerCapabilityOn
                           : what ? kIOServicePowerCapabilityLow
                                  : kIOServicePowerCapabilityOff);
    } else if (what == 4 && (!CurrentQueue() || NextDeadline() < world.uptime + WorkTime(kNever))) {
        LetTimersFallDue(); // not in the middle of code that would seem to take hours
    } else if (eventsLeft == 0) {
        QueueStop();
    }
}

void AtRandomPoint(const char *)
{
    if (eventsLeft > 0 && !world.counting && Random(10) == 0) {
        eventsLeft--;
        RandomEvent();
    }
}

} // namespace

bool Interleavings(int round)
{
    world.settings = SettingsOf(static_cast<int>(Random(kSettings)));
    Step("seed %d", round);
    const bool quickStop = Random(12) == 0;
    if (NewDriver()) {
        QueueStart();
        if (quickStop) {
            QueueStop();
        }
        RunAll();
    }
    const uint64_t interval = Interval();
    on = true;
    eventsLeft = static_cast<int>(Random(5));
    world.interleave = true;
    world.atPoint = AtRandomPoint;
    world.maxLate = interval / 10;
    world.workTime = Random(2) ? Random(WorkTime(interval)) : 0;
    for (uint64_t steps = quickStop ? 0 : 3 + Random(8); steps > 0; steps--) {
        Advance(Random(interval));
        if (Random(6) == 0) {
            RandomEvent();
        } else if (steps == 1 && Random(4) == 0) {
            Unplug();
        }
    }
    QueueStop();
    if (Random(4) == 0) {
        QueueStop();
    }
    if (Random(4) == 0) {
        RandomEvent();
    }
    Advance(Random(2 * interval));
    End();
    Note("%d seeds", round + 1 - UndecidedRounds());
    return round + 1 < kRounds;
}

} // namespace model
