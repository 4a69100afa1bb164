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
const target = defined(document.getElementById('app'));
// Until now it said that the page is being opened.
target.replaceChildren();
mount(App, { target });
