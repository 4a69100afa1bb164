import { getContext, setContext } from 'svelte';
import type { PaperSettings } from '#shared/papers/settings.ts';
import type { PlanEditor } from './editor.svelte.ts';

/** Shows the plan's editor instead of the meeting's screens. */
export type EditPlan = (editor: PlanEditor, settings: PaperSettings) => void;

const KEY = Symbol('edit plan');

/** Says to the components within how the editor is opened. */
export function provideEditPlan(edit: EditPlan): void {
  setContext(KEY, edit);
}

/** How the editor is opened; null where there is none, as in a component shown by itself. */
export function editPlan(): EditPlan | null {
  return getContext<EditPlan | undefined>(KEY) ?? null;
}
