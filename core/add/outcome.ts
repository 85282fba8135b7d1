import type { Insertion } from '../edit/insertion.ts';
import type { RefusalCode } from './refused.ts';

/** A piece of code for a person to put in place by hand. */
export interface Piece {
  /** `the ivars`, for example. */
  readonly name: string;
  /** Where it goes, as a sentence. */
  readonly where: string;
  readonly text: string;
}

/** What adding a timer comes to. */
export type AddOutcome = Planned | Refusal | AlreadyThere;

export interface Planned {
  readonly kind: 'planned';
  readonly insertions: readonly Insertion[];
  /** The hook QuiesceHardware is among them. */
  readonly needsHook: boolean;
  readonly pieces: readonly Piece[];
  /** How Start gets its timer: before its only successful return, or around its old body. */
  readonly start: 'before return' | 'around' | 'new';
  /** What a person should know, each a sentence with its place. */
  readonly notes: readonly string[];
}

export interface Refusal {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What was found, one sentence. */
  readonly message: string;
  readonly pieces: readonly Piece[];
}

/** The class has a timer of that name. */
export interface AlreadyThere {
  readonly kind: 'already-there';
  readonly path: string;
  readonly line: number;
}
