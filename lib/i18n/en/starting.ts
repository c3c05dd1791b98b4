import type { starting as chinese } from '../zh-CN/starting';

export const starting: typeof chinese = {
  copy: 'Make a copy', copying: 'Copying…',
  guidance: 'What to write', guidanceText: '{text} ({length})',
  move: 'Move elsewhere',
  moveTitle: 'Where shall “{name}” go?',
  moveWhere: 'Article', moveHow: 'How',
  moveWays: { move: 'Move it (it leaves this article)', copy: 'Copy it (it stays here too)' },
  moveLast: 'It becomes the last section there.',
  moveLoading: 'Loading your articles…',
  moveNone: 'There is no other article that you can edit.',
  moveConfirm: 'Put it there',
  moving: 'On its way…',
  moved: '“{name}” is now in “{title}”.',
  copied: '“{name}” was copied into “{title}”.',
  open: 'Open that article',
  undo: 'Move it back', undoing: 'Moving back…', undone: '“{name}” is back where it was.',
  moveStale: 'An article has just been changed, so nothing was moved. Look at it and try again.',
  unsaved: 'The section has words that are not saved, so it was not moved. Save it first.',
};
