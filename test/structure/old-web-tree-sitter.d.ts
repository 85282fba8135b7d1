/** The older parser: what we use of it is the same as in the newer one. */
declare module 'web-tree-sitter-0.25' {
  export { Language, type Node, Parser } from 'web-tree-sitter';
}
