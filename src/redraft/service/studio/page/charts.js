/**
 * Charts by plotly, in the colours of the page. Its script is loaded when the first is drawn.
 */

const SCRIPT = '/studio/plotly.min.js';
let loading = null;

/** Load plotly, once. */
export function load() {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = SCRIPT;
    script.onload = () => done(window.Plotly);
    script.onerror = () => failed(new Error('there is no plotly here'));
    document.head.append(script);
  });
  return loading;
}

/** A colour of the page as it is now, in light or dark. */
function colour(name) {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const trace = {
  time: ({ name, x, y }, line) => ({ type: 'scatter', mode: 'lines+markers', name, x, y, line: { color: line, width: 2 }, marker: { color: line, size: 5 } }),
  grouped: ({ name, x, y }, line) => ({ type: 'bar', name, x, y, marker: { color: line } }),
  stacked: ({ name, x, y }, line) => ({ type: 'bar', name, x, y, marker: { color: line } }),
  ranked: ({ name, x, y }, line) => ({ type: 'bar', orientation: 'h', name, x, y, marker: { color: line }, showlegend: false }),
};

/** Draw series of one kind, or draw them anew; how far somebody has zoomed in stays. */
export function draw(plotly, element, { kind, unit = '', series, from, until, span }) {
  const [ink, soft, line] = ['ink', 'soft', 'line'].map(colour);
  const colours = ['accent', 'good', 'change'].map(colour);
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, tickfont: { color: soft }, automargin: true };
  const isRanked = kind === 'ranked';
  const layout = {
    height: isRanked ? 60 + 30 * series[0].y.length : 240,
    margin: { l: 44, r: 12, t: 8, b: 34 },
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: ink },
    hovermode: isRanked ? 'closest' : 'x unified',
    hoverlabel: { bgcolor: colour('panel'), bordercolor: line, font: { color: ink } },
    legend: { orientation: 'h', y: 1.16, x: 0, font: { color: ink } },
    barmode: kind === 'stacked' ? 'stack' : 'group',
    bargap: 0.35,
    xaxis: { ...axis, showgrid: isRanked, ...(isRanked ? { rangemode: 'tozero', tickformat: 'd' } : {}), ...(kind === 'time' ? { range: [from, until] } : {}) },
    yaxis: { ...axis, ...(isRanked ? { autorange: 'reversed', ticklabelstandoff: 6 } : kind === 'grouped' ? { type: 'log', ticksuffix: unit, dtick: 1 } : { rangemode: 'tozero', ticksuffix: unit }) },
    uirevision: String(span),
  };
  const given = series.map((one, k) => trace[kind](one, colours[k % colours.length]));
  plotly.react(element, given, layout, { responsive: true, displaylogo: false, displayModeBar: 'hover', modeBarButtonsToRemove: ['select2d', 'lasso2d', 'toImage'] });
}
