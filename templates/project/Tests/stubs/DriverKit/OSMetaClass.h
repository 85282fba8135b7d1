// The root of all classes: reference counts, casts and dispatch.
#ifndef MODEL_OSMETACLASS_H
#define MODEL_OSMETACLASS_H

#include <DriverKit/IOReturn.h>
#include <DriverKit/IOTypes.h>

class OSMetaClassBase;

typedef uint64_t OSMethodID;

/** A message to an object: which method, and its arguments. */
struct IORPC
{
    OSMethodID  method;
    const char *name; // "Class::Method"
    void       *message;
};

typedef kern_return_t (*OSDispatchMethod)(OSMetaClassBase *self, const IORPC rpc);

#define SUPERDISPATCH ((OSDispatchMethod)&super::_Dispatch)

struct OSMetaClass
{
    const char        *name;
    const OSMetaClass *super;
};

class OSMetaClassBase
{
public:
    static kern_return_t _Dispatch(OSMetaClassBase *self, const IORPC rpc);
    static OSMetaClassBase *safeMetaCast(const OSMetaClassBase *object, const OSMetaClass *wanted);
    static OSMetaClassBase *requiredMetaCast(const OSMetaClassBase *object, const OSMetaClass *wanted);

    OSMetaClassBase();
    OSMetaClassBase(const OSMetaClassBase &) = delete;
    OSMetaClassBase &operator=(const OSMetaClassBase &) = delete;
    virtual ~OSMetaClassBase();

    virtual const OSMetaClass *getMetaClass() const = 0;
    virtual kern_return_t Dispatch(const IORPC rpc) = 0;
    virtual void free() = 0;
    void retain() const;
    void release() const;

    static void *operator new(size_t size);
    static void operator delete(void *address);

    mutable int model_references = 1;
};

#define OSTypeAlloc(type) (new type)
#define OSTypeID(type) (&type::metaClass)
#define OSDynamicCast(type, object) \
    (static_cast<type *>(OSMetaClassBase::safeMetaCast((object), OSTypeID(type))))
#define OSRequiredCast(type, object) \
    (static_cast<type *>(OSMetaClassBase::requiredMetaCast((object), OSTypeID(type))))

#define OSSafeRelease(object)    \
    do {                         \
        if (object) {            \
            (object)->release(); \
        }                        \
    } while (0)
#define OSSafeReleaseNULL(object) \
    do {                          \
        if (object) {             \
            (object)->release();  \
            (object) = nullptr;   \
        }                         \
    } while (0)

#endif
