/**
 * What a raw answer turned out to be: a value, or a sentence that quotes the raw text and says
 * what is allowed. The sentence is the same whether the text came from a flag or from a question.
 */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };
