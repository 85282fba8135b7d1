#include "world.h"

namespace model {

Settings SettingsOf(int number)
{
    // Of the action's target: not, until the action is freed, until the source is cancelled.
    const int retention = number % 3;
    const int bits = number / 3;
    return {
        .actionRetainsTarget = retention != 0,
        .actionDroppedOnCancel = retention == 2,
        .sourceRetainsQueue = (bits & 1) != 0,
        .timerStartsEnabled = (bits & 2) == 0,
        .queueCancelDrains = (bits & 4) == 0,
        .lateFireDelivered = (bits & 8) == 0,
        .enableCompletionRuns = (bits & 16) != 0,
    };
}

} // namespace model
