import { mount } from 'svelte';
import '#shared/ui/theme.css';
import { defined } from '#shared/assert.ts';
// eslint-disable-next-line no-restricted-imports -- the voter's page itself is what is shown
import '../../kiosk/kiosk.css';
// eslint-disable-next-line no-restricted-imports -- the voter's page itself is what is shown
import { display } from '../../kiosk/display.svelte.ts';
import Preview from './Preview.svelte';

display.start();
mount(Preview, { target: defined(document.getElementById('app')) });
