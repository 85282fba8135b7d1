// The basic types of DriverKit.
#ifndef MODEL_IOTYPES_H
#define MODEL_IOTYPES_H

#include <stddef.h>
#include <stdint.h>

typedef int      kern_return_t;
typedef int      IOReturn;
typedef uint32_t IOOptionBits;
typedef uint64_t IOVirtualAddress;
typedef char     IODispatchQueueName[256];
typedef char     IOServiceName[128];

#define KERN_SUCCESS 0

// Attributes that mean something to iig and nothing to the C++ compiler.
#define LOCAL
#define LOCALHOST
#define LOCALONLY
#define KERNEL
#define NATIVE

#define IMPL(classname, name) classname::name##_Impl(classname##_##name##_Args)

#endif
