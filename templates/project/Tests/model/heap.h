// The model's memory: everything that a run allocates, counted, and never used twice.
#ifndef MODEL_HEAP_H
#define MODEL_HEAP_H

#include <stddef.h>

namespace model {

/** Zeroed memory; `what` names it in reports and must be a literal. Stops the run when full. */
void *Allocate(size_t size, const char *what);

/** Stops the run unless `address` came from Allocate, is still live and, if `size` is not 0, is
 * that big. */
void Free(void *address, size_t size = 0);

/** Whether an address that Allocate once gave has not been freed since. */
bool IsLive(const void *address);

void NameAllocation(void *address, const char *what);
size_t LiveCount();
void PrintLive();

/** Says what an address belongs to, for reports of bad accesses; prints nothing when unknown. */
void DescribeAddress(const void *address);

/** Whether driver code may touch this byte; true for all memory that is not Allocate's. */
bool ByteIsLive(const void *address);

/** Forgets everything, for the next run. */
void ResetHeap();

} // namespace model

#endif
