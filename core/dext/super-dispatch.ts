/** What makes a call one of the base class: SUPERDISPATCH, or what DriverKit defines it as. */
export const SUPER_DISPATCH = /\bSUPERDISPATCH\b|&\s*(?:\w+\s*::\s*)+_Dispatch\b/;
