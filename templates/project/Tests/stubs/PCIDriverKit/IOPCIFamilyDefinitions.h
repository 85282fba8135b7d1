// Offsets and bits of PCI configuration space that drivers commonly use.
#ifndef MODEL_IOPCIFAMILYDEFINITIONS_H
#define MODEL_IOPCIFAMILYDEFINITIONS_H

enum {
    kIOPCIConfigurationOffsetVendorID      = 0x00,
    kIOPCIConfigurationOffsetDeviceID      = 0x02,
    kIOPCIConfigurationOffsetCommand       = 0x04,
    kIOPCIConfigurationOffsetStatus        = 0x06,
    kIOPCIConfigurationOffsetRevisionID    = 0x08,
    kIOPCIConfigurationOffsetHeaderType    = 0x0E,
    kIOPCIConfigurationOffsetBaseAddress0  = 0x10,
    kIOPCIConfigurationOffsetInterruptLine = 0x3C,
};

enum {
    kIOPCICommandIOSpace     = 0x0001,
    kIOPCICommandMemorySpace = 0x0002,
    kIOPCICommandBusLead     = 0x0004,
    kIOPCICommandBusMaster   = 0x0004,
};

#endif
