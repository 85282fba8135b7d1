// Lives in random order: any queue may run at any call of another one's code.

#include "scenarios.h"

namespace model {

constexpr int kRounds = 300;

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
    world.interleave = true;
    world.maxLate = interval / 10;
    world.workTime = Random(2) ? Random(interval) : 0;
    bool on = true;
    for (uint64_t steps = quickStop ? 0 : 3 + Random(8); steps > 0; steps--) {
        Advance(Random(interval));
        const uint64_t what = Random(12);
        if (what < 2) {
            on = !on;
            QueueSetPowerState(on ? kIOServicePowerCapabilityOn : what ? kIOServicePowerCapabilityLow : kIOServicePowerCapabilityOff);
        } else if (what == 2 && steps == 1) {
            Unplug();
        }
    }
    QueueStop();
    if (Random(4) == 0) {
        QueueStop();
    }
    if (Random(4) == 0) {
        QueueSetPowerState(on ? kIOServicePowerCapabilityOff : kIOServicePowerCapabilityOn);
    }
    Advance(Random(2 * interval));
    End();
    Note("%d seeds", round + 1 - UndecidedRounds());
    return round + 1 < kRounds;
}

} // namespace model
