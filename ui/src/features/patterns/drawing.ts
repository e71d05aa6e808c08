// What a chart shows, and how that is drawn. Chart.js itself is loaded with the first chart: see charts.ts.
import type { ChartConfiguration, Plugin } from 'chart.js';

/** A chart: bars that stand on each other, or bars that lie beside each other. */
export interface Drawing {
  kind: 'stacked' | 'sideways';
  labels: string[];
  series: { name: string; values: number[] }[];
  /** How a value is written. */
  write: (value: number) => string;
}

/** Colours and type of the page, as it looks now. */
export interface Ink {
  text: string;
  faint: string;
  line: string;
  ground: string;
  series: string[];
  font: string;
  rtl: boolean;
}

const SERIES = ['--accent', '--warn', '--ok', '--bad', '--text-2', '--text-3'];
/** With more bars than this, sums above them would touch. */
const SUMMED = 16;
const SIZE = 12;
/** Room beside the longest bar for its value. */
const ROOM = 64;

/** Reads the page's tokens: they know of theme and contrast. */
export function inkOf(root: HTMLElement): Ink {
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(name).trim() || 'CanvasText';
  return {
    text: token('--text'),
    faint: token('--text-2'),
    line: token('--line'),
    ground: token('--surface'),
    series: SERIES.map(token),
    font: token('--sans'),
    rtl: root.dir === 'rtl',
  };
}

/** What tells the series apart beside their colours: each has a pattern of its own. */
const STROKES: ((pen: CanvasRenderingContext2D) => void)[] = [
  () => undefined,
  (pen) => lines(pen, [-2, 6, 6, -2], [2, 10, 10, 2]),
  (pen) => lines(pen, [0, 4, 8, 4]),
  (pen) => {
    pen.beginPath();
    pen.arc(4, 4, 1.75, 0, 2 * Math.PI);
    pen.fill();
  },
  (pen) => lines(pen, [-2, 2, 6, 10], [2, -2, 10, 6]),
  (pen) => lines(pen, [4, 0, 4, 8], [0, 4, 8, 4]),
];

function lines(pen: CanvasRenderingContext2D, ...all: [number, number, number, number][]) {
  for (const [x1, y1, x2, y2] of all) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
}

/** The fill of series `n`: its colour, with its pattern in the colour of the ground. */
function fill(n: number, ink: Ink): CanvasPattern | string {
  const colour = ink.series[n % ink.series.length] ?? ink.text;
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const pen = tile.getContext('2d');
  const stroke = STROKES[n % STROKES.length];
  if (!pen || !stroke) return colour;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 8, 8);
  pen.fillStyle = pen.strokeStyle = ink.ground;
  pen.lineWidth = 1.75;
  stroke(pen);
  return pen.createPattern(tile, 'repeat') ?? colour;
}

/** The sums of what stands on each other. */
export function sums(drawing: Drawing): number[] {
  return drawing.labels.map((_, at) => drawing.series.reduce((sum, one) => sum + (one.values[at] ?? 0), 0));
}

/** Writes values at the ends of the bars: nobody has to measure them, or to hover. */
function written(drawing: Drawing, ink: Ink): Plugin<'bar'> {
  return {
    id: 'written',
    afterDatasetsDraw(chart) {
      const pen = chart.ctx;
      pen.save();
      pen.fillStyle = ink.text;
      pen.font = `${SIZE}px ${ink.font}`;
      if (drawing.kind === 'sideways') {
        pen.textBaseline = 'middle';
        pen.textAlign = ink.rtl ? 'right' : 'left';
        drawing.series.forEach(({ values }, n) => {
          chart.getDatasetMeta(n).data.forEach((bar, at) => {
            pen.fillText(drawing.write(values[at] ?? 0), bar.x + (ink.rtl ? -6 : 6), bar.y);
          });
        });
      } else if (drawing.labels.length <= SUMMED) {
        pen.textBaseline = 'bottom';
        pen.textAlign = 'center';
        const [bars, scale] = [chart.getDatasetMeta(0).data, chart.scales['y']];
        sums(drawing).forEach((sum, at) => {
          const bar = bars[at];
          if (bar && scale && sum > 0) pen.fillText(drawing.write(sum), bar.x, scale.getPixelForValue(sum) - 2);
        });
      }
      pen.restore();
    },
  };
}

/** The chart as Chart.js takes it: nothing moves, and nothing is told by colour alone. */
export function configured(drawing: Drawing, ink: Ink): ChartConfiguration<'bar', number[], string> {
  const sideways = drawing.kind === 'sideways';
  const font = { family: ink.font, size: SIZE };
  const named = {
    stacked: !sideways,
    reverse: ink.rtl && !sideways,
    position: sideways ? (ink.rtl ? 'right' : 'left') : 'bottom',
    border: { color: ink.line },
    grid: { display: false },
    ticks: { color: ink.text, font, maxRotation: 0, autoSkip: !sideways },
  } as const;
  const counted = {
    stacked: !sideways,
    reverse: ink.rtl && sideways,
    position: sideways ? 'bottom' : ink.rtl ? 'right' : 'left',
    beginAtZero: true,
    grace: sideways ? 0 : '10%',
    border: { display: false },
    grid: { color: ink.line },
    ticks: {
      color: ink.faint,
      font,
      precision: 0,
      maxTicksLimit: 6,
      callback: (value: number | string) => drawing.write(Number(value)),
    },
  } as const;
  return {
    type: 'bar',
    data: {
      labels: drawing.labels,
      datasets: drawing.series.map(({ name, values }, n) => ({
        label: name,
        data: values,
        backgroundColor: fill(n, ink),
        borderColor: ink.text,
        borderWidth: 1,
        borderSkipped: false,
        maxBarThickness: 40,
      })),
    },
    options: {
      indexAxis: sideways ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      layout: { padding: sideways ? { [ink.rtl ? 'left' : 'right']: ROOM } : { top: SIZE + 4 } },
      plugins: {
        legend: {
          display: drawing.series.length > 1,
          position: 'bottom',
          rtl: ink.rtl,
          labels: { color: ink.text, font, boxWidth: 24, boxHeight: 12 },
          // A click on a name would hide what the table still tells.
          onClick: () => undefined,
        },
        tooltip: {
          rtl: ink.rtl,
          bodyFont: font,
          titleFont: font,
          callbacks: {
            label: (item) => {
              const value = drawing.write(drawing.series[item.datasetIndex]?.values[item.dataIndex] ?? 0);
              return `${item.dataset.label ?? ''} ${value}`;
            },
          },
        },
      },
      scales: sideways ? { x: counted, y: named } : { x: named, y: counted },
    },
    plugins: [written(drawing, ink)],
  };
}
