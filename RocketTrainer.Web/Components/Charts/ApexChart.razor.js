// Draws with ApexCharts what ApexChart.razor.cs sends. What all our charts have in common is said here, once.

const system = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 699px)");
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

  // Another theme, another width: the same options in other clothes.
  const redress = () => chart.updateOptions(look(), false, false);
  const theme = new MutationObserver(redress);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", redress);
  narrow.addEventListener("change", redress);

  return {
    update: (newer) => {
      series = newer;
      return chart.updateOptions({ series: drawn(series), yaxis: axes(coloured(options, plot), series, plot, locale) }, false, !still.matches, false);
    },
    dispose: () => {
      theme.disconnect();
      system.removeEventListener("change", redress);
      narrow.removeEventListener("change", redress);
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
  const { chart, xaxis, markers, fill, stroke, annotations, plotOptions, colors } = own;
  const radar = type === "radar";
  const marks = annotations?.xaxis ?? [];
  return {
    chart: {
      ...chart,
      type,
      height: plot.clientHeight, // per cent would be of what the plot stands in, and that holds the table too
      locales: [{ name: "reader", options: calendar(locale) }],
      defaultLocale: "reader",
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
    legend: { show: false }, // ChartLegend.razor
    grid: { borderColor: line, strokeDashArray: 0, padding: { left: 8, right: 8, top: radar ? 0 : -12, bottom: marks.length > 0 ? 20 : 0 } },
    xaxis: {
      ...xaxis,
      labels: { style: radar ? { ...text, colors: Array(12).fill(quiet) } : text, datetimeUTC: true, hideOverlappingLabels: true, rotate: 0, ...(radar && { formatter: (label) => broken(label, series), trim: true }) }, // untrimmed, the wheel moves aside for them
      axisBorder: { show: false },
      axisTicks: { show: false },
      tooltip: { enabled: false },
      crosshairs: { stroke: { color: quiet, dashArray: 0 } },
    },
    yaxis: axes(own, series, plot, locale),
    annotations: {
      xaxis: marks.map((mark) => ({
        ...mark,
        label: { text: mark.label.text, orientation: "horizontal", position: "bottom", borderWidth: 0, offsetY: 42, style: { background: colour("var(--raised)", plot), color: colour("var(--text)", plot), fontSize: "11px", fontFamily: "inherit" } },
      })),
    },
    plotOptions: {
      bar: { borderRadius: 2, ...plotOptions?.bar },
      radar: { ...(radar && { size: reach(series, plot), offsetY: -12 }), ...plotOptions?.radar, polygons: { strokeColors: line, connectorColors: line, fill: { colors: ["transparent"] } } },
    },
    tooltip: { shared: type !== "scatter", intersect: false, theme: dark() ? "dark" : "light", style: { fontFamily: "inherit" }, x: { format: "d MMM yyyy" }, y: { formatter: (value, at) => number(axisOf(own, series[at?.seriesIndex ?? 0]), locale)(value), title: { formatter: (name) => `${plain(name)}: ` } }, ...(type === "rangeArea" && { custom: ({ seriesIndex, dataPointIndex }) => reading(own, series, series[seriesIndex].data[dataPointIndex].x, locale) }) },
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
    // Where there is little room the legend tells the unit, and what a second line reaches from and to.
    ...(narrow.matches && axis.opposite && { show: false }),
    labels: { style: written(plot), maxWidth: 110, formatter: number(narrow.matches ? { ...axis, unit: undefined } : axis, locale) },
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

const axisOf = (own, one) => own.yaxis?.find((axis) => axis.seriesName?.includes(one.name)) ?? own.yaxis?.[0] ?? {};

// ApexCharts writes names as they come, and a player is called what he likes.
function plain(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

// What every line says at a place, with what it may be: ApexCharts would tell the first band alone.
function reading(own, series, x, locale) {
  const element = document.createElement("div");
  element.className = "reading";
  const write = (text) => (element.appendChild(document.createElement("p")).textContent = text);
  const date = new Date(x);
  write(own.xaxis?.type === "datetime" ? `${date.getUTCDate()} ${calendar(locale).shortMonths[date.getUTCMonth()]} ${date.getUTCFullYear()}` : x);
  const bands = series.filter((one) => one.type === "rangeArea");
  series.filter((one) => one.type !== "rangeArea").forEach((one, i) => {
    const at = (some) => some?.data.find((datum) => datum.x === x)?.y;
    const [value, band, axis] = [at(one), at(bands[i]), axisOf(own, one)];
    const bound = number({ ...axis, unit: undefined }, locale);
    if (Number.isFinite(value)) write(`${one.name}: ${number(axis, locale)(value)}${Number.isFinite(band?.[0]) ? ` (${bound(band[0])} to ${bound(band[1])})` : ""}`);
  });
  return element;
}

// As wide as its names leave room, which may stand in the card's edge.
function reach(series, plot) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `450 12px ${getComputedStyle(plot).fontFamily}`;
  const names = series[0].data.map(({ x }) => x);
  return Math.min(plot.clientHeight / 2 - 24, ...names.map((name, i) => {
    const aside = Math.abs(Math.sin((2 * Math.PI * i) / names.length));
    const width = Math.max(...[broken(name, series)].flat().map((line) => pen.measureText(line).width));
    return aside < 0.1 ? Infinity : (plot.clientWidth / 2 - width) / aside;
  }));
}

// The name that stands furthest out, on its two lines.
const broken = (name, series) => (name === series[0].data[Math.round(series[0].data.length / 4)]?.x ? name.split(" ") : name);

function calendar(locale) {
  const name = (options, date) => new Intl.DateTimeFormat(locale || undefined, { ...options, timeZone: "UTC" }).format(date);
  const months = (month) => Array.from({ length: 12 }, (_, i) => name({ month }, Date.UTC(2026, i, 1)));
  const days = (weekday) => Array.from({ length: 7 }, (_, i) => name({ weekday }, Date.UTC(2026, 1, 1 + i))); // a Sunday
  return { months: months("long"), shortMonths: months("short"), days: days("long"), shortDays: days("short") };
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
