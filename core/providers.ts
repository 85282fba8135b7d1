import type { Provider } from './options/new-project-options.ts';
import type { ProviderFacts } from './view/template-interface.ts';

/**
 * What the five provider kinds mean beyond the text of their templates in
 * `templates/provider/<kind>/`. Base classes, proxies and frameworks as in Apple's own drivers:
 * IOUserResources and USB and PCI drivers are plain IOServices behind IOUserService; a HID event
 * driver derives from IOUserHIDEventDriver, which opens and closes its interface itself, behind
 * AppleUserHIDEventService.
 */
export const providers: Readonly<Record<Provider, ProviderFacts>> = {
  resources: {
    title: 'no device: macOS loads it as soon as it is activated',
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
