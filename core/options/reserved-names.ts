/** Keywords and alternative tokens of C++20 (ISO/IEC 14882:2020, 5.5 and 5.11). */
export const CPP_KEYWORDS: ReadonlySet<string> = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t
  char32_t class co_await co_return co_yield compl concept const const_cast consteval constexpr
  constinit continue decltype default delete do double dynamic_cast else enum explicit export
  extern false float for friend goto if inline int long mutable namespace new noexcept not not_eq
  nullptr operator or or_eq private protected public register reinterpret_cast requires return
  short signed sizeof static static_assert static_cast struct switch template this thread_local
  throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while
  xor xor_eq`.split(/\s+/),
);

/**
 * Macros without underscore that iig's prelude (XNU iokit/DriverKit/OSObject.iig) and the C headers
 * below it define (libkern OSMetaClass.h, stddef.h, stdio.h, sys/param.h), and those that a build is
 * told to define: Xcode's Debug has DEBUG=1, releases often NDEBUG.
 */
export const DRIVERKIT_MACROS: ReadonlySet<string> = new Set(
  `BUFSIZ DEBUG DEFN EOF EXTENDS FALSE IMPL INVOKEREPLY KERNEL LOCAL LOCALHOST LOCALONLY MAX MIN
  NATIVE NDEBUG NULL PORTCOPYSEND PORTMAKESEND QUEUENAME REMOTE REPLY SUPERDISPATCH TARGET TRUE TYPE`.split(
    /\s+/,
  ),
);

/**
 * Methods that the driver inherits and that begin with a capital: OSMetaClassBase, IOService (XNU
 * iokit/DriverKit/IOService.iig), IOHIDEventService, IOUserHIDEventService and IOUserHIDEventDriver
 * (HIDDriverKit). One of the same name would override or hide it.
 */
export const DRIVERKIT_METHODS: ReadonlySet<string> = new Set(
  `AdjustBusy ChangePowerState ClientCrashed ConfigureReport CopyDispatchQueue CopyName
  CopyProperties CopyProviderProperties CopySystemStateNotificationService
  CoreAnalyticsSendEvent Create CreateActionReportAvailable CreateDefaultDispatchQueue
  CreateKernelClassMatchingDictionary CreateNameMatchingDictionary
  CreatePropertyMatchingDictionary CreateUserClassMatchingDictionary Dispatch EventAvailable
  GetBusyState GetProvider GetRegistryEntryID Invoke JoinPMTree NewUserClient RegisterService
  RemoveProperty ReportAvailable RequireMaxBusStall SearchProperty
  SendIOMessageServicePropertyChange SetDispatchQueue SetEventMemory SetLED SetLegend SetName
  SetPowerState SetProperties Start StateNotificationItemCopy StateNotificationItemCreate
  StateNotificationItemSet Stop StringFromReturn Terminate UpdateReport
  UserSetProperties`.split(/\s+/),
);

/**
 * DriverKit's own classes, functions and types: IOService, OSAction, IOMalloc, IOUSBHostDevice …
 * The pattern in place of a list covers later releases too, and leaves OSCPoll or IOTHub alone.
 */
export const DRIVERKIT_NAME = /^(?:IO|OS)(?:[A-Z][a-z]|DMA|HID|PCI|RPC|SCSI|USB)/;

/** Modules that the app imports, directly or through SwiftUI; the app's own module has its name. */
export const SWIFT_MODULES: ReadonlySet<string> = new Set(
  `Accessibility AppKit Builtin Cocoa Combine CoreData CoreFoundation CoreGraphics CoreImage
  CoreText CoreTransferable Darwin DeveloperToolsSupport Dispatch Distributed DriverKit Foundation
  HIDDriverKit Metal ObjectiveC Observation PCIDriverKit QuartzCore Security Swift SwiftData
  SwiftUI SwiftUICore Symbols Synchronization System SystemExtensions USBDriverKit
  UniformTypeIdentifiers XPC`.split(/\s+/),
);

/** Types of the app's sources; a module of the same name cannot be told from them. */
export const APP_TYPES: ReadonlySet<string> = new Set(['ContentView', 'ExtensionManager']);

/** Device names of Windows, in any case: no folder can have them where the project is cloned. */
export const WINDOWS_DEVICE = /^(?:aux|con|nul|prn|com[0-9]|lpt[0-9])$/i;
