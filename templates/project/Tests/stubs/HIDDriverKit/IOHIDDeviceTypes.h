// The kinds of HID reports.
#ifndef MODEL_IOHIDDEVICETYPES_H
#define MODEL_IOHIDDEVICETYPES_H

enum IOHIDReportType {
    kIOHIDReportTypeInput   = 0,
    kIOHIDReportTypeOutput  = 1,
    kIOHIDReportTypeFeature = 2,
};

#endif
