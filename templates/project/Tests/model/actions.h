// Actions: what a timer calls.
#ifndef MODEL_ACTIONS_H
#define MODEL_ACTIONS_H

#include <stdint.h>

class OSAction;

namespace model {

/** Calls the action's handler as a timer does; `time` is in units of the armed clock. */
void DeliverTimer(OSAction *action, uint64_t time);

/** Notes that a timer was armed; `deadline` in ns of the option's clock. */
void LogArming(OSAction *action, uint64_t deadline, uint64_t option);

} // namespace model

#endif
