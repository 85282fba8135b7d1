// A scenario: one life of the driver, or a series of similar ones.
#ifndef MODEL_SCENARIO_H
#define MODEL_SCENARIO_H

namespace model {

struct Scenario
{
    const char *name;
    /** Runs number `round`, from 0, in a fresh world. Returns whether there is a next round. */
    bool (*run)(int round);
};

/** All scenarios; the last has a null name. They are listed in scenarios/all.cpp. */
extern const Scenario scenarios[];

/** How far a scenario is, where its runner can see it even after the scenario's process has ended. */
struct Progress
{
    int round;
    int undecided; // rounds that the one thread of the model cannot play
    char note[120];
};

extern Progress *progress;

/** Adds words to the line that the scenario prints. The last round's stand. */
void Note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Rounds so far that the one thread of the model could not play to the end. */
int UndecidedRounds();

/** Names the round, for the report of a failure. */
void Step(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** A fresh world, with the settings of the newest system. */
void Reset(const char *scenario, bool verbose, int round);

} // namespace model

#endif
