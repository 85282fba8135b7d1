// The timeline of a run, and how a run ends early.
#ifndef MODEL_TRACE_H
#define MODEL_TRACE_H

namespace model {

/** Adds a line to the timeline, with the virtual time and the queue that is running. */
void Trace(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Lines so far. */
unsigned EventCount();

/** Ends the run as failed: prints why and the timeline. */
[[noreturn]] void Fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * Ends the run undecided. The model has one thread: where code of one queue is in the middle of
 * something, code of another queue cannot wait for it. A machine would just wait.
 */
[[noreturn]] void GiveUp(const char *why);

void PrintTimeline();
void ResetTrace();

} // namespace model

#endif
