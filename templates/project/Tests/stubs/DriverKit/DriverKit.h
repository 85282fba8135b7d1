// The umbrella header.
#ifndef MODEL_DRIVERKIT_H
#define MODEL_DRIVERKIT_H

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOReturn.h>
#include <DriverKit/IOService.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/IOTypes.h>
#include <DriverKit/OSAction.h>
#include <DriverKit/OSObject.h>
#include <DriverKit/OSSharedPtr.h>

#endif
