#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include "world.h"

namespace model {

/** How many combinations there are of what is not known for certain, or differs between systems. */
constexpr int kSettings = 96;

/** Combination `number`, 0 to kSettings - 1. 0 is the newest system as it was observed. */
Settings SettingsOf(int number);

} // namespace model

#endif
