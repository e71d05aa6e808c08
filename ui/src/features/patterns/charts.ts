// The only module that holds Chart.js: it is loaded when a chart is first shown, and not before.
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { configured, type Drawing, inkOf } from './drawing';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

/** Draws onto `canvas`; what it answers takes the chart away again. */
export function draw(canvas: HTMLCanvasElement, drawing: Drawing): () => void {
  const chart = new Chart(canvas, configured(drawing, inkOf(document.documentElement)));
  return () => chart.destroy();
}
