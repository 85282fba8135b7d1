// Constants of the USB specification that drivers commonly use.
#ifndef MODEL_APPLEUSBDEFINITIONS_H
#define MODEL_APPLEUSBDEFINITIONS_H

#include <stdint.h>

enum tDeviceRequestDirection { kDeviceRequestDirectionOut = 0, kDeviceRequestDirectionIn = 1 };
enum tDeviceRequestType {
    kDeviceRequestTypeStandard = 0,
    kDeviceRequestTypeClass    = 1,
    kDeviceRequestTypeVendor   = 2,
};
enum tDeviceRequestRecipient {
    kDeviceRequestRecipientDevice    = 0,
    kDeviceRequestRecipientInterface = 1,
    kDeviceRequestRecipientEndpoint  = 2,
};

#endif
