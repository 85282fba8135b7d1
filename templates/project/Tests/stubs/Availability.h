// Apple's availability macros: the SDK's own on a Mac, none elsewhere.
#if __has_include_next(<Availability.h>)
#include_next <Availability.h>
#else
#ifndef MODEL_AVAILABILITY_H
#define MODEL_AVAILABILITY_H
#define API_AVAILABLE(...)
#define API_UNAVAILABLE(...)
#define API_DEPRECATED(...)
#endif
#endif
