import type { Provider } from './options/new-project-options.ts';

/** What a provider kind means beyond the text of its templates in `templates/provider/<kind>/`. */
export interface ProviderFacts {
  /** What the driver matches, as it stands in a sentence: "a driver for …". */
  readonly title: string;
  /** The C++ class that the driver derives from. */
  readonly baseClass: string;
  /** The header pair, without ending, that declares the base class. */
  readonly baseHeader: string;
  /** The plist's IOProviderClass, and the C++ class of the provider where there is one to talk to. */
  readonly providerClass: string;
  /** The plist's IOClass: the kernel's stand-in for the driver. */
  readonly kernelClass: string;
  /** The framework beside DriverKit, or null. */
  readonly framework: string | null;
  /** Member of the ivars struct that holds the provider by its own class, or null. */
  readonly typedIvar: string | null;
  /** The driver opens and closes its provider; otherwise nobody does, or the base class. */
  readonly opens: boolean;
}

/**
 * The five provider kinds. Base classes, proxies and frameworks as in Apple's own drivers:
 * IOUserResources and USB and PCI drivers are plain IOServices behind IOUserService; a HID event
 * driver derives from IOUserHIDEventDriver, which opens and closes its interface itself, behind
 * AppleUserHIDEventService.
 */
export const providers: Readonly<Record<Provider, ProviderFacts>> = {
  resources: {
    title: 'no device: it is always loaded',
    baseClass: 'IOService',
    baseHeader: 'DriverKit/IOService',
    providerClass: 'IOUserResources',
    kernelClass: 'IOUserService',
    framework: null,
    typedIvar: null,
    opens: false,
  },
  'usb-device': {
    title: 'a whole USB device',
    baseClass: 'IOService',
    baseHeader: 'DriverKit/IOService',
    providerClass: 'IOUSBHostDevice',
    kernelClass: 'IOUserService',
    framework: 'USBDriverKit',
    typedIvar: 'device',
    opens: true,
  },
  'usb-interface': {
    title: 'one interface of a USB device',
    baseClass: 'IOService',
    baseHeader: 'DriverKit/IOService',
    providerClass: 'IOUSBHostInterface',
    kernelClass: 'IOUserService',
    framework: 'USBDriverKit',
    typedIvar: 'interface',
    opens: true,
  },
  pci: {
    title: 'a PCI or Thunderbolt device',
    baseClass: 'IOService',
    baseHeader: 'DriverKit/IOService',
    providerClass: 'IOPCIDevice',
    kernelClass: 'IOUserService',
    framework: 'PCIDriverKit',
    typedIvar: 'pciDevice',
    opens: true,
  },
  hid: {
    title: 'a HID device',
    baseClass: 'IOUserHIDEventDriver',
    baseHeader: 'HIDDriverKit/IOUserHIDEventDriver',
    providerClass: 'IOHIDInterface',
    kernelClass: 'AppleUserHIDEventService',
    framework: 'HIDDriverKit',
    typedIvar: 'interface',
    opens: false,
  },
};
