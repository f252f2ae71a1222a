// Shows the API's document, in the theme that was chosen for the app; nothing is asked of any other host.
const place = document.getElementById("reference");

window.Scalar.createApiReference("#reference", {
  sources: [{ title: "v1", slug: "v1", url: place.dataset.document, agent: { disabled: true } }],
  _integration: "dotnet",
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  proxyUrl: "",
  withDefaultFonts: false,
  forceDarkModeState: window.rocketTheme.isDark() ? "dark" : "light",
  hideDarkModeToggle: true,
  showDeveloperTools: "never",
  hideClientButton: true,
  authentication: { preferredSecurityScheme: "apiKey" },
  persistAuth: false,
  documentDownloadType: "json",
  defaultOpenAllTags: true,
  theme: "none",
});
