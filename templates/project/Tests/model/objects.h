// What every object has.
#ifndef MODEL_OBJECTS_H
#define MODEL_OBJECTS_H

class IODispatchQueue;
class OSObject;

namespace model {

/** The queue that the object's methods run on ("Default"), not retained, or null. */
IODispatchQueue *QueueOf(OSObject *object);

/** Takes the Default queue away from the object, as DriverKit does after super Stop. */
void DropDefaultQueue(OSObject *object);

} // namespace model

#endif
