import '#shared/ui/theme.css';
import { mount } from 'svelte';
import { defined } from '#shared/assert.ts';
import Offline from './Offline.svelte';

mount(Offline, { target: defined(document.getElementById('app'), 'the page’s root') });
