// The umbrella header.
#include <HIDDriverKit/IOHIDDeviceTypes.h>
#include <HIDDriverKit/IOHIDEventService.h>
#include <HIDDriverKit/IOHIDInterface.h>
#include <HIDDriverKit/IOUserHIDEventDriver.h>
#include <HIDDriverKit/IOUserHIDEventService.h>
