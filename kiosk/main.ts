import { mount } from 'svelte';
import { loadSodium } from '#shared/ui/sodium.ts';
import '#shared/ui/theme.css';
import './kiosk.css';
import App from './App.svelte';
import { display } from './display.svelte.ts';
import { speech } from './speech.svelte.ts';
import { defined } from '#shared/assert.ts';

display.start();
speech.start();
// The protocol first: it is the largest part, and a scanned code needs it at once.
void loadSodium();
mount(App, { target: defined(document.getElementById('app')) });
