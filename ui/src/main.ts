// Entry: styles, then the window.
import '@fontsource-variable/inter';
import './lib/styles/tokens.css';
import './lib/styles/base.css';
import './lib/styles/controls.css';
import './lib/styles/frames.css';
import './lib/styles/pages.css';
import './lib/styles/parts.css';
import './lib/styles/lookback.css';
import './lib/styles/finding.css';
import './lib/styles/machines.css';
import { mount } from 'svelte';
import { applyLook } from './lib/look.svelte';
import Start from './Start.svelte';

applyLook();

const target = document.getElementById('app');
if (target) mount(Start, { target });
