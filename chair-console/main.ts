import '#shared/ui/theme.css';
import { mount } from 'svelte';
import { defined } from '#shared/assert.ts';
import App from './App.svelte';

const target = defined(document.getElementById('app'), 'the page’s root');
// Until now it said that the page is being opened.
target.replaceChildren();
mount(App, { target });
