// Draws with ApexCharts what ApexChart.razor.cs sends. What all our charts have in common is said here, once.

const system = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let library;

export async function create(plot, source, options, series, locale) {
  library ??= import(new URL(source, document.baseURI));
  const ApexCharts = (await library).default;
  const look = () => ({ ...dress(options, series, plot, locale), series: drawn(series) });
  if (!plot.isConnected) return null; // left meanwhile
  const chart = new ApexCharts(plot, look());
  try {
    await chart.render();
  } catch (trouble) {
    if (plot.isConnected) throw trouble;
    return null;
  }

  // Another theme: the same options in other colours.
  const recolour = () => chart.updateOptions(look(), false, false);
  const theme = new MutationObserver(recolour);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", recolour);

  return {
    update: (newer) => {
      series = newer;
      return chart.updateOptions({ series: drawn(series), yaxis: axes(coloured(options, plot), series, plot, locale) }, false, !still.matches, false);
    },
    dispose: () => {
      theme.disconnect();
      system.removeEventListener("change", recolour);
      chart.destroy();
    },
  };
}

function drawn(series) {
  return series.map(({ name, type, data }) => ({
    name,
    ...(type === "radar" ? {} : { type }),
    data: data.map(({ x, y }) => ({ x, y: y ?? null })),
  }));
}

function dress(options, series, plot, locale) {
  const own = coloured(options, plot);
  const type = kind(series);
  const quiet = colour("var(--quiet)", plot);
  const line = colour("var(--line)", plot);
  const text = written(plot);
  const { chart, xaxis, markers, fill, stroke, legend, annotations, plotOptions, colors } = own;
  const radar = type === "radar";
  return {
    chart: {
      ...chart,
      type,
      height: "100%",
      fontFamily: "inherit",
      background: "transparent",
      foreColor: quiet,
      toolbar: { show: false },
      zoom: { enabled: false },
      selection: { enabled: false },
      parentHeightOffset: 0,
      animations: { enabled: false },
    },
    theme: { mode: dark() ? "dark" : "light" },
    colors: colors ?? [colour("var(--accent)", plot)],
    stroke: { lineCap: "round", ...stroke, ...(radar && stroke && { width: stroke.width[0] }) }, // a radar reckons its size with it
    ...(fill && { fill }),
    markers: { hover: { sizeOffset: 3 }, ...markers, strokeColors: colour("var(--card)", plot) },
    dataLabels: { enabled: false },
    legend: { show: false, position: "top", horizontalAlign: "left", fontFamily: "inherit", labels: { colors: colour("var(--text)", plot) }, markers: { size: 5 }, customLegendItems: series.filter((one) => one.type !== "rangeArea").map((one) => one.name), ...legend },
    grid: { borderColor: line, strokeDashArray: 0, padding: { left: 8, right: 8, top: radar ? 0 : -12, bottom: 0 } },
    xaxis: {
      ...xaxis,
      labels: { style: radar ? { ...text, colors: Array(12).fill(quiet) } : text, datetimeUTC: true, hideOverlappingLabels: true, rotate: 0 },
      axisBorder: { show: false },
      axisTicks: { show: false },
      tooltip: { enabled: false },
      crosshairs: { stroke: { color: quiet, dashArray: 0 } },
    },
    yaxis: axes(own, series, plot, locale),
    annotations: {
      xaxis: (annotations?.xaxis ?? []).map((mark) => ({
        ...mark,
        label: { text: mark.label.text, orientation: "horizontal", borderWidth: 0, offsetY: -2, style: { background: colour("var(--raised)", plot), color: colour("var(--text)", plot), fontSize: "11px", fontFamily: "inherit" } },
      })),
    },
    plotOptions: {
      bar: { borderRadius: 2, ...plotOptions?.bar },
      radar: { ...plotOptions?.radar, polygons: { strokeColors: line, connectorColors: line, fill: { colors: ["transparent"] } } },
    },
    tooltip: { shared: type !== "scatter", intersect: false, theme: dark() ? "dark" : "light", style: { fontFamily: "inherit" }, x: { format: "d MMM yyyy" } },
    states: { hover: { filter: { type: "none" } }, active: { filter: { type: "none" } } },
  };
}

// A chart with a band in it is a band chart, whose lines are lines all the same.
const kind = (series) => (series.some((one) => one.type === "rangeArea") ? "rangeArea" : (series[0]?.type ?? "line"));

const written = (plot) => ({ colors: colour("var(--quiet)", plot), fontSize: "12px", fontFamily: "inherit", fontWeight: 450 });

function axes(own, series, plot, locale) {
  const all = (own.yaxis?.length ? own.yaxis : [{ decimalsInFloat: 1 }]).map((axis) => ({
    ...(axis.min === undefined && axis.max === undefined ? scale(series.filter((one) => !axis.seriesName || axis.seriesName.includes(one.name))) : {}),
    ...axis,
    labels: { style: written(plot), maxWidth: 110, formatter: number(axis, locale) },
    axisBorder: { show: false },
  }));
  return all.length === 1 ? all[0] : all;
}

// As high as the data, in round steps, and not from zero on: a trend is about its changes. Bars begin at zero.
function scale(series) {
  const values = series.flatMap((one) => one.data.flatMap(({ y }) => y)).filter((y) => Number.isFinite(y));
  if (values.length === 0 || series.some((one) => one.type === "radar")) return {};
  const low = series.some((one) => one.type === "bar") ? 0 : Math.min(...values);
  const rough = (Math.max(...values) - low) / 5 || Math.abs(low) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) * power;
  const [min, max] = [Math.floor(low / step) * step, Math.ceil(Math.max(...values) / step) * step];
  return { min, max: max > min ? max : min + step, tickAmount: Math.max(1, Math.round((max - min) / step)) };
}

const dark = () => document.documentElement.dataset.theme === "dark" || (document.documentElement.dataset.theme !== "light" && system.matches);

function number({ decimalsInFloat = 1, unit, words }, locale) {
  if (words) return (value) => words[Math.floor(value)] ?? "";
  const format = new Intl.NumberFormat(locale || undefined, { maximumFractionDigits: decimalsInFloat });
  return (value) => (value === null || value === undefined ? "–" : unit ? `${format.format(value)} ${unit}` : format.format(value));
}

// Custom properties hold two colours each, light and dark; the browser says which counts now.
function colour(value, plot) {
  plot.style.color = value;
  const known = getComputedStyle(plot).color;
  plot.style.color = "";
  return hex(known);
}

function hex(rgb) {
  const [r, g, b] = rgb.match(/[\d.]+/g).map(Number);
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function coloured(options, plot) {
  if (typeof options === "string") return options.startsWith("var(--") ? colour(options, plot) : options;
  if (Array.isArray(options)) return options.map((one) => coloured(one, plot));
  if (options && typeof options === "object") return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, coloured(value, plot)]));
  return options;
}
