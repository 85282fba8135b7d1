#include "objects.h"

#include <string.h>
#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/OSObject.h>

#include "glue.h"
#include "heap.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

using namespace model;

constexpr int kMaxQueues = 4;

struct OSObject_IVars
{
    char names[kMaxQueues][32];
    IODispatchQueue *queues[kMaxQueues];
};

namespace {

int IndexOf(OSObject *object, const char *name)
{
    const OSObject_IVars *state = object->OSObject::ivars;
    for (int index = 0; state && index < kMaxQueues; index++) {
        if (state->queues[index] && strcmp(state->names[index], name) == 0) {
            return index;
        }
    }
    return -1;
}

} // namespace

OSMetaClassBase::OSMetaClassBase() = default;
OSMetaClassBase::~OSMetaClassBase() = default;

void *OSMetaClassBase::operator new(size_t size)
{
    return Allocate(size, "object");
}

void OSMetaClassBase::operator delete(void *address)
{
    Free(address);
}

void OSMetaClassBase::retain() const
{
    CheckObject(this, "retain");
    model_references++;
}

void OSMetaClassBase::release() const
{
    CheckObject(this, "release");
    if (--model_references == 0) {
        const_cast<OSMetaClassBase *>(this)->free();
    }
}

kern_return_t OSMetaClassBase::_Dispatch(OSMetaClassBase *, const IORPC rpc)
{
    Trace("no class answers %s", rpc.name);
    return kIOReturnUnsupported;
}

OSMetaClassBase *OSMetaClassBase::safeMetaCast(const OSMetaClassBase *object,
                                               const OSMetaClass *wanted)
{
    if (!object) {
        return nullptr;
    }
    CheckObject(object, "OSDynamicCast");
    for (const OSMetaClass *found = object->getMetaClass(); found; found = found->super) {
        if (found == wanted) {
            return const_cast<OSMetaClassBase *>(object);
        }
    }
    return nullptr;
}

OSMetaClassBase *OSMetaClassBase::requiredMetaCast(const OSMetaClassBase *object,
                                                   const OSMetaClass *wanted)
{
    OSMetaClassBase *found = safeMetaCast(object, wanted);
    if (object && !found) {
        Fail("OSRequiredCast aborts: the object is a %s, no %s", object->getMetaClass()->name,
             wanted->name);
    }
    return found;
}

kern_return_t model::Send(OSObject *object, const IORPC rpc, OSDispatchMethod supermethod)
{
    CheckObject(object, rpc.name);
    return supermethod ? supermethod(object, rpc) : object->Dispatch(rpc);
}

bool OSObject::init()
{
    NameAllocation(this, getMetaClass()->name);
    return true;
}

void OSObject::free()
{
    OSObject_IVars *state = OSObject::ivars;
    for (int index = 0; state && index < kMaxQueues; index++) {
        OSSafeReleaseNULL(state->queues[index]);
    }
    if (state) {
        Free(state);
    }
    delete this;
}

kern_return_t OSObject::SetDispatchQueue_Impl(const char *name, IODispatchQueue *queue)
{
    if (!OSObject::ivars) {
        OSObject::ivars =
            static_cast<OSObject_IVars *>(Allocate(sizeof(OSObject_IVars), "queues of an object"));
    }
    int index = IndexOf(this, name);
    for (int free = 0; index < 0 && free < kMaxQueues; free++) {
        index = OSObject::ivars->queues[free] ? -1 : free;
    }
    if (index < 0 || strlen(name) >= sizeof OSObject::ivars->names[0]) {
        return kIOReturnNoSpace;
    }
    queue->retain();
    OSSafeRelease(OSObject::ivars->queues[index]);
    OSObject::ivars->queues[index] = queue;
    strcpy(OSObject::ivars->names[index], name);
    return kIOReturnSuccess;
}

kern_return_t OSObject::CopyDispatchQueue_Impl(const char *name, IODispatchQueue **queue)
{
    const int index = IndexOf(this, name);
    if (index < 0) {
        return kIOReturnNotFound;
    }
    *queue = OSObject::ivars->queues[index];
    (*queue)->retain();
    return kIOReturnSuccess;
}

IODispatchQueue *model::QueueOf(OSObject *object)
{
    const int index = IndexOf(object, "Default");
    return index < 0 ? nullptr : object->OSObject::ivars->queues[index];
}

void model::DropDefaultQueue(OSObject *object)
{
    const int index = IndexOf(object, "Default");
    if (index >= 0) {
        OSSafeReleaseNULL(object->OSObject::ivars->queues[index]);
    }
}
