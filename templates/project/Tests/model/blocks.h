// The blocks runtime: what clang's -fblocks calls.
#ifndef MODEL_BLOCKS_H
#define MODEL_BLOCKS_H

extern "C" {
void *_Block_copy(const void *block);
void _Block_release(const void *block);
}

#endif
