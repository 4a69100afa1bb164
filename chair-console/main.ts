import '#shared/ui/theme.css';
import { mount } from 'svelte';
import { defined } from '#shared/assert.ts';
import App from './App.svelte';

mount(App, { target: defined(document.getElementById('app'), 'the page’s root') });
