// What the code written by iig.mjs needs of the model.
#ifndef MODEL_GLUE_H
#define MODEL_GLUE_H

#include <DriverKit/OSAction.h>
#include <DriverKit/OSObject.h>

namespace model {

/** A timer handler of the driver: a method with TYPE(IOTimerDispatchSource::TimerOccurred). */
struct Timer
{
    enum Mode { kUnknown, kPeriodic, kOneShot };

    const char *name;
    OSMethodID method;
    Mode mode; // by the project's .yo-rc.json
};

/** The driver class under test; `timers` ends with a null name. */
struct Driver
{
    const char *name;
    OSObject *(*create)();
    const Timer *timers;
    bool hasQuiesce;   // declares QuiesceHardware
    bool hasBringUp;   // declares BringUpHardware
    bool handlesPower; // overrides SetPowerState
};

/** What an action sends, and the TYPE that its sender must have. */
struct ActionTarget
{
    OSMethodID method;
    const char *name;
    OSMethodID type;
};

/** One call of a LOCALONLY method of the driver, for as long as it lasts. */
class Hook
{
  public:
    enum Result { kVoid, kStatus, kBool, kValue };
    Hook(OSObject *object, const char *name, Result result);
    ~Hook();
    kern_return_t fault; // what the call must return at once, or kIOReturnSuccess

  private:
    const char *name_;
};

extern const Driver &driver;
OSObject *NewProvider();

/** Sends a message to the object, or with `supermethod` to the class above the caller's. */
kern_return_t Send(OSObject *object, const IORPC rpc, OSDispatchMethod supermethod);
kern_return_t CreateAction(OSObject *target, const ActionTarget &what, size_t referenceSize,
                           OSAction **action);
/** The answer of a DriverKit call that does nothing in the model: success, or the failure that a
 * scenario wants. */
kern_return_t Answer(const OSObject *object, const char *call);
/** The same for a call that cannot fail. */
void Touch(const void *object, const char *call);

} // namespace model

#endif
