// The host's string.h, or the part of it that drivers use where a target has none.
#if __has_include_next(<string.h>)
#include_next <string.h>
#else
#ifndef MODEL_STRING_H
#define MODEL_STRING_H

#include <stddef.h>

extern "C" {
void *memcpy(void *to, const void *from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int byte, size_t length);
int memcmp(const void *a, const void *b, size_t length);
size_t strlen(const char *text);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t length);
}

#endif
#endif
