// How far a scenario is, where its runner can see it even after the scenario's process has ended.
#ifndef MODEL_PROGRESS_H
#define MODEL_PROGRESS_H

namespace model {

struct Progress
{
    int round;
    int undecided; // rounds that the one thread of the model cannot play
    char note[120];
};

extern Progress *progress;

} // namespace model

#endif
