/**
 * The folder of a pack with its ejected templates as ours were then: what later changes of ours are
 * told by. It stands beside `templates/`, where nothing is rendered from it.
 */
export const EJECTED = 'ejected';
