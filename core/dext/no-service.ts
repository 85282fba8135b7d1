/**
 * Objects of AudioDriverKit and VideoDriverKit that are no IOService, in spite of their StartIO and
 * StopIO: all but the drivers themselves.
 */
export const MEDIA_OBJECT = /^IOUser(?:Audio|Video)(?!Driver$)/;

/** Plain objects of DriverKit, and what carries data and calls. */
const PLAIN_OBJECT =
  /^(?:OS[A-Z][a-z]|IO\w*Dispatch[A-Z]|IOMemory|IOBuffer|IO\w*MemoryDescriptor|IODMA|IODataQueue|IOUserNetworkPacket)/;

/** Whether a class of that name is no service: nobody starts or stops it. */
export function isNoService(name: string): boolean {
  return MEDIA_OBJECT.test(name) || PLAIN_OBJECT.test(name);
}
